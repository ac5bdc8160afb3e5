"""Factors and a result by world in, nested boxes in which the result is ever higher out: PRIM (Friedman and Fisher 1999).

A box that holds all worlds is peeled: of all thin slices at its faces (`alpha` of its worlds, or one alternative of a choice) the
one goes whose loss serves the objective best, until few worlds are left or nothing helps. Then slices are pasted back where that
raises the mean. Bryant and Lempert (2010) read the sequence as a trade of coverage against density. Ties, quantiles, order and the
objectives are those of ema_workbench 2.5 (Kwakkel 2017), so that both can be compared step by step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.study.discovery.region import Mask, Region, everywhere

Objective = Literal["lenient1", "lenient2", "mean"]


@dataclass(frozen=True)
class Rule:
    """How patiently to peel."""

    alpha: float = 0.05
    """Share of a box's worlds in a slice; Friedman and Fisher (1999) advise 0.05 to 0.1."""
    least_mass: float = 0.05
    """Share of all worlds that a box keeps at least; ema_workbench's, and 50 of 1,000 worlds still tell a share to 0.07."""
    objective: Objective = "lenient1"
    """Gain of the mean for each world given up (`lenient1`), the same times the worlds kept (`lenient2`; Friedman and Fisher,
    section 14), or the mean itself (their first). The mean gives up a whole alternative of a choice, or all worlds with a flag, at
    once where it can, as that moves it most; gain by world stays patient. So the default is `lenient1`, as in ema_workbench."""


USUAL = Rule()


@dataclass(frozen=True)
class Step:
    """One box on the way."""

    region: Region
    coverage: float
    """Share of all that is of interest that lies inside."""
    density: float
    """Mean of the result inside."""
    mass: float
    """Share of all worlds inside."""

    @property
    def restricted(self) -> int:
        """Number of factors that are limited."""
        return len(self.region.restricted)


@dataclass(frozen=True)
class _Peel:
    """A slice that could go."""

    score: float
    place: int
    edge: int
    """1 the upper face, 0 the lower, and of a choice the alternative."""
    limit: float
    worlds: int
    """How many it holds."""


def prim(
    values: Floats,
    y: Floats,
    choices: Sequence[int] = (),
    rule: Rule = USUAL,
    left: Mask | None = None,
) -> tuple[Step, ...]:
    """Boxes from all worlds down to the least, by (worlds, factors) values and (worlds,) result.

    `choices` are the places of factors whose values are codes without order. `left` says which worlds no earlier box holds;
    coverage and mass count all worlds nevertheless.
    """
    inside = np.ones(len(y), dtype=bool) if left is None else left.copy()
    remaining = inside.copy()
    steps = [_step(everywhere(values.shape[1]), inside, y)]
    for region in _peeled(values, y, tuple(choices), rule, inside):
        steps.append(_step(region, inside, y))
    for region, held in _pasted(steps[-1].region, values, y, rule, remaining):
        steps.append(_step(region, held, y))
    return tuple(steps)


def _step(region: Region, inside: Mask, y: Floats) -> Step:
    held, total = float(y[inside].sum()), float(y.sum())
    worlds = int(inside.sum())
    return Step(region, held / total if total else 0.0, held / max(worlds, 1), worlds / len(y))


def _peeled(values: Floats, y: Floats, choices: tuple[int, ...], rule: Rule, inside: Mask) -> Iterator[Region]:
    """Boxes ever smaller; `inside` is kept in step with them."""
    region = everywhere(values.shape[1])
    numeric = np.array([place for place in range(values.shape[1]) if place not in choices], dtype=np.intp)
    order = _ordered(values, numeric, inside)
    while True:
        peels = [*_numeric_peels(values, y, rule, numeric, order)]
        peels += _choice_peels(values, y, rule, choices, inside)
        best = _best(peels, region)
        if best is None or int(inside.sum()) - best.worlds < rule.least_mass * len(y):
            return
        region = _without(region, best, values, choices)
        inside &= region.fits(values, best.place)
        order = order[inside[order]].reshape(len(numeric), int(inside.sum()))
        yield region


