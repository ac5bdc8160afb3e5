"""A scenario in, what each column of its draws is out: a phrase, a unit, and on what evidence it stands."""

from __future__ import annotations

from dataclasses import dataclass

from casus.evidence.register import Register
from casus.flow.draws.sample import event_names
from casus.flow.scenario.quantities import NamedQuantity, named_quantities
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.codes import CODES

CHANCE = "chance"
"""Grade and status of what no evidence could tell."""
EVENTS = {
    "belief": "chance that the warning is disbelieved",
    "attribution": "chance that the attack is not attributed",
    "qualifies": "chance that a small attack does not count as one",
    "leader": "chance that the leading nation takes part",
    "haste": "common slowness of all decisions in a crisis",
    "event_honour": "chance that {who} breaks its word",
    "event_deadline": "chance that {who} misses the deadline",
    "event_emergency": "chance that {who} does not decide by emergency powers",
    "event_block": "chance that {who} does not block a common decision",
    "event_act": "chance that {who} decides and does not act",
    "event_form": "chance that {who} sends enablers only, not combat forces",
    "event_barred": "chance that {who} is free to send ground forces",
    "event_offer": "chance that {who} does not carry its offer through",
    "haste_nation": "slowness of decision in {who}",
    "friction": "slowness of movement of the forces of {who}",
    "ally": "chance that {who} does not open its ground",
}
"""What a high number means: each is uniform or standard normal, and what it decides comes about where it is low."""


@dataclass(frozen=True)
class Described:
    """One column of the draws."""

    name: str
    """Its name in the draws."""
    what: str
    """What it measures, as a phrase."""
    unit: str
    """Unit of its values."""
    grade: str
    """A, B or C of the evidence, or `chance`."""
    status: str
    """How it was obtained: seen, data, recalled, judgement, fiction, or chance."""
    evidence: str
    """Id of the evidence entry, empty for a number of the scenario's own and for chance."""
    words: tuple[str, ...] = ()
    """For a choice, its alternatives: the values are places among them."""


def described(scenario: Scenario, register: Register) -> list[Described]:
    """Every column of a scenario's draws, in the order of `chance_names`."""
    quantities = [_quantity(named, register) for named in named_quantities(scenario)]
    return quantities + [_event(name, scenario) for name in event_names(scenario)]


def _quantity(named: NamedQuantity, register: Register) -> Described:
    quantity = named.quantity
    if quantity.evidence is None:
        what, unit, status = named.what or _usual(named.name, register), str(quantity.unit), str(quantity.status)
        return Described(named.name, what, unit, "C", status, "", _words(named.name, quantity.weights))
    entry = register.entry(quantity.evidence)
    words = _words(named.name, entry.weights)
    return Described(named.name, _phrase(named, entry.what), entry.unit, entry.grade, entry.status, entry.id, words)


def _phrase(named: NamedQuantity, what: str) -> str:
    """The entry's phrase; one that several nations share says whose it is here."""
    whose = named.what.partition(":")[0]
    return f"{whose}: {what}" if named.name.startswith("nation.") and whose not in what else what


def _usual(name: str, register: Register) -> str:
    """What the shipped evidence says of a parameter that a scenario sets itself."""
    entry = register.entries.get(name.replace("_", "-"))
    return entry.what if entry else name.replace("_", " ")


def _words(name: str, weights: dict[str, float] | None) -> tuple[str, ...]:
    return CODES.get(name, tuple(weights)) if weights else ()


def _event(name: str, scenario: Scenario) -> Described:
    kind, who = name.rsplit(".", 1)[1], ""
    if name.startswith("nation."):
        nation = name.split(".")[1]
        who = next(one.name for one in scenario.guarantors if one.id == nation)
        kind = "haste_nation" if kind == "haste" else kind
    elif name.startswith("event.ally."):
        who = next(one.name for one in scenario.setup.aggressor.allies if one.id == kind)
        kind = "ally"
    return Described(name, EVENTS[kind].format(who=who), "1", CHANCE, CHANCE, "")
