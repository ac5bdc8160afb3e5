"""A browser for tests that need one, and why there is none where there is not."""

from __future__ import annotations

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str:
    """The path of Chromium; skips the test, with the reason, where none is found."""
    found = os.environ.get("CASUS_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser: set CASUS_CHROMIUM, or install one of {', '.join(NAMES)}")
    return found
