"""What drives the share held: quantities that explain most of it alone, and on what grade of evidence that stands."""

from __future__ import annotations

from casus.app.report.charts import Fit, phrase
from casus.app.report.figure import figure
from casus.app.report.gather import Gathered
from casus.app.report.names import attack_within
from casus.app.report.parts import Cell, Column, Part, Section, Table
from casus.app.report.teller import NONE, Amount, Teller
from casus.flow.views.driver_chart import WIDTH, drivers_chart
from casus.study.sensitivity.drivers import Driver
from casus.study.sensitivity.standing import STANDINGS

NAMED = 3
"""Quantities named for each design."""
FIT = Fit(WIDTH, 200, 60)


def sensitivity(of: Gathered, say: Teller) -> Section:
    """A chart for the design that holds most, a table for all, and the sums by standing."""
    found = of.drivers[of.played[0]]
    parts: list[Part] = [say.tell("drivers-lead")]
    if found.strongest:
        rows = [one.as_row() | {"standing_name": phrase(one.standing, say.language)} for one in found.strongest]
        first = found.strongest[0]
        values: dict[str, str | int | Amount] = {
            "design": say.title(of.answers.titles[found.design]),
            "attack": attack_within(say, of.answers.headline),
            "count": len(rows),
            "what": say.title(first.what),
            "share": say.share(first.share),
            "rest": say.share(max(0.0, 1.0 - sum(found.by_standing.values()))),
        }
        shown = {"what": "name", "share": "share", "standing_name": "text"}
        parts.append(figure(of, say, "drivers", drivers_chart(rows), rows, shown, FIT, found, values=values))
    return Section("sensitivity", say.say("drivers-heading"), (*parts, _every(of, say), _by_standing(of, say)))


def _every(of: Gathered, say: Teller) -> Table:
    columns = (
        Column(say.say("table-design")),
        *(Column(say.say("driver-place", place=place)) for place in range(1, NAMED + 1)),
    )
    rows = tuple(
        (Cell(of.answers.titles[design], lang="en"), *_named(say, of.drivers[design].strongest[:NAMED]))
        for design in of.played
    )
    data = tuple({"design": design} | one.as_row() for design in of.played for one in of.drivers[design].strongest)
    return Table("drivers-table", say.say("drivers-caption"), columns, rows, "", data)


def _named(say: Teller, strongest: tuple[Driver, ...]) -> list[Cell]:
    cells = [
        Cell(
            f"{one.what}: {say.share(one.share).text}",
            one.share,
            f"#evidence-{one.evidence}" if one.evidence else "",
            lang="en",
        )
        for one in strongest
    ]
    return cells + [Cell(NONE)] * (NAMED - len(cells))


def _by_standing(of: Gathered, say: Teller) -> Table:
    shown = [word for word in STANDINGS if any(word in of.drivers[design].by_standing for design in of.played)]
    columns = (Column(say.say("table-design")), *(Column(phrase(word, say.language), True) for word in shown))
    columns = (*columns, Column(say.say("standing-rest"), True))
    rows = []
    for design in of.played:
        sums = of.drivers[design].by_standing
        cells = [say.cell(say.share(sums.get(word, 0.0))) for word in shown]
        rows.append(
            (
                Cell(of.answers.titles[design], lang="en"),
                *cells,
                say.cell(say.share(max(0.0, 1.0 - sum(sums.values())))),
            )
        )
    data = tuple({"design": design, **of.drivers[design].by_standing} for design in of.played)
    return Table(
        "standing-table",
        say.say("standing-caption"),
        columns,
        tuple(rows),
        say.say("standing-note"),
        data,
        sortable=True,
    )
