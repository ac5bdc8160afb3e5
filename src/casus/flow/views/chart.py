"""Outcomes in, charts out: how far the front moves over time, and how often each design holds.

Each chart is drawn from a table that a public function here computes; no other number enters it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import cell
from casus.flow.metrics.measure import share
from casus.flow.views import palette
from casus.flow.views.cells import percent
from casus.flow.views.frame import drawn, theme, titles_of
from casus.flow.views.intervals import held_panel
from casus.flow.views.vega_lite import Spec, hint, layer, number, panels, whole

QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
GHOSTED = ("q05", "q50", "q95")
COLUMNS = 4  # chosen: panels in a row, with which a chart is some 1,200 pixels wide
PANEL_WIDTH, PANEL_HEIGHT = 250, 150  # chosen, pixels
SINGLE_WIDTH, SINGLE_HEIGHT = 215, 120  # chosen, pixels of a panel that stands by itself

Row = dict[str, Any]


def fronts_over_time(outcomes: Outcomes, attack: str, baseline: str) -> Spec:
    """A fan chart for each design: the deepest front by day, with the baseline's behind it in grey."""
    rows = fronts_table(outcomes, attack, baseline)
    titles = titles_of(outcomes, "design")
    hold_km = float(outcomes.data.attrs["hold_depth_km"])
    ghost = f"{titles[baseline]} (median and 5-95 %)"
    panel = {"layer": fan_layers(rows, _hold(hold_km)), "width": PANEL_WIDTH, "height": PANEL_HEIGHT}
    return whole(
        panels(rows, panel, COLUMNS),
        f"How far the front moves: {_lower(titles_of(outcomes, 'attack')[attack])}",
        [
            "Deepest front on any axis, in km beyond where it starts. Blue: median, middle half and 5-95 % of the draws. "
            f"Grey: {ghost}.",
            f"Dashed: hold depth ({_hold_text(outcomes)}); a campaign is also lost with a key city. {drawn(outcomes)}",
        ],
        outcomes,
    )


def front_of(rows: Sequence[Row], outcomes: Outcomes, top_km: float) -> Spec:
    """The same for the rows of one design, without titles: what a page with several side by side draws, to `top_km` in all."""
    rows = _reaching(rows)
    panel: Spec = {"layer": fan_layers(rows, _hold(float(outcomes.data.attrs["hold_depth_km"])))}
    for one in panel["layer"]:
        one["encoding"]["y"] = {**one["encoding"]["y"], "scale": {"domain": [0, top_km], "nice": False}}
    panel["layer"].append(_by_day())
    size = {"width": SINGLE_WIDTH, "height": SINGLE_HEIGHT}
    return {"data": {"values": rows}, **panel, **size, **theme(), "padding": 6}


def _reaching(rows: Sequence[Row]) -> list[Row]:
    """The rows, each with the days that lie nearer to its own than to another's."""
    days = [row["day"] for row in rows]
    ends = [(a + b) / 2 for a, b in pairwise(days)]
    starts, stops = [*days[:1], *ends], [*ends, *days[-1:]]
    return [row | {"from_day": a, "to_day": b} for row, a, b in zip(rows, starts, stops, strict=True)]


def _by_day() -> Spec:
    """A layer that is not seen: over each day, what the fan is there."""
    of = [
        ("day", "day", "d"), ("q50", "median, km", ".1f"), ("q05", "5 % of the worlds, km", ".1f"),
        ("q95", "95 % of the worlds, km", ".1f"), ("baseline_q50", "held against, median, km", ".1f"),
    ]  # fmt: skip
    return layer("rect", {"opacity": 0}, {"x": number("from_day"), "x2": {"field": "to_day"}, **hint(*of)})


def _hold_text(outcomes: Outcomes) -> str:
    """The theatre's hold depth, and that some axes have their own where they do."""
    depth = f"{float(outcomes.data.attrs['hold_depth_km']):g} km"
    return f"{depth}, more on borders without a line" if outcomes.data.attrs.get("hold_depth_varies") else depth


def fronts_table(outcomes: Outcomes, attack: str, baseline: str) -> list[Row]:
    """A row for each design and day: design, title, day, quantiles of the deepest front in km, and the baseline's.

    Designs that were not played against this attack have no rows; raises KeyError for an unknown attack or baseline.
    """
    titles, days = titles_of(outcomes, "design"), outcomes.data["day"].values.tolist()
    fans = {design: quantiles(_deepest(outcomes, design, attack)) for design in titles}
    ghost = fans[baseline]
    return [
        {"design": design, "title": titles[design], "day": day}
        | {name: rounded_km(value) for name, value in zip(QUANTILES, fan, strict=True)}
        | {f"baseline_{name}": rounded_km(behind[list(QUANTILES).index(name)]) for name in GHOSTED}
        for design in titles
        if np.isfinite(fans[design]).all()
        for day, fan, behind in zip(days, fans[design], ghost, strict=True)
    ]


def held_by_design(outcomes: Outcomes) -> Spec:
    """A panel for each attack: the share of draws in which each design held, with its Monte Carlo interval."""
    rows = held_table(outcomes)
    baseline = titles_of(outcomes, "design")[str(outcomes.data.attrs["baseline"])]
    order = [title for _, title in sorted({(-row["mean_held"], row["title"]) for row in rows})]
    held = [_held_panel(panel, order, place == 0) for place, panel in enumerate(_by_attack(rows))]
    return whole(
        {"hconcat": held, "spacing": 48},
        "How often each design holds",
        [
            "Share of draws in which the line held to the horizon, by attack; dot: estimate, bar: 95 % Monte Carlo interval "
            f"(Wilson). Grey line: {baseline}, the baseline.",
            f"'Held': no axis deeper than its hold depth ({_hold_text(outcomes)}) and no key city lost. "
            f"{drawn(outcomes)}",
        ],
        outcomes,
    )


