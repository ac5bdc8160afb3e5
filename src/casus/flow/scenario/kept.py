"""A scenario and its evidence in, the files that say them whole out; and both read back from these, with nothing of today's."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from casus.evidence.entry import Entry
from casus.evidence.register import Register, read_register_alone
from casus.flow.scenario.quantities import MODEL, MODEL_FILE, evidence_of
from casus.flow.scenario.read import CLAIMS, digest_of_texts, read_texts, scenario_of
from casus.flow.scenario.rewritten import MODEL as MODEL_NAME
from casus.flow.scenario.rewritten import rewritten
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.write import plain_record, plain_yaml
from casus.foundation.errors import InputError, StoreError
from casus.pacts.honour.model import FITTED

Files = Mapping[str, bytes]
"""Contents by path within the folder, with slashes."""

SCENARIO, EVIDENCE, KEPT_PROMISES, RECORD = "scenario", "evidence", "kept-promises.yaml", "scenario.json"
EDITED, NOT_KEPT = "edited.json", "not-replayable.txt"
"""Beside a scenario that was edited in Python before it was played; and in place of one that nothing can say."""
NO_FILES = (
    "the scenario was edited in Python into one that cannot be read again: a value is not one that its field allows. "
    "The study's outcomes are whole, but it cannot be replayed"
)


def scenario_files(scenario: Scenario) -> Files:
    """A scenario's files as they lie in its folder now, its claims and the model's parameters with them."""
    folder = Path(scenario.folder)
    texts = dict(read_texts(folder))
    if (folder / CLAIMS).is_file():
        texts[folder / CLAIMS] = (folder / CLAIMS).read_bytes()
    model = texts.pop(MODEL)
    within = PurePosixPath(SCENARIO, scenario.id)
    return {MODEL_FILE: model} | {str(within / file.relative_to(folder).as_posix()): t for file, t in texts.items()}


def whole_question(scenario: Scenario, register: Register, files: Files) -> Files:
    """The scenario's files with the evidence and the model of kept promises that it stands on.

    Of a scenario that was edited in Python they are those of what was edited. Where no files say what it says (its folder has
    changed since it was read, or no file can say the edit), a record of it stands in their place; where that cannot be read again
    either, a warning is given and kept with it.
    """
    promises = (register.kept_promises or FITTED).read_bytes()
    stands_on = {KEPT_PROMISES: promises, **_evidence_files(register, _used(scenario, register))}
    return {**_scenario_as_asked(scenario, register, files), **stands_on}


def _scenario_as_asked(scenario: Scenario, register: Register, files: Files) -> Files:
    if _were_read(files, scenario) or _say(files, scenario, register):
        return files
    edited = _note_of_edit(scenario)
    written = _written(scenario, register, files) if edited else files
    if edited and _say(written, scenario, register):
        return {**written, **edited}
    record = scenario.model_dump_json(indent=1, warnings=False).encode()
    if _record_says(record, scenario):
        return {RECORD: record, **edited}
    warnings.warn(NO_FILES, stacklevel=2)
    return {NOT_KEPT: NO_FILES.encode()}


def _note_of_edit(scenario: Scenario) -> Files:
    """That a scenario was edited, and the digest of the files from which it came; none of one that was not."""
    if not scenario.edited:
        return {}
    said = {"digest": scenario.digest, "edited_from": scenario.read_digest, "scenario": scenario.id}
    return {EDITED: json.dumps(said, indent=1).encode()}


def read_kept(folder: Path) -> tuple[Scenario, Register]:
    """The scenario of such files and the evidence that it stands on; raises InputError where they can no longer be read.

    Of an edited scenario it is as edited as it was: its digest is that of the study. Raises StoreError where none could be kept.
    """
    if (folder / NOT_KEPT).is_file():
        raise StoreError(f"{folder}: cannot be replayed: {(folder / NOT_KEPT).read_text('utf-8')}")
    register = replace(read_register_alone(folder / EVIDENCE), kept_promises=folder / KEPT_PROMISES)
    if (folder / RECORD).is_file():
        recorded = Scenario.model_validate_json((folder / RECORD).read_bytes())
        return recorded if (folder / EDITED).is_file() else recorded.as_read(), register
    named = next(iter(sorted((folder / SCENARIO).glob("*/scenario.yaml"))), folder / SCENARIO / "scenario.yaml")
    scenario = scenario_of(named.parent, folder / MODEL_FILE, register)
    if not (folder / EDITED).is_file():
        return scenario, register
    origin = json.loads((folder / EDITED).read_bytes())["edited_from"]
    return scenario.as_edited(origin), register


def write_files(files: Files, folder: Path) -> None:
    """Write every file below a folder."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def read_files(folder: Path) -> Files:
    """Every file below a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def _were_read(files: Files, scenario: Scenario) -> bool:
    """Whether these are the files that the scenario was read from, and nothing in it was edited since."""
    texts = {Path(name): text for name, text in files.items() if Path(name).name != CLAIMS}
    return not scenario.edited and digest_of_texts(texts) == scenario.read_digest


def _say(files: Files, scenario: Scenario, register: Register) -> bool:
    """Whether a scenario's files read back to the scenario; the order of its designs is the question's."""
    again = _read(files, scenario.id, register)
    return again is not None and _same(again, scenario)


def _read(files: Files, id: str, register: Register) -> Scenario | None:
    """What a scenario's files say, or None where they say none."""
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        write_files(files, folder)
        try:
            return scenario_of(folder / SCENARIO / id, folder / MODEL_FILE, register)
        except InputError:
            return None


