"""An improvement in, what a terminal shows of it out: the sequence, the marginal table, the reservations."""

from __future__ import annotations

import math
import textwrap

from rich.table import Table

from casus.flow.metrics.band import Band
from casus.flow.metrics.measure import Z95, Difference
from casus.flow.views.cells import MEUR_PER_BEUR, NONE, billions, plain
from casus.flow.views.console import Paper, plain_table, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.study.improvement.record import Improvement, Marginal, State

WORDS_WIDTH = 42
"""Letters of what a change does in a row of the marginal table."""
SILENT = "Words that no campaign reads (gain 0): "


def print_improvement(found: Improvement, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print the answer."""
    wide = on or wide_console()
    wide.print(_headline(found), highlight=False)
    if found.taken:
        wide.print(_sequence(found))
    for one in found.dropped:
        wide.print(
            f"Taken and dropped again: {one.change.words} (the whole loses {_loss(one.loss, found)} without it)",
            highlight=False,
        )
    wide.print()
    wide.print(_marginals(found))
    _print_silent(wide, found)
    wide.print()
    of = found.reservations
    print_reservations(wide, of.confidence, of.alternative, of.hides)
    print_provenance(wide, found.provenance, seconds)


def _headline(found: Improvement) -> str:
    """What the money buys, in a sentence."""
    asked = (
        f"{found.design} against '{found.attack}', {found.budget_meur_year:,.0f} million euro a year, for {_aim(found)}"
    )
    if not found.gains:
        return f"[bold]{asked}: nothing gains beyond its error[/bold]; p_held stays {found.before.held.value:.3f}."
    partial = "" if found.complete else " PARTIAL: interrupted, not looked at again."
    return (
        f"[bold]{asked}: p_held {found.before.held.value:.3f} to {found.after.held.value:.3f} "
        f"({_gain(found.whole)}){_price_moved(found)} for {_cost(found.after.added_meur)}[/bold] million euro a year.{partial}"
    )


def _price_moved(found: Improvement) -> str:
    """What happens to the price of aggression, where it was read."""
    if found.price_gain is None or found.before.price is None or found.after.price is None:
        return ""
    gain = _gain(_beur(found.price_gain), 1)
    before, after = billions(found.before.price.meur.p50), billions(found.after.price.meur.p50)
    return f", price of aggression {before} to {after} billion euro ({gain})"


def _beur(one: Difference) -> Difference:
    return Difference(one.value / MEUR_PER_BEUR, one.se / MEUR_PER_BEUR)


def _aim(found: Improvement) -> str:
    return "p_held" if found.aim == "held" else "the price of aggression"


def _sequence(found: Improvement) -> Table:
    caption = (
        "Costs in million euro a year, median [90 % of worlds]; price in billion euro. "
        "'without': what the whole loses without it (p_held, or price in billion euro), ±95 %."
    )
    table = plain_table("What to do, in this order", caption)
    for heading, justify in (("", "right"), ("change", "left"), ("cost", "right"), ("in all", "right"), ("p_held", "right"),
                             ("without", "right"), ("price", "right")):  # fmt: skip
        table.add_column(heading, justify=justify, no_wrap=heading != "change")  # type: ignore[arg-type]
    table.add_row("", "as it is", "", "", f"{found.before.held.value:.3f}", "", _price(found.before))
    for place, one in enumerate(found.taken, start=1):
        last = place == len(found.taken)
        table.add_row(
            str(place), one.change.words, plain(one.cost_meur, 0), _cost(one.after.added_meur),
            f"{one.after.held.value:.3f}", _loss(one.loss, found), _price(found.after) if last else "",
        )  # fmt: skip
    return table


def _marginals(found: Improvement) -> Table:
    table = plain_table(
        "Each change on its own, made to the design as it is",
        f"Gains ±95 % Monte Carlo error, * beyond it. Price: median price of aggression, billion euro, {found.priced_worlds:,} "
        "worlds. 'clears': findings of the linter (casus rule ID). Free: nothing in the lines of cost, which is not no price.",
    )
    for heading, justify in (("change", "left"), ("MEUR/y", "right"), ("p_held", "right"), ("per bn", "right"),
                             ("price", "right"), ("per bn", "right"), ("clears", "left")):  # fmt: skip
        table.add_column(heading, justify=justify, no_wrap=heading != "change")  # type: ignore[arg-type]
    for one in found.marginal:
        if not (one.unread and one.change.rule):
            table.add_row(*_row(one))
    return table


def _row(one: Marginal) -> tuple[str, ...]:
    price = None if one.price_meur is None else _beur(one.price_meur)
    per_price = one.per_beur(one.price_meur) / MEUR_PER_BEUR
    return (
        textwrap.shorten(one.change.words, WORDS_WIDTH, placeholder=" ..."),
        "free" if one.free else plain(one.cost_meur.p50, 0 if one.cost_meur.p50 >= 10 else 1),
        _gain(one.held),
        f"{one.per_beur(one.held):+.3f}" if one.held.value and not one.free else NONE,
        NONE if price is None else _gain(price, 1),
        f"{per_price:+.1f}"
        if price is not None and price.value and not one.free and math.isfinite(per_price)
        else NONE,
        " ".join(one.clears),
    )


def _print_silent(wide: Paper, found: Improvement) -> None:
    silent = [one.change.id for one in found.marginal if one.unread and one.change.rule]
    if silent:
        wide.print(f"[dim]{SILENT}{', '.join(silent)}[/dim]", highlight=False)


def _gain(one: Difference, digits: int = 3) -> str:
    """A gain with its 95 % reach and a star beyond it."""
    if math.isnan(one.value):
        return NONE
    if math.isinf(one.value):
        return "never pays" if one.value > 0 else "pays again"
    if one.value == 0.0 and one.se == 0.0:
        return "0"
    reach = Z95 * one.se
    return f"{one.value:+.{digits}f} ±{reach:.{digits}f}{'*' if abs(one.value) > reach else ''}"


def _loss(one: Difference | None, found: Improvement) -> str:
    if one is None:
        return NONE
    if found.aim == "held":
        return _gain(one)
    return _gain(_beur(one), 1)


def _cost(of: Band) -> str:
    return f"{of.p50:,.0f} [{of.p05:,.0f}, {of.p95:,.0f}]"


def _price(of: State) -> str:
    return NONE if of.price is None else f"{billions(of.price.meur.p50)} ({of.price.cheapest})"
