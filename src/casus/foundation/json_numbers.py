"""Numbers as JSON knows them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any


def json_number(value: float) -> float | None:
    """The number to six significant digits, or None where there is none (JSON knows neither NaN nor infinity).

    >>> json_number(0.123456789), json_number(float("inf"))
    (0.123457, None)
    """
    return float(f"{value:.6g}") if math.isfinite(value) else None


def json_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A flat record with its numbers so; whole numbers and all else stay as they are.

    >>> json_row({"share": float("nan"), "worlds": 3, "design": "tripwire"})
    {'share': None, 'worlds': 3, 'design': 'tripwire'}
    """
    return {key: json_number(value) if isinstance(value, float) else value for key, value in row.items()}
