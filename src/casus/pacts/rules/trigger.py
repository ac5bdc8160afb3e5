"""Trigger: the event that sets the promise in motion, the words that narrow it, and who finds that it has happened."""

from __future__ import annotations

from collections.abc import Iterator

from casus.pacts.rules.rule import Found, Rule
from casus.pacts.schema.pact import Pact

NARROW = ("nuclear-attack", "dispute")
"""Events outside which an attack with conventional arms lies."""
THRESHOLD = ("significant", "deliberate", "sustained")
"""Qualifiers that ask how grave, how meant or how long the attack is."""
ORIGIN = ("external", "across-line", "named-adversary")
"""Qualifiers that ask where the attack comes from, or from whom."""


def _narrow_event(pact: Pact) -> Iterator[Found]:
    if pact.trigger.event in NARROW:
        event = pact.trigger.event.replace("-", " ")
        yield Found("trigger", f"only a {event} counts, and an attack with conventional arms is none")


def _threshold(pact: Pact) -> Iterator[Found]:
    if words := _quoted(pact, THRESHOLD):
        yield Found("trigger", f"an attack counts only if it is {words}")


def _not_defined(pact: Pact) -> Iterator[Found]:
    if pact.trigger.event != "none" and not pact.trigger.defined:
        yield Found("trigger", f"the text does not say what counts as the event '{pact.trigger.event}'")


def _grey_open(pact: Pact) -> Iterator[Found]:
    if pact.trigger.grey == "excluded":
        yield Found("trigger", "deniable attacks are left out")
    elif pact.trigger.grey == "silent":
        yield Found("trigger", "the text is silent on deniable attacks")


def _nobody_finds(pact: Pact) -> Iterator[Found]:
    if pact.attribution.judge == "unstated":
        yield Found("attribution", "the text does not say who finds that the event has happened")


def _finding_without_hours(pact: Pact) -> Iterator[Found]:
    if pact.attribution.judge in {"body", "joint"} and pact.attribution.within_h is None:
        yield Found("attribution", "a body must find the event, and no hours are set for that")


def _state_of_war(pact: Pact) -> Iterator[Found]:
    if pact.trigger.event == "war":
        yield Found("trigger", "a state of war is needed beside the attack")


def _waits_for_attack(pact: Pact) -> Iterator[Found]:
    consulted = pact.consultation.event if pact.consultation else "none"
    if pact.trigger.event not in {"threat", "none"} and consulted != "threat":
        yield Found("trigger", f"neither the event '{pact.trigger.event}' nor a consultation clause covers a threat")


def _adversary_finds(pact: Pact) -> Iterator[Found]:
    if pact.attribution.judge == "joint":
        yield Found("attribution", "the adversary sits in the body that finds the event")


def _on_request(pact: Pact) -> Iterator[Found]:
    if "on-request" in pact.trigger.qualifiers:
        yield Found("trigger", "the words 'on-request' let the promise wait until it is called on")


def _no_event(pact: Pact) -> Iterator[Found]:
    if pact.trigger.event == "none":
        yield Found("trigger", "the text names no event on which the promise falls due")


def _unprovoked(pact: Pact) -> Iterator[Found]:
    if "unprovoked" in pact.trigger.qualifiers:
        yield Found("trigger", "the word 'unprovoked' makes the promise turn on who began")


def _origin(pact: Pact) -> Iterator[Found]:
    if words := _quoted(pact, ORIGIN):
        yield Found("trigger", f"only an attack from the stated side ({words}) counts")


def _quoted(pact: Pact, words: tuple[str, ...]) -> str:
    """Those of the words that the trigger has, each in quotation marks."""
    return " and ".join(f"'{word}'" for word in words if word in pact.trigger.qualifiers)


