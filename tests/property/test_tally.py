"""What adds up exactly: sums are the true sums, sketches keep their error, and no result depends on pieces or order."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.metrics import exact_sum as summing
from casus.flow.metrics.exact_sum import exact_sum
from casus.flow.metrics.sketch import RELATIVE_ERROR, Sketch, sketch_of

FINITE = st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=40)
SMALLEST = 2.3e-308
SIZED = st.floats(-1e300, 1e300).map(lambda x: x if abs(x) > SMALLEST else 0.0)
WITH_ENDS = st.one_of(SIZED, st.sampled_from([0.0, -0.0, math.inf, -math.inf, math.nan]))
SHARES = st.floats(0.0, 1.0)


def floats(values: list[float]) -> np.ndarray:
    return np.array(values, dtype=np.float64)


@given(FINITE)
def test_a_sum_is_the_true_sum(values: list[float]) -> None:
    true = sum(map(Fraction, values), Fraction(0))
    assert exact_sum(floats(values)) == true
    try:
        rounded = math.fsum(values)
    except OverflowError:
        return
    assert float(true) == rounded


@given(FINITE, st.integers(1, 5))
def test_a_sum_of_any_pieces_is_the_same(values: list[float], at_once: int) -> None:
    whole = exact_sum(floats(values))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summing, "AT_ONCE", at_once)
        assert exact_sum(floats(values[::-1])) == whole


def test_as_many_numbers_as_are_added_at_once_do_not_overflow() -> None:
    """The halves of the largest mantissa, as many as AT_ONCE allows, stay whole numbers below 2^53."""
    assert summing.AT_ONCE * (2**summing.HALF - 1) < 2**53


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_has_no_exact_sum(bad: float) -> None:
    with pytest.raises(ArithmeticError, match="not finite"):
        exact_sum(floats([1.0, bad]))


@given(st.lists(SIZED, min_size=1, max_size=60), SHARES)
def test_a_quantile_of_a_sketch_is_within_its_error(values: list[float], share: float) -> None:
    given = np.abs(floats(values))
    (near,) = sketch_of(given).quantiles([share])
    true = float(np.quantile(given, share))
    assert abs(near - true) <= RELATIVE_ERROR * true * (1 + 1e-12)


@given(st.lists(WITH_ENDS, min_size=1, max_size=60), SHARES)
def test_a_quantile_among_the_values_is_near_one_of_them_and_keeps_nought_and_infinity(
    values: list[float], share: float
) -> None:
    known = floats(values)[~np.isnan(floats(values))]
    sketch = sketch_of(floats(values))
    assert sketch.n == len(known)
    (near,) = sketch.quantiles_among([share])
    if not len(known):
        assert math.isnan(near)
        return
    true = float(np.quantile(known, share, method="inverted_cdf"))
    assert near == true if true == 0.0 or math.isinf(true) else abs(near - true) <= RELATIVE_ERROR * abs(true)


@given(st.lists(WITH_ENDS, max_size=60), st.lists(st.integers(0, 60), max_size=4), st.randoms())
def test_sketches_of_any_pieces_in_any_order_add_up_to_that_of_the_whole(
    values: list[float], cuts: list[int], dice: object
) -> None:
    ends = [0, *sorted(min(cut, len(values)) for cut in cuts), len(values)]
    pieces = [sketch_of(floats(values[a:b])) for a, b in zip(ends, ends[1:], strict=False)]
    dice.shuffle(pieces)  # type: ignore[attr-defined]
    total: Sketch = pieces[0]
    for piece in pieces[1:]:
        total = total + piece
    whole = sketch_of(floats(values))
    assert total.buckets.tolist() == whole.buckets.tolist()
    assert total.counts.tolist() == whole.counts.tolist()
    assert (total.least, total.most) == (whole.least, whole.most)
    assert whole.count_of(0.0) == np.count_nonzero(floats(values) == 0.0)
    assert whole.count_of(math.inf) == np.count_nonzero(floats(values) == math.inf)


def test_the_error_of_a_sketch_is_reached_and_not_passed() -> None:
    """At the foot of a power of two the buckets are widest for their values."""
    (near,) = sketch_of(floats([0.0, 1.0, 2.0])).quantiles([0.5])
    assert abs(near - 1.0) == RELATIVE_ERROR


@given(st.lists(WITH_ENDS, min_size=1, max_size=40))
def test_no_quantile_lies_beyond_the_numbers(values: list[float]) -> None:
    """So that no share is above 1."""
    known = [x for x in values if not math.isnan(x)]
    for near in sketch_of(floats(values)).quantiles_among([0.0, 0.5, 1.0]):
        assert not known or min(known) <= near <= max(known)
