"""A region in ranks in, its conditions with names, units and words out."""

from __future__ import annotations

import math

from casus.flow.handoffs import Floats
from casus.study.discovery.box import Condition
from casus.study.discovery.chance import quasi_p
from casus.study.discovery.ranked import Ranked
from casus.study.discovery.region import Region
from casus.study.discovery.words import choice_stated, lower_limit, range_stated, upper_limit


def conditions_of(region: Region, worlds: Ranked, y: Floats) -> tuple[Condition, ...]:
    """The conditions of a region, that which chance would least have made first; `worlds` and `y` are those held back."""
    tried = len(region.restricted)
    found = [
        _condition(region, place, worlds, min(1.0, quasi_p(region, place, worlds.ranks, y) * tried))
        for place in region.restricted
    ]
    return tuple(sorted(found, key=lambda one: (one.quasi_p, one.column.name)))


def _condition(region: Region, place: int, worlds: Ranked, p: float) -> Condition:
    column, levels = worlds.columns[place], worlds.levels[place]
    if place in region.admitted:
        words = tuple(column.words[code] for code in sorted(region.admitted[place]))
        others = tuple(column.words[int(code)] for code in levels if int(code) not in region.admitted[place])
        return Condition(column, -math.inf, math.inf, words, p, choice_stated(column, words, others))
    first = max(0, math.ceil(max(region.low[place], 0.0)))
    last = min(len(levels) - 1, math.floor(min(region.high[place], len(levels) - 1.0)))
    low, high = lower_limit(first, levels).value, upper_limit(last, levels).value
    return Condition(column, low, high, (), p, range_stated(column, first, last, levels))
