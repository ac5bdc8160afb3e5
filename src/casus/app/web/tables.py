"""What is shown in; the rows of the page's tables out: each number as text, with what stands behind it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from casus.app.web.bench import PINNED
from casus.app.web.rerun import Shown
from casus.flow.metrics.answers import Answers
from casus.flow.metrics.band import Band
from casus.flow.metrics.catalogue import LENSES
from casus.flow.metrics.measure import Z95, Difference, Share, Spread
from casus.flow.metrics.pair import Change, changes
from casus.flow.views.cells import MEUR_PER_BEUR, NONE, billions, plain
from casus.study.vary.parts import content

MEASURES = {
    "p_held": "Line held", "p_decided": "Guarantors decided in 30 days", "p_honoured": "Word kept in 30 days",
    "p_combat_forces": "Combat forces sent", "contact_hours": "First contact, hours",
}  # fmt: skip
HELD = "in which no axis was deeper than its hold depth and no key city was lost"
KEPT = "in which guarantors with half of the pact's brigades did what it promises within 30 days"
LENS_NAMES = {"price": "price of aggression", "game": "crisis game", "reference": "reference class"}


@dataclass(frozen=True)
class Number:
    """A number in a cell."""

    text: str
    lines: tuple[str, ...]
    """What stands behind it, in short lines."""
    beneath: str = ""
    """Its interval or error, in small type."""
    tone: str = ""
    """`better`, `worse` or nothing: whether its interval leaves nought out."""


NO_GAIN = Number(NONE, ("the design that others are held against",))


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


def answer_rows(shown: Shown, grades: str) -> list[AnswerRow]:
    """A row for each design on the bench, and first for what they are held against unless it is one of them; the shown attack's."""
    on_bench = {content(design) for design in shown.bench.designs}
    left_out = {PINNED} if content(shown.reference) in on_bench else set()
    return [_row(shown, id, title, grades) for id, title in shown.answers.titles.items() if id not in left_out]


def _row(shown: Shown, design: str, title: str, grades: str) -> AnswerRow:
    answers, attack = shown.answers, shown.bench.attack
    of, cost = answers.answers[design, attack], answers.cost_meur_year[design]
    against = answers.titles[PINNED]
    return AnswerRow(
        design, title,
        held=_share(of.held, shown, f"{HELD} ({attack} attack)", grades),
        interval=(of.held.value, *of.held.interval),
        gain=NO_GAIN if design == PINNED else _gain(of.gain, shown, against),
        honoured=_share(of.honoured, shown, KEPT, grades),
        cost=_cost(cost, shown),
        by_attack={
            name: _share(answers.answers[design, name].held, shown, f"in which the line held ({name} attack)", grades)
            for name in answers.attacks
        },
    )  # fmt: skip


def change_rows(shown: Shown, design: str) -> list[tuple[str, str, str, Number]]:
    """What a design changes against the pinned one in the shown attack: measure, pinned, design, paired difference."""
    found = changes(shown.outcomes, PINNED, design)[shown.bench.attack]
    return [(MEASURES[one.measure], _value(one, one.a), _value(one, one.b), _paired(one, shown)) for one in found]


def price_rows(shown: Shown) -> list[tuple[str, str, Number, list[Number]]]:
    """For each design: id, title, price of its cheapest attack, and the probability of an attack in ten years by each lens."""
    if shown.found is None:
        return []
    on_bench = {content(design) for design in shown.bench.designs}
    left_out = {PINNED} if content(shown.reference) in on_bench else set()
    return [
        (
            id,
            shown.answers.titles[id],
            _price(of.price_meur, of.cheapest),
            [_chance(of.p_attack, lens) for lens in LENSES],
        )
        for id, of in shown.found.lenses.items()
        if id not in left_out
    ]


def told_apart(shown: Shown) -> Answers:
    """The answers, in which neighbours that are not told apart are named by their titles; the reference is no neighbour."""
    titles = shown.answers.titles
    pairs = [(titles[a], titles[b]) for a, b in shown.answers.undecided if PINNED not in {a, b}]
    rest = {design: title for design, title in titles.items() if design != PINNED}
    return replace(shown.answers, undecided=pairs, titles=rest)


