"""What has moved is drawn where the campaigns say, along the axes and no further."""

from __future__ import annotations

import math

import numpy as np
import pytest

from casus.flow.handoffs import Outcomes
from casus.flow.views.chart import front_of, fronts_table
from casus.flow.views.key import draw_key
from casus.flow.views.labels import Box, text_width
from casus.flow.views.map import draw_map
from casus.flow.views.moved import TEXT, moved_layers, moved_table, standing_table
from casus.flow.views.names import place_names
from casus.flow.views.picture import plain
from casus.flow.views.theatre_tables import theatre_tables
from casus.study.compare import compare


@pytest.fixture(scope="module")
def study():
    return compare("tutorial", attacks=["full"], draws=40, lenses=False)


@pytest.fixture(scope="module")
def scenario():
    from casus.flow.scenario.read import read_scenario

    return read_scenario("tutorial")


def test_each_row_is_a_quantile_of_the_depth_beyond_the_start(study, scenario):
    rows = moved_table(scenario, study.handoff, "memorandum", "full")
    assert rows
    for row in rows:
        depth = study.outcomes["depth_km"].sel(design="memorandum", attack="full", axis=row["axis"]).isel(day=-1).values
        beyond = depth.astype(float) - row["start_km"]
        assert row["q50"] == pytest.approx(np.median(beyond), abs=0.06)
        assert row["q95"] >= row["q50"]


def test_brigades_stand_in_the_zones_that_the_posture_names(scenario):
    design = scenario.design("forward-defence")
    rows = standing_table(scenario, design)
    assert sum(row["brigades"] for row in rows) == pytest.approx(sum(one.brigades for one in design.posture.in_place))
    assert {row["zone"] for row in rows} == {one.zone for one in design.posture.in_place}
    assert standing_table(scenario, scenario.design("memorandum")) == []


def test_a_path_is_as_long_as_the_front_has_moved(scenario):
    tables = theatre_tables(scenario)
    axis = scenario.theatre.axes[0]
    km = 0.5 * axis.segments[0].length_km
    row = {"axis": axis.id, "name": axis.name, "start_km": 0.0, "q50": km, "q95": 2 * km}
    far, usual, *_ = moved_layers(scenario, tables, [row], [])

    def length(layer) -> float:
        points = [(point["x"], point["y"]) for point in layer["data"]["values"]]
        return sum(math.dist(a, b) for a, b in zip(points, points[1:], strict=False))

    assert length(far) == pytest.approx(2 * length(usual), rel=0.02)
    assert length(usual) > 0


def test_nothing_is_drawn_beyond_the_end_of_an_axis(scenario):
    tables = theatre_tables(scenario)
    axis = scenario.theatre.axes[0]
    whole = sum(segment.length_km for segment in axis.segments)
    ends = []
    for km in (whole, 10 * whole):
        row = {"axis": axis.id, "name": axis.name, "start_km": 0.0, "q50": km, "q95": km}
        ends.append(moved_layers(scenario, tables, [row], [])[0]["data"]["values"][-1])
    assert ends[0]["x"] == pytest.approx(ends[1]["x"], abs=0.2)
    assert ends[0]["y"] == pytest.approx(ends[1]["y"], abs=0.2)


def test_map_with_layers_and_fronts_are_charts_that_vega_takes(study, scenario):
    import vl_convert

    rows = moved_table(scenario, study.handoff, "tripwire", "full")
    layers = moved_layers(
        scenario, theatre_tables(scenario), rows, standing_table(scenario, scenario.design("tripwire"))
    )
    spec = plain(draw_map(scenario))
    svg = vl_convert.vegalite_to_svg({**spec, "layer": [*spec["layer"], *layers]})
    assert f"{rows[0]['q50']:.0f}–{rows[0]['q95']:.0f} km" in svg
    every = fronts_table(study.handoff, "full", "memorandum")
    front = front_of([row for row in every if row["design"] == "tripwire"], study.handoff, 200.0)
    assert "hold depth" in vl_convert.vegalite_to_svg(front)
    assert {row["design"] for row in front["data"]["values"]} == {"tripwire"}
    assert len(front["data"]["values"]) == len(every) / len(scenario.designs)


def test_a_design_that_was_not_played_moves_nothing(study, scenario):
    data = study.outcomes.copy(deep=True)
    data["depth_km"][:] = np.nan
    assert moved_table(scenario, Outcomes(data), "tripwire", "full") == []


RADIUS = 6.0
"""Of the part of an axis's disc that its number takes; its rim may be touched."""


def box_of(said: dict) -> Box:
    width = text_width(said["text"], TEXT, bold=True)
    left = said["x"] - width * {"left": 0.0, "center": 0.5, "right": 1.0}[said["align"]]
    return Box(left, said["y"] - TEXT / 2, left + width, said["y"] + TEXT / 2)


@pytest.mark.parametrize("name", ["ukraine", "tutorial", "baltics-2016"])
def test_distances_cover_neither_each_other_nor_the_names_of_key_cities_and_entry_points(name):
    from casus.flow.scenario.read import read_scenario

    scenario = read_scenario(name)
    tables = theatre_tables(scenario)
    far = [
        {"axis": axis.id, "name": axis.name, "start_km": 0.0, "q50": 88.0, "q95": 188.0}
        for axis in scenario.theatre.axes
    ]
    boxes = [box_of(row) for row in moved_layers(scenario, tables, far, [])[2]["data"]["values"]]
    names = [label.box for label in place_names(tables, draw_key(tables)) if label.label.kind in {"city-key", "entry"}]
    badges = [Box(row["x"] - RADIUS, row["y"] - RADIUS, row["x"] + RADIUS, row["y"] + RADIUS) for row in tables.badges]
    assert len(boxes) == len(badges) == len(scenario.theatre.axes)
    assert names
    for place, box in enumerate(boxes):
        assert box.within(tables.sheet.box), far[place]["axis"]
        assert not any(box.overlaps(other) for other in [*boxes[:place], *badges, *names]), far[place]["axis"]
