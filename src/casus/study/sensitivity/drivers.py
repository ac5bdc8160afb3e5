"""A study in, the quantities that explain most of a result out: read off the worlds played, without a further campaign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.catalogue import world_values
from casus.study.factors import Factors
from casus.study.sensitivity.given import Association, explained_alone
from casus.study.sensitivity.standing import STANDINGS, standing

MOST = 10
"""Chosen: what comes after explains a hundredth or less."""


@dataclass(frozen=True)
class Driver:
    """A quantity that explains some of a result."""

    name: str
    what: str
    share: float
    """Of the result's variance over worlds that the quantity explains alone."""
    standing: str
    """On what it stands, one of `standing.STANDINGS`."""
    evidence: str
    """Id of its evidence entry; empty for a number of the scenario's own, and for chance."""

    def as_row(self) -> dict[str, Any]:
        """Flat."""
        return vars(self).copy()


@dataclass(frozen=True)
class Drivers:
    """What one metric of one design rests on."""

    metric: str
    design: str
    strongest: tuple[Driver, ...]
    """Those that explain more than chance would give, the strongest first."""
    by_standing: Mapping[str, float]
    """By standing, the sum of what the quantities of it explain alone; the rest is explained by several together, or by small
    random numbers."""


def drivers(
    outcomes: Outcomes, factors: Factors, metric: str, design: str, attack: str | None = None, lens: str | None = None
) -> Drivers:
    """What explains a metric (`flow.metrics.catalogue`) of a design, of the factors of the same study."""
    found = explained_alone(factors, world_values(outcomes, metric, design, attack, lens))
    return Drivers(metric, design, _strongest(factors, found), _by_standing(factors, found))


def _strongest(factors: Factors, found: Association) -> tuple[Driver, ...]:
    columns = [(factors.columns[place], float(found.share[place])) for place in found.strongest(MOST)]
    return tuple(Driver(of.name, of.what, share, standing(of), of.evidence) for of, share in columns if share > 0.0)


def _by_standing(factors: Factors, found: Association) -> Mapping[str, float]:
    sums = dict.fromkeys(STANDINGS, 0.0)
    for place in found.strongest(len(factors.columns)):
        sums[standing(factors.columns[place])] += float(found.share[place])
    return {word: share for word, share in sums.items() if share > 0.0}
