"""Signposts and worlds in; what each of them truly is, what is seen of it, and how long before the attack, out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.evidence.distribution import quantile
from casus.flow.draws.streams import uniforms
from casus.flow.handoffs import Columns, Floats
from casus.study.adaptation.written import Before, Signpost, matched

DAYS_PER_MONTH = 30.44  # a twelfth of 365.25
SPREAD = 3.289707
"""Standard deviations between the 5 and the 95 % quantile of a normal distribution."""


@dataclass(frozen=True)
class Watched:
    """One signpost in every world."""

    signpost: Signpost
    truth: Floats
    """(worlds,) what it is."""
    seen: Floats
    """(worlds,) what observers make of it."""
    lead_months: Floats
    """(worlds,) how long before an attack it can be seen; infinite where it stands from the ceasefire on."""


@dataclass(frozen=True)
class Roles:
    """Whom the patterns of a signpost mean."""

    attack: str
    nations: tuple[str, ...]
    """Guarantors of either design."""
    lead: str | None
    """The one that leads."""


def watched(signposts: Sequence[Signpost], of: Columns, roles: Roles, seed: int) -> tuple[list[Watched], list[str]]:
    """Every signpost that differs from world to world; and the names of those that these worlds do not have."""
    found, missing = list[Watched](), list[str]()
    for one in signposts:
        truth = measured(one, of, roles)
        if truth is None or np.ptp(truth) == 0.0:
            missing.append(one.id)
        else:
            found.append(Watched(one, truth, seen(one, truth, seed), lead_months(one, of, roles.attack, seed)))
    return found, missing


def measured(one: Signpost, of: Columns, roles: Roles) -> Floats | None:
    """(worlds,) the true value of a signpost; None where there is nothing that its patterns mean."""

    def total(patterns: Sequence[str]) -> Floats | None:
        names = _names(patterns, of, roles)
        return np.sum([of[name] for name in names], axis=0) if names else None

    if one.reading == "mean":
        return _mean(one, of, roles)
    value, over = total(one.of), total(one.over)
    if value is None or one.reading == "sum":
        return value
    return None if over is None or not (over > 0.0).all() else value / over


def seen(one: Signpost, truth: Floats, seed: int) -> Floats:
    """(worlds,) the true value and an error from the signpost's own stream, in proportion to the spread over worlds."""
    from scipy.special import ndtri

    low, high = np.quantile(truth, [0.05, 0.95])
    error = one.error_share * (high - low) / SPREAD
    return np.asarray(truth + error * ndtri(_chance(f"adaptation.error.{one.id}", seed, len(truth))))


def lead_months(one: Signpost, of: Columns, attack: str, seed: int) -> Floats:
    """(worlds,) months before the attack from which it can be seen."""
    worlds = len(of[f"attack.{attack}.buildup"])
    if one.visible == "standing":
        return np.full(worlds, np.inf)
    if isinstance(one.visible, Before):
        chance = _chance(f"adaptation.visible.{one.id}", seed, worlds)
        return quantile("uniform", chance, value=None, interval=one.visible.months, bounds=(0.0, None))
    return np.asarray(of[f"attack.{attack}.buildup"] / DAYS_PER_MONTH)


def _names(patterns: Sequence[str], of: Columns, roles: Roles) -> list[str]:
    known = list(of)
    return [name for one in patterns for name in matched(one, known, roles.attack, roles.nations, roles.lead)]


def _mean(one: Signpost, of: Columns, roles: Roles) -> Floats | None:
    """Over the roles, each counted by its weights."""
    names = _names(one.of, of, roles)
    if not names:
        return None
    weigh: Callable[[str], Floats] = lambda name: _weight(one, of, name)  # noqa: E731  # said once, used twice
    whole = np.sum([weigh(name) for name in names], axis=0)
    if not (whole > 0.0).all():
        return None
    return np.asarray(np.sum([weigh(name) * of[name] for name in names], axis=0) / whole)


def _weight(one: Signpost, of: Columns, name: str) -> Floats:
    """What the role of a quantity counts by."""
    role = name.rpartition(".")[0]
    fields = [pattern.rpartition(".")[2] for pattern in one.weights]
    return np.sum([of[f"{role}.{field}"] for field in fields], axis=0) if fields else np.ones_like(of[name])


def _chance(stream: str, seed: int, worlds: int) -> npt.NDArray[np.float64]:
    return uniforms("monte-carlo", seed, [stream], worlds)[stream]
