"""Rotation: more brigades never run out earlier, a larger rotation factor never later, a smaller contingent never earlier."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.handoffs import Draws
from casus.flow.metrics.band import band
from casus.flow.metrics.rotation import sustained_months
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import Contingent, Design

NATIONS = ("dorvan", "elmere", "gildern")
TUTORIAL = read_scenario("tutorial").design("tripwire")

pools = st.dictionaries(
    st.tuples(st.sampled_from(NATIONS), st.sampled_from(["heavy", "light"])), st.floats(0, 20), max_size=6
)
factors = st.floats(1, 10)
tours = st.floats(1, 24)
contingents = st.lists(
    st.tuples(st.sampled_from(NATIONS), st.sampled_from(["heavy", "medium", "light"]), st.floats(0.2, 12)),
    min_size=1,
    max_size=6,
)
Asked = list[tuple[str, str, float]]
Pools = dict[tuple[str, str], float]


def asking(contingents: Asked) -> Design:
    """The tutorial's tripwire with other forces in place."""
    forces = tuple(
        Contingent.model_validate({"nation": nation, "type": type, "brigades": brigades, "zone": "east"})
        for nation, type, brigades in contingents
    )
    return TUTORIAL.model_copy(update={"posture": TUTORIAL.posture.model_copy(update={"in_place": forces})})


def month(asked: Asked, pools: Pools, factor: float, tour: float) -> float:
    """The month in one world; a pool that is not named has two brigades."""
    columns = {f"nation.{n}.{p}": np.array([pools.get((n, p), 2.0)]) for n in NATIONS for p in ("heavy", "light")}
    columns |= {"deployment_rotation_factor": np.array([factor]), "deployment_tour_months": np.array([tour])}
    return float(sustained_months(asking(asked), Draws(columns, np.arange(1), 1, "monte-carlo"))[0])


@given(
    contingents, pools, factors, tours, st.sampled_from(NATIONS), st.sampled_from(["heavy", "light"]), st.floats(0, 9)
)
def test_more_pool_never_brings_the_month_earlier(asked, pools, factor, tour, nation, pool, more):
    larger = pools | {(nation, pool): pools.get((nation, pool), 2.0) + more}
    assert month(asked, larger, factor, tour) >= month(asked, pools, factor, tour)


@given(contingents, pools, factors, tours, st.floats(0, 5))
def test_a_larger_rotation_factor_never_makes_it_later(asked, pools, factor, tour, more):
    assert month(asked, pools, factor + more, tour) <= month(asked, pools, factor, tour)


@given(contingents, pools, factors, tours, st.data())
def test_a_smaller_contingent_never_brings_it_earlier(asked, pools, factor, tour, data):
    place = data.draw(st.integers(0, len(asked) - 1))
    nation, type, brigades = asked[place]
    smaller = [*asked[:place], (nation, type, data.draw(st.floats(0.2, brigades))), *asked[place + 1 :]]
    # a sum of contingents may round the other way in the last digit
    assert month(smaller, pools, factor, tour) >= month(asked, pools, factor, tour) * (1 - 1e-9)


@given(contingents, contingents, pools, factors, tours)
def test_asking_more_nations_never_makes_it_later(asked, further, pools, factor, tour):
    assert month(asked + further, pools, factor, tour) <= month(asked, pools, factor, tour)


@given(contingents, pools, factors, tours)
def test_it_is_never_filled_or_lasts_a_tour_at_least_and_ends_before_the_first_unit_is_fit_again(
    asked, pools, factor, tour
):
    found = month(asked, pools, factor, tour)
    assert found == 0 or tour <= found < factor * tour or found == np.inf


@pytest.mark.parametrize("worlds", [1, 7, 20, 200])
@given(st.floats(0, 1))
def test_a_quantile_of_months_is_one_of_them(worlds, ending):
    months = np.where(np.arange(worlds) < ending * worlds, np.arange(worlds, dtype=float), np.inf)
    found = band(months)
    assert {found.p05, found.p50, found.p95} <= set(months)
    assert found.p05 <= found.p50 <= found.p95
