"""The browser that tests drive, or their excuse."""

from __future__ import annotations

import pytest
from browsers import ARGUMENTS, NAMES, chromium_path

__all__ = ["ARGUMENTS", "chromium"]


def chromium() -> str:
    """The path of Chromium; the test is skipped where there is none."""
    found = chromium_path()
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} is on the path, and CASUS_CHROMIUM names none")
    return found
