"""A model and factors in, its metrics in two samples and with one factor after another exchanged out (Saltelli's scheme)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.draws.sample import sample
from casus.flow.handoffs import Draws, Floats, Outcomes
from casus.study.replay import Heard
from casus.study.sensitivity.indices import Indices, Played, sobol
from casus.study.sensitivity.play import Model, Result, mixed
from casus.study.sensitivity.screen import Changed, Mask, Places
from casus.study.sensitivity.ties import Factor

CHUNK = 2048
"""Campaigns that are played at once; chosen, and no result depends on it."""


@dataclass(frozen=True)
class Base:
    """The two samples, played as they are."""

    first: Draws
    second: Draws
    a: Result
    b: Result
    outcomes: Outcomes | None
    """Of both samples one after the other; none where no metric is of a campaign."""

    @property
    def seen_from_second(self) -> Base:
        """The same with the samples exchanged: other worlds, for what must not be chosen by the luck of those it is measured in."""
        return Base(self.second, self.first, self.b, self.a, None)

    def take(self, worlds: int) -> Base:
        """The first so many worlds of both."""
        few = slice(0, worlds)
        return Base(self.first.take(few), self.second.take(few), _part(self.a, few), _part(self.b, few), None)


@dataclass(frozen=True)
class Scheme:
    """Some factors exchanged one after another; stopped early, the first of them."""

    base: Base
    factors: tuple[Factor, ...]
    exchanged: tuple[Result, ...]
    """For each factor, every metric."""
    wanted: int
    """How many factors there were to exchange."""

    @property
    def complete(self) -> bool:
        """False where it was stopped early."""
        return len(self.exchanged) == self.wanted

    def indices(self, metric: str, seed: int) -> Indices:
        """Indices of every factor for one metric."""
        changed = np.stack([result[metric] for result in self.exchanged])
        return sobol(Played(self.base.a[metric], self.base.b[metric], changed), seed)


def play_base(model: Model, worlds: int, seed: int) -> Base:
    """Both samples of the model's worlds."""
    both = sample(model.scenario, model.register, 2 * worlds, seed)
    outcomes = model.outcomes(both) if model.plays_campaigns else None
    result = model.play(both, outcomes)
    a, b = slice(0, worlds), slice(worlds, 2 * worlds)
    return Base(both.take(a), both.take(b), _part(result, a), _part(result, b), outcomes)


def changed_of(model: Model, base: Base, factors: Sequence[Factor], metric: str, told: Heard) -> Changed:
    """The model as the screening asks for it: a metric in worlds of the first sample with some factors of the second."""

    def changed(worlds: Places, mask: Mask) -> Floats:
        parts = []
        for start in range(0, len(worlds), CHUNK):
            rows = slice(start, start + CHUNK)
            first, second = base.first.take(worlds[rows]), base.second.take(worlds[rows])
            parts.append(model.play(mixed(first, second, factors, mask[rows]))[metric])
            told("screening")
        return np.concatenate(parts)

    return changed


def play_scheme(model: Model, base: Base, factors: Sequence[Factor], told: Heard) -> Scheme:
    """Every factor exchanged; an interruption keeps those that were."""
    exchanged: list[Result] = []
    try:
        for result in _exchanged(model, base, factors, told):
            exchanged.append(result)
    except KeyboardInterrupt:
        pass
    return Scheme(base, tuple(factors[: len(exchanged)]), tuple(exchanged), len(factors))


def _exchanged(model: Model, base: Base, factors: Sequence[Factor], told: Heard) -> Iterator[Result]:
    """Every metric with each factor exchanged; several factors are played at once where worlds are few."""
    worlds = len(base.first)
    at_once = max(1, CHUNK // worlds)
    for start in range(0, len(factors), at_once):
        batch = factors[start : start + at_once]
        rows, exchanged = np.tile(np.arange(worlds), len(batch)), np.repeat(np.arange(len(batch)), worlds)
        mask = exchanged[:, None] == np.arange(len(batch))
        result = model.play(mixed(base.first.take(rows), base.second.take(rows), batch, mask))
        for place, factor in enumerate(batch):
            yield _part(result, slice(place * worlds, (place + 1) * worlds))
            told(factor.name)


def _part(result: Result, worlds: slice) -> Result:
    return {name: values[worlds] for name, values in result.items()}
