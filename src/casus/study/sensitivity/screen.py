"""A model as a function of exchanged factors in, the few that matter out: cheap, and not blind to what acts only with others.

First, in every world the factors are cut at random into blocks, and each block is exchanged at once. The mean squared change of
the blocks that a factor was in estimates 2V times the mean total index of such blocks, and the total index of a block is never
below that of any factor in it. So no factor of large total index can have a small score, whatever it acts together with (random
balance, Satterthwaite 1959, on total indices rather than on means, where effects could cancel). Then those with the highest scores
are exchanged alone, as in Morris's (1991) elementary effects but with steps drawn from the second sample (Campolongo, Saltelli
and Cariboni 2011), and those with the largest total index are kept.
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
CANDIDATES = 30
"""Chosen: so many factors are tried alone, or as many as are to be kept; more cost more than the blocks did."""


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
    score, campaigns = _block_scores(changed, base, live, count, seed)
    order = sorted(live, key=lambda place: (place not in hints, -score[place]))
    tried = [place for place in order if score[place] > 0.0 or place in hints][: max(CANDIDATES, most)]
    own = np.full(count, np.nan)
    own[tried] = _alone(changed, base, tried, count)
    kept = sorted((place for place in tried if own[place] > LEAST * 2.0 * variance), key=lambda place: -own[place])[
        :most
    ]
    return Screened(score / (2.0 * variance), own / (2.0 * variance), tuple(kept), campaigns + len(base) * len(tried))


def _block_scores(changed: Changed, base: Floats, live: Sequence[int], count: int, seed: int) -> tuple[Floats, int]:
    """(factors,) mean squared change of the blocks that each was in, and the campaigns that it took."""
    worlds, blocks = len(base), min(BLOCKS, len(live))
    if not live:
        return np.zeros(count), 0
    chance = np.random.Generator(np.random.Philox(key=key_of(seed, "screening")))
    order = np.argsort(chance.random((worlds, len(live))), axis=1)
    member = np.empty_like(order)  # the block of each factor in each world
    np.put_along_axis(member, order, np.broadcast_to(np.arange(len(live)) % blocks, order.shape), axis=1)
    mask = np.zeros((worlds, blocks, count), bool)
    mask[..., np.asarray(live)] = member[:, None, :] == np.arange(blocks)[:, None]
    rows = np.repeat(np.arange(worlds), blocks)
    squared = ((changed(rows, mask.reshape(-1, count)) - base[rows]) ** 2).reshape(worlds, blocks)
    score = np.zeros(count)
    score[np.asarray(live)] = np.take_along_axis(squared, member, axis=1).mean(axis=0)
    return score, worlds * blocks


def _alone(changed: Changed, base: Floats, tried: Sequence[int], count: int) -> Floats:
    """(tried,) mean squared change when each is exchanged alone."""
    worlds = len(base)
    rows = np.tile(np.arange(worlds), len(tried))
    mask = np.zeros((len(rows), count), bool)
    mask[np.arange(len(rows)), np.repeat(np.asarray(tried, np.intp), worlds)] = True
    squared = (changed(rows, mask) - base[rows]) ** 2
    return np.asarray(squared.reshape(len(tried), worlds).mean(axis=1))
