"""Dupuy's terrain factors (Numbers, Predictions and War, 1979), as two independent restatements of the book give them."""

from __future__ import annotations

from typing import NamedTuple


class TerrainFactors(NamedTuple):
    """What a class of terrain does to movement, to defence and to casualties."""

    mobility: float
    defence: float
    casualty: float


TERRAIN: dict[str, TerrainFactors] = {
    "rugged-wooded": TerrainFactors(0.4, 1.5, 0.3),
    "rugged-mixed": TerrainFactors(0.5, 1.55, 0.4),
    "rolling-wooded": TerrainFactors(0.6, 1.35, 0.6),
    "rolling-mixed": TerrainFactors(0.8, 1.3, 0.7),
    "rolling-bare": TerrainFactors(1.0, 1.2, 0.8),
    "flat-wooded": TerrainFactors(0.7, 1.1, 0.7),
    "flat-mixed": TerrainFactors(0.9, 1.2, 0.8),
    "flat-bare": TerrainFactors(1.05, 1.05, 1.0),
    "swamp": TerrainFactors(0.4, 1.3, 0.4),
    "urban": TerrainFactors(0.7, 1.4, 0.5),
}
"""By the schema's name of the class."""
