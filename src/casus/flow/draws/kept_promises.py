"""Draws from the priors in, draws from the model of kept promises after the casebook out: base rate and effects move together.

Each world takes one reading of the record (`honour_prior_family`). In it, the numbers that decide whether a promise is
kept come from that reading's posterior, through the same chance that would have drawn them from their priors: with an
empty casebook the effects would not change, and the base rates only in that a normal in log-odds stands for their beta.
A number that a scenario sets itself is left as the scenario has it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from casus.evidence.distribution import Floats
from casus.evidence.register import Register
from casus.flow.scenario.schema.quantity import Quantity
from casus.foundation.factor import cholesky_factor, mixed
from casus.pacts.honour.model import Posterior, read_fitted
from casus.pacts.honour.prior import base_entry, slope_entry
from casus.pacts.honour.terms import FAMILIES, SLOPES

FAMILY = "honour_prior_family"


def after_casebook(
    quantities: Mapping[str, Quantity], register: Register, chance: Mapping[str, Floats], columns: Mapping[str, Floats]
) -> dict[str, Floats]:
    """The columns that the casebook changes: the base rate of each family (a probability) and the effects (log-odds)."""
    if FAMILY not in columns:
        return {}
    slopes = [_parameter(slope_entry(term)) for term in SLOPES]
    fitted = read_fitted(register.kept_promises) if register.kept_promises else read_fitted()
    changed = {name: columns[name].copy() for name in [*slopes, *(_parameter(base_entry(f)) for f in FAMILIES)]}
    for code, family in enumerate(FAMILIES):
        worlds = columns[FAMILY] == code
        names = [_parameter(base_entry(family)), *slopes]
        drawn = _drawn(fitted[family], np.stack([chance[name][worlds] for name in names]))
        drawn[0] = 0.5 * (1.0 + np.tanh(0.5 * drawn[0]))
        for name, values in zip(names, drawn, strict=True):
            changed[name][worlds] = np.clip(values, *_bounds(register, name))
    return {name: values for name, values in changed.items() if _is_as_shipped(name, quantities)}


def _drawn(posterior: Posterior, chance: Floats) -> Floats:
    """(1 + terms, worlds): coefficients at the given probabilities of independent normals."""
    from scipy.special import ndtri

    drawn: Floats = posterior.mean[:, None] + mixed(cholesky_factor(posterior.covariance), ndtri(chance))
    return drawn


def _parameter(entry: str) -> str:
    return entry.replace("-", "_")


def _bounds(register: Register, name: str) -> tuple[float, float]:
    low, high = register.entry(name.replace("_", "-")).bounds or (None, None)
    return -np.inf if low is None else low, np.inf if high is None else high


def _is_as_shipped(name: str, quantities: Mapping[str, Quantity]) -> bool:
    return quantities[name].evidence == name.replace("_", "-")
