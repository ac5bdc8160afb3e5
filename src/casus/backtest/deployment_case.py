"""A recorded deployment as a file states it in; by observation, the days after which the model has those forces there out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field, model_validator

from casus.backtest.scorecard import Settings
from casus.evidence.distribution import Floats, quantile
from casus.evidence.entry import Identifier
from casus.evidence.register import read_register
from casus.flow.campaign.deploy import Deployments, deploy
from casus.flow.draws.sample import sample
from casus.flow.scenario.schema.design import Contingent
from casus.flow.scenario.schema.quantity import Quantity
from casus.flow.scenario.schema.roles import UnitType
from casus.flow.scenario.schema.theatre import EntryPoint, LineOfCommunication, Point
from casus.foundation.documents import read_document
from casus.foundation.records import Record
from casus.foundation.validation import validate_document

if TYPE_CHECKING:
    from casus.flow.handoffs import Draws
    from casus.flow.scenario.schema.design import Design
    from casus.flow.scenario.schema.roles import Guarantor
    from casus.flow.scenario.schema.scenario import Scenario

WAY_IN = "way-in"
ROUNDING = 1e-9
Mark = Literal["seen", "recalled", "judged"]


class Sized(Record):
    """Forces by their size, in one of two measures."""

    brigades: float | None = Field(default=None, gt=0, le=50)
    """Brigade equivalents."""
    troops: float | None = Field(default=None, gt=0)
    """Persons, turned into brigades by the case's `brigade_persons`."""

    @model_validator(mode="after")
    def _has_one_measure(self) -> Sized:
        if (self.brigades is None) == (self.troops is None):
            raise ValueError("give either 'brigades' or 'troops'")
        return self


class WayIn(Record):
    """Where the forces entered: a port, an airfield or a border."""

    at: Point
    """Longitude and latitude."""
    capacity: Quantity
    """Heavy brigades that could pass in a day."""
    gauge_break: bool = False
    """True where the rail gauge changes."""

    @model_validator(mode="after")
    def _is_in_brigades(self) -> WayIn:
        _refuse_other_unit("capacity", self.capacity, "brigade/day")
        return self


def _refuse_other_unit(name: str, quantity: Quantity, unit: str) -> None:
    given = quantity.unit if quantity.evidence is None else read_register().entry(quantity.evidence).unit
    if given != unit:
        raise ValueError(f"{name} is in '{given}'; it must be in '{unit}'")


class Lot(Sized):
    """A part of the force that moves as one."""

    type: UnitType
    """Unit type."""
    notice_days: float | None = Field(default=None, ge=0, le=365)
    """Its own notice to move where one was stated; the case's `notice` otherwise."""
    prepositioned: bool = False
    """True where the equipment was there already and only people travelled."""


class Observed(Sized):
    """What had arrived, and when; the size counts all that had come until then."""

    id: Identifier
    """Name within the case."""
    what: str
    """Which event the day belongs to."""
    reached: Literal["entered", "received"] = "entered"
    """Across the entry point, or also assembled and ready to move on."""
    onward_km: float = Field(default=0.0, ge=0)
    """Distance along the ground from the entry point to where they were seen."""
    since: Literal["order", "departure"] = "order"
    """From which event the days run."""
    days: tuple[float, float]
    """Earliest and latest, equal where the day is known."""
    mark: Mark
    """Read in a source, remembered, or a range that somebody judged."""
    source: Identifier | None = None
    """Key of the bibliography where it is not the case's."""

    @model_validator(mode="after")
    def _is_in_order(self) -> Observed:
        if not 0.0 < self.days[0] <= self.days[1]:
            raise ValueError("days: give the earliest and the latest, both above 0")
        return self

    @property
    def middle_days(self) -> float:
        """The day that is scored."""
        return (self.days[0] + self.days[1]) / 2.0


class Deployed(Record):
    """One recorded deployment of one nation."""

    id: Identifier
    """Place and year."""
    event: str
    """What happened, and from which order or departure the days run."""
    nation: Identifier
    """Who sent them."""
    home: Point
    """Where they started."""
    crossing: Literal["none", "strait", "ocean"] = "none"
    """Water that equipment not flown had to cross."""
    landing: Point | None = None
    """Where it came ashore; needed with a crossing, and only then."""
    entry: WayIn
    """Where they entered."""
    notice: Quantity
    """Notice to move of what has none of its own."""
    airlifters: Quantity
    """Transport aircraft, counted as aircraft of the size of an A400M."""
    planned: bool = False
    """True where plans and standing clearances existed."""
    transit: bool = True
    """False where no third state had to let them through and the host had asked for them."""
    standing: bool = False
    """True for a brigade that is built up to stay, which waits for its housing and not for its journey."""
    brigade_persons: float | None = Field(default=None, gt=0)
    """Persons for each brigade in the figures of this case; the median of 'brigade-slice-persons' where not given."""
    forces: tuple[Lot, ...] = Field(min_length=1)
    """What was sent, in the order of its priority."""
    observed: tuple[Observed, ...] = Field(min_length=1)
    """What is scored."""
    source: Identifier
    """Key of the bibliography."""
    why: str = Field(min_length=12)
    """What was chosen in coding it, and why."""

    @model_validator(mode="after")
    def _makes_sense(self) -> Deployed:
        _refuse_other_unit("notice", self.notice, "day")
        _refuse_other_unit("airlifters", self.airlifters, "aircraft")
        if (self.crossing == "none") != (self.landing is None):
            raise ValueError("give 'landing' where 'crossing' is strait or ocean, and only there")
        ids = [seen.id for seen in self.observed]
        if len(ids) != len(set(ids)):
            raise ValueError("two observations have the same id")
        for seen in self.observed:
            if seen_brigades(self, seen) > sum(seen_brigades(self, lot) for lot in self.forces) + ROUNDING:
                raise ValueError(f"observation '{seen.id}' is of more than the forces listed")
        return self


