"""Features of a design and drawn columns in, how the hazard of renewed war moves and how long the peace survives out.

    S(t) = exp(-H (t / 10)^k r),  H = -ln(1 - share renewed in ten years),  r = product of the effects' ratios

A reading (specification) of what pacts do is drawn for each world; any of them can be asked for by name. Forces, depth and
monitors have one ratio each. Sources and grades: evidence `reference-...`; method: docs/method/reference-class.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from casus.flow.handoffs import Columns, Floats
from casus.flow.strategy.reference_features import Features
from casus.foundation.codes import SPECIFICATIONS
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

BASE_YEARS = 10.0
"""Years after which the share renewed is stated."""


class Reading(NamedTuple):
    """The columns of one reading's ratio of the rate of attack with a pact to that without; None for no effect."""

    major: str | None
    """Where a major power owes defence."""
    minor: str | None
    """Where minor powers alone do."""


READINGS: dict[str, Reading] = {
    "war_all_years": Reading("reference_war_all_years_major", "reference_war_all_years_minor"),
    "war_before_1945": Reading("reference_war_before_1945_major", "reference_war_before_1945_minor"),
    "war_since_1945": Reading("reference_war_since_1945_major", "reference_war_since_1945_minor"),
    "war_neighbours": Reading("reference_war_neighbours_major", "reference_war_neighbours_minor"),
    "war_controls": Reading("reference_war_controls_major", "reference_war_controls_minor"),
    "dispute_all_years": Reading("reference_dispute_all_years_major", "reference_dispute_all_years_minor"),
    "dispute_controls": Reading("reference_dispute_controls_major", "reference_dispute_controls_minor"),
    "conditional_pacts": Reading("reference_conditional_pacts", "reference_conditional_pacts"),
    "rechecked_pacts": Reading("reference_rechecked_pacts", "reference_rechecked_pacts"),
    "none": Reading(None, None),
}
"""By name, in the order of their codes; two studies do not tell major powers from minor ones."""

EFFECTS = ("guarantee", "depth", "form", "forces", "monitoring")
"""What a design can have that the studies see, each with a ratio of its own."""

FORCES = {"light": "reference_light_forces", "heavy": "reference_heavy_forces"}


def survival(
    features: Features, of: Columns, years: Sequence[float] | Floats, specification: str | None = None
) -> Floats:
    """(draws, years) probability that peace holds so long, in the drawn specification or in a named one."""
    at = np.asarray(years, dtype=np.float64)
    if np.any(at < 0):
        raise InputError([Problem(f"years is {at.min():g}; a time after the settlement must be 0 or more")])
    return lasting(base_hazard(of, at), features, of, specification)


def lasting(hazard: Floats, features: Features, of: Columns, specification: str | None = None) -> Floats:
    """(draws, years) the same from the hazard cumulated by then, which is that of every design (`base_hazard`)."""
    return np.exp(-hazard * hazard_ratio(features, of, specification)[:, None])


def base_hazard(of: Columns, years: Floats) -> Floats:
    """(draws, years) hazard cumulated from the settlement on, of a pair of states like those on record (Weibull)."""
    ten_years = -np.log1p(-of["reference_renewed_10y"])
    hazard: Floats = ten_years[:, None] * (years[None, :] / BASE_YEARS) ** of["reference_renewed_shape"][:, None]
    return hazard


def hazard_ratio(features: Features, of: Columns, specification: str | None = None) -> Floats:
    """(draws,) ratio of the hazard of renewed war to that of the record; 1 for a design in which the studies see nothing."""
    ratio: Floats = np.prod(np.stack(list(effects(features, of, specification).values())), axis=0)
    return ratio


def contributions(features: Features, of: Columns, specification: str | None = None) -> dict[str, float]:
    """Median ratio of each effect, by its name; their product is not the median of the whole."""
    return {name: float(np.median(ratio)) for name, ratio in effects(features, of, specification).items()}


def effects(features: Features, of: Columns, specification: str | None = None) -> dict[str, Floats]:
    """(draws,) ratio of each effect, 1 where the design lacks it.

    `form` is what a political promise gives away: guarantee and depth count by their power of `reference_political_share`.
    Raises InputError for a specification that is not known.
    """
    none = np.ones_like(of["reference_renewed_10y"])
    guarantee = _guarantee(features, of, specification) if features.defence else none
    depth = of["reference_depth"] ** features.depth if features.defence else none
    political = features.defence and not features.binding
    return {
        "guarantee": guarantee,
        "depth": depth,
        "form": (guarantee * depth) ** (of["reference_political_share"] - 1.0) if political else none,
        "forces": none if features.forces == "none" else of[FORCES[features.forces]],
        "monitoring": of["reference_monitoring"] if features.monitored else none,
    }


def _guarantee(features: Features, of: Columns, specification: str | None) -> Floats:
    """(draws,) ratio of a binding pact in the named specification, or in each world's own."""
    if specification is not None:
        return _in_reading(_reading(specification), features, of)
    by_code = np.stack([_in_reading(READINGS[name], features, of) for name in SPECIFICATIONS])
    drawn = of["reference_specification"].astype(np.int64)
    ratio: Floats = by_code[drawn, np.arange(drawn.size)]
    return ratio


def _reading(specification: str) -> Reading:
    if specification not in READINGS:
        hint = unknown_name_hint(specification, READINGS)
        raise InputError([Problem(f"no specification is named '{specification}'", hint=hint)])
    return READINGS[specification]


def _in_reading(reading: Reading, features: Features, of: Columns) -> Floats:
    column = reading.major if features.major_power else reading.minor
    return np.ones_like(of["reference_renewed_10y"]) if column is None else of[column]
