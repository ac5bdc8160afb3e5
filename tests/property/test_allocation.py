"""Allocation: the program equals brute force; more supply never lowers its value, a bar never raises it, no even split beats it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casus.study.allocation.curves import corrected, rising
from casus.study.allocation.instance import Contribution, Curve, Instance, Rules, broken_rules
from casus.study.allocation.program import solve

NATIONS, ZONES = ("anor", "brin", "cald", "dorn"), ("north", "east", "south", "west")
MOST_ALLOCATIONS = 1500  # chosen: brute force stays quick
steps = st.integers(1, 40).map(lambda number: number / 4)


@st.composite
def curves(draw, axis: str, zone: str) -> Curve:
    """Any curve that never falls: concave, S-shaped, with steps."""
    points = draw(st.integers(2, 5))
    strength = np.cumsum([0.0, *(draw(steps) for _ in range(points - 1))])
    p_held = sorted(draw(st.integers(0, 100)) / 100 for _ in range(points))
    return Curve(axis, zone, tuple(map(float, strength)), tuple(p_held))


@st.composite
def instances(draw) -> Instance:
    """Up to four zones and four nations, of which some give two types, with every kind of rule."""
    zones, nations = ZONES[: draw(st.integers(1, 4))], NATIONS[: draw(st.integers(1, 4))]
    contributions, room = [], 1
    for nation in nations:
        for kind in draw(st.sampled_from([("heavy",), ("light",), ("heavy", "light")])):
            pieces = draw(st.integers(1, 3))
            ways = len(_ways(pieces, len(zones)))
            if room * ways <= MOST_ALLOCATIONS:
                room *= ways
                contributions.append(Contribution(nation, kind, draw(steps), pieces, draw(steps)))
    assume(contributions)
    sent = {one.nation for one in contributions}
    rules = Rules(
        least={nation: draw(steps) / 2 for nation in sent} if draw(st.booleans()) else {},
        nations_per_zone=draw(st.none() | st.integers(1, 3)),
        barred=frozenset(draw(st.lists(st.tuples(st.sampled_from(nations), st.sampled_from(zones)), max_size=4))),
        groups=draw(st.sampled_from([{}, {"A": frozenset(NATIONS[:2]), "B": frozenset(NATIONS[2:3])}])),
    )
    axes = [draw(curves(f"axis-{number}", draw(st.sampled_from(zones)))) for number in range(draw(st.integers(1, 4)))]
    factor = draw(st.sampled_from([1.0, 0.9, 0.6]))
    return Instance(tuple(contributions), zones, tuple(axes), rules, factor)


def _ways(pieces: int, zones: int) -> list[tuple[int, ...]]:
    """Every way to lay pieces into zones, some or all of them."""
    return [way for way in product(range(pieces + 1), repeat=zones) if sum(way) <= pieces]


def brute_force(instance: Instance) -> float:
    """The best value of all allocations in steps."""
    best = -1.0
    for chosen in product(*(_ways(one.pieces, len(instance.zones)) for one in instance.contributions)):
        placement = {
            (one.nation, one.type, zone): number * one.piece
            for one, way in zip(instance.contributions, chosen, strict=True)
            for zone, number in zip(instance.zones, way, strict=True)
            if number
        }
        value = instance.value(placement)
        if value > best and not broken_rules(instance, placement):
            best = value
    return best


def value(instance: Instance) -> float:
    return solve(instance, gap=0.0).value


@settings(max_examples=60)
@given(instances())
def test_the_program_equals_brute_force(instance):
    found = solve(instance, gap=0.0)
    assert not broken_rules(instance, found.placement)
    assert found.value <= found.bound + 1e-9
    assert abs(found.value - brute_force(instance)) < 1e-5


@settings(max_examples=15)
@given(instances(), st.data())
def test_more_supply_never_lowers_the_value(instance, data):
    place = data.draw(st.integers(0, len(instance.contributions) - 1))
    one = instance.contributions[place]
    more = replace(one, brigades=one.brigades + one.piece, pieces=one.pieces + 1)
    larger = (*instance.contributions[:place], more, *instance.contributions[place + 1 :])
    assert value(replace(instance, contributions=larger)) >= value(instance) - 1e-5


@settings(max_examples=15)
@given(instances(), st.sampled_from(NATIONS), st.sampled_from(ZONES))
def test_a_bar_never_raises_the_value(instance, nation, zone):
    barred = instance.rules.barred | {(nation, zone)}
    harder = replace(instance, rules=replace(instance.rules, barred=barred))
    assert value(harder) <= value(instance) + 1e-5


@settings(max_examples=15)
@given(instances())
def test_it_is_never_worse_than_the_even_split(instance):
    pieces = len(instance.zones)
    split = tuple(replace(one, pieces=pieces) for one in instance.contributions)
    instance = replace(instance, contributions=split)
    even = {(one.nation, one.type, zone): one.piece for one in split for zone in instance.zones}
    if broken_rules(instance, even):
        instance = replace(instance, rules=Rules())
    assert value(instance) >= instance.value(even) - 1e-5


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 500)), min_size=1, max_size=8))
def test_a_smoothed_curve_rises_and_keeps_its_mean(points):
    values, weights = np.array(points).T
    smooth = rising(values, weights)
    assert np.all(np.diff(smooth) >= 0)
    assert abs(np.average(smooth, weights=weights) - np.average(values, weights=weights)) < 1e-9


@given(curves("axis", "north"), st.floats(0, 50), st.floats(0, 1))
def test_a_corrected_curve_goes_through_the_point_and_rises(curve, strength, p_held):
    found = corrected(curve, strength, p_held)
    assert abs(found.at(strength) - p_held) < 1e-9
    assert np.all(np.diff(found.strength) > 0)
    assert np.all(np.diff(found.p_held) >= 0)
