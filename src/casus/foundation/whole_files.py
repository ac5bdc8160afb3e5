"""Files put in place in one step, so that nobody ever finds half of one."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(file: Path, content: bytes | memoryview, settled: bool = False) -> Path:
    """The file, in place of what was there once all of it is written; with `settled` once all of it is on the disk.

    Raises OSError where it cannot be written; what was there stays, and nothing else is left behind.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            if settled:
                stream.flush()
                os.fsync(stream.fileno())
        os.replace(part, file)
        if settled:
            settle(file.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return file


def settle(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
