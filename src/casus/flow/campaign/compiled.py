"""The one decorator for kernel functions, and where their compiled form is kept between runs."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from casus.foundation.sizes import DEVICE

HERE = Path(__file__).parent


def _candidates() -> Iterator[Path]:
    """Folders for compiled code, best first; a later one serves where an earlier one cannot be written to."""
    if given := os.environ.get("CASUS_CACHE_DIR"):
        yield Path(given)
    with suppress(RuntimeError):  # a user without a home
        yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "casus"
    yield Path(tempfile.gettempdir()) / f"casus-{os.getuid()}"


def cache_folder() -> Path | None:
    """A writable folder named after a hash of the kernel's sources and of the device, or None where nothing can be written.

    Numba looks at the time of the one file that defines a function, and misses changes in the files that it calls;
    a folder for each state of the sources closes that gap.
    """
    sources = b"".join(file.read_bytes() for file in sorted(HERE.rglob("*.py")))
    digest = hashlib.sha256(sources + DEVICE.encode()).hexdigest()[:16]
    for candidate in _candidates():
        folder = candidate / "numba" / digest
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if folder.stat().st_uid != os.getuid():
                continue  # compiled code is loaded from there: never from a folder that somebody else made
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return None


CACHE = cache_folder()
if CACHE is not None:
    os.environ["NUMBA_CACHE_DIR"] = str(CACHE)

import numba  # noqa: E402  (Numba reads the cache folder when it is imported)

from casus.flow.campaign.parts import Part, Whole  # noqa: E402

numba.config.CACHE_DIR = str(CACHE or "")


def _decorator(dispatcher: type[Whole], **options: Any) -> Callable[[Any], Any]:
    """Make a dispatcher of each function, which is left as it is where NUMBA_DISABLE_JIT=1."""
    given = {"nopython": True, "error_model": "numpy", "no_cfunc_wrapper": True, **options}

    def decorate(function: Any) -> Any:
        if numba.config.DISABLE_JIT:
            return function
        made = dispatcher(function, {}, given)
        if CACHE is not None:
            made.enable_caching()
        return made

    return decorate


compiled = _decorator(Part)
"""Compile a scalar function; plain Python where NUMBA_DISABLE_JIT=1."""

compiled_in_place = _decorator(Part, forceinline=True)
"""Compile a small function into the code of each that calls it, so that loops over lanes can work on several at once."""

compiled_as_written = _decorator(Part, inline="always")
"""Put a function's source in the place of each call, so that what loops over a table is compiled for the table given."""

compiled_phase = _decorator(Whole)
"""Compile a phase by itself, so that phases can be compiled side by side."""

compiled_loop = _decorator(Whole, nogil=True)
"""Compile a loop over draws, which lets go of Python's lock; each draw writes only its own row, so threads change no result."""
