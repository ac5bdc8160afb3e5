"""Files written so that a run that is killed, or a machine that stops, leaves either the old one or the new one, whole."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casus.foundation.errors import StoreError

LOCK = ".lock"


def write_whole(file: Path, content: bytes) -> None:
    """Put a file in place of what was there, once all of it is on the disk."""
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, file)
        settle(file.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def settle(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """A time in which no other process writes to the folder, and in which a disk that is full is told of in words.

    The lock is the system's and goes with the process, however that ends. Raises StoreError.
    """
    try:
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
    except BlockingIOError as error:
        raise StoreError(f"{folder}: another process is playing this study") from error
    except OSError as error:
        hint = (
            f"what is finished is kept; once the folder can be written, casus compare --resume {folder} goes on with it"
        )
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}\n    hint: {hint}") from error
