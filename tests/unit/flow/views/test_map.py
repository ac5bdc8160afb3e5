"""The map of a scenario names what the scenario holds, and is large enough to read."""

from __future__ import annotations

import json
import struct
from functools import cache
from itertools import combinations

import pytest

from casus.flow.scenario.read import read_scenario, scenario_names
from casus.flow.views.key import draw_key
from casus.flow.views.map import draw_map
from casus.flow.views.names import place_names
from casus.flow.views.picture import save_picture
from casus.flow.views.theatre_tables import plain, theatre_tables
from casus.foundation.errors import InputError

NAMES = scenario_names()


@cache
def scenario(name):
    return read_scenario(name)


@cache
def chart(name):
    return draw_map(scenario(name))


def values(spec) -> list[dict]:
    """Every row of every table in a specification."""
    return [row for layer in spec["layer"] for row in layer["data"]["values"]]


def test_there_are_scenarios_to_draw():
    assert "ukraine" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_axis_entry_point_and_key_city_is_on_the_map(name):
    theatre = scenario(name).theatre
    rows = values(chart(name))
    texts = {row["text"] for row in rows if "text" in row}
    cities = {city.id: city.name for city in scenario(name).cities}
    assert {axis.id for axis in theatre.axes} <= {row.get("axis") for row in rows}
    assert {axis.name for axis in theatre.axes} <= texts
    assert {plain(entry.name) for entry in theatre.entry_points} <= texts
    assert {cities[id] for id in theatre.key_cities} <= texts
    assert {entry.id for entry in theatre.entry_points} <= {row.get("id") for row in rows}


@pytest.mark.parametrize("name", NAMES)
def test_no_two_names_overlap_and_none_lies_under_the_key(name):
    tables = theatre_tables(scenario(name))
    key = draw_key(tables)
    boxes = [place.box for place in place_names(tables, key)] + key.boxes
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("name", NAMES)
def test_title_base_date_and_sources_are_stated(name):
    text = json.dumps(chart(name))
    setup = scenario(name).setup
    assert setup.title in text
    assert f"Base date {setup.base_date}" in text
    assert "theatre.yaml" in text
    assert scenario(name).digest in text
    assert "none is stated" not in text


@pytest.mark.parametrize("name", NAMES)
def test_axes_lie_on_the_sheet_and_end_where_they_should(name):
    tables = theatre_tables(scenario(name))
    rows = [*tables.paths, *tables.heads, *tables.badges, *tables.entries, *tables.zones]
    assert all(0 <= row["x"] <= tables.sheet.width and 0 <= row["y"] <= tables.sheet.height for row in rows)
    assert [row["axis"] for row in tables.heads] == [axis.id for axis in scenario(name).theatre.axes]
    assert len({row["colour"] for row in tables.heads}) == len({axis.kind for axis in scenario(name).theatre.axes})


def test_the_picture_is_at_least_1200_pixels_wide(tmp_path):
    file = save_picture(chart("ukraine"), tmp_path / "map.png", scale=1)
    content = file.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">I", content[16:20])[0] >= 1200


def test_the_picture_may_be_svg(tmp_path):
    text = save_picture(chart("tutorial"), tmp_path / "map.svg").read_text("utf-8")
    assert text.startswith("<svg")
    assert "Tamsin" in text


@pytest.mark.parametrize(
    ("name", "said"), [("map.pdf", "a picture cannot be written as '.pdf'"), ("map", "needs a suffix")]
)
def test_another_suffix_is_refused_with_what_is_allowed(name, said, tmp_path):
    with pytest.raises(InputError) as caught:
        save_picture(None, tmp_path / name)
    assert said in str(caught.value)
    assert "hint: allowed: .png, .svg" in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    file = tmp_path / "nowhere" / "map.svg"
    with pytest.raises(InputError, match="cannot be written"):
        save_picture(chart("tutorial"), file)


def test_a_theatre_without_geometry_is_drawn_and_says_so(tmp_path):
    tables = theatre_tables(scenario("ukraine"), geometry=tmp_path)
    assert tables.regions == ()
    assert "none is stated" in tables.credit
    assert place_names(tables, draw_key(tables))
