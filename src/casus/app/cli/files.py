"""Writing a file whole, or saying in words why not."""

from __future__ import annotations

import os
from pathlib import Path

from casus.foundation.errors import StoreError


def write_text(file: Path, text: str) -> Path:
    """The file, written in one piece; raises StoreError where it cannot be."""
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, "utf-8")
        os.replace(part, file)
    except OSError as error:
        raise StoreError(f"{file}: cannot be written: {error.strerror or error}") from error
    return file
