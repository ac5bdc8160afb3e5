"""Limits: what the text takes back, and where it does not hold or does not say."""

from __future__ import annotations

from collections.abc import Iterator

from casus.pacts.rules.rule import Found, Rule
from casus.pacts.schema.clauses import Limit, LimitKind
from casus.pacts.schema.pact import Pact

FORCE_FROM_LEVEL = 2.5
"""Obligation from which force is in question, and not talks and supplies alone; chosen, half way from 2 to 3."""


def _no_troops(pact: Pact) -> Iterator[Found]:
    if _limits(pact, "no-troops"):
        yield Found("limits", "excludes the guarantors' own soldiers on the ground ('no-troops')")


def _another_alliance_first(pact: Pact) -> Iterator[Found]:
    if _limits(pact, "other-alliance-first"):
        yield Found(
            "limits",
            "another alliance goes first ('other-alliance-first'), and the text does not say when this one is called",
        )


def _void_without_judge(pact: Pact) -> Iterator[Found]:
    for limit in _limits(pact, "void-if"):
        if limit.judge == "unstated":
            yield Found(
                "limits", "a condition ends the promise ('void-if'), and nobody is named to find that it is met"
            )


def _voluntary(pact: Pact) -> Iterator[Found]:
    limited = _limits(pact, "voluntary")
    if limited or "voluntary" in pact.obligation.discretion:
        yield Found("limits" if limited else "obligation", "each guarantor may stay out ('voluntary')")


def _in_sequence(pact: Pact) -> Iterator[Found]:
    if _limits(pact, "sequence"):
        yield Found("limits", "holds only once something else has happened ('sequence')")


def _exclusions(pact: Pact) -> Iterator[Found]:
    if pact.scope.excludes:
        yield Found("scope", f"leaves out {'; '.join(pact.scope.excludes)}")
    elif _limits(pact, "exclusion"):
        yield Found("limits", "leaves out part of the ground or of the dangers ('exclusion')")


def _line_not_stated(pact: Pact) -> Iterator[Found]:
    if not pact.scope.line_stated:
        yield Found(
            "scope", "a front or disputed line runs through the ground, and the text does not say which side it covers"
        )


def _own_forces_not_covered(pact: Pact) -> Iterator[Found]:
    covered = pact.scope.forces_covered
    if covered or pact.obligation.level < FORCE_FROM_LEVEL:
        return
    says = "the text is silent on" if covered is None else "the text leaves out"
    yield Found("scope", f"{says} attacks on the guarantors' own forces, ships and aircraft")


def _neutral_guarantors(pact: Pact) -> Iterator[Found]:
    if _limits(pact, "neutrality"):
        yield Found(
            "limits",
            "the neutrality of some parties is reserved, and the text does not say what these owe",
        )


def _limits(pact: Pact, kind: LimitKind) -> list[Limit]:
    return [limit for limit in pact.limits if limit.kind == kind]


