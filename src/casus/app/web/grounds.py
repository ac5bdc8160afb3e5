"""A measure in; which drawn quantities act on it first, and on how many of which grade it stands, out: two lines of a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from casus.app.web.notes import Basis, every_basis

GROUPS: dict[str, tuple[str, ...]] = {
    "ground combat": (
        "ground_", "hero_", "dupuy_", "bracken_", "epstein_", "biddle_", "weather_", "surprise_",
    ),
    "forces of both sides": ("protected.", "aggressor."),
    "this attack": ("attack.{attack}.",),
    "warning": ("warning_", "attack.{attack}.buildup", "attack.{attack}.believed"),
    "air and strike": ("air_", "strike_"),
    "supply": ("supply_",),
    "decision": ("decision_", "monitoring_"),
    "honour": ("honour_",),
    "guarantors": ("nation.", "willingness_"),
    "deployment": ("deployment_", "entry.", "command_"),
    "cost in peacetime": ("cost_",),
    "aims": ("aims", "paid."),
    "price of war": ("price_", "sanctions_"),
    "crisis game": ("guarantor_", "backdown_", "belief_"),
    "reference class": ("reference_",),
}  # fmt: skip
"""Drawn quantities by what they are about, as their names begin."""
FIRST: dict[str, tuple[str, ...]] = {
    "p_held": ("ground combat", "forces of both sides", "this attack", "air and strike", "supply"),
    "p_decided": ("decision", "warning", "guarantors"),
    "p_honoured": ("honour", "decision", "guarantors"),
    "p_combat_forces": ("honour", "guarantors", "decision"),
    "contact_hours": ("deployment", "decision", "guarantors"),
    "moved_km": ("ground combat", "forces of both sides", "this attack", "air and strike", "supply"),
    "cost_meur_year": ("cost in peacetime",),
    "price": ("aims", "price of war", "ground combat", "honour"),
    "game": ("crisis game", "aims", "price of war", "honour"),
    "reference": ("reference class",),
}
"""By measure, the groups that act on it without another between; chosen from the order of the model's phases."""


@lru_cache(maxsize=512)
def grounds(scenario: str, measure: str, attack: str) -> tuple[str, str]:
    """What acts first on a measure, and on what every answer of the scenario stands, each a sentence with grades."""
    every = every_basis(scenario)
    parts = [
        (group, [one for one in every if one.name.startswith(_beginnings(group, attack))]) for group in FIRST[measure]
    ]
    first = "; ".join(f"{group}, {len(found)} ({_graded(found)})" for group, found in parts if found)
    return (
        f"Drawn quantities that act on it first: {first}.",
        f"Every answer stands on {len(every)} drawn quantities: {_graded(every)}; the tab Evidence lists them.",
    )


def _beginnings(group: str, attack: str) -> tuple[str, ...]:
    return tuple(beginning.format(attack=attack) for beginning in GROUPS[group])


def _graded(found: Iterable[Basis]) -> str:
    """How many of each grade there are: `3 of grade B, 25 of C`."""
    counted = Counter(basis.grade for basis in found)
    parts = [f"{counted[grade]} of {{}}{grade}" for grade in "ABC" if counted[grade]]
    return ", ".join(part.format("" if place else "grade ") for place, part in enumerate(parts))
