"""A claim that is true or false in each world, in; the share in which it holds, and the same by law of ground combat, out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.metrics.measure import Share, share
from casus.study.claims.claim import Claim
from casus.study.claims.laws import Laws
from casus.study.claims.tested import ByLaw, Tested
from casus.study.claims.untested import Untested
from casus.study.claims.verdict import FEWEST_WORLDS, THRESHOLDS, Verdict, against, final, of_share, strongest


def judged_by_world(claim: Claim, holds: Floats, laws: Laws) -> Tested:
    """The verdict on (worlds,) 1 where it holds, 0 where it fails, missing where it does not apply."""
    applies = np.isfinite(holds)
    of, bar = share(holds[applies] > 0), THRESHOLDS[str(claim.strength)]
    if of.n < FEWEST_WORLDS:
        few = Untested("few-worlds", worlds=of.n, of=len(holds), fewest=FEWEST_WORLDS)
        return Tested(claim, "not testable", few.text, few, about="worlds", worlds=of.n, threshold=bar)
    by_law = {law: _under(share(holds[worlds & applies] > 0), bar) for law, worlds in laws.heard(applies).items()}
    verdicts = {law: one.verdict for law, one in by_law.items()}
    whole = of_share(of, bar)
    return Tested(
        claim,
        final(whole, verdicts),
        _why(of, bar, whole, against(whole, verdicts), by_law, str(claim.strength)),
        about="worlds",
        holds=of,
        worlds=of.n,
        threshold=bar,
        stands_as=strongest(of),
        by_law=by_law,
        laws_against=against(whole, verdicts),
    )


def judged_once(claim: Claim, holds: Floats) -> Tested:
    """The verdict on what is the same in every world, because it was calculated once: it holds or does not."""
    true = bool(holds[np.isfinite(holds)].any())
    verdict: Verdict = "supported" if true else "refuted"
    why = f"it {'holds' if true else 'does not hold'} in the one world for which it is calculated; there is no share of worlds"
    return Tested(claim, verdict, why, about="one calculation", holds=Share(float(true), 0.0, 1), worlds=1)


def _under(of: Share, bar: float) -> ByLaw:
    low, high = of.interval
    return ByLaw(of.value, low, high, of.n, of_share(of, bar))


def _why(
    of: Share, bar: float, whole: Verdict, dissent: tuple[str, ...], by_law: Mapping[str, ByLaw], strength: str
) -> str:
    low, high = of.interval
    said = f"it holds in {of.value:.3f} of {of.n:,} worlds ({low:.3f} to {high:.3f}); '{strength}' asks for {bar:g}"
    if dissent:
        laws = ", ".join(f"{law} ({by_law[law].holds:.2f})" for law in dissent)
        return f"{said}; that is {whole}, and the other way under {laws}"
    return f"{said}, which lies between" if whole == "contested" else said
