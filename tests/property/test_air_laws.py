"""What must be true of sorties, salvoes and interceptors, whatever the numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.campaign.laws import hughes1995, stillion1999, wilkening2000

SHARE = st.floats(0.0, 1.0)
NMI = st.floats(0.0, 5000.0)
HOURS = st.floats(0.0, 24.0)
UNITS = st.floats(0.0, 500.0)
MISSILES = st.floats(0.0, 50.0)
SHOTS = st.integers(0, 12).map(float)
THREATS = st.integers(0, 60).map(float)
SLACK = 1e-9

# --- sorties ----------------------------------------------------------------------------------------------------------


@given(NMI, NMI, st.floats(0.0, 1500.0), HOURS)
def test_sorties_fall_with_distance(a: float, b: float, speed: float, turnaround: float) -> None:
    near, far = sorted((a, b))
    fewer = stillion1999.sorties_per_day(far, speed, turnaround)
    assert 0.0 < fewer <= stillion1999.sorties_per_day(near, speed, turnaround)
    assert math.isfinite(stillion1999.sorties_per_day(near, speed, turnaround))


@given(NMI, st.floats(100.0, 1500.0), HOURS, HOURS)
def test_sorties_fall_with_time_on_the_ground(distance: float, speed: float, a: float, b: float) -> None:
    quick, slow = sorted((a, b))
    fewer = stillion1999.sorties_per_day(distance, speed, slow)
    assert fewer <= stillion1999.sorties_per_day(distance, speed, quick)


@given(st.floats(0.0, 40.0), HOURS, HOURS, HOURS)
def test_a_station_takes_more_aircraft_than_it_holds(
    on_station: float, station: float, transit: float, turnaround: float
) -> None:
    aircraft = stillion1999.patrol_aircraft(on_station, station, transit, turnaround)
    assert on_station <= aircraft < math.inf


@given(st.floats(0.0, 40.0), HOURS, HOURS, HOURS, HOURS)
def test_a_farther_station_takes_more_aircraft(
    on_station: float, station: float, a: float, b: float, turnaround: float
) -> None:
    near, far = sorted((a, b))
    least = stillion1999.patrol_aircraft(on_station, station, near, turnaround)
    assert least <= stillion1999.patrol_aircraft(on_station, station, far, turnaround)


@given(st.floats(0.1, 40.0), st.floats(0.1, 24.0), HOURS, HOURS)
def test_aircraft_of_a_station_fly_the_sorties_that_it_takes(
    on_station: float, station: float, transit: float, turnaround: float
) -> None:
    aircraft = stillion1999.patrol_aircraft(on_station, station, transit, turnaround)
    cycles = stillion1999.DAY_H / stillion1999.patrol_cycle_h(station, transit, turnaround)
    assert aircraft * cycles == pytest.approx(stillion1999.patrol_sorties_per_day(on_station, station))


@given(st.floats(0.0, 500.0), SHARE, SHARE)
def test_a_fleet_is_smaller_the_more_of_it_is_ready(serviceable: float, a: float, b: float) -> None:
    less, more = sorted((a, b))
    assert serviceable <= stillion1999.fleet(serviceable, more) <= stillion1999.fleet(serviceable, less) < math.inf


# --- salvoes ----------------------------------------------------------------------------------------------------------


@given(UNITS, UNITS, MISSILES, MISSILES, MISSILES, MISSILES, MISSILES, MISSILES)
def test_a_salvo_leaves_neither_fewer_than_none_nor_more_than_there_were(
    a: float, b: float, fire_a: float, fire_b: float, stop_a: float, stop_b: float, stay_a: float, stay_b: float
) -> None:
    left_a, left_b = hughes1995.exchange(a, b, fire_a, fire_b, stop_a, stop_b, stay_a, stay_b)
    assert 0.0 <= left_a <= a
    assert 0.0 <= left_b <= b


@given(UNITS, UNITS, MISSILES, MISSILES, MISSILES, MISSILES, MISSILES, MISSILES)
def test_a_salvo_does_not_care_who_is_named_first(
    a: float, b: float, fire_a: float, fire_b: float, stop_a: float, stop_b: float, stay_a: float, stay_b: float
) -> None:
    one_way = (a, b, fire_a, fire_b, stop_a, stop_b, stay_a, stay_b)
    other_way = (b, a, fire_b, fire_a, stop_b, stop_a, stay_b, stay_a)
    assert hughes1995.exchange(*one_way) == hughes1995.exchange(*other_way)[::-1]
    product = hughes1995.fractional_exchange_ratio(*one_way) * hughes1995.fractional_exchange_ratio(*other_way)
    assert product == pytest.approx(1.0, rel=1e-9)


@given(UNITS, UNITS, UNITS, MISSILES, MISSILES, MISSILES)
def test_more_enemies_never_cost_fewer_units(
    units: float, a: float, b: float, fire: float, stop: float, stay: float
) -> None:
    few, many = sorted((a, b))
    least = hughes1995.units_lost(units, few, fire, stop, stay)
    assert least <= hughes1995.units_lost(units, many, fire, stop, stay)


@given(UNITS, UNITS, MISSILES, MISSILES, MISSILES, MISSILES)
def test_more_defence_never_costs_more_units(
    units: float, enemies: float, fire: float, a: float, b: float, stay: float
) -> None:
    weak, strong = sorted((a, b))
    least = hughes1995.units_lost(units, enemies, fire, strong, stay)
    assert least <= hughes1995.units_lost(units, enemies, fire, weak, stay)


# --- interceptors -----------------------------------------------------------------------------------------------------


@given(SHARE, SHARE, SHOTS, SHOTS)
def test_a_leak_is_a_probability_and_falls_with_shots_and_with_kill_probability(
    kill_a: float, kill_b: float, shots_a: float, shots_b: float
) -> None:
    (poor, good), (few, many) = sorted((kill_a, kill_b)), sorted((shots_a, shots_b))
    assert 0.0 <= wilkening2000.barrage_leak(good, many) <= wilkening2000.barrage_leak(good, few) + SLACK
    assert wilkening2000.barrage_leak(good, few) <= wilkening2000.barrage_leak(poor, few) + SLACK <= 1.0 + SLACK


@given(SHARE, SHARE, SHOTS)
def test_looking_between_shots_never_costs_more_than_the_barrage(a: float, b: float, shots: float) -> None:
    poor, good = sorted((a, b))
    mean = wilkening2000.expected_shots(good, shots)
    assert min(shots, 1.0) - SLACK <= mean <= wilkening2000.expected_shots(poor, shots) + SLACK
    assert mean <= shots + SLACK


@given(SHARE, SHARE, SHARE)
def test_a_second_layer_helps_and_a_common_failure_hurts(first: float, second: float, failure: float) -> None:
    both = wilkening2000.layered_leak(first, second)
    assert 0.0 <= both <= min(first, second)
    assert both == wilkening2000.layered_leak(second, first)
    assert max(both, failure) - SLACK <= wilkening2000.common_mode_leak(both, failure) <= 1.0 + SLACK


@given(SHARE, THREATS, THREATS, SHARE)
def test_stopping_all_of_more_is_never_likelier(leak: float, a: float, b: float, failure: float) -> None:
    few, many = sorted((a, b))
    least = wilkening2000.no_leaker_probability(leak, many, failure)
    assert 0.0 <= least <= wilkening2000.no_leaker_probability(leak, few, failure) + SLACK <= 1.0 + SLACK


@given(SHARE, st.integers(0, 80), st.integers(0, 80), st.integers(1, 40))
def test_a_greater_inventory_never_lets_more_through(kill: float, a: int, b: int, threats: int) -> None:
    few, many = sorted((float(a), float(b)))
    chance = wilkening2000.no_leaker_with_inventory(kill, many, float(threats))
    assert wilkening2000.no_leaker_with_inventory(kill, few, float(threats)) <= chance + SLACK <= 1.0 + 2 * SLACK
    through = wilkening2000.leakers_with_inventory(kill, many, float(threats))
    assert 0.0 <= through <= wilkening2000.leakers_with_inventory(kill, few, float(threats)) + SLACK


@given(SHARE, st.integers(0, 6), st.integers(1, 40))
def test_an_inventory_that_divides_evenly_is_a_barrage_at_each(kill: float, shots: int, threats: int) -> None:
    leak = wilkening2000.barrage_leak(kill, float(shots))
    inventory = float(shots * threats)
    chance = wilkening2000.no_leaker_with_inventory(kill, inventory, float(threats))
    assert chance == pytest.approx(wilkening2000.no_leaker_probability(leak, float(threats), 0.0), abs=SLACK)
    through = wilkening2000.leakers_with_inventory(kill, inventory, float(threats))
    assert through == pytest.approx(threats * leak, abs=1e-6)
