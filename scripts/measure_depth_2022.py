"""The axes of the scenario ukraine-2022 in, how far a front on each lies from the line of 23 February 2022 out.

The record that the backtest is scored on measures the distance from the farthest point held in a sector to the nearest
point of the line of 23 February. An axis measures kilometres along the way. This gives the one for the other: at every ten
kilometres of the way, the greatest distance of any point of the front's width to the nearest point of that line; a front
that has gone on never counts for less than before. Run once, by hand, after a change of the axes:
    python scripts/measure_depth_2022.py
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.theatre import Axis, Point

ROOT = Path(__file__).parents[1] / "src/casus"
GEOMETRY = ROOT / "flow/scenario/library/geo/ukraine"
OUT = ROOT / "backtest/data/sectors_2022.csv"
KM_PER_DEGREE = 111.19  # 6371 km x pi / 180
STEP_KM = 10.0
LINE_BEFORE = "donbas"  # the record has no sector for it
ACROSS = np.linspace(-0.5, 0.5, 5)
HEADER = """\
# From kilometres along each axis of the scenario ukraine-2022 to kilometres from the nearest point of the line of 23 February 2022 to the
# farthest point of the front's width, straight line. Made by scripts/measure_depth_2022.py from Natural Earth borders (public domain), and a
# line of contact in the Donbas through 13 recalled points, good to about 5 km.
"""  # noqa: E501

LINE_OF_CONTACT: list[Point] = [
    (37.8, 47.1), (37.7, 47.4), (37.65, 47.7), (37.45, 47.93), (37.72, 48.13), (37.9, 48.32), (38.2, 48.42),
    (38.42, 48.58), (38.6, 48.7), (38.95, 48.72), (39.25, 48.7), (39.45, 48.66), (39.75, 48.83),
]  # fmt: skip
"""The Donbas line before the attack, from the sea to the border; recalled."""


def main() -> None:
    """Write sectors_2022.csv."""
    start_line = np.vstack(
        [*rings("neighbours", {"RUS", "BLR"}), *rings("regions", {"UA-43", "UA-40"}), LINE_OF_CONTACT]
    )
    dense = np.vstack([start_line, *between(np.array(LINE_OF_CONTACT))])
    with OUT.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["axis", "path_km", "measured_km"])
        for axis in (axis for axis in read_scenario("ukraine-2022").theatre.axes if axis.id != LINE_BEFORE):
            farthest = 0.0
            for path_km, points in front(axis):
                farthest = max(farthest, max(nearest_km(point, dense) for point in points) if path_km else 0.0)
                table.writerow([axis.id, round(path_km, 1), round(farthest, 1)])


def rings(file: str, wanted: set[str]) -> Iterator[np.ndarray]:
    """Outlines of some features, with points no further apart than a few kilometres."""
    for feature in json.loads((GEOMETRY / f"{file}.geojson").read_text("utf-8"))["features"]:
        if feature["properties"]["iso"] in wanted:
            shape = feature["geometry"]["coordinates"]
            for polygon in shape if feature["geometry"]["type"] == "MultiPolygon" else [shape]:
                yield np.vstack(list(between(np.array(polygon[0]))))


def between(outline: np.ndarray) -> Iterator[np.ndarray]:
    """Points along each leg of an outline, about two kilometres apart."""
    for a, b in zip(outline[:-1], outline[1:], strict=True):
        steps = max(2, int(np.hypot(*(b - a)) * KM_PER_DEGREE / 2.0))
        yield a + (b - a) * np.linspace(0.0, 1.0, steps)[:, None]


def front(axis: Axis) -> Iterator[tuple[float, list[Point]]]:
    """(kilometres along the way, points across the front's width there) from the start to the end of an axis."""
    at, gone = np.array(axis.start), 0.0
    yield 0.0, [axis.start]
    for segment in axis.segments:
        end = np.array(segment.end)
        stretch = math.cos(math.radians(at[1]))
        east, north = (end - at) * np.array([stretch, 1.0])
        sideways = np.array([-north / stretch, east]) / math.hypot(east, north) * segment.width_km / KM_PER_DEGREE
        steps = max(1, round(segment.length_km / STEP_KM))
        for step in range(1, steps + 1):
            middle = at + (end - at) * step / steps
            yield gone + segment.length_km * step / steps, [tuple(middle + sideways * share) for share in ACROSS]
        at, gone = end, gone + segment.length_km


def nearest_km(point: Point, line: np.ndarray) -> float:
    """Distance from a point to the nearest of many."""
    apart = (line - np.array(point)) * np.array([math.cos(math.radians(point[1])), 1.0]) * KM_PER_DEGREE
    return float(np.hypot(*apart.T).min())


if __name__ == "__main__":
    main()
