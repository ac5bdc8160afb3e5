"""Forces: what stands behind a promise before the event, such as troops, plans, a headquarters, stocks and mandates."""

from __future__ import annotations

from collections.abc import Iterator

from casus.pacts.rules.rule import Found, Rule
from casus.pacts.schema.clauses import Peacetime
from casus.pacts.schema.pact import Pact

FORCE_FROM_LEVEL = 2.5
"""Obligation from which force is in question, and not talks and supplies alone; chosen, half way from 2 to 3."""


def _nothing_behind(pact: Pact) -> Iterator[Found]:
    if pact.obligation.level >= FORCE_FROM_LEVEL and not _stands(_behind(pact)):
        yield Found(
            "peacetime", "no troops, forces on standby, stocks, bases, plans or headquarters stand behind the promise"
        )


def _no_plans(pact: Pact) -> Iterator[Found]:
    behind = _behind(pact)
    if _prepared(pact) and behind.plans in {"none", "contacts"} and behind.headquarters != "integrated":
        made = "only staff contacts" if behind.plans == "contacts" else "no planning at all"
        yield Found("peacetime", f"{made} before the event, no common plans")


def _no_headquarters(pact: Pact) -> Iterator[Found]:
    if _prepared(pact) and _behind(pact).headquarters == "none":
        yield Found("peacetime", "no headquarters stands before the event")


def _away_from_the_line(pact: Pact) -> Iterator[Found]:
    behind = _behind(pact)
    if behind.troops_kperson and not behind.near_line:
        yield Found("peacetime", f"the {_troops(behind)} stand where an attack would not meet them")


def _light_only(pact: Pact) -> Iterator[Found]:
    behind = _behind(pact)
    if behind.troops_kperson and not behind.heavy:
        yield Found("peacetime", f"no armoured or mechanised brigade among the {_troops(behind)} in place")


def _no_stocks(pact: Pact) -> Iterator[Found]:
    if _prepared(pact) and not _behind(pact).stocks:
        yield Found("peacetime", "no ammunition or equipment is placed forward")


def _no_standby(pact: Pact) -> Iterator[Found]:
    behind = _behind(pact)
    if behind.troops_kperson and not behind.standby:
        yield Found("peacetime", f"no forces at stated notice behind the {_troops(behind)} in place")


def _authority_in_capitals(pact: Pact) -> Iterator[Found]:
    behind = _behind(pact)
    waits = not (behind.delegated or pact.obligation.automatic)
    if behind.troops_kperson and waits and pact.deadlines.act_h is None:  # D306 finds it where a clock to act is set
        yield Found(
            "peacetime", f"commanders may not use the {_troops(behind)} in place without a new decision of capitals"
        )


def _no_mandate(pact: Pact) -> Iterator[Found]:
    behind = _behind(pact)
    if (behind.troops_kperson or behind.standby) and not behind.mandate:
        yield Found("peacetime", "parliaments have not consented beforehand to the use of the forces meant for it")


def _behind(pact: Pact) -> Peacetime:
    return pact.peacetime or Peacetime()


def _stands(behind: Peacetime) -> bool:
    named = behind.standby or behind.stocks or behind.bases
    return bool(behind.troops_kperson or named or behind.plans != "none" or behind.headquarters != "none")


def _prepared(pact: Pact) -> bool:
    return pact.obligation.level >= FORCE_FROM_LEVEL and _stands(_behind(pact))


def _troops(behind: Peacetime) -> str:
    return f"{round(1000 * behind.troops_kperson):,} troops"


