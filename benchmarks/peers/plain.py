"""The small campaign in plain Python: draws in, outcomes out. This file is its definition; every other one must give the same.

A theatre of eight axes is attacked for thirty days in steps of six hours. All chance is in the draw. It is smaller than the
campaign of Casus on purpose, so that each peer can hold it in one readable file, and has what makes a campaign costly:
a law chosen by the draw, powers, published tables, and reserves that tie the axes together. Numbers without a source
are chosen to be of the usual size; nothing here describes a real place.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

AXES, STEPS, STEP_DAYS = 8, 120, 0.25

BRACKEN, DUPUY, EPSTEIN = 0, 1, 2


class Draw(NamedTuple):
    """One possible world; a row of the matrix of draws."""

    law: float  # which of the three laws holds
    attackers: float  # brigades, on all axes
    defenders: float  # brigades, on all axes and in reserve
    reserve_share: float  # of the defenders
    attack_value: float  # power of an attacking brigade over a defending one
    attacker_loss: float  # share a day at even powers
    defender_loss: float
    p: float  # exponents of the generalised Lanchester law (Bracken 1995)
    q: float
    d: float  # its tactical factor; above 1 favours the defence
    cover_km: float  # front that a brigade covers
    porous_km: float  # front over which a brigade leaves gaps
    river_ratio: float  # of powers, that forces the widest river
    threshold: float  # loss share a day that the defence bears (Epstein 1985)
    exploitation_km: float  # a day, through a line that has come apart


class Outcome(NamedTuple):
    """What one campaign measured; a row of the matrix of outcomes."""

    held: float  # 1 where no axis was lost
    broken_day: float  # when the first one was, or the horizon
    deepest_km: float
    area_km2: float
    attackers: float  # brigades left
    defenders: float  # brigades left, the reserve among them


# --- the theatre -----------------------------------------------------------------------------------------------------------

WIDTH_KM = (40.0, 60.0, 35.0, 80.0, 50.0, 45.0, 70.0, 30.0)
HOLD_KM = (30.0, 50.0, 40.0, 60.0, 45.0, 35.0, 55.0, 25.0)
"""Depth at which an axis is lost."""
END_KM = 150.0
"""Depth at which every axis ends."""
RIVER_KM = (12.0, 30.0, 8.0, 20.0, 40.0, 15.0, 25.0, 5.0)
"""Depth at which a river crosses an axis."""
RIVER_M = (100.0, 0.0, 300.0, 500.0, 50.0, 0.0, 200.0, 20.0)
MOBILITY = (0.9, 1.0, 0.7, 0.8, 1.0, 0.6, 0.9, 0.5)
ATTACK_SHARE = (0.18, 0.10, 0.14, 0.08, 0.16, 0.09, 0.12, 0.13)
DEFENCE_SHARE = (0.14, 0.12, 0.12, 0.14, 0.12, 0.10, 0.15, 0.11)

BELT_KM = (10.0, 25.0)
"""Fortified positions to the first depth, prepared ones to the second, hasty ones beyond."""
BELT_STRENGTH = (1.6, 1.5, 1.3)
"""Dupuy 1979, posture factors."""
DELAY_STRENGTH = 1.2
"""The same of a force that only delays."""

# --- tables ----------------------------------------------------------------------------------------------------------------

BAND_FLOOR = (1.00, 1.11, 1.26, 1.46, 1.76, 2.26, 3.01, 4.26, 6.01)
ADVANCE_KM = (
    (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 8.0, 24.0),
    (2.0, 2.25, 2.5, 3.5, 5.0, 7.0, 8.0, 16.0, 24.0),
    (4.0, 4.5, 5.0, 7.5, 10.0, 13.0, 16.0, 30.0, 48.0),
)
"""Kilometres a day of mechanised infantry by belt and band of the ratio. Dupuy 1979, appendix A."""
OWN_RATIO = (0.15, 0.2, 0.25, 0.35, 0.45, 0.6, 0.83, 1.5, 2.5, 3.0)
OPPOSITION = (1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7)
"""Factor on losses by a side's own ratio. Dupuy 1979, casualty norms."""
HOLDING = 0.3
"""Factor on the losses of a side that does not move. Dupuy 1979, mission factors."""

LARGEST_RATIO = 20.0
LEAST_LOSS = 0.001  # share a day; below it nobody gains ground
THINNEST = 1e-6  # brigades; below this a side is not there
WIDEST_RIVER_M = 500.0
RESERVE_PER_DAY = 1.0  # brigades that reach an axis
BRACKEN_KM = 10.0  # a day against a line that costs the attack nothing
FASTEST_WITHDRAWAL_KM = 20.0  # a day
PROSECUTION = 0.02  # share a day; how hard the attack presses at first (Epstein 1985)
ATTACKER_THRESHOLD = 0.06  # loss share a day that the attack bears (Epstein 1985)
EXCHANGE = 1.5  # attackers lost for each defender (Epstein 1985)


