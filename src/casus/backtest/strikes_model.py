"""Months of salvos in; for each the share stopped, as forecast from the months before it by the campaign's strike phase, out.

A world holds the parameters. One hidden level a class wanders about what they say: the log odds that a drone is stopped, or that
a missile is aimed where a battery can meet it. A part of it lasts and is forgotten as time passes, the rest is a month's own. What
was seen weighs worlds and levels:

    level(t) = spread (sqrt(lasting) a(t) + sqrt(1 - lasting) b(t)),   corr(a(t), a(u)) = persistence^|t - u| (months)
    share(t) = strike phase(world, level(t), launched(t), stock(t))
    stopped(t) ~ beta-binomial(launched(t), share(t), correlation within raids)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import expit, gammaln, logit

from casus.backtest.drawn import evidence_drawn
from casus.backtest.scorecard import Settings
from casus.backtest.series import Month
from casus.backtest.strikes_data import CLASSES, Salvos
from casus.backtest.strikes_shares import ballistic_stopped, cruise_stopped, drones_stopped
from casus.flow.campaign.arrays import many
from casus.flow.campaign.strike import DAYS_PER_MONTH
from casus.flow.handoffs import Floats

Worlds = np.recarray[tuple[int], np.dtype[np.void]]

LEVELS = np.linspace(-4.0, 4.0, 41)
"""Chosen: places of the hidden level in its standard deviations; a fifth of one apart, and 1 in 16,000 lies beyond."""
SAMPLE = 20_000
"""Chosen: shares drawn for each forecast, so many that another seed moves a median by less than 0.2 points."""
PIECE = 1_000
"""Chosen: worlds that are worked at once, so that their 41 by 41 transitions stay near 14 MB."""
RAIDS = {"drone": DAYS_PER_MONTH, "cruise": 8.0, "ballistic": 8.0}
"""Chosen: raids in a month. Drones come nearly every night; missiles in two large raids a week."""
STEADIEST = 1e6
"""Chosen: beyond it a beta-binomial of a month is a binomial."""

FIELDS = {
    "strike-drone-kill-share": "strike_drone_kill_share",
    "strike-decoy-share": "strike_decoy_share",
    "strike-drone-capacity": "strike_drone_capacity",
    "strike-battery-serviceable": "strike_battery_serviceable",
    "ukraine-cruise-coverage": "protected_cruise_coverage",
    "strike-cruise-batteries-needed": "strike_cruise_batteries_needed",
    "strike-cruise-shot-kill": "strike_cruise_shot_kill",
    "strike-cruise-shots": "strike_cruise_shots",
    "strike-front-cruise": "strike_front_cruise",
    "strike-cruise-other-kill": "strike_cruise_other_kill",
    "ukraine-ballistic-batteries": "protected_ballistic_batteries",
    "strike-ballistic-batteries-needed": "strike_ballistic_batteries_needed",
    "strike-ballistic-shot-kill": "strike_ballistic_shot_kill",
    "strike-ballistic-shots": "strike_ballistic_shots",
    "strike-front-ballistic": "strike_front_ballistic",
}
"""Each entry with the field of a world that the strike phase reads it from."""


def month(text: str) -> int:
    """A month like 2022-10 as a number."""
    year, number = text.split("-")
    return Month(int(year) * 12 + int(number) - 1)


DECOYS_FROM, DECOYS_ALL = month("2024-06"), month("2024-10")
"""Next to no decoys before mid-2024, and up to 60 % from September to November 2024 (entry 'strike-decoy-share')."""
BATTERIES_FROM, BATTERIES_ALL = month("2023-05"), month("2026-01")
"""First battles over Kyiv ('polityka-2023-kyiv'); date of entry 'ukraine-ballistic-batteries'."""
FIRST_BATTERIES = 2.0
"""Two Patriot systems stood in 2023 ('wsj-2023-patriot')."""


@dataclass(frozen=True)
class Prior:
    """What is believed of one class before any month is seen; an array holds one number a draw."""

    worlds: Worlds
    full: Floats
    """Interceptors in stock where it is full; where it begins."""
    supply: Floats
    """Interceptors that come in a month."""
    spread: Floats
    """Standard deviation of the hidden level."""
    lasting: Floats
    """Share of its variance that lasts beyond the month."""
    persistence: Floats
    """Correlation of the lasting part with itself a month later."""
    correlation: Floats
    """Between the fates of two weapons of one raid."""


@dataclass(frozen=True)
class Forecast:
    """Equally likely shares stopped in one month: the share behind the salvos, and the share counted among those launched."""

    share: Floats
    counted: Floats


def prior(kind: str, settings: Settings) -> Prior:
    """The prior of one class, drawn from the evidence; classes have parameters of their own and share nothing."""
    full, supply = _interceptors(kind, settings)
    own = 30 + 10 * CLASSES.index(kind)  # streams of random numbers; those of the worlds and stocks lie below
    return Prior(
        worlds=_worlds(settings),
        full=full,
        supply=supply,
        spread=evidence_drawn("strike-month-logit-sd", own, settings),
        lasting=evidence_drawn("strike-month-lasting-share", own + 3, settings),
        persistence=evidence_drawn("strike-month-persistence", own + 1, settings),
        correlation=evidence_drawn("strike-raid-correlation", own + 2, settings),
    )


def _interceptors(kind: str, settings: Settings) -> tuple[Floats, Floats]:
    """Full stock and monthly supply; drones are met by guns, jammers and drones, which have no stock in the model."""
    if kind == "cruise":
        return (
            evidence_drawn("ukraine-interceptors", 20, settings),
            evidence_drawn("strike-war-interceptor-supply", 21, settings),
        )
    if kind == "ballistic":
        return (
            evidence_drawn("ukraine-ballistic-interceptors", 22, settings),
            evidence_drawn("strike-war-ballistic-interceptor-supply", 23, settings),
        )
    return np.zeros(settings.draws), np.zeros(settings.draws)


def _worlds(settings: Settings) -> Worlds:
    worlds = many(np.dtype([(field, "f8") for field in FIELDS.values()]), settings.draws)
    for stream, (id, field) in enumerate(FIELDS.items()):
        worlds[field] = evidence_drawn(id, stream, settings)
    return worlds


def forecasts(kind: str, salvos: Salvos, believed: Prior, seed: int) -> list[Forecast]:
    """The forecast of each month from the months before it and what is launched in it."""
    parts = np.array_split(np.arange(len(believed.full)), 1 + (len(believed.full) - 1) // PIECE)
    pieces = [_filtered(kind, salvos, _some(believed, part)) for part in parts]
    found = []
    for row, months in enumerate(zip(*pieces, strict=True)):
        log_weight, shares, correlation = (np.concatenate(part) for part in zip(*months, strict=True))
        found.append(_forecast(log_weight, shares, correlation, salvos.launched[row], RAIDS[kind], [seed, row]))
    return found


def _some(believed: Prior, draws: npt.NDArray[np.intp]) -> Prior:
    return replace(believed, **{name: array[draws] for name, array in vars(believed).items()})


def _forecast(
    log_weight: Floats, shares: Floats, correlation: Floats, launched: float, raids: float, seed: list[int]
) -> Forecast:
    """A sample from worlds and levels by their weight; the draws do not depend on the salvo, so that shares can be compared."""
    random = np.random.default_rng(seed)
    weight = np.exp(log_weight - log_weight.max()).ravel()
    picked = random.choice(weight.size, size=SAMPLE, p=weight / weight.sum())
    share = shares.ravel()[picked]
    count = round(launched)
    if count == 0:
        return Forecast(share, share)
    steady = _steadiness(launched, raids, correlation)[picked // len(LEVELS)]
    of_month = random.beta(np.maximum(share * steady, 1e-9), np.maximum((1.0 - share) * steady, 1e-9))
    return Forecast(share, random.binomial(count, of_month) / count)


def _filtered(kind: str, salvos: Salvos, believed: Prior) -> Iterator[tuple[Floats, Floats, Floats]]:
    """For each month: log weight of (world, level) given the months before it, share stopped there, correlation in raids."""
    lasting = _transition(np.zeros(len(believed.full)), believed.lasting)[:, 0, :]
    month_by_month = _transition(np.ones(len(believed.full)), 1.0 - believed.lasting)
    log_likelihood = np.zeros(len(lasting))
    moves, moved_by = np.empty(0), 0
    for row, shares in enumerate(_shares(kind, salvos, believed)):
        if row and (gap := int(salvos.month[row] - salvos.month[row - 1])) != moved_by:
            kept = believed.persistence**gap
            moves, moved_by = _transition(kept, believed.lasting * (1.0 - kept**2)), gap
        if row:
            lasting = (lasting[:, None, :] @ moves)[:, 0, :]
        level = (lasting[:, None, :] @ month_by_month)[:, 0, :]
        yield log_likelihood[:, None] + np.log(np.maximum(level, 1e-300)), shares, believed.correlation
        if salvos.known[row]:
            steady = _steadiness(salvos.launched[row], RAIDS[kind], believed.correlation)
            log_chance = _log_likelihood(salvos.launched[row], salvos.share[row], shares, steady)
            best = log_chance.max(axis=1)  # thousands of weapons make chances that no float can hold
            seen = lasting * (month_by_month @ np.exp(log_chance - best[:, None])[:, :, None])[:, :, 0]
            total = np.maximum(seen.sum(axis=1), 1e-300)
            log_likelihood = log_likelihood + best + np.log(total)
            lasting = seen / total[:, None]


def _transition(kept: Floats, variance: Floats) -> Floats:
    """(draws, from, to): chance of each place of the level from each, where a share of it is kept and chance adds a variance."""
    mean = kept[:, None, None] * LEVELS[:, None]
    sd = np.maximum(np.sqrt(variance), (LEVELS[1] - LEVELS[0]) / 2.0)[:, None, None]  # a step of the grid is the finest
    density = np.exp(-(((LEVELS - mean) / sd) ** 2) / 2.0)
    moves: Floats = density / density.sum(axis=2, keepdims=True)
    return moves


def _steadiness(launched: float, raids: float, correlation: Floats) -> Floats:
    """Sum of the two parameters of the beta behind a month, which has the variance of raids whose weapons share their fate.

    Weapons in a raid: m = launched / raids. Variance over that of independent weapons: 1 + (m - 1) correlation.
    """
    extra = max(launched / raids - 1.0, 0.0) * correlation
    together = extra / max(launched - 1.0, 1.0)
    steady: Floats = np.minimum((1.0 - together) / np.maximum(together, 1.0 / STEADIEST), STEADIEST)
    return steady


def _log_likelihood(launched: float, share: float, forecast: Floats, steady: Floats) -> Floats:
    """Logarithm of the beta-binomial chance of the share counted, by world and level, up to what is the same for all."""
    stopped, through = share * launched, (1.0 - share) * launched
    a, b = (np.maximum(part * steady[:, None], 1e-9) for part in (forecast, 1.0 - forecast))
    of_share = gammaln(stopped + a) - gammaln(a) + gammaln(through + b) - gammaln(b)
    found: Floats = of_share + (gammaln(steady) - gammaln(launched + steady))[:, None]
    return found


def _shares(kind: str, salvos: Salvos, believed: Prior) -> Iterator[Floats]:
    """For each month (draws, levels) of the share stopped, with the stock that the salvos before it left."""
    return _drone_shares(salvos, believed) if kind == "drone" else _missile_shares(kind, salvos, believed)


def _drone_shares(salvos: Salvos, believed: Prior) -> Iterator[Floats]:
    """The level moves the share of engaged drones that are stopped; decoys come in 2024."""
    worlds = _each_level(believed.worlds)
    decoys = worlds.strike_decoy_share.copy()
    worlds["strike_drone_kill_share"] = expit(logit(worlds.strike_drone_kill_share) + _shifts(believed))
    for at, launched in zip(salvos.month, salvos.launched, strict=True):
        worlds["strike_decoy_share"] = decoys * grown(at, DECOYS_FROM, DECOYS_ALL)
        yield drones_stopped(worlds, launched / DAYS_PER_MONTH).reshape(-1, len(LEVELS))


def _missile_shares(kind: str, salvos: Salvos, believed: Prior) -> Iterator[Floats]:
    """The level moves the share aimed where batteries stand; the stock falls by what the usual aim would use, and fills up."""
    stopped = cruise_stopped if kind == "cruise" else ballistic_stopped
    stock, shifts, nothing = believed.full, _shifts(believed), np.zeros(len(believed.full))
    for at, launched in zip(salvos.month, salvos.launched, strict=True):
        worlds = with_batteries_of(at, believed.worlds)
        held = stock + believed.supply
        shares, _ = stopped(_each_level(worlds), shifts, launched, np.repeat(held, len(LEVELS)))
        yield shares.reshape(-1, len(LEVELS))
        _, used = stopped(worlds, nothing, launched, held)
        stock = np.minimum(believed.full, held - used)


def _each_level(worlds: Worlds) -> Worlds:
    """Every world once for each place of the level."""
    return np.repeat(worlds, len(LEVELS)).view(np.recarray)


def _shifts(believed: Prior) -> Floats:
    """How far each world and place of the level moves the log odds, in the order of '_each_level'."""
    return np.outer(believed.spread, LEVELS).ravel()


def with_batteries_of(at: int, worlds: Worlds) -> Worlds:
    """Copies of the worlds with the batteries against ballistic missiles that stood in a month: none, two, then more."""
    dated = worlds.copy()
    if at < BATTERIES_FROM:
        dated["protected_ballistic_batteries"] = 0.0
    else:
        more = (worlds.protected_ballistic_batteries - FIRST_BATTERIES) * grown(at, BATTERIES_FROM, BATTERIES_ALL)
        dated["protected_ballistic_batteries"] = FIRST_BATTERIES + more
    return dated


def grown(at: int, first: int, last: int) -> float:
    """How much of what grows evenly from one month to another is there: 0 to 1."""
    return min(max((at - first) / (last - first), 0.0), 1.0)
