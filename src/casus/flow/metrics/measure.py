"""Outcomes in, answers out: probabilities with their Monte Carlo error, quantities with their spread, paired differences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.strike import DAYS_PER_MONTH
from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import LEAKERS, METRICS, WEAPONS, cell
from casus.foundation.codes import LAWS

LAUNCHED = {"drone": "drones_launched", "cruise": "cruise_launched", "ballistic": "ballistic_launched"}
Z95 = 1.959964


@dataclass(frozen=True)
class Share:
    """A probability over worlds."""

    value: float
    """Share of the worlds."""
    se: float
    """Its Monte Carlo standard error."""
    n: int
    """Worlds counted."""

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval for Monte Carlo error alone (Wilson 1927)."""
        if self.n == 0:
            return math.nan, math.nan
        z2 = Z95**2 / self.n
        centre = (self.value + z2 / 2) / (1 + z2)
        half = Z95 / (1 + z2) * math.sqrt(self.value * (1 - self.value) / self.n + z2 / (4 * self.n))
        return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True)
class Spread:
    """A quantity over worlds: its mean and quantiles."""

    mean: float
    p05: float
    p10: float
    p50: float
    p90: float
    p95: float


@dataclass(frozen=True)
class Difference:
    """A paired difference between two designs in the same worlds."""

    value: float
    se: float


@dataclass(frozen=True)
class Answer:
    """What one design did against one attack."""

    design: str
    attack: str
    held: Share
    held_by_law: dict[str, Share]
    gain: Difference
    honoured: Share
    called: Share
    """The pact's trigger was met."""
    decided: Share
    """Half of the pact's brigades belong to guarantors that decided to help within 30 days."""
    acted: Share
    """Of those worlds: half of the brigades' guarantors sent more than words."""
    in_time: Share
    """Of the worlds in which combat forces were sent: they were in contact before the line was lost, or it held."""
    combat: Share
    contact: Share
    contact_hours: Spread
    contact_moved_km: Spread
    movement_to_contact: Share
    area_km2: Spread
    people: Spread
    protected_lost: Spread
    guarantor_lost: Spread
    aggressor_lost: Spread
    launched_month: Spread
    """Drones and missiles launched in a month, decoys included."""
    leakers_month: Spread
    """Drones and missiles that got through in a month, decoys not counted."""
    damage_meur_month: Spread
    """Damage that they did in a month."""
    stations_held: Spread
    """Patrol stations that guarantors' aircraft kept, in worlds in which their capitals released any."""
    stopped: dict[str, Spread]
    """By class (drone, cruise, ballistic): share of what was launched that did no damage, in worlds with a launch."""


def measure(outcomes: Outcomes, design: str, attack: str) -> Answer:
    """Every metric of one design against one attack; losses are in persons."""
    of = _Played(outcomes, design, attack)
    baseline = _Played(outcomes, str(outcomes.data.attrs["baseline"]), attack)
    months = float(outcomes.data.attrs["horizon_days"]) / DAYS_PER_MONTH
    hours = of.metric("contact_hours")
    return Answer(
        design,
        attack,
        held=share(of["held"] > 0),
        held_by_law={law: share(of["held"][of["law"] == code] > 0) for code, law in enumerate(LAWS)},
        gain=paired(of.all("held"), baseline.all("held")),
        honoured=share(of.metric("honoured") > 0),
        called=share(of.metric("called") > 0),
        decided=share(of.metric("decided") > 0),
        acted=share(of.metric("acted")[of.metric("decided") > 0] > 0),
        in_time=share(of.metric("in_time") > 0),
        combat=share(of.metric("combat") > 0),
        contact=share(of.metric("contact") > 0),
        contact_hours=spread(hours[np.isfinite(hours)]),
        contact_moved_km=spread(of.metric("contact_moved_km")),
        movement_to_contact=share(of.metric("movement_to_contact") > 0),
        area_km2=spread(of.metric("area_lost_km2")),
        people=spread(of.metric("people_lost")),
        protected_lost=spread(of.metric("protected_lost")),
        guarantor_lost=spread(of.metric("guarantor_lost")),
        aggressor_lost=spread(of.metric("aggressor_lost")),
        launched_month=spread(np.asarray(sum(of[name] for name in LAUNCHED.values())) / months),
        leakers_month=spread(of.metric("leakers_month")),
        damage_meur_month=spread(of.metric("damage_meur") / months),
        stations_held=spread(of["stations_held"][of["stations_held"] > 0]),
        stopped={weapon: spread(_stopped(of, weapon)) for weapon in WEAPONS},
    )


def _stopped(of: _Played, weapon: str) -> Floats:
    """(worlds with a launch,) share of a class that did no damage."""
    launched = of[LAUNCHED[weapon]]
    some = launched > 0
    return np.asarray(1.0 - of[LEAKERS[weapon]][some] / launched[some])


class _Played:
    """The played worlds of one design against one attack."""

    def __init__(self, outcomes: Outcomes, design: str, attack: str) -> None:
        self.data = cell(outcomes, design, attack)
        self.played: npt.NDArray[np.bool_] = np.isfinite(self.data["held"].values)

    def __getitem__(self, name: str) -> Floats:
        return np.asarray(self.all(name)[self.played])

    def metric(self, name: str) -> Floats:
        """A metric of the catalogue in the worlds in which it arises."""
        values = METRICS[name].read(self.data)
        return np.asarray(values[~np.isnan(values)])

    def all(self, name: str) -> Floats:
        return np.asarray(self.data[name].values)


def share(true: npt.NDArray[np.bool_]) -> Share:
    """The share of worlds in which something is true, with its standard error."""
    n = int(true.size)
    if n == 0:
        return Share(math.nan, math.nan, 0)
    p = float(true.mean())
    return Share(p, math.sqrt(p * (1 - p) / n), n)


def spread(values: Floats) -> Spread:
    """Mean and quantiles of a quantity over worlds; NaN where there are none."""
    if values.size == 0:
        return Spread(*[math.nan] * 6)
    quantiles = np.quantile(values, [0.05, 0.10, 0.50, 0.90, 0.95])
    return Spread(float(values.mean()), *(float(q) for q in quantiles))


def paired(values: Floats, baseline: Floats) -> Difference:
    """Mean difference over the worlds that both met, with its standard error."""
    both = np.isfinite(values) & np.isfinite(baseline)
    difference = values[both] - baseline[both]
    if difference.size < 2:
        return Difference(math.nan, math.nan)
    return Difference(float(difference.mean()), float(difference.std(ddof=1) / math.sqrt(difference.size)))


def heaviest_attack(outcomes: Outcomes) -> str:
    """The attack option of the greatest intensity: the one whose numbers come first."""
    intensity = outcomes.data["attack_intensity"].values
    return str(outcomes.data["attack"].values[int(np.argmax(intensity))])


def undecided_pairs(outcomes: Outcomes, attack: str) -> list[tuple[str, str]]:
    """Neighbours in the order of p_held that these draws do not tell apart at 95 %."""
    designs = [str(id) for id in outcomes.data["design"].values]
    held = {design: _Played(outcomes, design, attack).all("held") for design in designs}
    ordered = sorted(designs, key=lambda id: -float(np.nanmean(held[id])) if np.isfinite(held[id]).any() else 0.0)
    return [(a, b) for a, b in _neighbours(ordered) if not _told_apart(paired(held[a], held[b]))]


def _neighbours(ordered: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(ordered, ordered[1:], strict=False))


def _told_apart(difference: Difference) -> bool:
    return abs(difference.value) > Z95 * difference.se
