"""The guarantee gap: what must be true of every answer, what a cause may change, and what is refused."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hollow import with_design, with_empty_pools

from casus.flow.campaign.arrays import COMBAT
from casus.flow.campaign.simulate import simulate
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import Posture
from casus.foundation.errors import InputError
from casus.study.asked import ask
from casus.study.gap.causes import CAUSES, COLUMNS, without
from casus.study.gap.fates import is_gap, race
from casus.study.gap.found import READINGS
from casus.study.gap.gap import gap, plays

DRAWS = 100


@pytest.fixture(scope="module")
def found():
    return gap("tutorial", "tripwire", draws=DRAWS, seed=3)


@pytest.mark.parametrize("reading", READINGS)
def test_what_the_causes_close_adds_up_to_the_gap(found, reading):
    parts, of = found.parts[reading], found.races[reading]
    assert set(parts.by_cause) == set(CAUSES)
    assert sum(part.closes.value for part in parts.by_cause.values()) == pytest.approx(parts.closed.value, abs=1e-12)
    assert parts.closed.value + parts.left.value == pytest.approx(of.gap.value, abs=1e-12)
    assert sum(parts.share_of_closed(cause) for cause in CAUSES) == pytest.approx(1.0)


@pytest.mark.parametrize("reading", READINGS)
def test_every_world_has_one_fate(found, reading):
    of = found.races[reading]
    fates = vars(of.fates)
    assert sum(fates.values()) == pytest.approx(1.0)
    assert of.gap.value == pytest.approx(fates["fell_before"] + fates["fell_alone"])
    assert of.in_time.value == pytest.approx(fates["stood_helped"] + fates["fell_helped"])
    assert of.falls.value == pytest.approx(1.0 - found.p_held.value)


def test_curves_never_fall_and_end_where_the_worlds_do(found):
    for name, end in (("arrived", None), ("much_arrived", None), ("lost", found.races["first"].falls.value)):
        curve = [getattr(moment, name).value for moment in found.curve]
        assert curve == sorted(curve)
        assert end is None or curve[-1] == end
    for name in ("theatre_share", "line_share", "line_brigades"):
        by_day = [getattr(of, name) for of in found.strengths]
        assert by_day == sorted(by_day)
    assert all(of.line_brigades <= of.theatre_brigades + 1e-9 for of in found.strengths)


def test_much_help_is_never_more_often_in_time_than_the_first(found):
    assert found.races["much"].in_time.value <= found.races["first"].in_time.value
    assert all(moment.much_arrived.value <= moment.arrived.value for moment in found.curve)


def test_who_came_first():
    lost = np.array([2.0, 2.0, 2.0, math.inf, math.inf, 2.0])
    help_day = np.array([1.0, 2.0, 5.0, 1.0, math.inf, math.inf])
    assert is_gap(help_day, lost).tolist() == [False, True, True, False, False, True]
    of = race(help_day, lost)
    assert of.both == 3
    assert of.days.p50 == 0.0
    assert of.first_of_fallen.value == 0.25
    assert of.never_of_fallen.value == 0.25


def test_nothing_taken_away_is_the_same_design_in_the_same_worlds():
    asked = ask("tutorial", "tripwire", None, 10, 1)
    design, draws = without(frozenset(), asked.design, asked.draws)
    assert design is asked.design
    assert draws is asked.draws


def test_every_number_that_a_cause_changes_is_drawn():
    columns = ask("tutorial", "tripwire", None, 2, 1).draws.columns
    for cause, wanted in COLUMNS.items():
        for key in wanted:
            assert key in columns or any(name.endswith(key) for name in columns), f"{cause}: {key}"


def test_with_politics_away_all_send_forces_on_the_day_of_the_warning():
    asked = ask("tutorial", "tripwire", "full", 60, 1)
    design, draws = without(frozenset(["politics"]), asked.design, asked.draws)
    records = simulate(asked.scenario, design, asked.attack, draws).records
    nations = [nation.id for nation in asked.scenario.guarantors].index
    for nation in map(nations, asked.design.pact.parties.guarantors):
        assert (records["help_level"][:, nation] == COMBAT).all()
        assert np.allclose(records["decision_day"][:, nation], -records["warning_days"])


def test_a_text_that_owes_no_forces_has_a_gap_that_nothing_closes():
    of = gap("tutorial", "memorandum", draws=40)
    assert not of.owes_forces
    assert of.races["first"].in_time.value == 0.0
    assert of.races["first"].gap.value == pytest.approx(1.0 - of.p_held.value)
    assert all(moment.arrived.value == 0.0 for moment in of.curve)


def test_rows_and_json_are_whole(found):
    assert len(found.rows()) == len(CAUSES) * len(READINGS)
    written = json.loads(json.dumps(found.as_json(), allow_nan=False))
    assert {"p_help_before_loss", "p_gap", "gap_days", "causes", "reservations", "complete", "draws", "seed"} <= set(
        written
    )
    assert {"confidence", "alternative", "hides"} == set(written["reservations"])


def test_stopped_it_keeps_the_curves():
    count = 0

    def stop(what):
        nonlocal count
        count += 1
        if count == 4:
            raise KeyboardInterrupt

    of = gap("tutorial", "tripwire", draws=20, progress=stop)
    assert not of.complete
    assert of.parts == {}
    assert of.curve[-1].lost.n == 20
    assert json.dumps(of.as_json(), allow_nan=False)


def test_progress_is_told_of_every_play():
    told = []
    gap("tutorial", "tripwire", draws=5, progress=told.append)
    assert len(told) == plays(read_scenario("tutorial"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"design": "nothing"}, "unknown design 'nothing'"),
        ({"attack": "sideways"}, "unknown attack 'sideways'"),
        ({"share": 0.0}, "share is 0; it must be above 0 and at most 1"),
        ({"share": 1.5}, "share is 1.5"),
        ({"draws": 0}, "draws is 0"),
    ],
)
def test_bad_input_is_refused_in_words(arguments, words):
    with pytest.raises(InputError, match=words):
        gap(**({"scenario": "tutorial", "design": "tripwire", "draws": 5} | arguments))


def test_a_promise_of_nobody_or_of_nothing_is_refused():
    read = read_scenario("tutorial")
    with pytest.raises(InputError, match="has no guarantors"):
        gap(with_design(read, "memorandum", guarantors=()), "memorandum", draws=5)
    empty = with_empty_pools({nation.id for nation in read.guarantors})
    with pytest.raises(InputError, match="has no forces, and the pools of its guarantors are empty"):
        gap(with_design(empty, "tripwire", posture=Posture()), "tripwire", draws=5)
