"""The register in, what is believed of each term before the casebook is read out: a normal for each, by family of base rate."""

from __future__ import annotations

import math

import numpy as np

from casus.evidence.distribution import Floats
from casus.evidence.register import Register
from casus.pacts.honour.terms import SLOPES

WIDTH = 2.0 * 1.644854
"""Standard deviations between the ends of a 5-95 % interval."""


def base_entry(family: str) -> str:
    """Id of the evidence on a family's base rate."""
    return f"honour-base-{family.replace('_', '-')}"


def slope_entry(term: str) -> str:
    """Id of the evidence on a term's effect."""
    return f"honour-{term.replace('_', '-')}-logit"


def prior(register: Register, family: str) -> tuple[Floats, Floats]:
    """Means and standard deviations of the base (log-odds) and of each of SLOPES."""
    ranges = [tuple(map(_logit, _range(register, base_entry(family))))]
    ranges += [_range(register, slope_entry(term)) for term in SLOPES]
    low, high = np.array(ranges).T
    return (low + high) / 2.0, (high - low) / WIDTH


def _range(register: Register, id: str) -> tuple[float, float]:
    ends = register.entry(id).range
    assert ends is not None  # every entry of grade C has a range, and so have the counted base rates
    return ends


def _logit(share: float) -> float:
    return math.log(share / (1.0 - share))
