"""Most of each thing that a scenario may hold; the kernel's records are padded to these sizes.

Chosen with room over the largest scenario that we ship (11 axes, 17 nations, 62 cities, 122 contingents).
"""

from __future__ import annotations

import os

AXES, SEGMENTS, ZONES, ENTRIES, CITIES, ALLIES = 16, 8, 16, 8, 128, 4
NATIONS, CONTINGENTS, ATTACKS = 32, 256, 4

DEVICE = os.environ.get("CASUS_DEVICE") or "cpu"
"""What campaigns are played on; `flow/campaign/device.py` chooses it before this is imported."""

COMPILED = os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}
"""Whether the kernel is compiled, and not played as it is written."""

LANES = 24 if COMPILED and DEVICE != "cuda" else 1
"""Campaigns that the kernel plays in step. Chosen: rows of 24 numbers spread over all of a core's nearest cache, rows of 32 over a
sixteenth of it (docs/decisions/0018-lanes.md); code that is not compiled plays one after the other, so that one can be followed,
and a graphics card plays one a thread. No result depends on it."""
