"""The interval of a share in, one calibrated word for it out: always the same word for the same numbers.

The words and their ranges are those of the IPCC's guidance on uncertainty (Mastrandrea and others 2010, "Guidance Note for Lead
Authors of the IPCC Fifth Assessment Report on Consistent Treatment of Uncertainties", with the additional terms of its reports;
cited from memory, not read). `less likely than not` is chosen, as the mirror of `more likely than not`. A word is given only where
the whole interval lies in its range: the narrowest such range names it, and an interval that lies in none is `not settled`.
"""

from __future__ import annotations

RANGES = {
    "virtually certain": (0.99, 1.0),
    "extremely likely": (0.95, 1.0),
    "very likely": (0.90, 1.0),
    "likely": (0.66, 1.0),
    "more likely than not": (0.50, 1.0),
    "about as likely as not": (0.33, 0.66),
    "less likely than not": (0.0, 0.50),
    "unlikely": (0.0, 0.33),
    "very unlikely": (0.0, 0.10),
    "extremely unlikely": (0.0, 0.05),
    "exceptionally unlikely": (0.0, 0.01),
}
"""Each word with the shares that it covers, ends included."""
NOT_SETTLED = "not settled"
WORDS = (*RANGES, NOT_SETTLED)


def word_for(low: float, high: float) -> str:
    """The narrowest word whose range holds the whole interval.

    >>> word_for(0.92, 0.95), word_for(0.88, 0.92), word_for(0.30, 0.70)
    ('very likely', 'likely', 'not settled')
    """
    holding = [word for word, (least, most) in RANGES.items() if least <= low and high <= most]
    return min(holding, key=_breadth, default=NOT_SETTLED)


def _breadth(word: str) -> float:
    least, most = RANGES[word]
    return most - least
