"""What must be true of Davis's aggregation, whatever the shares."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.campaign.laws import davis1995

SHARE = st.floats(0.0, 1.0)
RATIO = st.floats(0.0, 20.0)
SLACK = 1e-9


def theatre(met: float) -> float:
    return davis1995.theatre_break_even(davis1995.SECTOR_BREAK_EVEN, met, davis1995.HOLDING_RATIO)


@given(SHARE, SHARE, SHARE)
def test_the_break_even_rises_with_the_share_of_the_front_attacked(a: float, b: float, moved: float) -> None:
    narrow, wide = sorted((a, b))
    assert theatre(davis1995.share_met(narrow, moved)) <= theatre(davis1995.share_met(wide, moved)) + SLACK


@given(SHARE, SHARE, SHARE)
def test_the_break_even_rises_with_the_defenders_who_foresaw_the_attack(front: float, a: float, b: float) -> None:
    few, many = sorted((a, b))
    assert front - SLACK <= davis1995.share_met(front, few) <= davis1995.share_met(front, many) + SLACK
    assert theatre(davis1995.share_met(front, few)) <= theatre(davis1995.share_met(front, many)) + SLACK


@given(st.floats(davis1995.DEFENCE_CONSERVATIVE_SHARE, davis1995.ATTACKER_CONSERVATIVE_SHARE))
def test_between_the_two_cautious_shares_the_break_even_lies_between_davis_numbers(met: float) -> None:
    assert 1.2 - SLACK <= theatre(met) <= 2.1 + SLACK


@given(RATIO, SHARE, RATIO)
def test_the_theatre_needs_no_more_than_its_most_demanding_sector(sector: float, met: float, holding: float) -> None:
    needed = davis1995.theatre_break_even(sector, met, holding)
    assert min(sector, holding) - SLACK <= needed <= max(sector, holding) + SLACK


@given(RATIO, SHARE, RATIO)
def test_the_attackers_forces_add_up(sector: float, met: float, holding: float) -> None:
    needed = davis1995.theatre_break_even(sector, met, holding)
    massed = davis1995.main_effort_share(sector, met, holding)
    assert 0.0 <= massed <= 1.0 + SLACK
    assert needed * massed == pytest.approx(met * sector, abs=SLACK)
    if needed > 0.0:
        assert needed * (1.0 - massed) == pytest.approx((1.0 - met) * holding, abs=SLACK)


@given(SHARE, st.floats(1.0, 10.0), st.floats(0.0, 0.9))
def test_the_share_that_a_ratio_affords_needs_that_ratio(met: float, sector: float, holding: float) -> None:
    needed = davis1995.theatre_break_even(sector, met, holding)
    assert davis1995.affordable_share(needed, sector, holding) == pytest.approx(met, abs=1e-6)


@given(RATIO, RATIO, RATIO)
def test_the_affordable_share_is_a_share(theatre_ratio: float, sector: float, holding: float) -> None:
    assert 0.0 <= davis1995.affordable_share(theatre_ratio, sector, holding) <= 1.0


@given(st.floats(0.0, 1e6))
def test_the_square_law_is_even_at_the_root_of_the_kill_rates(ratio: float) -> None:
    assert davis1995.sector_break_even(ratio) == pytest.approx(math.sqrt(ratio), abs=SLACK)
