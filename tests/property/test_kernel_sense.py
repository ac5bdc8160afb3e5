"""More of what defends never holds less, and fewer attackers never take more, in the same worlds.

A single world may go the other way. Both sides commit reserves by rule and not by foresight: the aggressor in proportion to
its success on each axis, the defence to how hard each was pressed a step ago, guarantors' contingents to the axis pressed
hardest. A stronger defence can so turn a second echelon from the axis that would hold to one that breaks, or draw a
brigade to an axis that needs it less. It must not go so in sum (by more than one world in a thousand), nor in more than one
world in a hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pytest

from casus.flow.campaign.arrays import LAWS
from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.design import Contingent, Design, Monitoring
from casus.flow.scenario.schema.scenario import Scenario
from casus.pacts.schema.clauses import Clause, Deadlines

MOST_BACKWARDS_SHARE = 0.01
STRAY_SHARE = 0.001  # chosen: the sum may fall by one world in a thousand, where reserves go astray
WORST_BACKWARDS_SHARE = 0.04  # chosen: above all that reserves gone astray were seen to cost one comparison
WORST_LOSS = 0.02  # chosen likewise, of the share held
STRAY_WORLDS = 3  # chosen: three single worlds are no finding, however few worlds a comparison has
SEEDS = (1, 2)
ATTACKS = ("limited", "full")
DRAWS = {"tutorial": 160, "ukraine": 160}
DESIGNS = {
    "tutorial": ("memorandum", "consult-24h", "tripwire", "forward-defence"),
    "ukraine": ("accession", "tripwire", "forward-defence"),
}
DESIGNS_IN_OTHER_WORLDS = {
    "tutorial": ("memorandum", "forward-defence"),
    "ukraine": ("memorandum", "kremlin-terms", "forward-defence"),
}
Change = Callable[[Scenario, Design], Design]


class Row(NamedTuple):
    """One comparison: shares of the worlds held with less and with more, and that are held with less but lost with more."""

    where: str
    less: float
    more: float
    backwards: float
    worlds: int

    @property
    def least(self) -> float:
        """Share that single worlds make."""
        return (STRAY_WORLDS + 0.5) / self.worlds

    def __str__(self) -> str:
        return f"{self.where}: held {self.less:.4f} -> {self.more:.4f}, the other way {self.backwards:.4f}"


# --- changes of a design ----------------------------------------------------------------------------------------------


def pact(**changes: Clause) -> Change:
    return lambda _, design: design.model_copy(update={"pact": design.pact.model_copy(update=changes)})


def posture(**changes: Any) -> Change:
    return lambda _, design: design.model_copy(update={"posture": design.posture.model_copy(update=changes)})


def settlement(**changes: Any) -> Change:
    return lambda _, design: design.model_copy(update={"settlement": design.settlement.model_copy(update=changes)})


def as_it_is(scenario: Scenario, design: Design) -> Design:
    return design


def raised(field: str, by: float) -> Change:
    return lambda scenario, design: posture(**{field: getattr(design.posture, field) + by})(scenario, design)


def air_defence(**more: float) -> Change:
    """So much more of each kind of air defence."""

    def change(scenario: Scenario, design: Design) -> Design:
        given = design.posture.air_defence
        raised = {field: getattr(given, field) + by for field, by in more.items()}
        return posture(air_defence=given.model_copy(update=raised))(scenario, design)

    return change


def aircraft(more: float) -> Change:
    """So many more combat aircraft assigned, for the line; stations and alert as they are."""

    def change(scenario: Scenario, design: Design) -> Design:
        air = design.posture.air
        return posture(air=air.model_copy(update={"aircraft": air.aircraft + more}))(scenario, design)

    return change


def front_zones(scenario: Scenario) -> list[str]:
    return [zone.id for zone in scenario.theatre.zones if not zone.rear]


def works(level: str) -> Change:
    return lambda scenario, design: posture(works=dict.fromkeys(front_zones(scenario), level))(scenario, design)


def placed(nations: int, role: str = "line") -> Change:
    """A heavy brigade more in every zone of the line, or in the rear as a reserve, from so many nations."""

    def change(scenario: Scenario, design: Design) -> Design:
        senders = design.pact.parties.guarantors[:nations]
        rear = next(zone.id for zone in scenario.theatre.zones if zone.rear)
        zones = front_zones(scenario) if role == "line" else [rear] * 4
        more = tuple(
            Contingent(nation=senders[i % len(senders)], type="heavy", brigades=1, zone=zone, role=role)
            for i, zone in enumerate(zones)
        )
        return posture(in_place=design.posture.in_place + more)(scenario, design)

    return change


def standby(notice_days: float, prepositioned: bool = False) -> Change:
    """A heavy brigade of each of three guarantors on standby, in place of any other."""

    def change(scenario: Scenario, design: Design) -> Design:
        force = {"type": "heavy", "brigades": 1, "notice_days": notice_days, "prepositioned": prepositioned}
        units = tuple(Contingent(nation=nation, **force) for nation in design.pact.parties.guarantors[:3])
        return posture(standby=units)(scenario, design)

    return change


def clocks(meet_h: float | None, decide_h: float | None) -> Change:
    return pact(deadlines=Deadlines(meet_h=meet_h, decide_h=decide_h))


MOVES: dict[str, tuple[Change, Change]] = {
    "a brigade more in each zone, of one nation": (as_it_is, placed(1)),
    "a brigade more in each zone, of three nations": (as_it_is, placed(3)),
    "four brigades more in reserve": (as_it_is, placed(2, "reserve")),
    "a meeting within a day": (clocks(None, None), clocks(24, None)),
    "a decision within a day": (clocks(24, None), clocks(24, 24)),
    "a decision within six hours": (clocks(24, 24), clocks(6, 6)),
    "a mandate beforehand": (posture(mandate=False), posture(mandate=True)),
    "delegated authority": (posture(delegated=False), posture(delegated=True)),
    "stocks for fifteen days": (posture(forward_stock_days=0), posture(forward_stock_days=15)),
    "stocks for thirty days more": (as_it_is, raised("forward_stock_days", 30)),
    "prepared works": (posture(works={}), works("prepared")),
    "fortified works": (posture(works={}), works("fortified")),
    "standby at five days, not thirty": (standby(30), standby(5)),
    "prepositioned equipment": (standby(10), standby(10, prepositioned=True)),
    "batteries and interceptors": (as_it_is, air_defence(cruise_batteries=8, ballistic_batteries=8, interceptors=300)),
    "interceptors each month": (as_it_is, air_defence(interceptors_month=40, ballistic_interceptors_month=20)),
    "drone defence": (as_it_is, air_defence(drones_day=300)),
    "a hundred aircraft assigned": (as_it_is, aircraft(100)),
    "monitoring": (posture(monitoring=None), posture(monitoring=Monitoring(persons=1000))),
    "an army of 700,000, not 500,000": (settlement(army_cap_kperson=500), settlement(army_cap_kperson=700)),
    "no cap on the army": (settlement(army_cap_kperson=500), settlement(army_cap_kperson=None)),
}


# --- changes of the world ---------------------------------------------------------------------------------------------


def scaled(draws: Draws, factor: float, *names: str) -> Draws:
    """The same draws with some columns scaled."""
    assert set(names) <= set(draws.columns)
    return replace(draws, columns={n: c * factor if n in names else c for n, c in draws.columns.items()})


PROTECTED = ("protected.heavy", "protected.medium", "protected.light")
CARRIED = ("supply_guarantor_stock_days", "supply_guarantor_fuel_days")
WORLDS: dict[str, Callable[[Draws, str], Draws]] = {
    "a twentieth fewer attackers": lambda draws, attack: scaled(draws, 0.95, f"attack.{attack}.brigades"),
    "a quarter fewer attackers": lambda draws, attack: scaled(draws, 0.75, f"attack.{attack}.brigades"),
    "half the attackers": lambda draws, attack: scaled(draws, 0.5, f"attack.{attack}.brigades"),
    "half the second echelon": lambda draws, attack: scaled(draws, 0.5, f"attack.{attack}.second_echelon"),
    "a quarter more brigades of the protected state": lambda draws, _: scaled(draws, 1.25, *PROTECTED),
    "half as many aircraft again": lambda draws, _: scaled(draws, 1.5, "protected.aircraft"),
    "half as much ammunition again": lambda draws, _: scaled(draws, 1.5, "protected.stock"),
    "half as much fuel again": lambda draws, _: scaled(draws, 1.5, "supply_protected_fuel_days"),
    "half as much again with contingents": lambda draws, _: scaled(draws, 1.5, *CARRIED),
    "twice the tonnes in a train": lambda draws, _: scaled(draws, 2.0, "supply_train_tonnes"),
}


# --- comparison -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compared(arena_of: Callable[..., Any]) -> Callable[[str, str], list[tuple[str, np.ndarray, np.ndarray]]]:
    """For a scenario and a move: of each design, attack and seed its name, and (law, held) with less and with more."""
    kept: dict[tuple[str, str], list[tuple[str, np.ndarray, np.ndarray]]] = {}

    def compare(name: str, move: str) -> list[tuple[str, np.ndarray, np.ndarray]]:
        if (name, move) not in kept:
            kept[name, move] = list(played_both_ways(arena_of, name, move))
        return kept[name, move]

    return compare


def played_both_ways(
    arena_of: Callable[..., Any], name: str, move: str
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Play the designs of a scenario with less and with more of something, against the attacks, in common draws."""
    designs = DESIGNS[name] if move in MOVES else DESIGNS_IN_OTHER_WORLDS[name]
    for seed, id, attack in product(SEEDS, designs, ATTACKS):
        arena = arena_of(name, DRAWS[name], seed)
        design = arena.scenario.design(id)
        if move in MOVES:
            less, more = (arena.held(change(arena.scenario, design), attack) for change in MOVES[move])
        else:
            less, records = arena.held(design, attack), arena.play(design, attack, WORLDS[move](arena.draws, attack))
            more = np.stack([records["law"], records["held"]])
        yield f"{id}, {attack}, seed {seed}", less, more


