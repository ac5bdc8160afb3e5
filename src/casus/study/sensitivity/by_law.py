"""Both samples and the strongest factors in, their indices within each law of ground combat out: a law may turn a factor off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.foundation.codes import LAWS
from casus.study.replay import Heard
from casus.study.sensitivity.indices import Indices
from casus.study.sensitivity.play import Model
from casus.study.sensitivity.scheme import Base, play_scheme
from casus.study.sensitivity.ties import Factor

LAW = "ground_law"


@dataclass(frozen=True)
class InLaw:
    """What the strongest factors do where one law of ground combat is known to apply."""

    law: str
    """The law of ground combat."""
    weight: float
    """Share of the worlds that have this law."""
    mean: float
    """Of the metric, in worlds that all have it."""
    factors: tuple[Factor, ...]
    """The strongest factors."""
    indices: Indices
    """Their first-order and total Sobol indices in worlds of this law."""


def in_each_law(
    model: Model, base: Base, factors: Sequence[Factor], metric: str, seed: int, told: Heard
) -> list[InLaw]:
    """For each law that any world has; empty where they all have the same. An interruption is passed on."""
    drawn = base.first.columns.get(LAW, np.zeros(0))
    codes = np.unique(drawn).astype(int)
    if len(codes) < 2:
        return []
    return [_in(model, base, factors, metric, seed, told, int(code), float((drawn == code).mean())) for code in codes]


def _in(
    model: Model, base: Base, factors: Sequence[Factor], metric: str, seed: int, told: Heard, code: int, weight: float
) -> InLaw:
    first, second = (draws.with_columns({LAW: float(code)}) for draws in (base.first, base.second))
    fixed = Base(first, second, model.play(first), model.play(second), None)
    scheme = play_scheme(model, fixed, factors, told)
    if not scheme.complete:
        raise KeyboardInterrupt
    mean = float(np.concatenate([fixed.a[metric], fixed.b[metric]]).mean())
    return InLaw(LAWS[code], weight, mean, tuple(factors), scheme.indices(metric, seed))
