"""The boxes on PRIM's way in, the one that is kept out, rid of conditions that do little.

Bryant and Lempert (2010) leave the choice to an analyst before the curve. Here it is a stated rule, so that it repeats: each box on
the way loses the conditions that do little; of those left with few enough, the one is kept whose inside tells most of the result
(the correlation of being inside with the result; its square is the share of variance explained, chi-squared by world of a flag).
F1, the other usual score, prefers the box that holds every world as soon as most worlds fail; the correlation is zero there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.study.discovery.chance import is_flag
from casus.study.discovery.prim import Step
from casus.study.discovery.region import Mask, Region

QUASI_P = 0.05
"""Bryant and Lempert's: a condition above it may be chance. It is divided by the number of conditions tried (Bonferroni)."""
DENSITY_COST = 0.02
"""Chosen: a condition that is worth less of the density is not worth a reader's attention."""
NEAR = 0.99
"""Chosen: scores that near to the best count as the best, and the box of fewer conditions is taken."""


@dataclass(frozen=True)
class Chosen:
    """A box from PRIM's way, simplified."""

    step: int
    """Place on the way."""
    region: Region
    score: float
    """Correlation of being inside with the result."""


def choose(steps: Sequence[Step], values: Floats, y: Floats, most_conditions: int) -> Chosen | None:
    """The box to keep; nothing where no box tells anything of the result."""
    found = [
        Chosen(place, region, correlation(region.inside(values), y))
        for place, step in enumerate(steps)
        if step.restricted
        for region in [simplified(step.region, values, y, most_conditions)]
    ]
    return nearest_best(found)


def nearest_best(found: Sequence[Chosen]) -> Chosen | None:
    """Of the boxes whose score is near to the best the one of fewest conditions, and of those the best; none that tells nothing."""
    best = max((one.score for one in found), default=0.0)
    near = [one for one in found if one.score >= NEAR * best and one.region.restricted]
    return min(near, key=lambda one: (len(one.region.restricted), -one.score)) if best > 0.0 and near else None


def correlation(inside: Mask, y: Floats) -> float:
    """How much being inside tells of the result, -1 to 1."""
    mass, spread = float(inside.mean()), float(y.std())
    if not 0.0 < mass < 1.0 or spread == 0.0:
        return 0.0
    return mass * (float(y[inside].mean()) - float(y.mean())) / (spread * float(np.sqrt(mass * (1.0 - mass))))


def simplified(region: Region, values: Floats, y: Floats, most_conditions: int) -> Region:
    """The box without the conditions that do little, the least useful taken away first, and no more than so many."""
    places, spread = list(region.restricted), float(y.std())
    out = np.stack([~region.fits(values, place) for place in places])
    outs = out.sum(axis=0, dtype=np.int16)
    while places:
        wider = _without_each(out, outs, y, spread)
        many = len(places) > most_conditions
        loose = np.ones(len(places), dtype=bool) if many else _does_little(wider, y, spread, values.shape[1])
        if not loose.any():
            break
        gone = int(np.argmax(np.where(loose, wider.score, -np.inf)))
        outs -= out[gone]
        places.pop(gone)
        out = np.delete(out, gone, axis=0)
    return region.only(places)


@dataclass(frozen=True)
class _Wider:
    """A box, and the same without each of its conditions."""

    held: float
    worlds: int
    mine: float
    """Its own score."""
    density: Floats
    """(conditions,) without each."""
    score: Floats


def _without_each(out: Mask, outs: npt.NDArray[np.int16], y: Floats, spread: float) -> _Wider:
    """Densities and scores without each condition; `out` says which (condition, world) fails, `outs` how many do by world."""
    inside, nearly = outs == 0, np.flatnonzero(outs == 1)
    held, worlds = float(y[inside].sum()), int(inside.sum())
    fails = out[:, nearly].argmax(axis=0)
    sums = np.asarray(held + np.bincount(fails, y[nearly], minlength=len(out)), dtype=np.float64)
    counts = np.asarray(worlds + np.bincount(fails, minlength=len(out)), dtype=np.float64)
    mine = float(_scores(np.array([held]), np.array([float(worlds)]), y, spread)[0])
    return _Wider(held, worlds, mine, sums / np.maximum(counts, 1.0), _scores(sums, counts, y, spread))


def _scores(sums: Floats, counts: Floats, y: Floats, spread: float) -> Floats:
    """Correlations with the result of being inside, for boxes that hold so much in so many worlds."""
    n, mass = len(y), counts / len(y)
    told = (counts > 0) & (counts < n) & (spread > 0.0)
    around = np.where(told, spread * np.sqrt(mass * (1.0 - mass)), 1.0)
    return np.asarray(np.where(told, (sums / n - mass * float(y.mean())) / around, 0.0))


def _does_little(wider: _Wider, y: Floats, spread: float, tried: int) -> Mask:
    """(conditions,) which may be chance, cost little density, or tell more when they are gone."""
    from scipy.special import bdtrc, ndtr

    density = wider.held / max(wider.worlds, 1)
    if is_flag(y):
        p = bdtrc(wider.held - 1.0, wider.worlds, wider.density)  # more than that many of so many worlds
    else:
        p = ndtr((wider.density - density) / (max(spread, 1e-12) / np.sqrt(max(wider.worlds, 1))))
    little: Mask = (
        (p * tried > QUASI_P) | (wider.density >= (1.0 - DENSITY_COST) * density) | (wider.score >= wider.mine)
    )
    return little
