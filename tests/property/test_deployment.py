"""The way of contingents to the theatre: what hastens one never delays it, and no entry point passes more than it can.

Two things that sound true are not, and are not tested. With a longer notice of one nation another may come earlier, as the
queue at an entry point is shorter; so may another contingent of the same nation, as its aircraft and trains are free. And
stored equipment does not always come earlier than moved equipment: to draw it takes a week, and a near nation is there in less.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from casus.flow.campaign import arrays
from casus.flow.campaign.deploy import Deployments, deploy
from casus.flow.campaign.pack import pack
from casus.flow.scenario.schema.design import Contingent, Design

DRAWS, SEED = 100, 1
ROUNDING = 1e-6
DECIDED = 1.5
CASES = [
    ("tutorial", "tripwire"),
    ("tutorial", "forward-defence"),
    ("ukraine", "article5-like"),
    ("ukraine", "forward-defence"),
]


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def told(request: pytest.FixtureRequest, arena_of: Callable[..., Any]) -> tuple[Any, Design]:
    """A scenario with its draws, and one of its designs."""
    scenario, design = request.param
    arena = arena_of(scenario, DRAWS, SEED)
    return arena, arena.scenario.design(design)


def with_columns(arena: Any, change: Callable[[np.ndarray], np.ndarray], *names: str) -> Any:
    """An arena in whose worlds the quantities whose names begin and end so are other ones."""
    begin, end = names[0], names[-1]
    old = arena.draws.columns
    chosen = [name for name in old if name.startswith(begin) and name.endswith(end)]
    assert chosen
    return replace(
        arena, draws=replace(arena.draws, columns=old | {name: change(old[name]) for name in chosen}), _held={}
    )


def days_of(arena: Any, later: dict[int, float] | None = None) -> np.ndarray:
    """(draws, nations): day of each nation's decision, some nations' later."""
    days = np.full((DRAWS, len(arena.scenario.guarantors)), DECIDED)
    for nation, delay in (later or {}).items():
        days[:, nation] += delay
    return days


def moved(arena: Any, design: Design, later: dict[int, float] | None = None) -> Deployments:
    return deploy(arena.scenario, design, arena.draws, days_of(arena, later))


def contingents(arena: Any, design: Design) -> dict[str, np.ndarray]:
    """The fields of the packed contingents, as long as there are any."""
    packed = pack(arena.scenario, design, arena.scenario.attacks[-1]).contingents
    return {name: packed[name][0, : packed["count"][0]] for name in packed.dtype.names if name != "count"}


def is_inside(fields: dict[str, np.ndarray]) -> np.ndarray:
    return np.isin(fields["status"], [arrays.IN_LINE, arrays.IN_RESERVE])


def queues(fields: dict[str, np.ndarray]) -> np.ndarray:
    return ~is_inside(fields) & (fields["prepositioned"] == 0)


def nowhere_earlier(late: np.ndarray, early: np.ndarray) -> bool:
    both = np.isfinite(early)
    return bool((np.isfinite(late) == both).all() and (late[both] >= early[both] - ROUNDING).all())


def test_somebody_comes_by_every_way(arena_of: Callable[..., Any]) -> None:
    arena = arena_of("ukraine", DRAWS, SEED)
    modes = moved(arena, arena.scenario.design("article5-like")).mode
    assert {arrays.BY_AIR, arrays.BY_ROAD, arrays.BY_RAIL, arrays.BY_SEA} <= set(np.unique(modes))


def test_nobody_is_ready_before_leaving_or_moves_before_being_ready(told: tuple[Any, Design]) -> None:
    found = moved(*told)
    comes = np.isfinite(found.from_day)
    assert comes.any()
    assert (np.isfinite(found.leaves_day) == comes).all()
    for earlier, later in (
        (np.full_like(found.leaves_day, DECIDED), found.leaves_day),
        (found.leaves_day, found.head_day),
        (found.head_day, found.ready_day),
        (found.ready_day, found.from_day),
    ):
        assert (later[comes] >= earlier[comes] - ROUNDING).all()


def test_only_those_come_who_bring_something(told: tuple[Any, Design]) -> None:
    found = moved(*told)
    assert ((found.brigades > 0.0) == np.isfinite(found.from_day)).all()


def test_forces_in_place_move_on_the_day_of_the_decision(told: tuple[Any, Design]) -> None:
    found, fields = moved(*told), contingents(*told)
    inside = is_inside(fields)
    assert (found.from_day[:, inside] == DECIDED).all()
    assert (found.brigades[:, inside] == fields["brigades"][inside]).all()


# --- what hastens, and what delays ------------------------------------------------------------------------------------


def test_more_capacity_of_the_ways_in_delays_nobody(told: tuple[Any, Design]) -> None:
    arena, design = told
    few, more = (
        moved(with_columns(arena, lambda x, times=times: x * times, "entry.", ".capacity"), design).from_day
        for times in (0.5, 1.0)
    )
    assert nowhere_earlier(few, more)
    assert (few > more + ROUNDING).any()


@pytest.mark.parametrize("delay", [0.25, 7.0])
def test_a_later_decision_of_all_delays_all_by_as_much(told: tuple[Any, Design], delay: float) -> None:
    arena, design = told
    everyone = dict.fromkeys(range(len(arena.scenario.guarantors)), delay)
    for name in ("leaves_day", "head_day", "ready_day", "from_day"):
        np.testing.assert_allclose(
            getattr(moved(arena, design, everyone), name), getattr(moved(arena, design), name) + delay, atol=ROUNDING
        )


@pytest.mark.parametrize("delay", [0.25, 7.0])
def test_a_later_decision_of_one_nation_never_brings_its_own_earlier(told: tuple[Any, Design], delay: float) -> None:
    arena, design = told
    on_time = moved(arena, design)
    for nation in np.unique(on_time.nation):
        late, own = moved(arena, design, {int(nation): delay}), on_time.nation == nation
        assert nowhere_earlier(late.from_day[:, own], on_time.from_day[:, own])


def test_with_a_longer_notice_nobody_leaves_earlier(told: tuple[Any, Design]) -> None:
    arena, design = told
    short = moved(arena, design)
    for names in (("nation.", ".notice"), ("deployment_notice_factor",), ("deployment_second_notice_days",)):
        longer = moved(with_columns(arena, lambda x: x * 2.0, *names), design)
        assert nowhere_earlier(longer.leaves_day, short.leaves_day)


def test_with_a_longer_notice_of_one_nation_the_last_of_its_forces_is_ready_no_earlier(
    told: tuple[Any, Design],
) -> None:
    arena, design = told
    short = moved(arena, design)
    for nation in np.unique(short.nation):
        id = arena.scenario.guarantors[nation].id
        longer = moved(with_columns(arena, lambda x: x * 2.0, f"nation.{id}.notice"), design)
        own = (short.nation == nation) & np.isfinite(short.ready_day).all(axis=0)
        if own.any():
            assert nowhere_earlier(longer.ready_day[:, own].max(axis=1), short.ready_day[:, own].max(axis=1))


# --- what is kept -----------------------------------------------------------------------------------------------------


def loads(arena: Any, fields: dict[str, np.ndarray]) -> np.ndarray:
    """(draws, contingents): heavy brigades that a brigade of each counts for at a way in."""
    columns = arena.draws.columns
    medium = columns["deployment_medium_entry_load"]
    light = np.minimum(medium, columns["deployment_light_entry_load"])
    return np.stack([np.ones(DRAWS), medium, light])[fields["type"]].T


def test_no_way_in_passes_more_than_its_capacity(told: tuple[Any, Design]) -> None:
    """By each day no more has passed than the capacity since the first arrival."""
    arena, design = told
    found, fields, columns = moved(arena, design), contingents(arena, design), arena.draws.columns
    guarantors, load = arena.scenario.guarantors, found.brigades * loads(arena, fields)
    queued = queues(fields)
    passed = 0
    for entry in arena.scenario.theatre.entry_points:
        gauge = columns["deployment_gauge_days"][:, None] * (entry.gauge_break & (fields["type"] == arrays.HEAVY))
        through = found.from_day - columns["deployment_reception_days"][:, None] - gauge
        here = queued & np.array([guarantors[nation].entry == entry.id for nation in found.nation])
        for draw, capacity in enumerate(columns[f"entry.{entry.id}.capacity"]):
            came = np.flatnonzero(here & np.isfinite(found.from_day[draw]))
            if len(came):
                came = came[np.argsort(through[draw, came], kind="stable")]
                out, start = through[draw, came], found.head_day[draw, came].min()
                assert (np.cumsum(load[draw, came]) / capacity <= out - start + ROUNDING).all()
                passed += len(came)
    assert passed


def test_pools_over_all_tiers_send_no_more_than_there_is(told: tuple[Any, Design]) -> None:
    arena, design = told
    found, fields = moved(arena, design), contingents(arena, design)
    heavy = fields["type"] == arrays.HEAVY
    pooled = fields["status"] == arrays.IN_POOL
    assert found.brigades[:, pooled].any()
    for nation, guarantor in enumerate(arena.scenario.guarantors):
        for name, kind in (("heavy", heavy), ("light", ~heavy)):
            own = (found.nation == nation) & kind
            used = fields["brigades"][own & ~pooled].sum()
            left = np.maximum(0.0, arena.draws.columns[f"nation.{guarantor.id}.{name}"] - used)
            assert (found.brigades[:, own & pooled].sum(axis=1) <= left + ROUNDING).all()


def has_tie(found: Deployments, queued: np.ndarray) -> np.ndarray:
    """(draws,): whether contingents of two nations are ready at the same moment, as where both land in one port."""
    tied = np.zeros(DRAWS, dtype=bool)
    for draw, ready in enumerate(found.head_day):
        comes = np.isfinite(ready) & queued
        pairs = set(zip(ready[comes].round(9).tolist(), found.nation[comes].tolist(), strict=True))
        tied[draw] = len(pairs) > len({day for day, _ in pairs})
    return tied


def test_the_order_of_nations_in_the_file_does_not_matter_but_for_ties(told: tuple[Any, Design]) -> None:
    arena, design = told
    scenario, parties = arena.scenario, design.pact.parties
    turned = replace(
        arena,
        scenario=scenario.model_copy(update={"guarantors": scenario.guarantors[::-1]}),
        draws=arena.draws,
        _held={},
    )
    pact = design.pact.model_copy(
        update={"parties": parties.model_copy(update={"guarantors": parties.guarantors[::-1]})}
    )
    again = design.model_copy(update={"pact": pact})
    one, other = moved(arena, design), moved(turned, again)
    clear = ~has_tie(one, queues(contingents(arena, design)))
    assert clear.mean() > 0.5
    for place, guarantor in enumerate(scenario.guarantors):
        back = len(scenario.guarantors) - 1 - place
        assert turned.scenario.guarantors[back].id == guarantor.id
        for name in ("brigades", "leaves_day", "head_day", "ready_day", "from_day"):
            np.testing.assert_allclose(
                getattr(other, name)[clear][:, other.nation == back],
                getattr(one, name)[clear][:, one.nation == place],
                atol=ROUNDING,
            )


# --- stored equipment -------------------------------------------------------------------------------------------------


def with_one(design: Design, nation: str, **fields: Any) -> Design:
    """A design with one heavy brigade of one nation on standby and nothing in place."""
    one = Contingent(nation=nation, type="heavy", brigades=1.0, notice_days=5.0, **fields)
    posture = design.posture.model_copy(update={"in_place": (), "standby": (one,)})
    return design.model_copy(update={"posture": posture})


@pytest.mark.parametrize("nation", ["dorvan", "farland"])
def test_who_falls_in_on_stored_equipment_leaves_no_later_and_does_not_queue(
    nation: str, arena_of: Callable[..., Any]
) -> None:
    arena = arena_of("tutorial", DRAWS, SEED)
    plain = arena.scenario.design("tripwire")
    moving, stored = (
        moved(arena, with_one(plain, nation, prepositioned=prepositioned)) for prepositioned in (False, True)
    )
    columns = arena.draws.columns
    assert (stored.leaves_day[:, 0] <= moving.leaves_day[:, 0]).all()
    friction = np.exp(columns["deployment_friction_log"] * columns[f"nation.{nation}.friction"])
    ready = stored.leaves_day[:, 0] + columns["deployment_preposition_draw_days"] * friction
    np.testing.assert_allclose(stored.ready_day[:, 0], ready, atol=ROUNDING)
    np.testing.assert_allclose(stored.from_day[:, 0], ready + columns["deployment_reception_days"], atol=ROUNDING)


def test_stored_equipment_comes_earlier_than_what_crosses_an_ocean(arena_of: Callable[..., Any]) -> None:
    arena = arena_of("tutorial", DRAWS, SEED)
    plain = arena.scenario.design("tripwire")
    moving, stored = (
        moved(arena, with_one(plain, "farland", prepositioned=prepositioned)).from_day[:, 0]
        for prepositioned in (False, True)
    )
    assert (stored < moving).mean() > 0.95
