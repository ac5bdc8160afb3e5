"""A situation's codes in; the course of the feared attack out: alone, with every word kept, and as the promise is likely kept.

A level stands for a range, stated here once. In each world one number between 0 and 1 says where in the range of a kind of
code it lies, the same for all situations: what is coded alike has the same numbers, and a higher level a higher one in
every world. All ranges are our judgement, set before any lens was run; where one leans on an entry of the evidence, the
comment says on which.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from casus.backtest.crises_data import Situation, pact_of
from casus.evidence.distribution import Floats
from casus.flow.strategy.course import Course
from casus.foundation.references import SCALES

Range = tuple[float, float]

CHANCES: dict[str, Range] = {"low": (0.05, 0.25), "even": (0.35, 0.65), "high": (0.75, 0.95)}
"""Of a quick win, and of help that comes in time and turns the outcome; even on both sides of a half."""
WANTS: dict[str, Range] = {"limited": (0.05, 0.2), "major": (0.15, 0.6), "vital": (0.5, 2.0)}
"""Value of the aims over that of Russia's in Ukraine, which are vital; the entry for the Baltic states is about a tenth of it."""
PARTIAL: Range = (0.0, 0.3)
"""Share of the aims gained where the line holds."""
THOUSANDS_RESISTED: Range = (54.0, 135.0)
"""Soldiers lost in 90 days at full scale where the line holds: the range of `price-attrition-day`."""
THOUSANDS_QUICK: Range = (10.0, 40.0)
"""Soldiers lost where it breaks quickly: about a quarter of that."""
AIRCRAFT: Range = (5.0, 50.0)
"""Aircraft lost at full scale: seven in 90 days at the rate of Ukraine (`russia-paid-aircraft`), more where air forces fight."""
THOUSANDS_OF_GUARANTORS: Range = (5.0, 50.0)
"""Soldiers that guarantors who fight lose at full scale."""
WORDS, MATERIEL, FORCE = 1.0, 2.0, 3.0
"""Obligations, on the casebook's scale, from which acting is owed at all, in full, and with forces."""


class Places(NamedTuple):
    """(worlds,) of each: where in its range a kind of code lies, 0 to 1."""

    local: Floats
    help: Floats
    want: Floats
    partial: Floats
    losses: Floats


class Judged(NamedTuple):
    """One situation's courses, each field (worlds,)."""

    alone: Course
    backed: Course
    kept: Course


def places(worlds: int, seed: int) -> Places:
    """Places for so many worlds."""
    return Places(*np.random.default_rng(seed).random((len(Places._fields), worlds)))


def judged(case: Situation, kept_probability: float, at: Places) -> Judged:
    """The three courses; what is kept with a probability q is the course alone and q of what every word kept changes."""
    acting, fighting = owed(case)
    win = within(CHANCES[case.local], at.local)
    turned = acting * within(CHANCES[case.help], at.help)
    alone = _course(case, win, at, acting=0.0, fighting=0.0)
    kept = _course(case, win * (1.0 - turned), at, acting, fighting)
    backed = Course(*(a + kept_probability * (k - a) for a, k in zip(alone, kept, strict=True)))
    return Judged(alone, backed, kept)


def owed(case: Situation) -> tuple[float, float]:
    """Share of the guarantors that act, and that fight, where the word is kept: from talks to material to forces."""
    level = pact_of(case).obligation.level if case.guarantors else 0.0
    acting, fighting = np.clip([level - WORDS, level - MATERIEL], 0.0, 1.0)
    return float(acting), float(fighting)


def within(ends: Range, place: Floats) -> Floats:
    """The number at these places of a range."""
    low, high = ends
    return np.asarray(low + (high - low) * place)


def _course(case: Situation, broken: Floats, at: Places, acting: float, fighting: float) -> Course:
    scale = SCALES[case.scale]
    gained = broken + (1.0 - broken) * within(PARTIAL, at.partial)
    quick, resisted = within(THOUSANDS_QUICK, at.losses), within(THOUSANDS_RESISTED, at.losses)
    same = np.ones_like(broken)
    return Course(
        ground=gained,
        people=gained,
        cities=gained,
        broken=broken,
        soldiers=scale * (broken * quick + (1.0 - broken) * resisted),
        aircraft=scale * within(AIRCRAFT, at.losses),
        guarantor_soldiers=scale * fighting * within(THOUSANDS_OF_GUARANTORS, at.losses),
        fighting=fighting * same,
        acting=acting * same,
    )
