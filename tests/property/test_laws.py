"""What must be true of every law of ground combat and of the ground itself, whatever the numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.campaign import arrays, ground
from casus.flow.campaign.laws import dupuy1979, positional2023
from casus.flow.campaign.laws.tables import band_of, interpolate

WORLD = np.dtype([
    (name, "f8")
    for name in (
        "ground_hold_km_per_brigade", "ground_porous_km_per_brigade", "ground_river_hold_ratio", "ground_rail_reach",
        "ground_carried_days",
    )
])  # fmt: skip


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


RATIO = numbers(0.0, 40.0)
SHARE = numbers(0.0, 1.0)
WORKS = st.integers(0, len(arrays.WORKS) - 1)
MOBILITY = numbers(0.05, 1.1)
NORM = numbers(0.0, 0.2)
KPERSONS = numbers(0.0, 300.0)


def world(
    hold: float = 5.0, porous: float = 15.0, rail_reach: float = 150.0
) -> np.recarray[tuple[int], np.dtype[np.void]]:
    """A world with only what the ground works out of it once."""
    record = arrays.one(WORLD)
    record.ground_hold_km_per_brigade, record.ground_porous_km_per_brigade = hold, porous
    record.ground_rail_reach = rail_reach
    return record


def settled(**fields: float) -> np.recarray[tuple[int], np.dtype[np.void]]:
    """What the ground works out of such a world; its fields have the lane last."""
    record = arrays.one(arrays.SETTLED)
    ground.settle_ground(world(**fields), record, 0)
    return record


def thinness(hold: float, porous: float, width: float, brigades: float) -> float:
    """How thin a line is in a world where brigades hold and cover so many kilometres."""
    line = settled(hold=hold, porous=porous)
    return ground.thinness(line.dense_km[0], line.thinning[0], width, brigades)


# --- Dupuy 1979 -------------------------------------------------------------------------------------------------------


@st.composite
def mixes(draw: st.DrawFn) -> tuple[float, float]:
    """Shares of armour and of mechanised troops; the rest is foot."""
    armour = draw(SHARE)
    return armour, draw(SHARE) * (1.0 - armour)


@given(RATIO, RATIO, WORKS, MOBILITY, mixes())
def test_dupuy_never_advances_slower_at_a_higher_ratio(
    a: float, b: float, works: int, mobility: float, mix: tuple[float, float]
) -> None:
    low, high = sorted((a, b))
    slow = dupuy1979.advance_km_per_day(low, works, mobility, *mix)
    assert 0.0 <= slow <= dupuy1979.advance_km_per_day(high, works, mobility, *mix)


@given(numbers(0.0, math.nextafter(1.0, 0.0)), WORKS, MOBILITY, mixes())
def test_dupuy_does_not_advance_below_parity(
    ratio: float, works: int, mobility: float, mix: tuple[float, float]
) -> None:
    assert dupuy1979.advance_km_per_day(ratio, works, mobility, *mix) == 0.0


@given(numbers(1.0, 40.0), st.integers(0, len(arrays.WORKS) - 2), MOBILITY, mixes())
def test_dupuy_never_advances_faster_against_better_works(
    ratio: float, works: int, mobility: float, mix: tuple[float, float]
) -> None:
    better = dupuy1979.advance_km_per_day(ratio, works + 1, mobility, *mix)
    assert 0.0 < better <= dupuy1979.advance_km_per_day(ratio, works, mobility, *mix)


@given(numbers(1.0, 40.0), WORKS, MOBILITY, SHARE, SHARE)
def test_dupuy_lets_armour_advance_at_least_as_fast_as_mechanised_troops_and_those_as_foot(
    ratio: float, works: int, mobility: float, a: float, b: float
) -> None:
    low, high = sorted((a, b))
    foot, mounted, armour = (
        dupuy1979.advance_km_per_day(ratio, works, mobility, *mix)
        for mix in ((low, 0.0), (low, high - low), (high, 0.0))
    )
    assert foot <= mounted * (1.0 + 1e-12)
    assert mounted <= armour * (1.0 + 1e-12)


@given(numbers(0.0, 5000.0), numbers(0.0, 5000.0), st.booleans())
def test_dupuy_never_moves_faster_over_a_wider_river_or_through_more_mines(a: float, b: float, fordable: bool) -> None:
    few, many = sorted((a, b))
    assert 0.5 <= dupuy1979.river_mobility(many, fordable) <= dupuy1979.river_mobility(few, fordable) <= 1.0
    assert dupuy1979.river_mobility(few, False) <= dupuy1979.river_mobility(few, True)
    assert 0.5 <= dupuy1979.mine_mobility(many) <= dupuy1979.mine_mobility(few) <= 1.0


@given(numbers(-2.0, 2.0), numbers(-2.0, 2.0))
def test_dupuy_moves_faster_and_bleeds_less_under_a_friendlier_sky(a: float, b: float) -> None:
    worse, better = sorted((a, b))
    assert 0.9 <= dupuy1979.air_mobility(worse) <= dupuy1979.air_mobility(better) <= 1.1
    assert 1.1 >= dupuy1979.air_vulnerability(worse) >= dupuy1979.air_vulnerability(better) >= 0.9


@given(numbers(0.3, 5.0), numbers(0.0, 10.0), numbers(0.0, 10.0))
def test_surprise_fades_to_nothing_and_never_grows(factor: float, a: float, b: float) -> None:
    early, late = sorted((a, b))
    assert abs(dupuy1979.faded(factor, late) - 1.0) <= abs(dupuy1979.faded(factor, early) - 1.0)
    assert dupuy1979.faded(factor, 0.0) == pytest.approx(factor)
    assert dupuy1979.faded(factor, 3.0 + early) == pytest.approx(1.0)


@given(numbers(0.5, 1.0), numbers(0.0, 400.0), numbers(0.0, 400.0), numbers(0.0, 0.2))
def test_combat_tires_and_rest_restores_between_exhausted_and_fresh(
    fatigue: float, a: float, b: float, per_day: float
) -> None:
    short, long = sorted((a, b))
    tired = dupuy1979.fatigue_after(fatigue, long, per_day)
    assert dupuy1979.MOST_FATIGUED <= tired <= dupuy1979.fatigue_after(fatigue, short, per_day) <= fatigue
    assert fatigue <= dupuy1979.fatigue_rested(fatigue, short) <= dupuy1979.fatigue_rested(fatigue, long) <= 1.0


@given(NORM, RATIO, KPERSONS, SHARE, st.booleans())
def test_dupuy_loses_a_share_between_nothing_and_all(
    norm: float, own_ratio: float, kpersons: float, cover: float, advancing: bool
) -> None:
    assert 0.0 <= dupuy1979.loss_share_per_day(norm, own_ratio, kpersons, cover, advancing) < 1.0


@given(NORM, RATIO, RATIO, KPERSONS, SHARE, st.booleans())
def test_dupuy_never_loses_more_of_a_force_that_is_superior(
    norm: float, a: float, b: float, kpersons: float, cover: float, advancing: bool
) -> None:
    low, high = sorted((a, b))
    weaker = dupuy1979.loss_share_per_day(norm, low, kpersons, cover, advancing)
    assert dupuy1979.loss_share_per_day(norm, high, kpersons, cover, advancing) <= weaker * (1.0 + 1e-12)


@given(NORM, RATIO, KPERSONS, KPERSONS, SHARE)
def test_dupuy_never_loses_a_greater_share_of_a_greater_force(
    norm: float, own_ratio: float, a: float, b: float, cover: float
) -> None:
    low, high = sorted((a, b))
    small = dupuy1979.loss_share_per_day(norm, own_ratio, low, cover, True)
    assert dupuy1979.loss_share_per_day(norm, own_ratio, high, cover, True) <= small * (1.0 + 1e-12)


@given(NORM, RATIO, KPERSONS, SHARE)
def test_dupuy_loses_less_of_a_force_that_only_holds(
    norm: float, own_ratio: float, kpersons: float, cover: float
) -> None:
    attacking, holding = (dupuy1979.loss_share_per_day(norm, own_ratio, kpersons, cover, on) for on in (True, False))
    assert holding <= attacking


# --- the positional regime --------------------------------------------------------------------------------------------


@given(RATIO, RATIO, numbers(0.5, 3.0), numbers(0.0, 1.0))
def test_the_positional_front_never_moves_slower_at_a_higher_ratio(
    a: float, b: float, threshold: float, rate: float
) -> None:
    low, high = sorted((a, b))
    slow = positional2023.advance_km_per_day(low, threshold, rate)
    assert 0.0 <= slow <= positional2023.advance_km_per_day(high, threshold, rate) * (1.0 + 1e-12)
    assert slow <= rate * positional2023.MOST_OVER_USUAL


@given(RATIO, numbers(0.5, 3.0), numbers(0.0, 1.0))
def test_the_positional_front_stands_below_its_threshold(ratio: float, threshold: float, rate: float) -> None:
    if ratio < threshold:
        assert positional2023.advance_km_per_day(ratio, threshold, rate) == 0.0


@given(numbers(0.0, 0.1), numbers(0.1, 10.0), numbers(0.01, 100.0), numbers(0.01, 100.0), st.booleans())
def test_the_positional_regime_keeps_its_rate_of_exchange(
    loss: float, exchange: float, attackers: float, defenders: float, advancing: bool
) -> None:
    own, theirs = positional2023.loss_shares_per_day(loss, exchange, attackers, defenders, advancing, dupuy1979.HOLDING)
    assert 0.0 <= own < 1.0
    assert theirs >= 0.0
    assert own * attackers == pytest.approx(exchange * theirs * defenders, rel=1e-12)


def test_the_positional_regime_takes_nothing_from_a_side_that_is_not_there() -> None:
    assert positional2023.loss_shares_per_day(0.01, 2.0, 10.0, 0.0, True, dupuy1979.HOLDING)[1] == 0.0


# --- tables -----------------------------------------------------------------------------------------------------------


@given(numbers(-5.0, 50.0))
def test_a_number_lies_in_the_band_that_begins_at_or_below_it(number: float) -> None:
    band = band_of(dupuy1979.BAND_FLOOR, number)
    assert band == 0 or dupuy1979.BAND_FLOOR[band] <= number
    assert band + 1 == len(dupuy1979.BAND_FLOOR) or number < dupuy1979.BAND_FLOOR[band + 1]


@given(numbers(-5.0, 50.0))
def test_interpolation_stays_between_the_printed_values_beside_it(number: float) -> None:
    value = interpolate(number, dupuy1979.OWN_RATIO, dupuy1979.OPPOSITION)
    assert value == pytest.approx(np.interp(number, dupuy1979.OWN_RATIO, dupuy1979.OPPOSITION), rel=1e-12)


# --- the ground -------------------------------------------------------------------------------------------------------


@given(numbers(1.0, 20.0), numbers(1.0, 60.0), numbers(1.0, 200.0), numbers(0.0, 50.0), numbers(0.0, 50.0))
def test_a_line_never_thins_as_brigades_join_it(hold: float, porous: float, width: float, a: float, b: float) -> None:
    few, many = sorted((a, b))
    assert 0.0 <= thinness(hold, porous, width, many) <= thinness(hold, porous, width, few) <= 1.0


@given(numbers(1.0, 20.0), numbers(0.001, 60.0), numbers(0.1, 50.0))
def test_a_line_thins_from_what_brigades_hold_to_what_they_cover_and_at_once_where_that_is_less(
    hold: float, further: float, brigades: float
) -> None:
    porous = hold + further
    assert thinness(hold, porous, brigades * hold * (1.0 - 1e-6), brigades) == 0.0
    assert thinness(hold, porous, brigades * (hold + porous) / 2.0, brigades) == pytest.approx(0.5, rel=1e-6)
    assert thinness(hold, porous, brigades * porous * (1.0 + 1e-6), brigades) == 1.0
    assert thinness(porous, hold, brigades * hold * (1.0 - 1e-6), brigades) == 0.0
    assert thinness(porous, hold, brigades * hold * (1.0 + 1e-6), brigades) == 1.0


@given(numbers(1.0, 20.0), numbers(1.0, 60.0), numbers(1.0, 200.0), numbers(1.0, 200.0), numbers(0.0, 50.0))
def test_a_line_never_thickens_as_it_widens(hold: float, porous: float, a: float, b: float, defenders: float) -> None:
    narrow, wide = sorted((a, b))
    assert thinness(hold, porous, narrow, defenders) <= thinness(hold, porous, wide, defenders)


@given(WORKS, SHARE, SHARE)
def test_works_are_worth_less_in_a_thinner_line(works: int, a: float, b: float) -> None:
    dense, thin = sorted((a, b))
    least, most = dupuy1979.POSTURE_STRENGTH[0], dupuy1979.POSTURE_STRENGTH[works]
    strength = strength_of(works, thin)
    assert strength <= strength_of(works, dense) + 1e-12
    assert least - 1e-12 <= strength <= most + 1e-12


def strength_of(works: int, thin: float) -> float:
    return ground.manned_strength(dupuy1979.POSTURE_STRENGTH[works], thin)


@given(st.integers(0, len(arrays.WORKS) - 2), SHARE)
def test_better_works_are_never_weaker(works: int, thin: float) -> None:
    assert strength_of(works, thin) <= strength_of(works + 1, thin) + 1e-12


@given(numbers(1.0, 6.0), numbers(0.0, 2000.0), numbers(0.0, 2000.0), RATIO, RATIO)
def test_a_river_is_never_easier_to_force_when_wider_or_with_less(
    hold_ratio: float, river_a: float, river_b: float, ratio_a: float, ratio_b: float
) -> None:
    (narrow, wide), (less, more) = sorted((river_a, river_b)), sorted((ratio_a, ratio_b))
    needed, needed_for_narrow = (ground.crossing_ratio(hold_ratio, river_m) for river_m in (wide, narrow))
    if ground.held_at_river(needed, True, less, 1.0) > 0.0:
        assert ground.held_at_river(needed_for_narrow, True, less, 1.0) > 0.0
        assert ground.held_at_river(needed, True, more, 1.0) > 0.0
    assert ground.held_at_river(needed, False, less, 1.0) == 1.0
    assert ground.held_at_river(ground.crossing_ratio(hold_ratio, 0.0), True, 0.0, 1.0) == 1.0


@given(numbers(0.0, 2000.0), numbers(0.0, 2000.0), numbers(0.0, 40.0))
def test_the_advance_across_a_river_is_slower_the_wider_it_is_and_free_beyond_it(
    a: float, b: float, depth_km: float
) -> None:
    narrow, wide = (axis_with_river(width) for width in sorted((a, b)))
    slow, fast = (river_factor(axis, depth_km) for axis in (wide, narrow))
    assert dupuy1979.RIVER_UNFORDABLE[-1] <= slow <= fast <= 1.0
    assert river_factor(wide, ground.BANK_KM + 1.0) == 1.0


def river_factor(axis: np.recarray[tuple[int], np.dtype[np.void]], depth_km: float) -> float:
    """The river's factor on the advance of a front at a depth, as the kernel takes it."""
    front = arrays.many(arrays.FRONT, 1)[0]
    ground.place_front(axis, front, 0, depth_km, 5.0, 15.0, 3.0, 0)
    return ground.river_behind(front.river_mobility[0, 0], front.near_km[0, 0], depth_km)


