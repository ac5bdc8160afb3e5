"""A bit that is not the same is found, wherever it lies, and counted where it lies; what is the same is never found."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from casus.study.again.bits import LAST_BITS, Unlike, alike, bit_differences

DESIGNS, ATTACKS, DRAWS = ["paper", "line"], ["probe", "full"], 5
PLACES = st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, DRAWS - 1))


def made_up() -> xr.Dataset:
    chance = np.random.default_rng(3)
    by_draw = chance.normal(size=(2, 2, DRAWS)) * 100.0
    by_draw[0, 0, :3] = [np.nan, np.inf, 0.0]
    depth = chance.normal(size=(2, 2, DRAWS, 3)).astype(np.float32)
    return xr.Dataset(
        {
            "area_km2": (("design", "attack", "draw"), by_draw, {"units": "km2"}),
            "depth_km": (("design", "attack", "draw", "day"), depth, {"units": "km"}),
            "gain": (("design", "attack"), chance.normal(size=(2, 2)), {"units": "1"}),
            "drawn": (("quantity", "draw"), chance.normal(size=(2, DRAWS)), {"units": "1"}),
        },
        {"design": DESIGNS, "attack": ATTACKS, "draw": range(DRAWS), "design_title": ("design", ["Paper", "Line"])},
        {"horizon_days": 90, "version": "1"},
    )


def changed(name: str, place: tuple[int, ...], change) -> xr.Dataset:
    data = made_up().copy(deep=True)
    data[name].values[place] = change(data[name].values[place])
    return data


def found(again: xr.Dataset):
    kept, now, unlike = alike(made_up(), again)
    return list(bit_differences(kept, now)), unlike


def test_the_same_is_the_same():
    assert found(made_up()) == ([], ())


@given(PLACES, st.integers(0, 63))
def test_any_bit_is_found_where_it_is(place, bit):
    def flip(value):
        return (np.float64(value).view(np.uint64) ^ np.uint64(1 << bit)).view(np.float64)

    again = changed("area_km2", place, flip)
    differences, unlike = found(again)
    if np.isnan(made_up()["area_km2"].values[place]) and np.isnan(again["area_km2"].values[place]):
        assert not differences  # one 'not a number' for another
        return
    assert [(one.variable, one.design, one.attack, one.differ, one.of) for one in differences] == [
        ("area_km2", DESIGNS[place[0]], ATTACKS[place[1]], 1, DRAWS)
    ]
    assert not unlike


@pytest.mark.parametrize(
    ("change", "beyond"),
    [
        (lambda x: np.nextafter(x, np.inf), 0),
        (lambda x: x * (1 + LAST_BITS / 3), 0),
        (lambda x: x * (1 + LAST_BITS * 3), 1),
        (lambda x: np.nan, 1),
        (lambda x: np.inf, 1),
    ],
)
def test_last_bits_are_told_from_more(change, beyond):
    differences, _ = found(changed("area_km2", (1, 1, 2), change))
    assert [(one.differ, one.beyond) for one in differences] == [(1, beyond)]


def test_minus_zero_is_another_bit_and_no_difference():
    differences, _ = found(changed("area_km2", (0, 0, 2), lambda x: -x))
    assert [(one.differ, one.beyond, one.largest) for one in differences] == [(1, 0, 0.0)]


def test_a_world_with_several_numbers_counts_once_and_short_numbers_have_fewer_bits():
    differences, _ = found(changed("depth_km", (1, 0, 2), lambda x: np.nextafter(x, np.float32(9e9))))
    assert [(one.counted, one.differ, one.beyond, one.of) for one in differences] == [("worlds", 1, 0, DRAWS)]


def test_what_has_no_worlds_or_no_design_is_compared_too():
    assert [(one.counted, one.of) for one in found(changed("gain", (0, 1), lambda x: x + 1))[0]] == [("numbers", 1)]
    (one,) = found(changed("drawn", (1, 4), lambda x: x + 1))[0]
    assert (one.design, one.attack, one.counted, one.differ, one.of) == (None, None, "worlds", 1, DRAWS)


def test_types_names_words_and_settings_are_told():
    again = made_up().assign_attrs(horizon_days=60, version="2")
    again["area_km2"] = again["area_km2"].astype(np.float32)
    again = again.assign_coords(design=["paper", "wall"], design_title=("design", ["Paper!", "Wall"])).drop_vars("gain")
    differences, unlike = found(again)
    assert set(unlike) == {
        Unlike("setting 'horizon_days'", "90", "60"),
        Unlike("type of 'area_km2'", "float64", "float32"),
        Unlike("variable 'gain'", "there", "not there"),
        Unlike("names in 'design'", "line", "wall"),
        Unlike("'design_title'", "Paper", "Paper!"),
    }
    assert {(one.variable, one.design) for one in differences} == {("area_km2", "paper")}


def test_the_order_of_names_does_not_matter_to_the_numbers():
    differences, unlike = found(made_up().isel(design=[1, 0]))
    assert not differences
    assert [one.what for one in unlike] == ["order of 'design'"]
