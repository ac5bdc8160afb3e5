"""A scenario and its evidence in, the files that say them whole out; and both read back from these, with nothing of today's."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from casus.evidence.entry import Entry
from casus.evidence.register import Register, read_register_alone
from casus.flow.scenario.quantities import MODEL, MODEL_FILE, evidence_of
from casus.flow.scenario.read import CLAIMS, read_texts, scenario_of
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError
from casus.pacts.honour.model import FITTED

Files = Mapping[str, bytes]
"""Contents by path within the folder, with slashes."""

SCENARIO, EVIDENCE, KEPT_PROMISES, RECORD = "scenario", "evidence", "kept-promises.yaml", "scenario.json"
WIDTH = 120


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

    Where the files do not say what the scenario says (it was changed in Python, or its folder since it was read), a record of it
    stands in their place.
    """
    said = files if _say(files, scenario, register) else {RECORD: scenario.model_dump_json(indent=1).encode()}
    promises = (register.kept_promises or FITTED).read_bytes()
    return {**said, KEPT_PROMISES: promises, **_evidence_files(register, _used(scenario, register))}


def read_kept(folder: Path) -> tuple[Scenario, Register]:
    """The scenario of such files and the evidence that it stands on; raises InputError where they can no longer be read."""
    register = replace(read_register_alone(folder / EVIDENCE), kept_promises=folder / KEPT_PROMISES)
    if (folder / RECORD).is_file():
        return Scenario.model_validate_json((folder / RECORD).read_bytes()), register
    named = next(iter(sorted((folder / SCENARIO).glob("*/scenario.yaml"))), folder / SCENARIO / "scenario.yaml")
    return scenario_of(named.parent, folder / MODEL_FILE, register), register


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


def _say(files: Files, scenario: Scenario, register: Register) -> bool:
    """Whether a scenario's files read back to the scenario."""
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        write_files(files, folder)
        try:
            again = scenario_of(folder / SCENARIO / scenario.id, folder / MODEL_FILE, register)
        except InputError:
            return False
    return again.model_copy(update={"folder": scenario.folder}) == scenario


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
        "sources/sources.yaml": {"sources": [_plain(register.sources[key]) for key in cited]}
    }
    files |= {
        f"{number:02}.yaml": {"subject": subject, "entries": [_plain(entry) for entry in subjects[subject]]}
        for number, subject in enumerate(sorted(subjects), 1)
    }
    return {f"{EVIDENCE}/{name}": _yaml(content) for name, content in files.items()}


def _plain(record: Any) -> dict[str, Any]:
    plain: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True)
    return plain


def _yaml(content: Mapping[str, Any]) -> bytes:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # libyaml, a tenth of the time
    text: str = yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text.encode()
