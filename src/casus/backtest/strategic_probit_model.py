"""What two players get by each outcome in, the chance of each outcome out; and the coefficients that fit recorded outcomes best.

A leaves the status quo or attacks; B then concedes or resists. Each player knows what it gets up to a part that the observer
does not see (Signorino 1999, 2003). That part is either an error that A makes in weighing its moves (agent), or A's own
knowledge of what each outcome is worth to it (private), of which it knows that its weight depends on what B will do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.foundation.errors import InputError, Problem
from casus.pacts.honour.logistic import Fitted

QUANTITIES = ("status_quo", "concession", "resistance", "resolve", "log_scale")
"""What is linear in terms: A's utility of each outcome, B's utility of resisting less that of conceding, log of the scale."""
STATUS_QUO, CONCESSION, RESISTANCE = range(3)
"""The outcomes, as they are numbered in data."""

Form = Literal["probit-private", "probit-agent", "logit-agent"]
"""Law of the unseen part, and whose it is. Weighted sums of the logistic law's are not of that law, so that is no fourth form."""
Outcomes = npt.NDArray[np.intp]

STEP = 1e-5  # chosen: near the cube root of rounding, where a central difference is best
GRADIENT_AT_REST = 1e-6  # chosen: about a ten-millionth of a standard error, with terms near 1
MOST_LEFT = 1e-4  # chosen: what Newton's next step may still move; where it has no end, that stays near 1
SMALLEST_SHARE = 1e-9  # chosen: below it a second derivative is the rounding of its differences


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


@dataclass(frozen=True)
class Design:
    """What each of QUANTITIES is linear in."""

    terms: Sequence[Floats]
    """For each, a table (cases, terms); one without columns is not fitted."""
    fixed: Sequence[float] = (0.0,) * len(QUANTITIES)
    """For each, what is added to its terms."""

    def values(self, coefficients: Floats) -> Floats:
        """(5, cases), from the coefficients of all terms one after the other."""
        ends = np.cumsum([held.shape[1] for held in self.terms])
        parts = np.split(coefficients, ends[:-1])
        return np.stack([add + held @ part for add, held, part in zip(self.fixed, self.terms, parts, strict=True)])

    def gather(self, slopes: Floats) -> Floats:
        """Slopes of coefficients, from those of values."""
        return np.concatenate([held.T @ slope for held, slope in zip(self.terms, slopes, strict=True)])


def fit(design: Design, outcomes: Outcomes, form: Form) -> Fitted:
    """The coefficients of greatest likelihood; their covariance is the inverse of the second derivatives there, less the sign.

    Raises InputError where the search does not come to rest, or terms say the same: no finite coefficients are best.
    """
    from scipy.optimize import minimize

    def loss(coefficients: Floats) -> float:
        return -log_likelihood(design.values(coefficients), outcomes, form)

    def gradient(coefficients: Floats) -> Floats:
        return -design.gather(log_likelihood_slopes(design.values(coefficients), outcomes, form))

    def curvature(coefficients: Floats) -> Floats:
        steps = STEP * np.eye(len(coefficients))
        rows = np.stack([gradient(coefficients + step) - gradient(coefficients - step) for step in steps])
        return np.asarray((rows + rows.T) / (4.0 * STEP))

    start = np.zeros(sum(held.shape[1] for held in design.terms))
    found = minimize(
        loss, start, method="trust-exact", jac=gradient, hess=curvature, options={"gtol": GRADIENT_AT_REST}
    ).x
    covariance = _inverse(curvature(found))
    left = design.values(covariance @ gradient(found)) - design.values(np.zeros_like(found))
    if np.abs(left).max() > MOST_LEFT:
        raise _endless()
    return Fitted(coefficients=found, covariance=covariance, log_likelihood=-loss(found))


def _inverse(curvature: Floats) -> Floats:
    """The inverse, taken on a unit diagonal so that the units of terms do not matter; InputError where it is not a top."""
    diagonal = np.diag(curvature)
    if not (diagonal > 0.0).all():
        raise _endless()
    units = 1.0 / np.sqrt(diagonal)
    scaled = curvature * np.outer(units, units)
    if np.linalg.eigvalsh(scaled)[0] < SMALLEST_SHARE:
        raise _endless()
    return np.asarray(np.linalg.inv(scaled) * np.outer(units, units))


def _endless() -> InputError:
    what = "no finite coefficients of the game fit best: terms separate the outcomes, or say the same"
    return InputError([Problem(what, hint="leave a term out; none may be in all three utilities of A")])
