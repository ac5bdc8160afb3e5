"""A range means the same whatever the shape: one world in twenty lies below it, one in twenty above."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.evidence.distribution import HIGH, LOW, Distribution, Floats, problem_with_distribution, quantile

ENDS = np.array([LOW, HIGH])
GRID = np.linspace(0.0005, 0.9995, 1999)
WITH_RANGE = ("uniform", "triangular", "pert", "normal", "lognormal", "beta")
CLOSE = 1e-3  # chosen: a range is typed with two or three digits


@st.composite
def specs(draw: st.DrawFn, kinds: tuple[str, ...] = WITH_RANGE) -> dict[str, Any]:
    """A distribution with a range that somebody might type: shares, days, brigades, persons, million euro."""
    kind = draw(st.sampled_from(kinds))
    if kind == "beta":
        low = draw(st.floats(0.001, 0.98))
        return {"distribution": kind, "interval": (low, draw(st.floats(low + 0.01, 0.995)))}
    scale = 10.0 ** draw(st.floats(-4, 6))
    low = scale * draw(st.floats(0.01 if kind == "lognormal" else 0, 1))
    high = low + scale * draw(st.floats(0.01, 1))
    spec: dict[str, Any] = {"distribution": kind, "interval": (low, high)}
    if kind in {"triangular", "pert"}:
        spec["value"] = min(low + draw(st.floats(0, 1)) * (high - low), high)
    return spec


@settings(max_examples=150)
@given(specs())
def test_the_typed_range_is_the_5_to_95_percent_interval(spec: dict[str, Any]) -> None:
    low, high = spec["interval"]
    assert problem_with_distribution(spec["distribution"], spec.get("value"), (low, high), None, None) is None
    np.testing.assert_allclose(quantile(probability=ENDS, **spec), [low, high], rtol=0, atol=CLOSE * (high - low))


@pytest.mark.parametrize("kind", ["triangular", "pert"])
@pytest.mark.parametrize("mode_share", [0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 1])
@pytest.mark.parametrize("interval", [(0.001, 0.002), (0.0, 1.0), (5.0, 5.1), (1e4, 9e5)])
def test_the_scale_and_the_mode_do_not_matter(kind: Any, mode_share: float, interval: tuple[float, float]) -> None:
    low, high = interval
    mode = min(low + mode_share * (high - low), high)
    found = quantile(kind, ENDS, value=mode, interval=interval)
    np.testing.assert_allclose(found, [low, high], rtol=0, atol=CLOSE * (high - low))


@given(specs())
def test_values_rise_with_probability_and_are_finite(spec: dict[str, Any]) -> None:
    values = quantile(probability=GRID, **spec)
    assert values.shape == GRID.shape
    assert np.all(np.isfinite(values))
    rises = np.diff(values)
    assert np.all(rises >= -1e-12 * np.abs(values[1:]))
    assert values[-1] > values[0]


@given(specs(), st.floats(-0.5, 0.5), st.floats(0.5, 1.5))
def test_no_value_lies_beyond_the_bounds_and_those_within_do_not_move(
    spec: dict[str, Any], least: float, most: float
) -> None:
    low, high = spec["interval"]
    bounds = (low + least * (high - low), low + most * (high - low))
    free, cut = quantile(probability=GRID, **spec), quantile(probability=GRID, bounds=bounds, **spec)
    assert cut.min() >= bounds[0]
    assert cut.max() <= bounds[1]
    within = (free >= bounds[0]) & (free <= bounds[1])
    np.testing.assert_array_equal(cut[within], free[within])


@given(specs(("beta", "lognormal")))
def test_shares_stay_shares_and_positive_numbers_positive(spec: dict[str, Any]) -> None:
    values = quantile(probability=GRID, **spec)
    assert values.min() >= 0
    assert spec["distribution"] != "beta" or values.max() <= 1


@given(specs(("triangular", "pert")))
def test_the_mode_is_where_values_are_densest(spec: dict[str, Any]) -> None:
    low, high = spec["interval"]
    values = quantile(probability=GRID, **spec)
    densest = values[np.argmin(np.diff(values))]
    assert abs(densest - spec["value"]) < 0.1 * (high - low)


@given(specs(("lognormal", "normal", "uniform")))
def test_half_of_the_worlds_lie_below_the_middle(spec: dict[str, Any]) -> None:
    low, high = spec["interval"]
    middle = np.sqrt(low * high) if spec["distribution"] == "lognormal" else (low + high) / 2
    assert quantile(probability=np.array([0.5]), **spec)[0] == pytest.approx(middle)


@given(st.floats(-1e6, 1e6))
def test_a_point_has_one_value(value: float) -> None:
    assert set(quantile("point", GRID, value=value)) == {value}


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=30))
def test_an_empirical_distribution_gives_each_observation_equally_often(values: list[float]) -> None:
    probability = (np.arange(len(values)) + 0.5) / len(values)
    np.testing.assert_array_equal(quantile("empirical", probability, values=values), sorted(values))
    assert set(quantile("empirical", GRID, values=values)) <= set(values)
    assert np.all(np.diff(quantile("empirical", GRID, values=values)) >= 0)


@given(st.lists(st.integers(0, 20), min_size=2, max_size=6).filter(any))
def test_a_categorical_distribution_gives_each_alternative_by_its_weight(numbers: list[int]) -> None:
    weights = {f"law-{index}": float(number) for index, number in enumerate(numbers)}
    probability = (np.arange(sum(numbers)) + 0.5) / sum(numbers)
    drawn = quantile("categorical", probability, weights=weights)
    assert [int(np.sum(drawn == index)) for index in range(len(numbers))] == numbers
    assert np.all(np.diff(drawn) >= 0)


@pytest.mark.parametrize("kind", ["point", "empirical", "categorical", *WITH_RANGE])
def test_the_shape_of_the_answer_is_that_of_the_question(kind: Any) -> None:
    probability: Floats = np.array([[0.1, 0.5], [0.7, 0.9], [0.2, 0.3]])
    interval = None if kind in {"point", "empirical", "categorical"} else (0.2, 0.6)
    answer = quantile(kind, probability, value=0.4, interval=interval, values=(0.1, 0.9), weights={"a": 1, "b": 2})
    assert answer.shape == (3, 2)
    assert answer.dtype == np.float64


# --- what cannot be ---------------------------------------------------------------------------------------------------

IMPOSSIBLE = [
    ("point", {}, "a point needs 'value' and no 'range'"),
    ("point", {"value": 1.0, "interval": (0.5, 2.0)}, "a point needs 'value' and no 'range'"),
    ("uniform", {"value": 1.0}, "a uniform distribution needs 'range: [low, high]' (its 5-95 % interval)"),
    ("beta", {}, "a beta distribution needs 'range: [low, high]' (its 5-95 % interval)"),
    ("uniform", {"interval": (2.0, 1.0)}, "the range [2.0, 1.0] must rise"),
    ("normal", {"interval": (1.0, 1.0)}, "the range [1.0, 1.0] must rise"),
    ("triangular", {"interval": (1.0, 2.0)}, "a triangular distribution needs a 'value' (its mode) inside the range"),
    ("pert", {"value": 3.0, "interval": (1.0, 2.0)}, "a pert distribution needs a 'value' (its mode) inside the range"),
    ("lognormal", {"interval": (0.0, 2.0)}, "a lognormal range must be above 0"),
    ("lognormal", {"interval": (-1.0, 2.0)}, "a lognormal range must be above 0"),
    ("beta", {"interval": (0.0, 0.5)}, "a beta range must lie inside 0 and 1"),
    ("beta", {"interval": (0.5, 1.0)}, "a beta range must lie inside 0 and 1"),
    ("empirical", {}, "an empirical distribution needs two or more 'values'"),
    ("empirical", {"values": [1.0]}, "an empirical distribution needs two or more 'values'"),
    ("categorical", {}, "a categorical distribution needs two or more 'weights'"),
    ("categorical", {"weights": {"a": 1.0}}, "a categorical distribution needs two or more 'weights'"),
    ("categorical", {"weights": {"a": 0.0, "b": 0.0}}, "weights cannot be negative and must not all be 0"),
    ("categorical", {"weights": {"a": 2.0, "b": -1.0}}, "weights cannot be negative and must not all be 0"),
]


@pytest.mark.parametrize(("kind", "numbers", "says"), IMPOSSIBLE)
def test_an_impossible_distribution_is_refused(kind: str, numbers: dict[str, Any], says: str) -> None:
    given_numbers = {"value": None, "interval": None, "values": None, "weights": None, **numbers}
    assert problem_with_distribution(kind, *given_numbers.values()) == says


@pytest.mark.parametrize("kind", WITH_RANGE)
@pytest.mark.parametrize("interval", [(2.0, 1.0), (0.5, 0.5), None])
def test_no_shape_takes_a_range_that_does_not_rise(kind: str, interval: tuple[float, float] | None) -> None:
    assert problem_with_distribution(kind, 1.5, interval, None, None) is not None


def test_every_kind_is_tested() -> None:
    kinds = set(get_args(Distribution))
    assert kinds == {kind for kind, *_ in IMPOSSIBLE}
    assert kinds == {*WITH_RANGE, "point", "empirical", "categorical"}
