"""What two players get by each outcome in, the chance of each outcome, and the likelihood of what happened, out.

A leaves the status quo or attacks; B then concedes or resists, and A weighs what B will do. The observer does not see all
that moves them (Signorino 1999, 2003): either an error that each makes in choosing a move (agent), or what each alone knows
of the worth of an outcome (private). In the latter A's unseen part is weighted with the chances of B's answers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats

QUANTITIES = ("status_quo", "concession", "resistance", "resolve", "log_scale")
"""What is linear in terms: A's utility of each outcome, B's utility of resisting less that of conceding, log of the scale."""
STATUS_QUO, CONCESSION, RESISTANCE = range(3)
"""The outcomes, as they are numbered in data."""

Form = Literal["probit-private", "probit-agent", "logit-agent"]
"""Law of the unseen part, and whose it is. Weighted sums of the logistic law's are not of that law, so that is no fourth form."""
Outcomes = npt.NDArray[np.intp]


@dataclass(frozen=True)
class _Indices:
    """How far each player leans to its second move, in units of what is unseen."""

    attack: Floats
    resist: Floats
    resist_probability: Floats
    attack_scale: Floats
    """What one unit of A's utility is divided by."""
    resist_scale: Floats
    attack_by_resist: Floats
    """By how much `attack` moves with `resist`."""


def outcome_probabilities(values: Floats, form: Form) -> Floats:
    """(3, cases): chances of status quo, concession and resistance, from (5, cases) in the order of QUANTITIES."""
    at = _indices(values, form)
    attacked = np.exp(_log_chance(at.attack, form))
    return np.stack(
        [
            np.exp(_log_chance(-at.attack, form)),
            attacked * np.exp(_log_chance(-at.resist, form)),
            attacked * at.resist_probability,
        ]
    )


def log_likelihood(values: Floats, outcomes: Outcomes, form: Form) -> float:
    """The sum over cases of the logarithm of the chance of what happened."""
    at = _indices(values, form)
    attacked = outcomes != STATUS_QUO
    first = _log_chance(np.where(attacked, at.attack, -at.attack), form)
    second = _log_chance(np.where(outcomes == RESISTANCE, at.resist, -at.resist), form)
    return float(first.sum() + second[attacked].sum())


def log_likelihood_slopes(values: Floats, outcomes: Outcomes, form: Form) -> Floats:
    """(5, cases): by how much the log likelihood rises with each value."""
    at = _indices(values, form)
    attacked = outcomes != STATUS_QUO
    by_attack = np.where(attacked, _hazard(at.attack, form), -_hazard(-at.attack, form))
    answer = np.where(outcomes == RESISTANCE, _hazard(at.resist, form), -_hazard(-at.resist, form))
    by_resist = np.where(attacked, answer, 0.0) + by_attack * at.attack_by_resist
    by_utility = by_attack / at.attack_scale
    return np.stack(
        [
            -by_utility,
            (1.0 - at.resist_probability) * by_utility,
            at.resist_probability * by_utility,
            by_resist / at.resist_scale,
            -by_attack * at.attack - by_resist * at.resist,
        ]
    )


def _indices(values: Floats, form: Form) -> _Indices:
    """By backward induction: B's chance to resist first, then A's move against it."""
    status_quo, concession, resistance, resolve, log_scale = values
    scale, unseen = np.exp(log_scale), math.sqrt(2.0) if form != "logit-agent" else 1.0
    resist = resolve / (unseen * scale)
    resists = np.exp(_log_chance(resist, form))
    concedes = 1.0 - resists
    private = form == "probit-private"
    spread = np.sqrt(1.0 + resists**2 + concedes**2) if private else np.full_like(resists, unseen)
    attack_scale = spread * scale
    attack = (resists * resistance + concedes * concession - status_quo) / attack_scale
    narrowing = attack * (resists - concedes) / spread**2 if private else 0.0
    slope = (resistance - concession) / attack_scale - narrowing
    return _Indices(attack, resist, resists, attack_scale, unseen * scale, slope * np.exp(_log_density(resist, form)))


def _log_chance(index: Floats, form: Form) -> Floats:
    from scipy.special import log_ndtr

    return -np.logaddexp(0.0, -index) if form == "logit-agent" else np.asarray(log_ndtr(index))


def _log_density(index: Floats, form: Form) -> Floats:
    if form == "logit-agent":
        return np.asarray(_log_chance(index, form) + _log_chance(-index, form))
    return np.asarray(-0.5 * index**2 - 0.5 * math.log(2.0 * math.pi))


def _hazard(index: Floats, form: Form) -> Floats:
    """The slope of the log chance."""
    return np.asarray(np.exp(_log_density(index, form) - _log_chance(index, form)))
