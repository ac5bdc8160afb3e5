"""The strongest signpost and the worlds in; what it would be worth seen clearly, law by law, and what decides the gain, out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.foundation.codes import LAWS
from casus.study.adaptation.judged import Worlds
from casus.study.adaptation.policies import Flags, cross_fitted, excess
from casus.study.adaptation.record import KNOWN
from casus.study.factors import Factors
from casus.study.sensitivity.given import explained_alone

FEWEST = 30  # chosen: a law that was played in fewer worlds is not worth a sentence
MOST_FACTORS = 4  # chosen: what follows explains little


@dataclass(frozen=True)
class Checks:
    """The strongest signpost looked at again, and what the gain hangs on."""

    least_excess: float
    """The least gain beyond chance that would have been found in so many worlds, by a trigger that fires in half of them."""
    clear_excess: float
    """Gain beyond chance if it were seen without error."""
    by_law: dict[str, float]
    """Gain beyond chance in the worlds of each law of ground combat."""
    made_by: tuple[tuple[str, float], ...]
    """What is drawn, watched or not, that is known to decide where strengthening helps, with its share of the variance."""


def checks(of: Worlds, signpost: str, laws: Floats, factors: Factors, spend: Floats, budget: float) -> Checks:
    """The strongest signpost without its error and by law, how little could have been found, and what decides the gain."""
    from scipy.special import ndtri

    place = next(n for n, one in enumerate(of.watched) if one.signpost.id == signpost)
    worth, watched = of.worth(place), of.watched[place]
    clear = cross_fitted(watched.truth, worth, spend, budget, of.fold)
    seen = cross_fitted(watched.seen, worth, spend, budget, of.fold)
    least = float(ndtri(1.0 - KNOWN / len(of.watched)) * worth.std() / (2.0 * math.sqrt(len(worth))))
    by_law = dict(_by_law(seen.strengthens, worth, laws))
    return Checks(least, excess(clear.strengthens, worth), by_law, _made_by(factors, of.gain))


def _by_law(strengthens: Flags, worth: Floats, laws: Floats) -> Iterator[tuple[str, float]]:
    for code, law in enumerate(LAWS):
        there = np.asarray(laws == code)
        if there.sum() >= FEWEST:
            yield law, excess(strengthens[there], worth[there])


def _made_by(factors: Factors, gain: Floats) -> tuple[tuple[str, float], ...]:
    known = explained_alone(factors, gain)
    return tuple((factors.columns[n].what, float(known.share[n])) for n in known.strongest(MOST_FACTORS))
