"""The answer about signposts in, its terminal tables out."""

from __future__ import annotations

from rich.table import Table

from casus.flow.views.console import Paper, figures_table, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.study.adaptation.record import Adapted, Candidate, Policy, Set
from casus.study.adaptation.words import headline, number

MOST_ROWS = 8  # chosen: the strongest; the rest is in the JSON and the CSV
MEUR_PER_BEUR = 1000.0
SHORT = {
    "kperson": "thousand", "weapon/month": "a month", "weapon": "", "brigade": "brigades", "day": "days", "month": "months",
}  # fmt: skip


def print_adapted(of: Adapted, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print the sentences, the policies, the other designs, and what goes with the answer."""
    wide = on or wide_console()
    wide.print(f"[bold]{of.title}, strengthened: {of.attack_title}[/bold]", highlight=False)
    for line in (*headline(of), ""):
        wide.print(line, highlight=False)
    for table in (policy_table(of), *([tried_table(of)] if of.others else [])):
        wide.print(table)
        wide.print()
    sure = of.reservations
    print_reservations(wide, sure.confidence, sure.alternative, sure.hides)
    print_provenance(wide, of.provenance, seconds)


def policy_table(of: Adapted) -> Table:
    """The strongest signposts and the pair, with what their triggers do in worlds on which they were not set."""
    headings = ("worlds", "in time", "gain", "of gain", "beyond", "fresh", "p", "BEUR/y")
    table = figures_table(f"Strengthen into {of.chosen.to} where", ("signpost", "trigger"), headings)
    rest = len(of.chosen.singles) - MOST_ROWS
    table.caption = (
        "Judged on worlds on which the trigger was not set. In time: of the worlds strengthened. Of gain: of that always in place. "
        "Beyond: gain beyond as many worlds at random; fresh: the same for the stated trigger in fresh worlds. p: by chance, for "
        "the whole search. BEUR/y: expected cost, billion euro a year."
        + (f" {rest} weaker signposts are left out." if rest > 0 else "")
    )
    for policy in (*of.chosen.singles[:MOST_ROWS], *([of.chosen.pair] if of.chosen.pair else [])):
        first, *others = policy.sets
        style = "bold" if policy.known else None
        table.add_row(first.signpost.id, _level(first), *_cells(of, policy), style=style)
        for one in others:
            table.add_row(f"{policy.join} {one.signpost.id}", _level(one), style=style)
    return table


def tried_table(of: Adapted) -> Table:
    """The designs that were tried, with the strongest signpost of each."""
    headings = (of.metric[:10], "gain", "begun", "BEUR/y", "months", "in time", "beyond", "p")
    table = figures_table("Designs that it could be strengthened into", ("design", "strongest signpost"), headings)
    table.caption = (
        "Gain: always in place; begun: begun at the ceasefire. Months: until all of it is in place, median. Beyond, p: of the "
        "strongest signpost, as above, without fresh worlds; p counts the signposts and not the designs."
    )
    for one in (of.chosen, *of.others):
        table.add_row(one.to, one.best.id if one.best else "-", *_tried(of, one))
    return table


def _tried(of: Adapted, one: Candidate) -> tuple[str, ...]:
    best = one.best
    return (
        number(of, one.always.value.value),
        number(of, one.always.gain.value),
        number(of, one.begun.gain.value),
        f"{one.always.cost_meur_year / MEUR_PER_BEUR:.1f}",
        f"{one.build_months:.0f}",
        f"{one.in_time_share:.2f}",
        number(of, best.excess.value) if best else "-",
        f"{best.p:.3f}" if best else "-",
    )


def _cells(of: Adapted, policy: Policy) -> tuple[str, ...]:
    share = policy.share_of_gain.value
    return (
        f"{policy.strengthened_share.value:.2f}",
        "-" if policy.in_time_share != policy.in_time_share else f"{policy.in_time_share:.2f}",
        number(of, policy.gain.value),
        "-" if share != share else f"{share:.0%}",
        number(of, policy.excess.value),
        "-" if policy.fresh is None else number(of, policy.fresh.value),
        f"{policy.p:.3f}",
        f"{policy.cost_meur_year / MEUR_PER_BEUR:.1f}",
    )


def _level(of: Set) -> str:
    if of.trigger.never:
        return "never"
    at = f"{of.trigger.at:.3g}" if abs(of.trigger.at) < 1000.0 else f"{of.trigger.at:,.0f}"
    unit = "" if of.signpost.unit in {"1", "share", "probability"} else f" {_short(of.signpost.unit)}"
    return f"{'<=' if of.trigger.below else '>'} {at}{unit}"


def _short(unit: str) -> str:
    return SHORT.get(unit, unit)
