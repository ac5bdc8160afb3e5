"""What a share of worlds held costs a year: who is on the frontier, and what nations have offered."""

from __future__ import annotations

from collections.abc import Iterator

from casus.app.report.charts import phrase
from casus.app.report.figure import figure
from casus.app.report.gather import Gathered
from casus.app.report.names import attack_within
from casus.app.report.parts import Cell, Column, Section, Table
from casus.app.report.teller import NONE, Amount, Teller
from casus.flow.views.cost_chart import held_against_cost
from casus.study.burden.held_frontier import HeldForCost


def costs(of: Gathered, say: Teller) -> Section:
    """The chart of cost against what holds, and its table."""
    rows = [one.as_row() for one in of.costs]
    on = [say.title(one.title) for one in of.costs if one.on_frontier]
    values: dict[str, str | int | Amount] = {
        "designs": len(rows), "attack": attack_within(say, of.answers.headline), "count": len(on), "frontier": say.listed(on),
    }  # fmt: skip
    shown = {
        "title": "name", "cost": "1", "cost_low": "1", "cost_high": "1", "held": "share", "held_low": "share", "held_high": "share",
        "offered_share": "share",
    }  # fmt: skip
    chart = figure(
        of, say, "cost", held_against_cost(rows), rows, shown, rests=of.rests["cost_meur_year"], values=values
    )
    heads = ("table-design", "table-cost", "table-held", "table-offered", "table-frontier")
    columns = tuple(Column(say.say(head), head in heads[1:4]) for head in heads)
    body = tuple(tuple(_row(of, say, one)) for one in of.costs)
    table = Table(
        "cost-table", say.say("cost-table-caption"), columns, body, say.say("cost-note"), tuple(rows), sortable=True
    )
    return Section("costs", say.say("costs-heading"), (say.tell("costs-lead"), chart, table))


def _row(of: Gathered, say: Teller, one: HeldForCost) -> Iterator[Cell]:
    yield Cell(one.title, lang="en")
    yield say.cell(
        say.number(one.cost, 1), f"[{say.range(say.number(one.cost_low, 1).text, say.number(one.cost_high, 1).text)}]"
    )
    yield say.held(of.answers.headline_answer(one.design).held)
    if one.offered_share is None:
        yield Cell(NONE)
    else:
        yield say.cell(say.share(one.offered_share, 0), f"({phrase(one.offered, say.language)})")
    if one.on_frontier:
        yield Cell(say.say("on-frontier"), mark="supported")
    else:
        how = "beaten-by" if one.surely_beaten else "beaten-within-error"
        yield Cell(say.say(how, design=say.title(of.answers.titles[str(one.beaten_by)])))
