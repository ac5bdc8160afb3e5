"""A timeline read off studies whose answers are known: shares, medians, what the horizon cuts off, and the order of events."""

from __future__ import annotations

import json

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import DAYS, NEVER, nobody, synthetic, usual

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.timeline import timeline
from casus.flow.metrics.timetable import EVENTS, PHASES


@pytest.fixture(scope="module")
def found():
    return timeline(usual(), "shield", "full")


def nation(found, name):
    return {one.nation: one for one in found.nations}[name]


def chance_study(seed, draws=30):
    """Days in their order, of which some are later than the horizon and some never."""
    chance = np.random.default_rng(seed)
    steps = chance.exponential(25.0, (4, draws, 4))
    decision = chance.normal(0.0, 20.0, (draws, 4))
    decision[chance.random((draws, 4)) < 0.3] = NEVER
    left = decision + steps[0]
    arrival = left + np.where(chance.random((draws, 4)) < 0.1, NEVER, steps[1])
    joined = np.maximum(arrival, 0.0) + np.where(chance.random((draws, 4)) < 0.1, NEVER, steps[2])
    axis = np.where(np.isfinite(joined), chance.integers(0, 2, (draws, 4)), np.nan)
    return synthetic(decision, left, arrival, joined, axis, seed=seed)


def test_only_the_pacts_guarantors_are_in_it_in_the_order_in_which_they_arrive(found):
    assert [one.nation for one in found.nations] == ["atland", "borland", "corland"]
    assert [one.nation for one in found.coming] == ["atland", "borland"]


def test_shares_and_days_are_those_of_the_worlds_in_which_it_happens(found):
    events = nation(found, "borland").events
    assert {name: event.share.value for name, event in events.items()} == {
        "decision": 1.0, "leaving": 1.0, "arrival": 0.8, "line": 0.6,
    }  # fmt: skip
    assert events["arrival"].day.p50 == 17.5
    assert events["arrival"].day.p10 == 11.5
    assert events["line"].day.p50 == 25.5


def test_what_comes_after_the_horizon_did_not_happen(found):
    events = nation(found, "corland").events
    assert events["leaving"].share.value == 1.0
    assert events["arrival"].share.value == 0.0
    assert np.isnan(events["arrival"].day.p50)
    assert not nation(found, "corland").comes


def test_the_way_is_that_of_the_worlds_in_which_it_arrives_and_ends_at_the_horizon(found):
    way = nation(found, "borland").way
    assert way["arrival"].p50 == 17.5
    assert way["line"].p50 == 27.5, "over the 16 that arrive, of which 4 join after the horizon"
    assert way["line"].p90 == 90.0


def test_phases_have_the_lengths_between_their_events(found):
    phases = nation(found, "borland").phases
    assert (phases["deciding"].p50, phases["alert"].p50, phases["movement"].p50) == (3.0, 4.0, 12.5)
    assert phases["in theatre"].p50 == 10.0


def test_the_commonest_mode_comes_first_and_modes_add_up_to_all(found):
    for one in found.coming:
        shares = [part.value for part in one.modes.values()]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) == pytest.approx(1.0)
    assert list(nation(found, "atland").modes) == ["in place"]
    assert list(nation(found, "borland").modes) == ["rail"]


def test_forces_in_place_are_known_by_having_no_way(found):
    assert nation(found, "atland").in_place.value == 1.0
    assert nation(found, "borland").in_place.value == 0.0


def test_days_before_the_attack_are_negative(found):
    assert nation(found, "atland").way["decision"].p50 == -2.0
    assert found.first["decision"].day.p50 == -2.0
    assert (found.warning.share.value, found.warning.day.p50) == (0.5, -4.0)


def test_forces_by_day(found):
    assert list(found.theatre_brigades) == DAYS
    assert found.theatre_brigades[30].mean == pytest.approx(1 + 16 / 20)
    assert found.line_brigades[30].mean == pytest.approx(1 + 11 / 20)


