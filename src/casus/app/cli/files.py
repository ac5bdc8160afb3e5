"""Writing a file whole, or saying in words why not; and saying so before long work rather than after it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from casus.foundation.errors import StoreError
from casus.foundation.whole_files import write_whole


def require_writable(folder: Path) -> None:
    """Make a folder and try it before the work is done; raises StoreError where nothing could be kept there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error


def require_writable_file(file: Path) -> None:
    """Try a file and its folder before the work is done; raises StoreError where the file could not be kept there."""
    require_writable(file.parent)
    if file.is_dir():
        raise StoreError(f"{file}: cannot be written: Is a directory")
    if file.exists() and not os.access(file, os.W_OK):
        raise StoreError(f"{file}: cannot be written: Permission denied")


def write_text(file: Path, text: str) -> Path:
    """The file, written in one piece; raises StoreError where it cannot be."""
    return write_bytes(file, text.encode())


def write_bytes(file: Path, content: bytes) -> Path:
    """The same of what is no text."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return write_whole(file, content)
    except OSError as error:
        raise StoreError(f"{file}: cannot be written: {error.strerror or error}") from error