def worlds_line(shown: Shown) -> str:
    """How many worlds, of which seed, and under which question about them."""
    of, bench = shown.answers.provenance, shown.bench
    asked = "" if bench.buildup_days is None else f"; {bench.buildup_days:g} days of build-up in every world"
    return f"n = {of['draws']:,} worlds, seed {of['seed']}{asked}"


def _n(shown: Shown) -> str:
    return f"{worlds_line(shown)}; scenario {shown.answers.provenance['scenario_digest']}"


def _share(given: Share, shown: Shown, what: str, grades: str) -> Number:
    if given.n == 0:
        return Number(NONE, ("no world in which the question arises",))
    low, high = given.interval
    lines = (
        f"{given.value:.4f}, 95 % interval [{low:.4f}, {high:.4f}]",
        f"Share of {given.n:,} worlds {what}.",
        "The interval is Monte Carlo error alone: how far more draws could move it, not whether the model is right.",
        grades,
        _n(shown),
    )
    return Number(f"{given.value:.3f}", lines, f"[{low:.3f}, {high:.3f}]")


def _gain(given: Difference, shown: Shown, against: str) -> Number:
    if math.isnan(given.value):
        return Number(NONE, ("no world in which both were played",))
    half = Z95 * given.se
    lines = (
        f"{given.value:+.4f}, 95 % interval [{given.value - half:+.4f}, {given.value + half:+.4f}]",
        f"Mean difference in the share held from '{against}', paired: both met the same worlds, and the luck of the draw cancels.",
        _n(shown),
    )
    return Number(f"{given.value:+.3f}", lines, f"±{half:.3f}", _tone(given))


def _tone(given: Difference, more_is_better: bool = True) -> str:
    if abs(given.value) <= Z95 * given.se or given.value == 0.0:
        return ""
    return "better" if (given.value > 0) == more_is_better else "worse"


def _cost(given: Spread, shown: Shown) -> Number:
    middle, low, high = (value / MEUR_PER_BEUR for value in (given.p50, given.p05, given.p95))
    lines = (
        f"{middle:.2f} billion euro a year, 90 % of worlds [{low:.2f}, {high:.2f}]",
        "Yearly cost in peacetime: median over worlds; a range over what is uncertain, not an error.",
        "Rests on the cost entries of the register (casus evidence --subject cost).",
        _n(shown),
    )
    return Number(f"{middle:.1f}", lines, f"[{low:.1f}, {high:.1f}]")


def _value(one: Change, value: float) -> str:
    return plain(value, 0 if one.measure == "contact_hours" else 3)


def _paired(one: Change, shown: Shown) -> Number:
    given = one.difference
    if math.isnan(given.value):
        return Number(NONE, ("no world in which both have it",))
    half, digits = Z95 * given.se, 0 if one.measure == "contact_hours" else 3
    lines = (
        f"{given.value:+.4g}, 95 % interval [{given.value - half:+.4g}, {given.value + half:+.4g}]",
        f"Paired difference, mean over the {one.worlds:,} worlds in which both have it.",
        _n(shown),
    )
    return Number(
        f"{given.value:+.{digits}f}", lines, f"±{half:.{digits}f}", _tone(given, one.measure != "contact_hours")
    )


def _price(given: Band | None, cheapest: str | None) -> Number:
    if given is None:
        return Number(NONE, ("the scenario does not say what the aggressor is after",))
    low, middle, high = (billions(value) for value in (given.p05, given.p50, given.p95))
    lines = (
        f"{middle} billion euro, 90 % of worlds [{low}, {high}]",
        f"Value of the aggressor's full aims at which its cheapest attack ({cheapest}) breaks even; higher deters more.",
        "A range over worlds; what it rests on: docs/method/deterrence.md.",
    )
    return Number(middle, lines, f"[{low}, {high}]")


def _chance(by_lens: Mapping[str, Any], lens: str) -> Number:
    if lens not in by_lens or math.isnan(by_lens[lens].value):
        return Number(NONE, (f"the {LENS_NAMES[lens]} has nothing to say here",))
    given = by_lens[lens]
    lines = (
        f"{given.value:.3f}, 90 % of worlds [{given.p05:.3f}, {given.p95:.3f}], Monte Carlo error {given.se:.4f}",
        f"Probability of an attack within ten years as the {LENS_NAMES[lens]} sees it. Lenses are never averaged.",
    )
    return Number(f"{given.value:.2f}", lines)