def play_all(draws: Sequence[Sequence[float]]) -> list[Outcome]:
    """The outcome of every draw."""
    return [play(Draw(*map(float, draw))) for draw in draws]


def play(draw: Draw) -> Outcome:
    """The outcome of one campaign."""
    attackers = [draw.attackers * share for share in ATTACK_SHARE]
    defenders = [draw.defenders * (1.0 - draw.reserve_share) * share for share in DEFENCE_SHARE]
    reserve = draw.defenders * draw.reserve_share
    depth_km, need = [0.0] * AXES, [0.0] * AXES
    withdrawal_km, prosecution = [0.0] * AXES, [PROSECUTION] * AXES
    broken_day = STEPS * STEP_DAYS
    for step in range(STEPS):
        sent = min(reserve, RESERVE_PER_DAY * STEP_DAYS)
        reserve -= sent
        defenders[hardest_pressed(need)] += sent
        for axis in range(AXES):
            ratio, thin = meet(draw, axis, attackers[axis], defenders[axis], depth_km[axis])
            belt = belt_at(depth_km[axis])
            km, attacker_loss, defender_loss = fight(draw, ratio, thin, belt, withdrawal_km[axis], prosecution[axis])
            km = on_this_ground(draw, axis, ratio, thin, depth_km[axis], km)
            if draw.law == EPSTEIN:
                withdrawal_km[axis] = next_withdrawal_km(draw, withdrawal_km[axis], defender_loss)
                prosecution[axis] = next_prosecution(prosecution[axis], attacker_loss)
            depth_km[axis] = next_depth_km(axis, depth_km[axis], km)
            need[axis] = ratio * (1.0 + depth_km[axis] / HOLD_KM[axis])
            attackers[axis] *= 1.0 - attacker_loss * STEP_DAYS
            defenders[axis] *= 1.0 - defender_loss * STEP_DAYS
            if depth_km[axis] >= HOLD_KM[axis]:
                broken_day = min(broken_day, (step + 1) * STEP_DAYS)
    return measure(attackers, defenders, reserve, depth_km, broken_day)


def hardest_pressed(need: list[float]) -> int:
    """The axis with the greatest need, the first of equals."""
    hardest = 0
    for axis in range(1, AXES):
        if need[axis] > need[hardest]:
            hardest = axis
    return hardest


def meet(draw: Draw, axis: int, attackers: float, defenders: float, depth_km: float) -> tuple[float, float]:
    """(ratio of powers, how thin the line is): 0 where brigades cover the width, 1 where it has come apart."""
    if defenders <= THINNEST:
        return LARGEST_RATIO, 1.0
    km_each = WIDTH_KM[axis] / defenders
    thin = min(1.0, max(0.0, (km_each - draw.cover_km) / (draw.porous_km - draw.cover_km)))
    strength = (1.0 - thin) * BELT_STRENGTH[belt_at(depth_km)] + thin * DELAY_STRENGTH
    return min(LARGEST_RATIO, attackers * draw.attack_value / (defenders * strength)), thin


def belt_at(depth_km: float) -> int:
    """Index of the belt of positions at a depth."""
    belt = 0
    while belt < len(BELT_KM) and depth_km >= BELT_KM[belt]:
        belt += 1
    return belt


def fight(
    draw: Draw, ratio: float, thin: float, belt: int, withdrawal_km: float, prosecution: float
) -> tuple[float, float, float]:
    """(km a day, attacker's, defender's loss share a day) under the law of this draw."""
    if draw.law == BRACKEN:
        return bracken(draw, ratio)
    if draw.law == DUPUY:
        return dupuy(draw, ratio, thin, belt)
    return epstein(ratio, withdrawal_km, prosecution)


def bracken(draw: Draw, ratio: float) -> tuple[float, float, float]:
    """Generalised Lanchester on powers of the ratio r alone: k r^p (2r/(1+r))^(p+q-1); losses better than even gain ground.

    Powers are exp(p ln x), since every implementation can have them to the last digits but one.
    """
    scale = draw.p + draw.q - 1.0
    log_ratio, log_mean = math.log(ratio), math.log(0.5 * (1.0 + ratio))
    attacker_loss = draw.attacker_loss * draw.d * math.exp(scale * (log_ratio - log_mean) - draw.p * log_ratio)
    defender_loss = draw.defender_loss / draw.d * math.exp(draw.p * log_ratio - scale * log_mean)
    even = max(LEAST_LOSS, attacker_loss) / max(LEAST_LOSS, defender_loss)
    return BRACKEN_KM * max(0.0, 1.0 - even), min(1.0, attacker_loss), min(1.0, defender_loss)


