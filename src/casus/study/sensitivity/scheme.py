"""A model and factors in, its metrics in two samples and with one factor after another exchanged out (Saltelli's scheme)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Draws
from casus.study.replay import Heard
from casus.study.sensitivity.indices import Indices, Played, sobol
from casus.study.sensitivity.play import Model, Result, exchange
from casus.study.sensitivity.ties import Factor


@dataclass(frozen=True)
class Base:
    """The two samples, played as they are."""

    first: Draws
    second: Draws
    a: Result
    b: Result

    def take(self, worlds: int) -> Base:
        """The first so many worlds of both."""
        few = slice(0, worlds)
        a, b = ({name: values[few] for name, values in result.items()} for result in (self.a, self.b))
        return Base(self.first.take(few), self.second.take(few), a, b)


@dataclass(frozen=True)
class Scheme:
    """Some factors exchanged one after another; stopped early, the first of them."""

    base: Base
    factors: tuple[Factor, ...]
    exchanged: tuple[Result, ...]
    """For each factor, every metric."""

    def indices(self, metric: str, seed: int) -> Indices:
        """Indices of every factor for one metric."""
        changed = np.stack([result[metric] for result in self.exchanged])
        return sobol(Played(self.base.a[metric], self.base.b[metric], changed), seed)


def play_base(model: Model, worlds: int, seed: int) -> Base:
    """Both samples of the model's worlds."""
    first, second = model.samples(worlds, seed)
    return Base(first, second, model.play(first), model.play(second))


def play_scheme(model: Model, base: Base, factors: Sequence[Factor], told: Heard) -> Scheme:
    """Every factor exchanged; an interruption keeps those that were."""
    exchanged: list[Result] = []
    try:
        for result in _exchanged(model, base, factors, told):
            exchanged.append(result)
    except KeyboardInterrupt:
        pass
    return Scheme(base, tuple(factors[: len(exchanged)]), tuple(exchanged))


def _exchanged(model: Model, base: Base, factors: Sequence[Factor], told: Heard) -> Iterator[Result]:
    for factor in factors:
        yield model.play(exchange(base.first, base.second, factor))
        told(factor.name)
