"""Outcomes of two designs in, what the second changes out: shares of worlds, and paired differences in the same worlds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import HONOURED_SHARE, HOURS_PER_DAY, Part, cell
from casus.flow.metrics.measure import Difference, paired

MEASURES: dict[str, tuple[str, Callable[[Floats], Floats]]] = {
    "p_held": ("held", lambda held: held),
    "p_decided": ("decided_share", lambda part: _at_least(part, HONOURED_SHARE)),
    "p_honoured": ("honoured_share", lambda part: _at_least(part, HONOURED_SHARE)),
    "p_combat_forces": ("combat_share", lambda part: np.where(np.isfinite(part), (part > 0).astype(float), np.nan)),
    "contact_hours": ("contact_day", lambda day: np.where(np.isfinite(day), day * HOURS_PER_DAY, np.nan)),
}
"""By name: the variable that it is read from, and how; NaN where there is none."""


@dataclass(frozen=True)
class Change:
    """One measure of both designs, and the difference in the worlds in which both have it."""

    measure: str
    a: float
    """Mean in the first design's worlds, for hours the median; NaN where there is none."""
    b: float
    difference: Difference
    """Second minus first, mean over the worlds in which both have the measure, with its standard error."""
    worlds: int
    """Worlds in which both have the measure."""


def changes(outcomes: Outcomes, a: str, b: str) -> dict[str, tuple[Change, ...]]:
    """By attack, what the second design changes against the first."""
    attacks = [str(attack) for attack in outcomes.data["attack"].values]
    return {attack: tuple(_changes(cell(outcomes, a, attack), cell(outcomes, b, attack))) for attack in attacks}


def change_of_cost(outcomes: Outcomes, a: str, b: str) -> Change:
    """Yearly cost in peacetime, million euro, which no attack changes."""
    cost = outcomes.data["cost_meur_year"]
    return _change("cost_meur_year", cost.sel(design=a).values, cost.sel(design=b).values, np.nanmedian)


def _changes(a: Part, b: Part) -> list[Change]:
    found = []
    for measure, (variable, read) in MEASURES.items():
        first, second = (read(of[variable].values) for of in (a, b))
        middle = np.nanmedian if measure == "contact_hours" else np.nanmean
        found.append(_change(measure, first, second, middle))
    return found


def _change(measure: str, first: Floats, second: Floats, middle: Callable[[Floats], float]) -> Change:
    both = int((np.isfinite(first) & np.isfinite(second)).sum())
    return Change(measure, _middle(first, middle), _middle(second, middle), paired(second, first), both)


def _middle(values: Floats, middle: Callable[[Floats], float]) -> float:
    return float(middle(values)) if np.isfinite(values).any() else float("nan")


def _at_least(part: Floats, least: float) -> Floats:
    return np.where(np.isfinite(part), (part >= least).astype(float), np.nan)
