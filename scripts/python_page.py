"""The public names of Casus in, the lines of the reference page of its Python side out.

What a function takes and gives, and what every record holds that it gives, read off signatures, annotations and docstrings.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import textwrap
import typing
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import casus
from casus import planner, streaming

DOORS: dict[str, ModuleType] = {"casus": casus, "casus.planner": planner, "casus.streaming": streaming}
"""The modules that a user imports, by the name that the user gives them."""
ABOUT = {
    "casus": "The main job, studies that were kept, scenarios and the register. Names are loaded on first use.",
    "casus.planner": "One function a question. Each gives a record with `rows()` for a table and `as_json()`, which is complete.",
    "casus.streaming": "Studies that memory does not hold ([how](../how-to/big-studies.md)).",
}
DEEPEST = 1
"""How far records are followed: what a function gives, and what that holds."""
MOST_WIDE = 100
ERRORS_PAGE = "errors.md"


ABOUT_ALL = f"""
What can be imported, with what it takes and gives. A bare number's unit stands in its name or in its meaning. Errors: [errors and
exit codes]({ERRORS_PAGE}). Records are read-only; those of a scenario's files are on [their own page](scenario.md).
"""


def lines() -> Iterator[str]:
    """The page: functions by module, then the records."""
    yield from ("# Python", ABOUT_ALL)
    for name, module in DOORS.items():
        yield from (f"## `{name}`", "", ABOUT[name], "")
        yield from _door(name, module)
    yield from ("## Records", "", "What functions give, and what that holds, in alphabetical order.", "")
    for record in records():
        yield from _record(record)


def functions() -> dict[str, Any]:
    """Every public function by the name that a user writes."""
    return {
        f"{door}.{name}": thing
        for door, module in DOORS.items()
        for name in module.__all__
        if inspect.isfunction(thing := inspect.unwrap(getattr(module, name)))
    }


def records() -> list[type]:
    """Every class of ours that a public function gives, or that such a one holds; no record of a scenario's files."""
    found: dict[str, type] = {}
    given = [_hints(function)["return"] for function in functions().values()]
    _follow(given, found, DEEPEST)
    return [found[name] for name in sorted(found)]


def _follow(given: list[Any], found: dict[str, type], deeper: int) -> None:
    for kind in _ours(given):
        name = f"{kind.__name__} {kind.__module__}"
        if name not in found:
            found[name] = kind
            if deeper:
                _follow(
                    [_given(member) for _, member in _members(kind)] + list(_fields(kind).values()), found, deeper - 1
                )


def _ours(given: list[Any]) -> Iterator[type]:
    for kind in given:
        if isinstance(kind, type) and kind.__module__.startswith(
            ("casus.study", "casus.flow.metrics", "casus.flow.strategy")
        ):
            yield kind
        yield from _ours([part for part in typing.get_args(kind) if part is not kind])


def _given(member: Any) -> Any:
    return _hints(member.fget if isinstance(member, property) else member).get("return")


def _hints(thing: Any) -> dict[str, Any]:
    """Annotations as types; names that are imported for type checkers alone are looked up where they live."""
    try:
        return typing.get_type_hints(thing)
    except NameError:
        return typing.get_type_hints(thing, localns=_for_checkers(import_module(thing.__module__)))


def _for_checkers(module: ModuleType) -> dict[str, Any]:
    """What a module imports under `if TYPE_CHECKING`."""
    tree = ast.parse(inspect.getsource(module))
    blocks = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    names: dict[str, Any] = {}
    for statement in (statement for block in blocks for statement in block.body):
        if isinstance(statement, ast.ImportFrom) and statement.module:
            held = import_module(statement.module)
            names |= {alias.asname or alias.name: getattr(held, alias.name) for alias in statement.names}
        elif isinstance(statement, ast.Import):
            names |= {alias.asname or alias.name: import_module(alias.name) for alias in statement.names}
    return names


# --- functions --------------------------------------------------------------------------------------------------------


def _door(door: str, module: ModuleType) -> Iterator[str]:
    found = {name: inspect.unwrap(getattr(module, name)) for name in module.__all__}
    for name, thing in found.items():
        if inspect.isfunction(thing):
            yield from _function(f"{door}.{name}", thing)
    others = [(name, thing) for name, thing in found.items() if not inspect.isfunction(thing)]
    yield from ("| also there | is |", "| --- | --- |")
    yield from (f"| `{name}` | {_other(thing)} |" for name, thing in others)
    yield ""


def _other(thing: Any) -> str:
    if inspect.ismodule(thing):
        return "a module of this page"
    if isinstance(thing, dict):
        return "every question with the module that answers it"
    if isinstance(thing, str):
        return "the version, as text"
    if issubclass(thing, Exception):
        return f"an error ([errors]({ERRORS_PAGE}))"
    return f"[{thing.__name__}](#{thing.__name__.lower()})"


