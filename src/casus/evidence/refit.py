"""The register in, fitted.csv out: `python -m casus.evidence.refit`, as `make refit-ranges` runs it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable

from casus.evidence.distribution import fit_beta, fit_widths
from casus.evidence.entry import Entry
from casus.evidence.fitted import COLUMNS, Asked
from casus.evidence.register import read_register


def asked_of(entries: Iterable[Entry]) -> list[Asked]:
    """Every range of which the parameters have to be fitted, as `fitted` is asked for it, in order."""
    return sorted({asked for entry in entries if (asked := _asked(entry))}, key=str)


def fit(shape: str, low: float, high: float, mode: float | None) -> tuple[float, float]:
    """The parameters of such a range."""
    return fit_beta(low, high) if mode is None else fit_widths(shape, mode)


def _asked(entry: Entry) -> Asked | None:
    """Triangular and PERT are solved for on the unit interval."""
    if entry.range is None or entry.distribution not in {"beta", "triangular", "pert"}:
        return None
    low, high = entry.range
    if entry.distribution == "beta":
        return "beta", low, high, None
    assert entry.value is not None
    return entry.distribution, 0.0, 1.0, (entry.value - low) / (high - low)


if __name__ == "__main__":
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([*asked, *fit(*asked)] for asked in asked_of(read_register().entries.values()))
