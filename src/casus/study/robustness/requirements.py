"""Requirements as text in, in which worlds each design meets them out.

A requirement is a metric, the attack or lens it is read at, and a bound: `held@full`, `attack_10y@reference < 0.1`,
`cost_meur_year <= 20000`. A flag needs no bound. Parsed by one pattern; nothing is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import LENSES, METRICS, world_values
from casus.flow.metrics.measure import heaviest_attack
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

SIGNS: dict[str, Callable[[Floats, float], npt.NDArray[np.bool_]]] = {
    "<=": lambda values, bound: values <= bound,
    ">=": lambda values, bound: values >= bound,
    "<": lambda values, bound: values < bound,
    ">": lambda values, bound: values > bound,
}
WRITTEN = re.compile(r"\s*(?P<metric>\w+)\s*(?:@\s*(?P<at>[\w-]+))?\s*(?:(?P<sign><=|>=|<|>)\s*(?P<bound>\S+))?\s*")


@dataclass(frozen=True)
class Requirement:
    """One thing that is asked of a design in a world."""

    metric: str
    attack: str | None
    lens: str | None
    sign: str
    bound: float

    @property
    def text(self) -> str:
        """It, as it is written."""
        at = self.attack or self.lens
        name = self.metric if at is None else f"{self.metric}@{at}"
        return name if METRICS[self.metric].flag else f"{name} {self.sign} {self.bound:,.6g}"

    def met(self, outcomes: Outcomes, design: str) -> npt.NDArray[np.bool_]:
        """(draws,) worlds in which a design meets it; where the question does not arise it is not met."""
        values = world_values(outcomes, self.metric, design, self.attack, self.lens)
        return SIGNS[self.sign](np.where(np.isnan(values), _unmet(self.sign), values), self.bound)


def requirements_of(outcomes: Outcomes, texts: Sequence[str]) -> list[Requirement]:
    """The requirements that are written; raises InputError naming all that cannot be read."""
    read: list[Requirement] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            read.append(_read(outcomes, text))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return read


def _read(outcomes: Outcomes, text: str) -> Requirement:
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise _unreadable(
            text, "is not METRIC[@ATTACK] or METRIC[@ATTACK] < NUMBER", "for example 'held@full' or 'depth_km < 20'"
        )
    name, at, sign, bound = found.group("metric", "at", "sign", "bound")
    if name not in METRICS or METRICS[name].of == "crisis":
        raise _unreadable(text, f"unknown metric '{name}'", unknown_name_hint(name, METRICS))
    if METRICS[name].of in ("lens", "price") and "survival" not in outcomes.data:
        raise _unreadable(text, "needs the lenses on deterrence, which this study was played without", "")
    attack, lens = _at(outcomes, text, name, at)
    if sign is None and METRICS[name].flag:
        return Requirement(name, attack, lens, ">=", 1.0)
    if sign is None:
        raise _unreadable(text, "needs a bound", f"for example '{name} < 10' ({METRICS[name].unit})")
    return Requirement(name, attack, lens, sign, _number(text, bound))


def _at(outcomes: Outcomes, text: str, name: str, at: str | None) -> tuple[str | None, str | None]:
    """The attack or the lens at which a metric is read."""
    kind, attacks = METRICS[name].of, [str(id) for id in outcomes.data["attack"].values]
    allowed = {"campaign": attacks, "price": attacks, "lens": list(LENSES), "design": []}[kind]
    if at is not None and at not in allowed:
        what = (
            f"unknown {'lens' if kind == 'lens' else 'attack'} '{at}'" if allowed else f"'{name}' is read at no attack"
        )
        raise _unreadable(text, what, unknown_name_hint(at, allowed) if allowed else f"write '{name}' alone")
    if kind == "lens":
        return None, at or LENSES[0]
    return (heaviest_attack(outcomes) if at is None and kind == "campaign" else at), None


def _number(text: str, bound: str) -> float:
    try:
        number = float(bound)
    except ValueError:
        number = float("nan")
    if not np.isfinite(number):
        raise _unreadable(text, f"'{bound}' is not a number", "for example 20 or 0.1")
    return number


def _unreadable(text: str, what: str, hint: str) -> InputError:
    return InputError([Problem(f"requirement '{text}': {what}", hint=hint or None)])


def _unmet(sign: str) -> float:
    """A value that meets no bound of that sign."""
    return np.inf if sign.startswith("<") else -np.inf