class DeployedFile(Record):
    """What the file holds."""

    cases: tuple[Deployed, ...] = Field(min_length=1)
    """Deployments."""

    @model_validator(mode="after")
    def _names_differ(self) -> DeployedFile:
        ids = [case.id for case in self.cases]
        if len(ids) != len(set(ids)):
            raise ValueError("two cases have the same id")
        return self


def read_cases(file: Path) -> tuple[Deployed, ...]:
    """The cases of a file; raises InputError with every problem."""
    return validate_document(read_document(file), DeployedFile).cases


def seen_brigades(case: Deployed, size: Sized) -> float:
    """Brigade equivalents of what was counted."""
    if size.brigades is not None:
        return size.brigades
    return (size.troops or 0.0) / (case.brigade_persons or usual_brigade_persons())


def usual_brigade_persons() -> float:
    """Median of the evidence on persons for each brigade in theatre."""
    entry = read_register().entry("brigade-slice-persons")
    median: float = quantile(entry.distribution, np.array([0.5]), interval=entry.range, bounds=entry.bounds)[0]
    return float(median)


# --- the model's days -------------------------------------------------------------------------------------------------


def predicted_days(case: Deployed, carrier: Scenario, settings: Settings) -> dict[str, Floats]:
    """For each observation (draws,) days after which the model has as much there, as the kernel moves the force."""
    scenario, design = as_scenario(case, carrier)
    draws = sample(scenario, read_register(), settings.draws, settings.seed)
    moved = deploy(scenario, design, draws, np.zeros(len(draws)))
    return {seen.id: _days_until(case, seen, moved, draws) for seen in case.observed}


def _days_until(case: Deployed, seen: Observed, moved: Deployments, draws: Draws) -> Floats:
    """Days until the lots that are there add up to what was seen."""
    lots = len(case.forces)
    there = moved.from_day[:, :lots]
    if seen.reached == "entered":
        there = there - draws.columns["deployment_reception_days"][:, None]
    if seen.since == "departure":
        there = there - moved.leaves_day[:, :lots].min(axis=1)[:, None]
    order = np.argsort(there, axis=1, kind="stable")
    come = np.cumsum(np.take_along_axis(moved.brigades[:, :lots], order, axis=1), axis=1)
    last = np.argmax(come >= seen_brigades(case, seen) - ROUNDING, axis=1)
    days: Floats = np.take_along_axis(np.take_along_axis(there, order, axis=1), last[:, None], axis=1)[:, 0]
    return days + seen.onward_km / draws.columns["deployment_onward_km_per_day"]


# --- the case on a carrier --------------------------------------------------------------------------------------------


def as_scenario(case: Deployed, carrier: Scenario) -> tuple[Scenario, Design]:
    """The carrier with one nation that sends the force of the case, all of it, by one way in."""
    parameters = {**carrier.parameters, "deployment_available_share": _known(1.0, "share")}
    if not case.transit:
        parameters["deployment_permission_days"] = _known(0.0, "day")
    theatre = carrier.theatre.model_copy(update=_way_in(case, carrier))
    setup = carrier.setup.model_copy(update={"correlations": ()})
    first = carrier.designs[0]
    parties = first.pact.parties.model_copy(update={"guarantors": (case.nation,), "lead": None, "veto": ()})
    posture = first.posture.model_copy(
        update={
            "in_place": (),
            "standby": tuple(_contingent(case, lot) for lot in case.forces),
            "command": "integrated" if case.planned else "ad-hoc",
        }
    )
    settlement = first.settlement.model_copy(update={"neutral": False})
    design = first.model_copy(
        update={
            "id": case.id,
            "pact": first.pact.model_copy(update={"parties": parties}),
            "posture": posture,
            "settlement": settlement,
        }
    )
    changed = {
        "setup": setup,
        "theatre": theatre,
        "parameters": parameters,
        "guarantors": (_nation(case, carrier.guarantors[0]),),
        "designs": (design,),
    }
    return carrier.model_copy(update=changed), design


def _way_in(case: Deployed, carrier: Scenario) -> dict[str, object]:
    entry = EntryPoint(id=WAY_IN, name=case.id, source=case.event, **dict(case.entry))
    lines = [
        LineOfCommunication(entry=WAY_IN, zone=zone.id, length_km=1.0, source=case.event)  # never marched here
        for zone in carrier.theatre.zones
    ]
    return {"entry_points": (entry,), "lines": tuple(lines)}


def _contingent(case: Deployed, lot: Lot) -> Contingent:
    """The lot as a contingent; a record may tell of fewer than a scenario may ask for."""
    whole = Contingent(
        nation=case.nation, type=lot.type, brigades=1.0, notice_days=lot.notice_days, prepositioned=lot.prepositioned
    )
    return whole.model_copy(update={"brigades": seen_brigades(case, lot)})


def _nation(case: Deployed, like: Guarantor) -> Guarantor:
    """The nation of the case, with nothing in its pool beyond what it sent."""
    return like.model_copy(
        update={
            "id": case.nation,
            "name": case.nation,
            "home": case.home,
            "entry": WAY_IN,
            "crossing": case.crossing,
            "landing": case.landing,
            "heavy": _known(0.0, "brigade"),
            "light": _known(0.0, "brigade"),
            "notice": case.notice,
            "airlifters": case.airlifters,
        }
    )


def _known(value: float, unit: str) -> Quantity:
    return Quantity(
        value=value, unit=unit, why="Known from the record of the case: what was sent came.", status="fiction"
    )
