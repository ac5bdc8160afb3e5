"""An improvement in, its chart out: what each change gains against what it costs, those taken numbered in their order."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from casus.flow.metrics.measure import Z95, Difference
from casus.flow.views import palette
from casus.flow.views.cells import MEUR_PER_BEUR
from casus.flow.views.frame import answer_source, framed
from casus.flow.views.labels import Box, Label, PlacedLabel, place_labels
from casus.study.improvement.record import Improvement

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
WIDTH, HEIGHT = 500, 340  # chosen, pixels of a panel
BEND_MEUR = 10.0
"""Chosen: cost up to which the scale is about linear, so that what is free has a place on it."""
TICKS_MEUR = (0, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000)
DOT, BADGE = 4.5, 9.0  # chosen, pixels
STEP = 2.0 * BADGE + 1.0
"""Pixels between the middles of two numbers that stand side by side."""
ROOM = 0.12
"""Share of the height that is left above and below."""


def draw_improvement(found: Improvement) -> alt.VConcatChart:
    """Two panels: the share of worlds held, and the price of aggression where it was read."""
    import altair as alt

    rows = improvement_table(found)
    ends = _cost_ends(rows)
    panels = [_panel(rows, "held", "gain in p_held", "+.3f", ends)]
    if any(row["price"] is not None for row in rows):
        panels.append(_panel(rows, "price", "gain in the price of aggression, billion euro", "+,.0f", ends))
    return framed(alt.hconcat(*panels, spacing=48), _heading(found), _lines(found), answer_source(found.provenance))


def improvement_table(found: Improvement) -> list[Row]:
    """A row for each change on its own, and for each one taken where it stood: its cost, and its gains with 95 % intervals.

    `price` is None where no price was read, or where every attack is futile.
    """
    return [*_alone(found), *_taken(found)]


def _alone(found: Improvement) -> Iterator[Row]:
    for one in found.marginal:
        name, cost = one.change.id, max(0.0, one.cost_meur.p50)
        price = None if one.price_meur is None else _beur(one.price_meur)
        yield {"change": name, "cost": cost, "order": 0} | _ends("held", one.held) | _ends("price", price)


def _taken(found: Improvement) -> Iterator[Row]:
    """Those taken: in the measure aimed at with the gain that they had when taken, in the other with their own, once."""
    alone, seen = {one.change.id: one for one in found.marginal}, set[str]()
    for order, one in enumerate(found.taken, start=1):
        own = None if one.change.id in seen else alone.get(one.change.id)
        seen.add(one.change.id)
        held, price = (own.held, own.price_meur) if own else (None, None)
        held, price = (one.gain, price) if found.aim == "held" else (held, one.gain)
        row = {"change": one.change.id, "cost": max(0.0, one.cost_meur), "order": order}
        yield row | _ends("held", held) | _ends("price", None if price is None else _beur(price))


def _ends(name: str, gain: Difference | None) -> Row:
    if gain is None or not math.isfinite(gain.value):
        return {name: None, f"{name}_low": None, f"{name}_high": None, f"{name}_sure": False}
    reach = Z95 * gain.se
    return {
        name: gain.value, f"{name}_low": gain.value - reach, f"{name}_high": gain.value + reach,
        f"{name}_sure": gain.value > reach,
    }  # fmt: skip


def _beur(one: Difference) -> Difference:
    return Difference(one.value / MEUR_PER_BEUR, one.se / MEUR_PER_BEUR)


# --- a panel ----------------------------------------------------------------------------------------------------------


def _panel(rows: Sequence[Row], name: str, title: str, format: str, ends: tuple[float, float]) -> Any:
    import altair as alt

    known = [row for row in rows if row[name] is not None]
    spread = _spread(known, name)
    shown = _aside(known, name, ends, spread)
    x = alt.X("cost:Q", scale=alt.Scale(type="symlog", constant=BEND_MEUR, domain=list(ends), nice=False), axis=alt.Axis(
        title="million euro a year (log beyond 10)", grid=False, values=[tick for tick in TICKS_MEUR if tick <= ends[1]],
        labelExpr="datum.value == 0 ? 'free' : format(datum.value, ',')"))  # fmt: skip
    y = alt.Y(f"{name}:Q", scale=alt.Scale(domain=list(spread), nice=False), axis=alt.Axis(title=title, format=format))
    alone, taken = [row for row in shown if not row["order"]], [row for row in shown if row["order"]]
    layers = [alt.Chart(alt.InlineData(values=[{"zero": 0}])).mark_rule(color=palette.GHOST).encode(y="zero:Q")]
    for part, colour in ((alone, _colour(name)), (taken, alt.value(palette.VERMILLION))):
        base = alt.Chart(alt.InlineData(values=part)).encode(x=x, color=colour)
        layers.append(base.mark_rule(strokeWidth=1.4).encode(y=alt.Y(f"{name}_low:Q"), y2=f"{name}_high:Q"))
        size = 4 * BADGE**2 * 0.8 if part is taken else 4 * DOT**2 * 0.8
        layers.append(base.mark_circle(size=size, opacity=1).encode(y=y))
    numbers = alt.Chart(alt.InlineData(values=taken)).mark_text(color=palette.PAPER, fontWeight="bold", fontSize=11)
    layers.append(numbers.encode(x=x, y=y, text="order:Q"))
    layers += [_text(label) for label in _labels(shown, name, ends, spread)]
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)


def _colour(name: str) -> Any:
    import altair as alt

    return alt.condition(f"datum.{name}_sure", alt.value(palette.BLUE), alt.value(palette.GHOST))


def _text(label: PlacedLabel) -> Any:
    import altair as alt

    chart = alt.Chart(alt.InlineData(values=[{"text": label.label.text}]))
    mark = chart.mark_text(align=label.align, baseline="middle", fontSize=label.label.size, color=palette.INK)
    return mark.encode(x=alt.value(label.x), y=alt.value(label.y), text="text:N")


def _aside(rows: Sequence[Row], name: str, ends: tuple[float, float], spread: tuple[float, float]) -> list[Row]:
    """The rows, numbers moved to the left or right where they would cover another number."""
    found, spots = list[Row](), list[tuple[float, float]]()
    for row in rows:
        if not row["order"]:
            found.append(row)
            continue
        x, y = _spot(row, name, ends, spread)
        step = -STEP if x > WIDTH / 2 else STEP
        while any(abs(x - a) < STEP and abs(y - b) < STEP for a, b in spots):
            x += step
        spots.append((x, y))
        found.append(row | {"cost": _cost_at(x, ends)})
    return found


def _labels(
    rows: Sequence[Row], name: str, ends: tuple[float, float], spread: tuple[float, float]
) -> list[PlacedLabel]:
    """Names of what was taken, and of what gains beyond its error, where they find a place of their own."""
    named = [row for row in rows if row["order"] or row[f"{name}_sure"]]
    spots = [(row, *_spot(row, name, ends, spread)) for row in named]
    once = {row["change"]: (row, x, y) for row, x, y in reversed(spots)}  # where one stands twice, by its first place
    once |= {row["change"]: (row, x, y) for row, x, y in reversed(spots) if row["order"]}
    wanted = [
        Label(change, x, y, 10.5, (1000.0 if row["order"] else 0.0) + abs(row[name]), gap=BADGE + 3, kind="change")
        for change, (row, x, y) in once.items()
    ]
    blocked = [Box(x - BADGE, y - BADGE, x + BADGE, y + BADGE) for _, x, y in spots]
    bars = [bar for row in rows if row[f"{name}_low"] < row[f"{name}_high"] for bar in _bar(row, name, ends, spread)]
    return place_labels(wanted, Box(0.0, 0.0, float(WIDTH), float(HEIGHT)), blocked, bars)


def _bar(row: Row, name: str, ends: tuple[float, float], spread: tuple[float, float]) -> Iterator[Box]:
    """Small boxes along the bar of a change, which a name should rather not cross."""
    top, bottom = (_spot(row | {name: row[f"{name}_{end}"]}, name, ends, spread) for end in ("high", "low"))
    for step in range(int(top[1]), int(bottom[1]) + 1, int(2 * DOT)):
        yield Box(top[0] - 1.0, step - DOT, top[0] + 1.0, step + DOT)


def _spot(row: Row, name: str, ends: tuple[float, float], spread: tuple[float, float]) -> tuple[float, float]:
    """Where a change stands in its panel, pixels; as Vega's symlog scale has it."""
    low, high = (_bent(end) for end in ends)
    across = (_bent(row["cost"]) - low) / (high - low)
    return WIDTH * across, HEIGHT * (spread[1] - row[name]) / (spread[1] - spread[0])


