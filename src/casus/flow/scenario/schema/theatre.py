"""The ground: axes made of segments, cities, zones, entry points and lines of communication (theatre.yaml)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from casus.evidence.entry import Identifier
from casus.flow.scenario.schema.quantity import Quantity
from casus.foundation.records import Record

Terrain = Literal[
    "rugged-wooded", "rugged-mixed", "rolling-wooded", "rolling-mixed", "rolling-bare",
    "flat-wooded", "flat-mixed", "flat-bare", "swamp", "urban",
]  # fmt: skip
Works = Literal["none", "hasty", "prepared", "fortified"]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Point = tuple[Longitude, Latitude]

SMALLEST_SEGMENT_KM = 5.0  # chosen: a brigade's depth; anything finer would suggest a precision that is not there
SMALLEST_FRONT_KM = 5.0  # chosen: less than one brigade's front (Mearsheimer 1982: 7-15 km)


class City(Record):
    """A city of the theatre (a row of cities.csv)."""

    id: Identifier
    """Name by which segments use it."""
    name: str
    """Name on the map."""
    region: str
    """ISO 3166-2 code of its oblast."""
    lon: Longitude
    """Longitude, degrees east."""
    lat: Latitude
    """Latitude, degrees north."""
    population: int = Field(ge=0)
    """Inhabitants."""


class Segment(Record):
    """A stretch of an axis with one terrain; the front moves along segments in order."""

    to: str
    """Place at its far end, as people call it."""
    end: Point
    """Position of its far end."""
    length_km: float = Field(gt=0, le=500)
    """Length along the ground (straight line times the detour that the source states)."""
    width_km: float = Field(gt=0, le=500)
    """Width of front along which forces fight here."""
    terrain: Terrain
    """Dupuy's terrain class."""
    works: Works = "none"
    """Field fortification that stands at the base date."""
    river_m: float = Field(default=0, ge=0, le=5000)
    """Width of the river to cross at its near end; 0 for none."""
    city: Identifier | None = None
    """City that falls when the front reaches the far end."""
    region: str
    """ISO 3166-2 code of the oblast in which most of it lies."""

    @model_validator(mode="after")
    def _above_floor(self) -> Segment:
        if self.length_km < SMALLEST_SEGMENT_KM:
            raise ValueError(
                f"a segment of {self.length_km} km is finer than the resolution floor of {SMALLEST_SEGMENT_KM:.0f} km: "
                "Casus models brigades, axes and oblasts, never single positions"
            )
        if self.width_km < SMALLEST_FRONT_KM:
            raise ValueError(
                f"a front of {self.width_km} km is finer than the resolution floor of {SMALLEST_FRONT_KM:.0f} km: "
                "it is less than a brigade holds"
            )
        return self


class Axis(Record):
    """One way in: where it starts, who holds it in peacetime, and the segments that it crosses."""

    id: Identifier
    """Name by which attacks and settlements use it."""
    name: str
    """Name on the map."""
    kind: Literal["contact", "border"]
    """A line of contact with forces on both sides, or a border without fighting."""
    opened_by: Identifier | None = None
    """Ally of the aggressor whose ground it starts from; closed in worlds where that ally stays out."""
    zone: Identifier
    """Zone that defends it."""
    start: Point
    """Where it starts, on the line or the border at the base date."""
    rail_km: float = Field(ge=0, le=500)
    """Distance from the attacker's last usable railhead to the start."""
    defender_share: float = Field(ge=0, le=1)
    """Share of the protected state's line forces that stands here in peacetime."""
    hold_depth_km: float | None = Field(default=None, gt=0)
    """Depth beyond which the line did not hold here, where it is not the theatre's; say why in `source`."""
    segments: tuple[Segment, ...] = Field(min_length=1)
    """In the order of the advance."""
    source: str = Field(min_length=12)
    """Where geometry, works and shares come from, and what was chosen."""

    def segment_behind(self, start_km: float) -> Segment | None:
        """The first segment that does not end before a depth; None where the axis does."""
        end_km = 0.0
        for segment in self.segments:
            end_km += segment.length_km
            if end_km > start_km:
                return segment
        return None


class Zone(Record):
    """A sector of defence, or a rear area."""

    id: Identifier
    """Name by which postures use it."""
    name: str
    """Name on the map."""
    centre: Point
    """Where forces of the zone that are not in the line are kept."""
    rear: bool = False
    """True for an area that no axis starts in."""


class EntryPoint(Record):
    """A way into the protected state for forces from abroad."""

    id: Identifier
    """Name by which guarantors use it."""
    name: str
    """Name on the map."""
    at: Point
    """Position."""
    capacity: Quantity
    """Brigades that can pass in a day, all nations together."""
    gauge_break: bool
    """True where rail gauge changes."""
    source: str = Field(min_length=12)
    """Where this comes from."""


class LineOfCommunication(Record):
    """A road and rail route from an entry point to a zone."""

    entry: Identifier
    """Where it starts."""
    zone: Identifier
    """Where it ends."""
    length_km: float = Field(gt=0, le=3000)
    """Length along the ground."""
    source: str = Field(min_length=12)
    """Where the length comes from."""


class Theatre(Record):
    """The ground on which a campaign is played."""

    map: Identifier
    """Folder of geometry that is drawn under the theatre (in library/geo)."""
    regions: dict[str, str]
    """Names of the oblasts that segments and cities use, by ISO code."""
    zones: tuple[Zone, ...] = Field(min_length=1)
    """Sectors of defence and rear areas."""
    axes: tuple[Axis, ...] = Field(min_length=1)
    """Ways in."""
    entry_points: tuple[EntryPoint, ...]
    """Ways into the protected state."""
    lines: tuple[LineOfCommunication, ...]
    """Routes from entry points to zones."""
    key_cities: tuple[Identifier, ...]
    """Cities whose loss alone means that the line did not hold."""
    hold_depth_km: float = Field(gt=0)
    """Depth on an axis beyond which the line did not hold."""
    hold_source: str = Field(min_length=12)
    """Why this depth and these cities."""
