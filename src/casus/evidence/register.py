"""The register: every evidence entry and every source, read from YAML, indexed, and hashed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from casus.evidence.entry import Entry, Source
from casus.foundation.documents import Document, read_document
from casus.foundation.errors import InputError, Place, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.records import Record
from casus.foundation.validation import validate_document

SHIPPED = Path(__file__).parent / "data"
BIBLIOGRAPHY = Path(__file__).parent / "sources"


class EntryFile(Record):
    """One subject's entries, as a file holds them."""

    subject: str
    """What the entries of this file are about."""
    entries: tuple[Entry, ...]
    """The quantities."""


class SourceFile(Record):
    """The bibliography, as its file holds it."""

    sources: tuple[Source, ...]
    """Every work that an entry cites."""


@dataclass(frozen=True)
class Register:
    """All entries by id, the subject of each, and all sources by key."""

    entries: Mapping[str, Entry]
    subjects: Mapping[str, str]
    sources: Mapping[str, Source]
    kept_promises: Path | None = None
    """File of the model of kept promises that was fitted on these priors; None: the one that comes with Casus."""

    def entry(self, id: str) -> Entry:
        """The entry of that id; raises InputError with the nearest known id."""
        if id not in self.entries:
            raise InputError([Problem(f"unknown evidence '{id}'", hint=unknown_name_hint(id, self.entries))])
        return self.entries[id]

    def digest(self, ids: Iterable[str] | None = None) -> str:
        """A hash of the entries (all, or those named) that changes when any of their fields does."""
        adapter = TypeAdapter(Entry)
        chosen = sorted(self.entries if ids is None else set(ids))
        texts = (adapter.dump_json(self.entries[id]) for id in chosen)
        return hashlib.sha256(b"\n".join(texts)).hexdigest()[:16]


@cache
def read_register(*more: Path) -> Register:
    """The shipped register, with the entries and sources of further folders (a scenario's own evidence) added."""
    return _read([SHIPPED, *more], [BIBLIOGRAPHY, *(folder / "sources" for folder in more)])


def read_register_alone(folder: Path) -> Register:
    """The entries and sources of one folder, laid out as a scenario's own evidence, without the shipped ones."""
    return _read([folder], [folder / "sources"])


def _read(folders: Iterable[Path], bibliographies: Iterable[Path]) -> Register:
    entries: dict[str, Entry] = {}
    subjects: dict[str, str] = {}
    sources = _read_sources(bibliographies)
    problems: list[Problem] = []
    for file in _entry_files(folders):
        document = read_document(file)
        for index, entry in enumerate((held := validate_document(document, EntryFile)).entries):
            place = document.place(("entries", index, "id"))
            problems += _problems(entry, place, entries, sources, document, index)
            entries[entry.id], subjects[entry.id] = entry, held.subject
    if problems:
        raise InputError(problems)
    return Register(entries, subjects, sources)


def _entry_files(folders: Iterable[Path]) -> Iterable[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*.yaml"))


def _read_sources(folders: Iterable[Path]) -> Mapping[str, Source]:
    sources: dict[str, Source] = {}
    for file in _entry_files(folders):
        for source in validate_document(read_document(file), SourceFile).sources:
            if sources.setdefault(source.key, source) != source:
                raise InputError([Problem(f"source '{source.key}' is defined twice", Place(file))])
    return sources


def _problems(
    entry: Entry,
    place: Place,
    known: Mapping[str, Entry],
    sources: Mapping[str, Source],
    document: Document,
    index: int,
) -> Iterable[Problem]:
    if entry.id in known:
        yield Problem(f"evidence '{entry.id}' is defined twice", place)
    for number, key in enumerate(entry.sources):
        if key not in sources:
            at = document.place(("entries", index, "sources", number))
            yield Problem(f"unknown source '{key}'", at, unknown_name_hint(key, sources))
