"""A timeline in, its words and its terminal tables out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table

from casus.flow.metrics.measure import Spread
from casus.flow.metrics.timetable import Event, NationTimes, Timeline
from casus.flow.views.cells import percent
from casus.flow.views.console import Paper, figures_table, wide_console

NONE = "-"
NO_BREAK = "\u00a0"
LEAST_WORLDS = 10  # chosen: with fewer, no world lies outside a band of 80 % at either end, and it is no band


def print_timeline(of: Timeline, on: Paper | None = None) -> None:
    """Print when each nation comes, how far the front is and what forces are there by day, and where it comes from."""
    wide = on or wide_console()
    for part in (firsts_table(of), nation_table(of), day_table(of)):
        wide.print(part)
        wide.print()
    if absent := absent_sentence(of, of.coming):
        wide.print(absent, highlight=False)
    known = of.provenance
    wide.print(
        f"[dim]{known['scenario']} ({known['scenario_digest']}), {known['draws']:,} draws, seed {known['seed']}, "
        f"Casus {known['version']}[/dim]",
        highlight=False,
    )


def firsts_table(of: Timeline) -> Table:
    """What happens first, and when."""
    table = figures_table(
        f"{of.title}: {of.attack_title}",
        ("",),
        ("worlds", "day"),
        f"Share of worlds in which it happens by day {of.horizon_days}; day after the attack: median [80 % of those worlds].",
    )
    for name, event in firsts(of).items():
        table.add_row(name, *_cells(event))
    return table


def nation_table(of: Timeline) -> Table:
    """For each nation that comes, share of worlds and day of each event."""
    headings = ("decides to fight", "leaves", "in the theatre", "in the line", "mostly by")
    table = figures_table(
        "Nations, in the order in which they arrive",
        ("",),
        headings,
        "Share of worlds; day after the attack: median [80 %] of the worlds in which it happens, for the nation's first forces. "
        "Forces in place leave and arrive with the decision. Mostly by: the commonest way of their coming, of the worlds in which "
        "they do; equipment that crosses water comes by sea.",
    )
    for nation in of.coming:
        events = ("  ".join(_cells(event)) for event in nation.events.values())
        table.add_row(nation.name, *events, next(iter(nation.modes)))
    return table


def day_table(of: Timeline) -> Table:
    """By day: brigades in the theatre and in the line, and the advance on the axis that is shown."""
    table = figures_table(
        f"By day; axis: {of.advance.title}",
        ("",),
        ("brigades in the theatre", "in the line", "advance there, km", "on the deepest axis, km"),
        f"Brigades: mean [80 % of all worlds]; km: median [80 %]. Hold depth there {of.advance.hold_km:g} km. The axis shown is "
        f"{of.advance.why}.",
    )
    for day in of.advance.km:
        brigades = (_range(by_day[day], "mean") for by_day in (of.theatre_brigades, of.line_brigades))
        km = (_range(by_day[day], "p50") for by_day in (of.advance.km, of.advance.deepest_km))
        table.add_row(f"day {day}", *brigades, *km)
    return table


def firsts(of: Timeline) -> Mapping[str, Event]:
    """The events of the whole pact, in words."""
    return {
        "build-up believed": of.warning,
        "trigger met": of.trigger,
        "first decision for combat": of.first["decision"],
        "first forces in the theatre": of.first["arrival"],
        "first contact": of.contact,
    }


def absent_sentence(of: Timeline, shown: Sequence[NationTimes]) -> str:
    """Nations of the pact that are not shown, in words; empty where there are none."""
    if not of.nations:
        return "The pact has no guarantors."
    if not of.coming:
        return f"In no world do combat forces come. The pact's guarantors: {_listed(of.nations)}."
    rare = [nation for nation in of.coming if nation not in shown]
    never = [nation for nation in of.nations if not nation.comes]
    parts = []
    if rare:
        parts.append(f"In fewer than {LEAST_WORLDS} worlds, and so not drawn: {_listed(rare)}.")
    if never:
        parts.append(f"In no world: {_listed(never)}.")
    return " ".join(parts)


def in_words(event: Event) -> str:
    """Share of the worlds, and the median day with its 80 % band, in one piece that no line breaks."""
    if not event.share.value > 0.0:
        return "never"
    middle, first, last = (day_text(day) for day in (event.day.p50, event.day.p10, event.day.p90))
    return f"{percent(event.share.value)}, {middle} ({first} to {last})".replace(" ", NO_BREAK)


def day_text(day: float) -> str:
    """A day as prose has it: to a tenth below ten, else whole, with a proper minus."""
    return _cell(day).removesuffix(".0")


def _listed(nations: Sequence[NationTimes]) -> str:
    return ", ".join(sorted(nation.name for nation in nations))


def _cells(event: Event) -> tuple[str, str]:
    return percent(event.share.value) if event.share.n else NONE, _range(event.day, "p50")


def _range(of: Spread, middle: str) -> str:
    value = getattr(of, middle)
    return NONE if value != value else f"{_cell(value)} [{_cell(of.p10)}, {_cell(of.p90)}]"


def _cell(number: float) -> str:
    """A number to a tenth below ten, else whole."""
    text = f"{number:.1f}" if abs(number) < 9.95 else f"{number:,.0f}"
    return "0.0" if text == "-0.0" else text.replace("-", "−")
