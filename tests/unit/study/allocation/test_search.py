"""The search: where curves promise too much, replay corrects them until the program finds what truly holds."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.scenario.read import read_scenario
from casus.study.allocation.instance import Contribution, Curve, Instance, Rules
from casus.study.allocation.laid import laid
from casus.study.allocation.played import Played, _weak_and_short
from casus.study.allocation.rivals import Rival
from casus.study.allocation.search import Search

WORLDS = 1000
DESIGN = read_scenario("tutorial").design("forward-defence")
TRUE = {
    "central": Curve("central", "east", (0.0, 1.0, 2.0, 3.0, 4.0), (0.1, 0.2, 0.4, 0.8, 0.9)),
    "north": Curve("north", "north", (0.0, 1.0, 4.0), (0.1, 0.8, 0.9)),
}
PROMISED = (Curve("central", "east", (0.0, 1.0, 4.0), (0.1, 0.85, 0.9)), TRUE["north"])


class TrueCurves:
    """Stands in for the model: holds as often as the true curves say."""

    def __init__(self) -> None:
        self.draws, self.judged, self.campaigns = range(WORLDS), 0, 0

    def judge(self, design):
        self.judged += 1
        stands = {"east": 0.0, "north": 0.0}
        for one in design.posture.in_place:
            stands[one.zone] += one.brigades
        held = {axis: np.arange(WORLDS) < WORLDS * curve.at(stands[curve.zone]) for axis, curve in TRUE.items()}
        return Played(held, held["north"])


def searched(rounds: int, curves: tuple[Curve, ...] = PROMISED) -> Search:
    instance = Instance((Contribution("dorvan", "heavy", 4.0, 4, 1.0),), ("east", "north"), curves, Rules())
    search = Search(DESIGN, instance, TrueCurves())
    rival = {("dorvan", "heavy", "north"): 4.0}
    search.run([Rival("all in the north", laid(DESIGN, rival), rival, ())], rounds)
    return search


def test_replay_corrects_curves_that_promise_too_much():
    search = searched(rounds=6)
    assert search.best.placement == {("dorvan", "heavy", "east"): 3.0, ("dorvan", "heavy", "north"): 1.0}
    assert search.best.played.value.value == pytest.approx(0.8)
    assert len(search.rounds) > 1
    bounds = [one.solved.bound for one in search.rounds]
    assert bounds[0] == pytest.approx(0.85, abs=1e-3)
    assert abs(bounds[-1] - 0.8) < 0.03


def test_curves_that_are_true_settle_at_once():
    search = searched(rounds=6, curves=tuple(TRUE.values()))
    assert len(search.rounds) == 1
    assert search.rounds[0].corrected == ()
    assert search.best.played.value.value == pytest.approx(0.8)


def test_without_a_round_the_best_rival_is_the_answer():
    search = searched(rounds=0)
    assert search.best.name == "all in the north"
    assert search.best.played.value.value == pytest.approx(0.1)


def test_no_allocation_is_played_twice():
    search = searched(rounds=6)
    assert search.judge.judged == search.replayed


def test_axes_that_may_be_the_worst_are_played_in_all_worlds():
    few, many = np.arange(100), np.arange(1000)
    axes = {"weak": few < 50, "near": few < 58, "strong": few < 70, "done": many < 520}
    assert _weak_and_short(axes, 1000) == ["weak", "near"]
