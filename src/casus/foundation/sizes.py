"""Most of each thing that a scenario may hold; the kernel's records are padded to these sizes.

Chosen with room over the largest scenario that we ship (11 axes, 17 nations, 62 cities, 122 contingents).
"""

from __future__ import annotations

AXES, SEGMENTS, ZONES, ENTRIES, CITIES, ALLIES = 16, 8, 16, 8, 128, 4
NATIONS, CONTINGENTS, ATTACKS = 32, 256, 4
