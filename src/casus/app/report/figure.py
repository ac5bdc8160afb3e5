"""A chart and the rows that it was drawn from in, a figure with all beside it out: alt text, caption, source, data, evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from casus.app.report.charts import Fit, bare, fitting, in_language
from casus.app.report.gather import Gathered
from casus.app.report.parts import Cell, Column, Figure, Rest, Row, Table
from casus.app.report.teller import NONE, Amount, Teller
from casus.study.sensitivity.drivers import Drivers

MOST_RESTS = 5
SHARES = {"p_held", "low_share", "high_share", "share", "p_attack", "comes_in", "offered_share"}
Value = str | int | Amount


def figure(
    of: Gathered,
    say: Teller,
    kind: str,
    chart: Any,
    rows: Sequence[Row],
    shown: Mapping[str, str],
    fit: Fit | None = None,
    rests: Drivers | None = None,
    id: str = "",
    values: Mapping[str, Value] | None = None,
    names: Mapping[str, str] | None = None,
) -> Figure:
    """The figure of a kind, whose words are `fig-<kind>-heading`, `-alt` and `-caption`, filled with `values`.

    `shown` are the fields of the rows in its table, each with how it is written (a count of digits, `share`, `name` or `text`);
    without `fit` the chart keeps its size.
    """
    name, filled = f"fig-{id or kind}", dict(values or {})
    spec = in_language(bare(chart), say.language, names)
    data = tuple(dict(row) for row in rows)
    heading = say.say(f"fig-{kind}-heading", **filled)
    columns = tuple(
        Column(say.say(f"data-{key.replace('_', '-')}"), how not in {"name", "text"}) for key, how in shown.items()
    )
    body = tuple(tuple(_cell(say, row.get(key), how) for key, how in shown.items()) for row in data)
    return Figure(
        name,
        heading,
        say.say(f"fig-{kind}-alt", **filled),
        say.say(f"fig-{kind}-caption", **filled),
        source_line(of, say),
        spec if fit is None else fitting(spec, fit),
        data,
        Table(f"{name}-numbers", say.say("numbers-of", figure=heading), columns, body),
        *_rests(of, say, rests),
        wide=fit is None,
    )


def source_line(of: Gathered, say: Teller) -> str:
    """What would give the same numbers again, and that they are a model's."""
    known = of.said
    return say.say(
        "source-line",
        version=str(known["version"]),
        scenario=str(known["scenario"]),
        digest=str(known.get("scenario_digest", NONE)),
        draws=say.number(float(known["draws"])),
        seed=str(known["seed"]),
    )


def _cell(say: Teller, value: Any, how: str) -> Cell:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return Cell(NONE)
    if how == "name":
        return Cell(str(value), lang="en")
    if how == "text":
        return Cell(str(value))
    return say.cell(say.share(float(value)) if how == "share" else say.number(float(value), int(how)))


def _rests(of: Gathered, say: Teller, rests: Drivers | None) -> tuple[tuple[Rest, ...], str]:
    if rests is None:
        return (), ""
    if not rests.strongest:
        return (), say.say("rests-on-nothing")
    found = tuple(Rest(one.what, one.evidence, say.share(one.share).text) for one in rests.strongest[:MOST_RESTS])
    return found, say.say("rests-on", design=say.title(of.answers.titles[rests.design]))
