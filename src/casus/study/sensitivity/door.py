"""The name of a metric in, the same out if sensitivity analysis can explain it; what it cannot, and why, is refused here."""

from __future__ import annotations

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.metrics.catalogue import METRICS, Metric, metric
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.study.sensitivity.play import DESIGN_READS

INSTEAD = {
    "contact_moved_km": "depth_km or contact_hours",
    "movement_to_contact": "contact or contact_hours",
    "in_time": "held or contact_hours",
    "sustained_months": "feasible_share",
}
"""What to ask for where a question does not arise in every world."""
MOST, MOST_ALLOWED = 20, 60
"""Factors kept by name: chosen, a screen full; and with more the campaigns are better spent on more worlds."""
LEAST_DRAWS = 32
"""Chosen: fewer worlds tell no index from nought."""


def explainable() -> list[str]:
    """Names of the metrics that can be asked about."""
    return [name for name, one in METRICS.items() if one.of == "campaign" or name in DESIGN_READS]


def metric_asked(name: str) -> Metric:
    """The metric of that name; raises InputError for one that is none, or that takes more than campaigns and costs to know."""
    if name in explainable():
        return metric(name)
    hint = unknown_name_hint(name, explainable(), most=99)
    if name in METRICS:
        why = "is read off the lenses on deterrence, which play every attack and solve games in each world"
        raise InputError([Problem(f"metric '{name}' {why}; its indices cannot be had here", hint=hint)])
    raise InputError([Problem(f"unknown metric '{name}'", hint=hint)])


def refuse_bad_sizes(most: int, draws: int) -> None:
    """Raise InputError for numbers of factors and worlds that will not do; both at once."""
    problems = []
    if not 1 <= most <= MOST_ALLOWED:
        problems.append(Problem(f"most is {most}; it must be 1 to {MOST_ALLOWED}"))
    if 1 <= draws < LEAST_DRAWS:
        problems.append(
            Problem(f"draws is {draws}; a share of variance takes at least {LEAST_DRAWS}", hint="the default is 512")
        )
    if problems:
        raise InputError(problems)


def refuse_missing(name: str, values: Floats) -> None:
    """Raise InputError for a metric that some worlds do not have: the variance of what is not there has no parts.

    Worlds could be left out; but those in which contact comes are chosen by the factors themselves, which among them are no longer
    independent.
    """
    missing = float(1.0 - np.isfinite(values).mean())
    if missing > 0.0:
        text = (
            f"metric '{name}' does not arise in {missing:.1%} of the worlds, so that its variance cannot be shared out"
        )
        raise InputError([Problem(text, hint=f"ask for {INSTEAD.get(name, 'held')}, which every world has")])