RULES = (
    Rule(
        id="F401",
        name="nothing-behind-the-promise",
        severity="error",
        finds=(
            "A promise that may call for force, with no troops, standby forces, stocks, bases, plans or headquarters "
            "behind it."
        ),
        why=(
            "Whoever must first raise forces, agree on a plan and find a commander decides late and moves later. A "
            "quick attack can be over before the first of these exists, however firm the words are."
        ),
        case="locarno-1925",
        precedent=(
            "Nothing military stood behind the treaty. The Council found the breach of March 1936 after twelve days, "
            "no force moved, and the guarantee was released in 1937."
        ),
        mend="Name forces and their notice, or at least a plan and the headquarters that keeps it.",
        trips=(
            "peacetime: {troops_kperson: 0, standby: false, stocks: false, bases: false, plans: none, headquarters: "
            "none}"
        ),
        clears="peacetime: {standby: true}",
        check=_nothing_behind,
    ),
    Rule(
        id="F402",
        name="no-common-plans",
        severity="warning",
        finds=(
            "A promise that may call for force, with something behind it but neither common plans nor an integrated "
            "headquarters to make them."
        ),
        why=(
            "Talks between staffs are not a plan. Who goes where, by which route and in which order is then worked "
            "out after the event, by states that have not done it together."
        ),
        case="uk-sweden-finland-2022",
        precedent=(
            "It stands untested: it bridged the time until Finland (2023) and Sweden (2024) were in NATO. Before "
            "September 1939, too, the United Kingdom and Poland had little more than staff talks, and no British "
            "force reached Poland."
        ),
        mend="Have common plans made, exercised and kept before the event, and say who keeps them.",
        trips="peacetime: {plans: contacts, headquarters: lead}",
        clears="peacetime: {plans: plans}",
        check=_no_plans,
    ),
    Rule(
        id="F403",
        name="no-headquarters",
        severity="warning",
        finds="A promise that may call for force, with something behind it but no standing headquarters.",
        why=(
            "Without a headquarters each contingent takes its orders from home. Nobody holds the picture, keeps the "
            "plan or tells the protected state what is coming and what is not."
        ),
        case="france-poland-1939",
        precedent=(
            "The French advance of 7 September 1939, eleven divisions and about 8 km deep, was halted on the twelfth, "
            "and Poland was not told."
        ),
        mend=(
            "Set up a headquarters in peacetime, a lead nation's or a common one, in which the protected state has "
            "officers."
        ),
        trips="peacetime: {headquarters: none}",
        clears="peacetime: {headquarters: lead}",
        check=_no_headquarters,
    ),
    Rule(
        id="F404",
        name="troops-away-from-the-line",
        severity="warning",
        finds="Guarantors' troops on the protected ground, but not where an attack would meet them.",
        why=(
            "An attack with a limited aim can then be finished before it touches them, and moving them up needs a "
            "decision and a journey. They need not stand on the border itself: one large study finds heavy ground "
            "forces in the theatre, yet off the border, to go with the clearest deterrence."
        ),
        case="mnf-ukraine-2026",
        precedent=(
            "It stands untested: the force of the declaration is to stand far behind the line, after a ceasefire."
        ),
        mend=(
            "Say where they stand, and by which road and in how many hours they reach the ground that an attack would "
            "go for."
        ),
        trips="peacetime: {near_line: false}",
        clears="peacetime: {near_line: true}",
        check=_away_from_the_line,
    ),
    Rule(
        id="F405",
        name="light-troops-only",
        severity="note",
        finds="Guarantors' troops on the protected ground, with no armoured or mechanised brigade among them.",
        why=(
            "Studies of past deployments find little protection in small or light forces that do not change the local "
            "balance, and one finds light forces inside the border to go with more disputes. On an island, or behind "
            "a strong army, that may matter less."
        ),
        case="mnf-ukraine-2026",
        precedent=(
            "It stands untested there. In Korea in 1950, before any treaty, the first American ground force of about "
            "400 men fought ten days into the war and was overrun within hours."
        ),
        mend="Put heavy brigades or air defence among them, or name the heavy forces that follow and their notice.",
        trips="peacetime: {heavy: false}",
        clears="peacetime: {heavy: true}",
        check=_light_only,
    ),
    Rule(
        id="F406",
        name="no-stocks-forward",
        severity="warning",
        finds=(
            "A promise that may call for force, with something behind it but no ammunition or equipment placed forward."
        ),
        why=(
            "People fly within days, but brigades with their equipment take weeks. Unless the equipment lies near, "
            "the clock of any promise to act is that of ships and trains."
        ),
        case="ceasefire-ladder-2026",
        precedent=(
            "It stands untested, and was reported only: forces are to act at 72 hours. In the Gulf in 1990 first "
            "forces came on day six and 143,000 on day 42; in 1999 the force for Kosovo, placed next door beforehand, "
            "entered within two days."
        ),
        mend="Name stocks of ammunition and equipment, where they lie and which units draw on them.",
        trips="peacetime: {stocks: false}",
        clears="peacetime: {stocks: true}",
        check=_no_stocks,
    ),
    Rule(
        id="F407",
        name="no-standby-forces",
        severity="note",
        finds="Guarantors' troops in place, and no further forces earmarked at stated notice.",
        why=(
            "Those in place may hold for a time, and what comes after them is then left to be found when it is "
            "needed. An attacker that can count them knows all that is certain to come."
        ),
        case="germany-lithuania-2023",
        precedent=(
            "It stands untested. How long forces take that are not at notice, the brigade itself shows: decided in "
            "June 2023, it is to be at full strength at the end of 2027."
        ),
        mend="Earmark forces and give each its notice in days, from the order to readiness for the move.",
        trips="peacetime: {standby: false}",
        clears="peacetime: {standby: true}",
        check=_no_standby,
    ),
    Rule(
        id="F408",
        name="authority-stays-in-capitals",
        severity="note",
        finds=(
            "Guarantors' troops in place that commanders may not use without a new decision, where no clock to act is "
            "set either."
        ),
        why=(
            "Then even troops that are there wait for capitals. That may be wanted, as it keeps a local clash from "
            "growing, and it makes their use as slow as the slowest decision that it needs."
        ),
        case="north-atlantic-1949",
        precedent=(
            "In February 2022 plans were activated on the day of the invasion of Ukraine. In 2003 a decision to "
            "protect Turkey took 32 days from the first request, six from the formal call for consultation."
        ),
        mend="Say which steps commanders may order at once, up to which point, and who can stop them.",
        trips="{peacetime: {delegated: false}, obligation: {automaticity: none}, deadlines: {act_h: null}}",
        clears="peacetime: {delegated: true}",
        check=_authority_in_capitals,
    ),
    Rule(
        id="F409",
        name="no-mandate-beforehand",
        severity="note",
        finds="Troops in place or on standby to whose use parliaments have not consented beforehand.",
        why=(
            "Some parliaments must vote before forces fight abroad; some laws let a government act first and ask "
            "later. A vote in the crisis can take a day or two weeks, and can be lost."
        ),
        case="mnf-ukraine-2026",
        precedent=(
            "It stands untested: the British government promised the Commons a vote. In 2021 German soldiers went to "
            "Kabul before the vote, and the Bundestag held it nine days later."
        ),
        mend=(
            "Have parliaments consent in advance to stated uses, or name the exception under which each government "
            "may act first."
        ),
        trips="peacetime: {mandate: false}",
        clears="peacetime: {mandate: true}",
        check=_no_mandate,
    ),
)