RULES = (
    Rule(
        id="T101",
        name="narrow-event",
        severity="error",
        finds="An event so narrow that an attack with conventional arms lies outside it.",
        why=(
            "Wars are fought with conventional arms. A promise that speaks only of nuclear weapons, or of questions about "
            "the pact itself, can be kept to the letter while the protected state is overrun."
        ),
        case="budapest-1994",
        precedent=(
            "Help was promised only where nuclear weapons are used. None was used in 2014 or in 2022, so that clause never "
            "fell due; the request of February 2022 was for talks."
        ),
        mend="Name an armed attack, or a threat of one, as the event.",
        trips="{trigger: {event: nuclear-attack}}",
        clears="trigger: {event: armed-attack}",
        check=_narrow_event,
    ),
    Rule(
        id="T102",
        name="threshold-words",
        severity="warning",
        finds="Words that let only a significant, a deliberate or a sustained attack count.",
        why=(
            "Each word is a question that must be answered before help is owed: how large, how meant, how long. An attack can "
            "be kept below the answer, and 'sustained' cannot be known on the first day."
        ),
        case="us-draft-2025",
        precedent=(
            "The draft of November 2025 asks for an attack that is significant, deliberate and sustained, all three at once. "
            "It was never in force and stands untested."
        ),
        mend="Strike the words, or say what size, act or duration meets each of them.",
        trips="{trigger: {qualifiers: [significant, sustained]}}",
        clears="trigger: {qualifiers: []}",
        check=_threshold,
    ),
    Rule(
        id="T103",
        name="event-not-defined",
        severity="note",
        finds="An event that the text names without saying what counts as one.",
        why=(
            "Where acts are not listed, the same word can be read widely for one caller and narrowly for the next. Most treaties "
            "leave it so, which keeps room for judgement and for doubt."
        ),
        case="csto-1992",
        precedent=(
            "In one year the same article was read in two ways: unrest in Kazakhstan in January 2022 brought troops within "
            "a day, about 2,500 in all; fighting on Armenian ground in September brought missions to find the facts."
        ),
        mend="List acts that count in any case: a crossed border, fire on named ground, a blockade.",
        trips="{trigger: {defined: false}}",
        clears="trigger: {defined: true}",
        check=_not_defined,
    ),
    Rule(
        id="T104",
        name="grey-attacks-open",
        severity="warning",
        finds="Deniable attacks (without flags, by cyber means, by proxies) that the text leaves out or passes over.",
        why=(
            "An attacker chooses the form of the attack. Where the text covers only the open kind, the first move can be made in "
            "a form of which each guarantor may say that it is not yet the event."
        ),
        case="budapest-1994",
        precedent=(
            "Crimea was taken in 2014 by forces without insignia. Talks were asked for, Russia did not join them, and the text "
            "had nothing to say on an attack of that kind."
        ),
        mend="Say that armed attack includes such acts above a stated harm, and who tells whose they are.",
        trips="{trigger: {grey: silent}}",
        clears="trigger: {grey: covered}",
        check=_grey_open,
    ),
    Rule(
        id="T105",
        name="nobody-finds",
        severity="warning",
        finds="No statement of who finds that the event has happened.",
        why=(
            "Before anybody helps, somebody must say that this is the case the text means. Where nobody is named, each guarantor "
            "may wait for proof, or for another to speak first."
        ),
        case="north-atlantic-1949",
        precedent=(
            "In 2001 the Council agreed a day or so after the attack, on a condition, and lifted the condition on the "
            "twenty-first day. The treaty names nobody who settles such a question."
        ),
        mend="Name who finds it: the attacked state, a lead guarantor, or a body with a rule of vote.",
        trips="{attribution: {judge: unstated}}",
        clears="attribution: {judge: each}",
        check=_nobody_finds,
    ),
    Rule(
        id="T106",
        name="finding-without-hours",
        severity="warning",
        finds="A body that must find the event, without hours within which it does.",
        why=(
            "The clocks of the promise start when the event is found. A finding that may take as long as it likes stops them all, "
            "however short they are."
        ),
        case="locarno-1925",
        precedent=(
            "German troops entered the Rhineland on 7 March 1936; the Council of the League found the breach on 19 March, "
            "twelve days on, and nobody enforced it."
        ),
        mend="Set hours for the finding, and say what holds when they run out.",
        trips="{attribution: {judge: body, within_h: null}}",
        clears="attribution: {within_h: 12}",
        check=_finding_without_hours,
    ),
    Rule(
        id="T107",
        name="state-of-war-needed",
        severity="note",
        finds="An event that asks for a state of war beside the attack.",
        why=(
            "States fight without declaring it. Where the text asks for both, raids, blockades and undeclared fighting leave it "
            "open whether anything is owed."
        ),
        case="ussr-dprk-1961",
        precedent=(
            "It ended in 1996 without having been called and stands untested. The treaty of 2024 between Russia and North Korea "
            "asks for the same, and Moscow cited it for the troops that had come to Kursk."
        ),
        mend="Let the armed attack alone be the event.",
        trips="{trigger: {event: war}}",
        clears="trigger: {event: armed-attack}",
        check=_state_of_war,
    ),
    Rule(
        id="T108",
        name="waits-for-the-attack",
        severity="warning",
        finds="A threat that neither the trigger nor a consultation clause covers.",
        why=(
            "Forces gather for weeks before a large attack, and a guarantor that starts on the first day of it arrives after what "
            "matters most. A text that speaks only of the attack gives nobody a ground to meet, or to move, before."
        ),
        case="budapest-1994",
        precedent=(
            "It foresees talks on questions about its commitments, not on a threat. Ukraine asked for them on 21 February 2022, "
            "and the invasion came three days later."
        ),
        mend="Add a clause to consult on a threat, or let the threat itself be the event.",
        trips="{trigger: {event: armed-attack}, consultation: null}",
        clears="trigger: {event: threat}",
        check=_waits_for_attack,
    ),
    Rule(
        id="T109",
        name="adversary-finds",
        severity="error",
        finds="A finding for which the adversary sits in the body that makes it.",
        why=(
            "A government that is accused has every reason to deny, to delay or to stay away. If the body needs it, the event may "
            "never be found at all."
        ),
        case="us-draft-2025",
        precedent=(
            "The United States, NATO and Ukraine were to assess an attack jointly, and Russia was to be a signatory. Whether it "
            "would have sat there is not reported; the draft stands untested."
        ),
        mend="Let a body without the adversary find it; hear the adversary, and do not wait for its consent.",
        trips="{attribution: {judge: joint}}",
        clears="attribution: {judge: body}",
        check=_adversary_finds,
    ),
    Rule(
        id="T110",
        name="on-request-only",
        severity="note",
        finds="A promise that holds only once it is called on.",
        why=(
            "It leaves the choice to the protected state, which is its sense. It also means that nothing starts while a "
            "government is cut off, overrun or still hoping to avoid a war."
        ),
        case="uk-sweden-finland-2022",
        precedent=(
            "Help was to follow on request of the attacked state. Nobody attacked before Finland joined NATO in 2023 and Sweden "
            "in 2024, so it stands untested."
        ),
        mend="Say who may ask if the government cannot, or that a request may be given beforehand.",
        trips="{trigger: {qualifiers: [on-request]}}",
        clears="trigger: {qualifiers: []}",
        check=_on_request,
    ),
    Rule(
        id="T111",
        name="no-event-named",
        severity="error",
        finds="No event on which the promise falls due.",
        why=(
            "Where no event is named, nobody can show that help is owed, and no guarantor can be said to have failed. What stands "
            "on the ground may matter all the same; the text does not say what it is for."
        ),
        case="mnf-ukraine-2026",
        precedent=(
            "The declaration speaks of a force, hubs and depots after a ceasefire and names no attack that it would answer. It "
            "stands untested."
        ),
        mend="Name the event, or the pact whose event holds for the force.",
        trips="{trigger: {event: none}}",
        clears="trigger: {event: armed-attack}",
        check=_no_event,
    ),
    Rule(
        id="T112",
        name="unprovoked-only",
        severity="note",
        finds="A promise that holds only against an unprovoked attack.",
        why=(
            "Both sides of most wars say that the other began. The word keeps a guarantor out of a war that its ally sought, and "
            "makes help wait for a judgement on the quarrel."
        ),
        case="uk-us-france-1919",
        precedent=(
            "The two treaties spoke of an unprovoked movement of aggression by Germany. They never came into force, so the word "
            "stands untested."
        ),
        mend="Say which acts of the protected state would count as provocation, and that nothing else does.",
        trips="{trigger: {qualifiers: [unprovoked]}}",
        clears="trigger: {qualifiers: []}",
        check=_unprovoked,
    ),
    Rule(
        id="T113",
        name="origin-of-attack",
        severity="note",
        finds="A promise that holds only if the attack comes from a stated side: outside, across a line, a named state.",
        why=(
            "It keeps a guarantor out of other quarrels. It also leaves open an attack from another direction, by another state, "
            "or by forces inside the country of which the named one says that they are not its own."
        ),
        case="us-korea-1953",
        precedent=(
            "The Senate's understanding confines the treaty to attack from outside. No general war has put that to the test, so "
            "it stands untested."
        ),
        mend="Say that attacks by proxies, from third ground, from the air and from the sea count too.",
        trips="{trigger: {qualifiers: [across-line]}}",
        clears="trigger: {qualifiers: []}",
        check=_origin,
    ),
)
