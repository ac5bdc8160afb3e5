"""The campaign of plain.py in Casus's own way: draws in, outcomes out, compiled, in blocks of draws played side by side.

A block is LANES draws of one law. Every phase of a step is a loop over the lanes of one axis, whose last index is the lane, so
that the compiler works on several lanes with one instruction; blocks are shared out over the threads.
What keeps such a loop fast: no call (see the kernel's arithmetic.py), values chosen instead of paths taken, tables as sums over
their bands.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.arithmetic import exp, log
from casus.flow.campaign.threads import share_out

from . import plain
from .kept import compiled, compiled_loop
from .plain import AXES, BRACKEN, DUPUY, EPSTEIN, STEP_DAYS, STEPS, Draw, Outcome

LANES = 32  # chosen: measured 16 slower, 64 and 128 no faster; the state of a block stays in the first cache

WORLDS = np.dtype([(name, np.float64, LANES) for name in Draw._fields])
OUTCOMES = np.dtype([(name, np.float64, LANES) for name in Outcome._fields])
BLOCK = np.dtype(
    [(name, np.float64, (AXES, LANES)) for name in (
        "attackers", "defenders", "depth_km", "need", "withdrawal_km", "prosecution",
        "ratio", "thin", "advance_km", "attacker_loss", "defender_loss",
    )]
    + [(name, np.float64, LANES) for name in ("reserve", "broken_day", "greatest", "hardest")]
)  # fmt: skip
"""The state of a block, and from `ratio` on what one phase of a step tells the next."""

ADVANCES = np.array(plain.ADVANCE_KM)
BLOCKS = 4  # that a thread takes at a time
SLOPES = np.diff(plain.OPPOSITION) / np.diff(plain.OWN_RATIO)


def play_all(draws: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The outcome of every draw, a row each."""
    places, worlds = _blocks(draws)
    outcomes = np.zeros(len(worlds), OUTCOMES)
    share_out(
        len(worlds), lambda part: _play_blocks(worlds[part], np.zeros(len(worlds[part]), BLOCK), outcomes[part]), BLOCKS
    )  # fmt: skip
    rows = np.stack([outcomes[name] for name in Outcome._fields], axis=-1).reshape(-1, len(Outcome._fields))
    played = np.empty((len(draws), len(Outcome._fields)))
    played[places] = rows
    return played


