"""The door for programs: typed answers, refusals in words, and each its own answer however many ask at once."""

from __future__ import annotations

import asyncio

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from casus.app.web.api import MOST_API_DRAWS, AskedRerun, play
from casus.app.web.app import build_api
from casus.app.web.bench import library_scenario
from casus.app.web.rerun import Reruns
from casus.app.web.turns import Turns
from casus.flow.scenario.read import read_scenario, scenario_names
from casus.flow.scenario.write import design_yaml
from casus.study.compare import compare
from casus.study.vary.levers import with_stock

EXAMPLES = 8  # of each operation here; `make verify` tries many more


@pytest.fixture(scope="module")
def app():
    turns = Turns()
    yield build_api(turns)
    turns.close()


def ask(app, *requests, **given):
    """The answers to requests that are all sent at once."""

    async def asked():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test", timeout=120) as client:
            return await asyncio.gather(*(client.request(method, path, json=body) for method, path, body in requests))

    return asyncio.run(asked())


def one(app, method, path, body=None):
    return ask(app, (method, path, body))[0]


def test_scenarios_are_listed_and_told(app):
    listed = one(app, "GET", "/api/scenarios").json()
    assert [scenario["id"] for scenario in listed] == scenario_names()
    told = one(app, "GET", "/api/scenarios/tutorial").json()
    scenario = read_scenario("tutorial")
    assert [design["id"] for design in told["designs"]] == [design.id for design in scenario.designs]
    assert told["digest"] == scenario.digest


@pytest.mark.parametrize("name", ["nowhere", "..", "%2e%2e%2fetc", "Tutorial", "/work"])
def test_a_scenario_that_is_not_there_is_404_and_no_path(app, name):
    assert one(app, "GET", f"/api/scenarios/{name}").status_code == 404
    assert one(app, "POST", "/api/rerun", {"scenario": name, "design": "tripwire"}).status_code in {404, 422}


def test_lint_speaks_of_a_name_a_text_and_an_object_alike(app):
    design = read_scenario("tutorial").design("tripwire")
    forms = ["tripwire", design_yaml(design), design.model_dump(mode="json", exclude_defaults=True)]
    found = [one(app, "POST", "/api/lint", {"scenario": "tutorial", "design": form}).json() for form in forms]
    assert found[0]["findings"]
    assert found[0] == found[1] == found[2]


def test_check_says_everything_that_is_wrong(app):
    design = read_scenario("tutorial").design("tripwire").model_dump(mode="json", exclude_defaults=True)
    assert one(app, "POST", "/api/check", {"scenario": "tutorial", "design": design}).json()["sound"]
    design["posture"] |= {"comand": "lead", "forward_stock_days": 900}
    said = one(app, "POST", "/api/check", {"scenario": "tutorial", "design": design}).json()
    assert not said["sound"]
    assert "did you mean 'command'" in " ".join(said["problems"])
    assert any("180" in problem for problem in said["problems"])


def test_a_rerun_is_what_compare_says(app):
    answer = one(
        app, "POST", "/api/rerun", {"scenario": "tutorial", "design": "tripwire", "draws": 25, "seed": 7}
    ).json()
    study = compare("tutorial", ["memorandum", "tripwire"], draws=25, seed=7, lenses=False).as_json()["designs"][
        "tripwire"
    ]
    for attack, of in answer["by_attack"].items():
        assert of["p_held"]["value"] == study["by_attack"][attack]["p_held"]
        assert of["gain"] == study["by_attack"][attack]["gain"]
    assert answer["cost_meur_year"]["p50"] == study["cost_meur_year"]
    assert answer["caveat"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"scenario": "tutorial"},
        {"scenario": "tutorial", "design": "nobody"},
        {"scenario": "tutorial", "design": "tripwire", "draws": 0},
        {"scenario": "tutorial", "design": "tripwire", "draws": MOST_API_DRAWS + 1},
        {"scenario": "tutorial", "design": "tripwire", "seed": -1},
        {"scenario": "tutorial", "design": "tripwire", "attacks": []},
        {"scenario": "tutorial", "design": "tripwire", "attacks": ["nuclear"]},
        {"scenario": "tutorial", "design": "tripwire", "more": 1},
        {"scenario": "tutorial", "design": "!!python/object/apply:os.system [x]"},
        {"scenario": "tutorial", "design": "x" * 200_001},
        {"scenario": "tutorial", "design": "\ud800"},
    ],
)
def test_what_will_not_do_is_422_in_words(app, body):
    async def asked():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            import json

            return await client.post(
                "/api/rerun", content=json.dumps(body), headers={"content-type": "application/json"}
            )

    answer = asyncio.run(asked())
    assert answer.status_code == 422
    assert answer.json()["detail"]


def asked_of(number: int) -> dict[str, object]:
    """A request: a design, an edit of it, an attack and a seed that depend on the number."""
    scenario = library_scenario("tutorial")
    design = with_stock(scenario.designs[number % 4], float(number % 5) * 5.0)
    attack = scenario.attacks[number % len(scenario.attacks)].id
    return {"scenario": "tutorial", "design": design_yaml(design), "attacks": [attack], "draws": 8, "seed": number % 2}


def test_two_hundred_at_once_each_get_their_own_answer_bit_for_bit():
    turns = Turns(most_waiting=200)
    try:
        bodies = [asked_of(number) for number in range(200)]
        answers = ask(build_api(turns), *(("POST", "/api/rerun", body) for body in bodies))
    finally:
        turns.close()
    assert [answer.status_code for answer in answers] == [200] * 200
    alone: dict[str, object] = {}
    for body, answer in zip(bodies, answers, strict=True):
        known = repr(body)
        if known not in alone:
            alone[known] = play(AskedRerun.model_validate(body), Reruns()).model_dump(mode="json")
        assert answer.json() == alone[known]
    assert len(alone) == 20
    assert len({repr(answer) for answer in alone.values()}) > 10


def test_whoever_comes_too_late_is_told_to_come_again():
    turns = Turns(most_waiting=3)
    try:
        answers = ask(build_api(turns), *(("POST", "/api/rerun", asked_of(number)) for number in range(12)))
    finally:
        turns.close()
    refused = [answer for answer in answers if answer.status_code == 503]
    assert len(refused) == 9
    assert all(int(answer.headers["retry-after"]) > 0 and "come again" in answer.json()["detail"] for answer in refused)


def test_no_request_that_the_description_allows_or_forbids_breaks_it(app):
    for operation in operations(app):

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        def answers_as_described(
            case,
        ):  # the description cannot say which designs are sound: those that are not get 422
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        answers_as_described()


def operations(app):
    """Every operation of the description."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    found = [result.ok() for result in schema.get_all_operations()]
    assert len(found) == 5
    return found
