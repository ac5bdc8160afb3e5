"""What no single record can see: names that must exist in another file, sums, and contradictions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from casus.evidence.register import Register
from casus.flow.scenario.correlation import is_possible
from casus.flow.scenario.quantities import MODEL, MODEL_FILE, named_quantities
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.variant import VARIANT
from casus.foundation import sizes
from casus.foundation.codes import CODES
from casus.foundation.documents import Document, Path_
from casus.foundation.errors import Place, Problem
from casus.foundation.names import unknown_name_hint

MAPS = Path(__file__).parent / "library" / "geo"
PLAYED_RULES = "allowed: each, consensus, quorum, majority, lead, single"
PLAYED = "allowed: armed-attack, threat, ceasefire-breach, border-violation, nuclear-attack, war"
SHARES_SUM_TO = 1.0
SHARE_TOLERANCE = 0.005  # chosen: shares are typed with two decimals


def problems_across_files(
    scenario: Scenario, register: Register, documents: Mapping[Path, Document], folder: Path
) -> Iterator[Problem]:
    """Every problem that shows only when the files are read together."""
    places = _Places(documents, folder)
    if scenario.id != folder.resolve().name:
        yield Problem(
            f"the id '{scenario.id}' must be that of the folder",
            places.at("scenario.yaml", "id"),
            folder.resolve().name,
        )
    yield from _problems_with_sizes(scenario, places)
    yield from _problems_with_evidence(scenario, register, places)
    yield from _problems_with_theatre(scenario, places)
    yield from _problems_with_attacks(scenario, places)
    yield from _problems_with_guarantors(scenario, places)
    yield from _twice("design", [design.id for design in scenario.every_design], places.at("designs"))
    for design in scenario.every_design:
        yield from _problems_with_design(scenario, design, places)
    if scenario.setup.baseline not in {design.id for design in scenario.designs}:
        hint = unknown_name_hint(scenario.setup.baseline, [design.id for design in scenario.designs])
        yield Problem(f"unknown design '{scenario.setup.baseline}'", places.at("scenario.yaml", "baseline"), hint)


def problems_of_design(scenario: Scenario, design: Design, document: Document) -> Iterator[Problem]:
    """Every problem that one design has in a scenario, whose designs it need not be among; `document` is what says it."""
    folder = Path(scenario.folder)
    places = _Places({folder / _file_of(design): document}, folder)
    yield from _problems_with_contingents(design, places.at(_file_of(design), "posture"))
    yield from _problems_with_design(scenario, design, places)


class _Places:
    """Positions in the files of one scenario."""

    def __init__(self, documents: Mapping[Path, Document], folder: Path) -> None:
        self.documents, self.folder = documents, folder

    def at(self, name: str, *path: str | int) -> Place:
        file = MODEL if name == MODEL_FILE else self.folder / name
        return self.documents[file].place(path) if file in self.documents else Place(file)


def _unknown(kind: str, name: str, known: Iterable[str], place: Place) -> Iterator[Problem]:
    names = list(known)
    if name not in names:
        yield Problem(f"unknown {kind} '{name}'", place, unknown_name_hint(name, names))


def _twice(kind: str, names: Iterable[str], place: Place) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Problem(f"{kind} '{name}' is defined twice", place)
        seen.add(name)


def _problems_with_sizes(scenario: Scenario, places: _Places) -> Iterator[Problem]:
    theatre, at = scenario.theatre, places.at
    counts = [
        ("axes", len(theatre.axes), sizes.AXES, at("theatre.yaml", "axes")),
        (
            "segments on one axis",
            max(len(axis.segments) for axis in theatre.axes),
            sizes.SEGMENTS,
            at("theatre.yaml", "axes"),
        ),
        ("zones", len(theatre.zones), sizes.ZONES, at("theatre.yaml", "zones")),
        ("entry points", len(theatre.entry_points), sizes.ENTRIES, at("theatre.yaml", "entry_points")),
        ("cities", len(scenario.cities), sizes.CITIES, at("cities.csv")),
        ("allies", len(scenario.setup.aggressor.allies), sizes.ALLIES, at("scenario.yaml", "aggressor", "allies")),
        ("guarantors", len(scenario.guarantors), sizes.NATIONS, at("guarantors.yaml", "guarantors")),
    ]
    for what, count, most, place in counts:
        if count > most:
            yield Problem(f"has {count} {what}; at most {most} can be played", place)
    for design in scenario.every_design:
        yield from _problems_with_contingents(design, at(_file_of(design)))


def _problems_with_contingents(design: Design, place: Place) -> Iterator[Problem]:
    posture = design.posture
    count = len(posture.in_place) + len(posture.standby) + 6 * len(design.pact.parties.guarantors)
    if count > sizes.CONTINGENTS:
        what = "contingents (pools count six a nation)"
        yield Problem(f"has {count} {what}; at most {sizes.CONTINGENTS} can be played", place)


def _problems_with_evidence(scenario: Scenario, register: Register, places: _Places) -> Iterator[Problem]:
    names = {named.name for named in named_quantities(scenario)}
    for named in named_quantities(scenario):
        place, id, given = places.at(named.file, *named.path), named.quantity.evidence, named.quantity.unit
        if id is not None:
            yield from _unknown("evidence", id, register.entries, place)
            given = register.entries[id].unit if id in register.entries else None
        needed = named.unit or _unit_of_parameter(named.name, register)
        if given is not None and needed is not None and given != needed:
            yield Problem(f"'{named.name}' is in '{given}'; it must be in '{needed}'", place)
        for word in named.quantity.weights or {}:
            at = places.at(named.file, *named.path, "weights", word)
            yield from _unknown("alternative", word, CODES.get(named.name, [word]), at)
    usual = [name for name in names if _unit_of_parameter(name, register) is not None]
    for name in scenario.setup.parameters:
        yield from _unknown("parameter", name, usual, places.at("scenario.yaml", "parameters", name))
    for index, id in enumerate(scenario.setup.context):
        yield from _unknown("evidence", id, register.entries, places.at("scenario.yaml", "context", index))
    yield from _problems_with_correlations(scenario, names, places)


def _problems_with_correlations(scenario: Scenario, names: Iterable[str], places: _Places) -> Iterator[Problem]:
    correlations, seen = scenario.setup.correlations, set[frozenset[str]]()
    for index, correlation in enumerate(correlations):
        for side, name in enumerate(correlation.between):
            at = places.at("scenario.yaml", "correlations", index, "between", side)
            yield from _unknown("quantity", name, names, at)
        pair, place = frozenset(correlation.between), places.at("scenario.yaml", "correlations", index)
        if len(pair) == 1:
            yield Problem(f"'{correlation.between[0]}' is correlated with itself", place)
        if pair in seen:
            yield Problem(f"the correlation between {' and '.join(sorted(pair))} is stated twice", place)
        seen.add(pair)
    if not is_possible([(*correlation.between, correlation.rank) for correlation in correlations]):
        yield Problem("the correlations contradict each other", places.at("scenario.yaml", "correlations"))


def _unit_of_parameter(name: str, register: Register) -> str | None:
    """Unit of a quantity of the campaign model, which its usual evidence states."""
    id = name.replace("_", "-")
    return register.entries[id].unit if id in register.entries else None


def _problems_with_theatre(scenario: Scenario, places: _Places) -> Iterator[Problem]:
    theatre, cities = scenario.theatre, {city.id: city for city in scenario.cities}
    zones, allies = [zone.id for zone in theatre.zones], [ally.id for ally in scenario.setup.aggressor.allies]
    file = "theatre.yaml"
    yield from _twice("axis", [axis.id for axis in theatre.axes], places.at(file, "axes"))
    yield from _twice("zone", zones, places.at(file, "zones"))
    yield from _twice("entry point", [entry.id for entry in theatre.entry_points], places.at(file, "entry_points"))
    yield from _twice("ally", allies, places.at("scenario.yaml", "aggressor", "allies"))
    routes = [(line.entry, line.zone) for line in theatre.lines]
    yield from _twice("line of communication", [f"{a} to {b}" for a, b in routes], places.at(file, "lines"))
    yield from _unknown(
        "map", theatre.map, [folder.name for folder in MAPS.iterdir() if folder.is_dir()], places.at(file, "map")
    )
    yield from _twice("city", [city.id for city in scenario.cities], places.at("cities.csv"))
    for index, axis in enumerate(theatre.axes):
        yield from _unknown("zone", axis.zone, zones, places.at(file, "axes", index, "zone"))
        if axis.opened_by is not None:
            yield from _unknown("ally", axis.opened_by, allies, places.at(file, "axes", index, "opened_by"))
        for number, segment in enumerate(axis.segments):
            where: Path_ = ("axes", index, "segments", number)
            yield from _unknown("region", segment.region, theatre.regions, places.at(file, *where, "region"))
            if segment.city is not None:
                yield from _unknown("city", segment.city, cities, places.at(file, *where, "city"))
    total = sum(axis.defender_share for axis in theatre.axes)
    if abs(total - SHARES_SUM_TO) > SHARE_TOLERANCE:
        yield Problem(f"defender_share sums to {total:.3f} over the axes; it must be 1", places.at(file, "axes"))
    for index, city in enumerate(theatre.key_cities):
        yield from _unknown("city", city, cities, places.at(file, "key_cities", index))
    entries = [entry.id for entry in theatre.entry_points]
    for entry_id in entries:
        for zone_id in zones:
            if (entry_id, zone_id) not in routes:
                yield Problem(f"no line of communication from '{entry_id}' to '{zone_id}'", places.at(file, "lines"))


def _problems_with_attacks(scenario: Scenario, places: _Places) -> Iterator[Problem]:
    axes = {axis.id: axis for axis in scenario.theatre.axes}
    yield from _twice("attack", [attack.id for attack in scenario.attacks], places.at("scenario.yaml", "attacks"))
    for index, attack in enumerate(scenario.attacks):
        place = places.at("scenario.yaml", "attacks", index, "axes")
        for axis, weight in attack.axes.items():
            yield from _unknown("axis", axis, axes, place)
            if weight < 0:
                yield Problem(f"the weight of '{axis}' is negative", place)
        open_weight = sum(w for id, w in attack.axes.items() if id in axes and axes[id].opened_by is None)
        if open_weight <= 0:
            yield Problem(f"attack '{attack.id}' has no axis that is open without an ally", place)


def _problems_with_guarantors(scenario: Scenario, places: _Places) -> Iterator[Problem]:
    entries = [entry.id for entry in scenario.theatre.entry_points]
    file = "guarantors.yaml"
    yield from _twice("guarantor", [nation.id for nation in scenario.guarantors], places.at(file, "guarantors"))
    for index, nation in enumerate(scenario.guarantors):
        yield from _unknown("entry point", nation.entry, entries, places.at(file, "guarantors", index, "entry"))


def _problems_with_design(scenario: Scenario, design: Design, places: _Places) -> Iterator[Problem]:
    file = _file_of(design)
    nations = [nation.id for nation in scenario.guarantors]
    zones, axes = [zone.id for zone in scenario.theatre.zones], {axis.id: axis for axis in scenario.theatre.axes}
    if places.folder / file not in places.documents:
        yield Problem(f"the design '{design.id}' must be in a file of that name", places.at(file))
    yield from _problems_with_pact(design, nations, lambda *path: places.at(file, "pact", *path))
    for part, contingents in (("in_place", design.posture.in_place), ("standby", design.posture.standby)):
        for index, contingent in enumerate(contingents):
            place = places.at(file, "posture", part, index)
            yield from _unknown("guarantor", contingent.nation, design.pact.parties.guarantors, place)
            if part == "in_place" and contingent.zone is None:
                yield Problem("forces in place need a 'zone'", place)
            if part == "standby" and contingent.notice_days is None:
                yield Problem("forces on standby need 'notice_days'", place)
            if contingent.zone is not None:
                yield from _unknown("zone", contingent.zone, zones, place)
    for zone in design.posture.works:
        yield from _unknown("zone", zone, zones, places.at(file, "posture", "works"))
    for axis, start_km in design.settlement.start_km.items():
        place = places.at(file, "settlement", "start_km", axis)
        yield from _unknown("axis", axis, axes, place)
        if axis in axes and not 0 <= start_km < sum(segment.length_km for segment in axes[axis].segments):
            yield Problem(f"{start_km} km lies beyond the end of the axis '{axis}'", place)
    if design.settlement.foreign_troops == "banned" and design.posture.in_place:
        place = places.at(file, "posture", "in_place")
        yield Problem("the settlement bans foreign troops, and the posture has forces in place", place)
    if design.settlement.neutral and design.posture.command in {"lead", "integrated"}:
        place = places.at(file, "posture", "command")
        yield Problem("a neutral state cannot share a headquarters with guarantors", place)


def _file_of(design: Design) -> str:
    return f"{'variants' if VARIANT in design.tags else 'designs'}/{design.id}.yaml"


def _problems_with_pact(design: Design, nations: list[str], at: Callable[..., Place]) -> Iterator[Problem]:
    """What a pact may leave open as a text, and may not when it is to be played."""
    pact = design.pact
    for index, nation in enumerate(pact.parties.guarantors):
        yield from _unknown("guarantor", nation, nations, at("parties", "guarantors", index))
    if pact.decision.rule == "unstated":
        yield Problem("a design needs a rule of decision that can be played", at("decision", "rule"), PLAYED_RULES)
    if pact.trigger.event in {"none", "dispute"}:
        yield Problem(
            f"a design cannot be played with the trigger '{pact.trigger.event}'", at("trigger", "event"), PLAYED
        )
    if pact.parties.count is not None:
        yield Problem(
            "a design names its guarantors; 'count' is for texts whose parties are not listed", at("parties", "count")
        )
    for part, where in (("peacetime", "posture"), ("terms", "settlement")):
        if getattr(pact, part) is not None:
            yield Problem(f"a design says in its '{where}' what a text says in '{part}'", at(part))
