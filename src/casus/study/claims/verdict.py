"""How often a claim holds in, a verdict out: by stated thresholds, and against the laws of ground combat one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from casus.flow.metrics.measure import Share

Verdict = Literal["supported", "contested", "refuted", "not testable"]
THRESHOLDS: Mapping[str, float] = {"always": 0.95, "usually": 0.75, "in most worlds": 0.5, "in some worlds": 0.05}
"""Share of worlds that each strength asks for. Chosen: `always` lets one world in twenty be an exception, since the worlds
include the far ends of every range; `usually` is three in four; `most` is half; `some` is more than that one in twenty."""
SURE = 0.95
"""Chosen, as usual: share of the resampled studies that must agree on a claim about averages."""
FEWEST_WORLDS = 30
"""Chosen: of fewer worlds the interval of a share is over a third wide, and nothing is decided."""
FEWEST_OF_A_LAW = 50
"""Chosen: worlds under one law of ground combat from which it is heard on its own."""


def of_share(share: Share, threshold: float) -> Verdict:
    """By the interval of a share: supported where all of it is at the threshold or above, refuted where all of it is below."""
    low, high = share.interval
    if low >= threshold:
        return "supported"
    return "refuted" if high < threshold else "contested"


def of_resamples(agreeing: float) -> Verdict:
    """By the share of resampled studies in which a claim about averages holds."""
    if agreeing >= SURE:
        return "supported"
    return "refuted" if agreeing <= 1.0 - SURE else "contested"


def against(whole: Verdict, by_law: Mapping[str, Verdict]) -> tuple[str, ...]:
    """The laws that decide the other way: what is supported by all worlds and refuted by theirs, or the reverse."""
    opposite = {"supported": "refuted", "refuted": "supported"}.get(whole)
    return tuple(law for law, verdict in by_law.items() if verdict == opposite)


def final(whole: Verdict, by_law: Mapping[str, Verdict]) -> Verdict:
    """The verdict: contested where any law decides the other way."""
    return "contested" if against(whole, by_law) else whole


def strongest(share: Share) -> str | None:
    """The strongest strength that a share supports, so that a reader may take another than the author's."""
    return next((name for name, bar in THRESHOLDS.items() if of_share(share, bar) == "supported"), None)
