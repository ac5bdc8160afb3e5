"""What hastens a decision hastens it: no clause, consent, plan or mission makes any nation decide later in any world.

Each comparison is made world by world, in the same draws. What one nation sees of the others is left out (the effect of a
cascade is set to nought): a nation that is hastened may be seen by others to keep its word, or to break it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from casus.flow.campaign import arrays
from casus.flow.campaign.blocks import rooms
from casus.flow.campaign.pack import pack, pack_blocks
from casus.flow.scenario.schema.design import Design, Monitoring
from casus.flow.scenario.schema.scenario import Scenario

DRAWS, SEED = 200, 1
ROUNDING = 1e-9
RULES: dict[str, dict[str, Any]] = {
    "each": {"rule": "each"},
    "consensus": {"rule": "consensus"},
    "quorum": {"rule": "quorum", "quorum": 3},
    "majority": {"rule": "majority", "majority_share": 0.6, "weights": {"dorvan": 2.0, "elmere": 3.0}},
    "lead": {"rule": "lead"},
    "single": {"rule": "single"},
}
TRIGGERS: dict[str, dict[str, Any]] = {
    "armed-attack": {},
    "found by a body": {"attribution": {"judge": "body"}},
    "a threat": {"trigger": {"event": "threat"}},
    "sustained": {"trigger": {"qualifiers": ("significant", "sustained")}},
}
LEAST_MISSION = Monitoring(persons=1, access="remote", power="observes")
FULL_MISSION = Monitoring(persons=20000)


# --- changes of a design, or of its nations ---------------------------------------------------------------------------


def with_pact(design: Design, **clauses: dict[str, Any]) -> Design:
    """A design with some fields of some clauses of its pact changed."""
    changed = {name: getattr(design.pact, name).model_copy(update=fields) for name, fields in clauses.items()}
    return design.model_copy(update={"pact": design.pact.model_copy(update=changed)})


def with_posture(design: Design, **changes: Any) -> Design:
    return design.model_copy(update={"posture": design.posture.model_copy(update=changes)})


def with_nations(arena: Any, **changes: Any) -> Any:
    """An arena whose guarantors have another constitution."""
    nations = tuple(nation.model_copy(update=changes) for nation in arena.scenario.guarantors)
    return replace(arena, scenario=arena.scenario.model_copy(update={"guarantors": nations}))


def with_columns(arena: Any, **columns: Callable[[Any], Any] | float) -> Any:
    """An arena in whose worlds some quantities are other ones."""
    old = arena.draws.columns
    assert set(columns) <= set(old)
    new = {name: to(old[name]) if callable(to) else np.full(len(arena.draws), to) for name, to in columns.items()}
    return replace(arena, draws=replace(arena.draws, columns={**old, **new}))


@pytest.fixture(scope="module")
def arena(arena_of: Callable[..., Any]) -> Any:
    """The tutorial, where nations do not look at each other and no plan puts anybody off."""
    tutorial = arena_of("tutorial", DRAWS, SEED)
    return with_columns(tutorial, honour_cascade_logit=0.0, honour_leader_logit=0.0, honour_integration_logit=np.abs)


@pytest.fixture(scope="module")
def plain(arena: Any) -> Design:
    """A ratified treaty with a few forces in place, and nothing that hastens anything."""
    design = with_posture(arena.scenario.design("tripwire"), mandate=False, command="ad-hoc", monitoring=None)
    return with_pact(
        design,
        form={"kind": "treaty", "ratification": "done"},
        deadlines={"meet_h": None, "decide_h": None, "act_h": None},
    )


def decided(arena: Any, design: Design, attack: str = "limited") -> tuple[np.ndarray, np.ndarray]:
    """(draws, nations) days of decision and levels of help."""
    records, count = arena.play(design, attack), len(arena.scenario.guarantors)
    return records["decision_day"][:, :count], records["help_level"][:, :count]


# --- the clock of each nation, under every rule -----------------------------------------------------------------------

Step = Callable[[Any, Design], tuple[Any, Design]]
STEPS: dict[str, Step] = {
    "a mandate": lambda arena, design: (arena, with_posture(design, mandate=True)),
    "a plan": lambda arena, design: (arena, with_posture(design, command="lead")),
    "an emergency clause": lambda arena, design: (with_nations(arena, emergency=True), design),
    "an exemption for treaties": lambda arena, design: (with_nations(arena, treaty_exempt=True), design),
    "delegated authority": lambda arena, design: (arena, with_posture(design, delegated=True)),
    "a deadline to meet": lambda arena, design: (arena, with_pact(design, deadlines={"meet_h": 6.0})),
    "a deadline to decide": lambda arena, design: (arena, with_pact(design, deadlines={"decide_h": 12.0})),
    "a deadline to act": lambda arena, design: (arena, with_pact(design, deadlines={"act_h": 24.0})),
    "a clause for the willing": lambda arena, design: (arena, with_pact(design, decision={"fallback": True})),
}


@pytest.mark.parametrize(("step", "rule"), list(product(STEPS, RULES)))
def test_nobody_is_later_for_it_and_some_are_sooner(step: str, rule: str, arena: Any, plain: Design) -> None:
    before = with_pact(plain, decision=RULES[rule])
    days, help_levels = decided(arena, before)
    sooner_days, more_help = decided(*STEPS[step](arena, before))
    assert (sooner_days <= days).all()
    assert (more_help >= help_levels).all()
    nobody_waits = step == "a clause for the willing" and rule == "each"
    assert (sooner_days < days).any() != nobody_waits


@pytest.mark.parametrize(("step", "rule"), list(product(STEPS, RULES)))
def test_what_hastens_hastens_on_top_of_all_the_rest(step: str, rule: str, arena: Any, plain: Design) -> None:
    without = arena, with_pact(plain, decision=RULES[rule])
    for other in STEPS:
        without = without if other == step else STEPS[other](*without)
    days, help_levels = decided(*without)
    sooner_days, more_help = decided(*STEPS[step](*without))
    assert (sooner_days <= days).all()
    assert (more_help >= help_levels).all()


@pytest.mark.parametrize("changed", ["a political declaration", "a treaty that nobody ratified"])
def test_only_a_ratified_treaty_stands_in_for_a_vote(changed: str, arena: Any, plain: Design) -> None:
    kind = "political" if changed.startswith("a political") else "treaty"
    loose = with_pact(plain, form={"kind": kind, "ratification": "required"})
    for one, other in zip(decided(arena, loose), decided(with_nations(arena, treaty_exempt=True), loose), strict=True):
        np.testing.assert_array_equal(one, other)


def test_two_clocks_are_kept_no_less_often_than_one(arena: Any, plain: Design) -> None:
    """One and the same nation's punctuality decides about all of its clocks."""
    both = with_pact(plain, deadlines={"meet_h": 6.0, "decide_h": 12.0})
    for field, hours in (("meet_h", 6.0), ("decide_h", 12.0)):
        alone = with_pact(plain, deadlines={field: hours})
        assert (decided(arena, both)[0] <= decided(arena, alone)[0]).all()


