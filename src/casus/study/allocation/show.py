"""An allocation in, its tables on the terminal out: who stands where, against what it was compared, how it was found."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from casus.flow.metrics.measure import Z95, Share
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.views.cells import NONE
from casus.flow.views.console import Paper, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.flow.views.theatre_tables import plain
from casus.study.allocation.record import Allocation

MOVES_SHOWN = 6


def print_allocation(found: Allocation, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print the answer, its comparisons and its reservations."""
    wide, scenario = on or wide_console(), found.scenario
    axes = {axis.id: axis.name for axis in scenario.theatre.axes}
    wide.print(_heading(found, axes))
    wide.print(_zones(found, scenario))
    wide.print(_rivals(found))
    wide.print(_moves(found), highlight=False)
    wide.print(_search(found), highlight=False)
    _reservations(wide, found)
    print_provenance(wide, found.provenance, seconds)


def _heading(found: Allocation, axes: Mapping[str, str]) -> str:
    return (
        f"[bold]{found.design}, {found.attack}: P(held) {_plus_minus(found.value)} on the worst axis, "
        f"{axes[found.worst_axis]}[/bold]"
    )


def _zones(found: Allocation, scenario: Scenario) -> Table:
    """One row for each axis, under its zone."""
    table = Table(box=None, pad_edge=False, caption_justify="left")
    table.header_style = "dim"
    for heading in ("zone", "nations, brigades", "axis"):
        table.add_column(heading)
    table.add_column("P(held) there", justify="right", no_wrap=True)
    names = {zone.id: plain(zone.name) for zone in scenario.theatre.zones}
    stands = {zone: who_stands(nations, scenario) for zone, nations in found.by_zone().items()}
    shown = set[str]()
    for axis in scenario.theatre.axes:
        if axis.id in found.axes:
            first = axis.zone not in shown
            shown.add(axis.zone)
            who = ", ".join(stands.get(axis.zone, [])) or "nobody"
            mark = " [bold]worst[/bold]" if axis.id == found.worst_axis else ""
            held = _plus_minus(found.axes[axis.id])
            table.add_row(names[axis.zone] if first else "", who if first else "", f"{axis.name}{mark}", held)
    table.caption = _held_back(found)
    return table


def who_stands(nations: Mapping[str, Mapping[str, float]], scenario: Scenario) -> list[str]:
    """Each nation with its brigades, the largest first."""
    names = {nation.id: nation.name for nation in scenario.guarantors}
    sizes = sorted(((sum(kinds.values()), names[nation]) for nation, kinds in nations.items()), reverse=True)
    return [f"{name} {size:.2g}" for size, name in sizes]


def _held_back(found: Allocation) -> str:
    left = ", ".join(f"{nation} {brigades:.2g} {kind}" for (nation, kind), brigades in found.held_back.items())
    placed = f"held back at home: {left}" if left else "all that is given is placed"
    return f"P(held) with all of the attack on that axis; {placed}"


def _rivals(found: Allocation) -> Table:
    table = Table(title="the same forces placed otherwise", title_justify="left", box=None, pad_edge=False)
    table.title_style, table.header_style = "bold", "dim"
    for heading in ("", "P(held), worst", "axis", "attack as it is", "answer better by", "breaks a rule"):
        table.add_column(heading)
    table.add_row("this answer", _plus_minus(found.value), found.worst_axis, f"{found.as_it_is.value:.2f}", "", "")
    for one in found.compared:
        better = f"{one.behind.value:+.3f} ± {Z95 * one.behind.se:.3f}" if one.value.n > 1 else NONE
        broken = ", ".join(dict.fromkeys(broken.split(":")[0] for broken in one.breaks))
        table.add_row(one.name, _plus_minus(one.value), one.worst_axis, f"{one.as_it_is.value:.2f}", better, broken)
    return table


def _moves(found: Allocation) -> str:
    """What changes against the design's own zones, the largest moves first."""
    if not found.moved:
        return "nothing moves from the design's own zones"
    texts = [
        f"{one.nation} {one.brigades:.2g} {one.type} {one.origin or 'home'} to {one.goal or 'home'}"
        for one in found.moved[:MOVES_SHOWN]
    ]
    more = len(found.moved) - len(texts)
    whole = sum(one.brigades for one in found.moved)
    return f"moved, {whole:.3g} brigades: {'; '.join(texts)}{f'; and {more} more' if more > 0 else ''}"


def _search(found: Allocation) -> str:
    """How the answer was found."""
    if not found.rounds:
        return "stopped before the program proposed"
    last = found.rounds[-1].solved
    proven = "proven" if last.optimal else f"not proven, relative gap {last.gap:.3f}"
    times = "once" if len(found.rounds) == 1 else f"{len(found.rounds)} times"
    return (
        f"found by: {found.found_by}; the program proposed {times}, bound {found.bound:.3f} ({proven}), replayed "
        f"{found.value.value:.3f}, gap {found.gap:+.3f}; {last.nodes} nodes, {last.variables} variables, "
        f"{sum(one.solved.seconds for one in found.rounds):.1f} s; {found.campaigns:,} campaigns"
    )


def _reservations(wide: Paper, found: Allocation) -> None:
    of = found.reservations
    print_reservations(wide, of.confidence, of.alternative, of.hides)


def _plus_minus(share: Share) -> str:
    """A probability with its Monte Carlo error at 95 %."""
    return f"{share.value:.2f} ± {Z95 * share.se:.2f}"
