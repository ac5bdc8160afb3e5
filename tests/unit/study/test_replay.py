"""Replaying: the same worlds for all, nothing twice, and a day of decision that can be imposed."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.campaign.simulate import simulate
from casus.study.asked import ask
from casus.study.replay import Replay
from casus.study.vary.force import with_brigades

DRAWS = 60


@pytest.fixture(scope="module")
def asked():
    return ask("tutorial", "tripwire", None, DRAWS, 1)


def test_more_worlds_go_on_where_it_stopped(asked):
    replay = Replay(asked.scenario, asked.draws)
    first = replay.records(asked.design, asked.attack, 20).copy()
    everything = replay.records(asked.design, asked.attack)
    assert replay.campaigns == DRAWS
    assert (everything[:20].tobytes(), len(everything)) == (first.tobytes(), DRAWS)
    assert everything.tobytes() == simulate(asked.scenario, asked.design, asked.attack, asked.draws).records.tobytes()


def test_nothing_is_played_twice_whatever_the_design_is_called(asked):
    told = []
    replay = Replay(asked.scenario, asked.draws, told.append)
    replay.held(asked.design, asked.attack)
    replay.held(asked.design.model_copy(update={"id": "other", "title": "Other"}), asked.attack)
    assert (replay.campaigns, told) == (DRAWS, ["tripwire against full"])


def test_another_design_attack_or_day_is_played(asked):
    replay = Replay(asked.scenario, asked.draws)
    more = with_brigades(asked.scenario, asked.design, asked.attack, 5.0)
    for design, attack, day in (
        (asked.design, asked.attack, np.inf),
        (more, asked.attack, np.inf),
        (asked.design, asked.scenario.attacks[0], np.inf),
        (asked.design, asked.attack, 1.0),
    ):
        replay.held(design, attack, decided_day=day)
    assert replay.campaigns == 4 * DRAWS


@pytest.mark.parametrize("day", [-30.0, 0.0, 1.0])
def test_all_who_keep_their_word_decide_on_the_day_that_is_imposed(asked, day):
    replay = Replay(asked.scenario, asked.draws)
    free, imposed = (replay.records(asked.design, asked.attack, decided_day=d) for d in (np.inf, day))
    decided = imposed["decision_day"][np.isfinite(imposed["decision_day"])]
    decided = decided[imposed["help_level"][np.isfinite(imposed["decision_day"])] > 0]
    assert decided.size > 0
    assert (decided == day).all()
    called = np.isfinite(free["trigger_day"])
    both = (free["help_level"] > 0) & called[:, None]
    assert both.any()
    assert (np.isfinite(imposed["decision_day"])[both]).all()
