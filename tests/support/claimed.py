"""A small made-up study that claims are tried on, and a second reading of the language: world by world, in plain Python."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
from functools import cache

import numpy as np
import xarray as xr

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.catalogue import METRICS, world_values
from casus.study.claims.language.check import Known, known_of
from casus.study.claims.language.forms import slots
from casus.study.claims.language.hypothesis import Hypothesis
from casus.study.claims.language.members import expand
from casus.study.claims.language.nodes import (
    Absolute,
    And,
    Average,
    Compared,
    Delta,
    Drawn,
    Measured,
    Name,
    Node,
    Not,
    Number,
    Opposite,
    Or,
    Over,
    Product,
    Sum,
    Word,
)

DESIGNS = {
    "paper": "no-troops political",
    "line": "forces-in-place forward treaty",
    "rear-force": "forces-in-place rear",
}
ATTACKS = ("probe", "full")
LAWS = ("dupuy1979", "positional2023")
WORLDS = 8


@cache
def made_up() -> Outcomes:
    """A study whose numbers are quarters and its costs powers of two, so that sums are exact; some are missing or endless."""
    chance = np.random.default_rng(5)
    shape = (len(DESIGNS), len(ATTACKS), WORLDS)

    def some(values: list[float], of: tuple[int, ...] = shape) -> np.ndarray:
        return chance.choice(values, size=of)

    by_world, nan, inf = ("design", "attack", "draw"), math.nan, math.inf
    data = {
        "held": (by_world, some([0, 1, 1, nan])),
        "contact_day": (by_world, some([0.25, 1, 4, inf])),
        "contact_depth_km": (by_world, some([0, 4.25, 16])),
        "max_depth_km": (by_world, some([0, 0.5, 32, nan])),
        "lost_day": (by_world, some([0.25, 2, inf])),
        "cost_meur_year": (("design", "draw"), some([0.5, 2, 4], (len(DESIGNS), WORLDS))),
        "price_meur": (by_world, some([1, 2.5, 8, nan])),
        "attack_probability": (by_world, some([0, 0.25, 1])),
        "challenge_in_time_probability": (("design", "attack", "game_world"), some([0, 0.5, 1], (3, 2, 3))),
        "survival": (("design", "draw", "year"), some([0, 0.25, 0.75], (3, WORLDS, 2))),
        "typical_war_probability": (("design", "attack", "credibility"), some([0, 0.25, 0.5], (3, 2, 3))),
        "drawn": (("quantity", "draw"), np.stack([some([0, 1], (WORLDS,)), some([0.25, 0.5, 3], (WORLDS,))])),
    }
    coordinates = {
        "design": list(DESIGNS),
        "design_tags": ("design", list(DESIGNS.values())),
        "attack": list(ATTACKS),
        "quantity": ["ground_law", "nation.high-land.support"],
        "quantity_words": ("quantity", [" ".join(LAWS), ""]),
        "credibility": [0.0, 0.5, 1.0],
    }
    return Outcomes(xr.Dataset(data, coordinates, {"horizon_days": 90, "complete": 1}))


@cache
def known() -> Known:
    """The names of the made-up study."""
    return known_of(made_up())


class Naive:
    """The language read a second time: one world at a time, truth as True, False or None, numbers as floats."""

    def __init__(self, worlds: list[int]) -> None:
        self.worlds = worlds

    def holds(self, hypothesis: Hypothesis) -> list[float]:
        """For each world 1, 0 or NaN."""
        condition = hypothesis.condition
        met = [world for world in self.worlds if condition is None or self.truth(condition, world, {}) is True]
        among = Naive(met)
        return [
            _float(among.truth(hypothesis.statement, world, {})) if world in met else math.nan for world in self.worlds
        ]

    def truth(self, node: Node, world: int, bound: dict[str, str]) -> bool | None:
        """True, False, or None where it is not known."""
        if isinstance(node, Not):
            of = self.truth(node.of, world, bound)
            return None if of is None else not of
        if isinstance(node, And):
            return _all([self.truth(part, world, bound) for part in node.parts])
        if isinstance(node, Or):
            return _any([self.truth(part, world, bound) for part in node.parts])
        if isinstance(node, Over):
            members = list(self._members(node, world, bound))
            return _all(members) if node.fold == "all" else _any(members)
        if isinstance(node, Compared):
            return self._compared(node, world, bound)
        value = self.number(node, world, bound)
        return None if math.isnan(value) else value == 1.0

    def _members(self, node: Over, world: int, bound: dict[str, str]) -> Iterator[bool | None]:
        for member in expand(node.members, known()):
            yield self.truth(node.of, world, bound | {node.variable.text: member})

    def _compared(self, node: Compared, world: int, bound: dict[str, str]) -> bool | None:
        if any(isinstance(part, Word) for part in node.parts):
            drawn = next(part for part in node.parts if isinstance(part, Drawn))
            word = next(part for part in node.parts if isinstance(part, Word))
            fell = LAWS[int(self.number(drawn, world, bound))] == word.text
            return fell if node.signs[0] == "==" else not fell
        could = [self._could_be(part, world, bound) for part in node.parts]
        pairs = zip(could, node.signs, could[1:], strict=False)
        return _all([_surely(left, sign, right) for left, sign, right in pairs])

    def _could_be(self, node: Node, world: int, bound: dict[str, str]) -> list[float]:
        """Every value that a number could have, were the unknown known."""
        if isinstance(node, Over) and node.fold in {"count", "share"}:
            members = list(self._members(node, world, bound))
            true, unknown = members.count(True), members.count(None)
            of = len(members) if node.fold == "share" else 1
            return [(true + more) / of for more in range(unknown + 1)]
        if isinstance(node, Not | And | Or | Compared) or (isinstance(node, Over) and node.fold in {"all", "any"}):
            return [_float(self.truth(node, world, bound))]
        return [self.number(node, world, bound)]

    def number(self, node: Node, world: int, bound: dict[str, str]) -> float:
        """A float, NaN where it is not known."""
        match node:
            case Number():
                return node.value
            case Measured():
                return _read(node.metric.text, node.arguments, world, bound)
            case Delta():
                first, second, *rest = node.arguments
                one, other = (_read(node.metric.text, (design, *rest), world, bound) for design in (first, second))
                return one - other
            case Drawn():
                return float(made_up().data["drawn"].sel(quantity=node.quantity.text).values[world])
            case Opposite():
                return -self.number(node.of, world, bound)
            case Absolute():
                return abs(self.number(node.of, world, bound))
            case Sum() | Product():
                return self._reckoned(node, world, bound)
            case Over():
                return self._folded(node, world, bound)
            case Average():
                return self._average(node, bound)
        raise AssertionError(node)

    def _reckoned(self, node: Sum | Product, world: int, bound: dict[str, str]) -> float:
        result, *rest = (self.number(part, world, bound) for part in node.parts)
        for sign, part in zip(node.signs, rest, strict=True):
            if sign == "/":
                result = math.nan if part == 0 else result / part
            else:
                result = {"+": result + part, "-": result - part, "*": result * part}[sign]
        return result

    def _folded(self, node: Over, world: int, bound: dict[str, str]) -> float:
        if node.fold in {"count", "share"}:
            could = self._could_be(node, world, bound)
            return could[0] if len(could) == 1 else math.nan
        names = expand(node.members, known())
        values = [self.number(node.of, world, bound | {node.variable.text: name}) for name in names]
        if any(math.isnan(value) for value in values):
            return math.nan
        return max(values) if node.fold == "max" else min(values)

    def _average(self, node: Average, bound: dict[str, str]) -> float:
        worlds = [w for w in self.worlds if node.given is None or self.truth(node.given, w, bound) is True]
        if node.mean == "probability":
            values = [_float(self.truth(node.of, world, bound)) for world in worlds]
        else:
            values = [self.number(node.of, world, bound) for world in worlds]
        values = [value for value in values if not math.isnan(value)]
        if not values:
            return math.nan
        return statistics.median(values) if node.mean == "median" else sum(values) / len(values)


def _read(metric: str, arguments: tuple[Name | Number, ...], world: int, bound: dict[str, str]) -> float:
    texts = [bound.get(one.text, one.text) if isinstance(one, Name) else one.value for one in arguments]
    return float(_column(metric, tuple(texts))[world])


@cache
def _column(metric: str, arguments: tuple[str | float, ...]) -> np.ndarray:
    return world_values(made_up(), metric, **dict(zip(slots(METRICS[metric]), arguments, strict=False)))


def _surely(left: list[float], sign: str, right: list[float]) -> bool | None:
    """What is the same whatever the values could be."""
    if any(math.isnan(value) for value in left + right):
        return None
    stands = {
        "<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__, "==": float.__eq__, "!=": float.__ne__,
    }[sign]  # fmt: skip
    found = {stands(float(one), float(other)) for one in left for other in right}
    return found.pop() if len(found) == 1 else None


def _all(truths: list[bool | None]) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True


def _any(truths: list[bool | None]) -> bool | None:
    if True in truths:
        return True
    return None if None in truths else False


def _float(truth: bool | None) -> float:
    return math.nan if truth is None else float(truth)
