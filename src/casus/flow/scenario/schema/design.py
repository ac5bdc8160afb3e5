"""A design: pact, posture and settlement, the thing compared (designs/*.yaml)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from casus.evidence.entry import Identifier
from casus.flow.scenario.schema.roles import UnitType
from casus.flow.scenario.schema.theatre import Works
from casus.foundation.records import Record
from casus.pacts.schema.pact import Pact

LEAST_CONTINGENT = 0.2  # chosen: a reinforced battalion, the least that a national contribution is stated in


class Contingent(Record):
    """Forces of one nation, in place or on standby."""

    nation: Identifier
    """Guarantor that sends them."""
    type: UnitType
    """Unit type."""
    brigades: float = Field(gt=0, le=50)
    """Brigade equivalents; a battalion battlegroup is about 0.3."""
    zone: Identifier | None = None
    """Where they stand, for forces in place."""
    role: Literal["line", "reserve"] = "line"
    """In the line as soon as its capital decides, or held behind it and sent where the line is pressed hardest."""
    notice_days: float | None = Field(default=None, ge=0, le=365)
    """Notice to move, for forces on standby."""
    prepositioned: bool = False
    """True where the equipment is already in the theatre and only people travel."""

    @field_validator("brigades")
    @classmethod
    def _above_floor(cls, brigades: float) -> float:
        if brigades < LEAST_CONTINGENT:
            raise ValueError(
                f"{brigades:g} brigades is finer than the resolution floor of {LEAST_CONTINGENT:g} (a battalion battlegroup): "
                "Casus models brigades, axes and oblasts, never single units"
            )
        return brigades


class Monitoring(Record):
    """A mission on the line of a ceasefire that finds out what happened."""

    persons: float = Field(gt=0, le=20000)
    """Monitors on the ground and in the air."""
    access: Literal["free", "escorted", "remote"] = "free"
    """Whether they go where they want, where both sides let them, or watch by drones and satellites alone."""
    power: Literal["observes", "reports", "attributes"] = "attributes"
    """Whether they tell the guarantors what they saw, report it publicly, or may say who did it."""


class AirDefence(Record):
    """What guarantors hand over to the protected state against drones and missiles."""

    drones_day: float = Field(default=0, ge=0, le=5000)
    """Further drones that can be engaged in a day."""
    cruise_batteries: float = Field(default=0, ge=0, le=200)
    """Medium batteries (NASAMS and IRIS-T class), which meet cruise missiles."""
    ballistic_batteries: float = Field(default=0, ge=0, le=100)
    """Batteries that can meet ballistic missiles (Patriot and SAMP/T class)."""
    interceptors: float = Field(default=0, ge=0, le=20000)
    """Interceptors against cruise missiles, added to the stock in peacetime."""
    interceptors_month: float = Field(default=0, ge=0, le=2000)
    """Such interceptors added each month of the war."""
    ballistic_interceptors: float = Field(default=0, ge=0, le=20000)
    """Interceptors against ballistic missiles, added to the stock in peacetime."""
    ballistic_interceptors_month: float = Field(default=0, ge=0, le=2000)
    """Such interceptors added each month of the war."""


class AirPosture(Record):
    """Guarantors' combat aircraft that are assigned in peacetime, and what they are to do."""

    aircraft: float = Field(default=0, ge=0, le=500)
    """Combat aircraft assigned; they fight as soon as their capitals decide."""
    stations: float = Field(default=0, ge=0, le=50)
    """Patrol stations, a pair on each round the clock, that they are to hold over the country; what is left flies over the line."""
    alert: float = Field(default=0, ge=0, le=100)
    """Of them, aircraft on quick-reaction alert, which meet what comes before capitals have decided."""
    base: Literal["inside", "outside"] = "outside"
    """Whether their bases are in the protected state, nearer and under fire, or abroad."""

    @model_validator(mode="after")
    def _has_aircraft_for_it(self) -> AirPosture:
        if self.alert > self.aircraft:
            raise ValueError(f"{self.alert:g} aircraft on alert are more than the {self.aircraft:g} that are assigned")
        if self.stations > 0 and self.aircraft == 0:
            raise ValueError(f"{self.stations:g} patrol stations and no aircraft assigned to hold them")
        return self


class Posture(Record):
    """What stands behind a pact in peacetime."""

    in_place: tuple[Contingent, ...] = ()
    """Forces inside the protected state."""
    standby: tuple[Contingent, ...] = ()
    """Forces at home that are earmarked and at stated notice."""
    delegated: bool = False
    """True where commanders may use the forces assigned to them without a new decision in capitals."""
    mandate: bool = False
    """True where parliaments have consented beforehand."""
    command: Literal["ad-hoc", "lead", "integrated"] = "ad-hoc"
    """Headquarters: formed when needed, a lead nation's, or standing and integrated."""
    zones_by_nation: bool = False
    """True where the line is divided into national zones."""
    forward_stock_days: float = Field(default=0, ge=0, le=180)
    """Days of ammunition at combat intensity placed forward for the defence."""
    works: dict[Identifier, Works] = {}
    """Field fortification by zone, where better than what stands at the base date."""
    air: AirPosture = AirPosture()
    """Combat aircraft assigned, patrol stations and alert."""
    air_defence: AirDefence = AirDefence()
    """What guarantors add to the protected state's air defence."""
    monitoring: Monitoring | None = None
    """Mission on the line, which shortens and sharpens the attribution of incidents and deniable attacks."""
    arms_meur_year: float = Field(default=0, ge=0, le=200000)
    """Arms that guarantors give each year in peacetime, million euro."""
    arms_at_war: bool = True
    """True where guarantors that honour the pact also send arms and ammunition."""


class Settlement(Record):
    """The terms of the peace that the guarantee protects."""

    start_km: dict[Identifier, Annotated[float, Field(ge=0)]] = {}
    """Depth to which ground on an axis was ceded beforehand."""
    ceded_km2: float = Field(default=0, ge=0)
    """Area ceded beyond the line of contact."""
    army_cap_kperson: float | None = Field(default=None, gt=0)
    """Ceiling on the protected state's forces, thousand persons."""
    neutral: bool = False
    """True where the protected state may not plan, train or share headquarters with guarantors."""
    foreign_troops: Literal["allowed", "banned"] = "allowed"
    """Whether guarantors' forces may be in place."""
    sanctions: Literal["kept", "snap-back", "lifted"] = "kept"
    """Sanctions regime in peacetime."""


class Design(Record):
    """A guarantee: the promise, what stands behind it, and the peace that it protects."""

    id: Identifier
    """Name, equal to the file's."""
    title: str
    """Name in tables and charts."""
    summary: str = Field(min_length=20)
    """What it is, in a sentence or two."""
    tags: tuple[Identifier, ...] = ()
    """Families that it belongs to, for questions about many designs."""
    pact: Pact
    """The promise."""
    posture: Posture = Posture()
    """What stands behind it."""
    settlement: Settlement = Settlement()
    """The peace that it protects."""
    source: str = Field(min_length=12)
    """Which proposal it codes, from where, and what was chosen."""
