"""A number as JSON knows it."""

from __future__ import annotations

import math


def json_number(value: float) -> float | None:
    """The number to six significant digits, or None where there is none (JSON knows neither NaN nor infinity).

    >>> json_number(0.123456789), json_number(float("inf"))
    (0.123457, None)
    """
    return float(f"{value:.6g}") if math.isfinite(value) else None
