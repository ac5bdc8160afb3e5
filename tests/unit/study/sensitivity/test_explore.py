"""What a result depends on: a decomposition that is complete, the same when asked again, and honest where it cannot be had."""

from __future__ import annotations

import json

import numpy as np
import pytest

from casus.flow.draws.described import Described, described
from casus.foundation.errors import InputError
from casus.study.asked import scenario_and_register
from casus.study.sensitivity import explore as module
from casus.study.sensitivity.by_grade import by_grade
from casus.study.sensitivity.door import explainable, refuse_missing
from casus.study.sensitivity.explore import explore
from casus.study.sensitivity.standing import STANDINGS, standing, weakest
from casus.study.sensitivity.ties import NUMBERS, REST, factors_alone

DRAWS, MOST = 48, 5


@pytest.fixture(scope="module")
def asked():
    return scenario_and_register("tutorial")


@pytest.fixture(scope="module")
def found():
    return explore("tutorial", "tripwire", most=MOST, draws=DRAWS)


def test_the_named_the_rest_and_the_small_numbers_are_everything(found, asked):
    scenario, register = asked
    names = [line.factor.name for line in found.indices]
    assert names[-2:] == [REST, NUMBERS]
    assert 1 <= len(found.named) <= MOST
    assert len(set(names)) == len(names)
    held = sorted(column for line in found.indices for column in line.factor.columns)
    assert held == sorted(column.name for column in described(scenario, register))


def test_named_factors_fall_and_the_strongest_is_the_warning(found):
    totals = [line.total for line in found.named]
    assert totals == sorted(totals, reverse=True)
    assert "event.belief" in {line.factor.name for line in found.named[:3]}
    assert all(line.total_ci[0] <= line.total <= line.total_ci[1] for line in found.named)


def test_the_model_was_asked_as_often_as_it_says(monkeypatch):
    from casus.study.sensitivity.play import Model

    asked_of, plain = [], Model.play

    def counted(self, draws, outcomes=None):
        asked_of.append(len(draws))
        return plain(self, draws, outcomes)

    monkeypatch.setattr(Model, "play", counted)
    found = explore("tutorial", "tripwire", metric="feasible_share", most=2, draws=32)
    assert found.campaigns == sum(asked_of)


def test_json_holds_the_contract(found):
    held = found.as_json()
    for key in ("metric", "design", "attack", "screened", "indices", "by_law", "by_grade", "tornado", "boxes"):
        assert key in held
    assert {"name", "what", "first", "first_ci", "total", "total_ci", "grade", "evidence"} <= set(held["indices"][0])
    assert held["boxes"] or held["discovery"]["none_because"]


def test_grades_subjects_and_laws_are_told(found):
    grades = found.by_grade.of("held")
    assert set(grades) <= set(STANDINGS)
    assert "chance" in grades
    assert grades["chance"].others_alone == pytest.approx(1.0 - grades["chance"].total)
    subjects = {line.factor.name: line.total for line in found.by_subject}
    assert subjects["warning"] > 0.2
    assert subjects["strategy"] == subjects["other_attacks"] == 0.0
    assert "strategy" in found.screening.idle
    assert len(found.by_law) >= 2
    assert sum(law.weight for law in found.by_law) == pytest.approx(1.0)
    assert len({law.mean for law in found.by_law}) >= 2


def test_a_choice_is_shown_by_its_words_and_a_number_with_its_unit(found):
    bars = {bar.factor.name: bar for bar in found.tornado}
    assert bars
    assert "event.belief" in bars
    assert bars["event.belief"].swing < 0.0  # a high number is a warning that nobody believes
    for bar in bars.values():
        if bar.factor.about.words:
            assert {bar.low.at, bar.high.at} <= set(bar.factor.about.words)
            assert bar.low.mean <= bar.high.mean
    widths = [abs(bar.swing) for bar in found.tornado]
    assert widths == sorted(widths, reverse=True)


def test_a_result_that_never_varies_has_nothing_to_explain():
    found = explore("tutorial", "memorandum", metric="contact", draws=32)
    assert found.sd == 0.0
    assert found.complete
    assert found.indices == found.by_subject == found.tornado == ()
    assert found.discovery is None
    assert "nothing explains it" in found.reservations.alternative


