"""Loops over draws that were compiled in, their machine code out: kept in files, and called without what compiled them.

To load Numba, and all that it knows of Python, takes longer than to play a design. A loop over draws needs neither: it is given
arrays, writes into them, and hands nothing back. LLVM alone finds its machine code a place.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from weakref import ReferenceType, ref

import numpy as np

from casus.foundation.whole_files import write_whole

Loop = Callable[[tuple[int, ...]], None]
"""Takes the words of arrays of the kinds that it was compiled for."""
Kind = tuple[np.dtype[Any], int]
"""Of an array: of what, and how many dimensions."""


class Told(NamedTuple):
    """What machine code is told of arrays, and of tuples of arrays, after one another."""

    kinds: tuple[Kind, ...]
    words: tuple[int, ...]
    """Of each: that nobody owns it, how much of what lies where, and lengths and steps of its dimensions."""


FOLDER = "machine-code"
WORD = ctypes.c_int64


def told_of(given: Sequence[Any]) -> Told | None:
    """What machine code is told of arrays; None where it cannot be called with them."""
    each = [_told_of_one(array) for array in _arrays(given)]
    told = [one for one in each if one is not None]
    if len(told) < len(each):
        return None
    return Told(tuple(kind for kind, _ in told), tuple(chain.from_iterable(words for _, words in told)))


def kept_loop(folder: Path, name: str, kinds: Sequence[Kind]) -> Loop | None:
    """A loop for arrays of these kinds; None where it was not kept for this processor and these libraries."""
    try:
        described = json.loads(_file(folder, name, kinds).read_text(encoding="utf-8"))
        objects = {symbol: _object(folder, symbol).read_bytes() for symbol in described["objects"]}
    except (OSError, ValueError):
        return None
    if any(_digest(code) != described["objects"][symbol] for symbol, code in objects.items()):
        return None
    return _loop(_place_of(described["symbol"], objects, described["helpers"]), kinds)


def keep_loop(folder: Path, name: str, kinds: Sequence[Kind], dispatcher: Any, given: Sequence[Any]) -> None:
    """Describe the machine code of a loop that Numba has at hand, for `kept_loop` to find.

    What cannot be written is not kept, nor what Numba itself had kept from before.
    """
    import numba

    symbols = list(_symbols(dispatcher, tuple(numba.typeof(one) for one in given)))
    with suppress(OSError):
        objects = {symbol: _digest(_object(folder, symbol).read_bytes()) for symbol in symbols}
        described = {"symbol": symbols[0], "objects": objects, "helpers": list(_helpers())}
        _write(_file(folder, name, kinds), json.dumps(described).encode())


def keep_object(folder: Path, compiled: Any) -> None:
    """Keep the machine code that Numba has just made of a function."""
    with suppress(OSError):
        _write(_object(folder, compiled.fndesc.llvm_func_name), compiled.library._get_compiled_object())


# --- files ------------------------------------------------------------------------------------------------------------


def _object(folder: Path, symbol: str) -> Path:
    return folder / FOLDER / f"{_digest(symbol.encode())}-{_compiler()}.o"


def _file(folder: Path, name: str, kinds: Sequence[Kind]) -> Path:
    written = " ".join(f"{_written(of)}{dimensions}" for of, dimensions in kinds)
    return folder / FOLDER / f"{name}-{_digest(written.encode())}-{_compiler()}.json"


@cache
def _written(of: np.dtype[Any]) -> str:
    return f"{of.descr}{of.itemsize}"


@cache
def _compiler() -> str:
    """The processor for which this machine's compiler makes code, and the libraries that make it."""
    from llvmlite.binding import get_host_cpu_features, get_host_cpu_name

    makers = [get_host_cpu_name(), get_host_cpu_features().flatten(), *map(version, ("numba", "llvmlite"))]
    told = [os.environ.get(name, "") for name in ("NUMBA_CPU_NAME", "NUMBA_CPU_FEATURES", "NUMBA_OPT")]
    return _digest(" ".join([*makers, *told]).encode())


def _digest(code: bytes) -> str:
    return hashlib.sha256(code).hexdigest()[:32]


def _write(file: Path, content: bytes) -> None:
    """Write a file; where another process writes the same meanwhile, digests tell what is half."""
    file.parent.mkdir(exist_ok=True)
    write_whole(file, content)


# --- what was compiled --------------------------------------------------------------------------------------------------


def _symbols(dispatcher: Any, kinds: tuple[Any, ...]) -> Iterator[str]:
    """Names by which machine code is found: of a function compiled for these kinds, and of all that is to be loaded with it."""
    compiled = dispatcher.overloads[kinds]
    yield compiled.fndesc.llvm_func_name
    for again in compiled.reload_init:
        module, name, called_with = again.args
        yield from _symbols(getattr(import_module(module), name), called_with)


def _helpers() -> Iterator[str]:
    """Names of what the doors for Python, which come with machine code, call of Numba's own."""
    from numba import _dynfunc, _helperlib
    from numba.core.runtime import _nrt_python

    yield from (f"numba_{name}" for name in (*_helperlib.c_helpers, *_dynfunc.c_helpers))
    yield from (f"NRT_{name}" for name in _nrt_python.c_helpers)


# --- calling it -------------------------------------------------------------------------------------------------------

_engines: list[Any] = []
"""What keeps machine code in its place."""


def _place_of(symbol: str, objects: Mapping[str, bytes], helpers: Sequence[str]) -> int:
    """Where machine code lies, once all of it is loaded; the doors for Python, which nobody opens, lead nowhere."""
    from llvmlite import binding

    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    nowhere = ctypes.cast(ctypes.CDLL(None).abort, ctypes.c_void_p).value
    for helper in helpers:
        if not binding.address_of_symbol(helper):
            binding.add_symbol(helper, nowhere)
    machine = binding.Target.from_default_triple().create_target_machine()
    engine = binding.create_mcjit_compiler(binding.parse_assembly(""), machine)
    for code in objects.values():
        engine.add_object_file(binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _engines.append(engine)
    return int(engine.get_function_address(symbol))


def _loop(place: int, kinds: Sequence[Kind]) -> Loop:
    """The loop at a place, called as Numba's compiled functions are; Python's lock is let go of meanwhile."""
    count = 2 + sum(5 + 2 * dimensions for _, dimensions in kinds)
    function = ctypes.CFUNCTYPE(ctypes.c_int32, *[WORD] * count)(place)

    def loop(words: tuple[int, ...]) -> None:
        nothing, trouble = WORD(), WORD()
        if function(ctypes.addressof(nothing), ctypes.addressof(trouble), *words):
            raise AssertionError("compiled code that raises nothing has raised something")

    return loop


# --- what it is told --------------------------------------------------------------------------------------------------

_known: dict[int, tuple[ReferenceType[Any], tuple[Kind, tuple[int, ...]]]] = {}
"""Arrays that were asked about before: one is given to many calls, and to ask takes as long as a campaign's opening."""


def _told_of_one(array: Any) -> tuple[Kind, tuple[int, ...]] | None:
    place = id(array)
    known = _known.get(place)
    if known is not None and known[0]() is array:
        return known[1]
    if not isinstance(array, np.ndarray) or not array.flags.c_contiguous:
        return None
    words = (0, 0, array.size, array.itemsize, array.ctypes.data, *array.shape, *array.strides)
    told = (array.dtype, array.ndim), words
    _known[place] = ref(array, lambda _: _known.pop(place, None)), told
    return told


def _arrays(given: Sequence[Any]) -> Iterator[Any]:
    for one in given:
        if isinstance(one, tuple):
            yield from _arrays(one)
        else:
            yield one
