"""The campaign of plain.py in NumPy over the draws: draws in, outcomes out, every step a few operations on (axes, draws).

Written as one would for speed: draws of one law are played together, so that no law is computed for another's draws, and in
parts small enough for the processor's cache. np.where takes both of its branches, so a branch costs as much as its sum.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from . import plain
from .plain import BRACKEN, DUPUY, EPSTEIN, STEP_DAYS, STEPS, Draw, Outcome

Values = npt.NDArray[np.float64]

PART = 2048  # draws; chosen: of 64 to 4,096 none was faster beyond the noise, and 64 and 128 took twice as long

BELT_STRENGTH, ADVANCE_KM = np.array(plain.BELT_STRENGTH), np.array(plain.ADVANCE_KM)
WIDTH_KM, HOLD_KM, RIVER_KM, RIVER_M, MOBILITY, ATTACK_SHARE, DEFENCE_SHARE = (
    np.array(values)[:, None]
    for values in (
        plain.WIDTH_KM, plain.HOLD_KM, plain.RIVER_KM, plain.RIVER_M, plain.MOBILITY, plain.ATTACK_SHARE, plain.DEFENCE_SHARE,
    )
)  # fmt: skip


def play_all(draws: Values) -> Values:
    """The outcome of every draw, a row each."""
    outcomes = np.empty((len(draws), len(Outcome._fields)))
    for law in (BRACKEN, DUPUY, EPSTEIN):
        rows = np.flatnonzero(draws[:, 0] == law)
        for start in range(0, len(rows), PART):
            part = rows[start : start + PART]
            outcomes[part] = np.transpose(play(law, Draw(*draws[part].T.copy())))
    return outcomes


def play(law: int, draw: Draw) -> Outcome:
    """The outcomes of draws of one law; every field of `draw` and of the outcome is an array over them."""
    attackers = draw.attackers * ATTACK_SHARE
    defenders = draw.defenders * (1.0 - draw.reserve_share) * DEFENCE_SHARE
    reserve = draw.defenders * draw.reserve_share
    every, depth_km, need = np.arange(len(reserve)), np.zeros_like(attackers), np.zeros_like(attackers)
    withdrawal_km, prosecution = np.zeros_like(attackers), np.full_like(attackers, plain.PROSECUTION)
    broken_day = np.full(len(reserve), STEPS * STEP_DAYS)
    for step in range(STEPS):
        sent = np.minimum(reserve, plain.RESERVE_PER_DAY * STEP_DAYS)
        reserve = reserve - sent
        defenders[need.argmax(axis=0), every] += sent
        ratio, thin, belt = meet(draw, attackers, defenders, depth_km)
        if law == BRACKEN:
            km, attacker_loss, defender_loss = bracken(draw, ratio)
        elif law == DUPUY:
            km, attacker_loss, defender_loss = dupuy(draw, ratio, thin, belt)
        else:
            km, attacker_loss, defender_loss = epstein(ratio, withdrawal_km, prosecution)
            withdrawal_km = next_withdrawal_km(draw, withdrawal_km, defender_loss)
            prosecution = next_prosecution(prosecution, attacker_loss)
        depth_km = next_depth_km(draw, ratio, thin, depth_km, km)
        need = ratio * (1.0 + depth_km / HOLD_KM)
        attackers *= 1.0 - attacker_loss * STEP_DAYS
        defenders *= 1.0 - defender_loss * STEP_DAYS
        lost = (depth_km >= HOLD_KM).any(axis=0)
        broken_day = np.where(lost, np.minimum(broken_day, (step + 1) * STEP_DAYS), broken_day)
    held, area_km2 = (depth_km < HOLD_KM).all(axis=0), (depth_km * WIDTH_KM).sum(axis=0)
    left = attackers.sum(axis=0), defenders.sum(axis=0) + reserve
    return Outcome(held, broken_day, depth_km.max(axis=0), area_km2, *left)


def meet(draw: Draw, attackers: Values, defenders: Values, depth_km: Values) -> tuple[Values, Values, Values]:
    """(ratio of powers, how thin the line is, index of the belt of positions)."""
    there = defenders > plain.THINNEST
    thin = np.clip((WIDTH_KM / defenders - draw.cover_km) / (draw.porous_km - draw.cover_km), 0.0, 1.0)
    belt = (depth_km >= plain.BELT_KM[0]).astype(np.intp) + (depth_km >= plain.BELT_KM[1])
    strength = (1.0 - thin) * BELT_STRENGTH[belt] + thin * plain.DELAY_STRENGTH
    ratio = np.minimum(plain.LARGEST_RATIO, attackers * draw.attack_value / (defenders * strength))
    return np.where(there, ratio, plain.LARGEST_RATIO), np.where(there, thin, 1.0), belt


def bracken(draw: Draw, ratio: Values) -> tuple[Values, Values, Values]:
    """(km a day, attacker's, defender's loss share a day) by the generalised Lanchester law."""
    scale = draw.p + draw.q - 1.0
    log_ratio, log_mean = np.log(ratio), np.log(0.5 * (1.0 + ratio))
    attacker_loss = draw.attacker_loss * draw.d * np.exp(scale * (log_ratio - log_mean) - draw.p * log_ratio)
    defender_loss = draw.defender_loss / draw.d * np.exp(draw.p * log_ratio - scale * log_mean)
    even = np.maximum(plain.LEAST_LOSS, attacker_loss) / np.maximum(plain.LEAST_LOSS, defender_loss)
    km = plain.BRACKEN_KM * np.maximum(0.0, 1.0 - even)
    return km, np.minimum(1.0, attacker_loss), np.minimum(1.0, defender_loss)


def dupuy(draw: Draw, ratio: Values, thin: Values, belt: Values) -> tuple[Values, Values, Values]:
    """(km a day, attacker's, defender's loss share a day) by Dupuy's tables."""
    band = np.searchsorted(plain.BAND_FLOOR, ratio, side="right") - 1
    km = (1.0 - thin) * ADVANCE_KM[belt, band] + thin * ADVANCE_KM[-1][band]
    km = np.where(band >= 0, km, 0.0)
    mission = np.where(km > 0.0, 1.0, plain.HOLDING)
    attacker_loss = draw.attacker_loss * mission * np.interp(ratio, plain.OWN_RATIO, plain.OPPOSITION)
    return km, attacker_loss, draw.defender_loss * mission * np.interp(1.0 / ratio, plain.OWN_RATIO, plain.OPPOSITION)