# --- rules ------------------------------------------------------------------------------------------------------------


def alone_and_by(arena: Any, design: Design, rule: str) -> tuple[np.ndarray, np.ndarray]:
    """Days of decision where each nation decides for itself, and by a rule."""
    return tuple(decided(arena, with_pact(design, decision=RULES[name]))[0] for name in ("each", rule))  # type: ignore[return-value]


@pytest.mark.parametrize("rule", ["lead", "single"])
def test_followers_decide_as_their_lead_does_or_alone_later(rule: str, arena: Any, plain: Design) -> None:
    present = with_columns(arena, decision_leader_absent_probability=0.0)
    own, days = alone_and_by(present, plain, rule)
    columns = present.draws.columns
    lead = own[:, :1]  # dorvan, the first of the nations
    alone = own + columns["decision_fallback_days"][:, None]
    if rule == "single":
        expected = np.minimum(np.where(np.isfinite(own), lead, np.inf), alone)
    else:
        expected = np.minimum(np.maximum(own, lead + columns["decision_follow_days"][:, None]), alone)
    np.testing.assert_array_equal(days[:, :1], lead)
    np.testing.assert_allclose(days[:, 1:], expected[:, 1:], rtol=ROUNDING)
    with_lead = (np.isfinite(lead) & np.isfinite(own))[:, 1:]
    assert with_lead.any()
    if rule == "single":
        assert (days[:, 1:][with_lead] <= np.broadcast_to(lead, own.shape)[:, 1:][with_lead]).all()


@pytest.mark.parametrize("rule", ["lead", "single"])
def test_without_a_leader_nobody_follows_before_the_fallback(rule: str, arena: Any, plain: Design) -> None:
    absent = with_columns(arena, decision_leader_absent_probability=1.0)
    own, days = alone_and_by(absent, plain, rule)
    late = own + absent.draws.columns["decision_fallback_days"][:, None]
    assert np.isinf(days[:, 0]).all()
    np.testing.assert_allclose(days[:, 1:], late[:, 1:], rtol=ROUNDING)
    assert np.isfinite(days).any()


@pytest.mark.parametrize("rule", ["consensus", "quorum", "majority"])
def test_where_the_adversary_has_a_say_only_the_willing_act(rule: str, arena: Any, plain: Design) -> None:
    vetoed = with_pact(plain, parties={"veto": ("borea",)})
    own, days = alone_and_by(arena, vetoed, rule)
    np.testing.assert_allclose(days, own + arena.draws.columns["decision_fallback_days"][:, None], rtol=ROUNDING)
    willing = with_pact(vetoed, decision=RULES[rule] | {"fallback": True})
    np.testing.assert_array_equal(decided(arena, willing)[0], own)


@pytest.mark.parametrize("rule", ["consensus", "quorum", "majority"])
def test_a_clock_to_act_moves_no_body_that_is_blocked(rule: str, arena: Any, plain: Design) -> None:
    vetoed = with_pact(plain, parties={"veto": ("borea",)}, deadlines={"act_h": 24.0})
    days, fallback = (
        decided(arena, with_pact(vetoed, decision=RULES[rule]))[0],
        arena.draws.columns["decision_fallback_days"],
    )
    assert np.isfinite(days).any()
    assert (days >= fallback[:, None]).all()