def dupuy(draw: Draw, ratio: float, thin: float, belt: int) -> tuple[float, float, float]:
    """Dupuy: bands of the ratio give the advance, norms with factors the losses."""
    advance_km = 0.0
    if ratio >= BAND_FLOOR[0]:
        band = 0
        while band + 1 < len(BAND_FLOOR) and ratio >= BAND_FLOOR[band + 1]:
            band += 1
        advance_km = (1.0 - thin) * ADVANCE_KM[belt][band] + thin * ADVANCE_KM[-1][band]
    mission = 1.0 if advance_km > 0.0 else HOLDING
    attacker_loss = draw.attacker_loss * mission * interpolate(ratio, OWN_RATIO, OPPOSITION)
    defender_loss = draw.defender_loss * mission * interpolate(1.0 / ratio, OWN_RATIO, OPPOSITION)
    return advance_km, attacker_loss, defender_loss


def interpolate(number: float, points: Sequence[float], values: Sequence[float]) -> float:
    """Value at a number, straight between printed points and constant beyond the ends."""
    if number <= points[0]:
        return values[0]
    for left in range(len(points) - 1):
        if number <= points[left + 1]:
            share = (number - points[left]) / (points[left + 1] - points[left])
            return values[left] + share * (values[left + 1] - values[left])
    return values[-1]


def epstein(ratio: float, withdrawal_km: float, prosecution: float) -> tuple[float, float, float]:
    """Epstein: the attack loses what it is ready to, the defence an exchange of it, and falls back at its own pace."""
    attacker_loss = prosecution * (1.0 - withdrawal_km / FASTEST_WITHDRAWAL_KM)
    return withdrawal_km, attacker_loss, min(1.0, attacker_loss * ratio / EXCHANGE)


def next_withdrawal_km(draw: Draw, withdrawal_km: float, defender_loss: float) -> float:
    """Rate of withdrawal after a step: it rises with losses above what the defence bears, and else is 0."""
    if defender_loss <= draw.threshold:
        return 0.0
    pressure = (defender_loss - draw.threshold) / (1.0 - draw.threshold)
    return withdrawal_km + (FASTEST_WITHDRAWAL_KM - withdrawal_km) * pressure * STEP_DAYS


def next_prosecution(prosecution: float, attacker_loss: float) -> float:
    """How hard the attack presses after a step, in [0, what it bears]."""
    change = (1.0 - prosecution / ATTACKER_THRESHOLD) * (attacker_loss - ATTACKER_THRESHOLD) * STEP_DAYS
    return min(ATTACKER_THRESHOLD, max(0.0, prosecution - change))


def on_this_ground(draw: Draw, axis: int, ratio: float, thin: float, depth_km: float, advance_km: float) -> float:
    """Kilometres a day on this ground: slowed by terrain, faster where the line has come apart, none at a held river."""
    advance_km *= MOBILITY[axis]
    if thin >= 1.0:
        advance_km = max(advance_km, draw.exploitation_km * min(1.0, ratio))
    at_bank = depth_km == RIVER_KM[axis] and RIVER_M[axis] > 0.0
    return 0.0 if at_bank and not forces_river(draw, axis, ratio) else advance_km


def forces_river(draw: Draw, axis: int, ratio: float) -> bool:
    """Whether the ratio suffices to cross the river of an axis."""
    return ratio >= 1.0 + (draw.river_ratio - 1.0) * RIVER_M[axis] / WIDEST_RIVER_M


def next_depth_km(axis: int, depth_km: float, advance_km: float) -> float:
    """Depth after a step: no further than the bank of a river not yet reached, nor than the end of the axis."""
    furthest = RIVER_KM[axis] if depth_km < RIVER_KM[axis] else END_KM
    return min(furthest, depth_km + advance_km * STEP_DAYS)


def measure(
    attackers: list[float], defenders: list[float], reserve: float, depth_km: list[float], broken_day: float
) -> Outcome:
    """The outcome of a campaign that is over."""
    held, deepest_km, area_km2, attackers_left, defenders_left = 1.0, 0.0, 0.0, 0.0, reserve
    for axis in range(AXES):
        held = 0.0 if depth_km[axis] >= HOLD_KM[axis] else held
        deepest_km = max(deepest_km, depth_km[axis])
        area_km2 += depth_km[axis] * WIDTH_KM[axis]
        attackers_left += attackers[axis]
        defenders_left += defenders[axis]
    return Outcome(held, broken_day, deepest_km, area_km2, attackers_left, defenders_left)
