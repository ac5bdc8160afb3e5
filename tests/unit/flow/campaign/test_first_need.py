"""How hard axes will be pressed is a ratio before the first step too: forces that come early go where the line is thin."""

from __future__ import annotations

import pytest

from casus.flow.campaign import arrays
from casus.flow.campaign.ground import OVERWHELMING
from casus.flow.campaign.movement import _find_first_need, neediest


@pytest.fixture
def opened():
    """A theatre and a front of four axes: heavily held, thinly held, held by nobody and not attacked, not attacked."""
    theatre, front = arrays.many(arrays.GROUND, 1)[0], arrays.many(arrays.FRONT, 1)[0]
    theatre.axes = 4
    front.attackers[:4, 0], front.defenders[:4, 0] = (8.0, 4.0, 0.0, 0.0), (16.0, 2.0, 0.0, 5.0)
    front.weight[:4, 0], front.attacked[:4, 0] = (2 / 3, 1 / 3, 0.0, 0.0), (1, 1, 0, 0)
    _find_first_need(theatre, front, 0)
    return theatre, front


def test_need_is_the_attackers_for_each_defender(opened):
    _, front = opened
    assert front.need[:4, 0].tolist() == [0.5, 2.0, 0.0, 0.0]


def test_an_early_force_goes_to_the_thin_axis_and_not_to_the_largest_share_of_the_attack(opened):
    theatre, front = opened
    assert front.weight[:, 0].argmax() == 0
    assert neediest(theatre, front, 0) == 1


def test_an_attacked_axis_that_nobody_holds_is_as_needy_as_any_ratio(opened):
    theatre, front = opened
    front.attackers[2, 0], front.attacked[2, 0] = 0.5, 1
    _find_first_need(theatre, front, 0)
    assert front.need[2, 0] == OVERWHELMING
    assert neediest(theatre, front, 0) == 2
