"""A record's fields as a form that is always as the design is; what is refused stands beside its field until it is sound."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from casus.app.web.chosen import chosen
from casus.app.web.components.parts import Control, Tag, button
from casus.app.web.forms import Field, fields_of, names_in, value_at
from casus.app.web.notes import basis_of
from casus.app.web.pages.acting import Acting
from casus.app.web.rests_on import rests_on
from casus.flow.scenario.schema.design import Posture, Settlement
from casus.foundation.documents import Path_
from casus.foundation.records import Record
from casus.pacts.schema.pact import Pact

PARTS: dict[str, type[Record]] = {"pact": Pact, "posture": Posture, "settlement": Settlement}
OPEN = {"trigger", "obligation", "deadlines", "decision", "air"}
"""Groups that are open at first; chosen: what is changed most."""
QUIET = {"article", "says", "source"}
"""Fields that say where a clause comes from; they stand at the end of their group."""


class Form:
    """The form of one part of the open design."""

    def __init__(self, acting: Acting, part: str) -> None:
        self.acting, self.part = acting, part
        self.waits = Tag("div", "", "waits")
        self.box = Tag("div", "", "form")
        self.controls: dict[Path_, tuple[Field, Control]] = {}
        self.sums: list[tuple[Field, int, Tag]] = []
        """What each row says while it is folded."""
        self._key: object = None
        self.shown = False

    def update(self) -> None:
        """Show the session, if the form is to be seen; built anew where rows, or groups that may be absent, came or went."""
        if not self.shown:
            return
        session = self.acting.session
        data = session.design.model_dump(mode="json")
        key = (session.bench.scenario, session.design.id, self._shape(data))
        if key != self._key:
            self._key = key
            self._build(data)
        waiting = session.waiting.get(session.design.id, {})
        refused = session.refused.get(session.design.id)
        errors = dict(refused.by_field) if refused else {}
        was = {} if session.origin is None else session.origin.model_dump(mode="json")
        for path, (field, control) in self.controls.items():
            now = value_at(data, path)
            control.gives(value=_given(field, waiting.get(path, now)), error=errors.pop(path, None))
            if field.kind == "number":
                control.gives(chosen=chosen(session, now, value_at(was, path), field.unit))
        for field, place, tag in self.sums:
            tag.says(_sum(field, value_at(data, (*field.path, place)) or {}))
        self._show_waiting(errors, bool(waiting))

    def _shape(self, data: dict[str, Any]) -> str:
        """What the form's build depends on."""
        fields = fields_of(PARTS[self.part], (self.part,), {})
        sizes = [len(value_at(data, one.path) or ()) for one in _all(fields) if one.kind in {"rows", "table"}]
        there = [value_at(data, one.path) is not None for one in _all(fields) if one.kind == "group"]
        return json.dumps([sizes, there])

    def _build(self, data: dict[str, Any]) -> None:
        self.controls.clear()
        self.sums.clear()
        self.box.clear()
        fields = fields_of(PARTS[self.part], (self.part,), names_in(self.acting.session.scenario))
        with self.box:
            self._fields(fields, data)

    def _fields(self, fields: Sequence[Field], data: dict[str, Any]) -> None:
        for field in sorted(fields, key=lambda one: one.path[-1] in QUIET):
            if field.kind == "group":
                self._group(field, data)
            elif field.kind == "rows":
                self._rows(field, data)
            elif field.kind == "table":
                self._table(field, data)
            else:
                self._single(field, data)

    def _single(self, field: Field, data: dict[str, Any], label: str | None = None) -> None:
        kind = "long" if field.path[-1] in {"says", "source"} else field.kind
        given: dict[str, Any] = {
            "choices": [list(choice) for choice in field.choices], "unit": field.unit, "help": field.help,
            "optional": field.optional, "low": field.low, "high": field.high, "step": 1 if field.whole else None,
            "basis": [list(one.lines()) for one in basis_of(self.acting.session.bench.scenario, rests_on(field.path))],
        }  # fmt: skip
        shown = _given(field, value_at(data, field.path))
        control = Control(kind, label or field.label, shown, lambda value: self._set(field, value), **given)
        self.controls[field.path] = field, control

    def _set(self, field: Field, value: Any) -> None:
        if field.kind == "choice" and field.choices == (("true", "yes"), ("false", "no")) and value is not None:
            value = value == "true"
        self.acting.do(lambda: self.acting.session.set_field(field.path, value))

    def _group(self, field: Field, data: dict[str, Any]) -> None:
        there = value_at(data, field.path) is not None
        with Tag("details", "", "group", **({"open": True} if field.path[-1] in OPEN else {})):
            with Tag("summary"):
                Tag("span", field.label, "title")
                Tag("span", field.help, "about")
            if not there:
                button("Add", lambda: self._put(field, _first(field)), "small", aria_label=f"Add {field.label}")
                return
            with Tag("div", "", "fields"):
                self._fields(field.parts, data)
            if field.optional:
                button("Leave out", lambda: self._put(field, None), "small", aria_label=f"Leave out {field.label}")

    def _rows(self, field: Field, data: dict[str, Any]) -> None:
        rows = value_at(data, field.path) or []
        with Tag("details", "", "group", **({"open": True} if rows else {})):
            with Tag("summary"):
                Tag("span", f"{field.label} ({len(rows)})", "title")
                Tag("span", field.help, "about")
            for place in range(len(rows)):
                with Tag("details", "", "row", **({"open": True} if len(rows) == 1 else {})):
                    with Tag("summary"):
                        self.sums.append((field, place, Tag("span", _sum(field, rows[place]))))
                    with Tag("div", "", "fields"):
                        own = [replace(part, path=(*field.path, place, *part.path)) for part in field.parts]
                        self._fields(own, data)
                    button(
                        "Remove",
                        partial(self._without, field, place),
                        "small",
                        aria_label=f"Remove {field.label} {place + 1}",
                    )
            button("Add", lambda: self._another(field), "small", aria_label=f"Add to {field.label}")

    def _table(self, field: Field, data: dict[str, Any]) -> None:
        """A value for each name; a name is added with a first value."""
        held: dict[str, Any] = value_at(data, field.path) or {}
        key, value = field.parts
        names = dict(key.choices)
        with Tag("details", "", "group", **({"open": True} if held else {})):
            with Tag("summary"):
                Tag("span", f"{field.label} ({len(held)})", "title")
                Tag("span", field.help, "about")
            for name in held:
                with Tag("div", "", "entry"):
                    self._single(replace(value, path=(*field.path, name), help=field.help), data, names.get(name, name))
                    button(
                        "Remove",
                        partial(self._drop, field, name),
                        "small",
                        aria_label=f"Remove {names.get(name, name)}",
                    )
            left = [choice for choice in key.choices if choice[0] not in held]
            if left:
                Control(
                    "choice",
                    f"Add to {field.label.lower()}",
                    None,
                    lambda name: self._name(field, name, _usual(value)),
                    choices=[list(one) for one in left],
                )

    def _drop(self, field: Field, name: str) -> None:
        self._put(field, {key: value for key, value in self._now(field).items() if key != name})

    def _name(self, field: Field, name: str | None, value: Any) -> None:
        if name:
            self._put(field, self._now(field) | {name: value})

    def _now(self, field: Field) -> Any:
        return value_at(self.acting.session.design.model_dump(mode="json"), field.path)

    def _another(self, field: Field) -> None:
        """One more row, like the last where there is one."""
        rows = list(self._now(field) or [])
        self._put(field, [*rows, rows[-1] if rows else self._first_row(field)])

    def _first_row(self, field: Field) -> dict[str, Any]:
        first = _first(field)
        design = self.acting.session.design
        if field.path[-1] in {"in_place", "standby"} and design.pact.parties.guarantors:
            first |= {"nation": design.pact.parties.guarantors[0], "brigades": 1.0, "type": "medium"}
            zones = self.acting.session.scenario.theatre.zones
            first |= {"zone": zones[0].id} if field.path[-1] == "in_place" else {"notice_days": 10}
        return first

    def _without(self, field: Field, place: int) -> None:
        rows = list(self._now(field) or [])
        self._put(field, [*rows[:place], *rows[place + 1 :]])

    def _put(self, field: Field, value: Any) -> None:
        self.acting.do(lambda: self.acting.session.set_field(field.path, value))

    def _show_waiting(self, elsewhere: dict[Path_, str], waits: bool) -> None:
        """That values wait, why where no field shows it, and a way to give them up."""
        self.waits.clear()
        if not waits:
            return
        with self.waits, Tag("div", "", "waiting", role="alert"):
            Tag("p", "Not played yet: these values make no sound design.", "bad")
            for path, what in elsewhere.items():
                where = ".".join(str(step) for step in path)
                Tag("p", f"{where}: {what}" if where else what)
            button("Discard", lambda: self.acting.do(self.acting.session.discard), "small")


