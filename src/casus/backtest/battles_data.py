"""A file of battles in; what was known before each of them, who won, and at what rate of loss and advance, out.

The terms are Dupuy's ratio of combat powers (strengths times the multipliers he published) and single circumstances. Domain of
validity: land battles from 1914 to 1982, brigade to army group.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from casus.backtest.series import read_series
from casus.flow.campaign.laws.terrain import TERRAIN
from casus.flow.handoffs import Floats
from casus.foundation.errors import InputError, Place, Problem

NUMBERS = [
    "isqno",
    "year",
    "duration_days",
    "strength_a",
    "strength_d",
    "casualties_a",
    "casualties_d",
    "width_km_a",
    "width_km_d",
    "advance_km_per_day",
    "surprise",
    "air_superiority",
    "outcome",
]
TEXTS = ("war", "cow_war", "posture1", "terrain", "weather", "parent")
COLUMNS: dict[str, type] = {**dict.fromkeys(NUMBERS, float), **dict.fromkeys(TEXTS, str)}
"""What a file of battles must have; of its other columns only MATERIAL is read."""

MATERIAL = ("artillery_a", "artillery_d", "tanks_a", "tanks_d")
"""Columns that are read where the file has them."""

FIRST_YEAR = 1914
FEWEST_BATTLES = 30  # chosen: an error of 0.1 on a share, and about 0.1 on an AUC
FEWEST_WARS = 2

SIGNS = {
    "power": 1.0,
    "power_above_parity": 1.0,
    "ratio": 1.0,
    "air": 1.0,
    "surprise": 1.0,
    "prepared": -1.0,
    "fortified": -1.0,
    "delaying": 1.0,
    "terrain": -1.0,
    "wet": -1.0,
    "density": -1.0,
    "guns": 1.0,
    "tanks": 1.0,
}
"""Terms of the chance of winning, with the sign that theory gives each."""
SIZES = ("attackers", "defenders")
"""Further terms of losses and advance: large forces lose a smaller share a day and move as one."""
TERMS = (*SIGNS, *SIZES)

HASTY, PREPARED, FORTIFIED, DELAY = 1, 2, 3, 0  # rows of laws.dupuy1979.POSTURE_STRENGTH
WITHDRAWAL = 1.15  # Dupuy 1979, posture factors
SLOPES = {"G": "rugged", "R": "rolling", "F": "flat"}
COVERS = {"W": "wooded", "M": "mixed", "B": "bare"}
DESERT, DUNES, RUGGED_BARE, UNKNOWN_TERRAIN = 1.18, 1.4, 1.45, 1.2  # Dupuy 1979; the last is his rolling bare
WEATHER_ATTACK = {"WL": 0.9, "WH": 0.7}  # Dupuy 1979, weather: light and heavy rain
SURPRISE_POWER = (1.0, 1.3**0.5, 3.0**0.5, 5.0**0.5)
"""Minor, substantial, complete: the square root of the surpriser's mobility, as it enters power. Dupuy 1979."""
AIR_POWER = 1.1 / 0.9  # Dupuy 1979: superior over inferior air, in mobility and guns

ADVANCE_SCALE = 0.5
"""km/day, chosen. Advance is predicted as asinh(rate / scale): about ln for rates well above it, about linear below, so that
retreats (a seventh of battles at or below zero) stand on one scale with advances."""


@dataclass(frozen=True)
class Battles:
    """Battles as arrays, one row each; NaN where the file says nothing."""

    number: Floats
    year: Floats
    war: list[str]
    """The whole war: Correlates of War's number, or its name where it has none."""
    campaign: list[str]
    """The war or theatre as the file names it."""
    posture: list[str]
    ratio: Floats
    terms: Floats
    won: Floats
    """1 where the attacker won, 0 for a draw or a defeat."""
    rates: dict[str, Floats]
    """By target: ln % of strength a day, and asinh of advance."""

    def __len__(self) -> int:
        return len(self.won)

    def take(self, rows: Any) -> Battles:
        """Some of the battles."""
        pick = [int(row) for row in rows]
        return Battles(
            self.number[pick],
            self.year[pick],
            [self.war[row] for row in pick],
            [self.campaign[row] for row in pick],
            [self.posture[row] for row in pick],
            self.ratio[pick],
            self.terms[pick],
            self.won[pick],
            {name: values[pick] for name, values in self.rates.items()},
        )


def read_battles(file: Path) -> Battles:
    """The battles since 1914 with strengths and an outcome, without those that are part of another; InputError if too few."""
    frame = _frame(file)
    known = frame.strength_a.gt(0) & frame.strength_d.gt(0) & frame.duration_days.gt(0) & frame.outcome.notna()
    battles = _arrays(frame[frame.year.ge(FIRST_YEAR) & frame.parent.eq("") & known].reset_index(drop=True))
    wars = len(set(battles.war))
    if len(battles) < FEWEST_BATTLES or wars < FEWEST_WARS:
        what = f"holds {len(battles)} battles since {FIRST_YEAR} with strengths and an outcome, in {wars} war(s)"
        hint = f"a score needs at least {FEWEST_BATTLES} battles in {FEWEST_WARS} wars"
        raise InputError([Problem(what, Place(file), hint)])
    return battles


