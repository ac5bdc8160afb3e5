"""Outcomes in, a chart of how far the front moves on every axis out: a panel for each axis, for one design and attack."""

from __future__ import annotations

from typing import Any

import numpy as np

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import cell
from casus.flow.views import palette
from casus.flow.views.chart import (
    COLUMNS,
    GHOSTED,
    PANEL_HEIGHT,
    PANEL_WIDTH,
    QUANTILES,
    fan_layers,
    quantiles,
    rounded_km,
)
from casus.flow.views.frame import drawn, titles_of
from casus.flow.views.vega_lite import Spec, layer, number, panels, whole

Row = dict[str, Any]


def fronts_by_axis(outcomes: Outcomes, design: str, attack: str, baseline: str) -> Spec:
    """A fan for each axis of advance, in the order of the theatre, with the baseline's behind it in grey."""
    titles = titles_of(outcomes, "design")
    rows = axis_table(outcomes, design, attack, baseline)
    panel = {"layer": fan_layers(rows, _hold()), "width": PANEL_WIDTH, "height": PANEL_HEIGHT}
    return whole(
        panels(rows, panel, COLUMNS),
        f"Where the front moves under {titles[design]}: {titles_of(outcomes, 'attack')[attack]}",
        [
            "Front on each axis, in km beyond where it starts. Blue: median, middle half and 5-95 % of the draws. "
            f"Grey: {titles[baseline]} (median and 5-95 %).",
            f"Dashed: hold depth of the axis. {drawn(outcomes)}",
        ],
        outcomes,
    )


def axis_table(outcomes: Outcomes, design: str, attack: str, baseline: str) -> list[Row]:
    """A row for each axis and day: axis, title, day, hold depth, quantiles of the front in km, and the baseline's.

    No rows where the design was not played against the attack; raises KeyError for a name that is not there.
    """
    moved, behind = _by_axis(outcomes, design, attack), _by_axis(outcomes, baseline, attack)
    if np.isnan(moved).all():
        return []
    data, shown = outcomes.data, list(QUANTILES)
    return [
        {"axis": axis, "title": f"{place + 1}. {title}", "day": day, "hold": rounded_km(hold)}
        | {name: rounded_km(value) for name, value in zip(QUANTILES, fan, strict=True)}
        | {f"baseline_{name}": rounded_km(ghost[shown.index(name)]) for name in GHOSTED}
        for place, (axis, title) in enumerate(titles_of(outcomes, "axis").items())
        for hold in [float(data["hold_km"].values[place])]
        for day, fan, ghost in zip(data["day"].values.tolist(), moved[place], behind[place], strict=True)
    ]


def _by_axis(outcomes: Outcomes, design: str, attack: str) -> Floats:
    """(axes, days, quantiles) of the front beyond its start, km."""
    moved = _moved(outcomes, design, attack)
    _, axes, days = moved.shape
    return quantiles(moved.reshape(len(moved), axes * days)).reshape(axes, days, len(QUANTILES))


def _moved(outcomes: Outcomes, design: str, attack: str) -> Floats:
    """(draws played, axes, days): the front beyond its start, km."""
    of = cell(outcomes, design, attack)
    beyond = of["depth_km"].transpose("draw", "axis", "day").values - of["start_km"].values[:, None]
    return np.asarray(beyond[np.isfinite(of["held"].values)], dtype=np.float64)


def _hold() -> list[Spec]:
    """A dashed line at the hold depth of a panel's axis."""
    dashes = {"color": palette.VERMILLION, "strokeWidth": 1.6, "strokeDash": [6, 3]}
    return [layer("rule", dashes, {"y": number("hold", {"aggregate": "max"})})]
