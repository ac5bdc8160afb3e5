"""Theatre and design in; the distances and the area out that the defence of the air has to cover."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.theatre import Point, Theatre

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


@lru_cache(maxsize=16_384)
def great_circle_km(a: Point, b: Point) -> float:
    """Distance between two points given as (longitude, latitude)."""
    (lon_a, lat_a), (lon_b, lat_b) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def line_km(scenario: Scenario, axes: Mapping[str, float], inside: bool) -> float:
    """Mean distance from the bases to the starts of the attacked axes, by the weight of each."""
    starts = {axis.id: axis.start for axis in scenario.theatre.axes}
    weights = sum(axes.values())
    return sum(weight * _mean_km(_bases(scenario, inside), [starts[axis]]) for axis, weight in axes.items()) / weights


def station_km(scenario: Scenario, inside: bool) -> float:
    """Mean distance from the bases to a patrol station; stations stand over the middle of the zones."""
    return _mean_km(_bases(scenario, inside), [zone.centre for zone in scenario.theatre.zones])


def _bases(scenario: Scenario, inside: bool) -> list[Point]:
    """Where aircraft fly from: the rear zones, or the whole country where it has no rear; abroad, beyond the entry points.

    Each nation counts the entry point that its forces use, so that a way in that many use weighs more.
    """
    theatre = scenario.theatre
    if inside:
        return [zone.centre for zone in theatre.zones if zone.rear] or [zone.centre for zone in theatre.zones]
    at = {entry.id: entry.at for entry in theatre.entry_points}
    return [at[nation.entry] for nation in scenario.guarantors]


def _mean_km(places: Sequence[Point], targets: Sequence[Point]) -> float:
    """Mean distance over all pairs; zero where there is no place to start from."""
    lengths = [great_circle_km(place, target) for place in places for target in targets]
    return sum(lengths) / len(lengths) if lengths else 0.0


def country_km2(scenario: Scenario) -> float:
    """Area within the outline of the cities, zones and axes: what the defence of the air has to watch."""
    return _hull_km2((*((city.lon, city.lat) for city in scenario.cities), *_places(scenario.theatre)))


def _places(theatre: Theatre) -> Iterable[Point]:
    yield from (zone.centre for zone in theatre.zones)
    for axis in theatre.axes:
        yield axis.start
        yield from (segment.end for segment in axis.segments)


@lru_cache(maxsize=16)
def _hull_km2(points: tuple[Point, ...]) -> float:
    """Area of the smallest convex outline of some points, on a plane that keeps areas at their mean latitude."""
    middle = sum(lat for _, lat in points) / len(points)
    km_per_degree = math.radians(1.0) * EARTH_RADIUS_KM
    plane = sorted({(lon * km_per_degree * math.cos(math.radians(middle)), lat * km_per_degree) for lon, lat in points})
    outline = [*_lower_edge(plane)[:-1], *_lower_edge(plane[::-1])[:-1]]
    turned = [*outline[1:], *outline[:1]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(outline, turned, strict=True))) / 2.0


def _lower_edge(points: Sequence[Point]) -> list[Point]:
    """Corners of the lower half of the outline of sorted points (Andrew 1979, monotone chain)."""
    edge: list[Point] = []
    for point in points:
        while len(edge) > 1 and _turn(edge[-2], edge[-1], point) <= 0.0:
            edge.pop()
        edge.append(point)
    return edge


def _turn(a: Point, b: Point, c: Point) -> float:
    """Above zero where the way from a over b to c turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