def _frame(file: Path) -> Any:
    """The file as a table; material is NaN where the file has no such column."""
    columns = COLUMNS | {name: float for name in MATERIAL if name in read_series(file, COLUMNS)}
    frame = read_series(file, columns)
    numbers = [name for name, kind in columns.items() if kind is float]
    return frame.astype(dict.fromkeys(numbers, float)).assign(
        **{name: np.nan for name in MATERIAL if name not in columns}
    )


def _arrays(frame: Any) -> Battles:
    ratio = (frame.strength_a / frame.strength_d).to_numpy()
    advance = frame.advance_km_per_day.to_numpy()
    return Battles(
        number=frame.isqno.to_numpy(),
        year=frame.year.to_numpy(),
        war=[code.removesuffix(".0") or war for code, war in zip(frame.cow_war, frame.war, strict=True)],
        campaign=list(frame.war),
        posture=list(frame.posture1),
        ratio=ratio,
        terms=_terms(frame, ratio),
        won=(frame.outcome == 1).to_numpy(dtype=float),
        rates={
            "losses_a": _log_loss_rate(frame.casualties_a, frame.strength_a, frame.duration_days),
            "losses_d": _log_loss_rate(frame.casualties_d, frame.strength_d, frame.duration_days),
            "advance": np.arcsinh(advance / ADVANCE_SCALE),
        },
    )


def _log_loss_rate(casualties: Any, strength: Any, days: Any) -> Floats:
    """Ln of % of strength a day; no loss counts as half a person."""
    return np.asarray(np.log(100.0 * casualties.clip(lower=0.5) / strength / days))


def _terms(frame: Any, ratio: Floats) -> Floats:
    """Columns in the order of TERMS; NaN where unknown, which a model reads as its mean."""
    power = np.log(power_ratio(frame, ratio)).astype(float)
    width = frame.width_km_d.where(frame.width_km_d > 0, frame.width_km_a)
    columns = {
        "power": power,
        "power_above_parity": np.where(np.isnan(power), np.nan, np.maximum(power, 0.0)),
        "ratio": np.log(ratio),
        "air": frame.air_superiority,
        "surprise": np.sign(frame.surprise),
        "prepared": frame.posture1 == "PD",
        "fortified": frame.posture1 == "FD",
        "delaying": frame.posture1.isin(["DL", "WD"]),
        "terrain": np.log(frame.terrain.map(_terrain_strength).to_numpy(dtype=float)),
        "wet": frame.weather.str[:1] == "W",
        "density": np.log(frame.strength_d / width.where(width > 0)),
        "guns": np.log(frame.artillery_a.where(frame.artillery_a > 0) / frame.artillery_d.where(frame.artillery_d > 0)),
        "tanks": np.log1p(frame.tanks_a.clip(lower=0.0)) - np.log1p(frame.tanks_d.clip(lower=0.0)),
        "attackers": np.log(frame.strength_a),
        "defenders": np.log(frame.strength_d),
    }
    return np.column_stack([np.asarray(columns[name], dtype=float) for name in TERMS])


def power_ratio(frame: Any, ratio: Floats) -> Floats:
    """Dupuy's ratio of combat powers: strengths times his published multipliers; unknown air and surprise count as even."""
    weather = frame.weather.str[:2].map(WEATHER_ATTACK).fillna(1.0)
    defence = frame.posture1.map(_posture_strength) * frame.terrain.map(_terrain_strength)
    surprise = frame.surprise.fillna(0.0).clip(-3, 3)
    surprised = [SURPRISE_POWER[int(abs(code))] ** np.sign(code) for code in surprise]
    return np.asarray(ratio * weather / defence * surprised * AIR_POWER ** frame.air_superiority.fillna(0.0))


def _posture_strength(posture: str) -> float:
    from casus.flow.campaign.laws.dupuy1979 import POSTURE_STRENGTH

    if posture == "WD":
        return WITHDRAWAL
    return float(POSTURE_STRENGTH[{"DL": DELAY, "PD": PREPARED, "FD": FORTIFIED}.get(posture, HASTY)])


def _terrain_strength(code: str) -> float:
    slope, cover, special = (code.ljust(3, "0")[place] for place in range(3))
    if special in "UM":
        return TERRAIN["urban" if special == "U" else "swamp"].defence
    if special == "D" or cover == "D":
        return DUNES if special == "D" else DESERT
    if slope + cover == "GB":
        return RUGGED_BARE
    known = TERRAIN.get(f"{SLOPES.get(slope)}-{COVERS.get(cover)}")
    return known.defence if known else UNKNOWN_TERRAIN
