"""The price of aggression: what must hold of it whatever the numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.scenario.schema.design import Settlement
from casus.flow.strategy.course import Course
from casus.flow.strategy.parts import PARTS, parts_meur
from casus.flow.strategy.price import (
    AIMS,
    Terms,
    belief_weight,
    believed,
    break_even,
    cost_lines_meur,
    gained_share,
    price_meur,
    sanctions_meur,
    value_meur,
)
from casus.flow.strategy.risk import attack_probability, occasion_probability, ready_years

MONEY = (
    "price_soldier", "price_brigade", "price_aircraft", "price_running_day", "price_attrition_day", "price_further_days",
    "price_failure", "price_intervention", "aims.output", "paid.soldiers", "paid.brigades", "paid.aircraft", "paid.days",
)  # fmt: skip
YEARS = ("sanctions_years", "opportunity_years", "paid.sanctions_years", "aims.readiness")
SHARES = ("sanctions_loss_share", "sanctions_return_probability", "sanctions_again_probability", "sanctions_step_share")

share = st.floats(0.0, 1.0)
positive = st.floats(0.01, 1e4)


WORLDS = 12
seeds = st.integers(0, 2**32 - 1)


def worlds_from(seed):
    """Columns of a dozen worlds, over several orders of magnitude."""
    rng = np.random.default_rng(seed)
    of = {name: 10.0 ** rng.uniform(-2, 4, WORLDS) for name in MONEY}
    of |= {name: 10.0 ** rng.uniform(-1, 1.3, WORLDS) for name in YEARS} | {name: rng.random(WORLDS) for name in SHARES}
    of |= {name: rng.uniform(0.05, 5.0, WORLDS) for name in AIMS.values()}
    return of | {
        "aims.multiple": rng.uniform(0.0, 10.0, WORLDS),
        "sanctions_regeneration_factor": rng.uniform(1.0, 2.0, WORLDS),
    }


def course_from(seed):
    """A course of which some of the shares are nought and some one."""
    rng = np.random.default_rng(seed)
    taken = np.clip(rng.uniform(-0.3, 1.3, 6), 0.0, 1.0)
    lost = rng.uniform(0.0, 500.0, 3) * (rng.random(3) > 0.1)
    return Course(*map(np.asarray, [*taken[:4], *lost, *taken[4:]]))


worlds, courses = seeds.map(worlds_from), seeds.map(course_from)
terms = st.builds(
    Terms,
    scale=st.floats(0.01, 1.0),
    days=st.floats(10.0, 90.0),
    settlement=st.sampled_from([Settlement(sanctions=kind) for kind in ("kept", "snap-back", "lifted")]),
)


@given(courses, courses, worlds, terms)
def test_price_never_falls_when_less_is_gained_and_more_is_lost(a, b, of, given_terms):
    pairs = list(zip(a, b, strict=True))
    worse = Course(*(np.minimum(x, y) for x, y in pairs[:4]), *(np.maximum(x, y) for x, y in pairs[4:]))
    assert (price_meur(worse, of, given_terms) >= price_meur(a, of, given_terms) * (1.0 - 1e-12)).all()


@given(courses, worlds, terms)
def test_price_is_what_makes_gain_and_cost_equal(course, of, given_terms):
    price, gained = price_meur(course, of, given_terms), gained_share(course, of)
    cost = sum(cost_lines_meur(course, of, given_terms).values())
    assert (price[gained == 0.0] == np.inf).all()
    some = gained > 0.0
    assert price[some] * gained[some] == pytest.approx(cost[some])


@given(st.lists(st.tuples(positive, positive, share), min_size=1, max_size=4), st.floats(0.0, 1e5))
def test_probability_of_attack_is_one_and_never_rises_with_the_price(options, value):
    prices, more, occasions = (np.array(column) for column in zip(*options, strict=True))
    chance = attack_probability(list(prices), list(occasions), np.asarray(value))
    dearer = attack_probability(list(prices + more), list(occasions), np.asarray(value))
    assert 0.0 <= float(dearer) <= float(chance) <= 1.0


@given(courses, worlds, terms)
def test_nobody_attacks_for_aims_that_are_worth_nothing(course, of, given_terms):
    of["aims.multiple"] = np.zeros(WORLDS)
    occasion = occasion_probability(of, given_terms)
    assert attack_probability([price_meur(course, of, given_terms)], [occasion], value_meur(of)).max() == 0.0


@given(courses, courses, courses, worlds, terms)
def test_guarantee_that_is_not_believed_changes_nothing(alone, backed, kept, of, given_terms):
    expected = believed(alone, backed, kept, np.array([-np.inf]))
    assert (price_meur(expected, of, given_terms) == price_meur(alone, of, given_terms)).all()


@given(courses, courses, courses)
def test_belief_of_the_model_is_the_model(alone, backed, kept):
    for expected, given_there in zip(believed(alone, backed, kept, np.asarray(0.0)), backed, strict=True):
        assert expected == pytest.approx(given_there, abs=1e-9)


@given(courses, courses, courses, st.floats(-9.0, 9.0))
def test_what_is_believed_lies_between_alone_and_kept(alone, backed, kept, logit):
    for a, b, k, found in zip(alone, backed, kept, believed(alone, backed, kept, np.asarray(logit)), strict=True):
        ends = (a, b) if logit <= 0.0 else (b, k)
        assert min(ends) - 1e-9 <= found <= max(ends) + 1e-9


@given(share, st.floats(-8, 8), st.floats(0, 4))
def test_belief_is_a_probability_that_rises_with_the_logit(acting, logit, more):
    low, high = (acting * belief_weight(np.asarray(acting), np.asarray(b)) for b in (logit, logit + more))
    assert 0.0 <= low <= high * (1 + 1e-12) <= 1.0 + 1e-9


@given(courses, courses, worlds, terms)
def test_parts_add_up_to_the_price_and_none_of_three_is_negative(alone, backed, of, given_terms):
    free = Course(*(np.asarray(x) for x in (1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)))
    parts = parts_meur(free, alone, backed, of, given_terms)
    price = price_meur(backed, of, given_terms)
    assert set(parts) == set(PARTS)
    known = np.isfinite(price) & np.isfinite(price_meur(alone, of, given_terms))
    largest = 1e-9 * np.max([np.abs(part)[known] for part in parts.values()], axis=0)  # parts may cancel each other
    assert (np.abs(sum(parts.values()) - price)[known] <= largest + 1e-9 * price[known]).all()
    for part in ("denial", "sanctions", "time"):
        assert (parts[part][known] >= -largest - 1e-9 * price[known]).all()


@given(worlds, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_sanctions_in_force_cannot_be_threatened_again(of, step, more):
    of["sanctions_step_share"], of["sanctions_return_probability"] = (
        np.asarray(min(step, more)),
        np.asarray(max(step, more)),
    )
    kept, back = (sanctions_meur(of, Settlement(sanctions=kind)) for kind in ("kept", "snap-back"))
    assert (kept <= back).all()


@given(worlds, terms, st.floats(0.0, 1.0))
def test_smaller_attack_is_ready_sooner(of, given_terms, part):
    smaller = given_terms._replace(scale=given_terms.scale * part)
    assert (ready_years(of, smaller) <= ready_years(of, given_terms)).all()


def test_nothing_gained_has_no_price():
    assert break_even(np.array([0.0, 5.0]), np.array([0.0, 0.0])).tolist() == [np.inf, np.inf]
