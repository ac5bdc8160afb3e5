"""A folder, and names in; files in it out. No name that a reader gives leads anywhere else."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from casus.foundation.errors import InputError, Problem, StoreError
from casus.foundation.whole_files import write_whole

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 80
SAVED, STUDIES = "saved", "studies"
MOST_SAVED = 500
"""Benches kept in one workspace; chosen."""


@dataclass(frozen=True)
class Workspace:
    """Saved benches and finished studies, below one folder."""

    folder: Path

    def open(self) -> Workspace:
        """The workspace, its folders made; raises StoreError where they cannot be."""
        try:
            for name in (SAVED, STUDIES):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written: {error.strerror or error}") from error
        return self

    def saved(self) -> list[str]:
        """Names of the benches that are kept."""
        files = (self.folder / SAVED).glob("*.yaml")
        return sorted(file.stem for file in files if NAME.fullmatch(file.stem) and not file.is_symlink())

    def save(self, name: str, text: str) -> Path:
        """The file of a bench, written whole; raises InputError for a name that will not do, StoreError where it cannot be."""
        file = self._file(name)
        if not file.exists() and len(self.saved()) >= MOST_SAVED:
            raise StoreError(f"the workspace holds {MOST_SAVED} benches; delete one first")
        try:
            return write_whole(file, text.encode())
        except OSError as error:
            raise StoreError(f"'{name}' cannot be saved: {error.strerror or error}") from error

    def load(self, name: str, most_bytes: int) -> bytes:
        """The bytes of a bench; raises InputError for one that is not there, is too large, or leads elsewhere."""
        file = self._file(name)
        try:
            handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError as error:
            raise InputError([Problem(f"no saved bench '{name}'")]) from error
        with os.fdopen(handle, "rb") as stream:
            raw = stream.read(most_bytes + 1)
        if len(raw) > most_bytes:
            raise InputError([Problem(f"'{name}' has more than {most_bytes:,} bytes")])
        return raw

    def delete(self, name: str) -> None:
        """Remove a bench that was kept."""
        self._file(name).unlink(missing_ok=True)

    def study(self, id: str) -> Path:
        """The folder of a study by its id; raises InputError for an id that will not do, or one that leads elsewhere."""
        return self._within(STUDIES, checked_name(id))

    def _file(self, name: str) -> Path:
        return self._within(SAVED, f"{checked_name(name)}.yaml")

    def _within(self, part: str, name: str) -> Path:
        """A path one step below a part of the workspace, and nowhere else whatever links say."""
        home = (self.folder / part).resolve()
        path = home / name
        if path.is_symlink() or path.resolve().parent != home:
            raise InputError([Problem(f"'{name}' leads out of the workspace")])
        return path


def checked_name(name: str) -> str:
    """The name, if it is one: small letters, digits and single hyphens; raises InputError otherwise."""
    if len(name) > LONGEST or not NAME.fullmatch(name):
        hint = f"small letters, digits and hyphens, at most {LONGEST}, for example reassurance-with-works"
        raise InputError([Problem(f"'{name[:LONGEST]}' cannot be a name", hint=hint)])
    return name
