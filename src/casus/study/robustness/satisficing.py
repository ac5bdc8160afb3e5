"""Designs and what is asked of them in, the share of worlds in which each is good enough out (the domain criterion, Starr 1963)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.measure import Share, share
from casus.study.robustness.compared import Compared
from casus.study.robustness.requirements import Requirement, requirements_of


@dataclass(frozen=True)
class Satisficing:
    """How often each design is good enough."""

    threshold: float
    """Value that is just good enough, in the metric's unit; 1 of a flag."""
    chosen: str
    """Who set it, as a phrase."""
    meets: tuple[Share, ...]
    """By design, share of worlds that meet it."""
    requirements: tuple[Requirement, ...]
    """What is asked jointly."""
    each: tuple[tuple[Share, ...], ...]
    """By design and requirement."""
    jointly: tuple[Share, ...]
    """By design, share of worlds that meet all of them."""


def satisficing(of: Compared, outcomes: Outcomes, threshold: float | None, texts: Sequence[str]) -> Satisficing:
    """How often each design meets the threshold, and all of the requirements at once; raises InputError for what cannot be read."""
    bar, chosen = _threshold(of, outcomes, threshold)
    asked = requirements_of(outcomes, texts or _every_attack(of, outcomes))
    met = np.array([[one.met(outcomes, design) for one in asked] for design in of.designs], dtype=bool)
    met = met.reshape(len(of.designs), len(asked), of.worlds.size)[:, :, of.worlds]
    good = of.values >= bar if of.metric.better == "higher" else of.values <= bar
    return Satisficing(
        bar,
        chosen,
        tuple(share(row) for row in good),
        tuple(asked),
        tuple(tuple(share(row) for row in rows) for rows in met),
        tuple(share(rows.all(axis=0)) for rows in met),
    )


def _threshold(of: Compared, outcomes: Outcomes, given: float | None) -> tuple[float, str]:
    """The threshold and who set it: what is given, what is true, or what the baseline reaches in half of the worlds."""
    if given is not None:
        return given, "given"
    if of.metric.flag:
        return (1.0, "true") if of.metric.better == "higher" else (0.0, "not true")
    named = str(outcomes.data.attrs["baseline"])
    baseline = named if named in of.designs else of.designs[0]
    return float(np.median(of.values[of.place(baseline)])), f"chosen: the median of '{baseline}'"


def _every_attack(of: Compared, outcomes: Outcomes) -> list[str]:
    """Where nothing is asked: the metric of a campaign, against every attack, where that is a flag and there are several."""
    attacks = [str(id) for id in outcomes.data["attack"].values]
    whole = of.metric.flag and of.metric.better == "higher" and len(attacks) > 1
    return [f"{of.metric.name}@{attack}" for attack in attacks] if whole else []
