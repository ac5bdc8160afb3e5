"""A study, a design and a metric in, the conditions under which the design fails by it out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import METRICS, Metric, world_values
from casus.flow.metrics.measure import heaviest_attack
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.units import UNITS
from casus.study.asked import chosen
from casus.study.compare import Study
from casus.study.discovery.discover import Discovery, discover
from casus.study.discovery.stated import UNTOLD_UNITS
from casus.study.factors import factors_of, on_the_way

WORST_SHARE = 0.25
"""Chosen: a number fails in its worst quarter, few enough worlds to be apart and enough to describe."""
SAID = {"held": "the line is lost"}
"""What happens where a flag is not as one would wish; another flag's phrase is denied."""


@dataclass(frozen=True)
class Failure:
    """In which worlds a design fails, and how to say so."""

    happens: Floats
    """(draws,) 1 where it fails, 0 where not, missing where the question does not arise."""
    what_happens: str


def failures(
    study: Study | Outcomes,
    design: str,
    attack: str | None = None,
    metric: str = "held",
    course: bool = False,
) -> Discovery:
    """The conditions under which a design fails by a metric of its campaigns.

    A flag fails where it is not as wished, a number in its worst quarter. Without an attack, the heaviest is meant. Conditions are
    sought among the assumptions alone, or with `course` also among what happened on the way (warning, who acted). Raises
    InputError for unknown names and metrics that know no failure.
    """
    outcomes = study.handoff if isinstance(study, Study) else study
    _refuse(outcomes, design, attack, metric)
    against = attack or heaviest_attack(outcomes)
    failure = failure_of(METRICS[metric], world_values(outcomes, metric, design, against))
    factors = factors_of(outcomes)
    if course:
        factors = factors.beside(on_the_way(outcomes, design, against))
    numbers = np.asarray(outcomes.data["draw"].values, dtype=np.int64)
    return discover(factors, failure.happens, numbers=numbers, what_happens=failure.what_happens)


def failure_of(metric: Metric, values: Floats) -> Failure:
    """In which worlds a metric's (draws,) values are a failure."""
    higher = metric.better == "higher"
    if metric.flag:
        bad = np.where(np.isnan(values), np.nan, values != (1.0 if higher else 0.0))
        denied = f"it is not so that {metric.what}" if higher else metric.what
        return Failure(bad, SAID.get(metric.name, denied))
    bad = worst(values, higher)
    if not (bad > 0.0).any():
        return Failure(bad, f"{metric.what} is at its worst")
    edge = values[bad > 0.0].max() if higher else values[bad > 0.0].min()
    unit = "" if metric.unit in UNTOLD_UNITS else f" {UNITS.get(metric.unit, metric.unit)}"
    how = f"{'at most' if higher else 'at least'} {edge:,.4g}{unit}"
    return Failure(bad, f"{metric.what} is among its worst {np.nanmean(bad):.0%} ({how})".replace("%", " %"))


def worst(values: Floats, higher: bool) -> Floats:
    """(draws,) 1 in the worst quarter, or what is nearest to it where many values are equal; missing where the value is."""
    away = np.where(np.isnan(values), np.nan, -values if higher else values)
    known = away[~np.isnan(away)]
    if not len(known) or known.min() == known.max():
        return np.where(np.isnan(away), np.nan, 0.0)
    edge = np.sort(known)[-max(1, round(WORST_SHARE * len(known)))]
    with_edge, beyond = (known >= edge).mean(), (known > edge).mean()
    strict = beyond > 0.0 and (with_edge == 1.0 or WORST_SHARE - beyond < with_edge - WORST_SHARE)
    return np.where(np.isnan(away), np.nan, away > edge if strict else away >= edge)


def _refuse(outcomes: Outcomes, design: str, attack: str | None, name: str) -> None:
    chosen("design", [design], outcomes.data["design"].values.tolist())
    if attack is not None:
        chosen("attack", [attack], outcomes.data["attack"].values.tolist())
    will_do = [one.name for one in METRICS.values() if one.of == "campaign" and one.better != "neither"]
    if name not in METRICS:
        raise InputError([Problem(f"unknown metric '{name}'", hint=unknown_name_hint(name, will_do))])
    if name not in will_do:
        raise InputError([Problem(f"'{name}' knows no failure", hint=f"metrics that do: {', '.join(will_do)}")])
