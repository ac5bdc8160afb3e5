"""How a body comes to a decision: order statistics in closed form, and what no rule of decision may do to the clock."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casus.flow.campaign import arrays
from casus.flow.campaign.arrays import CONSENSUS, MAJORITY, QUORUM
from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.council import collective_day
from casus.flow.strategy.games.alliance_clock import alliance_clock
from casus.foundation.sizes import NATIONS

Floats = npt.NDArray[np.float64]

SAMPLES, SEED = 20_000, 7
MEAN_H, BY_H = 8.0, 24.0
ERRORS = 4.5  # chosen: standard errors; a true rule fails one of the twenty comparisons once in seven thousand seeds
OFTEN = settings(deadline=None, max_examples=80)
WORLD = np.dtype([("nation_event_block", "f8", (NATIONS,)), ("decision_block_probability", "f8")])
CLOCKS = [
    (32, 32, CONSENSUS, 32.468, 0.195106),
    (32, 22, QUORUM, 9.036, 1.0),
    (10, 10, CONSENSUS, 23.432, 0.600080),
    (10, 6, QUORUM, 6.765, 0.999938),
    (1, 1, QUORUM, 8.0, 0.950213),
]
"""Members, votes needed, rule, expected hours and chance of a decision within a day, as computed by hand."""


@compiled
def fill_days(world, promise, trigger, councils, days):  # type: ignore[no-untyped-def]
    for index in range(len(councils)):
        days[index] = collective_day(world[0], promise[0], trigger, councils[index])


def promise_of(members: int, rule: int, **fields: Any) -> arrays.Records:
    """A pact between the first nations, with one vote each where nothing else is given."""
    promise = arrays.many(arrays.PROMISE, 1)
    promise["nations"], promise["members"], promise["rule"] = NATIONS, members, rule
    promise["member"][0, :members] = 1
    promise["weight"] = 1.0
    for name, value in fields.items():
        front = (0, slice(0, len(value))) if isinstance(value, list) else (0,)
        promise[name][front] = value
    return promise


def days_of(
    own_days: Floats,
    promise: arrays.Records,
    *,
    blocking: float = 0.0,
    answers: Floats | None = None,
    trigger: float = 0.0,
) -> Floats:
    """Day on which the body decides, for each row of own days; those who never decide give their answer on another day."""
    rows = np.atleast_2d(own_days)
    councils, days = arrays.many(arrays.COUNCIL, len(rows)), np.zeros(len(rows))
    councils["decision_day"], councils["delay_days"] = math.inf, math.inf
    councils["decision_day"][:, : rows.shape[1]] = rows
    councils["delay_days"][:, : rows.shape[1]] = rows - trigger if answers is None else answers
    world = arrays.many(WORLD, 1)
    world["nation_event_block"], world["decision_block_probability"] = 0.5, blocking
    fill_days(world, promise, trigger, councils, days)
    return days


def day_of(own_days: list[float], rule: int, **fields: Any) -> float:
    return float(days_of(np.array(own_days), promise_of(len(own_days), rule, **fields))[0])


# --- order statistics -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("members", "needed", "rule", "hours", "by_probability"), CLOCKS)
def test_the_clock_of_a_body_is_an_order_statistic(
    members: int, needed: int, rule: int, hours: float, by_probability: float
) -> None:
    own_hours = np.random.default_rng(SEED).exponential(MEAN_H, (SAMPLES, members))
    quorum = needed if rule == QUORUM else 0
    decided = days_of(own_hours, promise_of(members, rule, quorum=quorum))
    np.testing.assert_array_equal(decided, np.sort(own_hours, axis=1)[:, needed - 1])
    exact = alliance_clock(members, needed, MEAN_H, BY_H)
    assert exact.expected_hours == pytest.approx(hours, abs=5e-4)
    assert exact.by_probability == pytest.approx(by_probability, abs=5e-7)
    assert decided.mean() == pytest.approx(hours, abs=ERRORS * decided.std() / math.sqrt(SAMPLES))
    error = math.sqrt(by_probability * (1.0 - by_probability) / SAMPLES)
    assert (decided <= BY_H).mean() == pytest.approx(by_probability, abs=ERRORS * error + 1e-6)


# --- what holds for any members ---------------------------------------------------------------------------------------

DAY = st.one_of(st.floats(0.0, 60.0), st.sampled_from([0.0, 1.0, 2.0, math.inf]))
OWN_DAYS = st.lists(DAY, min_size=1, max_size=NATIONS)
WILLING = st.lists(st.floats(0.0, 60.0), min_size=1, max_size=NATIONS)
WEIGHTS = st.lists(st.integers(1, 100), min_size=NATIONS, max_size=NATIONS)
SHARE = st.integers(1, 100).map(lambda percent: percent / 100.0)


@OFTEN
@given(OWN_DAYS)
def test_more_votes_are_never_had_sooner(own_days: list[float]) -> None:
    days = [day_of(own_days, QUORUM, quorum=votes) for votes in range(1, len(own_days) + 1)]
    assert days == sorted(own_days)


@OFTEN
@given(WILLING)
def test_a_quorum_of_all_is_consensus_where_all_are_willing(own_days: list[float]) -> None:
    assert day_of(own_days, QUORUM, quorum=len(own_days)) == day_of(own_days, CONSENSUS) == max(own_days)


@OFTEN
@given(OWN_DAYS, SHARE)
def test_a_majority_of_equal_votes_is_a_quorum(own_days: list[float], share: float) -> None:
    quorum = math.ceil(share * len(own_days) - 1e-9)
    by_share = day_of(own_days, MAJORITY, majority_share=share)
    assert by_share == day_of(own_days, QUORUM, quorum=quorum)


@OFTEN
@given(OWN_DAYS, WEIGHTS, SHARE, st.integers(-10, 10))
def test_the_unit_of_votes_does_not_matter(
    own_days: list[float], weights: list[int], share: float, doublings: int
) -> None:
    votes = [float(weight) for weight in weights]
    scaled = [weight * 2.0**doublings for weight in votes]
    once = day_of(own_days, MAJORITY, majority_share=share, weight=votes)
    assert day_of(own_days, MAJORITY, majority_share=share, weight=scaled) == once


@OFTEN
@given(OWN_DAYS, WEIGHTS, SHARE)
def test_a_majority_has_the_votes_on_its_day_and_not_before(
    own_days: list[float], weights: list[int], share: float
) -> None:
    votes = np.array(weights[: len(own_days)], dtype=float)
    day = day_of(own_days, MAJORITY, majority_share=share, weight=list(votes))
    given_by = {limit: votes[np.array(own_days) <= limit].sum() for limit in {*own_days} if math.isfinite(limit)}
    enough = [limit for limit, cast in given_by.items() if cast >= share * votes.sum() - 1e-6]
    assert day == min(enough, default=math.inf)


@OFTEN
@given(OWN_DAYS, st.sampled_from([CONSENSUS, QUORUM, MAJORITY]), SHARE, st.integers(1, NATIONS))
def test_a_body_in_which_the_adversary_sits_never_decides(
    own_days: list[float], rule: int, share: float, quorum: int
) -> None:
    fields = {"majority_share": share, "quorum": min(quorum, len(own_days))}
    assert day_of(own_days, rule, adversary_at_the_table=1, **fields) == math.inf


@OFTEN
@given(WILLING, st.floats(0.0, 60.0))
def test_the_unwilling_are_waited_for_or_block(own_days: list[float], answer: float) -> None:
    assume(len(own_days) < NATIONS)
    row, answers = np.array([*own_days, math.inf]), np.array([*own_days, answer])
    promise = promise_of(len(row), CONSENSUS)
    abstained = float(days_of(row, promise, answers=answers)[0])
    blocked = float(days_of(row, promise, answers=answers, blocking=1.0)[0])
    assert abstained == max(*own_days, answer)
    assert blocked == math.inf
    assert float(days_of(np.array(own_days), promise_of(len(own_days), CONSENSUS), blocking=1.0)[0]) == max(own_days)


@OFTEN
@given(
    OWN_DAYS, st.integers(0, NATIONS - 1), st.floats(0.0, 60.0), st.sampled_from([CONSENSUS, QUORUM, MAJORITY]), SHARE
)
def test_a_member_that_decides_sooner_never_delays_the_others(
    own_days: list[float], who: int, sooner: float, rule: int, share: float
) -> None:
    who %= len(own_days)
    hastened = [min(day, sooner) if nation == who else day for nation, day in enumerate(own_days)]
    fields = {"majority_share": share, "quorum": math.ceil(share * len(own_days))}
    answers = np.array([day if math.isfinite(day) else 60.0 for day in own_days])
    before, after = (
        float(days_of(np.array(days), promise_of(len(days), rule, **fields), answers=answers)[0])
        for days in (own_days, hastened)
    )
    assert after <= before


@OFTEN
@given(WILLING, st.floats(-90.0, 90.0), st.sampled_from([CONSENSUS, QUORUM, MAJORITY]), SHARE)
def test_a_body_decides_as_long_after_the_trigger_whenever_that_is(
    own_days: list[float], trigger: float, rule: int, share: float
) -> None:
    promise = promise_of(len(own_days), rule, majority_share=share, quorum=math.ceil(share * len(own_days)))
    at_nought, moved = (
        days_of(np.array(own_days), promise),
        days_of(np.array(own_days) + trigger, promise, trigger=trigger),
    )
    np.testing.assert_allclose(moved - trigger, at_nought, atol=1e-9)


def test_nobody_who_is_no_member_has_a_vote() -> None:
    promise = promise_of(2, QUORUM, quorum=2)
    assert float(days_of(np.array([3.0, 5.0, 0.0]), promise)[0]) == 5.0
    promise["quorum"] = 3
    assert float(days_of(np.array([3.0, 5.0, 0.0]), promise)[0]) == math.inf
