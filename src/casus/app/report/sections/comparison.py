"""Every design in a row: what it holds, gains, keeps, costs and deters, with all of it as data."""

from __future__ import annotations

import math
from collections.abc import Iterator

from casus.app.report.gather import Gathered
from casus.app.report.names import attack_name
from casus.app.report.parts import Cell, Column, Section, Table
from casus.app.report.teller import NONE, Teller
from casus.flow.metrics.catalogue import LENSES
from casus.flow.metrics.measure import Answer, Spread


def comparison(of: Gathered, say: Teller) -> Section:
    """The table of the main job, by the share of worlds held in the heaviest attack."""
    others = [attack for attack in of.answers.attacks if attack != of.answers.headline]
    heads = ["design", "held", "gain", *others, "honoured", "contact", "hours", "moved", "cost", "offered"]
    columns = [_column(of, say, head) for head in heads]
    lenses = of.found is not None
    columns += [Column(say.say("table-price"), True)] * (lenses and _priced(of))
    columns += (
        [Column(say.say("table-attack", lens=say.say(f"lens-{lens}")), True) for lens in LENSES] if lenses else []
    )
    rows = tuple(tuple(_row(of, say, design, others)) for design in [*of.played, *_unplayed(of)])
    table = Table(
        "comparison-table", say.say("table-caption", attack=attack_name(say, of.answers.headline)), tuple(columns), rows,
        say.say("table-note"), tuple(of.study.table().to_dict("records")), sortable=True,
    )  # fmt: skip
    return Section("comparison", say.say("comparison-heading"), (say.tell("comparison-lead"), table))


def _column(of: Gathered, say: Teller, head: str) -> Column:
    if head in of.answers.attacks:
        return Column(attack_name(say, head), True)
    return Column(say.say(f"table-{head}"), head != "design")


def _priced(of: Gathered) -> bool:
    return of.found is not None and of.found.aims_value_meur is not None


def _unplayed(of: Gathered) -> list[str]:
    return [id for id in of.answers.titles if id not in of.played]


def _row(of: Gathered, say: Teller, design: str, others: list[str]) -> Iterator[Cell]:
    answer = of.answers.headline_answer(design)
    yield Cell(of.answers.titles[design], lang="en")
    yield say.held(answer.held)
    yield _gain(of, say, answer)
    for attack in others:
        held = of.answers.answers[design, attack].held
        yield say.cell(say.share(held.value)) if held.n else Cell(NONE)
    yield say.cell(say.share(answer.honoured.value))
    yield say.cell(say.share(answer.contact.value))
    yield _spread(say, answer.contact_hours)
    yield say.cell(say.share(answer.movement_to_contact.value))
    cost, offered = of.answers.cost_meur_year[design], of.answers.feasibility[design].mean
    yield say.cell(say.billions(cost.p50), f"[{say.range(say.billions(cost.p05).text, say.billions(cost.p95).text)}]")
    yield say.cell(say.share(offered, 0))
    if of.found is None:
        return
    lenses = of.found.lenses[design]
    if _priced(of):
        price = lenses.price_meur
        known = price is not None and not math.isnan(price.p50)
        yield say.cell(say.billions(price.p50), f"[{say.band(price)}]") if price and known else Cell(NONE)
    for lens in LENSES:
        chance = lenses.p_attack.get(lens)
        yield say.cell(say.share(chance.value, 0)) if chance else Cell(NONE)


def _gain(of: Gathered, say: Teller, answer: Answer) -> Cell:
    if answer.design == of.answers.baseline:
        return Cell(say.say("table-is-baseline"), 0.0)
    if math.isnan(answer.gain.se):
        return Cell(NONE)
    return say.cell(say.points(answer.gain.value), f"±{say.number(196.0 * answer.gain.se, 1).text}")


def _spread(say: Teller, of: Spread) -> Cell:
    """Median and the middle 80 %, hours."""
    if math.isnan(of.p50):
        return Cell(NONE)
    return say.cell(say.number(of.p50), f"[{say.range(say.number(of.p10).text, say.number(of.p90).text)}]")
