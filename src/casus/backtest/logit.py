"""Terms and what happened in, coefficients shrunk towards nothing out; the groups that the cases come in are allowed for.

Each group (a campaign) has an effect of its own while the coefficients are fitted, so that a term is not credited with what
was merely true of one group. The effects are thrown away: a new group has none.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats

Rows = npt.NDArray[np.intp]
"""Numbers of rows."""

GROUP_PENALTY = 2.0
"""Chosen: a group's effect has a standard deviation of 0.7 logits (1 / 0.7**2), or 0.7 residual standard deviations."""
INTERCEPT_PENALTY = 1e-3
"""Chosen: nothing beside any data, and it keeps the intercept finite where everything or nothing happened."""
POOL_PENALTY = 1.0
"""Chosen: about one case's worth of pull towards equal weights, so that the weights are unique where models are alike."""
NEWTON_STEPS = 50  # chosen: about six are needed
SMALLEST_STEP = 1e-7  # chosen: coefficients are shipped to five places
ROUNDING = 1e-9  # chosen: a rise of the loss below this is the computer's, not the step's


def fit_logit(terms: Floats, happened: Floats, groups: list[str], penalty: float, signs: Floats) -> Floats:
    """Intercept and slopes of a logistic regression on standardised terms; a slope never has the other sign than its sign.

    Least sum of log losses + penalty/2 * slopes^2 + GROUP_PENALTY/2 * effects^2, by Newton's steps within the signs.
    """
    design, weights = _design(terms, groups, penalty)
    weights = np.maximum(weights, INTERCEPT_PENALTY)

    def loss(slopes: Floats) -> float:
        logits = design @ slopes
        return float(np.logaddexp(0.0, logits).sum() - happened @ logits + 0.5 * (weights * slopes) @ slopes)

    slopes = np.zeros(design.shape[1])
    for _ in range(NEWTON_STEPS):
        chance = probability(design @ slopes)
        gradient = design.T @ (chance - happened) + weights * slopes
        curvature = (design.T * (chance * (1.0 - chance))) @ design + np.diag(weights)
        step = _least_within_signs(curvature, gradient - curvature @ slopes, signs) - slopes
        if np.abs(step).max() < SMALLEST_STEP:
            break
        before = loss(slopes)
        shorter = (0.5**halving for halving in range(30))
        slopes = slopes + step * next(
            (share for share in shorter if loss(slopes + share * step) <= before + ROUNDING), 0.0
        )
    return _without_effects(slopes, terms)


def _least_within_signs(curvature: Floats, slant: Floats, signs: Floats) -> Floats:
    """Where x' curvature x / 2 + slant' x is least while the last x have these signs.

    With curvature = R'R and R triangular, the signed ones are a problem of their own, and the free ones follow from them.
    """
    from scipy.optimize import nnls

    root = np.linalg.cholesky(curvature).T
    goal = -np.linalg.solve(root.T, slant)
    free = len(slant) - len(signs)
    signed = signs * nnls(root[free:, free:] * signs, goal[free:])[0]
    rest = np.linalg.solve(root[:free, :free], goal[:free] - root[:free, free:] @ signed)
    return np.concatenate([rest, signed])


def fit_line(terms: Floats, values: Floats, groups: list[str], penalty: float) -> Floats:
    """Intercept and slopes of a linear regression on standardised terms, shrunk in the same way."""
    design, weights = _design(terms, groups, penalty)
    solved = np.asarray(np.linalg.solve(design.T @ design + np.diag(weights), design.T @ values), dtype=float)
    return _without_effects(solved, terms)


def _design(terms: Floats, groups: list[str], penalty: float) -> tuple[Floats, Floats]:
    """Columns (one, a mark for each group, terms) and the penalty on each."""
    names, own = np.unique(groups, return_inverse=True)
    marks = np.eye(len(names))[own]
    design = np.column_stack([np.ones(len(terms)), marks, terms])
    return design, np.repeat([0.0, GROUP_PENALTY, penalty], [1, marks.shape[1], terms.shape[1]])


def _without_effects(slopes: Floats, terms: Floats) -> Floats:
    """Intercept and slopes only."""
    return np.concatenate([slopes[:1], slopes[len(slopes) - terms.shape[1] :]])


def pool(logits: Floats, happened: Floats) -> Floats:
    """Weights (one a row of logits, none negative, sum 1) with which the mean logit has the least sum of log losses.

    + POOL_PENALTY/2 * weights^2. The problem is convex; rows that are alike get like weights.
    """
    from scipy.optimize import minimize

    def loss(weights: Floats) -> tuple[float, Floats]:
        mean = weights @ logits
        value = np.logaddexp(0.0, mean).sum() - happened @ mean + 0.5 * POOL_PENALTY * weights @ weights
        return float(value), logits @ (probability(mean) - happened) + POOL_PENALTY * weights

    count = len(logits)
    sums_to_one = {"type": "eq", "fun": lambda weights: weights.sum() - 1.0, "jac": np.ones_like}
    found = minimize(
        loss,
        np.full(count, 1.0 / count),
        jac=True,
        method="SLSQP",
        bounds=[(0.0, 1.0)] * count,
        constraints=[sums_to_one],
        options={"ftol": 1e-12, "maxiter": 500},
    )
    weights = np.clip(found.x, 0.0, None)
    return np.asarray(weights / weights.sum())


def along(slopes: Floats, terms: Floats) -> Floats:
    """The value of a fitted line at each row of terms."""
    return np.asarray(slopes[0] + terms @ slopes[1:])


def probability(logits: Floats) -> Floats:
    """The inverse of the logit."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logits)))


def log_loss(predicted: Floats, happened: Floats) -> float:
    """Mean negative log likelihood; probabilities are held off 0 and 1 by a millionth."""
    safe = np.clip(predicted, 1e-6, 1.0 - 1e-6)
    return float(-np.mean(happened * np.log(safe) + (1.0 - happened) * np.log(1.0 - safe)))


def area_under_curve(predicted: Floats, happened: Floats) -> float:
    """Probability that a case that happened was given more than one that did not, ties counting half; NaN without both.

    >>> area_under_curve(np.array([0.2, 0.6, 0.6]), np.array([0.0, 1.0, 0.0]))
    0.75
    """
    yes, no = predicted[happened == 1.0], predicted[happened == 0.0]
    if not len(yes) or not len(no):
        return float("nan")
    above = yes[:, None] - no[None, :]
    return float(np.mean(above > 0) + 0.5 * np.mean(above == 0))


def folds(groups: list[str], count: int) -> list[Rows]:
    """Row numbers of at most so many parts of about one size; a group is never divided."""
    names, sizes = np.unique(groups, return_counts=True)
    parts: list[list[str]] = [[] for _ in range(min(count, len(names)))]
    filled = np.zeros(len(parts))
    for place in np.argsort(-sizes, kind="stable"):
        least = int(np.argmin(filled))
        parts[least].append(str(names[place]))
        filled[least] += sizes[place]
    return [np.flatnonzero(np.isin(groups, part)) for part in parts]
