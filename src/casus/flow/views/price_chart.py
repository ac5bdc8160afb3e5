"""Judged outcomes in, a chart of the price of aggression out: by attack and design, with what the aims are worth behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.band import Band
from casus.flow.strategy.deterrence import Deterrence
from casus.flow.views import palette
from casus.flow.views.cells import MEUR_PER_BEUR, billions
from casus.flow.views.frame import drawn, titles_of
from casus.flow.views.intervals import interval_panel
from casus.flow.views.vega_lite import Spec, layer, number, whole

Row = dict[str, Any]


def price_by_design(outcomes: Outcomes, found: Deterrence) -> Spec:
    """A panel for each attack: the value of the aims at which it breaks even on each design, and what they are worth."""
    rows = price_table(outcomes, found)
    order = list(dict.fromkeys(row["title"] for row in sorted(rows, key=lambda row: -row["order"])))
    ends = _ends(rows, found.aims_value_meur)
    attacks = list(dict.fromkeys(row["attack"] for row in rows))
    panels = [
        _panel([row for row in rows if row["attack"] == attack], order, ends, found.aims_value_meur, place == 0)
        for place, attack in enumerate(attacks)
    ]
    worth = found.aims_value_meur
    assert worth is not None
    return whole(
        {"hconcat": panels, "spacing": 52},
        "The price of aggression",
        [
            "Value of the aggressor's full aims at which the attack breaks even, billion euro of 2025 (logarithmic). Dot: median, "
            "bar: 90 % of worlds. A design is as dear as its cheapest attack.",
            f"Grey: what the aims are worth to the aggressor, median {billions(worth.p50)} and 90 % of worlds; an attack pays "
            f"where the price lies to the left of it. {drawn(outcomes)}",
        ],
        outcomes,
    )


def price_table(outcomes: Outcomes, found: Deterrence) -> list[Row]:
    """A row for each attack and design that were played: the price's median and 90 % in billion euro; None where infinite."""
    titles = titles_of(outcomes, "design")
    return [
        {
            "attack": attack,
            "attack_title": attack_title,
            "design": design,
            "title": titles[design],
            "low": _finite(price.p05),
            "middle": _finite(price.p50),
            "high": _finite(price.p95),
            "text": billions(price.p50, never="never pays"),
            "order": lenses.price_meur.p50 if lenses.price_meur else math.nan,
        }
        for attack, attack_title in titles_of(outcomes, "attack").items()
        for design, lenses in found.lenses.items()
        if attack in lenses.prices and not math.isnan((price := lenses.prices[attack].price_meur).p50)
    ]


def _panel(rows: list[Row], order: Sequence[str], ends: tuple[float, float], worth: Band | None, first: bool) -> Spec:
    scale = {"type": "log", "domain": list(ends), "nice": False}
    decades = [10.0**n for n in range(-1, 9) if ends[0] <= 10.0**n <= ends[1]]
    shown = [row | {name: row[name] or ends[1] for name in ("low", "middle", "high")} for row in rows]
    return interval_panel(
        shown,
        "middle",
        order,
        scale=scale,
        ticks={"values": decades, "format": "~s", "title": "billion euro", "grid": True},
        colour={"value": palette.BLUE},
        behind=[] if worth is None else _worth(worth, scale),
        named=first,
    )


def _worth(worth: Band, scale: Spec) -> list[Spec]:
    """The value of the aims: a band over all designs and its median."""
    ends = {"low": worth.p05, "middle": worth.p50, "high": worth.p95}
    data = {"data": {"values": [{name: meur / MEUR_PER_BEUR for name, meur in ends.items()}]}}
    low, middle = (number(end, {"scale": scale}) for end in ("low", "middle"))
    dashes = {"color": palette.QUIET_INK, "strokeWidth": 1.6, "strokeDash": [4, 3]}
    return [
        data | layer("rect", {"color": palette.GHOST, "fillOpacity": 0.35}, {"x": low, "x2": {"field": "high"}}),
        data | layer("rule", dashes, {"x": middle}),
    ]


def _ends(rows: list[Row], worth: Band | None) -> tuple[float, float]:
    """Ends of the axis: a little beyond all that is drawn."""
    values = [row[name] for row in rows for name in ("low", "high") if row[name] is not None]
    values += [] if worth is None else [worth.p05 / MEUR_PER_BEUR, worth.p95 / MEUR_PER_BEUR]
    return 0.8 * min(values), 1.25 * max(values)


def _finite(meur: float) -> float | None:
    return meur / MEUR_PER_BEUR if math.isfinite(meur) else None
