"""A scenario's designs in, how far each result rests on evidence read in a source, on evidence that is not, and on chance out.

By total indices of three groups of factors, each exchanged at once: the share of the variance in which any of the group takes
part, alone or with others. They sum to more than one where groups act together. This plays campaigns; the bound of
`grades.py` needs none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.study.asked import attack_of, scenario_and_register
from casus.study.replay import Heard, say_nothing
from casus.study.robustness.grades import KINDS, kind_of
from casus.study.sensitivity.door import metric_asked
from casus.study.sensitivity.play import Model
from casus.study.sensitivity.scheme import play_base, play_scheme
from casus.study.sensitivity.ties import Factor, factors_alone, together

DRAWS = 512
"""Chosen: the standard error of a total index of 0.5 is then about 0.03 for a flag that is true in half of the worlds."""
Interval = tuple[float, float]


@dataclass(frozen=True)
class Resting:
    """On what one design's result rests, by kind of evidence."""

    total: tuple[float, ...]
    """By `grades.KINDS`, share of the variance in which factors of that kind take part; NaN where the result never varies."""
    interval: tuple[Interval, ...]
    """Its 95 % interval."""


def resting(
    scenario: str | Scenario,
    designs: Sequence[str] | None = None,
    metric: str = "held",
    attack: str | None = None,
    lens: str | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    told: Heard | None = None,
) -> Mapping[str, Resting]:
    """By design, on what its result rests; Ctrl-C ends it with KeyboardInterrupt.

    Raises InputError for a metric that needs the lenses, of which only the reference class can be asked.
    """
    if metric == "attack_10y" and lens != "reference":
        raise InputError(
            [Problem("grades of attack_10y can be had by the reference lens alone", hint="--lens reference")]
        )
    metric_asked(metric)
    read, register = scenario_and_register(scenario)
    against, ids = attack_of(read, attack), designs or [design.id for design in read.designs]
    models = [Model(read, register, read.design(id), against, (metric,)) for id in ids]
    return {model.design.id: _resting(model, metric, draws, seed, told or say_nothing) for model in models}


def _resting(model: Model, metric: str, draws: int, seed: int, told: Heard) -> Resting:
    groups = _groups(factors_alone(model.scenario, model.columns))
    base = play_base(model, draws, seed)
    values = np.concatenate([base.a[metric], base.b[metric]])
    nothing = Resting((np.nan,) * len(KINDS), ((np.nan, np.nan),) * len(KINDS))
    if not np.isfinite(values).all() or np.ptp(values) == 0.0:
        return nothing
    scheme = play_scheme(model, base, groups, say_nothing)
    if not scheme.complete:
        raise KeyboardInterrupt
    told(f"grades of {model.design.id}")
    found = scheme.indices(metric, seed)
    return Resting(tuple(found.total.tolist()), tuple((low, high) for low, high in found.total_ci.tolist()))


def _groups(factors: Sequence[Factor]) -> list[Factor]:
    """Every factor in one of three groups, those of a kind that does not occur empty."""
    return [together(kind, kind, [one for one in factors if kind_of(one.about) == kind]) for kind in KINDS]
