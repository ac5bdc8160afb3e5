"""Biddle's base case and its variants, from the functions of our law; a variant names what it changes."""

from __future__ import annotations

from casus.flow.campaign.laws import biddle2004 as law

BASE = {
    "attackers": 1_250_000.0,
    "defenders": 1_000_000.0,
    "width_km": 500.0,
    "assault_width_km": 25.0,
    "position_depth_km": 15.0,
    "reserve_share": 0.4,
    "exposed_share": 0.0,
    "assault_km_per_day": 4.5,
    "reserve_km_per_day": 100.0,
    "weapon_year_attacker": 1910.0,
    "weapon_year_defender": 1910.0,
}


def days(changes: dict[str, float]) -> float:
    """Days until the assault is halted."""
    return assault(changes)[0]


def gain_km(changes: dict[str, float]) -> float:
    """Ground gained."""
    return assault(changes)[1]


def breakthrough(changes: dict[str, float]) -> float:
    """1 where the assault breaks through, else 0."""
    return assault(changes)[2]


def casualties(changes: dict[str, float]) -> float:
    """The attacker's casualties."""
    return assault(changes)[3]


def best_gain_km(changes: dict[str, float]) -> float:
    """Ground gained by an attacker who chooses the speed that gains most (A.23)."""
    case = {**BASE, **changes}
    names = ("width_km", "assault_width_km", "position_depth_km", "reserve_share", "reserve_km_per_day")
    years = ("weapon_year_attacker", "weapon_year_defender")
    speed = law.best_assault_km_per_day(*(float(case[name]) for name in (*names, *years)))
    return gain_km({**changes, "assault_km_per_day": speed})


def assault(changes: dict[str, float]) -> tuple[float, float, float, float]:
    """The base case with some of its inputs changed."""
    assert set(changes) <= set(BASE)
    return law.assault(*(float(number) for number in {**BASE, **changes}.values()))
