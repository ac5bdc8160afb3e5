"""Chance by name: what one quantity draws does not depend on what else is drawn, and every draw is possible."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest, spearmanr

from casus.evidence.entry import Entry
from casus.evidence.register import read_register
from casus.flow.campaign.philox import philox4x32, standard_normal, uniform
from casus.flow.draws.sample import event_names, sample
from casus.flow.draws.streams import SAMPLINGS, Sampling, uniforms
from casus.flow.handoffs import Draws
from casus.flow.scenario.correlation import is_possible
from casus.flow.scenario.quantities import named_quantities
from casus.flow.scenario.read import read_scenario, scenario_names
from casus.flow.scenario.schema.scenario import Correlation, Scenario

NAMED: tuple[Sampling, ...] = (
    "monte-carlo",
    "latin-hypercube",
)  # the designs in which a stream depends on its name alone
SEEDS = st.integers(0, 2**63 - 1)
NAMES = st.lists(st.text(st.sampled_from("abcdefgh._"), min_size=1, max_size=8), min_size=1, max_size=6, unique=True)
SCENARIOS = scenario_names()
MANY = 4000


@cache
def scenario_of(name: str) -> Scenario:
    return read_scenario(name)


@cache
def small_scenario() -> Scenario:
    """The tutorial with two nations, one attack and none of the model's quantities, which is quickly drawn."""
    whole = scenario_of("tutorial")
    setup = whole.setup.model_copy(update={"attacks": whole.setup.attacks[:1], "correlations": ()})
    return whole.model_copy(update={"setup": setup, "guarantors": whole.guarantors[:2], "parameters": {}})


@cache
def drawn(name: str, draws: int = 500, seed: int = 1, sampling: Sampling = "monte-carlo") -> Draws:
    return sample(scenario_of(name), read_register(), draws, seed, sampling)


# --- streams ----------------------------------------------------------------------------------------------------------


@given(st.sampled_from(NAMED), SEEDS, NAMES, st.integers(1, 50))
def test_adding_a_name_shifts_no_other(sampling: Sampling, seed: int, names: list[str], draws: int) -> None:
    fewer, more = uniforms(sampling, seed, names[1:], draws), uniforms(sampling, seed, names, draws)
    assert set(more) == set(names)
    for name in names[1:]:
        np.testing.assert_array_equal(fewer[name], more[name])


@given(st.sampled_from(SAMPLINGS), SEEDS, NAMES, st.integers(1, 50), st.randoms())
def test_the_order_of_names_does_not_matter(
    sampling: Sampling, seed: int, names: list[str], draws: int, dice: Any
) -> None:
    shuffled = dice.sample(names, len(names))
    one, other = uniforms(sampling, seed, names, draws), uniforms(sampling, seed, shuffled, draws)
    for name in names:
        np.testing.assert_array_equal(one[name], other[name])


@given(st.sampled_from(SAMPLINGS), SEEDS, NAMES, st.integers(1, 50))
def test_uniform_numbers_lie_inside_0_and_1_and_repeat(
    sampling: Sampling, seed: int, names: list[str], draws: int
) -> None:
    once, twice = uniforms(sampling, seed, names, draws), uniforms(sampling, seed, names, draws)
    for name in names:
        assert once[name].shape == (draws,)
        assert np.all((once[name] > 0) & (once[name] < 1))
        np.testing.assert_array_equal(once[name], twice[name])


@given(SEEDS, NAMES, st.integers(1, 50), st.integers(0, 50))
def test_a_short_monte_carlo_run_begins_a_longer_one(seed: int, names: list[str], draws: int, further: int) -> None:
    short, long = uniforms("monte-carlo", seed, names, draws), uniforms("monte-carlo", seed, names, draws + further)
    for name in names:
        np.testing.assert_array_equal(short[name], long[name][:draws])


@given(SEEDS, NAMES, st.integers(1, 200))
def test_a_latin_hypercube_has_one_number_in_each_stratum(seed: int, names: list[str], draws: int) -> None:
    for numbers in uniforms("latin-hypercube", seed, names, draws).values():
        assert sorted(np.floor(numbers * draws)) == list(range(draws))