def test_a_blocker_delays_and_never_hastens(arena: Any, plain: Design) -> None:
    design = with_pact(plain, decision=RULES["consensus"])
    days = [decided(with_columns(arena, decision_block_probability=p), design)[0] for p in (0.0, 0.3, 1.0)]
    for fewer, more in zip(days, days[1:], strict=False):
        assert (more >= fewer).all()
        assert (more > fewer).any()


# --- trigger ----------------------------------------------------------------------------------------------------------

MISSIONS = {
    "one person": (None, LEAST_MISSION),
    "more persons": (Monitoring(persons=100), Monitoring(persons=1000)),
    "still more persons": (Monitoring(persons=1000), FULL_MISSION),
    "free, not escorted": (Monitoring(persons=800, access="escorted"), Monitoring(persons=800)),
    "free, not remote": (Monitoring(persons=800, access="remote"), Monitoring(persons=800)),
    "it reports": (Monitoring(persons=800, power="observes"), Monitoring(persons=800, power="reports")),
    "it attributes": (Monitoring(persons=800, power="reports"), Monitoring(persons=800)),
}


@pytest.mark.parametrize(("step", "trigger"), list(product(MISSIONS, TRIGGERS)))
def test_a_better_mission_never_attributes_later_or_less_often(
    step: str, trigger: str, arena: Any, plain: Design
) -> None:
    design = with_pact(plain, **TRIGGERS[trigger])
    less, more = (
        arena.play(with_posture(design, monitoring=mission), "grey")["trigger_day"] for mission in MISSIONS[step]
    )
    assert (more <= less).all()
    assert (more < less).any()


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("mission", [None, FULL_MISSION], ids=["alone", "monitored"])
def test_a_body_with_the_adversary_on_it_never_attributes(
    trigger: str, mission: Monitoring | None, arena: Any, plain: Design
) -> None:
    joint = with_pact(plain, **TRIGGERS[trigger] | {"attribution": {"judge": "joint"}})
    records = arena.play(with_posture(joint, monitoring=mission), "grey")
    assert np.isinf(records["trigger_day"]).all()
    assert (records["help_level"] == arrays.NO_HELP).all()


@pytest.mark.parametrize("attack", ["grey", "probe", "limited", "full"])
def test_a_pact_against_nuclear_attack_alone_is_never_called(attack: str, arena: Any, plain: Design) -> None:
    nuclear = with_pact(plain, trigger={"event": "nuclear-attack"})
    records = arena.play(with_posture(nuclear, monitoring=FULL_MISSION, delegated=True), attack)
    assert np.isinf(records["trigger_day"]).all()
    assert np.isinf(records["first_decision_day"]).all()
    assert (records["help_level"] == arrays.NO_HELP).all()


# --- help -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "attack"), list(product(RULES, ["grey", "full"])))
def test_a_pact_to_consult_gives_words_or_materiel(rule: str, attack: str, arena: Any, plain: Design) -> None:
    consult = with_pact(plain, obligation={"level": 1.0}, decision=RULES[rule])
    for delegated in (False, True):
        days, help_levels = decided(arena, with_posture(consult, delegated=delegated), attack)
        assert set(np.unique(help_levels)) == {arrays.NO_HELP, arrays.WORDS, arrays.MATERIEL}
        assert (np.isfinite(days) == (help_levels > arrays.NO_HELP)).all()


def ready_days(arena: Any, design: Design) -> np.ndarray:
    """(draws, standby contingents): day on which each stands at its entry point."""
    from casus.flow.campaign.kernel import play_all

    scenario: Scenario = arena.scenario
    packed = pack(scenario, design, {option.id: option for option in scenario.attacks}["limited"])
    (worlds, blocks), outcomes = pack_blocks(scenario, arena.draws), arrays.many(arrays.OUTCOME, len(arena.draws))
    room = rooms(len(blocks.rows))
    play_all(worlds, *packed, *blocks, *room, outcomes)
    ready = np.zeros((len(worlds), arrays.CONTINGENTS))
    for rows, filled, lanes in zip(blocks.rows, blocks.filled, room.used[-1], strict=True):
        ready[rows[:filled]] = lanes["units"]["ready_day"][:filled]
    status = packed.contingents["status"][0, : packed.contingents["count"][0]]
    return ready[:, : len(status)][:, status == arrays.ON_STANDBY]


@pytest.mark.parametrize("rule", RULES)
def test_forces_on_standby_are_ready_no_later_by_a_clock_to_act(rule: str, arena: Any, plain: Design) -> None:
    standby = arena.scenario.design("forward-defence").posture.standby
    design = with_posture(with_pact(plain, decision=RULES[rule]), standby=standby)
    without, with_clock = (ready_days(arena, with_pact(design, deadlines={"act_h": hours})) for hours in (None, 24.0))
    assert without.shape == (DRAWS, len(standby))
    assert (with_clock <= without).all()
    assert (with_clock < without).any()
