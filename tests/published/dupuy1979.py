"""Dupuy's laws in the words of his tables: by posture, column of advance, class of terrain, name of a factor."""

from __future__ import annotations

from casus.flow.campaign.laws import dupuy1979
from casus.flow.campaign.laws.terrain import TERRAIN

COLUMNS = {"armour": (1.0, 0.0), "mechanised": (0.0, 1.0), "infantry": (0.0, 0.0)}


def advance(ratio: float, works: int, column: str, mobility: float = 1.0) -> float:
    return float(dupuy1979.advance_km_per_day(float(ratio), works, float(mobility), *COLUMNS[column]))


def advance_on_ground(ratio: float, works: int, column: str, terrain: str, quality: int, density: int) -> float:
    """Advance with terrain and roads, whose grades are 0 (best) to 2."""
    roads = dupuy1979.ROAD_QUALITY[quality] * dupuy1979.ROAD_DENSITY[density]
    return advance(ratio, works, column, TERRAIN[terrain].mobility * roads)


def mixed_advance(ratio: float, works: int, armour_share: float, mechanised_share: float) -> float:
    return float(dupuy1979.advance_km_per_day(float(ratio), works, 1.0, float(armour_share), float(mechanised_share)))


def loss(norm: float, own_ratio: float, kpersons: float, terrain_casualty: float, advancing: bool) -> float:
    return float(
        dupuy1979.loss_share_per_day(norm, float(own_ratio), float(kpersons), float(terrain_casualty), advancing)
    )


def posture(works: int) -> tuple[float, float]:
    """Strength and vulnerability."""
    return float(dupuy1979.POSTURE_STRENGTH[works]), float(dupuy1979.POSTURE_VULNERABILITY[works])


def terrain(terrain: str) -> tuple[float, float, float]:
    """Mobility, defence, casualties."""
    factors = TERRAIN[terrain]
    return factors.mobility, factors.defence, factors.casualty


def table(name: str) -> list[float]:
    """A table of factors as it stands in the law."""
    return [float(number) for number in getattr(dupuy1979, name)]


def single_factor(name: str) -> float:
    return float(getattr(dupuy1979, name))


def river(river_m: float, fordable: bool) -> float:
    return float(dupuy1979.river_mobility(float(river_m), fordable))


def mines(mines_per_km: float) -> float:
    return float(dupuy1979.mine_mobility(float(mines_per_km)))


def air(control: float) -> tuple[float, float]:
    """Mobility and vulnerability."""
    return float(dupuy1979.air_mobility(float(control))), float(dupuy1979.air_vulnerability(float(control)))


def surprise(level: int, days: float) -> list[float]:
    """Own mobility, own vulnerability, enemy's vulnerability."""
    tables = (
        dupuy1979.SURPRISE_MOBILITY,
        dupuy1979.SURPRISE_OWN_VULNERABILITY,
        dupuy1979.SURPRISE_ENEMY_VULNERABILITY,
    )
    return [float(dupuy1979.faded(table[level], float(days))) for table in tables]
