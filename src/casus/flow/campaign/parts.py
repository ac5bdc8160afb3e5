"""Plain functions in, dispatchers out whose functions are compiled once with all that they call.

By itself, Numba makes machine code of every function and a door for Python, and keeps both; then it links and optimises the
same again in each function that calls it. Here Python calls wholes, and they alone, and the phases of the kernel, are machine code:

  in place   a small function, as it was lowered: optimised where it is called, and nowhere else
  part       any other function that compiled ones call: optimised, for those to link
  whole      what Python calls, and phases: parts are linked, phases found by name
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from numba.core.codegen import CodeLibrary, JITCodeLibrary
from numba.core.compiler import Compiler, Flags
from numba.core.environment import lookup_environment
from numba.core.funcdesc import default_mangler
from numba.core.registry import CPUDispatcher
from numba.core.sigutils import normalize_signature

from casus.flow.campaign.machine_code import keep_object

ENVIRONMENT = "_ZN08NumbaEnv"
"""How the names of the places begin in which Numba keeps a function's Python globals."""


class _Code(JITCodeLibrary):
    """The code of a function, with that of all functions which it is made of."""

    def finalize(self) -> None:
        """Link what the function calls, each once, and optimise."""
        for library in _made_of(self):
            self._final_module.link_in(library.by_itself(), preserve=True)
        called = [one for one in _called_by(self) if not isinstance(one, InPlaceCode)]
        self._reload_init.update(one.again for one in called if isinstance(one, ApartCode))
        self._linking_libraries = [one for one in called if not isinstance(one, ApartCode)]
        super().finalize()


class PartCode(_Code):
    """The code of a part: optimised, and no machine code made of it."""

    def _finalize_final_module(self) -> None:
        """Nothing is left to do."""
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:  # noqa: ARG002  (Numba's own signature)
        """No function has an address."""
        self._ensure_finalized()
        return 0


class InPlaceCode(PartCode):
    """The code of a function that is compiled in place: as it was lowered, with what it calls named and not yet there."""

    def finalize(self) -> None:
        """Nothing is optimised and nothing linked."""
        self._finalized = True

    def by_itself(self) -> Any:
        """The function's own module, to link."""
        return super()._get_module_for_linking()

    def _get_module_for_linking(self) -> Any:
        """The module with all that it calls, for functions that are not of the kernel."""
        if self._shared_module is None:
            for library in _made_of(self):
                self._final_module.link_in(library.by_itself(), preserve=True)
        return self.by_itself()


class WholeCode(_Code):
    """The code of a whole, and machine code made of it."""

    def finalize(self) -> None:
        """Make known Python's globals of the parts as well."""
        super().finalize()
        for place in self._final_module.global_variables:
            if place.name.startswith(ENVIRONMENT) and (environment := lookup_environment(place.name)) is not None:
                self._codegen.set_env(place.name, environment)


class ApartCode(JITCodeLibrary):
    """Code that stays by itself: whoever calls it finds its machine code by name, and loads it first when it is loaded itself."""

    def __init__(self, of: CodeLibrary, again: Callable[[], object]) -> None:
        super().__init__(of.codegen, of.name)
        self.again = again
        self._of = of

    def finalize(self) -> None:
        """All was done where it was compiled."""
        self._finalized = True

    def _get_module_for_linking(self) -> Any:
        """The module, for functions that are not of the kernel."""
        return self._of._get_module_for_linking()


def _made_of(library: CodeLibrary) -> Iterator[InPlaceCode]:
    """Every function that is compiled in place into a library, itself or by way of another; each once."""
    return (one for one in _called_by(library) if isinstance(one, InPlaceCode))


def _called_by(library: CodeLibrary) -> list[CodeLibrary]:
    """Every library that a library calls, itself or by way of functions compiled in place; each once."""
    found: dict[CodeLibrary, None] = {}
    ahead = list(library._linking_libraries)
    while ahead:
        one = ahead.pop(0)
        if one not in found:
            found[one] = None
            ahead.extend(one._linking_libraries if isinstance(one, InPlaceCode) else ())
    return list(found)


