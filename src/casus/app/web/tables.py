"""What is shown in; the rows of the page's tables out, each number with what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from casus.app.web.bench import PINNED
from casus.app.web.numbers import (
    HOURS,
    NO_GAIN,
    Behind,
    Number,
    chance_number,
    cost_number,
    gain_number,
    hours_number,
    paired_number,
    price_number,
    share_number,
)
from casus.app.web.rerun import Shown
from casus.flow.metrics.answers import Answers
from casus.flow.metrics.catalogue import LENSES
from casus.flow.metrics.measure import Answer, Share
from casus.flow.metrics.pair import changes
from casus.study.vary.parts import content

MEASURES = {
    "p_held": "Line held", "p_decided": "Guarantors decided in 30 days", "p_honoured": "Word kept in 30 days",
    "p_combat_forces": "Combat forces sent", HOURS: "First contact, hours",
}  # fmt: skip
MEANT = {
    "p_held": "in which no axis was deeper than its hold depth and no key city was lost",
    "p_decided": "in which guarantors with half of the pact's brigades decided to help within 30 days",
    "p_honoured": "in which guarantors with half of the pact's brigades did what it promises within 30 days",
    "p_combat_forces": "in which a guarantor sent forces that fight",
}
PriceRow = tuple[str, str, Number, list[Number]]
"""Id and title of a design, its price, and the chance of an attack by each lens."""


@dataclass(frozen=True)
class AnswerRow:
    """One design in the table of answers."""

    design: str
    title: str
    held: Number
    interval: tuple[float, float, float]
    """Value and ends of the share held."""
    gain: Number
    honoured: Number
    cost: Number
    by_attack: Mapping[str, Number]


def answer_rows(shown: Shown) -> list[AnswerRow]:
    """A row for each design on the bench, and first for what they are held against unless it is one of them; the shown attack's."""
    return [_row(shown, id, title) for id, title in shown.answers.titles.items() if id not in _left_out(shown)]


def held_number(shown: Shown, design: str, attack: str, digits: int = 3) -> Number:
    """The share of worlds in which the line held."""
    given = shown.answers.answers[design, attack].held
    return share_number(given, f"{MEANT['p_held']} ({attack} attack)", Behind(shown, "p_held", attack), digits)


def change_rows(shown: Shown, design: str) -> list[tuple[str, Number, Number, Number]]:
    """What a design changes against the pinned one in the shown attack: measure, pinned, design, paired difference."""
    attack = shown.bench.attack
    return [
        (
            MEASURES[one.measure],
            _measured(shown, PINNED, one.measure),
            _measured(shown, design, one.measure),
            paired_number(one.difference, one.worlds, Behind(shown, one.measure, attack)),
        )
        for one in changes(shown.outcomes, PINNED, design)[attack]
    ]


def price_rows(shown: Shown) -> list[PriceRow]:
    """For each design: id, title, price of its cheapest attack, and the probability of an attack in ten years by each lens."""
    if shown.found is None:
        return []
    attack = shown.bench.attack
    return [
        (
            id,
            shown.answers.titles[id],
            price_number(of.price_meur, of.cheapest, Behind(shown, "price", of.cheapest or attack)),
            [chance_number(of.p_attack, lens, Behind(shown, lens, attack)) for lens in LENSES],
        )
        for id, of in shown.found.lenses.items()
        if id not in _left_out(shown)
    ]


def told_apart(shown: Shown) -> Answers:
    """The answers, in which neighbours that are not told apart are named by their titles; the reference is no neighbour."""
    titles = shown.answers.titles
    pairs = [(titles[a], titles[b]) for a, b in shown.answers.undecided if PINNED not in {a, b}]
    rest = {design: title for design, title in titles.items() if design != PINNED}
    return replace(shown.answers, undecided=pairs, titles=rest)


def _left_out(shown: Shown) -> set[str]:
    """The design that others are held against, where it is on the bench too."""
    return {PINNED} if content(shown.reference) in {content(design) for design in shown.bench.designs} else set()


def _row(shown: Shown, design: str, title: str) -> AnswerRow:
    answers, attack = shown.answers, shown.bench.attack
    of, against = answers.answers[design, attack], answers.titles[PINNED]
    return AnswerRow(
        design, title,
        held=held_number(shown, design, attack),
        interval=(of.held.value, *of.held.interval),
        gain=NO_GAIN if design == PINNED else gain_number(of.gain, against, Behind(shown, "p_held", attack)),
        honoured=_measured(shown, design, "p_honoured"),
        cost=cost_number(answers.cost_meur_year[design], Behind(shown, "cost_meur_year", attack)),
        by_attack={name: held_number(shown, design, name) for name in answers.attacks},
    )  # fmt: skip


def _measured(shown: Shown, design: str, measure: str) -> Number:
    """One measure of one design in the shown attack."""
    of, behind = shown.answers.answers[design, shown.bench.attack], Behind(shown, measure, shown.bench.attack)
    if measure == HOURS:
        return hours_number(of.contact_hours, of.contact, behind)
    return share_number(_shares(of)[measure], f"{MEANT[measure]} ({shown.bench.attack} attack)", behind)


def _shares(of: Answer) -> dict[str, Share]:
    return {"p_held": of.held, "p_decided": of.decided, "p_honoured": of.honoured, "p_combat_forces": of.combat}
