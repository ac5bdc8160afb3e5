"""The shipped parameters of ranges: there for every range of the shipped evidence, and the ones that have these ranges."""

from __future__ import annotations

import numpy as np
import pytest

from casus.evidence import distribution
from casus.evidence.fitted import fitted
from casus.evidence.refit import asked_of, fit
from casus.evidence.register import read_register

ASKED = asked_of(read_register().entries.values())
ENDS = np.array([distribution.LOW, distribution.HIGH])


def drawn(shape: str, low: float, high: float, mode: float | None) -> list[float]:
    values = distribution.quantile(shape, ENDS, value=mode, interval=(low, high))  # type: ignore[arg-type]
    return [float(value) for value in values]


def test_no_range_of_the_shipped_evidence_is_fitted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(ASKED) > 100
    for name in ("fit_beta", "fit_widths"):
        monkeypatch.setattr(distribution, name, lambda *asked: pytest.fail(f"fits {asked}: run `make refit-ranges`"))
    for cached in (distribution._beta_parameters, distribution._widths):
        cached.cache_clear()
    for asked in ASKED:
        assert drawn(*asked) == pytest.approx(asked[1:3], rel=1e-6, abs=1e-9), asked


def test_each_is_what_a_fit_finds() -> None:
    for asked in (ASKED[0], ASKED[-1]):
        assert fitted(*asked) == pytest.approx(fit(*asked), rel=1e-9)


def test_a_range_that_the_evidence_has_not_is_fitted() -> None:
    assert fitted("beta", 0.123, 0.456) is None
    assert drawn("beta", 0.123, 0.456, None) == pytest.approx([0.123, 0.456], rel=1e-6)