RULES = (
    Rule(
        id="M801",
        name="no-troops",
        severity="warning",
        finds="A promise that keeps guarantors' troops off the ground.",
        why=(
            "Help is then money, arms, the air and the sea. These can be much; they take no ground back and hold "
            "none, and an attacker knows that it meets no soldier of these guarantors there."
        ),
        case="us-guarantee-2026",
        precedent=(
            "It stands untested and was unsigned in anything read: a backstop to European forces without American "
            "ground troops."
        ),
        mend=(
            "Say which forces of other guarantors stand on the ground, or what air and sea forces do, and within "
            "which hours."
        ),
        trips="limits: [{kind: no-troops}]",
        clears="limits: []",
        check=_no_troops,
    ),
    Rule(
        id="M802",
        name="another-alliance-first",
        severity="note",
        finds="A promise that stands behind another alliance.",
        why=(
            "It avoids two plans for one war. It leaves open what holds when the other alliance does not act, or is "
            "not asked."
        ),
        case="eu-42-7-2009",
        precedent=(
            "NATO stays the forum of its members. In 2015 France called on the article of the Union instead, was "
            "backed by all within four days, and got help from each state singly."
        ),
        mend="Say when this promise is called although the other alliance has not acted.",
        trips="limits: [{kind: other-alliance-first}]",
        clears="limits: []",
        check=_another_alliance_first,
    ),
    Rule(
        id="M803",
        name="void-without-judge",
        severity="error",
        finds="A condition that ends the promise, with nobody named to find that it is met.",
        why=(
            "Incidents along a front are many and their authors disputed. If nobody is named to judge, a guarantor "
            "that would rather not act, or the adversary, can say that the promise has ended, on the day when it is "
            "needed."
        ),
        case="us-draft-2025",
        precedent=(
            "It stands untested: as recalled, the plan beside the draft held conditions on which the guarantee would "
            "be void."
        ),
        mend=(
            "Name who finds that the condition is met, within which days and by which majority; until then the "
            "promise holds."
        ),
        trips="limits: [{kind: void-if}]",
        clears="limits: [{kind: void-if, judge: body}]",
        check=_void_without_judge,
    ),
    Rule(
        id="M804",
        name="voluntary-part",
        severity="warning",
        finds="A limit by which each guarantor may stay out.",
        why=(
            "It lets many sign. How many come is then known only on the day, and the more there are to share the "
            "duty, the more each can leave it to the others."
        ),
        case="paris-2026",
        precedent="It stands untested: 35 took part in the declaration, and taking part in the force is voluntary.",
        mend="List in an annex who has promised what, so that a core does not depend on the rest.",
        trips="limits: [{kind: voluntary}]",
        clears="limits: []",
        check=_voluntary,
    ),
    Rule(
        id="M805",
        name="holds-only-in-sequence",
        severity="warning",
        finds="A promise that holds only once something else has happened.",
        why=(
            "Until then nothing is promised. Whoever can hold up the first step holds up the guarantee too, and the "
            "time between the two is covered by no text."
        ),
        case="us-guarantee-2026",
        precedent="It stands untested: it was disputed whether the guarantee comes before a peace or only with it.",
        mend="Say what holds before the first step is done, and by which day the step lapses as a condition.",
        trips="limits: [{kind: sequence}]",
        clears="limits: []",
        check=_in_sequence,
    ),
    Rule(
        id="M806",
        name="exclusions",
        severity="note",
        finds="Ground or dangers that the text leaves out.",
        why=(
            "A clear border of the promise avoids quarrels. It also tells an attacker where none is made, and help "
            "there, if any, rests on something else."
        ),
        case="us-taiwan-1979",
        precedent="The act leaves out Kinmen and Matsu. It stands untested there.",
        mend="Say what holds for what is left out, or cover it by a promise to consult.",
        trips="scope: {excludes: [the outer islands]}",
        clears="scope: {excludes: []}",
        check=_exclusions,
    ),
    Rule(
        id="M807",
        name="line-not-stated",
        severity="warning",
        finds="A front or disputed line through the ground, and no word on which side of it is covered.",
        why=(
            "A guarantor may fear to be drawn into retaking ground, and an attacker may hold that ground beyond the "
            "line was never covered. The first hours then go into reading the text."
        ),
        case="paris-2026",
        precedent=(
            "It stands untested. For Korea, as recalled, the American Senate added an understanding that the treaty "
            "of 1953 covers lawfully held ground."
        ),
        mend="Say which line, as of which day, and what holds on either side of it.",
        trips="scope: {line_stated: false}",
        clears="scope: {line_stated: true}",
        check=_line_not_stated,
    ),
    Rule(
        id="M808",
        name="own-forces-not-covered",
        severity="note",
        finds=(
            "A promise that may call for force, and does not say that an attack on the guarantors' own forces counts."
        ),
        why=(
            "Forces that stand on the ground, or come to it, may be hit before anything else. Each state may defend "
            "its own; whether the others owe help then is left open."
        ),
        case="paris-2026",
        precedent=(
            "It stands untested. Words in a draft that bound the United States to support the force if attacked were "
            "removed; the treaty of 1951 with the Philippines names forces, ships and aircraft."
        ),
        mend="Say that an attack on a guarantor's forces on the ground, at sea or in the air counts as the event.",
        trips="scope: {forces_covered: null}",
        clears="scope: {forces_covered: true}",
        check=_own_forces_not_covered,
    ),
    Rule(
        id="M809",
        name="neutral-guarantors",
        severity="note",
        finds="Guarantors whose neutrality is reserved.",
        why=(
            "It lets neutral states join. What they owe, and whether forces may pass through their ground and air, "
            "stays open."
        ),
        case="eu-42-7-2009",
        precedent=(
            "The article leaves the neutrality of some members as it is. When France called on it in 2015 all gave "
            "political support, and the help was arranged with each state."
        ),
        mend="Say what neutral parties owe, at the least passage, supplies and sanctions.",
        trips="limits: [{kind: neutrality}]",
        clears="limits: []",
        check=_neutral_guarantors,
    ),
)
