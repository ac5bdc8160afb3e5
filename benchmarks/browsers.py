"""Where Chromium is found, and how it is started so that it asks nothing of the network; tests start it the same way."""

from __future__ import annotations

import os
import shutil

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


def chromium_path() -> str | None:
    """That of $CASUS_CHROMIUM, or the first that is found."""
    return os.environ.get("CASUS_CHROMIUM") or next((path for path in map(shutil.which, NAMES) if path), None)
