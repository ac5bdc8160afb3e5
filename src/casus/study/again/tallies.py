"""Two tallies of the same worlds in, every count, exact sum and sketch that is not the same out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casus.flow.metrics.sketch import Sketch
from casus.flow.metrics.tally import Tally
from casus.study.again.bits import LAST_BITS, BitDifference, Unlike

Numbers = Mapping[Any, Any]
"""Whole, exact or floating, by what tells them apart."""
Named = tuple[str, str | None, str | None]
"""What is counted, design and attack."""


def tally_differences(kept: Tally, again: Tally) -> Iterator[BitDifference]:
    """Everything that differs of what both count."""
    before, after = dict(_numbers(kept)), dict(_numbers(again))
    for named, numbers in before.items():
        if named in after and numbers != after[named]:
            yield _difference(named, numbers, after[named])


def tallies_unlike(kept: Tally, again: Tally) -> Iterator[Unlike]:
    """Whether they count the same things of the same designs and attacks."""
    before, after = ({named for named, _ in _numbers(tally)} for tally in (kept, again))
    if before != after:
        yield Unlike("what the summaries count", f"{len(before - after)} more", f"{len(after - before)} more")


def numbers_counted(tally: Tally) -> int:
    """How many numbers a tally holds."""
    return sum(len(numbers) for _, numbers in _numbers(tally))


def _numbers(tally: Tally) -> Iterator[tuple[Named, Numbers]]:
    for (design, attack, name), counted in tally.counts.items():
        yield (f"count of {name}", design, attack or None), counted._asdict()
    for (design, attack, name), summed in tally.sums.items():
        yield (f"sum of {name}", design, attack or None), summed._asdict()
    for (design, attack, name), sketch in tally.sketches.items():
        yield (f"sketch of {name}", design, attack or None), _of_sketch(sketch)
    for attack, both in tally.both_held.items():
        yield ("count of held under both designs", None, attack), dict(enumerate(both.ravel().tolist()))


def _of_sketch(sketch: Sketch) -> Numbers:
    counts = dict(zip(sketch.buckets.tolist(), sketch.counts.tolist(), strict=True))
    return {**counts, "least": sketch.least, "most": sketch.most}


def _difference(named: Named, kept: Numbers, again: Numbers) -> BitDifference:
    """A number that only one of the two has counts as nought in the other; whole numbers have no last bits."""
    places = dict.fromkeys([*kept, *again])
    pairs = [(kept.get(place, 0), again.get(place, 0)) for place in places]
    apart = [(a, b) for a, b in pairs if a != b]
    relative = [_relative(a, b) for a, b in apart]
    beyond = sum(isinstance(a, int) or off > LAST_BITS for (a, _), off in zip(apart, relative, strict=True))
    largest = max(float(abs(a - b)) for a, b in apart)
    name, design, attack = named
    return BitDifference(name, "", design, attack, "numbers", len(apart), beyond, len(places), largest, max(relative))


def _relative(a: Any, b: Any) -> float:
    """Off by how much of the larger; infinite where one of them is."""
    off, most = abs(a - b), max(abs(a), abs(b))
    return float(off) if off == float("inf") else float(off / most)
