"""What a planner might change: each change does what it says, to a copy, and is not on offer where nothing is left to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.flow.scenario.schema.design import Design
from casus.study.vary.brigades import pools_of, sent
from casus.study.vary.change import made
from casus.study.vary.clauses import errors_of, open_rules
from casus.study.vary.force import brigades_of, zone_weights
from casus.study.vary.offered import offered
from casus.study.vary.parts import content, with_posture, with_settlement

SCENARIOS = ("tutorial", "ukraine", "baltics-2016")
QUESTIONS = [("tutorial", id) for id in ("memorandum", "consult-24h", "tripwire", "forward-defence")] + [
    ("ukraine", "kremlin-terms"),
    ("ukraine", "paris-2026"),
    ("baltics-2016", "posture-2016"),
]
DRAWS = 50


class Setting:
    """A scenario with its heaviest attack and the pools of its nations."""

    def __init__(self, name):
        self.scenario = read_scenario(name)
        self.attack = max(self.scenario.attacks, key=lambda attack: attack.intensity)
        register = scenario_register(Path(self.scenario.folder))
        self.pools = pools_of(self.scenario, sample(self.scenario, register, DRAWS))
        self.known = {}

    def offered(self, design):
        key = content(design)
        if key not in self.known:
            found = offered(self.scenario, self.attack, self.pools, design)
            self.known[key] = {one.change.id: one for one in found}
        return self.known[key]


@pytest.fixture(scope="module")
def settings():
    return {name: Setting(name) for name in SCENARIOS}


@pytest.fixture(scope="module")
def tutorial(settings):
    return settings["tutorial"]


@pytest.mark.parametrize(("name", "id"), QUESTIONS)
def test_no_change_touches_the_design_and_each_makes_a_sound_and_different_one(settings, name, id):
    design = settings[name].scenario.design(id)
    before = content(design)
    found = settings[name].offered(design)
    assert len(found) > 5
    for one in found.values():
        assert content(one.after) != before
        assert Design.model_validate(one.after.model_dump()) == one.after
        assert content(made(one.change, design)) == content(one.after)
        assert one.change.words
        assert one.change.asks
    assert content(design) == before
    assert len({content(one.after) for one in found.values()}) == len(found)


@pytest.mark.parametrize(("name", "id"), QUESTIONS)
def test_a_mended_clause_clears_its_finding_and_opens_no_other_error(settings, name, id):
    design = settings[name].scenario.design(id)
    before = open_rules(design)
    mends = [one for one in settings[name].offered(design).values() if one.change.rule]
    assert mends
    for one in mends:
        after = open_rules(one.after)
        assert one.change.rule in before
        assert one.change.rule not in after
        assert not errors_of(after) - errors_of(before)


def test_a_brigade_is_one_brigade_where_the_attack_lacks_most(tutorial):
    design = tutorial.scenario.design("memorandum")
    weights = zone_weights(tutorial.scenario, tutorial.attack)
    for kind in ("heavy", "medium", "light"):
        after = tutorial.offered(design)[f"brigade-{kind}"].after
        assert brigades_of(after, "in-place") == pytest.approx(brigades_of(design, "in-place") + 1)
        assert brigades_of(after, "in-place", kind) == pytest.approx(1)
        assert {one.zone for one in after.posture.in_place} == {max(weights, key=lambda zone: weights[zone])}
        assert {one.nation for one in after.posture.in_place} <= set(design.pact.parties.guarantors)
        assert sent(design, after).startswith(f"1 {kind} brigade of ")
    standby = tutorial.offered(design)["brigade-standby"].after
    assert brigades_of(standby, "standby", "heavy") == pytest.approx(1)
    assert all(one.prepositioned for one in standby.posture.standby)


def test_nations_share_a_brigade_that_none_has_whole(settings):
    setting = settings["ukraine"]
    pools = {nation: {"heavy": 0.45, "light": 0.0} for nation in ("france", "germany", "spain")}
    design = setting.scenario.design("consult-24h")
    found = {one.change.id: one.after for one in offered(setting.scenario, setting.attack, pools, design)}
    shares = [one.brigades for one in found["brigade-heavy"].posture.in_place]
    assert sum(shares) == pytest.approx(1)
    assert len(shares) == 3
    assert min(shares) >= 0.2
    assert "brigade-light" not in found


def test_pools_run_dry(tutorial):
    design, bought = tutorial.scenario.design("memorandum"), 0
    while "brigade-heavy" in (found := tutorial.offered(design)):
        design, bought = found["brigade-heavy"].after, bought + 1
    heavy = sum(
        tutorial.pools[nation]["heavy"] for nation in design.pact.parties.guarantors if nation in tutorial.pools
    )
    assert heavy - 1 <= bought <= heavy


def test_stocks_batteries_aircraft_arms_grow_by_what_they_say(tutorial):
    design = tutorial.scenario.design("tripwire")
    found = {id: one.after.posture for id, one in tutorial.offered(design).items()}
    had = design.posture
    assert found["stock-days"].forward_stock_days == had.forward_stock_days + 10
    assert found["battery-ballistic"].air_defence.ballistic_batteries == had.air_defence.ballistic_batteries + 1
    assert found["battery-ballistic"].air_defence.ballistic_interceptors == had.air_defence.ballistic_interceptors + 40
    assert found["battery-cruise"].air_defence.cruise_batteries == had.air_defence.cruise_batteries + 2
    assert found["aircraft-line"].air.aircraft == had.air.aircraft + 12
    assert found["aircraft-station"].air.stations == had.air.stations + 1
    assert found["aircraft-alert"].air.alert == had.air.alert + 4
    assert found["arms"].arms_meur_year == had.arms_meur_year + 1000


def test_hours_shorten_and_never_lengthen(tutorial):
    design = tutorial.scenario.design("tripwire")
    found = tutorial.offered(design)
    clocks = found["hours-act"].after.pact.deadlines
    assert (clocks.meet_h, clocks.decide_h, clocks.act_h) == (6, 12, 24)
    assert found["delegate"].after.posture.delegated
    assert found["trigger-threat"].after.pact.trigger.event == "threat"
    quick = design.model_copy(
        update={
            "pact": design.pact.model_copy(
                update={"deadlines": design.pact.deadlines.model_copy(update={"meet_h": 2.0})}
            )
        }
    )
    assert tutorial.offered(quick)["hours-decide"].after.pact.deadlines.meet_h == 2


def test_works_go_up_a_level_until_all_are_fortified(tutorial):
    design = tutorial.scenario.design("memorandum")
    levels = ("none", "hasty", "prepared", "fortified")
    zones = set(zone_weights(tutorial.scenario, tutorial.attack))
    for _ in range(len(levels)):
        found = tutorial.offered(design)
        if "works-all" not in found:
            break
        after = found["works-all"].after
        for zone in zones:
            before = design.posture.works.get(zone, "none")
            assert levels.index(after.posture.works.get(zone, "none")) >= levels.index(before)
        design = after
    found = tutorial.offered(with_posture(design, works=dict.fromkeys(zones, "fortified")))
    assert not {"works-all", "works-zone"} & set(found)


def test_what_is_there_already_is_not_on_offer(tutorial):
    found = tutorial.offered(tutorial.scenario.design("forward-defence"))
    there = {
        "command",
        "monitoring",
        "mandate",
        "delegate",
        "hours-act",
        "trigger-threat",
        "automatic",
        "sanctions",
        "works-all",
    }
    assert not there & set(found)


def test_a_headquarters_goes_up_one_step_and_not_in_a_neutral_state(tutorial):
    design = tutorial.scenario.design("memorandum")
    lead = tutorial.offered(design)["command"].after
    assert lead.posture.command == "lead"
    assert tutorial.offered(lead)["command"].after.posture.command == "integrated"
    assert "command" not in tutorial.offered(with_settlement(design, neutral=True))


def test_a_ban_on_foreign_troops_takes_brigades_and_bases_off_the_list(tutorial):
    banned = with_settlement(tutorial.scenario.design("memorandum"), foreign_troops="banned")
    found = set(tutorial.offered(banned))
    assert not {"brigade-heavy", "brigade-standby", "aircraft-inside"} & found
    assert {"stock-days", "arms"} <= found


def test_without_guarantors_only_what_the_protected_state_can_have_is_left():
    scenario = read_scenario("collapse-2022")
    design = scenario.designs[0]
    assert design.pact.parties.guarantors == ()
    kinds = {one.change.kind for one in offered(scenario, scenario.attacks[0], {}, design)}
    assert kinds <= {"stocks", "works", "batteries", "arms"}
    assert kinds
