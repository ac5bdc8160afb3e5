"""A design in, what it could be strengthened into out: the scenario's dearer designs, and itself with the next steps taken."""

from __future__ import annotations

from collections.abc import Iterator

from casus.flow.handoffs import Draws
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.study.vary.parts import content, with_posture
from casus.study.vary.stocks import stock_changes
from casus.study.vary.works import works_changes

STOCK_STEPS = 3
"""Steps of ten days of ammunition; chosen: a month, which is what the most of the shipped designs places forward."""
COMMAND, WORKS = "command", "works"


def candidates(scenario: Scenario, attack: AttackOption, design: Design, draws: Draws, to: str | None) -> list[Design]:
    """The design asked for, or all that cost more on the same terms of peace; raises InputError for one that is not there.

    Terms of peace are the aggressor's to grant, and so no other ones are tried unless they are asked for by name.
    """
    steps = list(strengthened(scenario, attack, design))
    others = [one for one in scenario.designs if one.id != design.id]
    if to is not None:
        return [_named(to, design, [*others, *steps])]
    cost = _cost(scenario, design, draws)
    same_peace = [one for one in [*others, *steps] if one.settlement == design.settlement]
    return [one for one in same_peace if _cost(scenario, one, draws) > cost]


def strengthened(scenario: Scenario, attack: AttackOption, design: Design) -> Iterator[Design]:
    """The design itself: with a standing command and authority given beforehand; with better works and ammunition forward."""
    if design.pact.parties.guarantors and not design.settlement.neutral:
        led = with_posture(design, command="integrated", delegated=True, mandate=True)
        yield from _step(design, led, COMMAND, "with a standing command and authority given beforehand")
    built = design
    for change in works_changes(scenario, attack, design)[-1:]:
        built = change.make(built)
    for change in stock_changes() * STOCK_STEPS:
        built = change.make(built)
    yield from _step(design, built, WORKS, "with works a level up and a month of ammunition forward")


def _step(design: Design, after: Design, name: str, words: str) -> Iterator[Design]:
    if content(after) != content(design):
        yield after.model_copy(update={"id": f"{design.id}-{name}", "title": f"{design.title}, {words}"})


def _named(to: str, design: Design, known: list[Design]) -> Design:
    if to == design.id:
        raise InputError([Problem(f"'{to}' is the design itself", hint="give another to strengthen it into")])
    for one in known:
        if one.id == to:
            return one
    hint = unknown_name_hint(to, [one.id for one in known], most=20)
    raise InputError([Problem(f"unknown design '{to}' to strengthen into", hint=hint)])


def _cost(scenario: Scenario, design: Design, draws: Draws) -> float:
    return float(yearly_cost_meur(scenario, design, draws).mean())
