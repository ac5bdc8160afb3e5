"""The projection is Lambert's, everything asked for lies on the sheet, and names of areas lie in the areas."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.views.sheet import EARTH_KM, Area, Sheet, _cone, fit_sheet, inner_points, read_areas


def test_the_projection_gives_the_published_example():
    # Snyder 1987, "Map Projections: A Working Manual", numerical examples, Lambert conformal conic (sphere)
    cone, factor = _cone(math.radians(33), math.radians(45))
    plane = Sheet(-96, cone, factor, 1e6, (0, 0), 1, 1)
    (x, y), (_, origin) = plane.at((-75, 35)), plane.at((-96, 23))
    assert (x / 1e6, (origin - y) / 1e6) == pytest.approx((0.2966785, 0.2462112), abs=1e-6)


@given(st.lists(st.tuples(st.floats(-60, 60), st.floats(-75, 75)), min_size=2, max_size=12, unique=True))
def test_every_point_lies_on_the_sheet(points):
    sheet = fit_sheet(points)
    assert all(-1 <= x <= sheet.width + 1 and -1 <= y <= sheet.height + 1 for x, y in map(sheet.at, points))


def test_north_is_up_and_east_is_right():
    for south, north in ((44, 52), (-52, -44), (-4, 4)):
        sheet = fit_sheet([(20, south), (30, north)])
        assert sheet.at((25, north))[1] < sheet.at((25, south))[1]
        assert sheet.at((20, north))[0] < sheet.at((30, north))[0]


def test_one_scale_serves_the_whole_sheet():
    sheet = fit_sheet([(22, 44.4), (40.2, 52.4)])  # Ukraine
    for lat in (45, 48, 50, 52):
        drawn = math.dist(sheet.at((30, lat)), sheet.at((30.5, lat))) / sheet.pixels_per_km
        true = EARTH_KM * math.radians(0.5) * math.cos(math.radians(lat))
        assert drawn == pytest.approx(true, rel=0.01)


def test_names_of_areas_keep_off_edges_and_holes():
    square, hole = [
        ((0, 0), (300, 0), (300, 300), (0, 300), (0, 0)),
        ((100, 100), (200, 100), (200, 200), (100, 200), (100, 100)),
    ]
    area = Area("X", "square with a hole", (((*square,), (*hole,)),))
    spots = inner_points(area, Sheet(0, 1, 1, 1, (0, 0), 400, 400), width=60, step=10)
    assert spots
    assert all(30 <= x <= 270 and 10 <= y <= 290 for x, y in spots)
    assert not any(80 < x < 220 and 100 < y < 200 for x, y in spots)


def test_a_theatre_without_a_map_has_no_areas(tmp_path):
    assert read_areas(tmp_path / "regions.geojson") == ()
