"""How many examples of a costly property are tried: few in each run of the suite, as many as of any other by `make verify`."""

from __future__ import annotations

from hypothesis import settings

EACH_RUN = 60
"""Examples of a property in each run of the suite; see tests/conftest.py."""


def few_examples(count: int) -> settings:
    """So many, or all that `make verify` tries of any property."""
    return settings() if settings.default.max_examples > EACH_RUN else settings(max_examples=count)
