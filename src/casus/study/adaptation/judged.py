"""One design to strengthen into, its worlds and what is seen in them, in; the plain ways and every policy with their worth out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from casus.flow.draws.streams import uniforms
from casus.flow.handoffs import Floats
from casus.study.adaptation.chance import by_chance, interval, pair_by_chance
from casus.study.adaptation.pairs import FittedPair, cross_fitted_pair, together
from casus.study.adaptation.policies import Fitted, Flags, cross_fitted, strength
from casus.study.adaptation.record import Estimate, Policy, Set, Stage
from casus.study.adaptation.watched import Watched

POINT = 0.01
"""A percentage point of a share."""


@dataclass(frozen=True)
class Worlds:
    """What two designs do in the same worlds, and what can be seen in them."""

    base: Floats
    """(worlds,) the metric under the design as it is."""
    gain: Floats
    """(worlds,) improvement where the stronger design is in place."""
    sign: float
    """1 where more of the metric is better, -1 where less is."""
    cost: Floats
    """(worlds,) yearly cost of the design as it is, million euro."""
    extra: Floats
    """(worlds,) what the stronger one costs more."""
    watched: Sequence[Watched]
    timely: Sequence[Floats]
    """For each signpost (worlds,) 1 where strengthening begun when it can be seen is done in time."""
    begun: Floats
    """(worlds,) 1 where it is done in time if begun at the ceasefire."""
    fold: npt.NDArray[np.int64]
    """(worlds,) half of each world, 0 or 1."""
    unit: float
    """Of the metric, for the cost of one."""

    def worth(self, place: int) -> Floats:
        """(worlds,) what strengthening gains when it is begun on a signpost."""
        return self.gain * self.timely[place]


def halves(worlds: int, seed: int) -> npt.NDArray[np.int64]:
    """(worlds,) 0 or 1, as many of each, by chance."""
    chance = uniforms("monte-carlo", seed, ["adaptation.half"], worlds)["adaptation.half"]
    return np.asarray(np.argsort(np.argsort(chance)) % 2, dtype=np.int64)


def stage(of: Worlds, strengthens: Floats, works: Floats, weights: Floats) -> Stage:
    """What comes of strengthening in some worlds, where it works in some."""
    gain = _estimate(weights, strengthens * works * of.gain)
    value = _estimate(weights, of.base + of.sign * strengthens * works * of.gain)
    return Stage(value, gain, float(strengthens.mean()), float((of.cost + strengthens * of.extra).mean()))


def stages(of: Worlds, weights: Floats) -> dict[str, Stage]:
    """The design as it is, always the stronger one in place or begun at the ceasefire, and exactly where that helps.

    `weights` are those of `chance.resampled`.
    """
    every = np.ones(len(of.gain))
    helps = (of.gain > 0.0).astype(np.float64)
    return {
        "base": stage(of, 0.0 * every, every, weights),
        "always": stage(of, every, every, weights),
        "begun": stage(of, every, of.begun, weights),
        "perfect": stage(of, helps, every, weights),
        "perfect_begun": stage(of, helps * of.begun, every, weights),
    }


def singles(
    of: Worlds, spend: Floats, budget: float, weights: Floats, seed: int, permutations: int
) -> tuple[Policy, ...]:
    """A policy for each signpost, the strongest first."""
    if not of.watched:
        return ()
    seen, worths = [one.seen for one in of.watched], [of.worth(place) for place in range(len(of.watched))]
    fitted = [cross_fitted(one, worth, spend, budget, of.fold) for one, worth in zip(seen, worths, strict=True)]
    chance = by_chance(seen, worths, spend, budget, of.fold, [one.strengthens for one in fitted], seed, permutations)
    order = sorted(range(len(fitted)), key=lambda place: -strength(fitted[place].strengthens, worths[place]))
    return tuple(_single(of, place, fitted[place], float(chance[place]), weights) for place in order)


def pair(of: Worlds, spend: Floats, budget: float, weights: Floats, seed: int, permutations: int) -> tuple[Policy, ...]:
    """The policy of two signposts that a search over all pairs finds; none where no pair gains anything."""
    seen = [one.seen for one in of.watched]
    found = cross_fitted_pair(seen, of.gain, of.timely, spend, budget, of.fold)
    if found is None:
        return ()
    reached = strength(found.strengthens, of.gain * found.timely)
    p = pair_by_chance(seen, of.gain, of.timely, spend, budget, of.fold, reached, seed, permutations)
    return (_pair(of, found, p, weights),)


def _single(of: Worlds, place: int, fitted: Fitted, p: float, weights: Floats) -> Policy:
    sets = (Set(of.watched[place].signpost, fitted.trigger, fitted.halves),)
    in_sample = float((fitted.in_sample * of.worth(place)).mean())
    return _policy(of, sets, None, fitted.strengthens, of.timely[place], in_sample, p, weights)


def _pair(of: Worlds, fitted: FittedPair, p: float, weights: Floats) -> Policy:
    rule = fitted.rule
    same = all(half.places == rule.places for half in fitted.halves)
    sets = tuple(
        Set(of.watched[place].signpost, trigger, tuple(half.triggers[n] for half in fitted.halves) if same else ())
        for n, (place, trigger) in enumerate(zip(rule.places, rule.triggers, strict=True))
    )
    fires = rule.fires([one.seen for one in of.watched])
    in_sample = float((fires * together(of.timely, rule.places) * of.gain).mean())
    return _policy(of, sets, rule.join, fitted.strengthens, fitted.timely, in_sample, p, weights)


def _policy(
    of: Worlds,
    sets: tuple[Set, ...],
    join: Literal["and", "or"] | None,
    strengthens: Flags,
    timely: Floats,
    in_sample: float,
    p: float,
    weights: Floats,
) -> Policy:
    does, worth = strengthens.astype(np.float64), of.gain * timely
    columns = np.stack([does, does * worth, of.base + of.sign * does * worth, of.gain, worth], axis=1)
    means, again = columns.mean(axis=0), (weights @ columns).T
    share, gain, value = (Estimate(float(means[n]), *interval(again[n])) for n in range(3))
    cost = float((does * of.extra).mean())
    return Policy(
        sets=sets,
        join=join,
        strengthened_share=share,
        in_time_share=float(timely[strengthens].mean()) if strengthens.any() else math.nan,
        value=value,
        gain=gain,
        share_of_gain=_share_of(means[1], means[3], again[1], again[3]),
        random_gain=float(means[0] * means[4]),
        excess=Estimate(float(means[1] - means[0] * means[4]), *interval(again[1] - again[0] * again[4])),
        in_sample_gain=in_sample,
        p=p,
        cost_meur_year=float(of.cost.mean()) + cost,
        cost_per_point_meur=cost / (gain.value / of.unit) if gain.value > 0.0 else math.inf,
    )


def _estimate(weights: Floats, values: Floats) -> Estimate:
    return Estimate(float(values.mean()), *interval(weights @ values))


def _share_of(part: float, whole: float, parts: Floats, wholes: Floats) -> Estimate:
    """One mean over another; NaN where there is nothing to be a share of."""
    if not whole > 0.0:
        return Estimate(math.nan, math.nan, math.nan)
    known = wholes > 0.0
    return Estimate(float(part / whole), *interval(parts[known] / wholes[known]))
