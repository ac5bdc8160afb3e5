"""A study's dataset and question kept in a folder, and read back; a folder is a study once its manifest is written, last of all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casus.flow.handoffs import Outcomes
from casus.flow.outcome.asked import put_asked, question_kept, said_of_asked
from casus.flow.outcome.netcdf import dataset_of, netcdf_of
from casus.flow.outcome.question import Question
from casus.foundation.errors import StoreError
from casus.foundation.whole_files import write_whole

DATA, MANIFEST = "outcomes.nc", "study.json"
STREAMED = "plan.json"
FIRST = "first"
"""What the folder of a streamed study holds instead (`study.streaming`), and where in it the study of its first draws lies."""
FORMAT = 6
"""Version of the folder's layout; since 6 it holds what was asked."""


def save_outcomes(outcomes: Outcomes, folder: Path, question: Question | None = None) -> Path:
    """Write the dataset, what was asked, and then the manifest; a run killed at any moment leaves no folder that looks whole.

    Without a question the study cannot be replayed. Raises StoreError where the folder cannot be written to.
    """
    refuse_streamed(folder, "choose another folder")
    try:
        asked = question.files() if question else {}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).unlink(missing_ok=True)
        # In memory first: HDF5 crashes the process where the disk is full; a plain write says so.
        content = netcdf_of(outcomes.data)
        write_whole(folder / DATA, content)
        put_asked(asked, folder)
        manifest = _manifest(outcomes, content) | (said_of_asked(question, asked) if question else {})
        write_whole(folder / MANIFEST, json.dumps(manifest, indent=2).encode())
    except OSError as error:
        raise StoreError(f"{folder}: the study cannot be written: {error.strerror or error}") from error
    return folder


def open_outcomes(folder: Path) -> Outcomes:
    """The dataset of a study's folder; raises StoreError for a folder that is no study, or not a whole one."""
    manifest = _read_manifest(folder)
    try:
        if _hash_of(folder / DATA) != manifest["sha256"]:
            raise StoreError(f"{folder / DATA}: is not the file that was written with the manifest")
        return Outcomes(dataset_of(folder / DATA))
    except OSError as error:
        raise StoreError(f"{folder / DATA}: cannot be read: {error}") from error


def open_question(folder: Path) -> Question | None:
    """What a study's folder was asked, or None where it does not keep that; raises StoreError as `open_outcomes` does."""
    return question_kept(folder, folder / MANIFEST, _read_manifest(folder))


def is_study(path: Path) -> bool:
    """Whether a folder holds a finished study, or a streamed one."""
    return (path / MANIFEST).is_file() or is_streamed(path)


def is_streamed(path: Path) -> bool:
    """Whether a folder holds a streamed study."""
    return (path / STREAMED).is_file()


def refuse_streamed(folder: Path, hint: str) -> None:
    """Raise StoreError where a folder holds a streamed study, which is no dataset."""
    if is_streamed(folder):
        raise StoreError(f"{folder}: holds a streamed study\n    hint: {hint}")


def _read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a study's folder, of this format."""
    first = f"its first draws are a study of their own, in {folder / FIRST}; casus.streaming.open_streamed reads the answers of all"
    refuse_streamed(folder, first)
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        version = manifest["casus_study"]
    except FileNotFoundError as error:
        raise StoreError(f"{folder}: holds no finished study (no {MANIFEST})") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder / MANIFEST}: is not a study's manifest: {error}") from error
    if version != FORMAT:
        raise StoreError(f"{folder / MANIFEST}: is of another version; {_other_version(manifest, version)}")
    return manifest


def _other_version(manifest: Mapping[str, Any], version: object) -> str:
    """What to do about a folder of another format."""
    if not isinstance(version, int) or version > FORMAT:
        return f"it has version {version}, and this Casus reads version {FORMAT}: open it with a later Casus"
    again = ", ".join(
        f"{name} {manifest[name]}" for name in ("scenario", "draws", "seed", "sampling") if name in manifest
    )
    return (
        f"it has version {version}, of an older Casus ({manifest.get('version', 'unknown')}), and this one reads version {FORMAT}: "
        f"play it again with casus compare ({again}), or open it with that older Casus"
    )


def _manifest(outcomes: Outcomes, content: bytes) -> dict[str, object]:
    attributes = {
        name: getattr(value, "item", lambda value=value: value)() for name, value in outcomes.data.attrs.items()
    }
    return {"casus_study": FORMAT, **attributes, "sha256": hashlib.sha256(content).hexdigest()}


def _hash_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
