"""The published laws as a list, one law in words, and the value of one of its functions for given numbers."""

from __future__ import annotations

import inspect
import math
import pkgutil
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.table import Table

import casus.flow.campaign.laws as laws
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

LAW_NAME = re.compile(r"[a-z]+\d{4}[a-z]?")
"""Author and year; other files in the folder are tables that laws share."""


@dataclass(frozen=True)
class LawFunction:
    """A function of a law, as plain Python, with its parameters in order."""

    name: str
    parameters: tuple[str, ...]
    text: str
    plain: Callable[..., Any]

    @property
    def summary(self) -> str:
        """First line of its text."""
        return self.text.splitlines()[0]


@dataclass(frozen=True)
class Law:
    """A published law: its name, its text with the domain of validity, its functions in the order of the file."""

    name: str
    text: str
    functions: tuple[LawFunction, ...]

    @property
    def summary(self) -> str:
        """First line of its text."""
        return self.text.splitlines()[0]

    def function(self, name: str) -> LawFunction:
        """The function of that name; raises InputError with the nearest known one."""
        known = {function.name: function for function in self.functions}
        if name not in known:
            raise _unknown("function", f"{self.name}.{name}", unknown_name_hint(name, known))
        return known[name]


def law_names() -> tuple[str, ...]:
    """Names of all laws, sorted."""
    names = [module.name for module in pkgutil.iter_modules(laws.__path__)]
    return tuple(sorted(name for name in names if LAW_NAME.fullmatch(name)))


def read_law(name: str) -> Law:
    """The law of that name; raises InputError with the nearest known one."""
    if name not in law_names():
        raise _unknown("law", name, unknown_name_hint(name, law_names(), most=30))
    module = import_module(f"{laws.__name__}.{name}")
    held = ((key, getattr(value, "py_func", value)) for key, value in vars(module).items())
    functions = tuple(
        LawFunction(key, tuple(inspect.signature(plain).parameters), inspect.getdoc(plain) or "", plain)
        for key, plain in held
        if inspect.isfunction(plain) and plain.__module__ == module.__name__ and plain.__doc__ and key[0] != "_"
    )
    return Law(name, inspect.getdoc(module) or name, functions)


def _unknown(kind: str, name: str, hint: str) -> InputError:
    return InputError([Problem(f"unknown {kind} '{name}'", hint=hint)])


def evaluate(law: Law, function: LawFunction, given: Mapping[str, float]) -> list[Any]:
    """The values that a function gives for numbers by name; raises InputError for every name that is wrong or missing."""
    optional = {key for key, p in inspect.signature(function.plain).parameters.items() if p.default is not p.empty}
    known = f"{law.name}.{function.name}"
    problems = [
        Problem(f"{known} has no parameter '{key}'", hint=unknown_name_hint(key, function.parameters))
        for key in given
        if key not in function.parameters
    ] + [
        Problem(f"{known} needs '{key}'", hint=f"--set {key}=<number>")
        for key in function.parameters
        if key not in given and key not in optional
    ]
    if problems:
        raise InputError(problems)
    try:
        values = _as_list(function.plain(**given))
    except Exception as error:  # numbers that a law was not made for, or a table where only numbers can be given
        raise _outside(law, f"{known} gives no value for these numbers ({type(error).__name__}: {error})") from error
    if not all(isinstance(value, int | float) and math.isfinite(value) for value in values):
        raise _outside(law, f"{known} gives no finite value for these numbers: {values_text(values)}")
    return values


def _outside(law: Law, words: str) -> InputError:
    return InputError([Problem(words, hint=f"see its domain of validity: casus law {law.name}")])


def _as_list(value: Any) -> list[Any]:
    """A value, or all values of a sequence, as plain Python numbers."""
    many = value if isinstance(value, tuple | list) else getattr(value, "tolist", lambda: value)()
    values = many if isinstance(many, tuple | list) else [many]
    return [one.tolist() if hasattr(one, "tolist") else one for one in values]


def list_laws(held: Sequence[Law]) -> Table:
    """One row for each law."""
    table = Table(caption=f"{len(held)} laws; casus law NAME says what one is good for", caption_justify="left")
    table.add_column("law", no_wrap=True)
    table.add_column("what it is", overflow="fold")
    table.add_column("functions", justify="right")
    for law in held:
        table.add_row(law.name, escape(law.summary), str(len(law.functions)))
    return table


def describe_law(law: Law) -> Group:
    """A law in full: its source and domain of validity, then what can be evaluated."""
    table = Table(caption=f"casus law {law.name}.FUNCTION --set name=value evaluates one", caption_justify="left")
    table.add_column("function", no_wrap=True)
    table.add_column("parameters", overflow="fold")
    table.add_column("what comes out", overflow="fold")
    for function in law.functions:
        table.add_row(function.name, ", ".join(function.parameters), escape(function.summary))
    return Group(f"[bold]{law.name}[/bold]\n\n{escape(_flowing(law.text))}\n", table)


def describe_function(law: Law, function: LawFunction) -> Group:
    """A function in full, with the command that evaluates it."""
    sets = " ".join(f"--set {name}=..." for name in function.parameters)
    return Group(
        f"[bold]{law.name}.{function.name}[/bold]({', '.join(function.parameters)})\n\n{escape(_flowing(function.text))}",
        f"\ncasus law {law.name}.{function.name} {sets}",
    )


def _flowing(text: str) -> str:
    """The text with each paragraph on one line, to be wrapped anew; tables and equations that are indented stay."""
    return re.sub(r"(?<=\S)\n(?=[^\s\-|*])", " ", text)


def values_text(values: Sequence[Any]) -> str:
    """Values as one line: ten digits at most."""
    return ", ".join(f"{value:.10g}" if isinstance(value, int | float) else str(value) for value in values)