def _function(name: str, function: Any) -> Iterator[str]:
    yield from (f"### `{name}`", "", "```text", *_signature(name, function), "```", "")
    yield from _prose(function)
    given = {kind.__name__ for kind in _ours([_hints(function).get("return")])}
    if given:
        yield from (f"Gives: {', '.join(f'[{kind}](#{kind.lower()})' for kind in sorted(given))}.", "")


def _signature(name: str, function: Any) -> list[str]:
    """The call, in one line where it fits, else an argument a line."""
    signature = inspect.signature(function)
    arguments = [_argument(argument) for argument in signature.parameters.values() if argument.name != "self"]
    whole = f"{name}({', '.join(arguments)})"
    given = _text(signature.return_annotation)
    if len(f"{whole} -> {given}") <= MOST_WIDE:
        return [f"{whole} -> {given}"]
    return [f"{name}(", *(f"    {argument}," for argument in arguments), f") -> {given}"]


def _argument(argument: inspect.Parameter) -> str:
    """Name, type and default; a file that comes with Casus is named, not where it lies."""
    star = "*" if argument.kind is argument.VAR_POSITIONAL else ""
    default = argument.default
    shown = f"(shipped {default.name})" if isinstance(default, Path) else repr(default)
    return f"{star}{argument.name}: {_text(argument.annotation)}" + ("" if default is argument.empty else f" = {shown}")


def _text(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def _prose(thing: Any) -> Iterator[str]:
    """A docstring as Markdown: its paragraphs, and its example as a block that is not run again here."""
    text = inspect.getdoc(thing) or ""
    prose, example, rest = text.partition(">>> ")
    yield from (" ".join(part.split()) + "\n" for part in prose.strip().split("\n\n") if part.strip())
    if example:
        yield from ("```pycon", *(example + rest).rstrip().splitlines(), "```", "")


# --- records ----------------------------------------------------------------------------------------------------------


def _record(record: type) -> Iterator[str]:
    yield from (f"### {record.__name__}", "", f"Of `{record.__module__}`.", "")
    yield from _prose(record)
    rows = [*_field_rows(record), *_member_rows(record)]
    if rows:
        yield from ("| name | is | meaning |", "| --- | --- | --- |")
        yield from (f"| {_code(name)} | {_code(kind)} | {_cell(meaning)} |" for name, kind, meaning in rows)
        yield ""


def _field_rows(record: type) -> Iterator[tuple[str, str, str]]:
    texts = _field_texts(record)
    for name in _fields(record):
        yield name, *texts.get(name, ("", ""))


def _fields(record: type) -> dict[str, Any]:
    """Public fields of a dataclass or named tuple, and what another class says that it has, with their types."""
    names = (
        [field.name for field in dataclasses.fields(record)]
        if dataclasses.is_dataclass(record)
        else getattr(record, "_fields", None) or _annotated(record)
    )
    hints = _hints(record) if names else {}
    return {name: hints[name] for name in names if not name.startswith("_")}


def _annotated(record: type) -> list[str]:
    """Names with an annotation in the body of a class of ours, or of one that it builds on."""
    kinds = [kind for kind in reversed(record.__mro__) if kind.__module__.startswith("casus")]
    return list(dict.fromkeys(name for kind in kinds for name in inspect.get_annotations(kind)))


def _field_texts(record: type) -> dict[str, tuple[str, str]]:
    """Each field's type as written and the text below it, of the class and of those that it builds on."""
    found: dict[str, tuple[str, str]] = {}
    for kind in reversed([kind for kind in record.__mro__ if kind.__module__.startswith("casus")]):
        body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0].body  # type: ignore[attr-defined]
        for statement, following in zip(body, [*body[1:], None], strict=True):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                found[statement.target.id] = (ast.unparse(statement.annotation), _said(following))
    return found


def _said(statement: ast.stmt | None) -> str:
    if (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    ):
        return statement.value.value
    return ""


def _member_rows(record: type) -> Iterator[tuple[str, str, str]]:
    for name, member in _members(record):
        getter = member.fget if isinstance(member, property) else member
        text = (inspect.getdoc(getter) or "").partition("\n\n")[0]
        call, _, given = _signature(name, getter)[0].partition(" -> ")
        yield (name, given, text) if isinstance(member, property) else (call, given, text)


def _members(record: type) -> list[tuple[str, Any]]:
    """Public properties and methods that a class of ours defines itself or inherits from one of ours."""
    held = {
        name: member
        for kind in reversed(record.__mro__)
        if kind.__module__.startswith("casus")
        for name, member in vars(kind).items()
        if not name.startswith("_") and (isinstance(member, property) or inspect.isfunction(member))
    }
    return list(held.items())


def _code(kind: str) -> str:
    return f"`{_cell(kind)}`" if kind else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
