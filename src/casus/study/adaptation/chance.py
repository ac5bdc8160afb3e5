"""Policies in; how often chance alone would do as well, and how far their numbers are uncertain, out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from casus.flow.draws.streams import key_of
from casus.flow.handoffs import Floats
from casus.study.adaptation.pairs import Rule, best_rules, together
from casus.study.adaptation.policies import FOLDS, Flags, Tried, strength, tried

PERMUTATIONS = 499
"""Chosen: a probability of a twentieth is then known to a hundredth."""
FEW_PERMUTATIONS = 99
"""For designs that the answer is not about; chosen, for speed."""
PAIR_PERMUTATIONS = 99
"""For the search over pairs; chosen, for speed: it takes longer."""
RESAMPLES = 500
"""Chosen: the ends of a 95 % interval then rest on a dozen resamples each side."""


def by_chance(
    seen: Sequence[Floats],
    worths: Sequence[Floats],
    spend: Floats,
    budget: float,
    fold: npt.NDArray[np.int64],
    found: Sequence[Flags],
    seed: int,
    permutations: int = PERMUTATIONS,
) -> Floats:
    """(signposts,) how probable so great an excess were of any of the signposts, if none had anything to do with the gain.

    The whole search is repeated with the gains of each half dealt out anew to its worlds, the same deal for all signposts, and
    the strongest of them is kept (Westfall and Young 1993); so the number of signposts searched is paid for.
    """
    deals = _deals(fold, permutations, seed)
    strongest = np.full(permutations, -np.inf)
    for one, worth in zip(seen, worths, strict=True):
        strongest = np.maximum(strongest, _strengths(one, worth, spend, budget, fold, deals))
    observed = np.array([strength(flags, worth) for flags, worth in zip(found, worths, strict=True)])
    return np.asarray((1.0 + (strongest[None] >= observed[:, None]).sum(axis=1)) / (permutations + 1.0))


def pair_by_chance(
    seen: Sequence[Floats],
    gain: Floats,
    timely: Sequence[Floats],
    spend: Floats,
    budget: float,
    fold: npt.NDArray[np.int64],
    found: float,
    seed: int,
    permutations: int = PAIR_PERMUTATIONS,
) -> float:
    """How probable it is that a search over all pairs finds a strength so great where there is nothing to find.

    The search is repeated with the gains dealt out anew, as for single signposts: a rule of each half is used in the other.
    """
    deals = _deals(fold, permutations, seed)
    rules: dict[int, list[Rule | None]] = {}
    for one in FOLDS:
        there = np.flatnonzero(fold == one)
        cut = [signpost[there] for signpost in seen], gain[there], [signpost[there] for signpost in timely]
        rules[one] = best_rules(*cut, spend[there], budget, np.searchsorted(there, deals[there]))
    strengths = [
        _pair_strength(seen, gain, timely, fold, deals[:, deal], rules[0][deal], rules[1][deal])
        for deal in range(permutations)
    ]
    return float((1.0 + (np.array(strengths) >= found).sum()) / (permutations + 1.0))


def _pair_strength(
    seen: Sequence[Floats],
    gain: Floats,
    timely: Sequence[Floats],
    fold: npt.NDArray[np.int64],
    deal: npt.NDArray[np.intp],
    first: Rule | None,
    second: Rule | None,
) -> float:
    """Strength of what two halves found, each used in the other, with the gains as they were dealt."""
    if first is None or second is None:
        return 0.0
    strengthens = np.where(fold == 0, second.fires(seen), first.fires(seen))
    dealt = [np.asarray(gain * together(timely, rule.places))[deal] for rule in (second, first)]
    return strength(strengthens, np.where(fold == 0, *dealt))


def resampled(worlds: int, seed: int, resamples: int = RESAMPLES) -> Floats:
    """(resamples, worlds) how often each world is taken, over the number of worlds: a mean is a product with it (Efron 1979)."""
    generator = np.random.Generator(np.random.Philox(key=key_of(seed, "adaptation.resample")))
    counts = generator.multinomial(worlds, np.full(worlds, 1.0 / worlds), size=resamples)
    return np.asarray(counts / worlds)


def interval(values: Floats) -> tuple[float, float]:
    """The middle 95 % of what resampling gave; NaN where it gave nothing."""
    known = values[np.isfinite(values)]
    if known.size == 0:
        return math.nan, math.nan
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def _deals(fold: npt.NDArray[np.int64], permutations: int, seed: int) -> npt.NDArray[np.intp]:
    """(worlds, permutations) which world's gain each world is dealt, always one of its own half."""
    generator = np.random.Generator(np.random.Philox(key=key_of(seed, "adaptation.deal")))
    deals = np.empty((len(fold), permutations), dtype=np.intp)
    for one in FOLDS:
        there = np.flatnonzero(fold == one)
        deals[there] = generator.permuted(np.tile(there[:, None], permutations), axis=0)
    return deals


def _strengths(
    seen: Floats,
    worth: Floats,
    spend: Floats,
    budget: float,
    fold: npt.NDArray[np.int64],
    deals: npt.NDArray[np.intp],
) -> Floats:
    """(permutations,) the strength of one signpost's cross-fitted policy in each deal."""
    gained, share = np.zeros(deals.shape[1]), np.zeros(deals.shape[1])
    for one in FOLDS:
        train, test = fold != one, fold == one
        if not (train.any() and test.any()):
            continue
        grid = tried(seen[train])
        part = test.mean()
        more_gained, more_share = _used(grid, tried(seen[test], grid.at), worth, spend, budget, train, test, deals)
        gained, share = gained + part * more_gained, share + part * more_share
    error = np.sqrt(share * (1.0 - share) * worth.var() / len(worth))
    return np.where(error > 0.0, (gained - share * worth.mean()) / np.where(error > 0.0, error, 1.0), 0.0)


def _used(
    grid: Tried,
    held_out: Tried,
    worth: Floats,
    spend: Floats,
    budget: float,
    train: Flags,
    test: Flags,
    deals: npt.NDArray[np.intp],
) -> tuple[Floats, Floats]:
    """In each deal, (permutations,) gain and share on one half of the best trigger of the other."""
    dealt = worth[deals[train]]
    share = grid.means(np.ones(int(train.sum())))
    beyond = grid.means(dealt) - share[:, None] * dealt.mean(axis=0)
    beyond[grid.means(spend[train]) > budget] = -np.inf
    place = np.argmax(beyond, axis=0)
    any_good = np.max(beyond, axis=0) > 0.0
    columns = np.arange(deals.shape[1])
    gained = held_out.means(worth[deals[test]])[place, columns]
    used = held_out.means(np.ones(int(test.sum())))[place]
    return np.where(any_good, gained, 0.0), np.where(any_good, used, 0.0)
