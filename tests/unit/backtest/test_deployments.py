"""Deployments on record and made-up ones: what is larger or further comes no earlier, scores fit, bad files are refused."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from casus.backtest import deployments
from casus.backtest.cases import run_case
from casus.backtest.deployment_case import Deployed, predicted_days, read_cases
from casus.backtest.deployments import CARRIER, DATA, Scored, any_deployment, by_size, honest_coverage
from casus.backtest.scorecard import Scorecard, Settings
from casus.backtest.series import shipped
from casus.evidence.register import read_register
from casus.flow.scenario.read import read_scenario
from casus.foundation.documents import read_document
from casus.foundation.errors import InputError

DRAWS = 60
SETTINGS = Settings(draws=DRAWS)
NAMES = [case["id"] for case in read_document(shipped(DATA)).data["cases"]]
OF_THE_ISSUE = ("rzeszow", "stored-sets", "romania", "steadfast", "gulf", "task-force-smith", "kosovo", "lithuania")


def raw(name: str = "gulf-1990") -> dict[str, Any]:
    """A shipped case as its file has it, to be changed."""
    held = yaml.safe_load(shipped(DATA).read_text("utf-8"))["cases"]
    return {case["id"]: case for case in held}[name]


def days(data: dict[str, Any]) -> dict[str, np.ndarray]:
    return predicted_days(Deployed.model_validate(data), read_scenario(CARRIER), SETTINGS)


def own(folder: Path, *cases: dict[str, Any]) -> Path:
    file = folder / "mine.yaml"
    file.write_text(yaml.safe_dump({"cases": list(cases)}, sort_keys=False), "utf-8")
    return file


@pytest.fixture(scope="module")
def card() -> Scorecard:
    return run_case("deployments", SETTINGS)


# --- the record -------------------------------------------------------------------------------------------------------


def test_every_deployment_of_the_issue_is_there_and_every_day_has_a_source():
    cases = read_cases(shipped(DATA))
    for begin in OF_THE_ISSUE:
        assert any(case.id.startswith(begin) for case in cases), begin
    observed = [(case, seen) for case in cases for seen in case.observed]
    assert len(observed) > len(cases)
    assert not {seen.source or case.source for case, seen in observed} - set(read_register().sources)
    assert {seen.mark for _, seen in observed} == {"seen", "recalled", "judged"}


def test_the_card_scores_every_observation(card: Scorecard):
    observed = [f"days_{case.id}-{seen.id}" for case in read_cases(shipped(DATA)) for seen in case.observed]
    assert card.n == len(card.rows) == len(observed)
    assert {name for name in card.score if name.startswith("days_")} == set(observed)
    assert all(0.0 < card.score[name] < 2000.0 for name in observed)
    errors = [abs(math.log(row["median_days"] / row["observed_days"])) for row in card.rows]
    assert card.score["median_abs_log_error"] == pytest.approx(np.median(errors), abs=0.002)
    covered = [row["low_days"] <= row["observed_days"] <= row["high_days"] for row in card.rows]
    assert card.score["coverage"] == pytest.approx(np.mean(covered), abs=1e-9)


def test_a_brigade_that_stays_waits_for_its_housing_and_not_for_its_journey(card: Scorecard):
    journey = days(raw("lithuania-2023"))["activated"]
    assert np.quantile(journey, 0.95) < 100.0
    assert card.score["days_lithuania-2023-activated"] > 365.0


# --- the coding -------------------------------------------------------------------------------------------------------


def test_what_had_come_later_is_predicted_later():
    found = list(days(raw("gulf-1990")).values())
    assert len(found) == 4
    for fewer, more in zip(found, found[1:], strict=False):
        assert (fewer <= more).all()
        assert (fewer < more).any()


def at_notice(data: dict[str, Any], notice_days: float) -> None:
    for lot in data["forces"]:
        lot["notice_days"] = notice_days


LATER: dict[str, tuple[str, Callable[[dict[str, Any]], Any]]] = {
    "a longer notice": ("romania-2022", lambda data: at_notice(data, 20.0)),
    "third states to ask": ("task-force-smith-1950", lambda data: data.update(transit=True)),
    "no plans": ("rzeszow-2022", lambda data: data.update(planned=False)),
    "fewer aircraft": ("kazakhstan-2022", lambda data: data["airlifters"].update(range=[7, 13])),
    "a narrower way in": ("gulf-1990", lambda data: data["entry"]["capacity"].update(range=[0.02, 0.08])),
    "no stored sets": ("stored-sets-2022", lambda data: data["forces"][0].update(prepositioned=False)),
    "a march from there": ("kosovo-1999", lambda data: data["observed"][0].update(onward_km=300)),
    "reception": ("kosovo-1999", lambda data: data["observed"][0].update(reached="received")),
    "the whole brigade": ("kazakhstan-2022", lambda data: data["forces"][0].update(brigades=1.0)),
}


@pytest.mark.parametrize("change", LATER)
def test_what_delays_delays_in_every_world(change: str):
    name, to = LATER[change]
    changed = raw(name)
    to(changed)
    for before, after in zip(days(raw(name)).values(), days(changed).values(), strict=True):
        assert (after >= before - 1e-9).all()
        assert (after > before).any()


def test_days_from_departure_do_not_count_the_notice():
    slow = raw("steadfast-dart-2025")
    at_notice(slow, 90.0)
    np.testing.assert_allclose(days(slow)["whole"], days(raw("steadfast-dart-2025"))["whole"], atol=1e-6)


def test_what_was_sent_came_whole():
    """The share of forces that can be used is for plans; of what was seen to come none is lost."""
    data = raw("gulf-1990")
    data["observed"][-1].update(troops=None, brigades=15.0)
    assert np.isfinite(days(data)["day-94"]).all()


# --- scores -----------------------------------------------------------------------------------------------------------


def test_a_record_that_is_as_predicted_has_no_error_and_is_covered(tmp_path: Path, card: Scorecard):
    data = [raw(name) for name in NAMES]
    for case in data:
        for seen in case["observed"]:
            seen["days"] = [card.score[f"days_{case['id']}-{seen['id']}"]] * 2
    found = run_case("deployments", Settings(own(tmp_path, *data), draws=DRAWS))
    assert found.score["median_abs_log_error"] == pytest.approx(0.0, abs=1e-9)
    assert found.score["coverage"] == 1.0
    assert found.score["skill"] > 0.0
    assert found.verdict == "missed: share of the days inside the 80 % interval", (
        "a band that always covers is too wide"
    )


def test_one_case_alone_is_scored_and_has_no_rival(tmp_path: Path):
    found = run_case("deployments", Settings(own(tmp_path, raw("kosovo-1999")), draws=DRAWS))
    assert found.n == 1
    assert math.isnan(found.score["skill"])
    assert "skill" in found.verdict
    assert json.loads(json.dumps(found.as_json(), allow_nan=False))["baseline"]["crps_by_size"] is None


def test_the_order_of_cases_does_not_matter(tmp_path: Path, card: Scorecard):
    found = run_case("deployments", Settings(own(tmp_path, *[raw(name) for name in NAMES[::-1]]), draws=DRAWS))
    assert found.score == pytest.approx(card.score)
    assert found.baseline == pytest.approx(card.baseline)


@pytest.mark.parametrize("n", [5, 8, 17, 40])
def test_a_right_interval_mostly_clears_the_bar_on_coverage(n: int):
    low, high = honest_coverage(n)
    share = np.random.default_rng(1).binomial(n, 0.8, 20_000) / n
    assert np.mean((share >= low) & (share <= high)) > 0.85
    assert 0.4 <= low < 0.8 < high <= 1.0


def made_up(case_days: float, brigades: float) -> Scored:
    data = raw("kosovo-1999")
    data["forces"][0]["brigades"] = data["observed"][0]["brigades"] = brigades
    data["observed"][0]["days"] = [case_days, case_days]
    return Scored(Deployed.model_validate(data), Deployed.model_validate(data).observed[0], np.ones(1))


def test_rivals_know_what_others_took():
    others = [made_up(3.0 * size**0.5, size) for size in (0.2, 0.5, 1.0, 4.0, 9.0)]
    middle = float(np.median(any_deployment(others, others[0])))
    assert middle == pytest.approx(np.mean([np.log(other.seen.middle_days) for other in others]))
    np.testing.assert_allclose(by_size(others, made_up(1.0, 16.0)), np.log(12.0), atol=1e-6)


def test_the_chart_shows_every_row(card: Scorecard):
    drawn = json.dumps(deployments.chart(card).to_dict())
    assert all(json.dumps(row["what"]) in drawn for row in card.rows)
    assert "days from the order or the departure" in drawn


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data["forces"][0].update(troops=100), "give either 'brigades' or 'troops'"),
        (lambda data: data["observed"][0].update(days=[4, 3]), "days: give the earliest and the latest"),
        (lambda data: data.update(landing=None), "give 'landing' where 'crossing' is strait or ocean"),
        (
            lambda data: data["observed"][1].update(troops=900000),
            "observation 'day-38' is of more than the forces listed",
        ),
        (lambda data: data["observed"][1].update(id="first"), "two observations have the same id"),
        (
            lambda data: data["entry"]["capacity"].update(unit="day"),
            "capacity is in 'day'; it must be in 'brigade/day'",
        ),
        (lambda data: data.update(notice={"evidence": "united-states-heavy"}), "notice is in 'brigade'"),
        (
            lambda data: data.update(notice={"evidence": "united-states-notise"}),
            "unknown evidence 'united-states-notise'",
        ),
        (lambda data: data.update(homes=[0, 0]), "unknown key 'homes'\n    hint: did you mean 'home'?"),
        (lambda data: data["observed"][0].update(mark="guessed"), "unknown name 'guessed'"),
    ],
)
def test_a_case_that_makes_no_sense_is_refused_in_words(
    change: Callable[[dict[str, Any]], Any], says: str, tmp_path: Path
):
    data = raw("gulf-1990")
    change(data)
    with pytest.raises(InputError) as caught:
        run_case("deployments", Settings(own(tmp_path, data), draws=DRAWS))
    assert says in str(caught.value)


def test_two_cases_of_one_name_are_refused(tmp_path: Path):
    with pytest.raises(InputError, match="two cases have the same id"):
        read_cases(own(tmp_path, raw(), raw()))