class _Apart(Compiler):
    """Numba's own compiler, told that no two records that a function is given lie in the same place.

    Otherwise every loop over lanes compares the places of all that it reads and writes before it starts, which takes as
    long as a third of the loop.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.state.flags.noalias = True
        self.state.flags = _Flags(self.state.flags)
        context = self.state.targetctx  # a copy of Numba's, for this function alone
        context.mangler = _short_name
        context.refresh = _nothing  # it is new as it is


class WholeCompiler(_Apart):
    """Compiles a function with all its parts."""

    def define_pipelines(self) -> list[Any]:
        """Numba's own passes, into a library that takes in parts."""
        self.state.targetctx.mangler = _lasting_name
        self.state.library = WholeCode(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        self.state.library.enable_object_caching()
        return super().define_pipelines()

    def compile_extra(self, func: Any) -> Any:
        """Compile, and look for garbage afterwards: nearly nothing of a million small objects is garbage before."""
        collects = gc.isenabled()
        gc.disable()
        try:
            return super().compile_extra(func)
        finally:
            if collects:
                gc.enable()


class PartCompiler(_Apart):
    """Compiles a function as far as its parts' caller needs it."""

    def define_pipelines(self) -> list[Any]:
        """Numba's own passes, into a library of which no machine code is made."""
        self.state.flags.no_cpython_wrapper = True
        kind = InPlaceCode if self.state.flags.forceinline else PartCode
        self.state.library = kind(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        self.state.targetctx.get_executable = _Key
        return super().define_pipelines()


class _Flags(Flags):
    """Flags of which there is one copy for each setting, for Numba compares them all, 60,000 times, where two copies meet."""

    _copies: ClassVar[dict[str, Flags]] = {}

    def copy(self) -> Flags:
        """The copy of this setting."""
        return self._copies.setdefault(repr(sorted(self._values.items())), _Flags(self))

    def __hash__(self) -> int:
        """One number for all settings, as by Numba's own flags, which look for it longer."""
        return 0


def _short_name(name: str, given: Any, *, abi_tags: Any = (), uid: Any = None) -> str:
    """A name for a function and what it is given: by itself, Numba writes out every field of every record, 30,000 letters."""
    digest = hashlib.sha256("".join(map(_digest, given)).encode()).hexdigest()[:16]
    return default_mangler(f"{name}.{digest}", (), abi_tags=abi_tags, uid=uid)


def _lasting_name(name: str, given: Any, *, abi_tags: Any = (), **_counted: Any) -> str:
    """A name without a count, the same in every process: machine code that is kept finds other machine code by it."""
    return _short_name(name, given, abi_tags=abi_tags)


@cache
def _digest(kind: Any) -> str:
    return hashlib.sha256(str(kind).encode()).hexdigest()


def _nothing() -> None:
    pass


class _Key:
    """By what Numba knows a function that compiled ones call."""

    def __init__(self, *_given: Any) -> None:
        """Keys have nothing in them."""


class Whole(CPUDispatcher):
    """A function that is compiled by itself, whoever calls it."""

    def __init__(self, py_func: Any, locals: Any = None, targetoptions: Any = None) -> None:
        super().__init__(py_func, locals, targetoptions, WholeCompiler)
        self._keys: dict[Any, _Key] = {}
        self.kept_in: Path | None = None
        """Where its machine code is kept as well, for `machine_code` to call."""

    def add_overload(self, cres: Any) -> None:
        """Keep what was compiled, or what Numba had kept."""
        super().add_overload(cres)
        if self.kept_in is not None and isinstance(cres.library, WholeCode):
            keep_object(self.kept_in, cres)

    def get_overload(self, sig: Any) -> Any:
        """By what a compiled function calls the machine code."""
        kinds = tuple(normalize_signature(sig)[0])
        if kinds not in self._keys:
            whole, self._keys[kinds] = self.overloads[kinds], _Key()
            again = partial(_load, self.__module__, self.__qualname__, kinds)
            self.targetctx.insert_user_function(self._keys[kinds], whole.fndesc, [ApartCode(whole.library, again)])
        return self._keys[kinds]


def _load(module: str, name: str, kinds: tuple[Any, ...]) -> None:
    """Have a function's machine code at hand."""
    getattr(import_module(module), name).compile(kinds)


class _Called(CPUDispatcher):
    """A function as compiled functions call it, and never Python."""

    def add_overload(self, cres: Any) -> None:
        """Keep what was compiled, without a door for Python."""
        self.overloads[tuple(cres.signature.args)] = cres


class Part(Whole):
    """A function that is a part of compiled functions that call it, and a whole for Python."""

    def __init__(self, py_func: Any, locals: Any = None, targetoptions: Any = None) -> None:
        super().__init__(py_func, locals, targetoptions)
        self._part = _Called(py_func, locals, targetoptions, PartCompiler)

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """The part's types, for a compiled function that calls it."""
        return self._part.get_call_template(args, kws)

    def get_overload(self, sig: Any) -> Any:
        """The part's code, for a compiled function that calls it."""
        return self._part.get_overload(sig)