@given(SEEDS, NAMES, st.integers(0, 8))
def test_sobol_numbers_are_balanced(seed: int, names: list[str], power: int) -> None:
    """2^n points, shifted modulo 1, stay 2^-n apart: none of the equal parts of the circle is left out."""
    draws = 2**power
    for numbers in uniforms("sobol", seed, names, draws).values():
        np.testing.assert_allclose(np.diff(np.sort(numbers)), 1 / draws, rtol=0, atol=1e-9)


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_sobol_and_the_others_are_uniform(sampling: Sampling) -> None:
    for numbers in uniforms(sampling, 3, ["a", "b", "c"], MANY).values():
        assert kstest(numbers, "uniform").pvalue > 1e-3


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_names_are_independent_of_each_other(sampling: Sampling) -> None:
    numbers = uniforms(sampling, 5, [f"quantity-{n}" for n in range(12)], MANY)
    ranks = spearmanr(np.stack(list(numbers.values())), axis=1).statistic
    assert np.abs(ranks[~np.eye(12, dtype=bool)]).max() < 0.07


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_another_seed_or_another_name_is_another_stream(sampling: Sampling) -> None:
    one, other = uniforms(sampling, 1, ["a", "b"], 64), uniforms(sampling, 2, ["a", "b"], 64)
    assert not np.array_equal(one["a"], other["a"])
    assert not np.array_equal(one["a"], one["b"])


# --- draws of a scenario ----------------------------------------------------------------------------------------------


def test_there_are_scenarios_to_draw_from() -> None:
    assert SCENARIOS
    assert all(list(named_quantities(scenario_of(name))) for name in SCENARIOS)


