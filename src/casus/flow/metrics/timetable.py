"""The records of a timeline: events, nations, the advance, and all of it as plain rows and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casus.flow.metrics.measure import Share, Spread

EVENTS = ("decision", "leaving", "arrival", "line")
"""A nation decides for combat; leaves home, its alert over; can move in the theatre; stands in the line."""
PHASES = {
    "deciding": ("trigger", "decision"),
    "alert": ("decision", "leaving"),
    "movement": ("leaving", "arrival"),
    "in theatre": ("arrival", "line"),
}
"""By name: the event with which a phase begins, and the one with which it ends."""
QUANTILES = ("p10", "p50", "p90")
ANY = "any"
"""Stands for a nation where the first of all is meant."""


@dataclass(frozen=True)
class Event:
    """Something that happens on a day, or not before the horizon."""

    share: Share
    """Share of the worlds in which it happens."""
    day: Spread
    """Day after the attack, over those worlds; before the attack it is negative."""


@dataclass(frozen=True)
class NationTimes:
    """When a nation of the pact comes."""

    nation: str
    name: str
    events: dict[str, Event]
    """By name in `EVENTS`, each over the worlds in which it happens."""
    way: dict[str, Spread]
    """Days of the trigger and of each event, all over the worlds in which the nation arrives; a line that is not joined by the
    horizon counts as joined then, so that the days are in order."""
    phases: dict[str, Spread]
    """Length of each of `PHASES` in days, over the worlds in which it ends before the horizon."""
    in_place: Share
    """Of the worlds in which it arrives: it had forces in the theatre, which need no way there."""
    modes: dict[str, Share]
    """Of the worlds in which it arrives: how its first forces come, by the modes that occur, the commonest first."""

    @property
    def comes(self) -> bool:
        """Whether it arrives in any world."""
        return self.worlds > 0

    @property
    def worlds(self) -> int:
        """Worlds in which it arrives."""
        arrival = self.events["arrival"].share
        return round(arrival.value * arrival.n) if arrival.n else 0


@dataclass(frozen=True)
class Advance:
    """The aggressor's advance on one axis."""

    axis: str
    title: str
    why: str
    """Why this axis is shown."""
    hold_km: float
    """Advance beyond which the line did not hold."""
    km: dict[int, Spread]
    """By day: kilometres beyond the line from which the attack starts."""
    deepest_km: dict[int, Spread]
    """By day: the same on whichever axis it is deepest in a world."""


@dataclass(frozen=True)
class Timeline:
    """The time-phased deployment of one design against one attack."""

    design: str
    """Id of the design."""
    title: str
    """Its title."""
    attack: str
    """Id of the attack option."""
    attack_title: str
    """Title of the attack option."""
    horizon_days: int
    """Days after the attack that were played."""
    warning: Event
    """The build-up is believed; the day is negative."""
    trigger: Event
    """The pact's trigger is met."""
    first: dict[str, Event]
    """By name in `EVENTS`: the first nation's."""
    contact: Event
    """Guarantors' first contact with the enemy."""
    nations: tuple[NationTimes, ...]
    """Guarantors of the pact in the order in which they arrive, all that are there at the attack at once; then those that never
    come."""
    theatre_brigades: dict[int, Spread]
    """By day: guarantors' brigades in the theatre."""
    line_brigades: dict[int, Spread]
    """By day: those of them in the line."""
    advance: Advance
    """How far the front has moved, on the same days."""
    provenance: dict[str, Any]
    """Scenario, seed, draws, version, digests."""

    @property
    def coming(self) -> tuple[NationTimes, ...]:
        """Nations that arrive in some world."""
        return tuple(nation for nation in self.nations if nation.comes)

    def rows(self) -> list[dict[str, Any]]:
        """One flat row for each nation and event, `nation` being 'any' for the first of all: share, and days."""
        return list(self._rows())

    def _rows(self) -> Iterator[dict[str, Any]]:
        common = {"design": self.design, "attack": self.attack}
        for name, event in {
            "warning": self.warning,
            "trigger": self.trigger,
            **self.first,
            "contact": self.contact,
        }.items():
            yield common | {"nation": ANY, "event": name} | _flat(event)
        for nation in self.nations:
            for name, event in nation.events.items():
                yield common | {"nation": nation.nation, "event": name} | _flat(event)

    def as_json(self) -> dict[str, Any]:
        """All of it in plain records; numbers that do not exist are null."""
        return {
            "design": self.design,
            "title": self.title,
            "attack": self.attack,
            "attack_title": self.attack_title,
            "horizon_days": self.horizon_days,
            "warning": _event(self.warning),
            "trigger": _event(self.trigger),
            "first": {name: _event(event) for name, event in self.first.items()},
            "contact": _event(self.contact),
            "nations": [_nation(nation) for nation in self.nations],
            "brigades_by_day": _by_day({"theatre": self.theatre_brigades, "line": self.line_brigades}),
            "advance": {
                "axis": self.advance.axis,
                "title": self.advance.title,
                "why": self.advance.why,
                "hold_km": _number(self.advance.hold_km),
                "by_day": _by_day({"km": self.advance.km, "deepest_km": self.advance.deepest_km}),
            },
            **self.provenance,
        }


def _nation(nation: NationTimes) -> dict[str, Any]:
    return {
        "nation": nation.nation,
        "name": nation.name,
        "events": {name: _event(event) for name, event in nation.events.items()},
        "way_where_it_arrives": {name: _days(day) for name, day in nation.way.items()},
        "phase_days": {name: _days(length) for name, length in nation.phases.items()},
        "in_place_share": _number(nation.in_place.value),
        "mode_shares": {mode: _number(part.value) for mode, part in nation.modes.items()},
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "share": _number(event.share.value),
        "share_se": _number(event.share.se),
        "worlds": event.share.n,
        "day": _days(event.day),
    }


def _flat(event: Event) -> dict[str, Any]:
    return {"share": event.share.value, "share_se": event.share.se, "worlds": event.share.n} | {
        f"day_{name}": getattr(event.day, name) for name in QUANTILES
    }


def _days(given: Spread) -> dict[str, float | None]:
    return {name: _number(getattr(given, name)) for name in QUANTILES}


def _by_day(columns: Mapping[str, Mapping[int, Spread]]) -> list[dict[str, Any]]:
    """A record for each day: mean and 80 % band of every column."""
    days = next(iter(columns.values()))
    return [{"day": day} | {name: _band(column[day]) for name, column in columns.items()} for day in days]


def _band(given: Spread) -> dict[str, float | None]:
    return {"mean": _number(given.mean), **_days(given)}


def _number(value: float) -> float | None:
    """The number to six significant digits, or None where there is none (JSON knows no NaN)."""
    return float(f"{value:.6g}") if value == value else None
