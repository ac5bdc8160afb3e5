"""Terms and recorded outcomes of a game in, the coefficients that give the outcomes the greatest likelihood out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.backtest.strategic_probit_model import (
    QUANTITIES,
    RESISTANCE,
    STATUS_QUO,
    Form,
    Outcomes,
    log_likelihood,
    log_likelihood_slopes,
)
from casus.flow.handoffs import Floats
from casus.foundation.errors import InputError, Problem
from casus.pacts.honour.logistic import Fitted
from casus.pacts.honour.logistic import fit as fit_logit

START_SHRINKAGE = 10.0  # chosen: wide enough to shrink nothing that is known, and it keeps the start finite
PROBIT_FOR_LOGIT = math.sqrt(2.0) / 1.7
"""A logit of 1.7 is nearly a probit of 1, and the difference of two errors spreads by the root of two; only a start."""
STEP = 1e-5  # chosen: near the cube root of rounding, where a central difference is best
GRADIENT_AT_REST = 1e-6  # chosen: with standard errors up to 1, a millionth of one is left
MOST_LEFT = 1e-4  # chosen: what Newton's next step may still move; where it has no end, that stays near 1
SMALLEST_SHARE = 1e-9  # chosen: below it a second derivative is the rounding of its differences


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

    The likelihood may have several tops, so the search begins both at zeros and where backward induction points, and the higher
    end is taken; it is in units of each term's largest size. Raises InputError where no search comes to rest, or terms say the
    same: no finite coefficients are best.
    """
    sizes = [np.abs(held).max(axis=0, initial=0.0) for held in design.terms]
    units = [np.where(size > 0.0, size, 1.0) for size in sizes]
    scaled = Design([held / unit for held, unit in zip(design.terms, units, strict=True)], design.fixed)
    starts = (np.zeros(sum(map(len, units))), _backward_start(scaled, outcomes, form))
    ends = [_climb(scaled, outcomes, form, start) for start in starts]
    best = max((end for end in ends if end is not None), key=lambda end: end.log_likelihood, default=None)
    if best is None:
        what = "no finite coefficients of the game fit best: terms separate the outcomes, or say the same"
        raise InputError([Problem(what, hint="leave a term out; none may be in all three utilities of A")])
    unit = np.concatenate(units)
    return Fitted(best.coefficients / unit, best.covariance / unit / unit[:, None], best.log_likelihood)


def _backward_start(design: Design, outcomes: Outcomes, form: Form) -> Floats:
    """B's answers to attacks fitted alone, then A's moves against the chances of these; only a start, so both are shrunk logits."""
    status_quo, concession, resistance, answers, scale = design.terms
    attacked = outcomes != STATUS_QUO
    resisted = (outcomes[attacked] == RESISTANCE).astype(float)
    resolve = fit_logit(answers[attacked], resisted, 0.0, START_SHRINKAGE).coefficients
    resists = 1.0 / (1.0 + np.exp(-answers @ resolve))[:, None]
    weighed = np.hstack([-status_quo, (1.0 - resists) * concession, resists * resistance])
    utilities = fit_logit(weighed, attacked.astype(float), 0.0, START_SHRINKAGE).coefficients
    start = np.concatenate([utilities, resolve]) * (1.0 if form == "logit-agent" else PROBIT_FOR_LOGIT)
    return np.concatenate([start, np.zeros(scale.shape[1])])


def _climb(design: Design, outcomes: Outcomes, form: Form, start: Floats) -> Fitted | None:
    """The top that is reached from there; None where the search does not end at one."""
    from scipy.optimize import minimize

    def loss(coefficients: Floats) -> float:
        return -log_likelihood(design.values(coefficients), outcomes, form)

    def gradient(coefficients: Floats) -> Floats:
        return -design.gather(log_likelihood_slopes(design.values(coefficients), outcomes, form))

    def curvature(coefficients: Floats) -> Floats:
        steps = STEP * np.eye(len(coefficients))
        rows = np.stack([gradient(coefficients + step) - gradient(coefficients - step) for step in steps])
        return np.asarray((rows + rows.T) / (4.0 * STEP))

    rest = {"gtol": GRADIENT_AT_REST}
    found = minimize(loss, start, method="trust-exact", jac=gradient, hess=curvature, options=rest).x
    covariance = _inverse(curvature(found))
    if covariance is None:
        return None
    left = design.values(covariance @ gradient(found)) - design.values(np.zeros_like(found))
    at_rest = np.abs(left).max() < MOST_LEFT
    return Fitted(coefficients=found, covariance=covariance, log_likelihood=-loss(found)) if at_rest else None


def _inverse(curvature: Floats) -> Floats | None:
    """The inverse, taken on a unit diagonal so that the units of terms do not matter; None where it is not that of a top."""
    diagonal = np.diag(curvature)
    if not (diagonal > 0.0).all():
        return None
    units = 1.0 / np.sqrt(diagonal)
    scaled = curvature * np.outer(units, units)
    if np.linalg.eigvalsh(scaled)[0] < SMALLEST_SHARE:
        return None
    return np.asarray(np.linalg.inv(scaled) * np.outer(units, units))
