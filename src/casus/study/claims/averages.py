"""A claim about averages in; in how many resampled studies it holds, and by how much, out (bootstrap over worlds, Efron 1979)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.study.claims.claim import Claim
from casus.study.claims.laws import Laws
from casus.study.claims.tested import ByLaw, Tested
from casus.study.claims.untested import Untested
from casus.study.claims.verdict import FEWEST_WORLDS, SURE, Verdict, against, final, of_resamples

RESAMPLES = 400
"""Chosen: a share of resampled studies is then known to 0.025, and its 2.5 % ends rest on ten of them."""
SEED = 8
"""Chosen: resamples are the same on every run, whatever the seed of the study."""
ENDS = (2.5, 97.5)

Places = npt.NDArray[np.intp]
Truths = Callable[[Sequence[Places]], tuple[Floats, Floats]]
"""Of several selections of worlds: 1 where the claim holds of it and 0 where not, and its margin; missing where undefined."""


@dataclass(frozen=True)
class Resampled:
    """A claim in the study as it was played, and in studies resampled from its worlds."""

    true: float
    """1, 0, or missing where what is averaged does not arise."""
    margin: float
    holds: Floats
    """(resamples,) likewise; resamples in which it is undefined do not hold."""
    margins: Floats

    @property
    def agreeing(self) -> float:
        """Share of resamples in which it holds."""
        return float((self.holds > 0).mean())

    @property
    def margin_ci(self) -> tuple[float, float] | None:
        """95 % interval of the margin, where it is a number."""
        known = self.margins[np.isfinite(self.margins)]
        if len(known) < len(self.margins):
            return None
        low, high = np.percentile(known, ENDS)
        return float(low), float(high)


def resampled(truths: Truths, places: Places, resamples: int = RESAMPLES) -> Resampled:
    """The claim in the worlds at these places, and in as many drawn from them with replacement, again and again."""
    chance = np.random.default_rng(SEED)
    rounds = [chance.choice(places, len(places)) for _ in range(resamples)]
    holds, margins = truths([places, *rounds])
    return Resampled(float(holds[0]), float(margins[0]), holds[1:], margins[1:])


def judged_on_average(claim: Claim, truths: Truths, applies: npt.NDArray[np.bool_], laws: Laws) -> Tested:
    """The verdict on a claim about averages over the worlds in which it applies."""
    places = np.flatnonzero(applies)
    if len(places) < FEWEST_WORLDS:
        return _untested(claim, Untested("few-averaged", worlds=len(places), fewest=FEWEST_WORLDS))
    of = resampled(truths, places)
    if np.isnan(of.true):
        return _untested(claim, Untested("undefined", worlds=len(places)))
    by_law = {law: _under(truths, np.flatnonzero(worlds & applies)) for law, worlds in laws.heard(applies).items()}
    verdicts = {law: one.verdict for law, one in by_law.items()}
    whole = of_resamples(of.agreeing)
    return Tested(
        claim,
        final(whole, verdicts),
        _why(of, whole, against(whole, verdicts)),
        about="averages",
        resamples=of.agreeing,
        true_here=bool(of.true),
        worlds=len(places),
        margin=of.margin,
        margin_ci=of.margin_ci,
        by_law=by_law,
        laws_against=against(whole, verdicts),
    )


def _untested(claim: Claim, why: Untested) -> Tested:
    return Tested(claim, "not testable", why.text, why, about="averages", worlds=why.worlds)


def _under(truths: Truths, places: Places) -> ByLaw:
    of = resampled(truths, places)
    return ByLaw(of.agreeing, *(of.margin_ci or (np.nan, np.nan)), len(places), of_resamples(of.agreeing))


def _why(of: Resampled, whole: Verdict, dissent: tuple[str, ...]) -> str:
    said = f"it {'holds' if of.true else 'does not hold'} here, and holds in {of.agreeing:.1%} of {len(of.holds)} resampled studies"
    if dissent:
        return f"{said}; that is {whole}, and the other way under {', '.join(dissent)}"
    return f"{said}, which is between {1 - SURE:.0%} and {SURE:.0%}" if whole == "contested" else said
