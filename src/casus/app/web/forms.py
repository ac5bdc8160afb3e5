"""A record's type in, what a form asks out: one field for each, with its choices, bounds, unit and meaning from the schema."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic.fields import FieldInfo

from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.documents import Path_
from casus.foundation.records import Record

Kind = Literal["choice", "flag", "number", "text", "choices", "lines", "rows", "table", "group"]
Choice = tuple[str, str]
"""A value as the file has it, and as the form shows it."""

LEFT_OUT = {"peacetime", "terms", "count"}
"""Fields of a pact that a design says in its posture and settlement, or may not say."""
UNITS = {
    "_h": "hours", "_days": "days", "_day": "a day", "_month": "a month", "_months": "months", "_years": "years", "_km": "km",
    "_km2": "km²", "_kperson": "thousand persons", "_meur_year": "million euro a year", "_share": "share, 0 to 1",
}  # fmt: skip
WHOLE_UNITS = {
    "brigades": "brigades", "aircraft": "aircraft", "stations": "stations, a pair each", "alert": "aircraft",
    "persons": "persons", "years": "years", "level": "0 to 5", "quorum": "guarantors", "cruise_batteries": "batteries",
    "ballistic_batteries": "batteries", "interceptors": "interceptors", "ballistic_interceptors": "interceptors",
    "drones_day": "drones a day",
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One thing that a form asks."""

    path: Path_
    """Where its value stands in the design."""
    label: str
    help: str
    """What it means, as the schema has it."""
    kind: Kind
    usual: Any = None
    """The value where nothing is said."""
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    whole: bool = False
    unit: str = ""
    optional: bool = False
    """Whether it may be left empty."""
    parts: tuple[Field, ...] = ()
    """Of a group, its fields; of rows, those of each row (their paths begin at the row); of a table, key and value."""


def fields_of(record: type[Record], at: Path_, names: Mapping[str, tuple[Choice, ...]]) -> tuple[Field, ...]:
    """The fields of a record whose value stands at a path; `names` are the choices of fields that name something else."""
    return tuple(
        _field(name, info, (*at, name), names) for name, info in record.model_fields.items() if name not in LEFT_OUT
    )


def names_in(scenario: Scenario) -> dict[str, tuple[Choice, ...]]:
    """By field of a design, what of a scenario it may name."""
    nations = tuple((one.id, one.name) for one in scenario.guarantors)
    zones = tuple((one.id, one.name) for one in scenario.theatre.zones)
    axes = tuple((one.id, one.name) for one in scenario.theatre.axes)
    return {
        "nation": nations, "guarantors": nations, "lead": nations, "weights": nations, "zone": zones, "works": zones,
        "start_km": axes,
    }  # fmt: skip


def value_at(data: Any, path: Path_) -> Any:
    """The value at a path of plain data; None where there is none."""
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, (list, tuple)) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _field(name: str, info: FieldInfo, path: Path_, names: Mapping[str, tuple[Choice, ...]]) -> Field:
    kind, optional = _without_none(info.annotation)
    usual = None if info.is_required() else info.get_default(call_default_factory=True)
    said: dict[str, Any] = {
        "label": label_of(name),
        "help": info.description or "",
        "usual": usual,
        "optional": optional,
    }
    if name in names and not _is_mapping(kind):
        several = typing.get_origin(kind) is tuple
        return Field(path, kind="choices" if several else "choice", choices=names[name], **said)
    if isinstance(kind, type) and issubclass(kind, Record):
        return Field(path, kind="group", parts=fields_of(kind, path, names), **said)
    if _is_mapping(kind):
        return Field(path, kind="table", parts=_columns(name, kind, names), **said)
    if typing.get_origin(kind) is tuple:
        return _several(path, typing.get_args(kind)[0], said, names)
    return _single(name, path, kind, info, said)


def _single(name: str, path: Path_, kind: Any, info: FieldInfo, said: dict[str, Any]) -> Field:
    if typing.get_origin(kind) is Literal:
        return Field(
            path, kind="choice", choices=tuple((str(one), words_of(str(one))) for one in typing.get_args(kind)), **said
        )
    if kind is bool and said["optional"]:
        return Field(path, kind="choice", choices=(("true", "yes"), ("false", "no")), **said)
    if kind is bool:
        return Field(path, kind="flag", **said)
    if kind in {int, float}:
        low, high = _bounds(info)
        unit = "" if unit_of(name) == said["label"].lower() else unit_of(name)
        return Field(path, kind="number", low=low, high=high, whole=kind is int, unit=unit, **said)
    return Field(path, kind="text", **said)


def _several(path: Path_, item: Any, said: dict[str, Any], names: Mapping[str, tuple[Choice, ...]]) -> Field:
    if isinstance(item, type) and issubclass(item, Record):
        return Field(path, kind="rows", parts=fields_of(item, (), names), **said)
    if typing.get_origin(item) is Literal:
        choices = tuple((str(one), words_of(str(one))) for one in typing.get_args(item))
        return Field(path, kind="choices", choices=choices, **said)
    return Field(path, kind="lines", **said)


def _columns(name: str, kind: Any, names: Mapping[str, tuple[Choice, ...]]) -> tuple[Field, ...]:
    """Of a mapping: what its keys name, and what its values are."""
    value = typing.get_args(kind)[1]
    inner = typing.get_args(value)[0] if typing.get_origin(value) is typing.Annotated else value
    key = Field(("key",), "Where" if name != "weights" else "Who", "", "choice", choices=names.get(name, ()))
    if typing.get_origin(inner) is Literal:
        choices = tuple((str(one), words_of(str(one))) for one in typing.get_args(inner))
        return key, Field(("value",), label_of(name), "", "choice", choices=choices)
    return key, Field(("value",), label_of(name), "", "number", low=0.0, unit=unit_of(name))


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """A type without its alternative None, and whether it had one; what is annotated is laid bare."""
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        kinds = [kind for kind in typing.get_args(annotation) if kind is not type(None)]
        return _without_none(kinds[0])[0], True
    if typing.get_origin(annotation) is typing.Annotated:
        return _without_none(typing.get_args(annotation)[0])
    return annotation, False


def _is_mapping(kind: Any) -> bool:
    return typing.get_origin(kind) is dict


def _bounds(info: FieldInfo) -> tuple[float | None, float | None]:
    """The least and the most, where the schema states them."""
    given = list(_limits(info))
    low = next((value for name, value in given if name in {"ge", "gt"}), None)
    return low, next((value for name, value in given if name in {"le", "lt"}), None)


def _limits(info: FieldInfo) -> Iterator[tuple[str, float]]:
    for limit in info.metadata:
        for name in ("ge", "gt", "le", "lt"):
            if getattr(limit, name, None) is not None:
                yield name, float(getattr(limit, name))


def unit_of(name: str) -> str:
    """The unit of a number, as its name has it."""
    if name in WHOLE_UNITS:
        return WHOLE_UNITS[name]
    return next((UNITS[end] for end in sorted(UNITS, key=len, reverse=True) if name.endswith(end)), "")


def label_of(name: str) -> str:
    """A field's name as a reader says it, its unit left out."""
    for end in sorted(UNITS, key=len, reverse=True):
        if end != "_day" and end != "_month" and name.endswith(end) and name != end:
            name = name.removesuffix(end)
            break
    return words_of(name).capitalize()


def words_of(name: str) -> str:
    """A name without its joints."""
    return name.replace("_", " ").replace("-", " ")
