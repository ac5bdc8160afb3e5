"""How a number stands in the cell of a table, or beside a mark in a chart."""

from __future__ import annotations

import math

NONE = "-"
MEUR_PER_BEUR = 1000.0


def plain(value: float, digits: int) -> str:
    """A number with so many decimals and commas at the thousands; a dash where there is none.

    >>> plain(1234.5, 1), plain(float("nan"), 1)
    ('1,234.5', '-')
    """
    return NONE if math.isnan(value) else f"{value:,.{digits}f}"


def billions(meur: float, never: str = "never") -> str:
    """Million euro as billions, with a decimal below ten; in words where the amount is infinite.

    >>> billions(6_831_000.0), billions(2_500.0), billions(float("inf"))
    ('6,831', '2.5', 'never')
    """
    if math.isinf(meur):
        return never
    return plain(meur / MEUR_PER_BEUR, 0 if meur >= 10.0 * MEUR_PER_BEUR else 1)


def percent(share: float) -> str:
    """Per cent without decimals, which never calls nearly all 'all' or hardly any 'none'.

    >>> percent(0.999), percent(1.0), percent(0.001)
    ('>99%', '100%', '<1%')
    """
    if 0.995 <= share < 1:
        return ">99%"
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"