@pytest.mark.parametrize("sampling", SAMPLINGS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_value_is_possible(name: str, sampling: Sampling) -> None:
    draws, entries = drawn(name, sampling=sampling), read_register().entries
    for named in named_quantities(scenario_of(name)):
        quantity, values = named.quantity, draws.columns[named.name]
        source = quantity if quantity.evidence is None else entries[quantity.evidence]
        low, high = source.bounds or (None, None)
        assert values.shape == (500,), named.name
        assert np.all(np.isfinite(values)), named.name
        assert source.unit == "logit" or values.min() >= 0, named.name
        assert source.unit not in {"share", "probability"} or values.max() <= 1, named.name
        assert low is None or values.min() >= low, named.name
        assert high is None or values.max() <= high, named.name
        if isinstance(source, Entry) and source.weights:
            assert set(values) <= set(range(len(source.weights))), named.name


@pytest.mark.parametrize("name", SCENARIOS)
def test_one_world_in_ten_lies_outside_the_range(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the casebook is read, which moves some (tests/unit/flow/draws/test_kept_promises.py)."""
    monkeypatch.setattr("casus.flow.draws.sample.MOST_KEPT", 0)
    monkeypatch.setattr("casus.flow.draws.sample.after_casebook", lambda *_: {})
    draws, entries = sample(scenario_of(name), read_register(), MANY), read_register().entries
    compared = 0
    for named in named_quantities(scenario_of(name)):
        quantity = named.quantity
        source = quantity if quantity.evidence is None else entries[quantity.evidence]
        if source.range is not None:
            values = draws.columns[named.name]
            compared += 1
            assert np.mean(values < source.range[0]) <= 0.05 + 0.02, named.name
            assert np.mean(values > source.range[1]) <= 0.05 + 0.02, named.name
    assert compared


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_quantity_and_every_event_has_a_column(name: str) -> None:
    scenario, draws = scenario_of(name), drawn(name)
    events = list(event_names(scenario))
    assert events
    assert set(draws.columns) == {*(named.name for named in named_quantities(scenario)), *events}
    for event in events:
        values = draws.columns[event]
        if event.endswith((".haste", ".friction")):
            assert kstest(values, "norm").pvalue > 1e-4, event
        else:
            assert np.all((values > 0) & (values < 1)), event


@pytest.mark.parametrize("sampling", NAMED)
def test_a_nation_that_is_left_out_shifts_nothing_else(sampling: Sampling) -> None:
    whole = small_scenario()
    less = whole.model_copy(update={"guarantors": whole.guarantors[1:]})
    more, fewer = (sample(one, read_register(), 50, 1, sampling).columns for one in (whole, less))
    gone = set(more) - set(fewer)
    assert gone
    assert all(column.startswith(f"nation.{whole.guarantors[0].id}.") for column in gone)
    for column, values in fewer.items():
        np.testing.assert_array_equal(values, more[column], err_msg=column)


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_the_order_of_nations_does_not_matter(sampling: Sampling) -> None:
    scenario = small_scenario()
    turned = scenario.model_copy(update={"guarantors": scenario.guarantors[::-1]})
    one, other = (sample(each, read_register(), 50, 1, sampling).columns for each in (scenario, turned))
    assert set(one) == set(other)
    for column, values in one.items():
        np.testing.assert_array_equal(values, other[column], err_msg=column)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_first_worlds_of_a_longer_study_are_those_of_a_shorter(name: str) -> None:
    short, long = drawn(name, 500), drawn(name, MANY)
    for column, values in short.columns.items():
        np.testing.assert_allclose(values, long.columns[column][:500], rtol=1e-12, err_msg=column)


def test_a_draw_that_is_taken_keeps_its_number_and_its_world() -> None:
    draws = drawn("tutorial", 50)
    chosen = np.array([7, 3, 41])
    taken = draws.take(chosen)
    assert len(taken) == 3
    np.testing.assert_array_equal(taken.numbers, chosen)
    assert taken.columns
    for column, values in taken.columns.items():
        np.testing.assert_array_equal(values, draws.columns[column][chosen])


# --- correlations -----------------------------------------------------------------------------------------------------

CLOSE_RANK = 0.1  # the promise that the documentation makes at 4,000 draws
STATED = [(name, correlation) for name in SCENARIOS for correlation in scenario_of(name).setup.correlations]


def rank_of(draws: Draws, correlation: Correlation) -> float:
    first, second = correlation.between
    return float(spearmanr(draws.columns[first], draws.columns[second]).statistic)


def test_there_are_correlations_to_look_at() -> None:
    assert STATED


@pytest.mark.parametrize(("name", "correlation"), STATED, ids=lambda value: getattr(value, "between", value))
def test_correlated_quantities_have_the_stated_rank_correlation(name: str, correlation: Correlation) -> None:
    assert abs(rank_of(drawn(name, MANY), correlation) - correlation.rank) < CLOSE_RANK


PAIR = ("protected.heavy", "nation.dorvan.notice")


@cache
def with_rank(rank: float | None, sampling: Sampling) -> Draws:
    """Draws of the small scenario with one correlation of a given rank, or none."""
    scenario = small_scenario()
    made = () if rank is None else (Correlation(between=PAIR, rank=rank, why="Made up for this test."),)
    setup = scenario.setup.model_copy(update={"correlations": made})
    return sample(scenario.model_copy(update={"setup": setup}), read_register(), MANY, 1, sampling)


@pytest.mark.parametrize("sampling", SAMPLINGS)
@pytest.mark.parametrize("rank", [-0.9, -0.4, 0.4, 0.9])
def test_any_rank_correlation_is_met_and_leaves_the_marginals(rank: float, sampling: Sampling) -> None:
    free, tied = with_rank(None, sampling), with_rank(rank, sampling)
    assert abs(float(spearmanr(tied.columns[PAIR[0]], tied.columns[PAIR[1]]).statistic) - rank) < CLOSE_RANK
    for column, values in tied.columns.items():
        if column not in PAIR:
            np.testing.assert_array_equal(values, free.columns[column], err_msg=column)
    for column in PAIR:
        levels = [0.05, 0.25, 0.5, 0.75, 0.95]
        spread = np.ptp(free.columns[column])
        apart = np.quantile(tied.columns[column], levels) - np.quantile(free.columns[column], levels)
        assert np.abs(apart).max() < 0.05 * spread, column


def test_correlations_that_contradict_each_other_are_impossible() -> None:
    a, b, c = "protected.heavy", "protected.medium", "protected.light"
    assert is_possible([(a, b, 0.9), (b, c, 0.9), (a, c, 0.9)])
    assert not is_possible([(a, b, 0.9), (b, c, 0.9), (a, c, -0.9)])


# --- what a range of the scenario's own may not exceed ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "interval", "bounds", "least", "most"),
    [
        ("share", (0.5, 0.99), None, 0.0, 1.0),
        ("share", (0.5, 0.99), (0.4, 3.0), 0.4, 1.0),
        ("probability", (0.01, 0.3), (-1.0, None), 0.0, 1.0),
        ("brigade", (0.1, 9.0), None, 0.0, np.inf),
        ("brigade", (0.1, 9.0), (-3.0, 7.0), 0.0, 7.0),
        ("day", (1.0, 9.0), (0.5, None), 0.5, np.inf),
    ],
)
def test_no_unit_goes_beyond_what_is_possible(unit: str, interval: Any, bounds: Any, least: float, most: float) -> None:
    scenario = small_scenario()
    made = {"unit": unit, "distribution": "normal", "range": interval, "bounds": bounds}
    quantity = scenario.setup.protected.heavy.model_copy(update={**made, "value": None})
    protected = scenario.setup.protected.model_copy(update={"heavy": quantity})
    setup = scenario.setup.model_copy(update={"protected": protected})
    draws = sample(scenario.model_copy(update={"setup": setup}), read_register(), 2000)
    values = draws.columns["protected.heavy"]
    assert values.min() >= least
    assert values.max() <= most
    assert np.mean(values == least) + np.mean(values == most) > 0 or (bounds is None and unit == "brigade")


# --- the kernel's many small numbers ----------------------------------------------------------------------------------

KNOWN_ANSWERS = [  # Random123 (Salmon et al. 2011), kat_vectors, philox4x32 10
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
WORD = st.integers(0, 0xFFFFFFFF)


def plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as written; the same where compilation is switched off."""
    return getattr(function, "py_func", function)


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN_ANSWERS)
def test_philox_gives_the_published_answers(counter: Any, key: Any, answer: Any) -> None:
    assert tuple(philox4x32(*counter, *key)) == answer
    assert tuple(plain(philox4x32)(*counter, *key)) == answer


@given(st.tuples(*[WORD] * 6))
def test_compiled_philox_is_plain_philox(words: tuple[int, ...]) -> None:
    compiled = tuple(philox4x32(*words))
    assert compiled == tuple(plain(philox4x32)(*words))
    assert all(0 <= word <= 0xFFFFFFFF for word in compiled)


@given(WORD, WORD, WORD, WORD, WORD)
def test_normal_numbers_are_finite_and_repeat(seed: int, draw: int, stream: int, site: int, step: int) -> None:
    number = standard_normal(seed, draw, stream, site, step)
    assert np.isfinite(number)
    assert number == standard_normal(seed, draw, stream, site, step)
    assert number == pytest.approx(plain(standard_normal)(seed, draw, stream, site, step), rel=1e-12, abs=1e-12)


@given(WORD, WORD, WORD, WORD, WORD)
def test_counted_uniform_numbers_lie_inside_0_and_1_and_repeat(
    seed: int, draw: int, stream: int, site: int, step: int
) -> None:
    number = uniform(seed, draw, stream, site, step)
    assert 0.0 < number < 1.0
    assert number == plain(uniform)(seed, draw, stream, site, step)


@pytest.mark.parametrize("varied", range(5), ids=["seed", "draw", "stream", "site", "step"])
def test_every_part_of_the_key_gives_new_normal_numbers(varied: int) -> None:
    numbers = np.array(
        [standard_normal(*(number if part == varied else 9 for part in range(5))) for number in range(MANY)]
    )
    assert len(np.unique(numbers)) == MANY
    assert kstest(numbers, "norm").pvalue > 1e-3
    assert abs(np.corrcoef(numbers[:-1], numbers[1:])[0, 1]) < 0.06
