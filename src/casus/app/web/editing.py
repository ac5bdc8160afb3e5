"""A design and values for some of its fields in; the changed design out, or for each field why not, in the schema's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casus.flow.scenario.check import problems_of_design
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.write import plain_record, plain_yaml
from casus.foundation.documents import Document, Path_, parse_document
from casus.foundation.errors import InputError, Place, Problem
from casus.foundation.validation import validate_document

HERE = Path("the form")
Values = Mapping[Path_, Any]


@dataclass(frozen=True)
class Refused:
    """Why some values make no sound design: what is said of each field, and of the whole."""

    by_field: Mapping[Path_, str]


def edited(scenario: Scenario, design: Design, values: Values) -> Design | Refused:
    """The design with the values in their places, or why there is none.

    Values wait for each other: a rule that needs a number is refused until the number is there too.
    """
    data = plain_record(design)
    for path, value in values.items():
        data = _with(data, path, value)
    document = parse_document(plain_yaml(data), HERE)
    try:
        changed = validate_document(document, Design)
    except InputError as error:
        return _refused(error.problems, document)
    problems = list(problems_of_design(scenario, changed, document))
    return _refused(problems, document) if problems else changed


def _with(data: Any, path: Path_, value: Any) -> Any:
    """Plain data with a value at a path; None takes a key away, so that the usual value stands."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        whole = list(data or [])
        whole[step] = _with(whole[step], rest, value)
        return whole
    changed = dict(data or {})
    inner = _with(changed.get(step), rest, value)
    if inner is None:
        changed.pop(step, None)
    else:
        changed[step] = inner
    return changed


def _refused(problems: Iterable[Problem], document: Document) -> Refused:
    """Each problem at the field that it speaks of."""
    paths: dict[Place, Path_] = {}
    for path, place in sorted(document.places.items(), key=lambda item: len(item[0])):
        paths.setdefault(place, path)
    found: dict[Path_, str] = {}
    for problem in problems:
        path = paths.get(problem.place, ()) if problem.place else ()
        said = _without_path(problem.what, path) + (f" ({problem.hint})" if problem.hint else "")
        found[path] = f"{found[path]}; {said}" if path in found else said
    return Refused(found)


def _without_path(what: str, path: Path_) -> str:
    """What is wrong, without the name of the field beside which it will stand."""
    dotted = ".".join(str(step) for step in path)
    return what.removeprefix(f"{dotted}: ") if dotted else what