def _all(fields: Sequence[Field]) -> list[Field]:
    """Fields and those within groups; not those within rows."""
    return [one for field in fields for one in (field, *(_all(field.parts) if field.kind == "group" else ()))]


def _sum(field: Field, row: dict[str, Any]) -> str:
    """A row in a few words: the names of its choices, its numbers, nothing that is as usual."""
    shown = []
    for part in field.parts:
        value = row.get(str(part.path[-1]))
        if value not in (None, part.usual, False) and part.path[-1] not in QUIET:
            shown.append(_short(part, value))
    return " · ".join(shown) or "new"


def _short(part: Field, value: Any) -> str:
    """A value in a few words: a choice by its name, a flag by its own, a number with what it counts."""
    if part.kind == "flag":
        return part.label.lower()
    if part.kind == "number":
        return f"{value:g} {part.unit or part.label.lower()}"
    return dict(part.choices).get(str(value), str(value))


def _given(field: Field, value: Any) -> Any:
    """A value as its control takes it."""
    return str(value).lower() if isinstance(value, bool) and field.kind == "choice" else value


def _first(field: Field) -> dict[str, Any]:
    """What must be said of a record: its first choices, nothing else."""
    needed = [part for part in field.parts if part.usual is None and not part.optional and part.kind != "group"]
    return {str(part.path[-1]): _usual(part) for part in needed}


def _usual(field: Field) -> Any:
    if field.kind == "choice":
        return field.choices[-1][0] if field.label == "Works" else field.choices[0][0]
    return {"number": max(field.low or 0.0, 1.0), "flag": False, "choices": [], "lines": []}.get(field.kind, "")
