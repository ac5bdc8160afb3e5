"""The one decorator for kernel functions, and where their compiled form is kept between runs.

Numba is loaded when something has to be compiled: it takes a third of a second, and loops over draws whose machine code was kept
(`machine_code.py`) do without it.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import update_wrapper
from pathlib import Path
from threading import RLock
from typing import Any

from casus.flow.campaign.machine_code import Kind, Loop, keep_loop, kept_loop, told_of
from casus.foundation import sizes

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
    sources = b"".join(file.read_bytes() for file in [*sorted(HERE.rglob("*.py")), Path(sizes.__file__)])
    digest = hashlib.sha256(sources + sizes.DEVICE.encode()).hexdigest()[:16]
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
    os.environ["NUMBA_CACHE_DIR"] = str(CACHE)  # Numba reads it when it is imported


MAKING = RLock()
"""Two threads that call a function for the first time have one dispatcher made."""


class Later:
    """A function of which Numba makes a dispatcher when it is first called, or when one is compiled that calls it.

    Numba takes it for that dispatcher.
    """

    def __init__(self, function: Any, kind: str, options: dict[str, Any]) -> None:
        """`kind` is the name of a class of `parts`."""
        update_wrapper(self, function)
        self.py_func, self._kind, self._options = function, kind, options
        self.folder = CACHE
        """Where its compiled form is kept; may be changed before it is called."""
        self._made: Any = None

    def __call__(self, *given: Any, **named: Any) -> Any:
        """What the function gives, compiled."""
        return self.dispatcher(*given, **named)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.dispatcher, name)

    @property
    def dispatcher(self) -> Any:
        """What Numba makes of the function, once."""
        if self._made is None:
            with MAKING:
                if self._made is None:
                    self._made = _dispatcher(self.py_func, self._kind, self._options, self.folder)
        return self._made


class LaterLoop(Later):
    """A loop over draws: where its machine code was kept, Numba is not asked at all."""

    def __init__(self, function: Any, kind: str, options: dict[str, Any]) -> None:
        super().__init__(function, kind, options)
        self._kept: dict[tuple[Kind, ...], Loop | None] = {}
        self._lock = RLock()
        self._is_of_kernel = _is_of_kernel(function)

    def __call__(self, *given: Any) -> None:
        """Run through all draws."""
        told = told_of(given) if self.folder is not None and self._is_of_kernel else None
        if told is None:
            self.dispatcher(*given)
            return
        try:
            loop = self._kept[told.kinds]
        except KeyError:
            loop = self._look_for(told.kinds, given)
        if loop is None:
            self.dispatcher(*given)
        else:
            loop(told.words)

    def _look_for(self, kinds: tuple[Kind, ...], given: tuple[Any, ...]) -> Loop | None:
        """The machine code that was kept for these kinds; where there is none, what Numba makes is kept for the next process."""
        with self._lock:
            if kinds not in self._kept:
                assert self.folder is not None
                self._kept[kinds] = kept_loop(self.folder, self.__name__, kinds)
                if self._kept[kinds] is None:
                    import numba

                    self.dispatcher.compile(tuple(numba.typeof(one) for one in given))
                    keep_loop(self.folder, self.__name__, kinds, self.dispatcher, given)
            return self._kept[kinds]


def _dispatcher(function: Any, kind: str, options: dict[str, Any], folder: Path | None) -> Any:
    import numba

    from casus.flow.campaign import parts

    given = {"nopython": True, "error_model": "numpy", "no_cfunc_wrapper": True, **options}
    made = getattr(parts, kind)(function, {}, given)
    if folder is not None:
        numba.config.CACHE_DIR = str(folder)
        made.enable_caching()
        made.kept_in = folder if kind == "Whole" and _is_of_kernel(function) else None
    return made


def _is_of_kernel(function: Any) -> bool:
    """Whether the folder is named after what the function does, among others."""
    return Path(function.__code__.co_filename).is_relative_to(HERE)


def _decorator(kind: str, later: type[Later] = Later, **options: Any) -> Callable[[Any], Any]:
    """Have functions compiled, each as a `kind` of `parts`; they are left as they are where NUMBA_DISABLE_JIT=1."""

    def decorate(function: Any) -> Any:
        if not sizes.COMPILED:
            return function
        if sizes.DEVICE == "cuda":  # what compiles for a card knows a dispatcher by its class
            return _dispatcher(function, kind, options, CACHE)
        return later(function, kind, options)

    return decorate


compiled = _decorator("Part")
"""Compile a scalar function; plain Python where NUMBA_DISABLE_JIT=1."""

compiled_in_place = _decorator("Part", forceinline=True)
"""Compile a small function into the code of each that calls it, so that loops over lanes can work on several at once."""

compiled_as_written = _decorator("Part", inline="always")
"""Put a function's source in the place of each call, so that what loops over a table is compiled for the table given."""

compiled_phase = _decorator("Whole")
"""Compile a phase by itself, so that phases can be compiled side by side."""

compiled_loop = _decorator("Whole", LaterLoop, nogil=True)
"""Compile a loop over draws, which lets go of Python's lock; each draw writes only its own row, so threads change no result.

It takes arrays, and tuples of arrays, and hands nothing back."""
