"""The answer about guarantors that stay out in, its terminal tables out."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from casus.flow.views.console import Paper, plain_table, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.study.dropout.found import Dropout, Pledge, Without

NONE = "-"
NAMES = 56  # chosen: characters for the names of a set
MOST_ROWS = 6  # chosen: sets shown; all are in the JSON
VERDICTS = {"pivotal": "pivotal", "redundant": "redundant", "better-without": "better without"}
ACT = {"stays-out": "stays out", "never-joined": "had never joined"}


def print_dropout(of: Dropout, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print what the leader's absence loses, then everybody's, the sets, and what goes with the answer."""
    wide = on or wide_console()
    wide.print(f"[bold]{leader_line(of)}[/bold]", highlight=False)
    wide.print(f"[dim]{of.title}: {of.attack_title}[/dim]", highlight=False)
    for line in (*summary(of), ""):
        wide.print(line, highlight=False)
    wide.print(pledge_table(of))
    wide.print()
    if of.groups:
        wide.print(group_table(of))
        wide.print()
    for line in (*emptiest(of), ""):
        wide.print(line, highlight=False)
    sure = of.reservations
    print_reservations(wide, sure.confidence, sure.alternative, sure.hides)
    print_provenance(wide, of.provenance, seconds)


def leader_line(of: Dropout) -> str:
    """If the leader stays out: the first line of the answer."""
    known = {pledge.member.nation: pledge for pledge in of.pledges}
    name = known[of.leader.nation].member.name if of.leader.nation in known else of.leader.nation
    who = "the leader" if of.leader.named else "the largest contributor (the pact names no lead)"
    if of.leader.nation not in known:
        return f"If {who}, {name}, {ACT[of.how]}: not played to the end."
    lost = known[of.leader.nation].loss
    after = "" if of.new_leader is None else f", with {_name(of, of.new_leader)} leading in its place"
    said = (
        f"If {who}, {name}, {ACT[of.how]}{after}: p_held {of.p_held.value:.3f} -> {of.p_held.value - lost.value:.3f}, "
    )
    return f"{said}a loss of {_signed(lost.value)} ± {lost.se:.3f} ({VERDICTS[lost.verdict]})."


def summary(of: Dropout) -> list[str]:
    """All and nobody, who is pivotal, who redundant."""
    pivotal, redundant, without = (_names(of, verdict) for verdict in VERDICTS)
    nobody = "nobody keeps a word" if of.how == "stays-out" else "no party at all"
    said = [
        f"All guarantors: {of.p_held.value:.3f}; {nobody}: {of.p_nobody.value:.3f}; together they add "
        f"{of.whole.value:.3f} ± {of.whole.se:.3f}.",
        f"Pivotal: {pivotal or 'nobody alone'}. Redundant alone: {redundant or 'nobody'}.",
    ]
    if without:
        said.append(f"The line holds more often without: {without}.")
    return said


def pledge_table(of: Dropout) -> Table:
    """A row for each guarantor, the greatest loss first."""
    headings = (
        "in place",
        "pool",
        "loss",
        "± se",
        "95 % at once",
        "only with",
        "verdict",
        "Shapley",
        "± se",
        "a brigade",
    )
    table = _table("Each guarantor absent alone, and what its pledge is worth", headings)
    kind = "exact" if of.exact else "sampled"
    single = sum(pledge.loss.value for pledge in of.pledges)
    table.caption = (
        f"Brigades; loss: p_held with all less p_held without it (sum {single:.3f}); only with: share of worlds in which the line "
        f"holds with it and not without; Shapley: what it adds, mean over all orders of joining ({kind}); a brigade: in place."
    )
    for pledge in of.pledges:
        table.add_row(pledge.member.name, *_cells(pledge))
    return table


def _cells(pledge: Pledge) -> tuple[str, ...]:
    lost, value, each = pledge.loss, pledge.value, pledge.value_per_brigade
    return (
        f"{pledge.member.in_place:g}" if pledge.member.in_place else NONE,
        f"{pledge.member.pool:.1f}",
        _signed(lost.value),
        f"{lost.se:.3f}",
        f"{_signed(lost.low)} to {_signed(lost.high)}",
        f"{lost.only_with:.3f}",
        VERDICTS[lost.verdict],
        NONE if value is None else _signed(value.value, 4),
        NONE if value is None else f"{value.se:.4f}",
        NONE if each is None else _signed(each, 4),
    )


def group_table(of: Dropout) -> Table:
    """The sets that lose most beyond the sum of their members' single losses."""
    table = _table(
        "Several absent: greatest losses beyond the sum of single ones", ("loss", "beyond", "± se", "    "), NAMES
    )
    table.caption = (
        f"The first {min(MOST_ROWS, len(of.groups))} of {len(of.groups):,} sets of two or more, up to {of.up_to}, in "
        f"{of.groups[0].worlds:,} worlds; 'sure' where it is beyond chance with all of them looked at."
    )
    for group in of.groups[:MOST_ROWS]:
        table.add_row(
            _listed(of, group.nations, NAMES),
            f"{group.loss.value:.3f}",
            _signed(group.extra.value),
            f"{group.extra.se:.3f}",
            "sure" if group.sure else "",
        )
    return table


def emptiest(of: Dropout) -> list[str]:
    """The smallest sets without which nothing is left, in words."""
    said = []
    if of.minimal and not of.minimal[0].nations:
        return ["With all of them the line holds no more often than with nobody, as far as these draws can show."]
    if of.minimal:
        sets = "; ".join(_set(of, one) for one in of.minimal[:MOST_ROWS])
        more = f" and {len(of.minimal) - MOST_ROWS} more" if len(of.minimal) > MOST_ROWS else ""
        said.append(f"Smallest sets whose absence leaves what nobody leaves, within error: {sets}{more}.")
    elif of.groups:
        said.append(f"No set of up to {of.up_to} absent is shown to bring p_held down to what it is with nobody.")
    if of.chain:
        last = of.chain[-1]
        said.append(
            f"Taken away in the order of their values, nothing is left after {len(last.nations)} of {len(of.pledges)}: "
            f"{_listed(of, last.nations, 10_000)} (p_held {last.p_held.value:.3f})."
        )
    return said


def _set(of: Dropout, one: Without) -> str:
    return f"{' + '.join(_name(of, nation) for nation in one.nations)} ({one.p_held.value:.3f})"


def _names(of: Dropout, verdict: str) -> str:
    return ", ".join(_name(of, nation) for nation in of.with_verdict(verdict))


def _name(of: Dropout, nation: str) -> str:
    return next((pledge.member.name for pledge in of.pledges if pledge.member.nation == nation), nation)


def _listed(of: Dropout, nations: Sequence[str], most: int) -> str:
    """Names with commas; ids where the names are longer than there is room for."""
    names = ", ".join(_name(of, nation) for nation in nations)
    return names if len(names) <= most else ", ".join(nations)


def _signed(value: float, digits: int = 3) -> str:
    """A number without a minus before nought."""
    text = f"{value:.{digits}f}"
    return (text[1:] if not float(text) and text.startswith("-") else text).replace("-", "−")


def _table(title: str, headings: tuple[str, ...], least: int = 0) -> Table:
    table = plain_table(title)
    table.add_column("", min_width=least)
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    return table
