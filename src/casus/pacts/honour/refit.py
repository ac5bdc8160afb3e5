"""The casebook and the register in, fitted.yaml out: `python -m casus.pacts.honour.refit`, as `make refit-honour` runs it."""

from __future__ import annotations

import sys

import yaml

from casus.evidence.register import read_register
from casus.pacts.honour.model import DIGITS, posterior
from casus.pacts.honour.terms import FAMILIES, SLOPES, cases
from casus.pacts.read import read_casebook

HEADER = (
    "# The model of kept promises after the casebook. Written by `make refit-honour`; change casebook or evidence.\n"
)


def fitted_text() -> str:
    """The text of fitted.yaml for the casebook and the register as they stand."""
    known = list(cases(read_casebook()))
    register = read_register()
    families = {}
    for family in FAMILIES:
        found = posterior(known, register, family)
        families[family] = {
            "mean": [round(float(number), DIGITS) for number in found.mean],
            "covariance": [[round(float(number), DIGITS) for number in row] for row in found.covariance],
        }
    held = {"cases": len(known), "terms": list(SLOPES), "families": families}
    return HEADER + yaml.safe_dump(held, sort_keys=False, default_flow_style=None, width=120)


if __name__ == "__main__":
    sys.stdout.write(fitted_text())
