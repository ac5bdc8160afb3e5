"""The boxes on PRIM's way in, the one that is kept out, rid of conditions that do little.

Bryant and Lempert (2010) leave the choice to an analyst before the curve. Here it is a stated rule, so that it repeats: each box on
the way loses the conditions that do little; of those left with few enough, the one is kept whose inside tells most of the result
(the correlation of being inside with the result; its square is the share of variance explained, chi-squared by world of a flag).
F1, the other usual score, is best of all for the box that holds every world as soon as most worlds fail; the correlation is zero there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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
    best = max((one.score for one in found), default=0.0)
    near = [one for one in found if one.score >= NEAR * best and one.region.restricted]
    if best <= 0.0 or not near:
        return None
    return min(near, key=lambda one: (len(one.region.restricted), -one.score))


def correlation(inside: Mask, y: Floats) -> float:
    """How much being inside tells of the result, -1 to 1."""
    mass, spread = float(inside.mean()), float(y.std())
    if not 0.0 < mass < 1.0 or spread == 0.0:
        return 0.0
    return mass * (float(y[inside].mean()) - float(y.mean())) / (spread * float(np.sqrt(mass * (1.0 - mass))))


def simplified(region: Region, values: Floats, y: Floats, most_conditions: int) -> Region:
    """The box without the conditions that do little, the least useful taken away first, and no more than so many."""
    places, tried = list(region.restricted), values.shape[1]
    out = np.stack([~region.fits(values, place) for place in places])
    while places:
        wider = _without_each(out, y)
        loose = np.ones(len(places), dtype=bool) if len(places) > most_conditions else _does_little(wider, y, tried)
        if not loose.any():
            break
        gone = int(np.argmax(np.where(loose, wider.score, -np.inf)))
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


def _without_each(out: np.ndarray[tuple[int, int], np.dtype[np.bool_]], y: Floats) -> _Wider:
    """Densities and scores without each condition; `out` says which (condition, world) fails."""
    outs = out.sum(axis=0)
    alone = out & (outs == 1)
    inside = outs == 0
    held, worlds = float(y[inside].sum()), int(inside.sum())
    sums, counts = held + alone @ y, worlds + alone.sum(axis=1)
    return _Wider(
        held,
        worlds,
        float(_scores(np.array([held]), np.array([worlds]), y)[0]),
        sums / np.maximum(counts, 1),
        _scores(sums, counts, y),
    )


def _scores(sums: Floats, counts: Floats, y: Floats) -> Floats:
    mass, n = counts / len(y), len(y)
    spread = float(y.std()) * np.sqrt(np.maximum(mass * (1.0 - mass), 0.25 / n**2))
    gain = np.where((counts > 0) & (counts < n), sums / n - mass * float(y.mean()), 0.0)
    return np.asarray(gain / spread if y.std() > 0.0 else np.zeros(len(gain)))


def _does_little(wider: _Wider, y: Floats, tried: int) -> Mask:
    """(conditions,) which may be chance, cost little density, or tell more when they are gone."""
    from scipy.stats import binom, norm

    density = wider.held / max(wider.worlds, 1)
    if is_flag(y):
        p = binom.sf(wider.held - 1, wider.worlds, wider.density)
    else:
        p = norm.sf((density - wider.density) / (max(float(y.std()), 1e-12) / np.sqrt(max(wider.worlds, 1))))
    little: Mask = (
        (p * tried > QUASI_P) | (wider.density >= (1.0 - DENSITY_COST) * density) | (wider.score >= wider.mine)
    )
    return little