def _written(scenario: Scenario, register: Register, files: Files) -> Files:
    """The files with what was edited written anew, or as they are where that cannot be."""
    before = next((name.split("/")[1] for name in files if name.startswith(f"{SCENARIO}/")), scenario.id)
    read = _read(files, before, register)
    if read is None:
        return files
    own = {name.removeprefix(f"{SCENARIO}/{before}/"): text for name, text in files.items() if name != MODEL_FILE}
    try:
        made = rewritten(scenario, read, {**own, MODEL_NAME: files[MODEL_FILE]})
    except (ValidationError, TypeError, ValueError, KeyError):  # a value that no record holds
        return files
    model = made.pop(MODEL_NAME)
    return {MODEL_FILE: model} | {f"{SCENARIO}/{scenario.id}/{name}": text for name, text in made.items()}


def _record_says(record: bytes, scenario: Scenario) -> bool:
    try:
        return _same(Scenario.model_validate_json(record), scenario)
    except ValidationError:
        return False


def _same(one: Scenario, other: Scenario) -> bool:
    """Whether both say the same, wherever they were read from."""
    parts = set(Scenario.model_fields) - {"folder", "read_digest", "designs", "variants"}
    ordered = ([sorted(of, key=_id) for of in (each.designs, each.variants)] for each in (one, other))
    return all(getattr(one, part) == getattr(other, part) for part in parts) and next(ordered) == next(ordered)


def _id(design: Design) -> str:
    return design.id


def _used(scenario: Scenario, register: Register) -> list[str]:
    """Ids of the evidence that a study reads: what is drawn or frames it, and what describes parameters set in another way."""
    own = (name.replace("_", "-") for name in scenario.parameters)
    return sorted({*evidence_of(scenario), *(id for id in own if id in register.entries)})


def _evidence_files(register: Register, ids: Iterable[str]) -> Files:
    """A file for each subject, and one of the sources, laid out as a scenario's own evidence is."""
    subjects: dict[str, list[Entry]] = defaultdict(list)
    for id in ids:
        subjects[register.subjects[id]].append(register.entries[id])
    cited = sorted({key for entries in subjects.values() for entry in entries for key in entry.sources})
    files: dict[str, dict[str, Any]] = {
        "sources/sources.yaml": {"sources": [plain_record(register.sources[key]) for key in cited]}
    }
    files |= {
        f"{number:02}.yaml": {"subject": subject, "entries": [plain_record(entry) for entry in subjects[subject]]}
        for number, subject in enumerate(sorted(subjects), 1)
    }
    return {f"{EVIDENCE}/{name}": plain_yaml(content) for name, content in files.items()}
