"""What stands on a workbench: frozen, so that it can be undone; and its file, which another machine opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from casus.evidence.entry import Identifier
from casus.flow.scenario.check import problems_of_design
from casus.flow.scenario.read import read_scenario, scenario_names
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import heaviest
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.write import plain_record, plain_yaml
from casus.foundation.documents import Document, parse_document
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.records import Record
from casus.foundation.validation import validate_document
from casus.study.vary.parts import content

MOST_DESIGNS = 4
DRAWS = 2000
MOST_DRAWS = 10_000
"""Draws of a bench; chosen: 2,000 answer in under a second, and a longer study runs aside."""
MOST_VALUES = 10_000
"""Values in a file that is brought along; chosen: a bench with five designs has a tenth of them."""
PINNED = "pinned"
"""Id under which the design that others are held against is played."""


@dataclass(frozen=True)
class Bench:
    """What is on the bench."""

    scenario: str
    designs: tuple[Design, ...]
    attack: str
    """Attack option that map and fronts show."""
    pinned: Design | None = None
    """The design that the others are held against; None: the scenario's baseline."""
    draws: int = DRAWS
    seed: int = 1
    buildup_days: float | None = None
    """Days of build-up in every world; None: as drawn."""


class BenchFile(Record):
    """What a bench's file holds."""

    casus_bench: int = Field(ge=1, le=1)
    """Version of the format."""
    scenario: Identifier
    """Name of the scenario."""
    scenario_digest: str | None = None
    """Hash of the scenario when the file was written."""
    attack: str
    """Attack option shown."""
    draws: int = Field(default=DRAWS, ge=1, le=MOST_DRAWS)
    """Possible worlds."""
    seed: int = Field(default=1, ge=0, le=2**31)
    """Seed of all chance."""
    buildup_days: float | None = Field(default=None, ge=0, le=365)
    """Days of build-up in every world; null: as drawn."""
    pinned: Design | None = None
    """The design that the others are held against."""
    designs: tuple[Design, ...] = Field(min_length=1, max_length=MOST_DESIGNS)
    """The designs, each in the format of a scenario's library."""


def first_bench(scenario: Scenario, draws: int = DRAWS) -> Bench:
    """The bench that a scenario opens with: its baseline and the design after it that promises most."""
    others = [design for design in scenario.designs if design.id != scenario.setup.baseline]
    ranked = sorted(others, key=lambda design: -sum(one.brigades for one in design.posture.in_place))
    return Bench(
        scenario.id, (scenario.design(scenario.setup.baseline), *ranked[:1]), heaviest(scenario.attacks).id, draws=draws
    )


def with_design(bench: Bench, design: Design, place: int) -> Bench:
    """The bench with another design at a place."""
    return replace(bench, designs=(*bench.designs[:place], design, *bench.designs[place + 1 :]))


def free_id(bench: Bench, wanted: str) -> str:
    """The id, or the first with a number behind it that no design on the bench has."""
    taken = {design.id for design in bench.designs} | {PINNED}
    numbered = (f"{wanted[:76]}-{number}" for number in range(2, 100))
    return wanted if wanted not in taken else next(id for id in numbered if id not in taken)


def bench_yaml(bench: Bench, digest: str) -> str:
    """The bench as a file."""
    plain = {
        "casus_bench": 1, "scenario": bench.scenario, "scenario_digest": digest, "attack": bench.attack,
        "draws": bench.draws, "seed": bench.seed,
    }  # fmt: skip
    plain |= {} if bench.buildup_days is None else {"buildup_days": bench.buildup_days}
    plain |= {} if bench.pinned is None else {"pinned": plain_record(bench.pinned)}
    plain |= {"designs": [plain_record(design) for design in bench.designs]}
    return plain_yaml(plain).decode()


def read_bench(raw: bytes, file: Path) -> Bench:
    """The bench of a file's bytes, checked against its scenario; raises InputError with every problem found."""
    document = parse_document(raw, file, MOST_VALUES)
    held = validate_document(document, BenchFile)
    scenario = library_scenario(held.scenario)
    problems = [] if held.attack in {one.id for one in scenario.attacks} else [_unknown_attack(held.attack, scenario)]
    ids = [design.id for design in held.designs]
    problems += [Problem(f"two designs are called '{id}'") for id in sorted({id for id in ids if ids.count(id) > 1})]
    for place, design in enumerate(held.designs):
        problems += problems_of_design(scenario, design, _part(document, ("designs", place)))
    if held.pinned is not None:
        problems += problems_of_design(scenario, held.pinned, _part(document, ("pinned",)))
    if problems:
        raise InputError(problems)
    return Bench(held.scenario, held.designs, held.attack, held.pinned, held.draws, held.seed, held.buildup_days)


def read_design(raw: bytes, file: Path, scenario: Scenario) -> Design:
    """The design of a file's bytes, checked against a scenario; raises InputError with every problem found."""
    document = parse_document(raw, file, MOST_VALUES)
    design = validate_document(document, Design)
    problems = list(problems_of_design(scenario, design, document))
    if problems:
        raise InputError(problems)
    return design


def is_bench(raw: bytes) -> bool:
    """Whether a file's bytes are those of a bench rather than of a design."""
    return b"casus_bench" in raw


@lru_cache(maxsize=8)
def library_scenario(name: str) -> Scenario:
    """A scenario that comes with Casus, by its name alone: no path of a request reaches a folder; raises InputError."""
    if name not in scenario_names():
        raise InputError([Problem(f"unknown scenario '{name}'", hint=unknown_name_hint(name, scenario_names()))])
    return read_scenario(name)


@lru_cache(maxsize=8)
def library_contents(name: str) -> frozenset[str]:
    """What the designs of such a scenario say, without their names."""
    return frozenset(content(design) for design in library_scenario(name).every_design)


def _part(document: Document, at: tuple[str | int, ...]) -> Document:
    """A part of a document as a document of its own."""
    size = len(at)
    places = {path[size:]: place for path, place in document.places.items() if path[:size] == at}
    return Document(document.file, None, places)


def _unknown_attack(name: str, scenario: Scenario) -> Problem:
    return Problem(f"unknown attack '{name}'", hint=unknown_name_hint(name, [one.id for one in scenario.attacks]))
