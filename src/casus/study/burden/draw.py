"""A burden in, a chart of cost against deterrence out: a panel for each measure, the frontier through the undominated designs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casus.flow.views import palette
from casus.flow.views.cells import MEUR_PER_BEUR
from casus.flow.views.frame import brief_source, framed
from casus.flow.views.labels import Box, Label, PlacedLabel, place_labels
from casus.flow.views.pixels import pixel_scale, text_marks
from casus.study.burden.cost import PRICE, Burden, DesignCost

if TYPE_CHECKING:
    import altair as alt

WIDTH, HEIGHT = 500, 330  # chosen, pixels of a panel
PAD = 14.0  # chosen, pixels between the points and the edge
DOT = 5.0  # pixels, radius of a point
LETTERS = 11.0  # pixels, height of a name
TITLES = {
    PRICE: "Price of aggression, billion euro (logarithmic)",
    "price": "Probability of no attack in ten years: price",
    "game": "Probability of no attack in ten years: game",
    "reference": "Probability of no attack in ten years: reference class",
}
Row = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """Where amounts lie in a panel, in pixels."""

    most: float
    """Highest cost, billion euro a year."""
    low: float
    high: float
    """Ends of deterrence."""
    logarithmic: bool

    def x(self, beur: float) -> float:
        """Root scale: many designs cost nothing, one costs forty."""
        return PAD + (WIDTH - 2 * PAD) * math.sqrt(max(beur, 0.0) / self.most)

    def y(self, deters: float) -> float:
        """Up is better."""
        at, low, high = (
            (math.log(v) for v in (deters, self.low, self.high)) if self.logarithmic else (deters, self.low, self.high)
        )
        return HEIGHT - PAD - (HEIGHT - 2 * PAD) * (at - low) / (high - low)


def cost_and_deterrence(found: Burden) -> alt.VConcatChart:
    """A panel for each measure of deterrence: designs by yearly cost, the frontier, and who is dominated."""
    import altair as alt

    panels = [_panel(found, measure) for measure in found.frontiers]
    rows = [alt.hconcat(*panels[start : start + 2], spacing=40) for start in range(0, len(panels), 2)]
    of = found.provenance
    return framed(
        alt.vconcat(*rows, spacing=26),
        "What guarantees cost, and what they deter",
        [
            "Yearly cost in peacetime, billion euro of 2025 (root scale), against deterrence; up is better. Blue: on the "
            "frontier. Grey: dominated, another costs no more and deters no less;",
            "hollow: within error. Bars: 90 % of worlds, for cost and price, most of it common to all designs; 95 % for Monte "
            f"Carlo error, for probabilities. n = {of['draws']:,} draws for each design.",
        ],
        brief_source(found.provenance),
    )


def frontier_table(found: Burden, measure: str) -> list[Row]:
    """A row for each design by one measure: cost and deterrence with their ranges, and whether it is dominated."""
    line = found.frontiers[measure]
    return [
        {
            "design": id,
            "cost": point.cost / MEUR_PER_BEUR,
            "cost_low": one.yearly.p05 / MEUR_PER_BEUR,
            "cost_high": one.yearly.p95 / MEUR_PER_BEUR,
            **_deterrence(one, measure, point.deters),
            "kind": "frontier" if id in line.designs else "dominated" if line.dominated[id].sure else "within error",
        }
        for id, point in found.points[measure].items()
        if not math.isnan(point.deters) and math.isfinite(point.deters)
        for one in [found.designs[id]]
    ]


def _deterrence(one: DesignCost, measure: str, deters: float) -> Row:
    """Billion euro with the range over worlds, or a probability with the error of its mean."""
    if measure == PRICE:
        price = one.price_meur
        assert price is not None
        ends = (price.p05, price.p95 if math.isfinite(price.p95) else price.p50)
        return dict(zip(("deters", "low", "high"), (v / MEUR_PER_BEUR for v in (deters, *ends)), strict=True))
    half = 1.96 * one.lenses[measure].p_attack.se
    return {"deters": deters, "low": max(0.0, deters - half), "high": min(1.0, deters + half)}


def _panel(found: Burden, measure: str) -> Any:
    import altair as alt

    rows = frontier_table(found, measure)
    sheet = _sheet(rows, measure == PRICE)
    corners = _corners(rows, sheet)
    placed = _placed(rows, sheet, corners)
    marks = [_mark(row, sheet) for row in rows]
    base = alt.Chart(alt.InlineData(values=marks))
    x, y = _scale("x"), _scale("y")
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=None)
    fill = alt.Fill("kind:N", scale=alt.Scale(domain=list(FILLS), range=list(FILLS.values())), legend=None)
    layers = [
        *_grid(sheet),
        base.mark_rule(strokeWidth=1.4, opacity=0.45).encode(
            x=alt.X("x_low:Q", **x), x2="x_high:Q", y=alt.Y("y:Q", **y), color=colour
        ),
        base.mark_rule(strokeWidth=1.4, opacity=0.45).encode(
            x=alt.X("x:Q", **x), y=alt.Y("y_low:Q", **y), y2="y_high:Q", color=colour
        ),
        _line(corners),
        base.mark_circle(size=math.pi * DOT**2, opacity=1, strokeWidth=1.6).encode(
            x=alt.X("x:Q", **x), y=alt.Y("y:Q", **y), stroke=colour, fill=fill
        ),
        *text_marks(placed, LETTERS, alt.X("x:Q", **x), alt.Y("y:Q", **y)),
    ]  # fmt: skip
    title = alt.TitleParams(TITLES[measure], anchor="start", fontSize=12.5, offset=6)
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, title=title)


COLOURS = {"frontier": palette.BLUE, "dominated": palette.FAINT_INK, "within error": palette.FAINT_INK}
FILLS = {"frontier": palette.BLUE, "dominated": palette.FAINT_INK, "within error": palette.PAPER}


def _sheet(rows: Sequence[Row], logarithmic: bool) -> Sheet:
    most = max(max(row["cost_high"] for row in rows) * 1.03, 0.1)
    low, high = min(row["low"] for row in rows), max(row["high"] for row in rows)
    if logarithmic:
        return Sheet(most, low / 1.15, high * 1.15, True)
    room = max(0.05 * (high - low), 0.01)
    return Sheet(most, low - room, high + room, False)


def _mark(row: Row, sheet: Sheet) -> Row:
    return {
        "design": row["design"],
        "kind": row["kind"],
        "x": sheet.x(row["cost"]),
        "x_low": sheet.x(row["cost_low"]),
        "x_high": sheet.x(row["cost_high"]),
        "y": sheet.y(row["deters"]),
        "y_low": sheet.y(row["low"]),
        "y_high": sheet.y(row["high"]),
    }


def _scale(side: str) -> Row:
    """Pixels of the chart as they are; y downwards."""
    return pixel_scale(side, WIDTH, HEIGHT)


def _corners(rows: Sequence[Row], sheet: Sheet) -> list[tuple[float, float]]:
    """The frontier as steps, in pixels: what can be had for so much."""
    on = sorted((row for row in rows if row["kind"] == "frontier"), key=lambda row: (row["cost"], row["deters"]))
    corners: list[tuple[float, float]] = []
    for row in on:
        x, y = sheet.x(row["cost"]), sheet.y(row["deters"])
        corners += [(x, corners[-1][1]), (x, y)] if corners else [(x, y)]
    return [*corners, (float(WIDTH), corners[-1][1])] if corners else []


def _line(corners: Sequence[tuple[float, float]]) -> Any:
    import altair as alt

    values = [{"x": x, "y": y, "step": step} for step, (x, y) in enumerate(corners)]
    return (
        alt.Chart(alt.InlineData(values=values))
        .mark_line(color=palette.BLUE, strokeWidth=1.6, strokeDash=[5, 3])
        .encode(x=alt.X("x:Q", **_scale("x")), y=alt.Y("y:Q", **_scale("y")), order="step:Q")
    )


def _grid(sheet: Sheet) -> list[Any]:
    """Lines with their numbers: costs below, deterrence at the left."""
    import altair as alt

    costs = [v for v in (0, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 40, 80, 160) if v <= sheet.most]
    costs = [v for v in costs if v == 0 or v >= sheet.most / 60]
    across = [{"x": sheet.x(v), "text": f"{v:g}"} for v in costs]
    up = [{"y": sheet.y(v), "text": text} for v, text in _levels(sheet)]
    vertical, level = (alt.Chart(alt.InlineData(values=values)) for values in (across, up))
    quiet: Row = {"fontSize": 10.5, "color": palette.QUIET_INK}
    unit = alt.Chart(alt.InlineData(values=[{"text": "billion euro a year"}]))
    return [
        vertical.mark_rule(color=palette.GRID).encode(x=alt.X("x:Q", **_scale("x"))),
        level.mark_rule(color=palette.GRID).encode(y=alt.Y("y:Q", **_scale("y"))),
        vertical.mark_text(baseline="top", **quiet).encode(x=alt.X("x:Q", **_scale("x")), y=alt.value(HEIGHT + 5), text="text:N"),
        level.mark_text(align="right", **quiet).encode(y=alt.Y("y:Q", **_scale("y")), x=alt.value(-6), text="text:N"),
        unit.mark_text(align="right", baseline="top", **quiet).encode(x=alt.value(WIDTH), y=alt.value(HEIGHT + 20), text="text:N"),
    ]  # fmt: skip


def _levels(sheet: Sheet) -> list[tuple[float, str]]:
    if sheet.logarithmic:
        steps = [factor * 10.0**n for n in range(-2, 9) for factor in (1, 2, 5)]
        return [(v, f"{v:,.0f}" if v >= 1 else f"{v:g}") for v in steps if sheet.low <= v <= sheet.high]
    step = 0.1 if sheet.high - sheet.low > 0.25 else 0.05
    ticks = (round(n * step, 2) for n in range(math.ceil(sheet.low / step), math.floor(sheet.high / step) + 1))
    return [(v, f"{v:.2f}") for v in ticks if v <= 1.0]


def _placed(rows: Sequence[Row], sheet: Sheet, corners: Sequence[tuple[float, float]]) -> list[PlacedLabel]:
    """Names beside their points, the frontier's first; none upon another, upon a point or upon the frontier."""
    labels = [
        Label(", ".join(names), x, y, LETTERS, 2.0 if bold else 1.0, 9.0, bold)
        for names, x, y, bold in _named(rows, sheet)
    ]
    dots = [_around(sheet.x(row["cost"]), sheet.y(row["deters"])) for row in rows]
    marks = [_mark(row, sheet) for row in rows]
    bars = [Box(m["x"] - 1, m["y_high"], m["x"] + 1, m["y_low"]) for m in marks]
    bars += [Box(m["x_low"], m["y"] - 1, m["x_high"], m["y"] + 1) for m in marks]
    steps = [
        Box(min(x, u) - 1, min(y, v) - 1, max(x, u) + 1, max(y, v) + 1)
        for (x, y), (u, v) in zip(corners, corners[1:], strict=False)
    ]
    sheet_box = Box(-2, 0, WIDTH + 2, HEIGHT)
    placed = place_labels(labels, sheet_box, [*dots, *steps], bars)
    left = [label for label in labels if label not in [one.label for one in placed]]
    taken = [*dots, *(one.box for one in placed)]
    return [*placed, *place_labels(left, sheet_box, taken, steps)]  # rather upon the frontier than without a name


def _named(rows: Sequence[Row], sheet: Sheet) -> list[tuple[list[str], float, float, bool]]:
    """Names with their points; dominated designs whose points lie upon each other share a label."""
    named: list[tuple[list[str], float, float, bool]] = []
    for row in rows:
        x, y, bold = sheet.x(row["cost"]), sheet.y(row["deters"]), row["kind"] == "frontier"
        near = [one for one in named if not (bold or one[3]) and math.dist(one[1:3], (x, y)) < 2 * DOT]
        if near:
            near[0][0].append(row["design"])
        else:
            named.append(([row["design"]], x, y, bold))
    return named


def _around(x: float, y: float) -> Box:
    return Box(x - DOT, y - DOT, x + DOT, y + DOT)
