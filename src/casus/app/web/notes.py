"""Names of drawn quantities in; for each its value, range, grade and source from the register out: the evidence behind a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from casus.evidence.entry import Entry
from casus.evidence.register import Register
from casus.flow.draws.described import described
from casus.flow.scenario.quantities import named_quantities
from casus.flow.scenario.schema.quantity import Quantity
from casus.flow.scenario.schema.scenario import Scenario
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


def basis_of(scenario: Scenario, register: Register, names: Iterable[str]) -> tuple[Basis, ...]:
    """What each of the named quantities rests on; names that the scenario does not draw are left out."""
    known = {basis.name: basis for basis in every_basis(scenario, register)}
    return tuple(known[name] for name in names if name in known)


def every_basis(scenario: Scenario, register: Register) -> tuple[Basis, ...]:
    """What every drawn quantity of a scenario rests on."""
    return _every(_Key(scenario, register))


def grades_of(scenario: Scenario, register: Register) -> str:
    """On how many quantities of which grade every answer of a scenario stands, in a sentence."""
    counted = Counter(basis.grade for basis in every_basis(scenario, register))
    return (
        f"Every answer stands on {sum(counted.values())} drawn quantities: "
        + ", ".join(f"{counted[grade]} of grade {grade}" for grade in "ABC")
        + "; the tab Evidence lists them."
    )


@dataclass(frozen=True, eq=False)
class _Key:
    scenario: Scenario
    register: Register

    def __hash__(self) -> int:
        return hash((self.scenario.id, self.scenario.digest, id(self.register)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and hash(self) == hash(other)


@lru_cache(maxsize=8)
def _every(key: _Key) -> tuple[Basis, ...]:
    said = {one.name: one for one in described(key.scenario, key.register)}
    return tuple(
        _basis(named.name, said[named.name].what, named.quantity, key.register)
        for named in named_quantities(key.scenario)
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
