"""A sizing in, its chart out: how often the line holds by force, with the target, the answer and the design's own force."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from casus.flow.views import palette
from casus.flow.views.frame import framed
from casus.study.sizing.show import headline
from casus.study.sizing.sizing import Sizing

if TYPE_CHECKING:
    import altair as alt

WIDTH, HEIGHT = 760, 380  # chosen, pixels
LETTERS = 118  # chosen: of a line below the title, at this width
ROOM = 0.16  # share of the width that the words of a mark take
Row = dict[str, Any]


def draw_sizing(of: Sizing) -> alt.VConcatChart:
    """The curve with its 95 % band, the span of the laws behind it, and three marks."""
    import altair as alt

    known = of.provenance
    lines = [
        *textwrap.wrap(headline(of), LETTERS),
        "Blue: share of worlds, band 95 % (Monte Carlo error). Grey: least and most favourable law of combat alone.",
    ]
    source = [
        f"Source: Casus {known['version']}, '{known['scenario']}' ({known['scenario_digest']}), {known['scenario_title']};",
        f"{known['draws']:,} draws, {known['fresh_draws']:,} fresh ones, seed {known['seed']}. A model's answer, not a forecast.",
    ]
    chart = alt.layer(*_curve(of), *_marks(of)).properties(width=WIDTH, height=HEIGHT)
    return framed(chart, f"How many {of.asking.lever.unit}? {of.asking.design_title}", lines, source)


def _curve(of: Sizing) -> list[Any]:
    import altair as alt

    unit, ticks = of.asking.lever.unit, alt.Axis(grid=False, tickCount=12)
    base = alt.Chart(alt.InlineData(values=of.rows())).encode(
        x=alt.X(f"{unit}:Q", title=of.asking.lever.words, scale=alt.Scale(nice=False), axis=ticks)
    )
    share = alt.Y(
        "p_held:Q", title="the line holds, share of worlds", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%")
    )
    return [
        base.mark_area(color=palette.GRID).encode(y="law_min:Q", y2="law_max:Q"),
        base.mark_area(color=palette.SKY_BLUE, opacity=0.4).encode(y="ci_low:Q", y2="ci_high:Q"),
        base.mark_line(
            color=palette.BLUE, strokeWidth=2.4, point=alt.OverlayMarkDef(color=palette.BLUE, size=34)
        ).encode(y=share),
    ]


def _marks(of: Sizing) -> list[Any]:
    """The target across, the answer and the design's own force upright, each with its words."""
    import altair as alt

    target = alt.Chart(alt.InlineData(values=[{"y": of.asking.target, "text": f"target {of.asking.target:g}"}]))
    across = [
        target.mark_rule(color=palette.LINE, strokeWidth=1.6, strokeDash=[6, 4]).encode(y="y:Q"),
        target.mark_text(align="left", dx=6, dy=-8, color=palette.LINE, fontSize=11.5).encode(
            x=alt.value(0), y="y:Q", text="text:N"
        ),
    ]
    return across + [layer for mark in _upright(of) for layer in _mark(mark)]


def _upright(of: Sizing) -> list[Row]:
    """The design's own force and the answer; the smaller has its words on its left, unless they would leave the chart."""
    own, answer, end = of.asking.lever.own, of.answer, max(point.force for point in of.curve)
    marks: list[Row] = [{"x": own, "y": 0.09, "text": f"the design: {own:g}", "colour": palette.QUIET_INK}]
    if answer is not None:
        marks.append({"x": answer, "y": 0.03, "text": f"the answer: {answer:g}", "colour": palette.GREEN})
    smallest = min(mark["x"] for mark in marks)
    sides = ((mark["x"] > ROOM * end) and (mark["x"] == smallest or mark["x"] > (1.0 - ROOM) * end) for mark in marks)
    return [mark | {"left": left} for mark, left in zip(marks, sides, strict=True)]


def _mark(mark: Row) -> list[Any]:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[mark])).encode(x="x:Q")
    side: Row = {"align": "right", "dx": -6} if mark["left"] else {"align": "left", "dx": 6}
    return [
        base.mark_rule(color=mark["colour"], strokeWidth=1.6),
        base.mark_text(**side, fontSize=11.5, color=mark["colour"]).encode(y="y:Q", text="text:N"),
    ]
