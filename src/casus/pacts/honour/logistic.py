"""Terms, what happened, and what was believed before in; the coefficients of a logistic regression and how sure they are, out.

Each coefficient has a normal prior of its own. A standard deviation of infinity is no prior (then the fit is that of maximum
likelihood), and one of 0 holds the coefficient at its mean. The constant is a term like the others: a column of ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.foundation.errors import InputError, Problem

Floats = npt.NDArray[np.float64]

NEWTON_STEPS = 100  # chosen: about ten are needed, and each step under separation adds about 1 to a logit without end
HALVINGS = 60  # chosen: a start far off, in the flat tail of the logistic, needs some thirty
SMALLEST_CHANGE = 1e-9  # chosen: largest change of a logit in the last step; the next would change its square
ROUNDING = 1e-12  # chosen: a share of the goal by which it may fall in the computer's arithmetic alone
SMALLEST_SHARE = 1e-12  # chosen: terms are alike where a mix of them carries less than this share of their information


@dataclass(frozen=True)
class Fitted:
    """The most probable coefficients, and the normal distribution that best fits them there (Laplace)."""

    coefficients: Floats
    """One for each term."""
    covariance: Floats
    """The inverse of (information of the data + precision of the prior)."""
    log_likelihood: float
    """Of what happened, without the prior; never above 0."""

    @property
    def standard_errors(self) -> Floats:
        """The root of the covariance's diagonal."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))


@dataclass(frozen=True)
class _Goal:
    """The logarithm of the posterior in steps z from the prior mean, each in the unit of its prior's standard deviation."""

    design: Floats
    origin: Floats
    """The logits at z = 0."""
    happened: Floats
    precision: Floats
    """Of z: 1 with a prior, 0 without."""

    def logits(self, z: Floats) -> Floats:
        return np.asarray(self.origin + self.design @ z)

    def value(self, z: Floats) -> float:
        return _log_likelihood(self.logits(z), self.happened) - float(0.5 * (self.precision * z) @ z)

    def gradient(self, z: Floats) -> Floats:
        logits = self.logits(z)
        missed = self.happened * _probability(-logits) - (1.0 - self.happened) * _probability(logits)
        return np.asarray(self.design.T @ missed - self.precision * z)

    def curvature(self, z: Floats) -> Floats:
        """Minus the second derivatives."""
        logits = self.logits(z)
        weights = _probability(logits) * _probability(-logits)  # 1 - p would be lost where p is near 1
        return np.asarray((self.design.T * weights) @ self.design + np.diag(self.precision))


def fit(terms: Floats, happened: Floats, prior_mean: Floats | float, prior_sd: Floats | float) -> Fitted:
    """The most probable coefficients of P(happened) = 1 / (1 + exp(-terms @ coefficients)) under normal priors.

    One row for each case; `happened` lies in 0 to 1, and 0.75 counts as three quarters of a case that did and one of a
    case that did not. Where prior_sd is infinite, prior_mean is not used. Raises ValueError for numbers that make no sense, and
    InputError where no finite coefficients are best (terms without a prior that separate the cases, or that are alike) or
    where they are not found.
    """
    count = _checked(terms, happened)
    mean, deviation = _prior(prior_mean, prior_sd, count)
    free = np.isinf(deviation)
    unit, start = np.where(free, 1.0, deviation), np.where(free, 0.0, mean)
    goal = _Goal(terms * unit, np.asarray(terms @ start), happened, np.where(free, 0.0, 1.0))
    z = _climb(goal)
    return Fitted(
        coefficients=np.asarray(start + unit * z),
        covariance=_inverse(goal.curvature(z)) * np.outer(unit, unit),
        log_likelihood=_log_likelihood(goal.logits(z), happened),
    )


def _checked(terms: Floats, happened: Floats) -> int:
    """How many terms there are."""
    if terms.ndim != 2 or happened.shape != terms.shape[:1]:
        raise ValueError(
            f"terms are {terms.shape} and happened {happened.shape}; they must be (cases, terms) and (cases,)"
        )
    if not np.isfinite(terms).all():
        raise ValueError("a term is not a finite number")
    if not ((happened >= 0.0) & (happened <= 1.0)).all():
        raise ValueError("happened must lie in 0 to 1")
    return int(terms.shape[1])


def _prior(mean: Floats | float, deviation: Floats | float, count: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each coefficient; one number holds for all."""
    means = np.broadcast_to(np.asarray(mean, dtype=float), count)
    deviations = np.broadcast_to(np.asarray(deviation, dtype=float), count)
    if not (deviations >= 0.0).all():
        raise ValueError("prior_sd must be 0 or above")
    if not np.isfinite(means[np.isfinite(deviations)]).all():
        raise ValueError("prior_mean must be finite where prior_sd is")
    return means, deviations


def _climb(goal: _Goal) -> Floats:
    """The highest point, by Newton's steps, each halved until it does not lead down.

    It is found when a step no longer moves any logit. The gradient would not do: it goes to 0 also where cases are
    separated and the logits grow for ever.
    """
    z = np.zeros(goal.design.shape[1])
    for _ in range(NEWTON_STEPS):
        step = _inverse(goal.curvature(z)) @ goal.gradient(z)
        z = _further(goal, z, step)
        if np.abs(goal.design @ step).max(initial=0.0) < SMALLEST_CHANGE:
            return z
    raise _endless() if (goal.precision == 0.0).any() else _too_slow()


def _further(goal: _Goal, z: Floats, step: Floats) -> Floats:
    before = goal.value(z)
    least = before - ROUNDING * (1.0 + abs(before))
    tries = (z + 0.5**halving * step for halving in range(HALVINGS))
    return next((tried for tried in tries if goal.value(tried) >= least), z)


def _inverse(curvature: Floats) -> Floats:
    """The inverse, taken on a unit diagonal so that the units of terms do not matter; InputError where there is none."""
    diagonal = np.diag(curvature)
    if not (diagonal > 0.0).all():
        raise _endless()
    scale = 1.0 / np.sqrt(diagonal)
    shares, axes = np.linalg.eigh(curvature * np.outer(scale, scale))
    if len(shares) and shares[0] < SMALLEST_SHARE:
        raise _endless()
    return np.asarray((axes / shares) @ axes.T * np.outer(scale, scale))


def _endless() -> InputError:
    what = "no finite coefficients fit best: terms without a prior separate the cases, or say the same"
    return InputError([Problem(what, hint="give each term a prior with a finite standard deviation")])


def _too_slow() -> InputError:
    what = f"the fit did not come to rest in {NEWTON_STEPS} steps"
    return InputError([Problem(what, hint="bring the terms to scales near 1, and prior means to logits within reach")])


def _probability(logits: Floats) -> Floats:
    return np.asarray(np.exp(-np.logaddexp(0.0, -logits)))


def _log_likelihood(logits: Floats, happened: Floats) -> float:
    """Both outcomes weighed by their shares; no difference of large numbers is taken."""
    return float(-(happened @ np.logaddexp(0.0, -logits) + (1.0 - happened) @ np.logaddexp(0.0, logits)))
