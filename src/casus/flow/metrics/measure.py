"""Outcomes in, answers out: probabilities with their Monte Carlo error, quantities with their spread, paired differences."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.strike import DAYS_PER_MONTH
from casus.flow.handoffs import Draws, Floats, Outcomes
from casus.flow.metrics.catalogue import LEAKERS, METRICS, WEAPONS, Arrays, Part, cell
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.codes import LAWS

LAUNCHED = {"drone": "drones_launched", "cruise": "cruise_launched", "ballistic": "ballistic_launched"}
HELD_IN, STOPPED = "held_in.", "stopped."
"""Beginnings of the names of what is asked for each law of combat, and for each class of weapon."""
Z95 = 1.959964
Flags = npt.NDArray[np.bool_]


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
    """Mean difference, in the unit of what is compared."""
    se: float
    """Its Monte Carlo standard error."""


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


@dataclass(frozen=True)
class Measured:
    """What one design did against one attack by itself, before it is held against another."""

    shares: Mapping[str, Share]
    """By the names of `flags`."""
    spreads: Mapping[str, Spread]
    """By the names of `quantities`."""
    held: Floats
    """(draws,) 1 where the line held, 0 where it did not, NaN where it was not played."""

    def against(self, baseline: Measured, design: str, attack: str) -> Answer:
        """The answer of the design of that name, whose gain is counted against what another did against the same attack."""
        return answer_of(design, attack, self.shares, self.spreads, paired(self.held, baseline.held))


def measure(outcomes: Outcomes, design: str, attack: str) -> Answer:
    """Every metric of one design against one attack; losses are in persons."""
    baseline = str(outcomes.data.attrs["baseline"])
    of, against = (measured(cell(outcomes, id, attack)) for id in (design, baseline))
    return of.against(against, design, attack)


def measured(data: Part) -> Measured:
    """Every metric of one design against one attack that needs no other design; losses are in persons."""
    of = Worlds(data)
    return Measured(
        {name: share(true) for name, true in flags(of).items()},
        {name: spread(values) for name, values in quantities(of).items()},
        of.all("held"),
    )


def played(scenario: Scenario, records: Mapping[str, Floats], worlds: Draws) -> Arrays:
    """One design's campaigns against one attack, as `measured` reads them; of them (draws,) each, by name."""
    attrs = {"horizon_days": scenario.setup.horizon_days}
    return Arrays({**records, "brigade_persons": worlds.columns["brigade_persons"]}, attrs)


def answer_of(
    design: str, attack: str, shares: Mapping[str, Share], spreads: Mapping[str, Spread], gain: Difference
) -> Answer:
    """The answer whose parts are these, by the names of `flags` and `quantities`."""
    return Answer(
        design,
        attack,
        held=shares["held"],
        held_by_law={law: shares[f"{HELD_IN}{law}"] for law in LAWS},
        gain=gain,
        honoured=shares["honoured"],
        called=shares["called"],
        decided=shares["decided"],
        acted=shares["acted"],
        in_time=shares["in_time"],
        combat=shares["combat"],
        contact=shares["contact"],
        contact_hours=spreads["contact_hours"],
        contact_moved_km=spreads["contact_moved_km"],
        movement_to_contact=shares["movement_to_contact"],
        area_km2=spreads["area_lost_km2"],
        people=spreads["people_lost"],
        protected_lost=spreads["protected_lost"],
        guarantor_lost=spreads["guarantor_lost"],
        aggressor_lost=spreads["aggressor_lost"],
        launched_month=spreads["launched_month"],
        leakers_month=spreads["leakers_month"],
        damage_meur_month=spreads["damage_meur_month"],
        stations_held=spreads["stations_held"],
        stopped={weapon: spreads[f"{STOPPED}{weapon}"] for weapon in WEAPONS},
    )


def flags(of: Worlds) -> dict[str, Flags]:
    """By name, whether something is so, in the worlds in which the question arises."""
    asked = ("honoured", "called", "decided", "in_time", "combat", "contact", "movement_to_contact")
    return {
        "held": of["held"] > 0,
        **{f"{HELD_IN}{law}": of["held"][of["law"] == code] > 0 for code, law in enumerate(LAWS)},
        **{name: of.metric(name) > 0 for name in asked},
        "acted": of.metric("acted")[of.metric("decided") > 0] > 0,
    }


def quantities(of: Worlds) -> dict[str, Floats]:
    """By name, the values of a quantity in the worlds that have it; losses are in persons."""
    months = float(of.data.attrs["horizon_days"]) / DAYS_PER_MONTH
    hours = of.metric("contact_hours")
    as_they_are = (
        "contact_moved_km",
        "area_lost_km2",
        "people_lost",
        "protected_lost",
        "guarantor_lost",
        "aggressor_lost",
    )
    return {
        "contact_hours": hours[np.isfinite(hours)],
        **{name: of.metric(name) for name in as_they_are},
        "launched_month": np.asarray(sum(of[name] for name in LAUNCHED.values())) / months,
        "leakers_month": of.metric("leakers_month"),
        "damage_meur_month": of.metric("damage_meur") / months,
        "stations_held": of["stations_held"][of["stations_held"] > 0],
        **{f"{STOPPED}{weapon}": _stopped(of, weapon) for weapon in WEAPONS},
    }


def _stopped(of: Worlds, weapon: str) -> Floats:
    """(worlds with a launch,) share of a class that did no damage."""
    launched = of[LAUNCHED[weapon]]
    some = launched > 0
    return np.asarray(1.0 - of[LEAKERS[weapon]][some] / launched[some])


class Worlds:
    """The worlds of one design against one attack, of which some may not have been played."""

    def __init__(self, data: Part) -> None:
        self.data = data
        self.played: Flags = np.isfinite(self.all("held"))

    def __getitem__(self, name: str) -> Floats:
        return np.asarray(self.all(name)[self.played])

    def metric(self, name: str) -> Floats:
        """A metric of the catalogue in the worlds in which it arises."""
        values = METRICS[name].read(self.data)
        return np.asarray(values[~np.isnan(values)])

    def all(self, name: str) -> Floats:
        """A variable in all worlds."""
        return np.asarray(self.data[name].values)


def share(true: Flags) -> Share:
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


def undecided_pairs(held: Mapping[str, Floats]) -> list[tuple[str, str]]:
    """Neighbours in the order of p_held that these draws do not tell apart at 95 %; `held` is (draws,) by design."""
    shares = {id: float(np.nanmean(values)) if np.isfinite(values).any() else 0.0 for id, values in held.items()}
    return neighbours_not_told_apart(shares, lambda a, b: paired(held[a], held[b]))


def neighbours_not_told_apart(
    held: Mapping[str, float], difference: Callable[[str, str], Difference]
) -> list[tuple[str, str]]:
    """Neighbours in the order of these shares whose paired difference could be chance at 95 %."""
    ordered = sorted(held, key=lambda id: -held[id])
    return [(a, b) for a, b in zip(ordered, ordered[1:], strict=False) if not _told_apart(difference(a, b))]


def _told_apart(difference: Difference) -> bool:
    return abs(difference.value) > Z95 * difference.se
