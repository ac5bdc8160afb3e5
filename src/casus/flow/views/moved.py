"""Outcomes in; layers over a scenario's map out: how far the front has moved on each axis, and who stands where.

The map itself is drawn once; these layers are small tables, so that a page can change them in place.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import cell
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.theatre import Axis
from casus.flow.views import palette
from casus.flow.views.on_sheet import on_sheet
from casus.flow.views.sheet import XY, Sheet
from casus.flow.views.theatre_tables import TheatreTables
from casus.flow.views.vega_lite import Spec, hint, name, number

Row = dict[str, Any]
LEAST_KM = 1.0  # chosen: what is not seen at the scale of a country
DISC = 260.0  # chosen: square pixels for a brigade
LEAST_BRIGADES = 4.0  # chosen: a disc as large as that has room for its number
BESIDE = 16.0  # chosen, pixels from the middle of an axis's number to what is said beside it
TEXT = 15.0  # chosen, pixels
DISTANCE = {"fontSize": TEXT, "fontWeight": "bold", "baseline": "middle", "align": {"expr": "datum.align"}}


def moved_table(scenario: Scenario, outcomes: Outcomes, design: str, attack: str) -> list[Row]:
    """A row for each axis on which the front moved: median and 95th percentile of its depth at the horizon, km beyond its start.

    The depth of a design that cedes ground is counted from where its settlement leaves the line.
    """
    of = cell(outcomes, design, attack)
    depth = np.asarray(of["depth_km"].transpose("draw", "axis", "day").values[:, :, -1], dtype=np.float64)
    starts = np.asarray(of["start_km"].values, dtype=np.float64)
    rows: list[Row] = [
        {"axis": axis.id, "name": axis.name, "start_km": float(start)} | _quantiles(column - start)
        for axis, column, start in zip(scenario.theatre.axes, depth.T, starts, strict=True)
    ]
    return [row for row in rows if row["q95"] >= LEAST_KM]


def standing_table(scenario: Scenario, design: Design) -> list[Row]:
    """A row for each zone in which guarantors' brigades stand: zone, name, brigades."""
    there = {zone.id: 0.0 for zone in scenario.theatre.zones}
    for force in design.posture.in_place:
        if force.zone in there:
            there[force.zone] += force.brigades
    names = {zone.id: zone.name for zone in scenario.theatre.zones}
    return [{"zone": id, "name": names[id], "brigades": round(number, 2)} for id, number in there.items() if number > 0]


def moved_layers(
    scenario: Scenario, tables: TheatreTables, moved: Sequence[Row], standing: Sequence[Row]
) -> list[Spec]:
    """The layers, on the sheet of the map's tables."""
    axes = {axis.id: axis for axis in scenario.theatre.axes}
    far = [row for one in moved for row in _path(axes[one["axis"]], tables.sheet, one["start_km"], one["q95"])]
    usual = [row for one in moved for row in _path(axes[one["axis"]], tables.sheet, one["start_km"], one["q50"])]
    badges = {row["axis"]: row for row in tables.badges}
    said = [one | distance_label(axes[one["axis"]], tables.sheet, badges[one["axis"]], one) for one in moved]
    zones = {row["id"]: row for row in tables.zones}
    discs = [_disc(zones[one["zone"]], one) for one in standing]
    sheet = tables.sheet
    line = {"strokeJoin": "round", "strokeCap": "round", "color": palette.BLACK}
    along = {"detail": name("axis"), "order": {"field": "order", "type": "ordinal"}}
    halo = {"stroke": palette.PAPER, "strokeWidth": 4, "strokeJoin": "round"}
    size = {"size": number("size", {"scale": None})}
    depth = hint(("name", "axis", ""), ("q50", "median, km", ".1f"), ("q95", "95 % of the worlds, km", ".1f"))
    stands = hint(("name", "zone", ""), ("brigades", "guarantors' brigades", ".3~g"))
    return [
        on_sheet(sheet, far, "line", line | {"strokeWidth": 13, "opacity": 0.22}, along),
        on_sheet(sheet, usual, "line", line | {"strokeWidth": 7, "opacity": 0.9}, along),
        on_sheet(sheet, said, "text", DISTANCE | halo, {"text": name("text")}),
        on_sheet(sheet, said, "text", DISTANCE | {"color": palette.BLACK}, {"text": name("text")} | depth),
        on_sheet(
            sheet,
            discs,
            "circle",
            {"color": palette.ZONE_INK, "opacity": 1, "stroke": palette.PAPER, "strokeWidth": 2},
            size | stands,
        ),
        on_sheet(
            sheet,
            discs,
            "text",
            {"color": palette.PAPER, "fontSize": 14, "fontWeight": "bold"},
            {"text": name("text")} | stands,
        ),
    ]


def _quantiles(beyond: Floats) -> Row:
    known = beyond[np.isfinite(beyond)]
    if not known.size:
        return {"q50": 0.0, "q95": 0.0}
    middle, high = np.quantile(known, [0.5, 0.95])
    return {"q50": round(float(middle), 1), "q95": round(float(high), 1)}


def _path(axis: Axis, sheet: Sheet, start_km: float, km: float) -> list[Row]:
    """Points of an axis from a depth on, so many km; none where it is too short to be seen."""
    if km < LEAST_KM:
        return []
    corners, ends = _corners(axis, sheet), _ends_km(axis)
    inside = [corner for corner, at in zip(corners, ends, strict=True) if start_km < at < start_km + km]
    points = [_at(corners, ends, start_km), *inside, _at(corners, ends, start_km + km)]
    return [
        {"axis": axis.id, "order": order, "x": round(x, 1), "y": round(y, 1)} for order, (x, y) in enumerate(points)
    ]


def distance_label(axis: Axis, sheet: Sheet, badge: Row, one: Row) -> Row:
    """The two distances beside the number of their axis, on the side from which the attack comes, where the map is empty."""
    (x1, y1), (x2, y2) = _corners(axis, sheet)[:2]
    long = math.hypot(x1 - x2, y1 - y2) or 1.0
    across, down = (x1 - x2) / long, (y1 - y2) / long
    align = "center" if abs(across) < 0.5 else "left" if across > 0 else "right"
    x, y = badge["x"] + across * BESIDE, badge["y"] + down * (BESIDE + (TEXT / 2 if align == "center" else 0.0))
    text = f"{one['q50']:.0f}–{one['q95']:.0f} km"
    return {"axis": axis.id, "x": round(x, 1), "y": round(y, 1), "align": align, "text": text}


def _disc(zone: Row, one: Row) -> Row:
    size = DISC * max(one["brigades"], LEAST_BRIGADES)
    return one | {"zone": zone["id"], "x": zone["x"], "y": zone["y"], "size": size, "text": f"{one['brigades']:.3g}"}


def _corners(axis: Axis, sheet: Sheet) -> list[XY]:
    return [sheet.at(axis.start), *(sheet.at(segment.end) for segment in axis.segments)]


def _ends_km(axis: Axis) -> list[float]:
    ends = [0.0]
    for segment in axis.segments:
        ends.append(ends[-1] + segment.length_km)
    return ends


def _at(corners: Sequence[XY], ends: Sequence[float], km: float) -> XY:
    """The point of a path at a depth; its end where the depth lies beyond."""
    for (x1, y1), (x2, y2), near, far in zip(corners, corners[1:], ends, ends[1:], strict=False):
        if km <= far:
            share = math.nan if far == near else (km - near) / (far - near)
            return x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
    return corners[-1]
