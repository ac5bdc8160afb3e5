"""The interval of a share in, one calibrated word for it out: always the same word for the same numbers.

The words and their ranges are those of the IPCC's guidance on uncertainty (Mastrandrea and others 2010, "Guidance Note for Lead
Authors of the IPCC Fifth Assessment Report on Consistent Treatment of Uncertainties", with the additional terms of its reports;
cited from memory, not read). Chosen: `less likely than not`, as the mirror of `more likely than not`; that a word is given only
where the whole interval lies in its range; that the strongest such word is given, one that takes a side before one that takes none;
and that an interval which lies in no range is `not settled`.
"""

from __future__ import annotations

RANGES = {
    "virtually certain": (0.99, 1.0),
    "exceptionally unlikely": (0.0, 0.01),
    "extremely likely": (0.95, 1.0),
    "extremely unlikely": (0.0, 0.05),
    "very likely": (0.90, 1.0),
    "very unlikely": (0.0, 0.10),
    "likely": (0.66, 1.0),
    "unlikely": (0.0, 0.33),
    "more likely than not": (0.50, 1.0),
    "less likely than not": (0.0, 0.50),
    "about as likely as not": (0.33, 0.66),
}
"""Each word with the shares that it covers, ends included; the strongest words first."""
NOT_SETTLED = "not settled"
WORDS = (*RANGES, NOT_SETTLED)


def word_for(low: float, high: float) -> str:
    """The strongest word whose range holds the whole interval.

    >>> word_for(0.92, 0.95), word_for(0.88, 0.92), word_for(0.30, 0.70)
    ('very likely', 'likely', 'not settled')
    """
    return next((word for word, (least, most) in RANGES.items() if least <= low and high <= most), NOT_SETTLED)
