"""Duration: how long the promise lasts, how it goes on, and how a guarantor may leave."""

from __future__ import annotations

from collections.abc import Iterator

from casus.pacts.rules.rule import Found, Rule
from casus.pacts.schema.pact import Pact

LONG_YEARS = 15  # chosen: the longest term that we saw offered in 2025-26, where thirty to fifty years had been asked
LONG_NOTICE_MONTHS = 12  # chosen: the year's notice of the North Atlantic Treaty and of the American treaties in Asia


def _no_term(pact: Pact) -> Iterator[Found]:
    if pact.duration.years is None and not pact.duration.indefinite:
        yield Found("duration", "the text has no term and does not say that it lasts until ended")


def _short_term(pact: Pact) -> Iterator[Found]:
    if _fixed_term(pact) < LONG_YEARS and pact.duration.renewal != "automatic":
        yield Found("duration", f"it runs for {pact.duration.years:g} years and does not go on by itself")


def _short_notice(pact: Pact) -> Iterator[Found]:
    months = pact.exit.notice_months
    if pact.exit.kind == "notice" and months is not None and months < LONG_NOTICE_MONTHS:
        yield Found("exit", f"a guarantor may leave at {months:g} months' notice")


def _exit_not_stated(pact: Pact) -> Iterator[Found]:
    if pact.exit.kind == "unstated":
        yield Found("exit", "the text does not say whether and how a guarantor may leave")
    elif pact.exit.kind == "notice" and pact.exit.notice_months is None:
        yield Found("exit", "a guarantor may leave with notice, and the text does not say how long that is")


def _exit_at_will(pact: Pact) -> Iterator[Found]:
    if pact.exit.kind == "at-will":
        yield Found("exit", "a guarantor may leave at will, without notice")


def _ends_on_event(pact: Pact) -> Iterator[Found]:
    for event in pact.duration.ends_on:
        yield Found("duration", f"it ends on an event: '{event}'")


def _renewal_not_stated(pact: Pact) -> Iterator[Found]:
    if _fixed_term(pact) < float("inf") and pact.duration.renewal == "unstated":
        yield Found("duration", f"it runs for {pact.duration.years:g} years, and the text does not say what follows")


def _fixed_term(pact: Pact) -> float:
    """Term in years; infinite where there is none or the text lasts until ended."""
    years = pact.duration.years
    return float("inf") if years is None or pact.duration.indefinite else years


RULES = (
    Rule(
        id="U701",
        name="no-term",
        severity="warning",
        finds="Neither a term nor words that it lasts until ended.",
        why=(
            "Silence can be read as for ever, or as long as those who signed hold office. A guarantor that wants out need not "
            "break anything; it need only choose its reading."
        ),
        case="g7-vilnius-2023",
        precedent=(
            "The declaration of July 2023 has no term. The bilateral agreements took its place from January 2024, so how long it "
            "would have held stands untested."
        ),
        mend="Give a term in years, or say that it lasts until ended in a stated way.",
        trips="{duration: {years: null}}",
        clears="duration: {years: 30}",
        check=_no_term,
    ),
    Rule(
        id="U702",
        name="short-term",
        severity="note",
        finds=f"A term shorter than {LONG_YEARS} years that does not renew itself.",
        why=(
            "An aggressor can wait and rebuild, and its planners can read the date. Ten to fifteen years also span two to four "
            "American presidencies, so that the last years fall to governments that did not sign. Fifteen is our choice: "
            "so much was offered in the talks of 2025 and 2026, where thirty to fifty had been asked."
        ),
        case="us-draft-2025",
        precedent="The draft gives ten years, renewable. It was never in force and stands untested.",
        mend="Lengthen the term, or let it renew itself unless a party objects in time.",
        trips="{duration: {years: 10, renewal: by-agreement}}",
        clears="duration: {renewal: automatic}",
        check=_short_term,
    ),
    Rule(
        id="U703",
        name="short-notice",
        severity="warning",
        finds=f"Exit at less than {LONG_NOTICE_MONTHS} months' notice.",
        why=(
            "Whoever loses a guarantor needs time to find another or to arm. The shorter the notice, the more of that time "
            "passes without a promise. A year is what the North Atlantic Treaty asks; to take it as the measure is our choice."
        ),
        case="us-ukraine-2024",
        precedent=(
            "Six months' notice was enough to leave an agreement made for ten years. It lapsed in practice; the notice itself "
            "stands untested."
        ),
        mend="Ask for a year or more, and bar leaving while an attack or a threat lasts.",
        trips="{exit: {notice_months: 6}}",
        clears="exit: {notice_months: 12}",
        check=_short_notice,
    ),
    Rule(
        id="U704",
        name="exit-not-stated",
        severity="note",
        finds="No statement of whether, or at what notice, a guarantor may leave.",
        why=(
            "Where leaving has no procedure, it has no delay either, and who wants to leave lets the promise lapse. Others read "
            "the same silence as a bar."
        ),
        case="locarno-1925",
        precedent=(
            "It had no clause on withdrawal. After the breach of March 1936 nothing was enforced, and in 1937 Belgium was "
            "released from it."
        ),
        mend="Say how, after how long a notice, and not before which year.",
        trips="{exit: {kind: unstated}}",
        clears="exit: {kind: notice}",
        check=_exit_not_stated,
    ),
    Rule(
        id="U705",
        name="exit-at-will",
        severity="error",
        finds="A guarantor that may leave at will.",
        why=(
            "A promise that can be taken back in the hour in which it falls due binds as far as its giver wishes on that day. The "
            "text adds nothing to that wish."
        ),
        case="us-qatar-2025",
        precedent="Any later president may revoke the order by another. It has not been called and stands untested.",
        mend="Ask for notice, or give the promise a form that needs a parliament to undo it.",
        trips="{exit: {kind: at-will}}",
        clears="exit: {kind: notice}",
        check=_exit_at_will,
    ),
    Rule(
        id="U706",
        name="ends-on-an-event",
        severity="note",
        finds="An event that ends the promise.",
        why=(
            "Where something better takes its place, the end is meant. It stays open who says that the event has come, and "
            "whether the promise holds in the months between."
        ),
        case="ukraine-bilateral-2024",
        precedent="The British agreement ends when Ukraine enters NATO. That has not happened, so the end stands untested.",
        mend="Say who finds that the event has come, and that nothing ends before its successor is in force.",
        trips="{duration: {ends_on: [the protected state joins another alliance]}}",
        clears="duration: {ends_on: []}",
        check=_ends_on_event,
    ),
    Rule(
        id="U707",
        name="renewal-not-stated",
        severity="note",
        finds="A fixed term without a word on what follows it.",
        why=(
            "The last years of a term are spent waiting for a decision that nobody has to take. Whether the promise goes on is "
            "then settled by whoever governs at its end."
        ),
        case="weu-1954",
        precedent=(
            "It was made for fifty years, went on beyond them and ended in 2011, never used apart from NATO. What its last "
            "years were worth stands untested."
        ),
        mend="Say that it goes on unless ended with notice, or when talks on renewal begin.",
        trips="{duration: {renewal: unstated}}",
        clears="duration: {renewal: automatic}",
        check=_renewal_not_stated,
    ),
)