def test_the_axis_is_that_joined_most_often_beyond_its_start(found):
    assert (found.advance.axis, found.advance.hold_km) == ("south", 45.0)
    assert "62%" in found.advance.why, "20 of 32 joinings"
    depth = usual().data["depth_km"].isel(design=0, attack=0).sel(axis="south")
    assert found.advance.km[90].p50 == pytest.approx(float(depth.sel(day=90).median()) - 50.0)
    assert found.advance.deepest_km[90].p50 >= found.advance.km[90].p50


def test_a_design_to_which_nobody_comes_has_a_timeline_without_them():
    found = timeline(nobody(), "shield", "full")
    assert found.coming == ()
    assert [one.nation for one in found.nations] == ["atland", "borland", "corland"]
    assert found.first["decision"].share.value == 0.0, "words are no decision for combat"
    assert found.contact.share.value == 0.0
    assert "no nation joins" in found.advance.why
    assert found.theatre_brigades[90].mean == 0.0


def test_worlds_that_were_not_played_are_left_out():
    study = usual()
    for name in ("held", "arrival_day", "depth_km", "arrived_brigades"):
        study.data[name].loc[{"draw": slice(16, None)}] = np.nan
    events = nation(timeline(study, "shield", "full"), "borland").events
    assert (events["arrival"].share.n, events["arrival"].share.value) == (16, 1.0)


def test_a_study_of_which_nothing_was_played_has_no_answers_and_no_error():
    study = usual()
    study.data["held"][:] = np.nan
    found = timeline(study, "shield", "full")
    assert found.coming == ()
    json.dumps(found.as_json(), allow_nan=False)


def test_json_is_whole_and_says_where_it_comes_from(found):
    told = json.loads(json.dumps(found.as_json(), allow_nan=False))
    assert [one["nation"] for one in told["nations"]] == ["atland", "borland", "corland"]
    for one in told["nations"]:
        assert set(one["events"]) == set(EVENTS)
        assert set(one["phase_days"]) == set(PHASES)
    assert told["nations"][2]["events"]["arrival"]["day"] == {"p10": None, "p50": None, "p90": None}
    assert [row["day"] for row in told["brigades_by_day"]] == [row["day"] for row in told["advance"]["by_day"]] == DAYS
    assert set(told["advance"]["by_day"][0]["km"]) == {"mean", "p10", "p50", "p90"}
    assert (told["scenario"], told["seed"], told["draws"], told["complete"]) == ("elmere", 1, 20, True)


def test_rows_are_flat_and_name_every_event(found):
    rows = found.rows()
    assert {row["event"] for row in rows if row["nation"] == "any"} == {"warning", "trigger", *EVENTS, "contact"}
    assert {(row["nation"], row["event"]) for row in rows} >= {("borland", event) for event in EVENTS}
    assert len({tuple(row) for row in rows}) == 1, "all have the same columns"


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_events_are_in_order_and_none_is_likelier_than_the_one_before(seed):
    found = timeline(chance_study(seed), "shield", "full")
    assert found.nations
    for one in found.nations:
        shares = [event.share.value for event in one.events.values()]
        assert shares == sorted(shares, reverse=True)
        for quantile in ("p10", "p50", "p90"):
            days = [getattr(one.way[event], quantile) for event in EVENTS]
            assert days == sorted(days) or not one.comes
        assert all(length.p10 >= 0 for length in one.phases.values() if length.p10 == length.p10)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_the_draws_is_irrelevant(seed, random):
    study = chance_study(seed)
    order = list(range(study.draws))
    random.shuffle(order)
    shuffled: xr.Dataset = study.data.isel(draw=order)
    told, again = (timeline(one, "shield", "full").as_json() for one in (study, Outcomes(shuffled)))
    assert told["nations"] == again["nations"]
    assert told["first"] == again["first"]


def test_unknown_names_are_refused():
    for design, attack in (("sheild", "full"), ("shield", "fool")):
        with pytest.raises(KeyError):
            timeline(usual(), design, attack)
