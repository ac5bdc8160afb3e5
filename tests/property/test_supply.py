"""What must be true of supply: no more is used than there was, and more of it never leaves a force worth less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.campaign import arrays, deployment, supply
from casus.flow.campaign.blocks import Blocks, rooms
from casus.flow.campaign.movement import QUIET_RATIO, mend
from casus.flow.campaign.pack import pack, pack_blocks
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

SHARE = st.floats(0.0, 1.0)
DAYS = st.floats(0.0, 200.0)
TONNES = st.floats(0.0, 1e5)
RATIO = st.floats(0.0, 25.0)
KM = st.floats(-150.0, 150.0)
SLACK = 1e-9
ROUNDING = 1e-9  # relative
DRAWS, SEED = 60, 1
DUPUY, POSITIONAL = float(arrays.DUPUY), float(arrays.POSITIONAL)
PLAYED = [
    ("tutorial", "forward-defence"),
    ("tutorial", "tripwire"),
    ("ukraine", "forward-defence"),
    ("ukraine", "paris-2026"),
]


FIELDS = (
    "ground_law", "supply_positional_use_share", "supply_quiet_use_share", "supply_static_fuel_share",
    "deployment_trains_heavy_brigade", "supply_train_tonnes", "strike_delay_per_leaker", "supply_aid_resupply_share",
    "supply_own_resupply_share", "supply_dry_value_share", "supply_no_fuel_value_share",
)  # fmt: skip
WORLD = np.dtype([*((name, "f8") for name in FIELDS), ("entry_capacity", "f8", (arrays.ENTRIES,))])


def world_of(**fields: Any) -> np.record:
    """Only what the functions of supply read; what is not given is 0."""
    world = arrays.one(WORLD)
    for name, value in fields.items():
        world[name] = value
    return world


def fighting(law: float = DUPUY, positional: float = 0.3, quiet: float = 0.1, static: float = 0.15) -> np.record:
    return world_of(
        ground_law=law,
        supply_positional_use_share=positional,
        supply_quiet_use_share=quiet,
        supply_static_fuel_share=static,
    )


# --- what is used -----------------------------------------------------------------------------------------------------


@given(st.sampled_from([DUPUY, POSITIONAL]), SHARE, SHARE, RATIO, RATIO)
def test_who_is_pressed_harder_fires_no_less(law: float, positional: float, quiet: float, a: float, b: float) -> None:
    world = fighting(law, positional, quiet)
    less, more = (supply.ammunition_rate(world, ratio) for ratio in sorted((a, b)))
    assert 0.0 <= less <= more + SLACK <= 1.0 + 2 * SLACK


@given(SHARE, SHARE, RATIO)
def test_positional_war_takes_no_more_than_mobile_war(positional: float, quiet: float, ratio: float) -> None:
    rates = [supply.ammunition_rate(fighting(law, positional, quiet), ratio) for law in (POSITIONAL, DUPUY)]
    assert rates[0] <= rates[1] + SLACK


def test_an_axis_uses_a_whole_day_from_the_ratio_on_below_which_it_can_spare_brigades() -> None:
    assert supply.ammunition_rate(fighting(), QUIET_RATIO) == pytest.approx(1.0)
    assert supply.ammunition_rate(fighting(), 0.5 * QUIET_RATIO) == pytest.approx(0.55)
    assert supply.ammunition_rate(fighting(quiet=0.1), 0.0) == pytest.approx(0.1)
    assert supply.ammunition_rate(fighting(law=POSITIONAL, positional=0.3), 9.0) == pytest.approx(0.3)


@given(SHARE, KM, KM)
def test_a_front_that_moves_takes_more_fuel_either_way_and_one_that_stands_its_share(
    static: float, a: float, b: float
) -> None:
    world = fighting(static=static)
    less, more = (supply.fuel_rate(world, km) for km in sorted((a, b), key=abs))
    assert static - SLACK <= less <= more + SLACK <= 1.0 + 2 * SLACK
    assert supply.fuel_rate(world, 0.0) == static
    assert supply.fuel_rate(world, -a) == supply.fuel_rate(world, a)


# --- lines of communication -------------------------------------------------------------------------------------------


@given(TONNES, TONNES, TONNES, st.integers(1, 8))
def test_no_more_passes_than_is_sent_or_can_pass_and_more_capacity_passes_no_less(
    wanted: float, capacity: float, more: float, entries: int
) -> None:
    share = supply.passing_share(wanted, capacity, entries)
    assert 0.0 <= share <= 1.0
    assert share * wanted <= capacity * (1.0 + ROUNDING) + SLACK
    assert supply.passing_share(wanted, capacity + more, entries) >= share - SLACK


@given(TONNES)
def test_a_theatre_without_entry_points_has_no_limit(wanted: float) -> None:
    assert supply.passing_share(wanted, 0.0, 0) == 1.0


@given(st.lists(st.floats(0.0, 2.0), min_size=1, max_size=arrays.ENTRIES), st.floats(0.0, 500.0), st.floats(0.0, 500.0))
def test_strikes_never_open_an_entry_point_and_never_close_all(
    capacity: list[float], leakers: float, more: float
) -> None:
    world = world_of(
        entry_capacity=np.pad(capacity, (0, arrays.ENTRIES - len(capacity))),
        deployment_trains_heavy_brigade=30.0,
        supply_train_tonnes=500.0,
        strike_delay_per_leaker=0.05,
    )
    assert supply.entry_tonnes(world, len(capacity)) == pytest.approx(15000.0 * sum(capacity))
    assert (
        0.0
        < deployment.open_share(world, leakers + more)
        <= deployment.open_share(world, leakers) + SLACK
        <= 1.0 + SLACK
    )


@given(SHARE, SHARE, SHARE, st.booleans())
def test_aid_is_sent_only_where_it_was_promised_and_no_more_than_is_lacking(
    aid: float, own: float, helped: float, at_war: bool
) -> None:
    world = world_of(supply_aid_resupply_share=aid, supply_own_resupply_share=own)
    sent = supply.wanted_aid(world, at_war, helped)
    assert 0.0 <= sent <= 1.0 - own + SLACK
    assert at_war or sent == 0.0


@given(st.floats(0.0, 2.0), SHARE, SHARE)
def test_less_interdiction_brings_no_less(resupply: float, a: float, b: float) -> None:
    less, more = sorted((a, b))
    assert 1.0 >= supply.arriving_share(resupply, less) >= supply.arriving_share(resupply, more) >= 0.0


# --- what a force is worth --------------------------------------------------------------------------------------------


@given(DAYS, DAYS, DAYS)
def test_what_is_lacking_is_taken_from_the_stock_as_far_as_it_goes(stock: float, lacking: float, more: float) -> None:
    left, short = supply.draw(stock, lacking)
    assert left >= 0.0
    assert short >= 0.0
    assert stock - left == pytest.approx(lacking - short, abs=SLACK)
    assert min(left, short) == pytest.approx(0.0, abs=SLACK)
    assert supply.draw(stock + more, lacking)[1] <= short + SLACK


@given(SHARE, SHARE, SHARE, SHARE, SHARE)
def test_the_worse_lack_decides_and_less_of_it_is_never_worth_less(
    dry: float, no_fuel: float, short: float, fuel_short: float, share: float
) -> None:
    world = world_of(supply_dry_value_share=dry, supply_no_fuel_value_share=no_fuel)
    value = supply.value_share(world, short, fuel_short)
    assert min(dry, no_fuel) - SLACK <= value <= 1.0
    assert supply.value_share(world, short * share, fuel_short) >= value - SLACK
    assert supply.value_share(world, short, fuel_short * share) >= value - SLACK
    assert supply.value_share(world, 0.0, 0.0) == 1.0
    assert supply.value_share(world, 1.0, 0.0) == pytest.approx(dry)
    assert supply.value_share(world, 0.0, 1.0) == pytest.approx(no_fuel)


# --- casualties and repair --------------------------------------------------------------------------------------------


@given(st.floats(0.0, 50.0), st.floats(0.0, 50.0), SHARE)
def test_nobody_returns_who_was_not_lost(mending: float, more: float, back: float) -> None:
    still, returned = mend(mending, more, back)
    assert still >= 0.0
    assert returned >= 0.0
    assert still + returned == pytest.approx(mending + more)


# --- campaigns --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=PLAYED, ids="-".join)
def played(request: pytest.FixtureRequest) -> tuple[Any, ...]:
    """(design, worlds, front, sides, units, store, contingents, outcomes) of full attacks at their end."""
    from casus.flow.campaign.kernel import play_all

    name, design_id = request.param
    scenario = read_scenario(name)
    design, attack = scenario.design(design_id), {option.id: option for option in scenario.attacks}["full"]
    draws = sample(scenario, scenario_register(scenario_folder(name)), DRAWS, SEED)
    (worlds, blocks), packed = pack_blocks(scenario, draws), pack(scenario, design, attack)
    outcomes = arrays.many(arrays.OUTCOME, DRAWS)
    room = rooms(len(blocks.rows))
    play_all(worlds, *packed, *blocks, *room, outcomes)
    states = dict(zip(arrays.LANED, room.used, strict=False))
    front, sides, store = (by_draw(states[name], blocks) for name in ("front", "sides", "store"))
    units = np.zeros(DRAWS, arrays.UNITS)
    for rows, filled, lanes in zip(blocks.rows, blocks.filled, room.used[-1], strict=True):
        units[rows[:filled]] = lanes["units"][:filled]
    return design, worlds, front, sides, units, store, packed.contingents, outcomes


def by_draw(states: Any, blocks: Blocks) -> dict[str, np.ndarray]:
    """Each field of the records of some blocks, with the draw as its first index."""
    found = {}
    for name in states.dtype.names:
        lanes = np.moveaxis(states[name], -1, 1)
        found[name] = np.zeros((DRAWS, *lanes.shape[2:]))
        for rows, filled, values in zip(blocks.rows, blocks.filled, lanes, strict=True):
            found[name][rows[:filled]] = values[:filled]
    return found


def test_no_stock_is_ever_negative(played: Any) -> None:
    _, _, front, _, _, store, _, _ = played
    for name in ("own_days", "forward_days", "own_fuel_days", "hostile_days", "hostile_fuel_days", "lent", "came"):
        assert (store[name] >= 0.0).all(), name
    for name in ("allied_days", "allied_fuel_days", "allied_mending", "attackers_mending", "defenders_mending"):
        assert (front[name] >= 0.0).all(), name


def test_the_defences_ammunition_is_conserved(played: Any) -> None:
    """Start and what came in are what was used, lent to contingents, and left; what was needed and short was not used."""
    design, worlds, front, _, _, store, _, outcomes = played
    start = worlds["protected_stock"] + design.posture.forward_stock_days
    carried = worlds["supply_guarantor_stock_days"]
    left = store["own_days"] + store["forward_days"]
    np.testing.assert_allclose(outcomes["stock_left_days"], left)
    used_beyond = start - left - store["lent"]
    assert (used_beyond >= -SLACK).all()
    no_allies = (outcomes["guarantor_entered"] - outcomes["guarantor_withdrawn"] == 0.0) | np.isinf(
        outcomes["contact_day"]
    )
    own_used = store["needed"] - store["short"]
    assert no_allies.any()
    np.testing.assert_allclose((used_beyond + store["came"])[no_allies], own_used[no_allies], rtol=1e-8)
    assert (used_beyond + store["came"] <= own_used * (1.0 + 1e-8) + SLACK)[~no_allies].all()
    assert (front["allied_days"] <= carried[:, None] * (1.0 + ROUNDING)).all()


def test_shares_are_shares_and_a_force_is_worth_no_more_than_whole(played: Any) -> None:
    _, _, front, _, _, store, _, outcomes = played
    values = [store["own_value"], store["hostile_value"], front["allied_value"].ravel()]
    for value in (*values, front["ammunition_rate"].ravel(), front["fuel_rate"].ravel()):
        assert ((value >= 0.0) & (value <= 1.0 + SLACK)).all()
    for name in ("short_share", "aggressor_short_share"):
        assert ((outcomes[name] >= 0.0) & (outcomes[name] <= 1.0)).all(), name
    assert (front["allied_days"] < 200.0).all()


def test_contingents_on_an_axis_have_no_more_than_they_brought_and_use_it_only_there(played: Any) -> None:
    _, worlds, front, _, units, _, contingents, _ = played
    count, axes = int(contingents["count"][0]), np.arange(arrays.APART)
    stands = (units["axis"][:, :count, None] == axes).any(axis=1)
    brought = np.where(stands, worlds["supply_guarantor_stock_days"][:, None], 0.0)
    assert stands.any()
    assert not stands.all()
    assert (front["allied_days"] <= brought * (1.0 + ROUNDING)).all()
    assert (front["allied_days"][stands] < brought[stands]).any()


def test_contingents_on_all_axes_are_those_that_joined_less_their_losses(played: Any) -> None:
    _, _, front, sides, units, _, contingents, outcomes = played
    count = int(contingents["count"][0])
    joined = np.where(units["axis"][:, :count] >= 0, units["brigades"][:, :count], 0.0).sum(axis=1)
    there = front["allied"].sum(axis=1)
    np.testing.assert_allclose(there, joined - sides["allied_lost"] + sides["allied_replaced"], rtol=1e-9, atol=SLACK)
    np.testing.assert_allclose(outcomes["line_brigades"][:, -1], there, rtol=1e-9, atol=SLACK)
    assert (sides["allied_lost"] > 0.0).any()


STARVED = {
    "supply_own_resupply_share": 0.05, "protected.stock": 3.0, "supply_guarantor_stock_days": 3.0,
    "supply_guarantor_resupply_share": 0.1, "supply_protected_fuel_days": 3.0, "supply_protected_fuel_share": 0.1,
}  # fmt: skip
"""Worlds in which the defence runs out of everything, so that whatever more it has must show."""
MORE = {
    "stock": {"protected.stock": 30.0},
    "resupply": {"supply_own_resupply_share": 0.9},
    "fuel": {"supply_protected_fuel_days": 60.0},
    "contingents' stock": {"supply_guarantor_stock_days": 20.0},
    "contingents' resupply": {"supply_guarantor_resupply_share": 0.9},
    "aid": {"supply_aid_resupply_share": 0.9},
    "capacity": {"supply_train_tonnes": 5000.0},
}


@pytest.mark.parametrize("what", MORE)
def test_more_supply_never_holds_less_in_sum(what: str, arena_of: Callable[..., Any]) -> None:
    """Single worlds may go astray with the reserves; the sum over worlds by no more than `test_kernel_sense` allows."""
    arena = arena_of("tutorial", 300, SEED)
    starved = {**arena.draws.columns, **{name: np.full(300, value) for name, value in STARVED.items()}}
    assert set(STARVED) <= set(arena.draws.columns)
    less, more = (
        np.concatenate(
            [
                arena.play(arena.scenario.design(design), attack, replace(arena.draws, columns=starved | changed))[
                    "held"
                ]
                for design in ("forward-defence", "tripwire")
                for attack in ("limited", "full")
            ]
        )
        for changed in ({}, {name: np.full(300, value) for name, value in MORE[what].items()})
    )
    assert more.mean() >= less.mean() - 0.001
    assert ((less == 1.0) & (more == 0.0)).mean() < 0.01


def test_what_is_lacking_shows_in_the_outcomes(arena_of: Callable[..., Any]) -> None:
    arena = arena_of("tutorial", 300, SEED)
    design = arena.scenario.design("tripwire")
    starved = {**arena.draws.columns, **{name: np.full(300, value) for name, value in STARVED.items()}}
    usual = arena.play(design, "full")
    poor = arena.play(design, "full", replace(arena.draws, columns=starved))
    assert poor["short_share"].mean() > usual["short_share"].mean() + 0.1
    assert poor["fuel_left_days"].mean() < usual["fuel_left_days"].mean()
    assert poor["held"].mean() < usual["held"].mean()
