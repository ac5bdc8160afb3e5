"""A document checked against a record: the record, or every problem with its position and a way to mend it."""

from __future__ import annotations

import typing
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from casus.foundation.documents import Document, Path_
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

R = TypeVar("R", bound=BaseModel)


def validate_document(document: Document, record: type[R]) -> R:
    """The document as a record; raises InputError with all problems at once."""
    return validate_data(document.data, record, document)


def validate_data(data: Any, record: type[R], document: Document, at: Path_ = ()) -> R:
    """Part of a document (the data at a path) as a record."""
    try:
        return record.model_validate(data)
    except ValidationError as error:
        raise InputError(_problem(detail, record, document, at) for detail in error.errors()) from error


def _problem(detail: Any, record: type[BaseModel], document: Document, at: Path_) -> Problem:
    path: Path_ = (*at, *_within_file(detail["loc"], document, at))
    place = document.place(path)
    dotted = ".".join(str(step) for step in path)
    if detail["type"] == "extra_forbidden":
        name = str(detail["loc"][-1])
        return Problem(f"unknown key '{name}'", place, unknown_name_hint(name, _known(record, detail["loc"])))
    if detail["type"] == "missing":
        return Problem(f"{dotted}: is required", place)
    if detail["type"] in {"literal_error", "enum"}:
        given = detail["input"]
        allowed = [word.strip("'\" ") for word in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
        return Problem(f"{dotted}: unknown name '{given}'", place, unknown_name_hint(str(given), allowed))
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    shown = f" (given: {detail['input']!r})" if isinstance(detail["input"], (int, float, str)) else ""
    return Problem(f"{dotted}: {message[0].lower()}{message[1:]}{shown}" if dotted else message, place)


def _within_file(loc: tuple[int | str, ...], document: Document, at: Path_) -> Path_:
    """The part of pydantic's path that is in the file: its tags for members of a union are left out."""
    path: Path_ = ()
    for step in loc:
        if (*at, *path, step) in document.places or (step == loc[-1] and not str(step)[:1].isupper()):
            path = (*path, step)
    return path


def _known(record: type[BaseModel], loc: tuple[int | str, ...]) -> set[str]:
    """Field names allowed where the path's last step stands."""
    models = {record}
    for step in loc[:-1]:
        following: set[type[BaseModel]] = set()
        for model in models:
            if isinstance(step, str) and step in model.model_fields:
                following |= _models_in(model.model_fields[step].annotation)
        models = following or models
    return {name for model in models for name in model.model_fields}


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {model for part in typing.get_args(annotation) for model in _models_in(part)}
