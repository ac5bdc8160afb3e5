"""A question in, its files beside a study and what the study's manifest says of them out; and both read back, unchanged."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from casus.flow.outcome.question import Files, Question, question_from
from casus.flow.scenario.kept import read_files, write_files
from casus.foundation.errors import StoreError

ASKED = "asked"
"""Where in a study's folder the files of its question lie."""


def put_asked(files: Files, folder: Path) -> None:
    """Write the files of a question into a study's folder; what lay there is gone."""
    if (folder / ASKED).exists():
        shutil.rmtree(folder / ASKED)
    write_files(files, folder / ASKED)


def said_of_asked(question: Question, files: Files) -> dict[str, Any]:
    """What the manifest says of the question, with a hash of each of its files."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return {"asked": question.as_json(), "files": hashes}


def question_kept(folder: Path, manifest: Path, said: Mapping[str, Any]) -> Question | None:
    """The question in a study's folder, or None where its manifest says nothing of one; raises StoreError for what is none."""
    if "asked" not in said:
        return None
    try:
        return question_from(said["asked"], partial(_unchanged_files, folder, dict(said["files"])))
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"{manifest}: is not a study's manifest: {error}") from error


def _unchanged_files(folder: Path, hashes: Mapping[str, str]) -> Files:
    """The files of the question; raises StoreError where one is not as it was kept."""
    try:
        files = read_files(folder / ASKED)
    except OSError as error:
        raise StoreError(f"{folder / ASKED}: cannot be read: {error}") from error
    found = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    strange = sorted(name for name in {*found, *hashes} if found.get(name) != hashes.get(name))
    if strange:
        raise StoreError(f"{folder / ASKED}: is not what was kept with the study: {', '.join(strange)}")
    return files
