"""How properties are tried: the same examples on every run, so that a run that passed passes again; `make verify` searches on.

And where pictures are drawn, and what draws them: a second process for each test would take half a second to start.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from casus.flow.views import aside, vega_script

settings.register_profile(
    "repeatable", deadline=None, derandomize=True, max_examples=60
)  # the first call of a compiled law is slow; chosen: the suite stays under eight minutes
settings.register_profile("searching", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("CASUS_PROPERTIES", "repeatable"))


@pytest.fixture(autouse=True)
def _drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "start_drawing", lambda: None)
    monkeypatch.setattr(vega_script, "start_making", lambda: None)
