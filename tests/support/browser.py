"""Where a test finds a browser, and how it is started so that it asks nothing of the network."""

from __future__ import annotations

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""What a browser without a head needs here, and what keeps it from looking for news of its own."""


def chromium() -> str:
    """The path of Chromium: of $CASUS_CHROMIUM, or the first that is found; the test is skipped where there is none."""
    given = os.environ.get("CASUS_CHROMIUM")
    found = given or next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} is on the path, and CASUS_CHROMIUM names none")
    return found