def _ordered(values: Floats, numeric: npt.NDArray[np.intp], inside: Mask) -> npt.NDArray[np.intp]:
    """(numeric factors, worlds inside) the worlds in the order of each factor."""
    worlds = np.flatnonzero(inside)
    return np.asarray(worlds[np.argsort(values[np.ix_(worlds, numeric)].T, axis=1, kind="stable")], dtype=np.intp)


def _numeric_peels(
    values: Floats,
    y: Floats,
    rule: Rule,
    numeric: npt.NDArray[np.intp],
    order: npt.NDArray[np.intp],
) -> Iterator[_Peel]:
    """The upper and the lower slice of each factor that is a number: the better ones alone, in the order of the factors."""
    count = order.shape[1]
    if not len(numeric) or not count:
        return
    x, running = values[order, numeric[:, None]], np.cumsum(y[order], axis=1)
    total = running[0, -1]
    limits, gone = zip(upper_slice(x, rule.alpha), lower_slice(x, rule.alpha), strict=True)
    rows = np.arange(len(numeric))
    lost_up = total - np.where(gone[0] < count, running[rows, count - gone[0] - 1], 0.0)
    lost_down = np.where(gone[1] > 0, running[rows, gone[1] - 1], 0.0)
    worlds = np.stack(gone, axis=1)
    lost = np.stack([np.where(gone[0] > 0, lost_up, 0.0), lost_down], axis=1)
    scores = _scores(total, count, lost, worlds, rule.objective)
    best = scores.max()
    for row, column in zip(*np.nonzero(scores == best), strict=True):
        place, limit = int(numeric[row]), float(limits[column][row])
        yield _Peel(float(best), place, 1 - int(column), limit, int(worlds[row, column]))


def upper_slice(x: Floats, alpha: float) -> tuple[Floats, npt.NDArray[np.intp]]:
    """(factors,) the limit below the highest `alpha` of (factors, worlds) ordered values, and how many lie above; equal values stay
    together, and the slice grows to the next value where the limit falls among them.
    """
    place = (x.shape[1] - 1) * (1.0 - alpha)
    first = x[:, math.ceil(place)]
    above = (x >= first[:, None]).sum(axis=1)
    below = x[np.arange(len(x)), np.maximum(x.shape[1] - above - 1, 0)]
    return (below + first) / 2.0, np.where(above < x.shape[1], above, 0)


def lower_slice(x: Floats, alpha: float) -> tuple[Floats, npt.NDArray[np.intp]]:
    """The same at the lower face."""
    last = x[:, math.floor((x.shape[1] - 1) * alpha)]
    under = (x <= last[:, None]).sum(axis=1)
    above = x[np.arange(len(x)), np.minimum(under, x.shape[1] - 1)]
    return (last + above) / 2.0, np.where(under < x.shape[1], under, 0)


def _choice_peels(values: Floats, y: Floats, rule: Rule, choices: tuple[int, ...], inside: Mask) -> Iterator[_Peel]:
    """Each alternative of each choice that has another."""
    total, count = float(y[inside].sum()), int(inside.sum())
    for place in choices:
        codes = values[inside, place].astype(np.intp)
        worlds = np.asarray(np.bincount(codes), dtype=np.intp)
        if (worlds > 0).sum() < 2:
            continue
        held = np.asarray(np.bincount(codes, y[inside]), dtype=np.float64)
        scores = _scores(total, count, held, worlds, rule.objective)
        for code in np.flatnonzero(worlds):
            yield _Peel(float(scores[code]), place, int(code), math.nan, int(worlds[code]))


