"""A design in, every change that may be made to it out: one list over all kinds, each change once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.study.vary.aid import arms_changes, sanctions_changes
from casus.study.vary.aircraft import aircraft_changes
from casus.study.vary.batteries import battery_changes
from casus.study.vary.brigades import Pools, brigade_changes
from casus.study.vary.change import Change, made
from casus.study.vary.clauses import clause_changes
from casus.study.vary.command import command_changes, monitoring_changes
from casus.study.vary.hours import hours_changes
from casus.study.vary.parts import content
from casus.study.vary.stocks import stock_changes
from casus.study.vary.works import works_changes


class Offered(NamedTuple):
    """A change, and the design that it makes."""

    change: Change
    after: Design


def offered(scenario: Scenario, attack: AttackOption, pools: Pools, design: Design) -> tuple[Offered, ...]:
    """Every change that changes something and makes a sound design; of two that make the same design, the first."""
    found: dict[str, Offered] = {}
    for change in _changes(scenario, attack, pools, design):
        after = made(change, design)
        if after is not None:
            found.setdefault(content(after), Offered(change, after))
    return tuple(found.values())


def _changes(scenario: Scenario, attack: AttackOption, pools: Pools, design: Design) -> Iterator[Change]:
    """All kinds; without guarantors, only what the protected state itself can be given or can build."""
    if design.pact.parties.guarantors:
        yield from hours_changes()
        yield from clause_changes(design)
        yield from command_changes(design)
        yield from monitoring_changes()
        yield from sanctions_changes()
        yield from brigade_changes(scenario, attack, pools, design)
        yield from aircraft_changes(design)
    yield from stock_changes()
    yield from works_changes(scenario, attack, design)
    yield from battery_changes()
    yield from arms_changes()
