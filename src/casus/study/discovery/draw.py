"""A discovery in, its charts out: coverage against density on PRIM's way, and the worlds with the box drawn among them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.views import palette
from casus.flow.views.frame import brief_source, framed
from casus.study.discovery.box import Box, Condition
from casus.study.discovery.discover import Discovery
from casus.study.discovery.stated import UNTOLD_UNITS
from casus.study.discovery.words import subject
from casus.study.factors import Factors

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
WIDTH, HEIGHT = 560, 360  # chosen, pixels
MOST_POINTS = 1000
"""Chosen: more worlds than that are dots on dots; the first are drawn."""
LINE_OF_TITLE = 100  # chosen, letters
UNTOLD = "it does not happen"


def draw_trajectory(of: Discovery, provenance: Mapping[str, Any] | None = None, title: str = "") -> alt.VConcatChart:
    """Coverage against density of every box on PRIM's way to the first one, and of the boxes that were kept."""
    import altair as alt

    x = _share(alt.X, "coverage", "coverage: share of all such worlds that lie inside")
    y = _share(alt.Y, "density", "density: share of the worlds inside in which it happens")
    way = alt.Chart(alt.InlineData(values=trajectory_table(of))).encode(x=x, y=y)
    scale, legend = alt.Scale(scheme="viridis", reverse=True), alt.Legend(tickCount=4, format="d")
    colour = alt.Color("limited:Q", title="factors limited", scale=scale, legend=legend)
    layers = [
        way.mark_line(color=palette.GHOST, strokeWidth=1).encode(order="step:O"),
        way.mark_circle(size=42, opacity=1).encode(color=colour),
        *_base(of),
        *_kept(of, x, y),
    ]
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    lines = [
        f"Dots: each box on PRIM's way in the {of.worlds - of.held_back:,} worlds in which it was sought. "
        f"Diamonds: the boxes kept, without",
        f"conditions that do little, in the {of.held_back:,} worlds held back; bars: 95 % intervals of their density. "
        "Dashed: share overall.",
    ]
    return framed(chart, title or f"Where {of.what_happens}: coverage against density", lines, _source(provenance))


def _share(kind: Any, name: str, title: str) -> Any:
    import altair as alt

    return kind(f"{name}:Q", title=title, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%"))


def trajectory_table(of: Discovery) -> list[Row]:
    """A row for each box on the way to the first."""
    steps = of.ways[0].steps if of.ways else ()
    return [
        {"step": place, "coverage": s.coverage, "density": s.density, "mass": s.mass, "limited": s.restricted}
        for place, s in enumerate(steps)
    ]


def _base(of: Discovery) -> list[Any]:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[{"density": of.base_share}]))
    return [base.mark_rule(strokeDash=[5, 4], color=palette.QUIET_INK).encode(y="density:Q")]


def _kept(of: Discovery, x: Any, y: Any) -> list[Any]:
    import altair as alt

    rows = []
    for place, box in enumerate(of.boxes):
        low, high = box.density_interval
        at = {"coverage": box.coverage, "density": box.density}
        rows.append(at | {"low": low, "high": high, "text": f"box {place + 1}"})
    if not rows:
        return []
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x)
    return [
        base.mark_rule(color=palette.VERMILLION, strokeWidth=1.6).encode(y="low:Q", y2="high:Q"),
        base.mark_point(shape="diamond", size=150, filled=True, color=palette.VERMILLION, opacity=1).encode(y=y),
        base.mark_text(align="left", dx=11, fontSize=12, fontWeight="bold", color=palette.VERMILLION).encode(
            y=y, text="text:N"
        ),
    ]