def _scores(
    total: float, count: int, lost: Floats, worlds: npt.NDArray[np.intp], objective: Objective
) -> npt.NDArray[np.float64]:
    """What each slice is worth to the objective; nothing where it does not raise the mean."""
    kept = np.maximum(count - worlds, 1)
    mean = (total - lost) / kept
    gain = np.where(worlds > 0, mean - total / count, 0.0)
    if objective == "mean":
        return np.asarray(np.where(worlds > 0, mean, 0.0))
    by_world = gain / np.maximum(worlds, 1)
    return np.asarray(by_world if objective == "lenient1" else by_world * kept)


def _best(peels: list[_Peel], region: Region) -> _Peel | None:
    """The best slice; among equals the one that limits no further factor, then the first."""
    held = set(region.restricted)
    best = max(peels, key=lambda peel: (peel.score, peel.place in held), default=None)
    return best if best is not None and best.score > 0.0 and best.worlds > 0 else None


def _without(region: Region, peel: _Peel, values: Floats, choices: tuple[int, ...]) -> Region:
    """The box without that slice."""
    place = peel.place
    if place in choices:
        seen = frozenset(map(int, np.unique(values[:, place])))
        return region.admitting(place, region.admitted.get(place, seen) - {peel.edge})
    low, high = float(region.low[place]), float(region.high[place])
    return region.limited(place, *((low, peel.limit) if peel.edge else (peel.limit, high)))


def _pasted(region: Region, values: Floats, y: Floats, rule: Rule, remaining: Mask) -> Iterator[tuple[Region, Mask]]:
    """Boxes ever larger as long as the mean rises, with the worlds inside."""
    inside = region.inside(values) & remaining
    while region.restricted:
        held, worlds, best, top = float(y[inside].sum()), int(inside.sum()), None, (0.0, 0)
        for wider, larger in _wider(region, values, rule.alpha, remaining):
            added = int(larger.sum()) - worlds
            gain = float(y[larger].sum()) / max(worlds + added, 1) - held / max(worlds, 1)
            rank = (_worth(gain, worlds, added, rule.objective), -len(wider.restricted))
            if added > 0 and gain > 0.0 and (best is None or rank > top):
                best, top = (wider, larger), rank
        if best is None:
            return
        region, inside = best
        yield best


def _worth(gain: float, worlds: int, added: int, objective: Objective) -> float:
    """What a pasted slice is worth to the objective."""
    if objective == "mean":
        return gain
    by_world = gain / max(added, 1)
    return by_world if objective == "lenient1" else by_world * (worlds + added)


def _wider(region: Region, values: Floats, alpha: float, remaining: Mask) -> Iterator[tuple[Region, Mask]]:
    """The box with a slice of its neighbourhood pasted to each limited face, or an alternative let in; and the worlds inside."""
    places = region.restricted
    out = ~np.stack([region.fits(values, place) for place in places])
    outs = out.sum(axis=0)
    for row, place in enumerate(places):
        near = (outs == out[row]) & remaining
        column = values[:, place]
        faces = (
            _alternatives(region, place, column)
            if place in region.admitted
            else _faces(region, place, column, near, alpha)
        )
        for wider in faces:
            yield wider, near & wider.fits(values, place)


def _alternatives(region: Region, place: int, column: Floats) -> Iterator[Region]:
    """One alternative more."""
    seen = frozenset(map(int, np.unique(column)))
    for code in sorted(seen - region.admitted[place]):
        more = region.admitted[place] | {code}
        yield region.admitting(place, None if more == seen else more)


def _faces(region: Region, place: int, column: Floats, near: Mask, alpha: float) -> Iterator[Region]:
    """A slice more below, and one above."""
    low, high = float(region.low[place]), float(region.high[place])
    below, above = np.sort(column[near & (column <= low)]), np.sort(column[near & (column >= high)])
    if len(below):
        limit = float(upper_slice(below[None], alpha)[0][0])
        yield region.limited(place, limit if limit > column.min() else -math.inf, high)
    if len(above):
        limit = float(lower_slice(above[None], alpha)[0][0])
        yield region.limited(place, low, limit if limit < column.max() else math.inf)