@pytest.mark.parametrize("name", ["cost_meur_year", "attack_10y"])
def test_a_metric_of_a_design_needs_no_campaign(name, monkeypatch):
    from casus.study.sensitivity import play

    monkeypatch.setattr(play, "simulate", None)
    found = explore("tutorial", "tripwire", metric=name, most=5, draws=64)
    subjects = {line.factor.name: line.total for line in found.by_subject}
    assert max(subjects, key=lambda subject: subjects[subject]) == "strategy"
    assert subjects["small"] == subjects["air"] == 0.0
    assert sum(line.first for line in found.by_subject) == pytest.approx(1.0, abs=0.4)


def test_moments_that_never_come_stand_at_the_horizon():
    found = explore("tutorial", "tripwire", metric="lost_day", most=2, draws=32)
    assert 0.0 < found.capped_share < 1.0
    assert found.mean < 90.0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"metric": "heldd"}, "did you mean 'held'?"),
        ({"metric": "price_of_aggression"}, "lenses on deterrence"),
        ({"metric": "contact_moved_km"}, "ask for depth_km or contact_hours"),
        ({"metric": "in_time"}, "does not arise in"),
        ({"design": "tripwir"}, "did you mean 'tripwire'?"),
        ({"attack": "sideways"}, "unknown attack 'sideways'"),
        ({"draws": 8, "most": 0}, "at least 32"),
        ({"most": 0}, "most is 0; it must be 1 to 60"),
        ({"draws": 0}, "draws is 0"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_what_cannot_be_had_is_refused_in_words(arguments, words):
    with pytest.raises(InputError) as refused:
        explore(**({"scenario": "tutorial", "design": "tripwire", "draws": 32} | arguments))
    assert words in str(refused.value)


def test_every_metric_that_is_offered_is_of_a_campaign_or_a_design():
    assert {"held", "cost_meur_year", "attack_10y", "depth_km"} <= set(explainable())
    assert not {"price_of_aggression", "crisis_war", "crisis_stand"} & set(explainable())


def test_a_value_that_is_not_there_is_refused_and_a_finite_one_is_not():
    refuse_missing("held", np.zeros(3))
    with pytest.raises(InputError):
        refuse_missing("held", np.array([0.0, np.nan]))


def test_interrupted_it_keeps_what_is_finished(monkeypatch):
    def stop(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "tornado", stop)
    found = explore("tutorial", "tripwire", most=2, draws=32)
    assert not found.complete
    assert found.indices
    assert found.tornado == found.by_law == ()
    assert found.by_grade is None
    assert json.dumps(found.as_json())


def test_interrupted_while_factors_are_exchanged_it_keeps_those_that_were():
    heard = []

    def told(what):
        heard.append(what)
        if len(heard) == 4:  # both samples, then three subjects
            raise KeyboardInterrupt

    found = explore("tutorial", "tripwire", draws=32, progress=told)
    assert not found.complete
    assert len(found.by_subject) == 3
    assert found.indices == ()
    assert "stopped" in found.reservations.confidence


def test_a_metric_that_knows_no_failure_has_indices_and_no_boxes():
    found = explore("tutorial", "tripwire", metric="aggressor_lost", most=2, draws=32)
    assert found.indices
    assert found.discovery is None
    assert found.as_json()["boxes"] == []


def test_the_grades_of_all_metrics_come_from_one_set_of_campaigns(asked):
    scenario, register = asked
    found = by_grade(scenario, register, scenario.design("tripwire"), scenario.attacks[-1], draws=32)
    assert found.complete
    assert {"held", "depth_km"} <= {rests.metric for rests in found.rests}
    assert "does not arise" in found.left_out["contact_moved_km"]
    for row in found.rows():
        assert row["total"] >= 0.0
        assert row["total_low"] <= row["total"] <= row["total_high"]
    numbers = sum(rests.numbers for rests in found.of("held").values())
    assert numbers == len(described(scenario, register))


def test_a_tie_stands_on_its_weakest_number_and_chance_weakens_nothing(asked):
    def column(grade, status):
        return Described("x", "x", "1", grade, status, "")

    seen, recalled, judged, chance = (
        column("B", "seen"), column("C", "recalled"), column("C", "judgement"), column("chance", "chance"),
    )  # fmt: skip
    assert weakest([seen, judged, recalled, chance]) is judged
    assert weakest([seen, chance]) is seen
    assert weakest([chance]) is chance
    assert [standing(one) for one in (seen, recalled, judged, chance)] == [
        "A or B",
        "C, recalled",
        "C, judgement",
        "chance",
    ]
    scenario, register = asked
    honour = next(of for of in factors_alone(scenario, described(scenario, register)) if of.name == "honour_model")
    assert standing(honour.about) == "C, judgement"
