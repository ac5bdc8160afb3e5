"""What must be true of every salvo: nothing from nothing, no more shot than there is, and more defence never lets more through."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.flow.campaign import arrays, strike
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import AirDefence

SHARE = st.floats(0.0, 1.0)
COUNT = st.floats(0.0, 1e5)
FEW = st.floats(0.0, 200.0)
SHOTS = st.floats(1.0, 8.0)
STEP = st.floats(0.05, 2.0)
SLACK = 1e-9
OFTEN = settings(deadline=None, max_examples=100)  # the first call of a compiled function is slow
STRAY = 0.005  # chosen: fighters whose bases are hit less fly more over the line, and the few lost there are missed on stations
DRAWS, SEED = 200, 1
ATTACKS = ("grey", "full")
PLAYED = [(name, design.id) for name in ("tutorial", "ukraine") for design in read_scenario(name).designs]
WEAPONS = (
    ("drones_launched", "drone_leakers"),
    ("cruise_launched", "cruise_leakers"),
    ("ballistic_launched", "ballistic_leakers"),
)
GIVEN = (
    "drones_day", "cruise_batteries", "ballistic_batteries", "interceptors", "interceptors_month", "ballistic_interceptors",
    "ballistic_interceptors_month",
)  # fmt: skip


def world_of(**fields: float) -> np.record:
    """A record of only what the functions of a salvo read."""
    record = np.zeros(1, [(name, "f8") for name in fields]).view(np.recarray)[0]
    for name, value in fields.items():
        record[name] = value
    return record


def drones(kill: float, decoys: float) -> np.record:
    return world_of(strike_drone_kill_share=kill, strike_decoy_share=decoys)


def batteries(coverage: float, batteries: float, serviceable: float, needed: float) -> np.record:
    return world_of(
        protected_cruise_coverage=coverage,
        protected_ballistic_batteries=batteries,
        strike_battery_serviceable=serviceable,
        strike_cruise_batteries_needed=needed,
        strike_ballistic_batteries_needed=needed,
    )


@OFTEN
@given(COUNT, COUNT, COUNT, STEP)
def test_what_is_launched_was_held_or_made(stock: float, made: float, wanted: float, dt: float) -> None:
    fired, left = strike.launched(stock, strike.in_step(made, dt), strike.in_step(wanted, dt))
    assert 0.0 <= fired <= wanted / strike.DAYS_PER_MONTH * dt + SLACK
    assert left >= 0.0
    assert fired + left == pytest.approx(stock + made / strike.DAYS_PER_MONTH * dt)


@OFTEN
@given(st.floats(0.1, 2000.0), st.floats(0.1, 5000.0))
def test_the_engaged_share_is_the_mean_over_nights_that_differ(mean: float, capacity: float) -> None:
    """Against the quantiles of an exponential distribution of nights."""
    nights = -mean * np.log1p(-(np.arange(20000) + 0.5) / 20000)
    assert strike.engaged_share(mean, capacity) == pytest.approx(np.minimum(nights, capacity).mean() / mean, rel=2e-3)


@OFTEN
@given(COUNT, COUNT, COUNT)
def test_more_capacity_engages_no_less_and_more_drones_no_larger_share(weapons: float, low: float, more: float) -> None:
    share = strike.engaged_share(weapons, low)
    assert 0.0 <= share <= 1.0
    assert strike.engaged_share(weapons, low + more) >= share - SLACK
    assert strike.engaged_share(weapons + more, low) <= share + SLACK


@OFTEN
@given(SHARE, SHARE, COUNT, COUNT)
def test_decoys_do_no_harm_and_no_more_leaks_than_flies(
    kill: float, decoys: float, weapons: float, capacity: float
) -> None:
    leak = strike.drone_leak(drones(kill, decoys), weapons, capacity)
    assert 0.0 <= leak <= 1.0 - decoys
    assert leak <= strike.drone_leak(drones(kill, 0.0), weapons, capacity)


@OFTEN
@given(SHARE, FEW, SHARE, st.floats(1.0, 100.0), FEW, FEW)
def test_more_batteries_cover_no_less(
    own: float, have: float, serviceable: float, needed: float, some: float, more: float
) -> None:
    world = batteries(own, have, serviceable, needed)
    for coverage in (strike.cruise_coverage, strike.ballistic_coverage):
        assert 0.0 <= coverage(world, some) <= coverage(world, some + more) + SLACK <= 1.0 + 2 * SLACK
    assert strike.cruise_coverage(world, 0.0) == pytest.approx(own)


@OFTEN
@given(COUNT, SHARE, SHOTS, COUNT, COUNT)
def test_no_more_is_fired_than_there_is(
    missiles: float, coverage: float, shots: float, stock: float, more: float
) -> None:
    engaged, used = strike.fired_at(missiles, coverage, shots, stock)
    assert 0.0 <= used <= stock
    assert 0.0 <= engaged <= coverage
    assert used == pytest.approx(missiles * engaged * shots, abs=1e-6)
    assert strike.fired_at(missiles, coverage, shots, stock + more)[0] >= engaged - SLACK


@OFTEN
@given(SHARE, SHARE, SHARE, SHOTS, SHARE)
def test_who_engages_more_lets_less_through(
    engaged: float, more: float, kill: float, shots: float, other: float
) -> None:
    world, hit = world_of(strike_cruise_other_kill=other), strike.hit_probability(kill, shots)
    assert 0.0 <= hit <= 1.0
    low, high = min(engaged, more), max(engaged, more)
    for leak in (partial(strike.cruise_leak, world), strike.ballistic_leak):
        assert 0.0 <= leak(high, hit) <= leak(low, hit) + SLACK <= 1.0 + 2 * SLACK
    assert strike.cruise_leak(world, low, hit) <= strike.ballistic_leak(low, hit) + SLACK


def test_the_will_hardly_moves_without_damage_and_moves_by_the_factor_at_ten_billion() -> None:
    assert strike.will_factor(math.log(0.97), 0.0) == 1.0
    assert strike.will_factor(math.log(0.97), 10_000.0) == pytest.approx(0.97)


# --- in the campaign --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=PLAYED, ids="-".join)
def arena(request: pytest.FixtureRequest, arena_of: Callable[..., Any]) -> tuple[Any, Any]:
    name, design = request.param
    arena = arena_of(name, DRAWS, SEED)
    return arena, arena.scenario.design(design)


def test_no_more_leaks_than_is_launched_and_no_more_is_launched_than_there_is(arena: tuple[Any, Any]) -> None:
    of, months = arena[0].draws.columns, arena[0].scenario.setup.horizon_days / strike.DAYS_PER_MONTH
    for attack in ATTACKS:
        played = arena[0].play(arena[1], attack)
        for launched, leaked in WEAPONS:
            assert (played[leaked] <= played[launched] + SLACK).all()
            kind = launched.removesuffix("_launched")
            held = of[f"aggressor.{kind}_made"] * (of["aggressor.saved_months"] + months)
            assert (played[launched] <= held * (1 + SLACK)).all()
            wanted = of[f"aggressor.{kind}"] * of[f"attack.{attack}.strike_share"] * months
            assert (played[launched] <= wanted * (1 + SLACK)).all()


def test_interceptors_are_conserved(arena: tuple[Any, Any]) -> None:
    """What was fired and what is left is the stock and the supply, with what guarantors may have added."""
    of, months = arena[0].draws.columns, arena[0].scenario.setup.horizon_days / strike.DAYS_PER_MONTH
    given = arena[1].posture.air_defence
    had = sum(of[f"protected.{kind}interceptors"] for kind in ("", "ballistic_")) + months * sum(
        of[f"protected.{kind}interceptor_supply"] for kind in ("", "ballistic_")
    )
    had += given.interceptors + given.ballistic_interceptors
    most = had + months * (given.interceptors_month + given.ballistic_interceptors_month)
    for attack in ATTACKS:
        played = arena[0].play(arena[1], attack)
        counted = played["interceptors_used"] + played["interceptors_left"]
        assert (counted >= had * (1 - SLACK)).all()
        assert (counted <= most * (1 + SLACK)).all()


@pytest.mark.parametrize("field", GIVEN)
def test_air_defence_lets_no_more_through(arena_of: Callable[..., Any], field: str) -> None:
    """In every world: of missiles and drones, whatever kind is given; and somewhere it lets less through."""
    arena = arena_of("ukraine", DRAWS, SEED)
    design = arena.scenario.design("forward-defence")

    def played(by: float) -> arrays.Records:
        more = AirDefence(**{**design.posture.air_defence.model_dump(), field: by})
        posture = design.posture.model_copy(update={"air_defence": more})
        return arena.play(design.model_copy(update={"posture": posture}), "full")

    less, more = played(0.0), played(20.0 if "batteries" in field else 200.0)
    for _, leaked in WEAPONS:
        assert (more[leaked] <= less[leaked] * (1 + STRAY)).all()
    assert (more["damage_meur"] < less["damage_meur"]).any()
    assert math.isfinite(more["damage_meur"].sum())
