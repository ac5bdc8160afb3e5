"""The answer about signposts in, its chart out: the metric against expected cost, and what each trigger gains beyond chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casus.flow.views import palette
from casus.flow.views.frame import brief_source, framed
from casus.flow.views.labels import Box, Label, PlacedLabel, place_labels
from casus.flow.views.pixels import pixel_scale, text_marks
from casus.study.adaptation.record import Adapted, Policy

if TYPE_CHECKING:
    import altair as alt

WIDTH, HEIGHT, RIGHT, ROW = 470, 380, 300, 19  # chosen, pixels
PAD, DOT, LETTERS = 18.0, 5.0, 11.0
MOST_NAMED = 5  # chosen: all lie near the line, and more names would hide it
MEUR_PER_BEUR = 1000.0
KINDS = {
    "design": palette.INK,
    "bound": palette.GREEN,
    "worth its trigger": palette.BLUE,
    "within chance": palette.FAINT_INK,
}
SOURCES = {"judged half": palette.BLUE, "fresh worlds": palette.ORANGE}
Row = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """Where costs and values lie, in pixels."""

    least: float
    most: float
    low: float
    high: float

    def x(self, beur: float) -> float:
        """Billion euro a year."""
        return PAD + (WIDTH - 2 * PAD) * (beur - self.least) / max(self.most - self.least, 1e-9)

    def y(self, value: float) -> float:
        """The metric; up is more."""
        return HEIGHT - PAD - (HEIGHT - 2 * PAD) * (value - self.low) / max(self.high - self.low, 1e-9)


def draw_adapted(of: Adapted) -> alt.VConcatChart:
    """Left: policies against the line of random mixes, and the bound; right: the gain of each beyond that line."""
    import altair as alt

    unit = "" if of.unit == "1" else f", {of.unit}"
    return framed(
        alt.hconcat(_scatter(of), _excesses(of), spacing=70).resolve_scale(color="independent"),
        f"When to strengthen: {of.title}",
        [
            f"{of.attack_title}. Left: {of.metric_what} (mean over worlds{unit}) against expected yearly cost.",
            f"Line: '{of.chosen.to}' begun at the ceasefire in a share of the worlds taken at random; a trigger is worth something "
            "where it lies above.",
            "Green: knowing everything. Triggers were judged on worlds on which they were not set. Right: gain beyond random, "
            "95 % intervals of resampled worlds.",
        ],
        [brief_source(of.provenance), *([] if of.complete else ["Stopped early: what was not played is left out."])],
    )


def points(of: Adapted) -> list[Row]:
    """A row for each point of the left panel: cost in billion euro a year, the metric, its name and kind."""
    chosen = of.chosen
    stages = [
        (of.design, "design", chosen.base),
        (f"{chosen.to}, in place", "design", chosen.always),
        (f"{chosen.to}, begun at the ceasefire", "design", chosen.begun),
        ("perfect targeting", "bound", chosen.perfect_begun),
    ]
    rows = [_point(name, kind, one.cost_meur_year, one.value.value, 3.0) for name, kind, one in stages]
    named = {one.id for one in [*chosen.singles[:MOST_NAMED], *chosen.worth_it]}
    return rows + [
        _point(one.id if one.id in named else "", _kind(one), one.cost_meur_year, one.value.value, 1.0 + one.known)
        for one in chosen.policies
        if not all(part.trigger.never for part in one.sets)
    ]


def excess_table(of: Adapted) -> list[Row]:
    """A row for each policy and kind of worlds: the gain beyond chance with its interval."""
    return [
        {"policy": one.id, "worlds": source, "value": said.value, "low": said.low, "high": said.high}
        for one in of.chosen.policies
        if not all(part.trigger.never for part in one.sets)
        for source, said in zip(SOURCES, (one.excess, one.fresh), strict=True)
        if said is not None
    ]


def _kind(of: Policy) -> str:
    return "worth its trigger" if of.known else "within chance"


def _point(name: str, kind: str, meur: float, value: float, priority: float) -> Row:
    return {"name": name, "kind": kind, "cost": meur / MEUR_PER_BEUR, "value": value, "priority": priority}


def _scatter(of: Adapted) -> Any:
    import altair as alt

    rows = points(of)
    sheet = _sheet(rows)
    ends = [rows[0], rows[2]]
    line = [{"x": sheet.x(row["cost"]), "y": sheet.y(row["value"])} for row in ends]
    marks = [row | {"x": sheet.x(row["cost"]), "y": sheet.y(row["value"])} for row in rows]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(KINDS), range=list(KINDS.values())), legend=None)
    x, y = alt.X("x:Q", **_scale("x")), alt.Y("y:Q", **_scale("y"))
    layers = [
        *_grid(sheet, of),
        alt.Chart(alt.InlineData(values=line)).mark_line(color=palette.GHOST, strokeWidth=2, strokeDash=[6, 4]).encode(x=x, y=y),
        alt.Chart(alt.InlineData(values=marks)).mark_circle(size=math.pi * DOT**2, opacity=0.9).encode(x=x, y=y, color=colour),
        *text_marks(_placed(marks, line), LETTERS, x, y),
    ]  # fmt: skip
    title = alt.TitleParams("Metric and cost", anchor="start", frame="group", fontSize=13, offset=8)
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, title=title)


def _sheet(rows: Sequence[Row]) -> Sheet:
    costs, values = [row["cost"] for row in rows], [row["value"] for row in rows]
    return Sheet(min(costs), max(*costs, min(costs) + 0.01), min(values), max(*values, min(values) + 1e-6))


def _scale(side: str) -> Row:
    """Pixels of the chart as they are; y downwards."""
    return pixel_scale(side, WIDTH, HEIGHT)


def _grid(sheet: Sheet, of: Adapted) -> list[Any]:
    """Lines with their numbers: costs below, the metric at the left."""
    import altair as alt

    across = [{"x": sheet.x(v), "text": f"{v:,g}"} for v in _ticks(sheet.least, sheet.most)]
    up = [{"y": sheet.y(v), "text": text} for v, text in _levels(sheet)]
    vertical, level = (alt.Chart(alt.InlineData(values=values)) for values in (across, up))
    quiet: Row = {"fontSize": 10.5, "color": palette.QUIET_INK}
    units = alt.Chart(alt.InlineData(values=[{"text": "expected cost, billion euro a year", "metric": of.metric}]))
    x, y = alt.X("x:Q", **_scale("x")), alt.Y("y:Q", **_scale("y"))
    return [
        vertical.mark_rule(color=palette.GRID).encode(x=x),
        level.mark_rule(color=palette.GRID).encode(y=y),
        vertical.mark_text(baseline="top", **quiet).encode(x=x, y=alt.value(HEIGHT + 5), text="text:N"),
        level.mark_text(align="right", **quiet).encode(y=y, x=alt.value(-6), text="text:N"),
        units.mark_text(align="right", baseline="top", **quiet).encode(x=alt.value(WIDTH), y=alt.value(HEIGHT + 20), text="text:N"),
        units.mark_text(align="right", baseline="bottom", **quiet).encode(x=alt.value(-6), y=alt.value(-4), text="metric:N"),
    ]  # fmt: skip


def _levels(sheet: Sheet) -> list[tuple[float, str]]:
    """Round values of the metric, all with as many decimals."""
    ticks = _ticks(sheet.low, sheet.high)
    decimals = max((len(f"{v:.6g}".partition(".")[2]) for v in ticks), default=0)
    return [(v, f"{v:,.{decimals}f}") for v in ticks]


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers between two ends, some five of them."""
    step = 10.0 ** math.floor(math.log10(max(high - low, 1e-9)))
    step = next(part * step for part in (0.1, 0.2, 0.5, 1.0, 2.0) if (high - low) / (part * step) <= 6.0)
    return [round(n * step, 10) for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _placed(marks: Sequence[Row], line: Sequence[Row]) -> list[PlacedLabel]:
    """Names beside their points: designs and the bound first; none upon another or upon a point."""
    labels = [
        Label(row["name"], row["x"], row["y"], LETTERS, row["priority"], 9.0, row["priority"] > 1.0)
        for row in marks if row["name"]
    ]  # fmt: skip
    dots = [Box(row["x"] - DOT, row["y"] - DOT, row["x"] + DOT, row["y"] + DOT) for row in marks]
    return place_labels(labels, Box(-2, 0, WIDTH + 2, HEIGHT), dots, _along(line))


def _along(line: Sequence[Row]) -> list[Box]:
    """The line as small boxes, so that names keep off it where they can."""
    first, last = line
    steps = [part / 40 for part in range(41)]
    spots = [(first["x"] + t * (last["x"] - first["x"]), first["y"] + t * (last["y"] - first["y"])) for t in steps]
    return [Box(x - 2, y - 2, x + 2, y + 2) for x, y in spots]


def _excesses(of: Adapted) -> Any:
    import altair as alt

    rows = excess_table(of)
    order = list(dict.fromkeys(row["policy"] for row in rows))
    y = alt.Y(
        "policy:N", sort=order, axis=alt.Axis(title=None, labelFontSize=11, labelLimit=330, domain=False, ticks=False)
    )
    offset = alt.YOffset("worlds:N", sort=list(SOURCES), scale=alt.Scale(paddingOuter=0.3))
    colour = alt.Color(
        "worlds:N", scale=alt.Scale(domain=list(SOURCES), range=list(SOURCES.values())),
        legend=alt.Legend(title=None, orient="top", direction="horizontal"),
    )  # fmt: skip
    unit = "" if of.unit == "1" else f", {of.unit}"
    axis = alt.Axis(title=f"gain in {of.metric} beyond as many worlds at random{unit}", tickCount=4)
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y, yOffset=offset, color=colour)
    nothing = alt.Chart(alt.InlineData(values=[{"value": 0.0}]))
    layers = [
        nothing.mark_rule(color=palette.GHOST).encode(x=alt.X("value:Q", axis=axis)),
        base.mark_rule(strokeWidth=1.6, opacity=0.6).encode(x=alt.X("low:Q", axis=axis), x2="high:Q"),
        base.mark_circle(size=38, opacity=1).encode(x=alt.X("value:Q", axis=axis)),
    ]
    title = alt.TitleParams("What each trigger is worth", anchor="start", frame="group", fontSize=13, offset=8)
    return alt.layer(*layers).properties(width=RIGHT, height=max(120, ROW * len(order)), title=title)
