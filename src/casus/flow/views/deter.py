"""What the three lenses say as terminal tables: side by side, where they differ and why, and what each rests on."""

from __future__ import annotations

import math
from typing import Any

from rich.table import Table

from casus.flow.strategy.deterrence import LENSES, Band, Chance, Deterrence
from casus.flow.strategy.parts import PARTS
from casus.flow.views.console import wide_console

NONE = "-"
MEUR_PER_BEUR = 1000.0


def print_deterrence(found: Deterrence, provenance: dict[str, Any], seconds: float | None = None) -> None:
    """Print the lenses side by side, then each by itself, then how far they agree."""
    wide = wide_console()
    if not provenance["complete"]:
        wide.print("[bold red]PARTIAL: the study was interrupted; missing campaigns are shown as -[/bold red]")
    for table in (lens_table(found), price_table(found), parts_table(found)):
        if table.row_count:
            wide.print(table)
            wide.print()
    took = "" if seconds is None else f", {seconds:.1f} s"
    wide.print(
        f"[dim]{provenance['scenario']} ({provenance['scenario_digest']}), evidence {provenance['evidence_digest']}, "
        f"{provenance['draws']:,} draws ({provenance['sampling']}), seed {provenance['seed']}, Casus {provenance['version']}"
        f"{took}[/dim]",
        highlight=False,
    )


def lens_table(found: Deterrence) -> Table:
    """Each design under the three lenses, the dearest to attack first."""
    table = _table(
        "Does it deter? Three lenses side by side",
        (
            "price, billion euro",
            "cheapest attack",
            *(f"attack in 10 years: {lens}" for lens in LENSES),
            "place by each",
        ),
        "Price: value of the aggressor's full aims at which its cheapest attack breaks even, median [90 % of worlds]. "
        "Probabilities: ± Monte Carlo error for price and game, [90 % of worlds] for the reference class. Place: 1 is the least "
        "likely to be attacked. Nothing is averaged over lenses.",
    )
    ranks = {lens: found.ranks(lens) for lens in LENSES}
    for design in _ordered(found):
        given = found.lenses[design]
        places = [f"{ranks[lens][design]:g}" if design in ranks[lens] else NONE for lens in LENSES]
        table.add_row(
            design,
            NONE if given.price_meur is None else beur(given.price_meur),
            given.cheapest or NONE,
            *(_chance(given.p_attack.get(lens), lens) for lens in LENSES),
            " / ".join(places),
        )
    return table


def price_table(found: Deterrence) -> Table:
    """The price by attack."""
    attacks = list(next(iter(found.lenses.values())).prices)
    table = _table(
        "Price of aggression by attack, billion euro: median [90 % of worlds], and the chance that it comes were it the only one",
        tuple(attacks),
        ""
        if found.aims_value_meur is None or found.aims_paid_meur is None
        else f"What the full aims are worth to the aggressor: {beur(found.aims_value_meur)}; what it has paid before: "
        f"{beur(found.aims_paid_meur)}.",
    )
    for design in _ordered(found):
        prices = found.lenses[design].prices
        table.add_row(design, *(f"{beur(prices[a].price_meur)}  {_plain(prices[a].p_attack, 2)}" for a in attacks))
    return table if attacks else Table()


def parts_table(found: Deterrence) -> Table:
    """What the price of the cheapest attack is made of."""
    table = _table(
        "Where the price of the cheapest attack comes from",
        ("attack", "aims gained", "guarantors act", "as believed", *PARTS),
        "Aims gained: share of the full aims that the aggressor expects. Guarantors act: share of their brigades whose nations "
        "send more than words; as believed: in the aggressor's eyes. Then the parts of the price, which add up to 1 (Shapley).",
    )
    for design in _ordered(found):
        given = found.lenses[design]
        if given.cheapest is not None:
            price = given.prices[given.cheapest]
            numbers = (price.gained, price.acting, price.believed, *(price.parts[part] for part in PARTS))
            table.add_row(design, given.cheapest, *(_plain(number, 2) for number in numbers))
    return table


def beur(given: Band) -> str:
    """Median and 90 %, billion euro; 'never' where the attack gains nothing."""
    return f"{_beur(given.p50)} [{_beur(given.p05)}, {_beur(given.p95)}]"


def _beur(meur: float) -> str:
    if math.isnan(meur):
        return NONE
    if math.isinf(meur):
        return "never"
    return f"{meur / MEUR_PER_BEUR:,.0f}" if meur >= 10.0 * MEUR_PER_BEUR else f"{meur / MEUR_PER_BEUR:,.1f}"


def _ordered(found: Deterrence) -> list[str]:
    """Designs by the median price, the dearest first; without prices, by the reference class."""

    def key(design: str) -> float:
        given = found.lenses[design]
        if given.price_meur is not None and not math.isnan(given.price_meur.p50):
            return -given.price_meur.p50
        return given.p_attack["reference"].value if "reference" in given.p_attack else 0.0

    return sorted(found.lenses, key=key)


def _chance(given: Chance | None, lens: str) -> str:
    if given is None or math.isnan(given.value):
        return NONE
    if lens == "reference":
        return f"{given.value:.2f} [{given.p05:.2f}, {given.p95:.2f}]"
    return f"{given.value:.2f} ±{given.se:.2f}"


def _plain(value: float, digits: int) -> str:
    return NONE if math.isnan(value) else f"{value:.{digits}f}"


def _table(title: str, headings: tuple[str, ...], caption: str) -> Table:
    table = Table(
        title=title, caption=caption or None, title_justify="left", caption_justify="left", box=None, pad_edge=False
    )
    table.title_style, table.header_style = "bold", "dim"
    table.add_column("design", no_wrap=True)
    for heading in headings:
        table.add_column(heading, justify="right")
    return table
