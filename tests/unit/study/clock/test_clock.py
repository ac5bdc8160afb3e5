"""The clock on the tutorial: what is on the grid, what it says, what an interruption leaves, and what is refused."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from casus.flow.scenario.read import read_scenario
from casus.foundation.errors import InputError
from casus.study.clock.clock import clock
from casus.study.clock.draw import cells_table, clock_chart, lines_table
from casus.study.clock.show import print_clock
from casus.study.clock.worth import gain
from casus.study.replay import Replay

DAYS, DRAWS = (-30, 0, 7, 30), 150


@pytest.fixture(scope="module")
def tutorial():
    return read_scenario("tutorial")


@pytest.fixture(scope="module")
def found(tutorial):
    return clock(tutorial, "forward-defence", days=DAYS, draws=DRAWS, seed=3)


def test_24_hours_after_and_the_own_brigades_are_always_on_the_grid():
    asked = clock("tutorial", "tripwire", days=[0], brigades=[0], draws=20)
    assert asked.days == (0.0, 1.0)
    assert len(asked.brigades) == 2
    assert asked.brigades[asked.own] > 0.0
    assert asked.delay_hours[asked.after_24_h] == 24.0


def test_a_cell_is_the_design_played_with_that_day_imposed(found):
    design = found.designs[found.brigades[found.own]]
    replay = Replay(found.asked.scenario, found.asked.draws)
    for column, day in enumerate(found.days):
        held = replay.held(design, found.asked.attack, decided_day=day)
        np.testing.assert_array_equal(found.own_row[column].held, held)


def test_p_held_falls_with_delay_and_rises_with_brigades(found):
    """In the same worlds; a world in fifty may go the other way, as reserves go astray."""
    assert found.order.steps == len(found.days) * (len(found.brigades) - 1) + (len(found.days) - 1) * len(
        found.brigades
    )
    assert found.order.worst <= 0.02
    assert found.order.beyond_error == 0
    assert found.p_held[found.own, 0] > found.p_held[found.own, -1]


def test_worth_is_the_step_to_the_next_point_over_its_length(found):
    row, column = found.own, found.after_24_h
    hour, brigade = found.hour.at(row, column), found.brigade.at(row, column)
    earlier = gain(found.cells[row][column - 1], found.cells[row][column])
    more = gain(found.cells[row + 1][column], found.cells[row][column])
    hours = found.delay_hours[column] - found.delay_hours[column - 1]
    brigades = found.brigades[row + 1] - found.brigades[row]
    assert hour.value == pytest.approx(earlier.value / hours)
    assert hour.se == pytest.approx(earlier.se / hours)
    assert brigade.value == pytest.approx(more.value / brigades)
    assert brigade.se == pytest.approx(more.se / brigades)
    assert found.hour.at(row, 0) == found.hour.at(row, 1)
    assert found.brigade.at(len(found.brigades) - 1, column) == found.brigade.at(len(found.brigades) - 2, column)
    assert found.against_24_h[column].value == 0.0


def test_iso_lines_lie_on_the_grid_within_its_range(found):
    assert found.iso_lines
    for line in found.iso_lines:
        assert np.nanmin(found.p_held) <= line.level <= np.nanmax(found.p_held)
        for hours, number in line.points:
            assert found.delay_hours[0] <= hours <= found.delay_hours[-1]
            assert found.brigades[0] <= number <= found.brigades[-1]


def test_json_has_the_contract_first_and_no_nan(found):
    answer = json.loads(json.dumps(found.as_json(), allow_nan=False))
    assert list(answer)[:4] == ["delay_hours", "brigades", "p_held", "se"]
    shape = (len(answer["brigades"]), len(answer["delay_hours"]))
    for name in ("p_held", "se", "p_contact", "movement_to_contact", "contact_hours"):
        assert np.array(answer[name], dtype=float).shape == shape, name
    for name in ("value_of_hour", "value_of_brigade"):
        assert np.array(answer[name]["value"], dtype=float).shape == shape, name
        assert np.array(answer[name]["se"], dtype=float).shape == shape, name
    assert set(answer["marked"]) == {"24_hours_after", "as_written"}
    assert answer["marked"]["24_hours_after"]["verdict"] == found.claim.verdict
    assert {one["place"] for one in answer["exchange"]} == {"as written", "24 hours after"}
    assert set(answer["reservations"]) == {"confidence", "alternative", "hides"}
    assert (answer["design"], answer["complete"], answer["draws"], answer["seed"]) == (
        "forward-defence",
        True,
        DRAWS,
        3,
    )


def test_rows_are_the_cells(found):
    rows = found.rows()
    assert len(rows) == len(found.brigades) * len(found.days)
    assert sum(row["is_own"] and row["is_24_hours_after"] for row in rows) == 1
    assert [row["p_held"] for row in rows] == pytest.approx(found.p_held.ravel().tolist(), abs=1e-6)


def test_the_table_and_the_chart_say_what_is_asked(found, capsys):
    print_clock(found)
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= 112
    for words in ("+24 h", "(own)", "as written", "24 hours after", "one more brigade", "how sure", "else", "hides"):
        assert words in printed, words
    chart = json.dumps(clock_chart(found).to_dict())
    assert "24 hours after" in chart
    assert len(cells_table(found)) == found.p_held.size
    assert {row["level"] for row in lines_table(found)} == {line.level for line in found.iso_lines}


def test_with_every_word_kept_more_help_and_no_less_held(tutorial, found):
    own = (found.brigades[found.own],)
    kept = clock(tutorial, "forward-defence", days=DAYS, brigades=own, draws=DRAWS, seed=3, word="kept")
    assert kept.written.decided.value == 1.0 >= found.written.decided.value
    assert (kept.p_held[kept.own] >= found.p_held[found.own] - 0.02).all()
    assert "--word kept" in kept.reservations.hides[0]


def test_a_promise_of_words_alone_is_the_same_on_every_day(tutorial):
    flat = clock(tutorial, "memorandum", days=(-7, 7), brigades=(0, 6), draws=60)
    assert flat.own == 0
    none_in_place = flat.p_held[0]
    assert none_in_place.max() - none_in_place.min() <= 0.05
    assert "within its error" in flat.reservations.alternative


def test_an_interruption_keeps_the_rows_that_are_finished(tutorial):
    def stop(told):
        if told.startswith("0 brigades, day +0"):
            raise KeyboardInterrupt

    part = clock(tutorial, "tripwire", days=(-1, 0, 7), brigades=(0, 5), draws=20, progress=stop)
    assert not part.complete
    assert np.isnan(part.p_held[0]).all()
    assert np.isfinite(part.p_held[part.own]).all()
    answer = json.loads(json.dumps(part.as_json(), allow_nan=False))
    assert answer["complete"] is False
    assert answer["p_held"][0] == [None] * 4
    assert len(cells_table(part)) == 4
    print_clock(part)


def test_an_interruption_before_the_own_row_leaves_nothing(tutorial):
    def stop(told):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clock(tutorial, "tripwire", days=(0,), draws=20, progress=stop)


def without_guarantors(scenario):
    """The scenario with nobody in the party list of its first design."""
    design = scenario.design("memorandum")
    parties = design.pact.parties.model_copy(update={"guarantors": (), "lead": None})
    changed = design.model_copy(update={"pact": design.pact.model_copy(update={"parties": parties})})
    return scenario.model_copy(update={"designs": (changed, *scenario.designs[1:])})


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"days": [-400]}, "day -400 lies beyond the horizon of"),
        ({"days": [math.nan]}, "day nan lies beyond"),
        ({"days": [math.inf]}, "day inf lies beyond"),
        ({"days": []}, "days is empty"),
        ({"days": ["soon"]}, "days holds what is not a number"),
        ({"brigades": [-1]}, "-1 brigades cannot be in place"),
        ({"brigades": [math.nan]}, "nan brigades cannot be in place"),
        ({"brigades": [1e9]}, "cannot be in place"),
        ({"brigades": []}, "brigades is empty"),
        ({"days": np.linspace(-9, 9, 100), "brigades": range(100)}, "here at most 2,000"),
        ({"design": "tripwir"}, "unknown design 'tripwir'"),
        ({"attack": "ful"}, "unknown attack 'ful'"),
        ({"word": "keep"}, "unknown word 'keep'"),
        ({"draws": 0}, "draws is 0"),
    ],
)
def test_what_will_not_do_is_refused_in_words(tutorial, arguments, says):
    with pytest.raises(InputError, match=says):
        clock(**{"scenario": tutorial, "design": "tripwire", "draws": 20} | arguments)


def test_brigades_need_somebody_to_send_them(tutorial):
    nobody = without_guarantors(tutorial)
    with pytest.raises(InputError, match="no guarantor whose pool could send"):
        clock(nobody, "memorandum", draws=20)
    alone = clock(nobody, "memorandum", days=(0,), brigades=(0,), draws=20)
    assert alone.written.decided.value == 0.0
    assert alone.claim.verdict == "no contact"
    assert json.dumps(alone.as_json(), allow_nan=False)


def test_terms_that_larger_rows_break_are_said(tutorial):
    banned = tutorial.design("memorandum")
    banned = banned.model_copy(update={"settlement": banned.settlement.model_copy(update={"foreign_troops": "banned"})})
    scenario = tutorial.model_copy(update={"designs": (banned, *tutorial.designs[1:])})
    hides = clock(scenario, "memorandum", days=(0,), brigades=(0, 6), draws=20).reservations.hides
    assert "bans foreign troops" in hides[-1]
    assert "would withdraw" in hides[-1]