def held_table(outcomes: Outcomes) -> list[Row]:
    """A row for each attack and design that were played: p_held, its 95 % interval, n, the baseline's share, and the mean.

    `mean_held` is the design's mean over the attacks, by which charts order designs; `baseline_held` is None where the
    baseline was not played.
    """
    attacks, titles = titles_of(outcomes, "attack"), titles_of(outcomes, "design")
    baseline = str(outcomes.data.attrs["baseline"])
    rows: list[Row] = []
    for attack, attack_title in attacks.items():
        ghost = share(_held(outcomes, baseline, attack))
        for design, title in titles.items():
            held = share(_held(outcomes, design, attack))
            if held.n:
                low, high = held.interval
                row = {"attack": attack, "attack_title": attack_title, "design": design, "title": title, "n": held.n}
                row |= {"p_held": held.value, "low": low, "high": high, "is_baseline": design == baseline}
                rows.append(row | {"baseline_held": ghost.value if ghost.n else None})
    by_design = {row["design"]: [other["p_held"] for other in rows if other["design"] == row["design"]] for row in rows}
    return [row | {"mean_held": float(np.mean(by_design[row["design"]]))} for row in rows]


def fan_layers(rows: list[Row], hold: list[Spec]) -> list[Spec]:
    """Layers of one panel: the baseline's ghost, the fan, and over them those of the hold depth."""
    days = sorted({row["day"] for row in rows})
    x = number("day", {"title": "days after the attack", "axis": {"values": ticks_of(days), "grid": False}})
    km = {"title": "km", "tickCount": 4, "titleAngle": 0, "titleAlign": "right", "titleY": -6, "titleX": -8}
    ghost = {"color": palette.QUIET_INK, "strokeWidth": 1, "strokeDash": [2, 2]}

    def area(low: str, high: str, colour: str, opacity: float, how: Spec) -> Spec:
        channels = {"x": x, "y": number(low, how), "y2": {"field": high}}
        return layer("area", {"color": colour, "fillOpacity": opacity}, channels)

    return [
        area("baseline_q05", "baseline_q95", palette.GHOST, 0.5, {"axis": km}),
        area("q05", "q95", palette.SKY_BLUE, 0.4, {"axis": km}),
        area("q25", "q75", palette.BLUE, 0.4, {}),
        *(layer("line", ghost, {"x": x, "y": number(f"baseline_{name}")}) for name in GHOSTED),
        layer("line", {"color": palette.BLUE, "strokeWidth": 2.4}, {"x": x, "y": number("q50")}),
        *hold,
    ]


def _hold(hold_km: float) -> list[Spec]:
    """Layers of one panel: a dashed line at the hold depth, with its name."""
    one_row = {"aggregate": [{"op": "max", "field": "day", "as": "last"}]}
    once: Spec = {"transform": [one_row, {"calculate": str(hold_km), "as": "hold"}]}
    dashes = {"color": palette.VERMILLION, "strokeWidth": 1.6, "strokeDash": [6, 3]}
    named = {"text": f"hold depth {hold_km:g} km", "align": "left", "baseline": "bottom", "dy": -3, "fontSize": 10}
    paper = {"stroke": palette.PAPER, "strokeWidth": 3, "strokeOpacity": 0.8}
    at = {"x": {"value": 6}, "y": number("hold")}
    return [
        once | layer("rule", dashes, {"y": number("hold")}),
        once | layer("text", named | paper, at),
        once | layer("text", named | {"color": palette.VERMILLION}, at),
    ]


def _held_panel(rows: list[Row], order: Sequence[str], first: bool) -> Spec:
    """Dots and intervals of one attack; the first panel names the designs."""
    shown = [row | {"text": percent(row["p_held"])} for row in rows]
    ghost = [row for row in rows if row["baseline_held"] is not None][:1]
    behind = layer("rule", {"color": palette.GHOST, "strokeWidth": 3}, {"x": number("baseline_held")})
    return held_panel(shown, order, [{"data": {"values": ghost}} | behind], first)


def _deepest(outcomes: Outcomes, design: str, attack: str) -> Floats:
    """(draws played, days): the deepest front of any axis beyond its start, km."""
    of = cell(outcomes, design, attack)
    depth, start = of["depth_km"].transpose("draw", "axis", "day").values, of["start_km"].values
    beyond = reduce(np.fmax, (depth - start[:, None]).swapaxes(0, 1))  # four times as fast as `np.fmax.reduce`
    return np.asarray(beyond[np.isfinite(beyond).all(axis=1)], dtype=np.float64)


def quantiles(moved_km: Floats) -> Floats:
    """(days, quantiles) of (draws, days) a front; missing where nothing was played."""
    if not moved_km.size:
        return np.full((moved_km.shape[1], len(QUANTILES)), np.nan)
    return np.asarray(np.quantile(moved_km, list(QUANTILES.values()), axis=0).T)


def _held(outcomes: Outcomes, design: str, attack: str) -> Any:
    """(draws played,): whether the line held."""
    held = cell(outcomes, design, attack)["held"].values
    return held[np.isfinite(held)] > 0


def _by_attack(rows: list[Row]) -> Iterator[list[Row]]:
    for attack in dict.fromkeys(row["attack"] for row in rows):
        yield [row for row in rows if row["attack"] == attack]


def rounded_km(value: float) -> float | None:
    """Kilometres to ten metres, which is finer than any that are known; None where there is none."""
    return round(float(value), 2) if np.isfinite(value) else None


def ticks_of(days: list[int]) -> list[int]:
    """Thirds of the horizon and its ends."""
    return [round(days[-1] * part / 3) for part in range(4)] if days else []


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
