"""The answer about signposts: what must be true of it, what is refused, and what it says when there is nothing to find."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from few_signposts import few_signposts

from casus.flow.scenario.read import read_scenario
from casus.foundation.errors import InputError
from casus.study.adaptation.adapt import adapt
from casus.study.adaptation.draw import draw_adapted, excess_table, points
from casus.study.adaptation.record import KNOWN, Estimate
from casus.study.adaptation.words import headline, sentence
from casus.study.compare import compare

DRAWS = 120


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return few_signposts(tmp_path_factory.mktemp("signposts"))


@pytest.fixture(scope="module")
def found(few):
    return adapt("tutorial", "consult-24h", draws=DRAWS, seed=3, signposts=few)


def test_base_and_always_are_what_compare_plays(found):
    study = compare("tutorial", ["consult-24h", found.chosen.to], ["full"], DRAWS, 3, lenses=False)
    held = study.outcomes["held"].mean("draw").values[:, 0]
    assert found.chosen.base.value.value == pytest.approx(held[0])
    assert found.chosen.always.value.value == pytest.approx(held[1])
    cost = study.outcomes["cost_meur_year"].mean("draw").values
    assert found.chosen.always.cost_meur_year == pytest.approx(cost[1])


def test_the_answer_is_about_the_design_that_gains_most(found):
    assert found.others
    gains = [one.always.gain.value for one in (found.chosen, *found.others)]
    assert gains == sorted(gains, reverse=True)
    assert gains[-1] > 0.0


def test_no_policy_gains_more_than_what_is_perfect_and_done_in_time(found):
    for one in (found.chosen, *found.others):
        assert one.policies
        for policy in one.policies:
            assert policy.gain.value <= one.perfect.gain.value + 1e-12
            assert policy.share_of_gain.low <= policy.share_of_gain.value <= policy.share_of_gain.high
    assert found.chosen.perfect_begun.gain.value <= found.chosen.perfect.gain.value


def test_what_is_seen_in_the_build_up_comes_too_late_for_brigades(found):
    assert "troops" in found.chosen.parts
    late = next(one for one in found.chosen.singles if one.id == "gathering")
    assert late.gain.value == pytest.approx(0.0, abs=0.01)


def test_it_repeats_and_is_json(found, few):
    again = adapt("tutorial", "consult-24h", draws=DRAWS, seed=3, signposts=few)
    assert json.dumps(again.as_json()) == json.dumps(found.as_json())
    assert list(found.as_json())[:7] == ["design", "to", "metric", "base", "always", "perfect", "policies"]
    keys = "signpost what observed_by trigger strengthened_share value gain share_of_gain random_gain p cost_meur_year"
    assert set(keys.split()) <= set(found.as_json()["policies"][0])


def test_a_budget_binds(few):
    tight, money = (
        adapt("tutorial", "consult-24h", "forward-defence", budget=one, draws=DRAWS, signposts=few)
        for one in (0.2, 600.0)
    )
    for policy in tight.chosen.policies:  # a trigger of the other half of the worlds may fire a little more often here
        assert policy.strengthened_share.value <= 0.2 + 0.1
    for policy in money.chosen.policies:
        assert policy.cost_meur_year <= 600.0 + 0.1 * money.chosen.always.cost_meur_year


def test_less_of_a_bad_thing_is_better(few):
    area = adapt("tutorial", "consult-24h", "forward-defence", metric="area_lost_km2", draws=60, signposts=few)
    assert area.chosen.always.value.value < area.chosen.base.value.value
    assert area.chosen.always.gain.value == pytest.approx(area.chosen.base.value.value - area.chosen.always.value.value)


def test_nothing_is_said_to_be_worth_it_without_fresh_worlds(found):
    policy = found.chosen.policies[0]
    sure = replace(policy, p=KNOWN / 2.0, gain=Estimate(0.1, 0.05, 0.15))
    assert replace(sure, fresh=Estimate(0.1, 0.05, 0.15)).known
    assert not replace(sure, fresh=Estimate(0.1, -0.05, 0.15)).known
    assert not replace(sure, fresh=None).known
    assert not replace(sure, fresh=Estimate(0.1, 0.05, 0.15), gain=Estimate(-0.1, -0.2, 0.0)).known
    assert not replace(policy, p=0.2, fresh=Estimate(0.1, 0.05, 0.15)).known


def test_sentences_say_what_was_found(found):
    estimate = Estimate(0.1, 0.05, 0.15)
    policy = replace(found.chosen.singles[0], p=0.001, fresh=estimate, gain=estimate)
    told = replace(found, chosen=replace(found.chosen, policies=(policy,)))
    said = sentence(told, policy)
    assert said in headline(told)
    for words in (
        f"Strengthen 'consult-24h' into '{found.chosen.to}' where",
        "of the worlds",
        "at random",
        policy.sets[0].signpost.short,
    ):
        assert words in said
    none = replace(found, chosen=replace(found.chosen, policies=(replace(policy, p=0.9),)))
    assert "No signpost is worth its trigger" in headline(none)[-1]


def test_a_weaker_design_is_called_no_strengthening(few):
    weaker = adapt("tutorial", "forward-defence", "memorandum", draws=60, signposts=few)
    assert weaker.chosen.always.gain.value < 0.0
    assert any("'memorandum' is no strengthening here" in line for line in headline(weaker))
    assert weaker.chosen.worth_it == ()


def test_the_chart_holds_every_way_and_every_policy_that_is_set_off(found):
    assert {row["name"] for row in points(found)} >= {
        "consult-24h",
        "perfect targeting",
        f"{found.chosen.to}, in place",
    }
    assert len(excess_table(found)) >= len(found.chosen.policies)
    assert "What each trigger is worth" in draw_adapted(found).to_json()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"design": "consult-24"}, "did you mean 'consult-24h'?"),
        ({"to": "forward-defense"}, "did you mean 'forward-defence'?"),
        ({"to": "consult-24h"}, "'consult-24h' is the design itself"),
        ({"metric": "hold"}, "did you mean 'held'?"),
        ({"metric": "combat"}, "unknown metric 'combat'"),
        ({"metric": "lost_day"}, "never comes in some worlds"),
        ({"budget": 0.0}, "the budget is 0; it must be a number above 0"),
        ({"budget": float("nan")}, "the budget is nan"),
        ({"draws": 20}, "triggers are set on halves of at least 40 worlds"),
        ({"draws": 0}, "draws is 0"),
        ({"attack": "sideways"}, "unknown attack 'sideways'"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_what_will_not_do_is_refused(settings, words):
    asked = {"design": "consult-24h", "draws": 60} | settings
    with pytest.raises(InputError) as refused:
        adapt("tutorial", **asked)
    assert words in str(refused.value)


def test_a_design_with_nothing_dearer_asks_for_a_name():
    scenario = read_scenario("tutorial")
    best = scenario.design("forward-defence")
    full = best.posture.model_copy(
        update={"command": "integrated", "delegated": True, "mandate": True, "forward_stock_days": 180.0,
                "works": {zone.id: "fortified" for zone in scenario.theatre.zones}}
    )  # fmt: skip
    sated = scenario.model_copy(update={"designs": (best.model_copy(update={"posture": full}),)})
    with pytest.raises(InputError, match="no design costs more"):
        adapt(sated, "forward-defence", draws=60)


def test_stopped_early_it_keeps_what_was_judged_and_says_so(few):
    played = []

    def stop(design, attack):
        played.append(design.id)
        if len(played) > 2:
            raise KeyboardInterrupt

    found = adapt("tutorial", "consult-24h", "forward-defence", draws=60, signposts=few, progress=stop)
    assert not found.complete
    assert found.chosen.policies
    assert all(one.fresh is None for one in found.chosen.policies)
    assert found.chosen.worth_it == ()
