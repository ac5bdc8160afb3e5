"""What every campaign must be, under any design and attack: bounded, conserving, and within what the pact allows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest

from casus.flow.campaign import arrays
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import Design, Monitoring

DRAWS, SEED = 120, 1
ROUNDING = 1e-9  # relative; chosen: thousands of additions in double precision
SCENARIOS = {name: read_scenario(name) for name in ("tutorial", "ukraine")}
ATTACKS = ("grey", "probe", "limited", "full")
CAMPAIGNS = [
    (name, design.id, attack.id)
    for name, scenario in SCENARIOS.items()
    for design, attack in product(scenario.designs, scenario.attacks)
]
NEVER_NEGATIVE = (
    "warning_days", "max_depth_km", "area_km2", "people", "key_cities", "contact_day", "lost_day",
    "protected_start", "protected_replaced", "protected_present", "protected_lost",
    "guarantor_entered", "guarantor_replaced", "guarantor_present", "guarantor_lost", "guarantor_withdrawn",
    "aggressor_entered", "aggressor_replaced", "aggressor_present", "aggressor_lost",
    "aircraft_lost_defence", "aircraft_lost_guarantor", "aircraft_lost_aggressor", "stations_held", "station_aircraft",
    "drones_launched", "cruise_launched", "ballistic_launched",
    "drone_leakers", "cruise_leakers", "ballistic_leakers", "damage_meur", "interceptors_used", "interceptors_left",
    "stock_left_days", "fuel_left_days",
)  # fmt: skip
SHARES = ("decided_share", "honoured_share", "acted_share", "combat_share", "short_share", "aggressor_short_share")
TRIGGERS: dict[str, dict[str, Any]] = {
    "armed-attack": {"trigger": {"event": "armed-attack", "qualifiers": ()}, "attribution": {"judge": "each"}},
    "attributed-attack": {"trigger": {"event": "armed-attack", "qualifiers": ()}, "attribution": {"judge": "body"}},
    "threat": {"trigger": {"event": "threat", "qualifiers": ()}, "attribution": {"judge": "each"}},
    "sustained-attack": {
        "trigger": {"event": "armed-attack", "qualifiers": ("significant", "deliberate", "sustained")},
        "attribution": {"judge": "each"},
    },
    "war": {"trigger": {"event": "war", "qualifiers": ()}, "attribution": {"judge": "each"}},
}
"""What the text says, and who finds it, for each way in which the kernel takes the event."""
FULL_MISSION = Monitoring(persons=20000)


@pytest.fixture(scope="module", params=CAMPAIGNS, ids="-".join)
def played(request: pytest.FixtureRequest, arena_of: Callable[..., Any]) -> tuple[Any, Design, np.ndarray]:
    """(arena, design, records) of a design against an attack."""
    name, design_id, attack = request.param
    arena = arena_of(name, DRAWS, SEED)
    design = arena.scenario.design(design_id)
    return arena, design, arena.play(design, attack)


def with_pact(design: Design, **clauses: dict[str, Any]) -> Design:
    """A design with some fields of some clauses of its pact changed."""
    changed = {name: getattr(design.pact, name).model_copy(update=fields) for name, fields in clauses.items()}
    return design.model_copy(update={"pact": design.pact.model_copy(update=changed)})


def with_posture(design: Design, **changes: Any) -> Design:
    return design.model_copy(update={"posture": design.posture.model_copy(update=changes)})


# --- bounds -----------------------------------------------------------------------------------------------------------


def test_nothing_that_is_counted_is_negative(played: Any) -> None:
    _, _, records = played
    assert not [name for name in NEVER_NEGATIVE if not (records[name] >= 0.0).all()]
    # What waits is what is left after many small subtractions, so it may miss zero by a rounding.
    assert (records["aggressor_waiting"] >= -ROUNDING * (1.0 + records["aggressor_entered"])).all()


def test_shares_lie_between_nothing_and_all(played: Any) -> None:
    _, _, records = played
    for name in SHARES:
        assert ((records[name] >= 0.0) & (records[name] <= 1.0)).all(), name
    assert (records["combat_share"] <= records["honoured_share"]).all()
    assert (np.abs(records["control_of_air"]) <= 1.0).all()
    assert (np.abs(records["control_day"]) <= 1.0).all()


def test_a_line_is_held_or_lost_on_a_day(played: Any) -> None:
    arena, _, records = played
    assert np.isin(records["held"], (0.0, 1.0)).all()
    assert (np.isfinite(records["lost_day"]) == (records["held"] == 0.0)).all()
    lost_day = records["lost_day"][records["held"] == 0.0]
    assert (lost_day <= arena.scenario.setup.horizon_days).all()


def test_every_front_stays_between_its_start_and_the_end_of_its_axis(played: Any) -> None:
    arena, design, records = played
    days = [day for day in arrays.RECORDED_DAYS if day <= arena.scenario.setup.horizon_days]
    for index, axis in enumerate(arena.scenario.theatre.axes):
        start_km = design.settlement.start_km.get(axis.id, 0.0)
        end_km = sum(segment.length_km for segment in axis.segments)
        depth_km = records["depth_km"][:, index, : len(days)]
        assert (depth_km[:, 0] == start_km).all()
        assert (depth_km >= start_km).all()
        assert (depth_km <= end_km * (1.0 + ROUNDING)).all()
        assert (depth_km - start_km <= records["max_depth_km"][:, None] * (1.0 + ROUNDING)).all()


def test_no_more_people_and_cities_are_lost_than_there_are(played: Any) -> None:
    arena, _, records = played
    assert (records["people"] <= sum(city.population for city in arena.scenario.cities)).all()
    assert (records["key_cities"] <= len(arena.scenario.theatre.key_cities)).all()
    assert (records["held"][records["key_cities"] > 0] == 0.0).all()


def test_a_contact_has_a_place(played: Any) -> None:
    _, _, records = played
    met = np.isfinite(records["contact_day"])
    assert (np.isfinite(records["contact_depth_km"]) == met).all()
    assert (records["contact_depth_km"][met] >= 0.0).all()
    assert (records["guarantor_entered"][met] > 0.0).all()


# --- conservation -----------------------------------------------------------------------------------------------------


def test_brigades_of_the_protected_state_are_conserved(played: Any) -> None:
    """What returned or was replaced comes out of what was lost, which is counted whole: so it counts as brigades once more.

    Those still in hospital and workshop at the horizon are lost.
    """
    _, _, r = played
    came = r["protected_start"] + r["protected_replaced"]
    np.testing.assert_allclose(r["protected_present"] + r["protected_lost"], came, rtol=ROUNDING)
    assert (r["protected_replaced"] <= r["protected_lost"] * (1.0 + ROUNDING)).all()


def test_brigades_of_the_guarantors_are_conserved(played: Any) -> None:
    _, _, r = played
    there = r["guarantor_present"] + r["guarantor_lost"] + r["guarantor_withdrawn"]
    np.testing.assert_allclose(there, r["guarantor_entered"] + r["guarantor_replaced"], rtol=ROUNDING)


def test_brigades_of_the_aggressor_are_conserved(played: Any) -> None:
    _, _, r = played
    came = r["aggressor_entered"] + r["aggressor_replaced"]
    np.testing.assert_allclose(r["aggressor_present"] + r["aggressor_lost"], came, rtol=ROUNDING)


@pytest.mark.parametrize("side", ["guarantor", "aggressor"])
def test_without_mobilisation_no_more_returns_than_the_share_of_losses_that_can(played: Any, side: str) -> None:
    arena, _, r = played
    most = r[f"{side}_lost"] * arena.draws.columns["supply_return_share"]
    assert (r[f"{side}_replaced"] <= most * (1.0 + ROUNDING)).all()


# --- the promise ------------------------------------------------------------------------------------------------------


def test_decisions_and_help_go_together_and_follow_the_trigger(played: Any) -> None:
    arena, design, records = played
    nations = [nation.id for nation in arena.scenario.guarantors]
    decision_day, help_level = (records[name][:, : len(nations)] for name in ("decision_day", "help_level"))
    decided = np.isfinite(decision_day)
    assert (decided == (help_level > arrays.NO_HELP)).all()
    assert (decision_day >= records["trigger_day"][:, None]).all()
    assert not decided[:, [nation not in design.pact.parties.guarantors for nation in nations]].any()


@pytest.mark.parametrize(("name", "attack"), list(product(SCENARIOS, ATTACKS)))
def test_without_guarantors_nobody_comes(name: str, attack: str, arena_of: Callable[..., Any]) -> None:
    arena = arena_of(name, DRAWS, SEED)
    for design in arena.scenario.designs:
        alone = with_pact(design, parties={"guarantors": (), "lead": None}, decision={"rule": "each"})
        records = arena.play(alone, attack)
        assert np.isinf(records["contact_day"]).all()
        assert (records["help_level"][:, : len(arena.scenario.guarantors)] == arrays.NO_HELP).all()
        assert (records["guarantor_entered"] == records["guarantor_withdrawn"]).all()
        assert (records["guarantor_present"] == 0.0).all()
        nobody = arena.play(with_posture(alone, in_place=(), standby=()), attack)
        assert (nobody["guarantor_entered"] == 0.0).all()


@pytest.mark.parametrize(("name", "attack"), list(product(SCENARIOS, ATTACKS)))
@pytest.mark.parametrize("obligation", [0.0, 2.0])
def test_a_promise_of_material_support_at_most_sends_no_combat_forces(
    name: str, attack: str, obligation: float, arena_of: Callable[..., Any]
) -> None:
    arena = arena_of(name, DRAWS, SEED)
    for design in arena.scenario.designs:
        less = with_pact(design, obligation={"level": obligation, "automaticity": "none"})
        records = arena.play(less, attack)
        assert (records["help_level"] <= arrays.MATERIEL).all()
        assert (records["combat_share"] == 0.0).all()
        assert np.isinf(records["contact_day"]).all()
        assert (records["guarantor_entered"] == records["guarantor_withdrawn"]).all()


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("monitoring", [None, FULL_MISSION], ids=["alone", "monitored"])
def test_a_deniable_attack_triggers_nothing_before_it_is_attributed(
    name: str, trigger: str, monitoring: Monitoring | None, arena_of: Callable[..., Any]
) -> None:
    arena = arena_of(name, DRAWS, SEED)
    attributed = arena.draws.columns["decision_attribution_grey_days"]
    if monitoring:
        attributed = attributed / arena.draws.columns["decision_monitoring_speedup"]
    for design in arena.scenario.designs:
        asked = with_posture(with_pact(design, **TRIGGERS[trigger]), monitoring=monitoring)
        records = arena.play(asked, "grey")
        never = np.isinf(records["trigger_day"])
        assert never.any()
        assert not never.all()
        assert (records["trigger_day"][~never] >= attributed[~never] * (1.0 - ROUNDING)).all()
        assert (records["trigger_day"] >= 0.0).all()


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_mission_on_the_line_never_delays_or_loses_an_attribution(name: str, arena_of: Callable[..., Any]) -> None:
    arena = arena_of(name, DRAWS, SEED)
    for design in arena.scenario.designs:
        unseen, seen = (
            arena.play(with_posture(design, monitoring=mission), "grey")["trigger_day"]
            for mission in (None, FULL_MISSION)
        )
        assert (seen <= unseen).all()
        within_reach = design.pact.attribution.judge != "joint" and design.pact.trigger.event != "nuclear-attack"
        assert (seen < unseen).any() == within_reach, design.id


@pytest.mark.parametrize(("name", "attack"), list(product(SCENARIOS, ("probe", "limited", "full"))))
def test_an_open_attack_triggers_a_promise_against_armed_attack_at_once(
    name: str, attack: str, arena_of: Callable[..., Any]
) -> None:
    arena = arena_of(name, DRAWS, SEED)
    for design in arena.scenario.designs:
        assert (arena.play(with_pact(design, **TRIGGERS["armed-attack"]), attack)["trigger_day"] == 0.0).all()


@pytest.mark.parametrize(("name", "attack"), list(product(SCENARIOS, ATTACKS)))
def test_a_threat_triggers_only_with_a_warning_that_was_believed(
    name: str, attack: str, arena_of: Callable[..., Any]
) -> None:
    arena = arena_of(name, DRAWS, SEED)
    columns = arena.draws.columns
    believed = columns["event.belief"] < columns[f"attack.{attack}.believed"]
    deniable = {option.id: option.deniable for option in arena.scenario.attacks}[attack]
    for design in arena.scenario.designs:
        records = arena.play(with_pact(design, **TRIGGERS["threat"]), attack)
        early = records["trigger_day"] < 0.0
        assert (records["warning_days"][~believed] == 0.0).all()
        assert not (early & ~believed).any()
        assert (records["trigger_day"][early] == -records["warning_days"][early]).all()
        assert early.any() != deniable
