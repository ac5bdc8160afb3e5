"""Who plays: protected state, aggressor and allies, guarantors (scenario.yaml and guarantors.yaml)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field, model_validator

from casus.evidence.entry import Identifier
from casus.flow.scenario.schema.quantity import Quantity
from casus.flow.scenario.schema.theatre import Point
from casus.foundation.records import Record

UnitType = Literal["heavy", "medium", "light"]
Procedure = Literal["executive", "cabinet", "parliament"]


class Protected(Record):
    """The state that the guarantee protects, at its peacetime strength."""

    name: str
    """Name on screens."""
    personnel: Quantity
    """Armed forces in peacetime, all services, where no settlement caps them."""
    heavy: Quantity
    """Armoured and mechanised brigades."""
    medium: Quantity
    """Motorised, air assault and marine brigades."""
    light: Quantity
    """Territorial and light infantry brigades."""
    line_share: Quantity
    """Share of brigades that stand on the axes in peacetime; the rest is the operational reserve."""
    replacement: Quantity
    """Share of losses made good each day from mobilisation, from a month into the war."""
    aircraft: Quantity
    """Combat aircraft."""
    stock: Quantity
    """Days of ammunition at combat intensity that it holds itself."""
    interceptors: Quantity
    """Interceptors in stock against cruise missiles."""
    interceptor_supply: Quantity
    """Such interceptors that arrive each month in peacetime."""
    ballistic_interceptors: Quantity
    """Interceptors in stock against ballistic missiles."""
    ballistic_interceptor_supply: Quantity
    """Such interceptors that arrive each month in peacetime."""
    ballistic_batteries: Quantity
    """Batteries that can meet ballistic missiles."""
    cruise_coverage: Quantity
    """Share of cruise missiles aimed where its own medium batteries can meet them."""


class Ally(Record):
    """A state that may open its ground to the aggressor."""

    id: Identifier
    """Name by which axes use it."""
    name: str
    """Name on screens."""
    opens: Quantity
    """Probability that it opens its ground in a full attack."""


class Aggressor(Record):
    """The state that may attack."""

    name: str
    """Name on screens."""
    heavy_share: Quantity
    """Share of its brigades that are armoured or mechanised."""
    medium_share: Quantity
    """Share of the others that are motorised or airborne; what remains is light."""
    reserve: Quantity
    """Operational reserve at the base date, brigades beyond the first echelon of any attack."""
    mobilised: Quantity
    """Brigades that mobilisation adds each month, from a month into the war."""
    aircraft: Quantity
    """Combat aircraft that it can commit to the theatre."""
    drones: Quantity
    """One-way attack drones launched in a month of full effort."""
    cruise: Quantity
    """Cruise missiles launched in a month of full effort."""
    ballistic: Quantity
    """Ballistic missiles launched in a month of full effort."""
    drones_made: Quantity
    """One-way attack drones that it makes or buys in a month, decoys included."""
    cruise_made: Quantity
    """Cruise missiles that it makes in a month."""
    ballistic_made: Quantity
    """Ballistic missiles that it makes or buys in a month."""
    saved_months: Quantity
    """Months of that output that lie in stock at the attack."""
    stock: Quantity
    """Days of ammunition at combat intensity."""
    allies: tuple[Ally, ...] = ()
    """States that may open their ground."""
    great_power: bool = True
    """True where to help means to face a nuclear-armed state."""


class Guarantor(Record):
    """A nation that may promise to help, and what it could send."""

    id: Identifier
    """Name by which designs use it."""
    name: str
    """Name on screens."""
    home: Point
    """Where its forces start from."""
    entry: Identifier
    """Entry point that its forces use."""
    crossing: Literal["none", "strait", "ocean"] = "none"
    """Water between home and the theatre that heavy equipment must cross."""
    landing: Point | None = None
    """Where forces that cross water come ashore; needed for them, and for nobody else."""
    procedure: Procedure
    """Who must agree before its forces fight abroad."""
    emergency: bool = False
    """True where the government may act at once in danger, and parliament is asked afterwards."""
    treaty_exempt: bool = False
    """True where a ratified treaty stands in for the vote of parliament, so that the cabinet decides."""
    major_power: bool = False
    """True where Correlates of War lists it as a major power (2016: USA, UK, France, Germany, Russia, China, Japan)."""
    heavy: Quantity
    """Armoured and mechanised brigades that it could send within half a year."""
    light: Quantity
    """Light and medium brigades that it could send within half a year."""
    notice: Quantity
    """Notice to move of its first brigade."""
    airlifters: Quantity
    """Transport aircraft, counted as aircraft of the size of an A400M."""
    offer: Quantity
    """Troops that it has publicly offered to station in the protected state."""
    fighters: Quantity
    """Combat aircraft that it could send."""
    stealth_share: Quantity
    """Share of them that is of the fifth generation."""
    support: Quantity
    """Share of its voters who would back its troops fighting for the protected state."""
    peacekeeping: Quantity
    """Share of its voters who would back sending its troops as peacekeepers after a ceasefire."""
    stake: Quantity
    """Its own interest in the outcome, 0 to 1."""
    ground_barred: Quantity
    """Probability that it sends no ground troops whatever happens."""
    source: str = Field(min_length=12)
    """Where procedure, home and route come from."""

    @model_validator(mode="after")
    def _lands_where_it_crosses(self) -> Guarantor:
        if (self.crossing == "none") != (self.landing is None):
            raise ValueError("give 'landing' where 'crossing' is strait or ocean, and only there")
        return self


class AttackOption(Record):
    """One way in which the aggressor may test the guarantee."""

    id: Literal["grey", "probe", "limited", "full"]
    """Which of the four."""
    title: str
    """What happens, in a line."""
    deniable: bool
    """True where it must be attributed before anybody can say who attacked."""
    intensity: float = Field(gt=0, le=1)
    """Scale against the full attack, 0 to 1; chosen, see `source`."""
    buildup: Quantity
    """Days of visible build-up before it."""
    believed: Quantity
    """Probability that the warning is believed and acted on."""
    brigades: Quantity
    """Brigades of the first echelon."""
    second_echelon: Quantity
    """Share of the operational reserve that follows."""
    axes: dict[Identifier, float]
    """Weight of each attacked axis."""
    air_share: Quantity
    """Share of the committed aircraft that flies."""
    strike_share: Quantity
    """Share of the monthly salvos of a full effort."""
    source: str = Field(min_length=12)
    """Where axes, weights and scale come from, and what was chosen."""


def heaviest(attacks: Sequence[AttackOption]) -> AttackOption:
    """The attack option of the greatest intensity, the first of those alike."""
    return max(attacks, key=lambda attack: attack.intensity)
