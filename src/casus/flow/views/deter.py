"""What the three lenses say as terminal tables: side by side, where they differ and why, and what each rests on."""

from __future__ import annotations

import math
from typing import Any

from rich.table import Table

from casus.flow.metrics.band import Band
from casus.flow.metrics.catalogue import LENSES
from casus.flow.strategy.deterrence import Chance, Deterrence
from casus.flow.strategy.disagreement import correlations, disagreements
from casus.flow.strategy.parts import PARTS
from casus.flow.strategy.risk import YEARS
from casus.flow.views.cells import NONE, billions, plain
from casus.flow.views.console import design_table, print_provenance, wide_console

NOBODY = 0.005  # chosen: what prints as 0.00


def print_deterrence(found: Deterrence, provenance: dict[str, Any], seconds: float | None = None) -> None:
    """Print the lenses side by side, then each by itself, then how far they agree."""
    wide = wide_console()
    if not provenance["complete"]:
        wide.print("[bold red]PARTIAL: the study was interrupted; missing campaigns are shown as -[/bold red]")
    tables = (lens_table, price_table, parts_table, crisis_table, danger_table, reference_table, reading_table)
    for table in (build(found) for build in tables):
        if table.row_count:
            wide.print(table)
            wide.print()
    for sentence in sentences_on_lenses(found):
        wide.print(sentence, highlight=False)
    print_provenance(wide, provenance, seconds)