def epstein(ratio: Values, withdrawal_km: Values, prosecution: Values) -> tuple[Values, Values, Values]:
    """(km a day, attacker's, defender's loss share a day) by Epstein's law."""
    attacker_loss = prosecution * (1.0 - withdrawal_km / plain.FASTEST_WITHDRAWAL_KM)
    return withdrawal_km, attacker_loss, np.minimum(1.0, attacker_loss * ratio / plain.EXCHANGE)


def next_withdrawal_km(draw: Draw, withdrawal_km: Values, defender_loss: Values) -> Values:
    """Rate of withdrawal after a step."""
    above = defender_loss - draw.threshold
    change = (plain.FASTEST_WITHDRAWAL_KM - withdrawal_km) * (above / (1.0 - draw.threshold)) * STEP_DAYS
    return np.where(above > 0.0, withdrawal_km + change, 0.0)


def next_prosecution(prosecution: Values, attacker_loss: Values) -> Values:
    """How hard the attack presses after a step."""
    change = (1.0 - prosecution / plain.ATTACKER_THRESHOLD) * (attacker_loss - plain.ATTACKER_THRESHOLD) * STEP_DAYS
    return np.clip(prosecution - change, 0.0, plain.ATTACKER_THRESHOLD)


def next_depth_km(draw: Draw, ratio: Values, thin: Values, depth_km: Values, advance_km: Values) -> Values:
    """Depth of every front after a step: by terrain, through lines that have come apart, and not over held rivers."""
    advance_km = advance_km * MOBILITY
    through_km = np.maximum(advance_km, draw.exploitation_km * np.minimum(1.0, ratio))
    advance_km = np.where(thin >= 1.0, through_km, advance_km)
    forces = ratio >= 1.0 + (draw.river_ratio - 1.0) * RIVER_M / plain.WIDEST_RIVER_M
    stopped = (depth_km == RIVER_KM) & (RIVER_M > 0.0) & ~forces
    furthest = np.where(depth_km < RIVER_KM, RIVER_KM, plain.END_KM)
    return np.minimum(furthest, depth_km + np.where(stopped, 0.0, advance_km) * STEP_DAYS)
