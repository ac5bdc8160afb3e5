"""Who stands where on a map: every nation is named, no box covers another, colours go to those that give most."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from casus.flow.scenario.read import read_scenario
from casus.flow.views.key import draw_key
from casus.flow.views.manned import COLOURS, OTHERS, Manned, colours_of, manned_tables
from casus.flow.views.theatre_tables import theatre_tables


@pytest.mark.parametrize("name", ["tutorial", "ukraine", "baltics-2016"])
def test_every_nation_is_named_beside_its_zone_and_no_box_covers_another(name):
    scenario = read_scenario(name)
    zones = [zone.id for zone in scenario.theatre.zones if not zone.rear]
    nations = [nation.name for nation in scenario.guarantors][:6]
    brigades = {zone: dict.fromkeys(nations, 1.0) for zone in zones[1:]} | {zones[0]: {}}
    tables = theatre_tables(scenario)
    key = draw_key(tables)
    found = manned_tables(Manned("", (), brigades, {}, scenario.theatre.axes[0].id), tables, key)
    texts = [row["text"] for row in found.texts]
    assert texts.count("nobody") == 1
    assert all(texts.count(f"{nation} 1") == len(zones) - 1 for nation in nations)
    assert len(found.boxes) == len(zones)
    assert not any(a.overlaps(b) for a, b in combinations([*found.boxes, *key.boxes], 2))
    assert all(box.within(tables.sheet.box) for box in found.boxes)


def test_slices_of_a_pie_are_shares_of_a_turn():
    scenario = read_scenario("tutorial")
    tables = theatre_tables(scenario)
    manned = Manned("", (), {"east": {"Dorvan": 3.0, "Elmere": 1.0}}, {}, "central")
    first, second = manned_tables(manned, tables, draw_key(tables)).slices
    assert (first["start"], second["end"]) == (0.0, pytest.approx(2.0 * math.pi))
    assert first["end"] == second["start"] == pytest.approx(1.5 * math.pi)


def test_beyond_eight_nations_colours_go_to_those_that_give_most():
    gives = {f"nation-{number}": float(number) for number in range(1, 11)}
    colours = colours_of(Manned("", (), {"a": gives, "b": gives}, {}, ""))
    assert colours["nation-10"] == COLOURS[0]
    assert colours["nation-1"] == colours["nation-2"] == OTHERS
    assert len({colours[nation] for nation in gives if colours[nation] != OTHERS}) == len(COLOURS)
