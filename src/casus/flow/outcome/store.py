"""A study's dataset kept in a folder, and read back; a folder is a study only once its manifest is written, last of all."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from casus.flow.handoffs import Outcomes
from casus.foundation.errors import StoreError

DATA, MANIFEST = "outcomes.nc", "study.json"
FORMAT = 5
"""Version of the folder's layout."""
ZIPPED = {"zlib": True, "complevel": 1}
"""How what a campaign has many of is kept, by axis, day or nation: it shrinks to a tenth; other numbers hardly shrink at all."""


def save_outcomes(outcomes: Outcomes, folder: Path) -> Path:
    """Write the dataset and then the manifest; a run killed at any moment leaves no folder that looks whole.

    Raises StoreError where the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).unlink(missing_ok=True)
        part = folder / f".{DATA}.part"
        encoding = {name: ZIPPED for name, variable in outcomes.data.items() if variable.ndim > 3}
        outcomes.data.to_netcdf(part, engine="h5netcdf", encoding=encoding)
        os.replace(part, folder / DATA)
        _write_whole(folder / MANIFEST, json.dumps(_manifest(outcomes, folder / DATA), indent=2))
    except OSError as error:
        raise StoreError(f"{folder}: the study cannot be written: {error.strerror or error}") from error
    return folder


def open_outcomes(folder: Path) -> Outcomes:
    """The dataset of a study's folder; raises StoreError for a folder that is no study, or not a whole one."""
    import xarray as xr

    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        known = manifest["casus_study"] == FORMAT
    except FileNotFoundError as error:
        raise StoreError(f"{folder}: holds no finished study (no {MANIFEST})") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder / MANIFEST}: is not a study's manifest: {error}") from error
    if not known:
        raise StoreError(f"{folder / MANIFEST}: is of another version; this Casus reads version {FORMAT}")
    try:
        if _hash_of(folder / DATA) != manifest["sha256"]:
            raise StoreError(f"{folder / DATA}: is not the file that was written with the manifest")
        with xr.open_dataset(folder / DATA, engine="h5netcdf") as data:
            return Outcomes(data.load())
    except OSError as error:
        raise StoreError(f"{folder / DATA}: cannot be read: {error}") from error


def is_study(path: Path) -> bool:
    """Whether a folder holds a finished study."""
    return (path / MANIFEST).is_file()


def _manifest(outcomes: Outcomes, data: Path) -> dict[str, object]:
    attributes = {
        name: getattr(value, "item", lambda value=value: value)() for name, value in outcomes.data.attrs.items()
    }
    return {"casus_study": FORMAT, **attributes, "sha256": _hash_of(data)}


def _hash_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_whole(file: Path, text: str) -> None:
    part = file.with_name(f".{file.name}.part")
    part.write_text(text, "utf-8")
    os.replace(part, file)