def _cost_at(x: float, ends: tuple[float, float]) -> float:
    """The cost that stands at a pixel of a panel's width."""
    low, high = (_bent(end) for end in ends)
    bent = low + x / WIDTH * (high - low)
    return math.copysign(BEND_MEUR * math.expm1(abs(bent)), bent)


def _bent(cost: float) -> float:
    return math.copysign(math.log1p(abs(cost) / BEND_MEUR), cost)


def _cost_ends(rows: Sequence[Row]) -> tuple[float, float]:
    return -2.0, 1.4 * max([10.0, *(row["cost"] for row in rows)])


def _spread(rows: Sequence[Row], name: str) -> tuple[float, float]:
    low, high = min([0.0, *(row[f"{name}_low"] for row in rows)]), max([0.0, *(row[f"{name}_high"] for row in rows)])
    room = ROOM * ((high - low) or 1.0)
    return low - room, high + room


# --- words ------------------------------------------------------------------------------------------------------------


def _heading(found: Improvement) -> str:
    return f"What would improve '{found.design}' most, for {found.budget_meur_year:,.0f} million euro a year"


def _lines(found: Improvement) -> list[str]:
    before, after, aim = (
        found.before.held.value,
        found.after.held.value,
        "p_held" if found.aim == "held" else "the price",
    )
    partial = "" if found.complete else " Interrupted: partial."
    return [
        "Each change on its own, against its median yearly cost; bars: 95 % Monte Carlo intervals; blue: gain beyond error. Red, "
        f"numbered: taken, with the gain in {aim} on top of those before; in the other panel, its own.",
        f"Attack '{found.attack}': p_held {before:.3f} before and {after:.3f} after, {found.before.held.n:,} draws; prices from "
        f"{found.priced_worlds:,}. Numbers that would cover each other stand side by side.{partial}",
    ]  # fmt: skip
