"""A study in, the names that a claim over it may use out; and whether a name is misspelt, or is simply not in this study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.catalogue import LENSES
from casus.flow.scenario.read import LIBRARY

NEAR = 0.75  # chosen: one letter wrong in four; no two designs or tags that we ship are so near, save by number
SHIPPED_ATTACKS = frozenset({"grey", "probe", "limited", "full"})
LENS_VARIABLES = {"price": "attack_probability", "game": "challenge_in_time_probability", "reference": "survival"}
"""What a study holds of a lens, if it was played with it."""


@dataclass(frozen=True)
class Known:
    """The names that a study knows."""

    designs: Mapping[str, tuple[str, ...]]
    """Tags by design."""
    attacks: tuple[str, ...]
    lenses: tuple[str, ...]
    """Lenses that the study was played with."""
    quantities: Mapping[str, tuple[str, ...]]
    """Drawn quantities; the words of a choice, none of a number."""
    elsewhere: frozenset[str] = frozenset()
    """Designs and attacks of other studies, or left out of this one: none of them is a spelling mistake."""

    @property
    def tags(self) -> frozenset[str]:
        """Every tag that some design has."""
        return frozenset(tag for tags in self.designs.values() for tag in tags)

    def of(self, kind: str) -> tuple[str, ...]:
        """The designs, attacks or lenses, by the word for one of them."""
        return {"design": tuple(self.designs), "attack": self.attacks, "lens": self.lenses}[kind]


def known_of(outcomes: Outcomes, elsewhere: Iterable[str] = ()) -> Known:
    """The names that a study knows; `elsewhere` adds to those of the designs and attacks that come with Casus."""
    data = outcomes.data
    designs = zip(_texts(data["design"].values), _texts(data["design_tags"].values), strict=True)
    quantities = zip(_texts(data["quantity"].values), _texts(data["quantity_words"].values), strict=True)
    return Known(
        designs={design: tuple(tags.split()) for design, tags in designs},
        attacks=tuple(_texts(data["attack"].values)),
        lenses=tuple(lens for lens in LENSES if LENS_VARIABLES[lens] in data),
        quantities={quantity: tuple(words.split()) for quantity, words in quantities},
        elsewhere=shipped_designs() | SHIPPED_ATTACKS | frozenset(elsewhere),
    )


def shipped_designs() -> frozenset[str]:
    """Ids of the designs of every scenario that comes with Casus."""
    return frozenset(file.stem for file in LIBRARY.glob("*/designs/*.yaml"))


def misspelt(name: str, allowed: Iterable[str], elsewhere: frozenset[str] = frozenset()) -> str | None:
    """The known name that was surely meant, or None where the study simply has no such thing."""
    if name in elsewhere:
        return None
    near = {one: likeness for one in allowed if (likeness := _likeness(name, one)) >= NEAR}
    return max(near, key=lambda one: near[one]) if near else None


def _likeness(name: str, other: str) -> float:
    """The likeness of the least alike of their parts: the support of one nation is not that of another, misspelt."""
    parts, others = name.split("."), other.split(".")
    if len(parts) != len(others):
        return 0.0
    return min(SequenceMatcher(None, *pair).ratio() for pair in zip(parts, others, strict=True))


def _texts(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values]
