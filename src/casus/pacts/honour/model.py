"""The model of kept promises after the casebook: for each family of base rate, a normal over the base and the terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import Field

from casus.evidence.distribution import Floats
from casus.evidence.register import Register
from casus.foundation.documents import read_document
from casus.foundation.errors import InputError, Place, Problem
from casus.foundation.records import Record
from casus.foundation.validation import validate_document
from casus.pacts.honour.logistic import fit
from casus.pacts.honour.prior import prior
from casus.pacts.honour.terms import FAMILIES, SLOPES, Case, crowd_of_record

FITTED = Path(__file__).parent / "fitted.yaml"
DIGITS = 6  # of what is shipped
QUADRATURE = 21  # chosen: points of the Gauss-Hermite rule; more change no prediction in the sixth digit


@dataclass(frozen=True)
class Posterior:
    """What is believed of the base and the terms within one family."""

    mean: Floats
    """(1 + terms,), the base first."""
    covariance: Floats
    """(1 + terms, 1 + terms)."""

    def probability(self, row: Floats) -> float:
        """Chance that a promise with these terms (1 first) is kept, the uncertainty of the coefficients averaged over."""
        centre, sd = float(row @ self.mean), float(np.sqrt(row @ self.covariance @ row))
        points, weights = np.polynomial.hermite_e.hermegauss(QUADRATURE)
        return float(weights @ _expit(centre + sd * points) / weights.sum())


def rows(cases: Sequence[Case], family: str) -> Floats:
    """(cases, 1 + terms): 1, then the terms, the crowd against that of the family's record."""
    table = np.array([[1.0, *case.terms] for case in cases]).reshape(len(cases), 1 + len(SLOPES))
    table[:, 1 + SLOPES.index("crowd")] -= crowd_of_record(family)
    return table


def posterior(cases: Sequence[Case], register: Register, family: str) -> Posterior:
    """The prior of a family after these cases."""
    mean, sd = prior(register, family)
    found = fit(rows(cases, family), np.array([case.kept for case in cases]), mean, sd)
    return Posterior(found.coefficients, found.covariance)


def predict(case: Case, cases: Sequence[Case], register: Register) -> dict[str, float]:
    """By family, the chance that a case's promise is kept, as the other cases given tell it."""
    return {family: posterior(cases, register, family).probability(rows([case], family)[0]) for family in FAMILIES}


class FittedFamily(Record):
    """A family's posterior, as the file holds it."""

    mean: tuple[float, ...]
    """Base, then the terms in the order of the file."""
    covariance: tuple[tuple[float, ...], ...]
    """Of the same."""


class FittedFile(Record):
    """What fitted.yaml holds."""

    cases: int = Field(ge=1)
    """Calls that it was fitted to."""
    terms: tuple[str, ...]
    """Names of the terms beside the base."""
    families: dict[str, FittedFamily]
    """By family."""


@cache
def read_fitted(file: Path = FITTED) -> dict[str, Posterior]:
    """The posterior by family, the shipped one or that of a file; `make refit-honour` renews the shipped one.

    Raises InputError for a file of another model.
    """
    held = validate_document(read_document(file), FittedFile)
    if held.terms != SLOPES or set(held.families) != set(FAMILIES):
        hint = "run `make refit-honour`" if file == FITTED else None
        raise InputError([Problem("is fitted for other terms or families than this Casus has", Place(file), hint)])
    return {
        name: Posterior(np.array(family.mean), np.array(family.covariance)) for name, family in held.families.items()
    }


def _expit(logit: Floats) -> Floats:
    expit: Floats = 0.5 * (1.0 + np.tanh(0.5 * logit))
    return expit
