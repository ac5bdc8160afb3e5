"""A sizing in, its words and its terminal tables out."""

from __future__ import annotations

from rich.table import Table

from casus.flow.views.cells import NONE, plain
from casus.flow.views.console import Paper, plain_table, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.study.sizing.others import FEW_WORLDS
from casus.study.sizing.sizing import Sizing

SHOWN_BOUNDS = 3  # chosen: what a sentence can name; the table has all


def print_sizing(of: Sizing, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print the answer as a sentence, the curve, what binds or what else would do, and the reservations."""
    wide = on or wide_console()
    if not of.complete:
        wide.print("[bold red]PARTIAL: interrupted; what was finished is shown[/bold red]")
    wide.print(f"[bold]{headline(of)}[/bold]", highlight=False)
    for words in of.asking.assumed:
        wide.print(f"Assumed: {words}", highlight=False)
    wide.print()
    for table in (curve_table(of), relaxed_table(of), others_table(of)):
        if table.row_count:
            wide.print(table)
            wide.print()
    said = of.reservations
    print_reservations(wide, said.confidence, said.alternative, said.hides)
    print_provenance(wide, of.provenance, seconds)


def headline(of: Sizing) -> str:
    """The answer in a sentence or two."""
    asking, lever = of.asking, of.asking.lever
    question = f"'{asking.design}' against '{asking.attack}', target {asking.target:g}"
    if of.answer is not None:
        low, high = of.held.interval
        has = f"the design has {lever.own:g}"
        held = f"the line holds in {of.held.value:.3f} of fresh worlds (95 %: {low:.3f} to {high:.3f})"
        return f"{question}: {of.answer:g} {lever.words}; {held}; {has}."
    if not of.complete:
        return f"{question}: no answer yet."
    return f"{question}: {not_reachable(of)}"


def not_reachable(of: Sizing) -> str:
    """That no force reaches the target, and what binds."""
    asking, lever = of.asking, of.asking.lever
    at = f"{of.held.value:.3f} at {asking.most:g} {lever.words} ({asking.most_why})"
    if of.held.interval[1] >= asking.target:
        return f"not shown to be reached by {lever.unit} alone with these draws: {at}; bound by {bounds(of)}."
    return f"not reachable by {lever.unit} alone: {at}; bound by {bounds(of)}."


def bounds(of: Sizing) -> str:
    """What binds most, with what its absence gains."""
    named = [f"{_binds(one.relaxation.id)} ({one.gain.value:+.2f})" for one in of.bound_by[:SHOWN_BOUNDS]]
    return ", ".join(named) or "nothing that was tried"


def _binds(id: str) -> str:
    """What binds, where a relaxation takes it away."""
    return {
        "warned": "disbelieved warning",
        "manned": "a line thinly manned in peacetime",
        "word-kept": "broken words",
        "duty": "an obligation that leaves the means open",
        "decided": "late decisions",
        "works": "positions that are not fortified",
        "stocks": "ammunition",
        "air": "aircraft",
        "air-defence": "air defence",
        "reinforcements": "the passage of reinforcements",
        "command": "command and seams",
        "heavy": "brigades that are not heavy",
        "settlement": "the terms of the settlement",
        "allies": "axes through an ally of the aggressor",
    }[id]


def curve_table(of: Sizing) -> Table:
    """The probability that the line holds by force."""
    lever = of.asking.lever
    worlds = of.curve[0].held.n if of.curve else 0
    title = f"How often the line holds, by {lever.words}"
    table = plain_table(
        title, f"In {worlds:,} worlds, the same in each row. Laws: least and most favourable law of combat alone."
    )
    for heading in (lever.unit, "p_held", "95 %", "laws"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for point in of.curve:
        (low, high), (least, best) = point.held.interval, point.laws
        marks = [] if point.force != of.answer else ["the answer"]
        marks += [] if point.force != lever.own else ["the design's own"]
        numbers = (f"{point.held.value:.3f}", f"{low:.3f} to {high:.3f}", f"{least:.2f} to {best:.2f}")
        table.add_row(f"{point.force:g}", *numbers, ", ".join(marks))
    return table


def relaxed_table(of: Sizing) -> Table:
    """What each relaxation gains at the most that was tried."""
    worlds = of.relaxed[0].held.n if of.relaxed else 0
    title = f"What binds at {of.asking.most:g} {of.asking.lever.words}: one thing changed at a time"
    table = plain_table(title, f"In {worlds:,} worlds; gain in p_held in the same worlds, with its standard error.")
    table.add_column("with ...")
    for heading in ("p_held", "gain", ""):
        table.add_column(heading, justify="right")
    for one in of.relaxed:
        binds = "binds" if one.binds and one.relaxation.id != "all" else ""
        gain = f"{one.gain.value:+.3f} ± {one.gain.se:.3f}"
        table.add_row(one.relaxation.words, f"{one.held.value:.3f}", gain, binds)
    return table


def others_table(of: Sizing) -> Table:
    """What else was tried, and its price."""
    caption = (
        f"Compared in {FEW_WORLDS:,} worlds, not confirmed on fresh ones; the answer's design costs {plain(of.cost_meur, 0)}. "
        "Costs: median over worlds."
    )
    table = plain_table("Other ways to hold as often as the answer, the cheapest first", caption)
    table.add_column("instead")
    for heading in ("how many", "p_held", "million euro a year"):
        table.add_column(heading, justify="right")
    for one in of.others:
        many = NONE if one.force is None else f"{one.force:g}"
        held = NONE if one.held is None else f"{one.held.value:.3f}"
        table.add_row(one.words, many, held, plain(one.cost_meur, 0) if one.reaches else "does not do it")
    return table