def _blocks(draws: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.void]]:
    """(the row that every lane plays, blocks of draws): each block is of one law, and its spare lanes repeat a draw."""
    places = []
    for law in (BRACKEN, DUPUY, EPSTEIN):
        rows = np.flatnonzero(draws[:, 0] == law)
        spare = -len(rows) % LANES
        places.append(np.append(rows, np.repeat(rows[-1:], spare)))
    every = np.concatenate(places)
    worlds = np.empty(len(every) // LANES, WORLDS)
    for column, name in enumerate(Draw._fields):
        worlds[name] = draws[every, column].reshape(-1, LANES)
    return every, worlds


@compiled_loop
def _play_blocks(worlds, blocks, outcomes):  # type: ignore[no-untyped-def]
    for index in range(len(worlds)):
        play(worlds[index], blocks[index], outcomes[index])


@compiled
def play(draws, block, outcome):  # type: ignore[no-untyped-def]
    """Play the campaigns of a block: fill its outcome, with `block` as state."""
    law = int(draws.law[0])
    open_block(draws, block)
    for step in range(STEPS):
        send_reserve(block)
        for axis in range(AXES):
            meet(draws, block, axis)
            if law == BRACKEN:
                bracken(draws, block, axis)
            elif law == DUPUY:
                dupuy(draws, block, axis)
            else:
                epstein(draws, block, axis)
            move(draws, block, axis, (step + 1) * STEP_DAYS)
    measure(block, outcome)


@compiled
def open_block(draws, block):  # type: ignore[no-untyped-def]
    """Set the state before the first step."""
    for lane in range(LANES):
        block.reserve[lane] = draws.defenders[lane] * draws.reserve_share[lane]
        block.broken_day[lane] = STEPS * STEP_DAYS
    for axis in range(AXES):
        attack, defence = plain.ATTACK_SHARE[axis], plain.DEFENCE_SHARE[axis]
        for lane in range(LANES):
            block.attackers[axis, lane] = draws.attackers[lane] * attack
            block.defenders[axis, lane] = draws.defenders[lane] * (1.0 - draws.reserve_share[lane]) * defence
            block.depth_km[axis, lane], block.need[axis, lane] = 0.0, 0.0
            block.withdrawal_km[axis, lane], block.prosecution[axis, lane] = 0.0, plain.PROSECUTION


@compiled
def send_reserve(block):  # type: ignore[no-untyped-def]
    """Send what can move of the reserve to the axis with the greatest need, the first of equals."""
    for lane in range(LANES):
        block.greatest[lane], block.hardest[lane] = block.need[0, lane], 0.0
    for axis in range(1, AXES):
        for lane in range(LANES):
            harder = block.need[axis, lane] > block.greatest[lane]
            block.greatest[lane] = max(block.greatest[lane], block.need[axis, lane])
            block.hardest[lane] = float(axis) if harder else block.hardest[lane]
    for axis in range(AXES):
        for lane in range(LANES):
            sent = min(block.reserve[lane], plain.RESERVE_PER_DAY * STEP_DAYS)
            block.defenders[axis, lane] += sent if block.hardest[lane] == axis else 0.0
    for lane in range(LANES):
        block.reserve[lane] -= min(block.reserve[lane], plain.RESERVE_PER_DAY * STEP_DAYS)


@compiled
def meet(draws, block, axis):  # type: ignore[no-untyped-def]
    """Set the ratio of powers on an axis and how thin the line is."""
    width_km = plain.WIDTH_KM[axis]
    for lane in range(LANES):
        defenders, depth_km, cover_km = block.defenders[axis, lane], block.depth_km[axis, lane], draws.cover_km[lane]
        thin = min(1.0, max(0.0, (width_km / defenders - cover_km) / (draws.porous_km[lane] - cover_km)))
        strength = (1.0 - thin) * by_belt(depth_km, *plain.BELT_STRENGTH) + thin * plain.DELAY_STRENGTH
        ratio = min(
            plain.LARGEST_RATIO, block.attackers[axis, lane] * draws.attack_value[lane] / (defenders * strength)
        )
        block.ratio[axis, lane] = ratio if defenders > plain.THINNEST else plain.LARGEST_RATIO
        block.thin[axis, lane] = thin if defenders > plain.THINNEST else 1.0


@compiled
def by_belt(depth_km, fortified, prepared, hasty):  # type: ignore[no-untyped-def]
    """The one of three values that holds at a depth."""
    behind = prepared if depth_km < plain.BELT_KM[1] else hasty
    return fortified if depth_km < plain.BELT_KM[0] else behind


@compiled
def bracken(draws, block, axis):  # type: ignore[no-untyped-def]
    """Set the advance and the losses of an axis by the generalised Lanchester law."""
    for lane in range(LANES):
        ratio, p, d = block.ratio[axis, lane], draws.p[lane], draws.d[lane]
        scale = p + draws.q[lane] - 1.0
        log_ratio, log_mean = log(ratio), log(0.5 * (1.0 + ratio))
        attacker_loss = draws.attacker_loss[lane] * d * exp(scale * (log_ratio - log_mean) - p * log_ratio)
        defender_loss = draws.defender_loss[lane] / d * exp(p * log_ratio - scale * log_mean)
        even = max(plain.LEAST_LOSS, attacker_loss) / max(plain.LEAST_LOSS, defender_loss)
        block.advance_km[axis, lane] = plain.BRACKEN_KM * max(0.0, 1.0 - even)
        block.attacker_loss[axis, lane] = min(1.0, attacker_loss)
        block.defender_loss[axis, lane] = min(1.0, defender_loss)


@compiled
def dupuy(draws, block, axis):  # type: ignore[no-untyped-def]
    """Set the advance and the losses of an axis by Dupuy's tables."""
    for lane in range(LANES):
        ratio, thin, depth_km = block.ratio[axis, lane], block.thin[axis, lane], block.depth_km[axis, lane]
        behind_works, in_open = 0.0, 0.0
        for band in range(len(plain.BAND_FLOOR)):
            reached = ratio >= plain.BAND_FLOOR[band]
            rate = by_belt(depth_km, ADVANCES[0, band], ADVANCES[1, band], ADVANCES[2, band])
            behind_works = rate if reached else behind_works
            in_open = ADVANCES[2, band] if reached else in_open
        advance_km = (1.0 - thin) * behind_works + thin * in_open
        mission = 1.0 if advance_km > 0.0 else plain.HOLDING
        block.advance_km[axis, lane] = advance_km
        block.attacker_loss[axis, lane] = draws.attacker_loss[lane] * mission * opposition(ratio)
        block.defender_loss[axis, lane] = draws.defender_loss[lane] * mission * opposition(1.0 / ratio)


@compiled
def opposition(own_ratio):  # type: ignore[no-untyped-def]
    """Factor on losses by a side's own ratio: the straight pieces of the table, each as far as the ratio goes."""
    factor = plain.OPPOSITION[0]
    for left in range(len(plain.OWN_RATIO) - 1):
        length = plain.OWN_RATIO[left + 1] - plain.OWN_RATIO[left]
        factor += SLOPES[left] * min(length, max(0.0, own_ratio - plain.OWN_RATIO[left]))
    return factor


@compiled
def epstein(draws, block, axis):  # type: ignore[no-untyped-def]
    """Set the advance and the losses of an axis by Epstein's law, and adapt the pace of both sides."""
    for lane in range(LANES):
        withdrawal_km, prosecution = block.withdrawal_km[axis, lane], block.prosecution[axis, lane]
        attacker_loss = prosecution * (1.0 - withdrawal_km / plain.FASTEST_WITHDRAWAL_KM)
        defender_loss = min(1.0, attacker_loss * block.ratio[axis, lane] / plain.EXCHANGE)
        block.advance_km[axis, lane] = withdrawal_km
        block.attacker_loss[axis, lane], block.defender_loss[axis, lane] = attacker_loss, defender_loss
        above = defender_loss - draws.threshold[lane]
        change = (plain.FASTEST_WITHDRAWAL_KM - withdrawal_km) * above / (1.0 - draws.threshold[lane]) * STEP_DAYS
        block.withdrawal_km[axis, lane] = withdrawal_km + change if above > 0.0 else 0.0
        less = (1.0 - prosecution / plain.ATTACKER_THRESHOLD) * (attacker_loss - plain.ATTACKER_THRESHOLD) * STEP_DAYS
        block.prosecution[axis, lane] = min(plain.ATTACKER_THRESHOLD, max(0.0, prosecution - less))


@compiled
def move(draws, block, axis, day):  # type: ignore[no-untyped-def]
    """Move the front of an axis, take the losses, and note who is hard pressed and what is lost."""
    mobility, river_km, hold_km = plain.MOBILITY[axis], plain.RIVER_KM[axis], plain.HOLD_KM[axis]
    river = plain.RIVER_M[axis] / plain.WIDEST_RIVER_M
    for lane in range(LANES):
        ratio, depth_km = block.ratio[axis, lane], block.depth_km[axis, lane]
        advance_km = block.advance_km[axis, lane] * mobility
        through_km = max(advance_km, draws.exploitation_km[lane] * min(1.0, ratio))
        advance_km = through_km if block.thin[axis, lane] >= 1.0 else advance_km
        stopped = (depth_km == river_km) & (river > 0.0) & (ratio < 1.0 + (draws.river_ratio[lane] - 1.0) * river)
        furthest_km = river_km if depth_km < river_km else plain.END_KM
        reached_km = min(furthest_km, depth_km + (0.0 if stopped else advance_km) * STEP_DAYS)
        block.depth_km[axis, lane] = reached_km
        block.need[axis, lane] = ratio * (1.0 + reached_km / hold_km)
        block.attackers[axis, lane] *= 1.0 - block.attacker_loss[axis, lane] * STEP_DAYS
        block.defenders[axis, lane] *= 1.0 - block.defender_loss[axis, lane] * STEP_DAYS
        block.broken_day[lane] = min(block.broken_day[lane], day if reached_km >= hold_km else STEPS * STEP_DAYS)


@compiled
def measure(block, outcome):  # type: ignore[no-untyped-def]
    """Fill the outcome from the state at the end."""
    for lane in range(LANES):
        outcome.held[lane], outcome.broken_day[lane] = 1.0, block.broken_day[lane]
        outcome.deepest_km[lane], outcome.area_km2[lane] = 0.0, 0.0
        outcome.attackers[lane], outcome.defenders[lane] = 0.0, block.reserve[lane]
    for axis in range(AXES):
        for lane in range(LANES):
            depth_km = block.depth_km[axis, lane]
            outcome.held[lane] = 0.0 if depth_km >= plain.HOLD_KM[axis] else outcome.held[lane]
            outcome.deepest_km[lane] = max(outcome.deepest_km[lane], depth_km)
            outcome.area_km2[lane] += depth_km * plain.WIDTH_KM[axis]
            outcome.attackers[lane] += block.attackers[axis, lane]
            outcome.defenders[lane] += block.defenders[axis, lane]
