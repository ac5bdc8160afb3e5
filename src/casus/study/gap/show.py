"""The answer about the gap in, its terminal tables out."""

from __future__ import annotations

from rich.table import Table

from casus.flow.campaign.arrays import RECORDED_DAYS
from casus.flow.metrics.measure import Difference, Share
from casus.flow.views.console import Paper, figures_table, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.study.gap.causes import CAUSES
from casus.study.gap.found import Gap
from casus.study.gap.shares import Parts

NONE = "-"


def print_gap(of: Gap, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print the headline, who came first, the causes, the days, and what goes with the answer."""
    wide = on or wide_console()
    wide.print(f"[bold]{of.title}: {of.attack_title}[/bold]", highlight=False)
    for line in (*headline(of), ""):
        wide.print(line, highlight=False)
    for table in (race_table(of), *([causes_table(of)] if of.parts else []), days_table(of)):
        wide.print(table)
        wide.print()
    sure = of.reservations
    print_reservations(wide, sure.confidence, sure.alternative, sure.hides)
    print_provenance(wide, of.provenance, seconds)


def headline(of: Gap) -> list[str]:
    """The answer in sentences."""
    race = of.races["first"]
    low, high = race.in_time.interval
    said = [
        f"Help is in place before the line is lost in {race.in_time.value:.3f} of the worlds ({low:.3f} to {high:.3f}). "
        f"In {race.fates.stood_alone:.3f} the line stands without it."
    ]
    gap_low, gap_high = race.gap.interval
    said.append(
        f"The guarantee gap, the line lost with no help in place, is {race.gap.value:.3f} ({gap_low:.3f} to {gap_high:.3f})."
    )
    if not of.owes_forces:
        said.append("The text owes no forces: no brigade comes under it, and nothing that is taken away changes that.")
    if race.both:
        sign = "after" if race.days.p50 > 0.0 else "before"
        said.append(
            f"Where both happen ({race.both:,} worlds), the first help is there {abs(race.days.p50):.1f} days {sign} the loss "
            f"(median; 80 % of worlds {_day(race.days.p10)} to {_day(race.days.p90)} days)."
        )
    return said


def race_table(of: Gap) -> Table:
    """What became of the line and of the help, under both readings."""
    table = figures_table(
        "Who comes first (share of all worlds)", ("",), ("first contingent", f"{of.part:.0%} of what was promised")
    )
    named = "in place and on standby" if of.promised_kind == "assigned" else "the pools, as the posture assigns none"
    table.caption = (
        f"Help in place: brigades in the line of an attacked axis. Promised: {of.promised_brigades:.1f} brigades ({named}); that "
        "reading sees the recorded days alone."
    )
    fates = {
        "line stands, help in place": "stood_helped",
        "line stands, none in place": "stood_alone",
        "line falls, help was first": "fell_helped",
        "line falls, help comes after": "fell_before",
        "line falls, help never comes": "fell_alone",
    }
    for text, name in fates.items():
        table.add_row(text, *(f"{getattr(race.fates, name):.3f}" for race in of.races.values()))
    table.add_row(
        "[bold]gap: the last two[/bold]", *(f"[bold]{race.gap.value:.3f}[/bold]" for race in of.races.values())
    )
    table.add_row("of the lines that fall, help first", *(_share(race.first_of_fallen) for race in of.races.values()))
    return table


def causes_table(of: Gap) -> Table:
    """What each cause has of the gap."""
    headings = ("closes", "± se", "of closed", "alone", "last", f"{of.part:.0%}: closes", "± se", "of closed")
    table = figures_table("What keeps help away (probability)", ("",), headings)
    table.caption = (
        "Closes: mean over all orders of taking the causes away (Shapley 1953); alone: with the others there; last: with the "
        "others gone. Left: the line is lost sooner than any help, or none is owed. Word and delay: the halves of politics."
    )
    first, much = of.parts["first"], of.parts["much"]
    for cause in CAUSES:
        part = first.by_cause[cause]
        cells = (*_closes(first, cause), f"{part.alone.value:.3f}", f"{part.last.value:.3f}", *_closes(much, cause))
        table.add_row(cause, *cells)
        if cause == "politics":
            for half, closed in first.halves.items():
                table.add_row(f"  {half}", "", "", "", f"{closed.value:.3f}", "", "", "", "", style="dim")
    table.add_row("all four", *_both(first.closed), "", "", "", *_both(much.closed), "")
    table.add_row("left", *_left(first), "", "", "", *_left(much), "")
    return table


def days_table(of: Gap) -> Table:
    """By recorded day: the two curves and the brigades."""
    headings = (
        "help in place",
        f"{of.part:.0%} in place",
        "line lost",
        "brigades in theatre",
        "in the line",
        "of promised",
    )
    table = figures_table("By day (share of worlds; brigades: means over all worlds)", ("",), headings)
    strengths = {float(one.day): one for one in of.strengths}
    for moment in of.curve:
        if moment.day in RECORDED_DAYS:
            one = strengths[moment.day]
            shares = (f"{share.value:.3f}" for share in (moment.arrived, moment.much_arrived, moment.lost))
            brigades = (f"{one.theatre_brigades:.1f}", f"{one.line_brigades:.1f}", f"{one.line_share:.0%}")
            table.add_row(f"day {moment.day:g}", *shares, *brigades)
    return table


def _closes(of: Parts, cause: str) -> tuple[str, str, str]:
    share = of.share_of_closed(cause)
    return *_both(of.by_cause[cause].closes), NONE if share != share else f"{share:.0%}"


def _left(of: Parts) -> tuple[str, str]:
    return f"{of.left.value:.3f}", f"{of.left.se:.3f}"


def _both(of: Difference) -> tuple[str, str]:
    return f"{of.value:.3f}", f"{of.se:.3f}"


def _share(of: Share) -> str:
    return NONE if of.n == 0 else f"{of.value:.3f}"


def _day(days: float) -> str:
    return f"{days:+.1f}".replace("-", "−")
