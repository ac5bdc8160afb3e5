"""A time in which one process alone writes to a study's folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casus.foundation.errors import StoreError

LOCK = ".lock"


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
