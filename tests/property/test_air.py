"""What must be true of aircraft: never in two places, never fewer stations or more leakers for more of them, none lost twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.campaign import air, arrays, reach
from casus.flow.campaign.laws import stillion1999
from casus.flow.metrics.patrols import patrols
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import AirPosture, Design

COUNT = st.floats(0.0, 500.0)
FEW = st.floats(0.0, 50.0)
SHARE = st.floats(0.0, 1.0)
KM = st.floats(0.0, 3000.0)
HOURS = st.floats(0.5, 9.0)
CREWS = st.floats(0.05, 5.0)
SLACK = 1e-9
DRAWS, SEED = 150, 1
ATTACKS = ("grey", "full")
PLAYED = [(name, design.id) for name in ("tutorial", "ukraine") for design in read_scenario(name).designs]
WITH_AIRCRAFT = [
    (name, design.id) for name, id in PLAYED if (design := read_scenario(name).design(id)).posture.air.aircraft
]
LEAKERS = ("drone_leakers", "cruise_leakers", "ballistic_leakers")


class World:
    """Only what the functions of the air read."""

    def __init__(self, **fields: float) -> None:
        self.__dict__.update(fields)


# --- duties -----------------------------------------------------------------------------------------------------------


@given(COUNT, SHARE, COUNT, FEW, st.floats(2.0, 100.0))
def test_no_aircraft_is_in_two_places(
    serviceable: float, released: float, alert: float, stations: float, takes: float
) -> None:
    on_alert, on_stations, on_line = air.duties(serviceable, released, alert, stations, takes)
    assert min(on_alert, on_stations, on_line) >= 0.0
    assert on_alert + on_stations + on_line <= serviceable + SLACK
    assert on_alert <= alert
    assert on_stations <= stations * takes + SLACK
    assert on_stations + on_line <= serviceable * released + SLACK


@given(COUNT, COUNT, SHARE, COUNT, FEW, st.floats(2.0, 100.0))
def test_more_aircraft_leave_no_duty_with_fewer(
    fewer: float, more: float, released: float, alert: float, stations: float, takes: float
) -> None:
    before = air.duties(fewer, released, alert, stations, takes)
    after = air.duties(fewer + more, released, alert, stations, takes)
    assert after[0] >= before[0]
    assert after[1] >= before[1] - SLACK
    assert after[2] >= before[2] - SLACK


@given(COUNT, FEW, st.floats(2.0, 100.0))
def test_what_is_released_and_not_needed_elsewhere_flies_over_the_line(
    serviceable: float, stations: float, takes: float
) -> None:
    assert sum(air.duties(serviceable, 1.0, 0.0, stations, takes)) == pytest.approx(serviceable)


# --- distance ---------------------------------------------------------------------------------------------------------


def test_a_station_takes_what_the_published_cycle_says() -> None:
    """Two on station for 2 h, half an hour away: 11.44 serviceable aircraft, 24 sorties a day, 16.3 in all at 70 %."""
    km = 0.5 * stillion1999.CRUISE_KN * air.KM_PER_NMI
    by_cycle = air.station_by_cycle(2.0, km)
    assert by_cycle == pytest.approx(11.44, abs=1e-9)
    rate = stillion1999.patrol_sorties_per_day(air.PAIR, 2.0) / by_cycle
    assert air.station_takes(by_cycle, 2.0, rate + 1e-6) == by_cycle
    assert air.station_takes(by_cycle, 2.0, rate / 2.0) == pytest.approx(2.0 * by_cycle)
    assert stillion1999.fleet(by_cycle, 0.7) == pytest.approx(16.3, abs=0.05)


def test_an_aircraft_flies_the_sorties_of_the_published_case() -> None:
    assert air.cycle_sorties(500.0 * air.KM_PER_NMI) == pytest.approx(2.46, abs=0.005)


@given(KM, KM, HOURS, CREWS)
def test_bases_further_away_never_give_more_sorties_or_stations(a: float, b: float, hours: float, crews: float) -> None:
    near, far = sorted((a, b))
    assert air.cycle_sorties(far) <= air.cycle_sorties(near)
    less = air.station_takes(air.station_by_cycle(hours, near), hours, crews)
    assert air.station_takes(air.station_by_cycle(hours, far), hours, crews) >= less


@given(KM, HOURS, CREWS, CREWS)
def test_crews_that_fly_more_never_need_more_aircraft(km: float, hours: float, a: float, b: float) -> None:
    by_cycle = air.station_by_cycle(hours, km)
    tired, fresh = sorted((a, b))
    assert air.station_takes(by_cycle, hours, fresh) <= air.station_takes(by_cycle, hours, tired)


def test_the_outline_of_a_square_is_its_area_whatever_lies_within() -> None:
    square = ((0.0, -0.5), (1.0, -0.5), (1.0, 0.5), (0.0, 0.5), (0.5, 0.0))
    degree_km = reach.great_circle_km((0.0, 0.0), (1.0, 0.0))
    assert reach._hull_km2(square) == pytest.approx(degree_km**2)


def test_ukraine_is_as_large_as_it_is() -> None:
    """Within a third of the 480,000 km2 that Ukraine held in 2025, since the outline leaves out its edges."""
    assert reach.country_km2(read_scenario("ukraine")) == pytest.approx(480_000, rel=0.33)


def test_bases_inside_are_nearer() -> None:
    scenario = read_scenario("ukraine")
    assert 0.0 < reach.station_km(scenario, inside=True) < reach.station_km(scenario, inside=False)
    for attack in scenario.attacks:
        inside, outside = (reach.line_km(scenario, attack.axes, inside=where) for where in (True, False))
        assert 0.0 < inside < outside


# --- control ----------------------------------------------------------------------------------------------------------


@given(COUNT, COUNT, COUNT, st.floats(1.0, 500.0))
def test_more_sorties_never_lose_the_air(own: float, more: float, hostile: float, neutral: float) -> None:
    world = World(air_neutral_sorties=neutral)
    control_of_air = getattr(air.control_of_air, "py_func", air.control_of_air)  # compiled, it takes records only
    control = control_of_air(world, own, hostile)
    assert -1.0 <= control <= 1.0
    assert control_of_air(world, own + more, hostile) >= control
    assert control_of_air(world, hostile, own) == pytest.approx(-control)


# --- campaigns --------------------------------------------------------------------------------------------------------


def with_air(design: Design, **changes: Any) -> Design:
    posture = design.posture
    return design.model_copy(update={"posture": posture.model_copy(update={"air": AirPosture(**changes)})})


@pytest.fixture(scope="module", params=PLAYED, ids="-".join)
def arena(request: pytest.FixtureRequest, arena_of: Callable[..., Any]) -> tuple[Any, Design]:
    name, design = request.param
    found = arena_of(name, DRAWS, SEED)
    return found, found.scenario.design(design)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_side_loses_aircraft_that_it_never_had(arena: tuple[Any, Design], attack: str) -> None:
    found, design = arena
    records, of = found.play(design, attack), found.draws.columns
    fighters = sum(of[f"nation.{nation}.fighters"] for nation in design.pact.parties.guarantors)
    allied = records["aircraft_lost_guarantor"]
    assert (allied <= np.maximum(fighters, design.posture.air.aircraft) + fighters * SLACK).all()
    own = records["aircraft_lost_defence"] - allied
    assert (own >= -SLACK).all()
    assert (own <= of["protected.aircraft"] * (1.0 + SLACK)).all()
    assert (records["aircraft_lost_aggressor"] <= of["aggressor.aircraft"] * (1.0 + SLACK)).all()


@pytest.mark.parametrize("attack", ATTACKS)
def test_guarantors_lose_none_where_none_fights(arena: tuple[Any, Design], attack: str) -> None:
    found, design = arena
    records = found.play(design, attack)
    none = (records["help_level"] < arrays.ENABLERS).all(axis=1)
    assert (records["aircraft_lost_guarantor"][none] == 0.0).all()
    assert (records["stations_held"][none] == 0.0).all()


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("base", ["inside", "outside"])
def test_more_patrol_aircraft_never_hold_fewer_stations_or_let_more_through(
    arena: tuple[Any, Design], attack: str, base: str
) -> None:
    found, design = arena
    few, many = (
        found.play(with_air(design, aircraft=aircraft, stations=8, alert=4, base=base), attack)
        for aircraft in (20, 150)
    )
    none = found.play(with_air(design), attack)
    assert (many["stations_held"] >= few["stations_held"] - SLACK).all()
    for less, more in ((none, few), (few, many)):
        for kind in LEAKERS:
            assert (more[kind] <= less[kind] * (1.0 + SLACK) + SLACK).all(), kind
    assert (none["cruise_leakers"] > few["cruise_leakers"]).any()  # the first salvo meets the alert, whoever decides
    assert (few["interceptors_left"] >= none["interceptors_left"] - 1e-6).all()


@pytest.mark.parametrize("attack", ATTACKS)
def test_stations_never_exceed_what_is_asked_nor_take_more_than_is_assigned(
    arena: tuple[Any, Design], attack: str
) -> None:
    found, design = arena
    records, posture = found.play(design, attack), design.posture.air
    assert (records["stations_held"] <= posture.stations + SLACK).all()
    assert (records["station_aircraft"] <= posture.aircraft + 1e-6).all()


@pytest.mark.parametrize("attack", ATTACKS)
def test_control_by_day_ends_with_control_at_the_horizon(arena: tuple[Any, Design], attack: str) -> None:
    found, design = arena
    records = found.play(design, attack)
    last = [day <= found.scenario.setup.horizon_days for day in arrays.RECORDED_DAYS].count(True) - 1
    np.testing.assert_array_equal(records["control_day"][:, last], records["control_of_air"])
    assert len(np.unique(records["control_day"][0])) > 1


def test_bases_inside_are_hit_and_bases_abroad_are_not(arena_of: Callable[..., Any]) -> None:
    """Of aircraft that are all held back for stations, only those on bases inside are lost, until the others come."""
    found = arena_of("ukraine", DRAWS, SEED)
    design = found.scenario.design("forward-defence")
    inside, abroad = (
        found.play(with_air(design, aircraft=20, stations=20, base=base), "full")["aircraft_lost_guarantor"]
        for base in ("inside", "outside")
    )
    assert (inside >= abroad - 1e-6).mean() > 0.95
    assert inside.mean() > abroad.mean()


@pytest.mark.parametrize(("name", "id"), WITH_AIRCRAFT)
def test_what_show_says_is_the_most_that_a_campaign_holds(name: str, id: str, arena_of: Callable[..., Any]) -> None:
    found = arena_of(name, DRAWS, SEED)
    design = found.scenario.design(id)
    held = patrols(found.scenario, design, found.draws)
    assert (held.sustained_stations <= held.stations + SLACK).all()
    assert (held.stations <= design.posture.air.stations + SLACK).all()
    played = found.play(design, "full")["stations_held"]
    assert (played <= held.stations + SLACK).all()


@pytest.mark.parametrize(
    ("given", "says"),
    [({"aircraft": 4, "alert": 8}, "more than the 4"), ({"stations": 2}, "no aircraft assigned")],
)
def test_duties_without_aircraft_are_refused(given: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        AirPosture(**given)
