"""A study and a metric in, the values that designs are compared by out: the same worlds for all, and more is better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import LENSES, METRICS, Metric, world_values
from casus.flow.metrics.measure import heaviest_attack
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.variant import VARIANT
from casus.flow.views.frame import titles_of
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.study.asked import chosen
from casus.study.factors import Factors, factors_of

FEWEST_WORLDS = 20
"""Chosen: fewer worlds than this rank nothing."""
PER_UNIT = {"day": 1.0, "hour": 24.0}
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Compared:
    """Designs by one metric in the same worlds."""

    metric: Metric
    attack: str | None
    lens: str | None
    designs: tuple[str, ...]
    titles: tuple[str, ...]
    values: Floats
    """(designs, worlds) as the metric gives them; a moment that never comes counts as `never_counts_as`."""
    cost: Floats
    """(designs, worlds) yearly cost in million euro."""
    factors: Factors
    """What differs between these worlds."""
    worlds: Mask
    """(draws,) which of the study's worlds these are: those in which every design has a value."""
    never_counts_as: float | None
    """None where no moment failed to come."""

    @property
    def better(self) -> Floats:
        """(designs, worlds) the values so turned that more is better."""
        return self.values if self.metric.better == "higher" else -self.values

    def place(self, design: str) -> int:
        """Place of a design in the rows."""
        return self.designs.index(design)


def compared(
    outcomes: Outcomes, metric: str, attack: str | None, lens: str | None, designs: Sequence[str] | None
) -> Compared:
    """The values of all or of some designs; the heaviest attack and the price lens where the metric asks for one and none is named.

    Raises InputError for a name that is not there, a metric that no design is better by, and too few worlds in common.
    """
    wanted = _metric(metric)
    of_attack, of_lens = _asked_of(outcomes, wanted, attack, lens)
    played = _played(outcomes, of_attack)
    ids = _usual(outcomes, played) if designs is None else chosen("design", designs, played)
    _refuse_too_few_designs(ids)
    values = np.stack([world_values(outcomes, metric, id, of_attack, of_lens) for id in ids])
    shared: Mask = np.asarray(np.isfinite(np.where(np.isinf(values), 0.0, values)).all(axis=0))
    _refuse_too_few(wanted, ids, values, shared)
    finite, counts_as = _never(values[:, shared], wanted, outcomes)
    titles = titles_of(outcomes, "design")
    cost = np.stack([world_values(outcomes, "cost_meur_year", id)[shared] for id in ids])
    factors = factors_of(outcomes).take(shared)
    return Compared(
        wanted,
        of_attack,
        of_lens,
        tuple(ids),
        tuple(titles[id] for id in ids),
        finite,
        cost,
        factors,
        shared,
        counts_as,
    )


def _refuse_unknown(attack: str | None, attacks: Sequence[str], lens: str | None) -> None:
    if attack is not None:
        chosen("attack", [attack], attacks)
    if lens is not None:
        chosen("lens", [lens], LENSES)


def _usual(outcomes: Outcomes, played: Sequence[str]) -> list[str]:
    """Of the designs that were played, those that are no variants, which are there to tell one thing apart and not to be chosen."""
    tags = zip(outcomes.data["design"].values, outcomes.data["design_tags"].values, strict=True)
    variants = {str(id) for id, said in tags if VARIANT in str(said).split()}
    return [id for id in played if id not in variants] or list(played)


def refuse_ahead(scenario: Scenario, metric: str, attack: str | None, lens: str | None) -> None:
    """Raise InputError, before a study of the scenario is played, for names that `compared` would refuse when it is there."""
    _metric(metric)
    _refuse_unknown(attack, [one.id for one in scenario.attacks], lens)


def rankable() -> list[str]:
    """Names of the metrics by which a design can be better than another in a world."""
    return [name for name, one in METRICS.items() if one.better != "neither" and one.of != "crisis"]


def _metric(name: str) -> Metric:
    if name not in METRICS:
        raise InputError([Problem(f"unknown metric '{name}'", hint=unknown_name_hint(name, rankable(), most=40))])
    if METRICS[name].of == "crisis":
        raise InputError([Problem(f"'{name}' is one number for a typical world; worlds cannot be compared by it")])
    if METRICS[name].better == "neither":
        what = f"'{name}' ({METRICS[name].what}) is neither better nor worse when higher; no design can be best by it"
        raise InputError([Problem(what, hint=f"for example {', '.join(rankable()[:6])}")])
    return METRICS[name]


def _asked_of(outcomes: Outcomes, of: Metric, attack: str | None, lens: str | None) -> tuple[str | None, str | None]:
    """Attack and lens, each only where the metric asks for one."""
    if of.of in ("lens", "price") and "survival" not in outcomes.data:
        raise InputError([Problem(f"'{of.name}' needs the lenses on deterrence, which this study was played without")])
    _refuse_unknown(attack, [str(id) for id in outcomes.data["attack"].values], lens)
    named = heaviest_attack(outcomes) if attack is None and of.of == "campaign" else attack
    return (named if of.of in ("campaign", "price") else None), ((lens or LENSES[0]) if of.of == "lens" else None)


def _played(outcomes: Outcomes, attack: str | None) -> list[str]:
    """Designs of which that attack, or anything, was played: of an interrupted study, not all."""
    data = outcomes.data["held"] if attack is None else outcomes.data["held"].sel(attack=[attack])
    held = np.isfinite(data.values).any(axis=(1, 2))
    return [str(id) for id in outcomes.data["design"].values[held]]


def _refuse_too_few_designs(ids: Sequence[str]) -> None:
    if len(ids) < 2:
        raise InputError([Problem(f"only {len(ids)} design is there to compare; at least two are needed")])


def _refuse_too_few(of: Metric, ids: Sequence[str], values: Floats, shared: Mask) -> None:
    if shared.sum() >= FEWEST_WORLDS:
        return
    missing = {id: int(np.isnan(row).sum()) for id, row in zip(ids, values, strict=True)}
    worst = max(missing, key=lambda id: missing[id])
    what = (
        f"'{of.name}' arises for every design in {shared.sum():,} of {shared.size:,} worlds; {FEWEST_WORLDS} are needed"
    )
    hint = f"it is missing most often for '{worst}' ({missing[worst]:,} worlds): leave designs out with --designs"
    raise InputError([Problem(what, hint=hint if missing[worst] else "play more draws")])


def _never(values: Floats, of: Metric, outcomes: Outcomes) -> tuple[Floats, float | None]:
    """The values with what is infinite counted as the horizon, or, of what is no moment, as the largest of these worlds."""
    if np.isfinite(values).all():
        return values, None
    if of.unit in PER_UNIT:
        counts_as = float(outcomes.data.attrs["horizon_days"]) * PER_UNIT[of.unit]
    else:
        counts_as = float(values[np.isfinite(values)].max(initial=0.0))
    return np.where(np.isinf(values), counts_as, values), counts_as
