"""The answer about what a result depends on in, its two charts out: indices with intervals, and the tornado."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from casus.flow.views import palette
from casus.flow.views.frame import brief_source, framed
from casus.study.sensitivity.found import Explored
from casus.study.sensitivity.show import mean_text, shortened
from casus.study.sensitivity.standing import standing
from casus.study.sensitivity.ties import Factor
from casus.study.sensitivity.tornado import Bar, End

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
WIDTH, ROW, LABEL = 520, 30, 430  # chosen, pixels
ROOM = 0.28
"""Chosen: part of the tornado's width kept free on either side, for the ends of its bars in words."""
SIDES: tuple[tuple[str, str, Literal["left", "right"], int], ...] = (
    ("left", "least", "right", -10),
    ("right", "most", "left", 10),
)
"""Of a bar: words, the mean they stand at, their alignment, and pixels from it."""
COLOURS = {"alone": palette.BLUE, "in all": palette.ORANGE}


def draw_indices(of: Explored) -> alt.VConcatChart:
    """For each factor its first-order and its total index, each with its 95 % interval."""
    return framed(
        _indices(index_table(of)),
        f"What '{of.metric.name}' depends on: {of.title}",
        [
            f"{of.attack_title}. '{of.metric.name}': {of.metric.what}. Share of its variance (Sobol indices), 95 % intervals.",
            "Blue: what a factor explains alone (first-order index). Orange: all in which it takes part, alone or with others",
            "(total index); these sum to more than one. In brackets: the grade of the evidence that it stands on.",
        ],
        _below(of),
    )


def draw_tornado(of: Explored) -> alt.VConcatChart:
    """For each factor a bar between the metric's means at its two ends, the ends in words beside it."""
    unit = "" if of.metric.unit == "1" else f", {of.metric.unit}"
    axis = f"mean of '{of.metric.name}'{' (share of worlds)' if of.metric.flag else unit}"
    return framed(
        _tornado(bar_table(of.tornado, of.metric.flag), of, axis),
        f"What moves '{of.metric.name}': {of.title}",
        [
            f"{of.attack_title}. Mean of '{of.metric.name}' with one factor at the 5th (blue) and the 95th percentile (red) of its",
            "evidence, all else free, in the same worlds; of a choice, the alternatives of lowest and highest mean. Thin line:",
            "nothing held. Pale: not beyond chance. Beside the points: the factor's value at that end, and the mean.",
        ],
        _below(of),
    )


def index_table(of: Explored) -> list[Row]:
    """A row for each factor and index: share with its interval."""
    called = _labels([line.factor for line in of.indices])
    return [
        {"factor": label, "index": index, "share": share, "low": ci[0], "high": ci[1]}
        for line in of.indices
        for label in [f"{called[line.factor.name]} ({standing(line.factor.about)})"]
        for index, share, ci in (("alone", line.first, line.first_ci), ("in all", line.total, line.total_ci))
    ]


def bar_table(bars: Sequence[Bar], flag: bool) -> list[Row]:
    """A row for each factor: both means, and the ends in words by the side on which they stand."""
    called, rows = _labels([bar.factor for bar in bars]), []
    for bar in bars:
        left, right = sorted((bar.low, bar.high), key=lambda end: end.mean)
        ends = {"left": _text(left, flag), "right": _text(right, flag), "least": left.mean, "most": right.mean}
        row = {"factor": called[bar.factor.name], "low": bar.low.mean, "high": bar.high.mean, "known": bar.is_known}
        rows.append(row | ends)
    return rows


def _labels(factors: Sequence[Factor]) -> dict[str, str]:
    """A phrase for each factor, by its name; the name itself where several would be called alike."""
    phrases = {factor.name: shortened(factor.about.what) for factor in factors}
    counts = Counter(phrases.values())
    return {name: phrase if counts[phrase] == 1 else name for name, phrase in phrases.items()}


def _text(end: End, flag: bool) -> str:
    return f"at {end.at}: {mean_text(end, flag)}" if end.at[0].isdigit() else f"{end.at}: {mean_text(end, flag)}"


def _below(of: Explored) -> list[str]:
    return [brief_source(of.provenance), *([] if of.complete else ["Stopped early: what was not played is left out."])]


def _indices(rows: list[Row]) -> Any:
    import altair as alt

    ends = [row[end] for row in rows for end in ("low", "high", "share")]
    scale = alt.Scale(domain=[min(0.0, *ends), max(0.1, *ends)], nice=True)
    colour = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=_factors(rows),
        yOffset=alt.YOffset("index:N", sort=list(COLOURS), scale=alt.Scale(paddingOuter=0.25)),
        color=alt.Color("index:N", scale=colour, legend=None),
    )
    axis = alt.Axis(title="share of the variance", tickCount=6)
    layers = [
        base.mark_rule(strokeWidth=2.2).encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"),
        base.mark_point(filled=True, size=55, opacity=1).encode(x=alt.X("share:Q", scale=scale, axis=axis)),
    ]
    return alt.layer(_nought(), *layers).properties(width=WIDTH, height=ROW * len(rows) // 2)


def _nought() -> Any:
    import altair as alt

    return alt.Chart(alt.InlineData(values=[{"x": 0.0}])).mark_rule(color=palette.GHOST).encode(x=alt.X("x:Q"))


def _tornado(rows: list[Row], of: Explored, title: str) -> Any:
    import altair as alt

    scale = alt.Scale(domain=_domain(of), nice=False)
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=_factors(rows))
    pale = alt.condition("datum.known", alt.value(1.0), alt.value(0.35))
    x = alt.X("least:Q", scale=scale, axis=_means_axis(of, title))
    layers = [
        base.mark_bar(height=ROW // 3, color=palette.GRID).encode(x=x, x2="most:Q"),
        alt.Chart(alt.InlineData(values=[{"m": of.mean}]))
        .mark_rule(color=palette.QUIET_INK)
        .encode(x=alt.X("m:Q", scale=scale)),
        *(
            base.mark_point(filled=True, size=90, color=colour).encode(x=alt.X(f"{end}:Q", scale=scale), opacity=pale)
            for end, colour in (("low", palette.BLUE), ("high", palette.VERMILLION))
        ),
        *(
            base.mark_text(align=align, dx=dx, fontSize=11, color=palette.INK).encode(
                x=alt.X(f"{at}:Q", scale=scale), text=f"{side}:N"
            )
            for side, at, align, dx in SIDES
        ),
    ]
    return alt.layer(*layers).properties(width=2 * WIDTH * 0.75, height=ROW * max(1, len(rows)))


def _means_axis(of: Explored, title: str) -> Any:
    """An axis of means; a share of worlds has no ticks beyond 0 and 1."""
    import altair as alt

    low, high = _domain(of)
    if of.metric.flag:
        return alt.Axis(title=title, values=[tick / 10.0 for tick in range(11) if low <= tick / 10.0 <= high])
    return alt.Axis(title=title, tickCount=6)


def _domain(of: Explored) -> list[float]:
    """Of the means, with room for words on either side."""
    means = [end.mean for bar in of.tornado for end in (bar.low, bar.high)] or [of.mean]
    low, high = min(means), max(means)
    room = ROOM / (1.0 - 2.0 * ROOM) * max(high - low, 1e-9)
    return [low - room, high + room]


def _factors(rows: list[Row]) -> Any:
    import altair as alt

    order = list(dict.fromkeys(row["factor"] for row in rows))
    axis = alt.Axis(title=None, labelFontSize=11.5, labelLimit=LABEL, domain=False, ticks=False)
    return alt.Y("factor:N", sort=order, axis=axis)