def compared_row(where: str, less: np.ndarray, more: np.ndarray) -> Row:
    backwards = (less == 1.0) & (more == 0.0)
    return Row(where, float(less.mean()), float(more.mean()), float(backwards.mean()), len(less))


def rows_by_law(where: str, less: np.ndarray, more: np.ndarray) -> list[Row]:
    """The comparison over all worlds, and over those of each law."""
    assert (less[0] == more[0]).all()
    found = [compared_row(where, less[1], more[1])]
    for law, title in enumerate(LAWS):
        chosen = less[0] == law
        found.append(compared_row(f"{where}, {title}", less[1, chosen], more[1, chosen]))
    return found


def goes_the_other_way(found: Row) -> bool:
    fell = found.more < found.less - max(STRAY_SHARE, found.least)
    return fell or found.backwards >= max(MOST_BACKWARDS_SHARE, found.least)


CASES = list(product(DRAWS, [*MOVES, *WORLDS]))


@pytest.mark.parametrize(("name", "move"), CASES)
def test_more_holds_no_less(name: str, move: str, compared: Callable[..., Any]) -> None:
    """Over all designs, attacks and seeds together, and of these over the worlds of each law."""
    less, more = (np.concatenate(side, axis=1) for side in list(zip(*compared(name, move), strict=True))[1:])
    found = rows_by_law("in all", less, more)
    assert not any(map(goes_the_other_way, found)), "\n".join(map(str, found))


@pytest.mark.parametrize(("name", "move"), CASES)
def test_reserves_gone_astray_cost_little(name: str, move: str, compared: Callable[..., Any]) -> None:
    """What no single comparison (a design, an attack, a seed, a law) may exceed."""
    found = [row for where, less, more in compared(name, move) for row in rows_by_law(where, less, more)]
    worst = [
        row
        for row in found
        if row.backwards > max(WORST_BACKWARDS_SHARE, row.least) or row.less - row.more > max(WORST_LOSS, row.least)
    ]
    assert not worst, "\n".join(map(str, worst))
