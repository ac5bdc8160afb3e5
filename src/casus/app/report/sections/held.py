"""How often each design holds: against each attack, and under each law of ground combat."""

from __future__ import annotations

from casus.app.report.charts import Fit
from casus.app.report.figure import figure
from casus.app.report.gather import Gathered
from casus.app.report.names import attack_name, attack_titles, attack_within
from casus.app.report.parts import Figure, Row, Section
from casus.app.report.teller import Amount, Teller
from casus.flow.views.chart import held_by_design, held_table
from casus.flow.views.intervals import PANEL_WIDTH
from casus.flow.views.law_chart import held_by_law, law_table

PANELS = Fit(PANEL_WIDTH, 110, 200, 4)


def held(of: Gathered, say: Teller) -> Section:
    """Two charts: by attack and by law."""
    return Section("held", say.say("held-heading"), (say.tell("held-lead"), _by_attack(of, say), _by_law(of, say)))


def _by_attack(of: Gathered, say: Teller) -> Figure:
    rows = [row | {"attack_kind": attack_name(say, row["attack"])} for row in held_table(of.outcomes)]
    shown = {"attack_kind": "text", "title": "name", "p_held": "share", "low": "share", "high": "share", "n": "0"}
    values = _ends(say, [row for row in rows if row["attack"] == of.answers.headline])
    values |= {"attack": attack_within(say, of.answers.headline), "attacks": len({row["attack"] for row in rows})}
    names = attack_titles(of, say)
    return figure(
        of, say, "held", held_by_design(of.outcomes), rows, shown, PANELS, of.rests["held"], values=values, names=names
    )


def _by_law(of: Gathered, say: Teller) -> Figure:
    rows = law_table(of.answers)
    shown = {"law": "text", "title": "name", "p_held": "share", "low": "share", "high": "share", "n": "0"}
    first = of.played[0]
    values = _ends(say, [row | {"title": row["law"]} for row in rows if row["design"] == first])
    values |= {"design": say.title(of.answers.titles[first]), "laws": len({row["law"] for row in rows})}
    return figure(
        of, say, "laws", held_by_law(of.outcomes, of.answers), rows, shown, PANELS, of.rests["held"], values=values
    )


def _ends(say: Teller, rows: list[Row]) -> dict[str, str | int | Amount]:
    """The least and the most of what a chart shows, by name."""
    low, high = (pick(rows, key=lambda row: row["p_held"]) for pick in (min, max))
    return {
        "low": say.share(low["p_held"]), "low_name": say.title(low["title"]),
        "high": say.share(high["p_held"]), "high_name": say.title(high["title"]),
    }  # fmt: skip
