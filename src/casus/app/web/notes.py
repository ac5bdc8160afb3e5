"""Names of drawn quantities in; for each its value, range, grade and source from the register out: the evidence behind a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from casus.app.web.bench import library_scenario
from casus.evidence.entry import Entry
from casus.evidence.register import Register
from casus.flow.draws.described import described
from casus.flow.scenario.quantities import named_quantities
from casus.flow.scenario.read import scenario_register
from casus.flow.scenario.schema.quantity import Quantity
from casus.flow.views.evidence import value_text
from casus.foundation.units import UNITS

MOST_SOURCES = 3  # chosen: more in a note are not read; the register has all


@dataclass(frozen=True)
class Basis:
    """What one quantity rests on."""

    name: str
    what: str
    value: str
    """Value and range, with the unit."""
    grade: str
    status: str
    sources: tuple[str, ...]
    """Author, year and title; empty for a judgement."""
    why: str
    entry: str
    """Id of the evidence entry, empty for a number of the scenario's own."""

    def lines(self) -> tuple[str, ...]:
        """The note as short lines."""
        of = "; ".join(self.sources) or "no source"
        return self.what, f"{self.value} · grade {self.grade}, {self.status}", of


def basis_of(scenario: str, names: Iterable[str]) -> tuple[Basis, ...]:
    """What each of the named quantities rests on; names that the scenario does not draw are left out."""
    known = {basis.name: basis for basis in every_basis(scenario)}
    return tuple(known[name] for name in names if name in known)


@lru_cache(maxsize=8)
def every_basis(scenario: str) -> tuple[Basis, ...]:
    """What every drawn quantity of a scenario that comes with Casus rests on."""
    read = library_scenario(scenario)
    register = scenario_register(Path(read.folder))
    said = {one.name: one for one in described(read, register)}
    return tuple(
        _basis(named.name, said[named.name].what, named.quantity, register) for named in named_quantities(read)
    )


def _basis(name: str, what: str, quantity: Quantity, register: Register) -> Basis:
    if quantity.evidence is not None:
        entry = register.entry(quantity.evidence)
        sources = tuple(_cited(register, key) for key in entry.sources[:MOST_SOURCES])
        return Basis(name, what, _value(entry), entry.grade, entry.status, sources, entry.why, entry.id)
    return Basis(name, what, _value(quantity), "C", str(quantity.status), (), str(quantity.why), "")


def _value(of: Entry | Quantity) -> str:
    unit = UNITS.get(str(of.unit), str(of.unit))
    if of.weights:
        return value_text(of) if isinstance(of, Entry) else ", ".join(f"{n} {w:g}" for n, w in of.weights.items())
    if isinstance(of, Entry):
        return f"{value_text(of)} {unit}"
    middle = "" if of.value is None else f"{of.value:g}"
    return f"{middle}{'' if of.range is None else f' [{of.range[0]:g}, {of.range[1]:g}]'} {unit}".strip()


def _cited(register: Register, key: str) -> str:
    source = register.sources[key]
    return source.citation + ("" if source.seen else " (cited from memory)")
