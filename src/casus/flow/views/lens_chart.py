"""What the lenses say in, a chart of them side by side out: probability of an attack in ten years, a panel for each lens."""

from __future__ import annotations

import math
from typing import Any

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.catalogue import LENSES
from casus.flow.metrics.measure import Z95
from casus.flow.strategy.deterrence import Chance, Deterrence
from casus.flow.views import palette
from casus.flow.views.cells import percent
from casus.flow.views.frame import drawn, titles_of
from casus.flow.views.intervals import interval_panel
from casus.flow.views.vega_lite import Spec, whole

Row = dict[str, Any]
TITLES = {"price": "price of aggression", "game": "game", "reference": "reference class"}


def attack_by_lens(outcomes: Outcomes, found: Deterrence) -> Spec:
    """A panel for each lens that speaks, on one scale, and never one for all: nothing is averaged over lenses."""
    rows = lens_table(outcomes, found)
    lenses = list(dict.fromkeys(row["lens"] for row in rows))
    order = [row["title"] for row in sorted(rows, key=lambda row: row["p_attack"]) if row["lens"] == lenses[0]]
    most = max(row["high"] for row in rows)
    shown = [[row for row in rows if row["lens"] == lens] for lens in lenses]
    return whole(
        {"hconcat": [_panel(of, order, most, place == 0) for place, of in enumerate(shown)], "spacing": 48},
        "Attack in ten years, as three lenses see it",
        [
            "Probability of an attack within ten years; by the reference class, of a war. Bars: 95 % Monte Carlo error for price "
            f"and game, 90 % of worlds for the reference class. {drawn(outcomes)}",
        ],
        outcomes,
    )


def lens_table(outcomes: Outcomes, found: Deterrence) -> list[Row]:
    """A row for each lens and design: probability, the ends of its range, and what the range is of."""
    titles, ranks = titles_of(outcomes, "design"), {lens: found.ranks(lens) for lens in LENSES}
    return [
        {
            "lens": lens, "attack_title": TITLES[lens], "design": design, "title": titles[design], "p_attack": chance.value,
            "low": ends[0], "high": ends[1], "text": percent(chance.value), "place": ranks[lens].get(design),
        }
        for lens in LENSES
        for design, lenses in found.lenses.items()
        if (chance := lenses.p_attack.get(lens)) is not None and not math.isnan(chance.value)
        for ends in [chance_ends(lens, chance)]
    ]  # fmt: skip


def chance_ends(lens: str, chance: Chance) -> tuple[float, float]:
    """Of the reference class the middle 90 % of worlds; of price and game the 95 % Monte Carlo interval of their mean."""
    if lens == "reference":
        return chance.p05, chance.p95
    return max(0.0, chance.value - Z95 * chance.se), min(1.0, chance.value + Z95 * chance.se)


def _panel(rows: list[Row], order: list[str], most: float, first: bool) -> Spec:
    scale = {"domain": [0, min(1.0, 0.1 * math.ceil(10.0 * most))]}
    ticks = {"format": ".0%", "tickCount": 4, "title": "attack in ten years"}
    return interval_panel(rows, "p_attack", order, scale, ticks, {"value": palette.BLUE}, [], first)
