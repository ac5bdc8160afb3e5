"""Obligation: what is owed once the event is found, by which means, and the words that leave it to the guarantor."""

from __future__ import annotations

from collections.abc import Iterator

from casus.pacts.rules.rule import Found, Rule
from casus.pacts.schema.pact import Pact

HELP_LEVEL = 2
"""Level from which help, and not only talk, is owed (see `Obligation.level`)."""
ACTION_LEVEL = 3
"""Level from which the answer may be one by force."""


def _consult_only(pact: Pact) -> Iterator[Found]:
    if not _owes_help(pact):
        yield Found("obligation", f"an obligation of level {pact.obligation.level:g} owes talks at most, no help")


def _materiel_only(pact: Pact) -> Iterator[Found]:
    level, means = pact.obligation.level, pact.obligation.means
    if HELP_LEVEL <= level < ACTION_LEVEL and "force" not in means:
        named = f"names {', '.join(means)}" if means else "names no means"
        yield Found("obligation", f"an obligation of level {level:g} owes support, and the text {named} and no force")


def _as_deemed_necessary(pact: Pact) -> Iterator[Found]:
    if "as-deemed-necessary" in pact.obligation.discretion:
        yield Found("obligation", "the words 'as-deemed-necessary' leave kind and extent of help to each guarantor")


def _meeting_only(pact: Pact) -> Iterator[Found]:
    if pact.obligation.automaticity == "meeting" and _owes_help(pact):
        yield Found("obligation", "a meeting follows of itself, and nothing else does")


def _means_not_named(pact: Pact) -> Iterator[Found]:
    if not pact.obligation.means and _owes_help(pact):
        yield Found("obligation", f"help of level {pact.obligation.level:g} is owed, and no means are named")


def _owes_help(pact: Pact) -> bool:
    return pact.obligation.level >= HELP_LEVEL


RULES = (
    Rule(
        id="O201",
        name="consult-only",
        severity="error",
        finds="Nothing owed beyond talks, or beyond not attacking.",
        why=(
            "Talks can be held, and the promise so be kept in full, while nobody helps. Guarantors may still do more, but the "
            "text gives no ground to expect it."
        ),
        case="budapest-1994",
        precedent=(
            "Ukraine asked for consultations in 2014, which Russia did not join, and again on 21 February 2022, three days "
            "before the invasion. More than talks it could not claim."
        ),
        mend="Say what help follows the talks, from whom and within which time.",
        trips="{obligation: {level: 1, automaticity: none, means: []}}",
        clears="obligation: {level: 4}",
        check=_consult_only,
    ),
    Rule(
        id="O202",
        name="support-without-force",
        severity="warning",
        finds="Support with materiel, money or sanctions, and no force among the means.",
        why=(
            "Arms and money help those who can hold until they come, over months. They put nobody between an attacker and the "
            "ground, so the protected state has to stop the first weeks alone."
        ),
        case="ukraine-bilateral-2024",
        precedent=(
            "The agreements promise talks on fast aid, equipment and sanctions. The clause has not been called on for a new "
            "attack and stands untested."
        ),
        mend="Add force to the means; or size aid and stocks in peacetime for a defence that needs none.",
        trips="{obligation: {level: 2, automaticity: none, means: [materiel, sanctions]}}",
        clears="obligation: {level: 4}",
        check=_materiel_only,
    ),
    Rule(
        id="O203",
        name="as-deemed-necessary",
        severity="warning",
        finds="Words that let each guarantor do what it deems necessary.",
        why=(
            "A message of sympathy and an army corps can both be what a government deems necessary. Nearly all modern pacts have "
            "the phrase; what makes them differ then stands outside the text, in plans and in forces."
        ),
        case="north-atlantic-1949",
        precedent=(
            "Called once, in 2001, article 5 was answered by eight measures on day 23. Whether the words hold a member to fight "
            "for another stands untested."
        ),
        mend="Name a least contribution, or put assigned forces and common plans behind the words.",
        trips="{obligation: {automaticity: none, discretion: [as-deemed-necessary]}}",
        clears="obligation: {discretion: []}",
        check=_as_deemed_necessary,
    ),
    Rule(
        id="O204",
        name="meeting-follows-only",
        severity="note",
        finds="Help is promised, and only a meeting follows without a new decision.",
        why=(
            "The meeting is the one thing that can be relied on. What it ends with is left to those who sit in it, on a day on "
            "which each knows what help would cost."
        ),
        case="us-ukraine-2024",
        precedent=(
            "Both sides are to meet at the highest level and then settle what to do. The clause stands untested."
        ),
        mend="Say what follows if the meeting agrees nothing.",
        trips="{obligation: {automaticity: meeting}}",
        clears="obligation: {automaticity: decision}",
        check=_meeting_only,
    ),
    Rule(
        id="O205",
        name="means-not-named",
        severity="note",
        finds="Help is promised, and no means are named.",
        why=(
            "Words such as all support in one's power sound wide. Nobody can plan on them, and nobody can measure afterwards "
            "whether they were kept."
        ),
        case="uk-poland-1939",
        precedent=(
            "All support in Britain's power was promised at once. War was declared after 54 hours and no relief reached "
            "Poland: kept in law, and not in the field."
        ),
        mend="Name the means, force among them where it is meant.",
        trips="{obligation: {means: []}}",
        clears="obligation: {means: [force]}",
        check=_means_not_named,
    ),
)
