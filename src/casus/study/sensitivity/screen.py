"""A model as a function of exchanged factors in, the few that matter out: cheap, and not blind to what acts only with others.

First, in every world the factors are cut at random into blocks, and each block is exchanged at once. The mean squared change of
the blocks that a factor was in estimates 2V times the mean total index of such blocks, and the total index of a block is never
below that of any factor in it. So no factor of large total index can have a small score, whatever it acts together with (random
balance, Satterthwaite 1959, on total indices rather than on means, where effects could cancel). All but the strongest are then
scored again by the blocks that none of those was in. Then those with the highest scores are exchanged alone, as in Morris's (1991)
elementary effects but with steps drawn from the second sample (Campolongo, Saltelli and Cariboni 2011), and those with the largest
total index are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.draws.streams import key_of
from casus.flow.handoffs import Floats

Places = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Changed = Callable[[Places, Mask], Floats]
"""(rows,) result in the world of each row, with the factors that the row of the mask names taken from the second sample."""
BLOCKS = 32
"""Chosen: of 700 factors a block then holds 22, whose changes together hardly hide that of one which matters."""
LEAST = 0.005
"""Chosen: total index below which a factor is told with all the rest, for it would be shown as nought."""
STRONG = 8
"""Chosen: so many of the highest scores are left out of the second look, as are hints; more would leave few blocks clean."""
CANDIDATES, ALONE = 60, 2
"""Chosen: so many factors are tried alone, or as many as are to be kept, each in one of so many worlds: it costs what blocks do."""


@dataclass(frozen=True)
class Screened:
    """What the screening found of every factor."""

    score: Floats
    """(factors,) mean total index of the blocks that it was in; nought where nothing in them changed a thing."""
    alone: Floats
    """(factors,) its own total index in few worlds; missing (NaN) for those that were not tried alone."""
    kept: tuple[int, ...]
    """Places of the factors that were kept, the largest total index first."""
    campaigns: int
    """How many were played."""


def screen(
    changed: Changed, base: Floats, live: Sequence[int], count: int, most: int, seed: int = 1, hints: Sequence[int] = ()
) -> Screened:
    """The most important factors, `most` of them at most; `base` has the result in the worlds as they are.

    `live` are the factors that may matter; `hints` are tried alone in any case. Factors that change next to nothing are not kept.
    """
    variance = max(float(np.var(base)), 1e-300)
    score, campaigns = _block_scores(changed, base, live, count, seed, hints)
    order = sorted(live, key=lambda place: (place not in hints, -score[place]))
    tried = [place for place in order if score[place] > 0.0 or place in hints][: max(CANDIDATES, most)]
    own, few = np.full(count, np.nan), base[: max(1, len(base) // ALONE)]
    own[tried] = _alone(changed, few, tried, count)
    kept = sorted((place for place in tried if own[place] > LEAST * 2.0 * variance), key=lambda place: -own[place])[
        :most
    ]
    return Screened(score / (2.0 * variance), own / (2.0 * variance), tuple(kept), campaigns + len(few) * len(tried))


def _block_scores(
    changed: Changed, base: Floats, live: Sequence[int], count: int, seed: int, hints: Sequence[int]
) -> tuple[Floats, int]:
    """(factors,) mean squared change of the blocks that each was in, and the campaigns that it took."""
    worlds, blocks, score = len(base), min(BLOCKS, len(live)), np.zeros(count)
    if not live:
        return score, 0
    member = _members(worlds, len(live), blocks, seed)
    mask = np.zeros((worlds, blocks, count), bool)
    mask[..., np.asarray(live)] = member[:, None, :] == np.arange(blocks)[:, None]
    rows = np.repeat(np.arange(worlds), blocks)
    squared = ((changed(rows, mask.reshape(-1, count)) - base[rows]) ** 2).reshape(worlds, blocks)
    score[np.asarray(live)] = _twice_looked(squared, member, np.isin(live, hints))
    return score, worlds * blocks


def _members(worlds: int, factors: int, blocks: int, seed: int) -> Places:
    """(worlds, factors) the block of each factor in each world, of sizes as equal as can be."""
    chance = np.random.Generator(np.random.Philox(key=key_of(seed, "screening")))
    order = np.argsort(chance.random((worlds, factors)), axis=1)
    member = np.empty_like(order)
    np.put_along_axis(member, order, np.broadcast_to(np.arange(factors) % blocks, order.shape), axis=1)
    return member


def _twice_looked(squared: Floats, member: Places, hinted: Mask) -> Floats:
    """(factors,) mean squared change of blocks; of the weaker, of those blocks that none of the stronger was in.

    What the stronger change is noise in the scores of all that share a block with them.
    """
    changes = np.take_along_axis(squared, member, axis=1)
    score = changes.mean(axis=0)
    strong = hinted | (score >= np.sort(score)[-min(STRONG, len(score))])
    clean = np.ones(squared.shape, bool)
    np.put_along_axis(clean, member[:, strong], False, axis=1)
    counted = np.take_along_axis(clean, member, axis=1)
    again = (changes * counted).sum(axis=0) / np.maximum(counted.sum(axis=0), 1)
    return np.asarray(np.where(strong, score, again))


def _alone(changed: Changed, base: Floats, tried: Sequence[int], count: int) -> Floats:
    """(tried,) mean squared change when each is exchanged alone."""
    worlds = len(base)
    rows = np.tile(np.arange(worlds), len(tried))
    mask = np.zeros((len(rows), count), bool)
    mask[np.arange(len(rows)), np.repeat(np.asarray(tried, np.intp), worlds)] = True
    squared = (changed(rows, mask) - base[rows]) ** 2
    return np.asarray(squared.reshape(len(tried), worlds).mean(axis=1))