def axis_with_river(river_m: float) -> np.recarray[tuple[int], np.dtype[np.void]]:
    """Ground with one axis of one segment, behind a river."""
    axis = arrays.one(arrays.GROUND)
    axis.axes, axis.segments[0], axis.end_km[0, 0], axis.river_m[0, 0] = 1, 1, 50.0, river_m
    return axis


@given(numbers(20.0, 400.0), numbers(0.0, 100.0), numbers(0.0, 600.0), numbers(0.0, 600.0))
def test_an_attack_never_gains_power_as_it_leaves_its_railheads(
    reach: float, rail_km: float, a: float, b: float
) -> None:
    near, far = sorted((a, b))
    per_reach = settled(rail_reach=reach).per_rail_reach[0]
    beyond, before = (ground.beyond_rail_factor(rail_km + km, reach, per_reach, False) for km in (far, near))
    assert ground.beyond_rail_factor(rail_km + far, reach, per_reach, True) == 1.0
    assert ground.SLOWEST_BEYOND_RAIL <= beyond <= before <= 1.0


@given(numbers(0.0, 100.0), numbers(0.0, 100.0), numbers(0.0, 100.0), numbers(0.0, 100.0))
def test_the_ratio_of_powers_rises_with_the_attack_and_falls_with_the_defence(
    attack_a: float, attack_b: float, defence_a: float, defence_b: float
) -> None:
    (weak, strong), (thin, thick) = sorted((attack_a, attack_b)), sorted((defence_a, defence_b))
    least = ground.power_ratio(weak, thick)
    assert 0.0 <= least <= ground.power_ratio(strong, thick) <= ground.power_ratio(strong, thin) * (1.0 + 1e-12)
    assert ground.power_ratio(strong, thin) <= ground.OVERWHELMING
