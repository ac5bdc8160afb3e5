"""A claim in, where it fails in words out: of worlds by scenario discovery, of averages the halves in which it turns over."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import METRICS
from casus.foundation.json_numbers import json_number
from casus.study.claims.averages import Truths, resampled
from casus.study.claims.language.reads import Read
from casus.study.claims.leans import Leanings
from casus.study.claims.tested import Failing, Turned
from casus.study.discovery.discover import discover
from casus.study.discovery.stated import Shown, Stated, told_unit
from casus.study.factors import Factors, on_the_way

MOST_COURSES = 6
"""Chosen: campaigns of which it is told what happened on their way; with more the conditions are no longer read."""
SAYS_THE_SAME = {
    "acted_share": {
        "called",
        "acted",
        "acted_share",
        "honoured",
        "decided",
        "decision_hours",
        "combat",
        "combat_share",
    },
    "combat_share": {
        "called",
        "acted",
        "acted_share",
        "honoured",
        "decision_hours",
        "combat",
        "combat_share",
        "contact",
        "contact_hours",
    },
    "warning_days": {"warning_days"},
}
"""By what happens on the way: the metrics of a claim of which it would only say again what the claim says."""
ALIKE = "It holds in all worlds alike, or in none: there are no conditions to seek."
ERROR = 0.05
"""Chosen, as usual: probability that any of the halves that are tried turns a claim over by chance (Bonferroni's bound)."""
HALF_RESAMPLES = 100
"""Chosen: enough for the standard error of a margin, of which a normal distribution makes the rest."""


def failing_worlds(
    outcomes: Outcomes, holds: Floats, factors: Factors, reads: Iterable[Read]
) -> tuple[tuple[Failing, ...], str]:
    """The conditions under which (worlds,) a claim fails, or why there are none: among assumptions, and what happens on the way."""
    if np.unique(holds[np.isfinite(holds)]).size < 2:
        return (), ALIKE
    found = discover(courses(outcomes, factors, reads), 1.0 - holds)
    boxes = tuple(Failing(box.sentence, box.density, box.coverage, box.as_json(), box) for box in found.boxes)
    return boxes, found.none_because


def courses(outcomes: Outcomes, factors: Factors, reads: Iterable[Read]) -> Factors:
    """The factors, and beside them what happened on the way of the campaigns that a claim reads."""
    pairs = sorted({(d, a) for m, d, a, _ in reads if METRICS[m].of == "campaign" and d is not None and a is not None})
    metrics = {m for m, *_ in reads}
    if len(pairs) > MOST_COURSES:
        return factors
    for design, attack in pairs:
        factors = factors.beside(_course(outcomes, design, attack, metrics, len(pairs) > 1))
    return factors


def _course(outcomes: Outcomes, design: str, attack: str, metrics: set[str], named: bool) -> Factors:
    """What happened on the way of a campaign, without what the claim itself says; told apart where there are several."""
    way = on_the_way(outcomes, design, attack)
    kept = [
        place
        for place, name in enumerate(way.names)
        if not metrics & SAYS_THE_SAME.get(name.removeprefix("course."), set())
    ]
    way = way.only(kept)
    if not named:
        return way
    columns = (
        replace(column, name=f"{column.name}.{design}.{attack}", what=f"{column.what} ({design}, {attack})")
        for column in way.columns
    )
    return Factors(way.values, tuple(columns))


def turning_halves(
    truths: Truths, applies: npt.NDArray[np.bool_], margin: float | None, of: Leanings
) -> tuple[tuple[Failing, ...], str]:
    """The halves of the worlds, by a quantity that matters, in which a claim about averages turns over; or why there are none."""
    if margin is None or not np.isfinite(margin):
        return (), "Halves were not tried: the claim is not one comparison of two numbers."
    tried = [place for place in of.order if not of.factors.columns[place].words]
    halves = [half for place in tried for half in _halves(of.factors, int(place), applies)]
    found = [*_turned(truths, halves, margin)]
    if found:
        return tuple(sorted(found, key=lambda one: -one.density)), ""
    return (
        (),
        f"It turns over in none of {len(halves)} halves of the worlds, by quantities that matter to what it averages.",
    )


Half = tuple[str, Stated, npt.NDArray[np.intp]]
"""Name of the quantity, the condition, and the places of the worlds."""
FIGURES = 3
"""Chosen: significant figures of the middle of a quantity, and of a margin."""


def _halves(factors: Factors, place: int, applies: npt.NDArray[np.bool_]) -> Iterator[Half]:
    values, column = factors.values[:, place], factors.columns[place]
    middle = float(np.median(values[applies]))
    limit = Shown(middle, FIGURES - 1 - math.floor(math.log10(abs(middle))) if middle else 0)
    unit = told_unit(column.unit)
    below, above = Stated(column.what, "at-most", high=limit, unit=unit), Stated(column.what, "above", limit, unit=unit)
    for where, inside in ((below, values <= middle), (above, values > middle)):
        yield column.name, where, np.flatnonzero(inside & applies)


def _turned(truths: Truths, halves: list[Half], margin: float) -> Iterator[Failing]:
    from scipy.stats import norm

    margins = truths([places for *_, places in halves])[1] if halves else np.zeros(0)
    for (name, where, places), here in zip(halves, margins.tolist(), strict=True):
        if not np.isfinite(here) or here * margin >= 0.0:
            continue
        of = resampled(truths, places, HALF_RESAMPLES)
        p = float(norm.sf(abs(here) / of.margins.std())) * len(halves)
        if p < ERROR:
            yield _half(name, Turned(where, here, margin), p, of.agreeing if margin < 0.0 else 1.0 - of.agreeing)


def _half(name: str, of: Turned, p: float, density: float) -> Failing:
    here, overall = of.margin, of.margin_overall
    sentence = (
        f"In the half of the worlds where {of.where.text}, it turns over: the margin is {here:.{FIGURES}g} there and "
        f"{overall:.{FIGURES}g} overall."
    )
    detail = {"factor": name, "margin": json_number(here), "p": json_number(min(p, 1.0))}
    return Failing(sentence, density, 0.5, detail, of)
