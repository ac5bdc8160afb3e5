"""A scenario's folder in, a checked `Scenario` out; every problem in any file is reported at once."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from casus.evidence.register import Register, read_register
from casus.flow.scenario.check import problems_across_files
from casus.flow.scenario.quantities import MODEL
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import GuarantorFile, ParameterFile, Scenario, ScenarioFile
from casus.flow.scenario.schema.theatre import City, Theatre
from casus.flow.scenario.variants import read_variant
from casus.foundation.documents import Document, read_document
from casus.foundation.errors import InputError, Place, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.records import Record
from casus.foundation.validation import validate_document

LIBRARY = Path(__file__).parent / "library"
CLAIMS = "claims.yaml"
"""What people claim of a scenario, beside its own files."""
CITY_COLUMNS = ["id", "name", "region", "lon", "lat", "population"]

DesignFile = tuple[Path, tuple[Document, Design]]
R = TypeVar("R", bound=Record)
T = TypeVar("T")


def scenario_names() -> list[str]:
    """Names of the scenarios that come with Casus."""
    return sorted(file.parent.name for file in LIBRARY.glob("*/scenario.yaml"))


def scenario_folder(name: str) -> Path:
    """The folder of a scenario given by name or by path; raises InputError with the nearest known name."""
    if (LIBRARY / name / "scenario.yaml").is_file():
        return LIBRARY / name
    path = Path(name)
    folder = path.parent if path.name == "scenario.yaml" else path
    if (folder / "scenario.yaml").is_file():
        return folder
    hint = unknown_name_hint(name, scenario_names())
    raise InputError(
        [Problem(f"unknown scenario '{name}' (no such name, and no folder with a scenario.yaml)", hint=hint)]
    )


def name_or_folder(scenario: Scenario) -> str:
    """The name by which a scenario that comes with Casus is read again, or the folder of another."""
    folder = Path(scenario.folder)
    return folder.name if folder.parent == LIBRARY else str(folder)


def read_scenario(name: str) -> Scenario:
    """The scenario of a name or folder, checked; raises InputError with every problem found."""
    return scenario_of(scenario_folder(name))


def scenario_of(folder: Path, model: Path = MODEL, evidence: Register | None = None) -> Scenario:
    """The scenario of a folder, checked; by itself with the model's parameters and the evidence that come with Casus."""
    problems: list[Problem] = []
    setup = _collect(lambda: _record(folder / "scenario.yaml", ScenarioFile), problems)
    theatre = _collect(lambda: _record(folder / "theatre.yaml", Theatre), problems)
    guarantors = _collect(lambda: _record(folder / "guarantors.yaml", GuarantorFile), problems)
    cities = _collect(lambda: _read_cities(folder / "cities.csv"), problems)
    usual = _collect(lambda: (MODEL, _record(model, ParameterFile)[1]), problems)
    designs = _collect(lambda: _read_designs(folder / "designs"), problems)
    register = evidence or _collect(lambda: scenario_register(folder), problems)
    variants = _collect(lambda: _read_variants(folder / "variants", designs or []), problems) or []
    if not (setup and theatre and guarantors and usual and designs and register) or cities is None or problems:
        raise InputError(problems)
    documents = {file: document for file, (document, _) in [setup, theatre, guarantors, usual]} | {
        file: document for file, (document, _) in [*designs, *variants]
    }
    scenario = Scenario(
        setup=setup[1][1],
        theatre=theatre[1][1],
        cities=cities,
        guarantors=guarantors[1][1].guarantors,
        designs=_baseline_first([design for _, (_, design) in designs], setup[1][1].baseline),
        variants=tuple(variant for _, (_, variant) in variants),
        parameters=usual[1][1].parameters | setup[1][1].parameters,
        folder=str(folder),
        read_digest=digest_of_texts(read_texts(folder, model)),
    ).as_read()
    problems = list(problems_across_files(scenario, register, documents, folder))
    if problems:
        raise InputError(problems)
    return scenario


def scenario_register(folder: Path) -> Register:
    """The shipped evidence, with a scenario's own (its `evidence` folder) added."""
    own = folder / "evidence"
    return read_register(own) if own.is_dir() else read_register()


def _collect(read: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return read()
    except InputError as error:
        problems.extend(error.problems)
        return None


def _record(file: Path, record: type[R]) -> tuple[Path, tuple[Document, R]]:
    document = read_document(file)
    return file, (document, validate_document(document, record))


def _read_designs(folder: Path) -> list[DesignFile]:
    problems: list[Problem] = []
    read = [_collect(partial(_record, file, Design), problems) for file in sorted(folder.glob("*.yaml"))]
    if not read:
        problems.append(Problem("holds no design (*.yaml)", Place(folder)))
    if problems:
        raise InputError(problems)
    return [design for design in read if design is not None]


def _read_variants(folder: Path, designs: list[DesignFile]) -> list[DesignFile]:
    problems: list[Problem] = []
    known = {design.id: document for _, (document, design) in designs}
    read = [_collect(partial(_read_variant, file, known), problems) for file in sorted(folder.glob("*.yaml"))]
    if problems:
        raise InputError(problems)
    return [variant for variant in read if variant is not None]


def _read_variant(file: Path, known: dict[str, Document]) -> DesignFile:
    return file, read_variant(file, known)


def _read_cities(file: Path) -> tuple[City, ...]:
    """The rows of cities.csv; a bad row is named by its line."""
    problems: list[Problem] = []
    cities: list[City] = []
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream)
            if rows.fieldnames != CITY_COLUMNS:
                raise InputError([Problem(f"columns must be {','.join(CITY_COLUMNS)}", Place(file))])
            for row in rows:
                try:
                    cities.append(City.model_validate(row))
                except ValidationError as error:
                    details = "; ".join(f"{detail['loc'][0]}: {detail['msg']}" for detail in error.errors())
                    problems.append(Problem(details, Place(file, rows.line_num)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError([Problem(f"cannot be read: {error}", Place(file))]) from error
    if problems:
        raise InputError(problems)
    return tuple(cities)


def _baseline_first(designs: list[Design], baseline: str) -> tuple[Design, ...]:
    return tuple(sorted(designs, key=lambda design: (design.id != baseline, design.id)))


def read_texts(folder: Path, model: Path = MODEL) -> Mapping[Path, bytes]:
    """Every file that a scenario is read from, the model's parameters first, as its bytes; what people claim is no part of it."""
    patterns = ("*.yaml", "*.csv", "designs/*.yaml", "variants/*.yaml", "evidence/**/*.yaml")
    own = sorted(file for pattern in patterns for file in folder.glob(pattern) if file.name != CLAIMS)
    return {file: file.read_bytes() for file in (model, *own)}


def digest_of_texts(texts: Mapping[Path, bytes]) -> str:
    """Hash of every file of a scenario and of the model's parameters, names included."""
    hashed = hashlib.sha256()
    for file, text in texts.items():
        hashed.update(file.name.encode() + b"\0" + text)
    return hashed.hexdigest()[:16]
