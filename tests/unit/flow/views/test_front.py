"""The line of contact joins the starts of the contact axes by a short way, and is solid along their fronts."""

from __future__ import annotations

import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.scenario.schema.theatre import Axis
from casus.flow.views.front import schematic_front, shortest_way
from casus.flow.views.sheet import fit_sheet

SHEET = fit_sheet([(30, 46), (40, 50)])


def axis(lon: float, lat: float, width_km: float, kind: str = "contact") -> Axis:
    segment = {"to": "somewhere", "end": (lon - 0.5, lat), "length_km": 40, "width_km": width_km, "terrain": "flat-bare",
               "region": "X"}  # fmt: skip
    return Axis.model_validate(
        {"id": f"a{lon:.0f}", "name": "an axis", "kind": kind, "zone": "z", "start": (lon, lat), "rail_km": 0,
         "defender_share": 0.1, "segments": [segment], "source": "Invented for this test."}
    )  # fmt: skip


def length(points) -> float:
    return sum(math.dist(a, b) for a, b in zip(points, points[1:], strict=False))


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=6, unique=True))
def test_the_way_visits_every_point_once_and_is_short(points):
    way = shortest_way(points)
    assert sorted(way) == list(range(len(points)))
    best = min(length(order) for order in permutations(points))
    assert length([points[index] for index in way]) <= 2 * best + 1e-9


def test_without_contact_axes_there_is_no_line():
    assert schematic_front([axis(35, 48, 50, "border")], SHEET).whole == ()


def test_one_contact_axis_draws_its_own_front():
    front = schematic_front([axis(35, 48, 80)], SHEET)
    assert length(front.whole) == pytest.approx(80 * SHEET.pixels_per_km)
    assert front.held == (front.whole,)


def test_the_line_is_solid_along_the_fronts_alone():
    front = schematic_front([axis(33, 48, 40), axis(35, 48, 40), axis(37, 48, 40)], SHEET)
    assert len(front.held) == 3
    assert sum(map(length, front.held)) == pytest.approx(120 * SHEET.pixels_per_km, rel=0.15)
    assert length(front.whole) > sum(map(length, front.held))


def test_fronts_that_meet_are_one_stretch():
    assert len(schematic_front([axis(33, 48, 200), axis(35, 48, 200)], SHEET).held) == 1