def draw_box(
    of: Discovery,
    factors: Factors,
    result: Floats,
    box: Box | None = None,
    provenance: Mapping[str, Any] | None = None,
    title: str = "",
) -> alt.VConcatChart:
    """The worlds by the two factors that a box limits most surely, with the box drawn; raises ValueError where there is no box."""
    import altair as alt

    box = box or next(iter(of.boxes), None)
    if box is None:
        raise ValueError("there is no box to draw")
    across, up = _axes(box, factors)
    rows = scatter_table(factors, result, (across, up), of.what_happens)
    colour = alt.Scale(domain=[of.what_happens, UNTOLD], range=[palette.VERMILLION, palette.SKY_BLUE])
    dots = alt.Chart(alt.InlineData(values=rows)).mark_circle(size=20, opacity=0.55)
    x, y = (_axis(factors, place, rows, name) for place, name in ((across, "x"), (up, "y")))
    legend = alt.Legend(title=None, orient="bottom", labelLimit=420, symbolOpacity=1)
    layers = [
        dots.encode(x=x, y=y, color=alt.Color("happens:N", scale=colour, legend=legend)),
        _rectangle(box, factors, (across, up), rows),
    ]
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    shown = (
        f"{len(rows):,} of {len(factors):,} worlds, each a dot" if len(rows) < len(factors) else "Each dot is a world"
    )
    lines = [*_wrapped(box.told(of.what_happens)), f"{shown}."]
    return framed(chart, title or f"Where {of.what_happens}", lines, _source(provenance))


def scatter_table(factors: Factors, result: Floats, places: tuple[int, int], what_happens: str) -> list[Row]:
    """A row for each world drawn; a choice that has no order is spread a little, in the order of its alternatives."""
    seen = np.flatnonzero(np.isfinite(result))[:MOST_POINTS]
    spread = np.random.default_rng(0).uniform(-0.3, 0.3, (len(seen), 2))
    across, up = (
        factors.values[seen, place] + (spread[:, n] if factors.columns[place].words else 0.0)
        for n, place in enumerate(places)
    )
    return [
        {"x": float(a), "y": float(b), "happens": what_happens if happens >= 0.5 else UNTOLD}
        for a, b, happens in zip(across, up, result[seen], strict=True)
    ]


def _axes(box: Box, factors: Factors) -> tuple[int, int]:
    """Places of the two factors that the box limits most surely; of one, any other stands beside it."""
    places = [factors.names.index(condition.column.name) for condition in box.conditions][:2]
    beside = next((place for place in range(len(factors.names)) if place not in places), places[0])
    return places[0], places[1] if len(places) > 1 else beside


def _axis(factors: Factors, place: int, rows: list[Row], name: str) -> Any:
    """The axis of one factor, with the alternatives of a choice as its labels."""
    import altair as alt

    column, kind = factors.columns[place], alt.X if name == "x" else alt.Y
    unit = "" if column.unit in UNTOLD_UNITS else f" ({column.unit})"
    title = _wrapped(f"{subject(column)}{unit}", 80 if name == "x" else 50)
    low, high = _ends(rows, name)
    axis: dict[str, Any] = {"grid": False, "title": title}
    if column.words:
        names = "[" + ", ".join(f"'{word}'" for word in column.words) + "]"
        axis |= {"values": list(range(len(column.words))), "labelExpr": f"{names}[datum.value]"}
    return kind(f"{name}:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=alt.Axis(**axis))


def _ends(rows: list[Row], name: str) -> tuple[float, float]:
    values = [row[name] for row in rows if math.isfinite(row[name])]
    margin = 0.02 * (max(values) - min(values))
    return min(values) - margin, max(values) + margin


def _rectangle(box: Box, factors: Factors, places: tuple[int, int], rows: list[Row]) -> Any:
    """The box's outline; of a choice one for each run of its alternatives."""
    import altair as alt

    held = {condition.column.name: condition for condition in box.conditions}
    named = zip(places, "xy", strict=True)
    across, up = (_runs(held.get(factors.names[place]), _ends(rows, name)) for place, name in named)
    corners = [{"x": a, "x2": b, "y": c, "y2": d} for a, b in across for c, d in up]
    frame = alt.Chart(alt.InlineData(values=corners)).mark_rect(fillOpacity=0, stroke=palette.INK, strokeWidth=2)
    return frame.encode(x="x:Q", x2="x2:Q", y="y:Q", y2="y2:Q")


def _runs(condition: Condition | None, ends: tuple[float, float]) -> list[tuple[float, float]]:
    if condition is None:
        return [ends]
    if not condition.words:
        return [(max(condition.low, ends[0]), min(condition.high, ends[1]))]
    return [(place - 0.42, place + 0.42) for place in (condition.column.words.index(word) for word in condition.words)]


def _wrapped(text: str, letters: int = LINE_OF_TITLE) -> list[str]:
    import textwrap

    return textwrap.wrap(text, letters)


def _source(provenance: Mapping[str, Any] | None) -> str:
    return brief_source(provenance) if provenance else "A model's answer, not a forecast."