def lens_table(found: Deterrence, first_draws: int | None = None) -> Table:
    """Each design under the three lenses, the dearest to attack first; `first_draws` are those of a study in which they look."""
    seen_in = f"Seen in the first {first_draws:,} draws alone. " if first_draws else ""
    table = design_table(
        "Does it deter? Three lenses side by side",
        (
            "price, billion euro",
            "cheapest attack",
            *(f"attack in 10 years: {lens}" for lens in LENSES),
            "place by each",
        ),
        f"{seen_in}Price: value of the aggressor's full aims at which its cheapest attack breaks even, median [90 % of worlds]. "
        "Probabilities: ± Monte Carlo error for price and game, [90 % of worlds] for the reference class. Place: 1 is the least "
        f"likely to be attacked. Nothing is averaged over lenses. {_price_error(found)}",
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


def _price_error(found: Deterrence) -> str:
    """How far more draws could move the median price of the cheapest attacks."""
    cheapest = [lenses.prices[lenses.cheapest] for lenses in found.lenses.values() if lenses.cheapest]
    errors = [
        p.price_se_meur / p.price_meur.p50 for p in cheapest if math.isfinite(p.price_meur.p50) and p.price_se_meur > 0
    ]
    if not errors:
        return ""
    return f"Monte Carlo error of a price, at given tastes: {min(errors):.0%} to {max(errors):.0%}."


def price_table(found: Deterrence) -> Table:
    """The price by attack."""
    attacks = list(next(iter(found.lenses.values())).prices)
    table = design_table(
        "Price of aggression by attack, billion euro: median [90 % of worlds], and the chance that it comes were it the only one",
        tuple(attacks),
        ""
        if found.aims_value_meur is None or found.aims_paid_meur is None
        else f"What the full aims are worth to the aggressor: {beur(found.aims_value_meur)}; what it has paid before: "
        f"{beur(found.aims_paid_meur)}.",
    )
    for design in _ordered(found):
        prices = found.lenses[design].prices
        table.add_row(design, *(f"{beur(prices[a].price_meur)}  {plain(prices[a].p_attack, 2)}" for a in attacks))
    return table if attacks else Table()


def parts_table(found: Deterrence) -> Table:
    """What the price of the cheapest attack is made of."""
    table = design_table(
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
            table.add_row(design, given.cheapest, *(plain(number, 2) for number in numbers))
    return table


def crisis_table(found: Deterrence) -> Table:
    """How the game over the likeliest challenge ends."""
    table = design_table(
        "The game: the likeliest challenge, and how it ends",
        ("attack", "challenge", "then they stand", "war with them", "resolved, as believed", "in ten years", "solved", "regret"),
        "Means over worlds; sequential equilibria of the extended-deterrence game in which neither side knows the other's mind. "
        "Resolved: believed probability that the guarantors stand whatever comes (typical world); others may still. In ten years: "
        "with occasions, were this attack the only one. To stand is to keep the word of the pact, and a pact of talks is kept by "
        "talks. Regret: the most that anybody could gain by playing otherwise, in units of the payoffs' range.",
    )  # fmt: skip
    for design in _ordered(found):
        crisis = found.lenses[design].likeliest_crisis
        if crisis is not None:
            ends = (crisis.challenge, crisis.stand, crisis.war, crisis.resolved, crisis.p_attack, crisis.solved_share)
            table.add_row(design, crisis.attack, *(plain(end, 2) for end in ends), f"{crisis.regret:.0e}")
    return table


def danger_table(found: Deterrence) -> Table:
    """Probability of war with the guarantors by how far they are believed, in a typical world."""
    crises = {design: crisis for design in _ordered(found) if (crisis := found.lenses[design].likeliest_crisis)}
    shown = [q for q in next(iter(crises.values())).by_credibility if round(q * 100) % 10 == 0] if crises else []
    table = design_table(
        "War with the guarantors, by how far they are believed to be resolved",
        (*(f"{q:.0%}" for q in shown), "worst at", "challenge ends at"),
        "Probability of a challenge that guarantors meet and that is fought out, in a typical world, likeliest attack. "
        "[bold]![/bold]: half believed is more dangerous than not at all and than for sure. Challenge ends at: the belief from "
        "which nobody attacks.",
    )
    for design, crisis in crises.items():
        war = {q: ends[2] for q, ends in crisis.by_credibility.items()}
        safe = [q for q, ends in crisis.by_credibility.items() if ends[0] < NOBODY]
        mark = "[bold]![/bold] " if crisis.half_credible_is_worst else ""
        last = f"{min(safe):.0%}" if safe else "never"
        table.add_row(design, *(plain(war[q], 2) for q in shown), f"{mark}{crisis.most_dangerous:.0%}", last)
    return table


def reference_table(found: Deterrence) -> Table:
    """What the record of settlements sees in each design."""
    effects = list(next(iter(found.lenses.values())).reference.effects)
    table = design_table(
        "The reference class: ratios of the hazard of renewed war",
        (*effects, "attack in 5 years", "in 10 years"),
        "Medians over worlds, 1 where the design lacks it; readings of what pacts do are mixed. Attack: median [90 % of worlds].",
    )
    for design in _ordered(found):
        reference = found.lenses[design].reference
        attacked = (
            f"{1 - s.p50:.2f} [{1 - s.p95:.2f}, {1 - s.p05:.2f}]" for s in (reference.survival[y] for y in (5.0, 10.0))
        )
        table.add_row(design, *(plain(reference.effects[effect], 2) for effect in effects), *attacked)
    return table


def reading_table(found: Deterrence) -> Table:
    """Attack within ten years by reading of what pacts do, for the designs in which the studies see one."""
    readings = list(next(iter(found.lenses.values())).reference.survival_by_reading[YEARS])
    table = design_table(
        "Attack in ten years, by reading of what pacts do: medians",
        tuple(reading.replace("_", " ") for reading in readings),
        "War or dispute: what the study counts. Readings differ more than most designs do; where a row is level the "
        "record sees no pact.",
    )
    for design in _ordered(found):
        by_reading = found.lenses[design].reference.survival_by_reading[YEARS]
        table.add_row(design, *(plain(1.0 - by_reading[reading], 2) for reading in readings))
    return table


def sentences_on_lenses(found: Deterrence) -> list[str]:
    """How far the lenses agree on the order of designs, and where they do not."""
    agreed = [f"{a} and {b} {rho:+.2f}" for (a, b), rho in correlations(found).items() if not math.isnan(rho)]
    said = [f"Order of designs, rank correlation between lenses: {', '.join(agreed)}."] if agreed else []
    apart = disagreements(found)
    if agreed and not apart:
        said.append("No design is placed a quarter of the order apart by any two lenses.")
    for one in apart:
        places = ", ".join(f"{lens} {place:g}" for lens, place in one.places.items())
        reasons = "; ".join(f"{lens}: {reason}" for lens, reason in one.reasons.items())
        said.append(f"They disagree about [bold]{one.design}[/bold] (places: {places}). {reasons}.")
    return said


def beur(given: Band) -> str:
    """Median and 90 %, billion euro; 'never' where the attack gains nothing."""
    return f"{billions(given.p50)} [{billions(given.p05)}, {billions(given.p95)}]"


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
