"""Reference class: survival is a falling probability, nothing seen moves nothing, a smaller ratio never survives less."""

from __future__ import annotations

import numpy as np
import pytest
from examples import few_examples
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.strategy.reference import READINGS, effects, hazard_ratio, survival
from casus.flow.strategy.reference_features import Features
from casus.foundation.codes import SPECIFICATIONS

RATIOS = sorted({column for reading in READINGS.values() for column in reading if column is not None})
OTHERS = ["reference_light_forces", "reference_heavy_forces", "reference_depth", "reference_monitoring"]
FEW = few_examples(20)  # making three worlds takes longer than what is tried on them
NOTHING = Features(False, False, False, False, "none", 0.0, False)

designs = st.builds(
    Features, st.booleans(), st.booleans(), st.booleans(), st.just(False), st.sampled_from(["none", "light", "heavy"]),
    st.sampled_from([0.0, 0.5, 1.0]), st.booleans(),
)  # fmt: skip
pacts = st.builds(
    Features, st.just(True), st.booleans(), st.just(True), st.just(False), st.just("none"), st.just(0.0), st.just(False)
)
years = st.lists(st.floats(0, 50), min_size=1, max_size=6).map(sorted)


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, np.ndarray]:
    """Columns of three worlds, within and beyond what the evidence has."""
    one = {name: draw(st.lists(st.floats(0.01, 5), min_size=3, max_size=3)) for name in [*RATIOS, *OTHERS]}
    one |= {name: draw(st.lists(st.floats(0.0, 0.99), min_size=3, max_size=3)) for name in ["reference_renewed_10y"]}
    one |= {"reference_renewed_shape": draw(st.lists(st.floats(0.2, 3), min_size=3, max_size=3))}
    one |= {"reference_political_share": draw(st.lists(st.floats(0, 1), min_size=3, max_size=3))}
    codes = st.integers(0, len(SPECIFICATIONS) - 1)
    one |= {"reference_specification": draw(st.lists(codes, min_size=3, max_size=3))}
    return {name: np.array(values, dtype=float) for name, values in one.items()}


@FEW
@given(designs, worlds(), years)
def test_survival_is_a_probability_that_never_rises_with_time(design, of, years):
    kept = survival(design, of, years)
    assert kept.shape == (3, len(years))
    assert ((kept >= 0) & (kept <= 1)).all()
    assert (np.diff(kept, axis=1) <= 0).all()


@FEW
@given(designs, worlds())
def test_everyone_is_at_peace_on_the_first_day(design, of):
    assert (survival(design, of, [0.0]) == 1.0).all()


@FEW
@given(worlds(), years)
def test_where_nothing_is_seen_nothing_moves(of, years):
    assert (hazard_ratio(NOTHING, of) == 1.0).all()
    ten = survival(NOTHING, of, [10.0])[:, 0]
    np.testing.assert_allclose(ten, 1.0 - of["reference_renewed_10y"], atol=1e-12)


@FEW
@given(designs, designs, worlds(), years)
def test_a_smaller_ratio_never_survives_less(one, other, of, years):
    smaller = hazard_ratio(one, of) <= hazard_ratio(other, of)
    assert (survival(one, of, years)[smaller] >= survival(other, of, years)[smaller]).all()


@pytest.mark.parametrize("name", SPECIFICATIONS)
@FEW
@given(pacts, worlds())
def test_a_binding_pact_alone_has_the_ratio_of_its_reading(name, pact, of):
    column = READINGS[name].major if pact.major_power else READINGS[name].minor
    expected = np.ones(3) if column is None else of[column]
    np.testing.assert_allclose(hazard_ratio(pact, of, name), expected)


@FEW
@given(designs, worlds())
def test_a_political_promise_moves_the_hazard_the_same_way_and_never_further(design, of):
    parts = effects(design, of)
    binding = np.log(parts["guarantee"] * parts["depth"])
    as_it_is = np.log(parts["guarantee"] * parts["depth"] * parts["form"])
    assert (np.abs(as_it_is) <= np.abs(binding) + 1e-9).all()
    assert (as_it_is * binding >= -1e-9).all()


@FEW
@given(designs, worlds(), years)
def test_a_world_does_not_depend_on_the_others(design, of, years):
    turned = {name: column[::-1].copy() for name, column in of.items()}  # NumPy takes powers of a view in another way
    np.testing.assert_array_equal(survival(design, turned, years), survival(design, of, years)[::-1])
