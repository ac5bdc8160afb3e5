"""Every uncertain quantity of a scenario in one list: its name, its unit, and where it stands in the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casus.flow.scenario.schema.quantity import Quantity
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.documents import Path_
from casus.foundation.records import Record

MODEL = Path(__file__).parent / "library" / "model.yaml"
"""The campaign model's own quantities, the same for every scenario."""
MODEL_FILE = MODEL.name

PROTECTED_UNITS = {
    "personnel": "kperson", "heavy": "brigade", "medium": "brigade", "light": "brigade", "line_share": "share",
    "replacement": "1/day", "aircraft": "aircraft", "stock": "day", "interceptors": "weapon",
    "interceptor_supply": "weapon/month", "ballistic_interceptors": "weapon",
    "ballistic_interceptor_supply": "weapon/month", "ballistic_batteries": "battery", "cruise_coverage": "share",
}  # fmt: skip
AGGRESSOR_UNITS = {
    "heavy_share": "share", "medium_share": "share", "reserve": "brigade", "mobilised": "brigade",
    "aircraft": "aircraft", "drones": "weapon/month", "cruise": "weapon/month", "ballistic": "weapon/month",
    "drones_made": "weapon/month", "cruise_made": "weapon/month", "ballistic_made": "weapon/month",
    "saved_months": "month", "stock": "day",
}  # fmt: skip
NATION_UNITS = {
    "heavy": "brigade", "light": "brigade", "notice": "day", "airlifters": "aircraft", "offer": "kperson",
    "fighters": "aircraft", "stealth_share": "share",
    "support": "share", "peacekeeping": "share", "stake": "share", "ground_barred": "probability",
}  # fmt: skip
ATTACK_UNITS = {
    "buildup": "day", "believed": "probability", "brigades": "brigade", "second_echelon": "share",
    "air_share": "share", "strike_share": "share",
}  # fmt: skip

AIMS_UNITS = {
    "output": "MEUR/year", "readiness": "month", "multiple": "1", "guarantors_value": "MEUR",
}  # fmt: skip
PAID_UNITS = {
    "soldiers": "kperson", "brigades": "brigade", "aircraft": "aircraft", "days": "day", "sanctions_years": "year",
}  # fmt: skip


@dataclass(frozen=True)
class NamedQuantity:
    """A quantity with the name of its stream of draws, the unit that it must have, and its place in the files."""

    name: str
    quantity: Quantity
    unit: str | None
    file: str
    path: Path_
    what: str = ""
    """Whose it is and what it measures, as the schema has it; empty for a parameter, of which its evidence speaks."""


def named_quantities(scenario: Scenario) -> Iterator[NamedQuantity]:
    """Every quantity that a draw gives one value; names are unique and do not depend on the order in the files."""
    own = scenario.setup.parameters
    for name, quantity in scenario.parameters.items():
        file = "scenario.yaml" if name in own else MODEL_FILE
        yield NamedQuantity(name, quantity, None, file, ("parameters", name))
    setup = scenario.setup
    yield from _fields("protected", setup.protected, PROTECTED_UNITS, "scenario.yaml", ("protected",))
    yield from _fields("aggressor", setup.aggressor, AGGRESSOR_UNITS, "scenario.yaml", ("aggressor",))
    for index, ally in enumerate(setup.aggressor.allies):
        at: Path_ = ("aggressor", "allies", index)
        yield from _fields(f"ally.{ally.id}", ally, {"opens": "probability"}, "scenario.yaml", at)
    for index, attack in enumerate(setup.attacks):
        yield from _fields(f"attack.{attack.id}", attack, ATTACK_UNITS, "scenario.yaml", ("attacks", index))
    if setup.aims is not None:
        yield from _fields("aims", setup.aims, AIMS_UNITS, "scenario.yaml", ("aims",))
        yield from _fields("paid", setup.aims.paid, PAID_UNITS, "scenario.yaml", ("aims", "paid"))
    for index, nation in enumerate(scenario.guarantors):
        yield from _fields(f"nation.{nation.id}", nation, NATION_UNITS, "guarantors.yaml", ("guarantors", index))
    for index, entry in enumerate(scenario.theatre.entry_points):
        at = ("entry_points", index)
        yield from _fields(f"entry.{entry.id}", entry, {"capacity": "brigade/day"}, "theatre.yaml", at)


def evidence_of(scenario: Scenario) -> list[str]:
    """Ids of the evidence that a scenario stands on, drawn or not, in alphabetical order."""
    used = {named.quantity.evidence for named in named_quantities(scenario)} | set(scenario.setup.context)
    return sorted(id for id in used if id is not None)


def _fields(prefix: str, record: Record, units: dict[str, str], file: str, at: Path_) -> Iterator[NamedQuantity]:
    who = getattr(record, "name", None) or prefix.replace(".", " ")
    for field, unit in units.items():
        what = f"{who}: {type(record).model_fields[field].description}".rstrip(".")
        yield NamedQuantity(f"{prefix}.{field}", getattr(record, field), unit, file, (*at, field), what)
