"""What goes with an answer about claims: how sure it is, what another reading of their strength would give, and what it hides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casus.flow.handoffs import Outcomes
from casus.study.claims.tested import Tested
from casus.study.claims.verdict import THRESHOLDS, Verdict, final, of_share
from casus.study.reservations import Reservations

STRENGTHS = tuple(THRESHOLDS)
WEAK = "C"
"""Grade of what is recalled, judged, or weakly sourced."""


def reserved(tested: Sequence[Tested], outcomes: Outcomes) -> Reservations:
    """The three, over all claims of an answer."""
    return Reservations(_confidence(tested, outcomes), _alternative(tested), tuple(_hidden(tested)))


def _confidence(tested: Sequence[Tested], outcomes: Outcomes) -> str:
    counts = {
        verdict: sum(one.verdict == verdict for one in tested) for verdict in ("supported", "contested", "refuted")
    }
    said = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    text = (
        f"Of {_count(len(tested), 'claim')} {said}, and {_untested(tested)} not testable here. Intervals are for the error of "
        f"{outcomes.draws:,} worlds alone: more worlds narrow them and make the model no truer."
    )
    turned = [one.claim.id for one in tested if one.laws_against]
    return (
        f"{text} The law of ground combat turns {len(turned)} of the verdicts: {', '.join(turned)}." if turned else text
    )


def _alternative(tested: Sequence[Tested]) -> str:
    of_worlds = [one for one in tested if one.holds is not None and one.about == "worlds"]
    if not of_worlds:
        return "No claim here asks for a share of worlds, so that no other strength could be asked for."
    weaker = sum(one.verdict != "supported" and _at(one, 1) == "supported" for one in of_worlds)
    stronger = sum(one.verdict == "supported" and _at(one, -1) != "supported" for one in of_worlds)
    return (
        f"{_count(len(of_worlds), 'claim')} about worlds: asked to hold one step less often (always, usually, in most worlds, in "
        f"some worlds), {weaker} more would be supported; one step more often, {stronger} fewer."
    )


def _at(of: Tested, steps: int) -> Verdict:
    """The verdict were the strength so many steps weaker."""
    place = STRENGTHS.index(str(of.claim.strength)) + steps
    bar = THRESHOLDS[STRENGTHS[min(max(place, 0), len(STRENGTHS) - 1)]]
    assert of.holds is not None  # callers ask of claims about worlds alone
    return final(
        of_share(of.holds, bar), {law: _law_at(one.low, one.high, bar) for law, one in (of.by_law or {}).items()}
    )


def _law_at(low: float, high: float, bar: float) -> Verdict:
    return "supported" if low >= bar else "refuted" if high < bar else "contested"


def _hidden(tested: Sequence[Tested]) -> Iterator[str]:
    yield (
        "A verdict is on an expression in this model, over the designs and attacks of this scenario; whether the expression says "
        "what its author meant is for the reader to judge, and the coding says what it leaves out."
    )
    weak = _weak_share(tested)
    if weak is not None:
        yield (
            f"Of what single quantities explain of the claims' truth, {weak:.0%} rests on evidence of grade {WEAK}, on average "
            "over the claims; what they explain only together is not in it."
        )
    sure = sum(one.holds is not None and one.about == "worlds" and one.holds.value in {0.0, 1.0} for one in tested)
    if sure:
        yield (
            f"Claims that hold in all of the worlds or in none: {sure}. There the model's structure decides, and none of the "
            "uncertainty that it knows of is heard."
        )
    unseen = sum(one.claim.source is not None and not one.claim.seen for one in tested)
    if unseen:
        yield f"The source of {_count(unseen, 'claim')} was not read by whoever coded them."
    if _untested(tested):
        count = _count(_untested(tested), "claim")
        yield f"{count} cannot be tested here. A study compares designs; what no two of them differ in alone has no number."


def _weak_share(tested: Iterable[Tested]) -> float | None:
    parts = [one.grades.get(WEAK, 0.0) for one in tested if one.grades]
    return sum(parts) / len(parts) if parts else None


def _untested(tested: Iterable[Tested]) -> int:
    return sum(one.verdict == "not testable" for one in tested)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
