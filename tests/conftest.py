"""How properties are tried: the same examples on every run, so that a run that passed passes again; `make verify` searches on."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile(
    "repeatable", deadline=None, derandomize=True, max_examples=60
)  # the first call of a compiled law is slow; chosen: the suite stays under eight minutes
settings.register_profile("searching", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("CASUS_PROPERTIES", "repeatable"))
