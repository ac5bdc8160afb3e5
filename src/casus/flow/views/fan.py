"""Quantiles by day in, a panel out: bands with their middle lines, each named beside its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Literal

from casus.flow.metrics.measure import Spread
from casus.flow.views import palette

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]

HEIGHT = 150  # chosen, pixels
APART = 14.0  # chosen, pixels between the middles of two names
GRID = 2  # chosen, pixels between the heights that are tried
BAND = 0.25  # chosen: opacity at which two bands that lie on each other can be told apart


@dataclass(frozen=True)
class Fan:
    """A quantity by day, with what is written beside it."""

    name: str
    by_day: Mapping[int, Spread]
    colour: str
    middle: Literal["mean", "p50"]
    """Which of its numbers is the line in the band of 80 %."""
    ink: str | None = None
    """Colour of the name, where it is not that of the band."""
    dashed: bool = False

    def middle_of(self, day: int) -> float:
        """The value of the line on a day."""
        return float(getattr(self.by_day[day], self.middle))


def draw_fans(
    fans: Sequence[Fan], x: alt.X, width: int, margin: int, limits: Mapping[str, float] | None = None
) -> list[Any]:
    """Layers: fans, dashed lines at the limits (by name), and the names at the right of the panel."""
    import altair as alt

    lines = dict(limits or {})
    scale = alt.Scale(domain=[0, _top(fans, lines)])
    layers = [layer for fan in fans for layer in _fan(fan, x, scale)]
    for value in lines.values():
        at = alt.Chart(alt.InlineData(values=[{"value": value}])).encode(y=alt.Y("value:Q", scale=scale))
        layers.append(at.mark_rule(color=palette.VERMILLION, strokeWidth=1.6, strokeDash=[6, 3]))
    for name, y, ink in _names(fans, lines, scale.domain[1]):
        named = alt.Chart(alt.InlineData(values=[{"text": name}]))
        text = named.mark_text(align="left", baseline="middle", fontSize=11, color=ink)
        layers.append(text.encode(x=alt.value(width + margin), y=alt.value(y), text="text:N"))
    return layers


def _top(fans: Sequence[Fan], limits: Mapping[str, float]) -> float:
    """The upper end of the axis: a little above the greatest, and never nought."""
    highest = [of.p90 for fan in fans for of in fan.by_day.values()]
    return max([1.0, *(1.08 * value for value in (*highest, *limits.values()) if value == value)])


def _fan(fan: Fan, x: alt.X, scale: alt.Scale) -> list[Any]:
    import altair as alt

    rows = [{"day": day, "low": of.p10, "middle": fan.middle_of(day), "high": of.p90} for day, of in fan.by_day.items()]
    base = alt.Chart(alt.InlineData(values=[row for row in rows if row["middle"] == row["middle"]])).encode(x=x)
    axis = alt.Axis(title=None, tickCount=4, labelFontSize=11)
    line: Row = {"strokeDash": [3, 3], "strokeWidth": 1.6} if fan.dashed else {"strokeWidth": 2.4}
    return [
        base.mark_area(color=fan.colour, opacity=BAND).encode(y=alt.Y("low:Q", scale=scale, axis=axis), y2="high:Q"),
        base.mark_line(color=fan.colour, **line).encode(y=alt.Y("middle:Q", scale=scale, axis=axis)),
    ]


def _names(fans: Sequence[Fan], limits: Mapping[str, float], top: float) -> list[tuple[str, float, str]]:
    """Each name with its height in the panel and its ink."""
    at_limits = {name: HEIGHT * (1 - value / top) for name, value in limits.items()}
    ends = {fan.name: fan.middle_of(max(fan.by_day)) for fan in fans if fan.by_day}
    wanted = {name: HEIGHT * (1 - end / top) for name, end in ends.items() if end == end}
    inks = {fan.name: fan.ink or fan.colour for fan in fans}
    placed = spaced_out(wanted, list(at_limits.values()))
    return [(name, y, palette.VERMILLION) for name, y in at_limits.items()] + [
        (name, y, inks[name]) for name, y in placed.items()
    ]


def spaced_out(wanted: Mapping[str, float], taken: Sequence[float]) -> dict[str, float]:
    """Heights of names, in pixels from the top: in the order of what they want, as near to it as they can be, and off `taken`.

    Of two that want the same height the one that was named first stands above.
    """
    names = sorted(wanted, key=lambda name: wanted[name])
    heights = map(float, range(0, HEIGHT + int(APART) + 1, GRID))  # beside the numbers of the days there is room too
    free = [y for y in heights if all(abs(y - other) >= APART for other in taken)]
    ways = (way for way in combinations(free, len(names)) if all(b - a >= APART for a, b in pairwise(way)))
    best = min(ways, key=lambda way: sum(abs(y - wanted[name]) for y, name in zip(way, names, strict=True)))
    return dict(zip(names, best, strict=True))
