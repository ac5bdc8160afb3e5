"""A clock in, a terminal table out: p_held by delay and brigades, where the pact lies, what hours and brigades are worth."""

from __future__ import annotations

import math

from rich.table import Table

from casus.flow.metrics.catalogue import MOVED_KM
from casus.flow.metrics.measure import Z95
from casus.flow.views.console import Paper, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.study.clock.clock import Clock
from casus.study.clock.exchange import Exchange
from casus.study.clock.words import brigades_text, column_text, delay_text, difference_text, hours_text, share_text
from casus.study.clock.worth import is_told_apart

MOST_COLUMNS = 13  # chosen: what fits into 112 characters; a finer grid is printed in several tables


def print_clock(clock: Clock, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print the grid, what it says of "24 hours after", and what goes with it."""
    wide = on or wide_console()
    heading = f"{clock.asked.design.title}, '{clock.asked.attack.id}': p_held by day of decision and brigades in place"
    wide.print(f"[bold]{heading}[/bold]", highlight=False)
    for first in range(0, len(clock.days), MOST_COLUMNS):
        wide.print(_grid(clock, range(first, min(first + MOST_COLUMNS, len(clock.days)))))
    wide.print(_own_table(clock), highlight=False)
    print_reservations(wide, *_said(clock))
    print_provenance(wide, clock.provenance, seconds)


def _said(clock: Clock) -> tuple[str, str, tuple[str, ...]]:
    return clock.reservations.confidence, clock.reservations.alternative, clock.reservations.hides


def _grid(clock: Clock, columns: range) -> Table:
    """p_held by brigades (most above) and delay."""
    table = Table(header_style="dim", box=None, pad_edge=False)
    table.add_column("in place", no_wrap=True)
    for column in columns:
        table.add_column(column_text(clock.delay_hours[column]), justify="right", no_wrap=True)
    for row in reversed(range(len(clock.brigades))):
        is_own = row == clock.own
        cells = [_cell(float(clock.p_held[row, column]), is_own, column == clock.after_24_h) for column in columns]
        table.add_row(f"{clock.brigades[row]:g}{' (own)' if is_own else ''}", *cells)
    return table


def _cell(value: float, is_own: bool, is_24_h: bool) -> str:
    text = share_text(value)
    return f"[bold]{text}[/bold]" if is_own or is_24_h else text


def _own_table(clock: Clock) -> Table:
    """What the grid says of the design as it stands, line by line."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for name, text in _lines(clock):
        grid.add_row(name, text)
    return grid


def _lines(clock: Clock) -> list[tuple[str, str]]:
    lines = [("as written", _written(clock)), ("24 hours after", _claim(clock)), ("", _gains(clock))]
    worths = [("one more brigade" if place == 0 else "", _exchange(one)) for place, one in enumerate(clock.exchanges)]
    partial = [] if clock.complete else [("PARTIAL", "interrupted: rows that were not played are empty")]
    return [*partial, *lines, *worths]


def _written(clock: Clock) -> str:
    """Where the pact as written lies."""
    written, hours = clock.written, clock.written.decision_hours
    held = f"p_held {share_text(written.p_held.value)}"
    if math.isnan(hours.p50):
        return f"nobody decides to help in any world; {held}"
    when = f"{hours_text(hours.p50)} (80 %: {hours_text(hours.p10)} to {hours_text(hours.p90)})"
    contact = _contact(written.contact.value, written.movement_to_contact.value)
    return f"decided {when} in {share_text(written.decided.value)} of worlds; {held}; {contact}"


def _claim(clock: Clock) -> str:
    """What "24 hours after" gives."""
    claim = clock.claim
    said = {
        "movement to contact": "a movement to contact in most of them",
        "no movement to contact": "no movement to contact in most of them",
        "undecided": "these worlds do not tell whether that is most",
        "no contact": "there is nobody to move to contact",
    }[claim.verdict]
    held = float(clock.p_held[clock.own, clock.after_24_h])
    error = "" if math.isnan(claim.se) else f" ± {Z95 * claim.se:.3f}"
    return f"p_held {share_text(held)}; {_contact(claim.contact, claim.moved)}{error}: {said}"


def _contact(contact: float, moved: float) -> str:
    if math.isnan(moved):
        return "guarantors' forces never fight"
    after = f"after the front has moved {MOVED_KM:g} km in {share_text(moved)} of these"
    return f"guarantors' forces fight in {share_text(contact)}, {after}"


def _gains(clock: Clock) -> str:
    """What other delays give against 24 hours after, for the design's own brigades."""
    wanted = {0, len(clock.days) - 1, *(place for place, day in enumerate(clock.days) if day == 0.0)} - {
        clock.after_24_h
    }
    parts = []
    for column in sorted(wanted):
        gained = clock.against_24_h[column]
        sure = "" if is_told_apart(gained) else " (within its error)"
        parts.append(f"{delay_text(clock.delay_hours[column])} {difference_text(gained)}{sure}")
    return f"against that, in the same worlds: {'; '.join(parts)}" if parts else ""


def _exchange(one: Exchange) -> str:
    """What a brigade is worth in hours at one point."""
    at = f"{one.place} ({hours_text(one.delay_hours)}, {brigades_text(one.brigades)})"
    worth = f"an hour earlier {_worth(one.hour.value, one.hour.se)}, one more brigade {_worth(one.brigade.value, one.brigade.se)}"
    if math.isnan(one.hours_per_brigade):
        return f"{at}: {worth}; no rate between them: not both are above their error"
    low, high = one.interval
    return (
        f"{at}: {worth}: a brigade is worth about {one.hours_per_brigade:,.0f} hours (95 %: {low:,.0f} to {high:,.0f})"
    )


def _worth(value: float, se: float) -> str:
    return "–" if math.isnan(value) else f"{value:+.5f} ± {Z95 * se:.5f}"
