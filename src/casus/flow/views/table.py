"""The answers of a study as terminal tables, with a sentence on how far to trust their order."""

from __future__ import annotations

import math
from collections.abc import Mapping

from rich.table import Table

from casus.flow.metrics.answers import Answers
from casus.flow.metrics.band import Band
from casus.flow.metrics.measure import Difference, Share, Spread
from casus.flow.strategy.deterrence import Deterrence
from casus.flow.views.cells import NONE, plain
from casus.flow.views.console import Paper, design_table, print_provenance, wide_console
from casus.flow.views.deter import lens_table
from casus.flow.views.narrate import sentence_on_draws, sentence_on_part, sentence_on_stream


def print_study(
    answers: Answers, found: Deterrence | None, seconds: float | None = None, on: Paper | None = None
) -> None:
    """Print the comparison: the heaviest attack first, then the lenses, all attacks and laws, promises, and what is lost."""
    wide = on or wide_console()
    if not answers.provenance["complete"]:
        wide.print(f"[bold red]{sentence_on_part(answers.provenance)}[/bold red]")
    for table in study_tables(answers, found):
        wide.print(table)
        wide.print()
    wide.print(sentence_on_draws(answers))
    if answers.provenance.get("streamed"):
        wide.print(sentence_on_stream(answers.provenance))
    print_provenance(wide, answers.provenance, seconds)


def study_tables(answers: Answers, found: Deterrence | None) -> list[Table]:
    """The tables of a comparison, in the order in which they are read; empty ones are left out."""
    losses = (loss_table, strike_table)
    builders = (attack_table, law_table, promise_table, in_place_table, contact_table, *losses)
    lenses = [] if found is None else [lens_table(found, answers.provenance.get("lens_draws"))]
    tables = [headline_table(answers), *lenses, *(build(answers) for build in builders)]
    return [table for table in tables if table.row_count]


def headline_table(answers: Answers) -> Table:
    """What each design does against the heaviest attack, the best first."""
    table = design_table(
        f"{answers.provenance['title']}: the {answers.headline} attack",
        ("line held", "gain", "word kept", "troops sent", "billion euro a year", "offered"),
        "Shares of worlds, ± Monte Carlo standard error. Gain: over the baseline "
        f"({answers.baseline}) in the same worlds. Word kept: guarantors with half of the pact's brigades helped within 30 days. "
        "Troops sent: by one guarantor at least. Offered: share of the forces in place that nations have offered and can rotate.",
    )
    for design in _ordered(answers):
        given = answers.headline_answer(design)
        gain = "baseline" if design == answers.baseline else _difference(given.gain)
        table.add_row(
            design,
            _share(given.held),
            gain,
            _share(given.honoured),
            _share(given.combat),
            _thousands(answers.cost_meur_year[design], 1),
            plain(answers.feasibility[design].mean, 2),
        )
    return table


def attack_table(answers: Answers) -> Table:
    """The share of worlds in which the line held, by attack."""
    table = design_table("Line held, by attack option", tuple(answers.attacks), "")
    for design in _ordered(answers):
        table.add_row(design, *(_share(answers.answers[design, attack].held) for attack in answers.attacks))
    return table


def interval_table(answers: Answers) -> Table:
    """The same with its 95 % interval, and the number of worlds in which it was played."""
    worlds = {answer.held.n for answer in answers.answers.values() if answer.held.n}
    table = design_table(
        "Line held, by attack option, with 95 % intervals",
        tuple(answers.attacks),
        f"Share of worlds [95 % Monte Carlo interval, Wilson]; n = {', '.join(f'{n:,}' for n in sorted(worlds)) or 'none'} worlds "
        f"for each design and attack, seed {answers.provenance['seed']}.",
    )
    for design in _ordered(answers):
        table.add_row(design, *(_with_interval(answers.answers[design, attack].held) for attack in answers.attacks))
    return table


def law_table(answers: Answers) -> Table:
    """The share of worlds in which the line held in the heaviest attack, by law of combat."""
    by_law = {design: answers.headline_answer(design).held_by_law for design in answers.titles}
    laws = [law for law, share in next(iter(by_law.values())).items() if share.n]
    table = design_table(
        f"Line held in the {answers.headline} attack, by law of ground combat",
        tuple(laws),
        "Each world has one law. Where the laws disagree, none of them alone is an answer: the spread between them is "
        "how unsure the science is.",
    )
    for design in _ordered(answers):
        table.add_row(design, *(_share(by_law[design][law]) for law in laws))
    return table


def promise_table(answers: Answers) -> Table:
    """How far the promise got in the heaviest attack: decided, acted, arrived."""
    table = design_table(
        f"From word to help, {answers.headline} attack",
        ("called", "decided", "then acted", "troops sent", "then in time", "carried", "offered, by nation"),
        "Called: the trigger was met. Decided: guarantors with half of the pact's brigades within 30 days; then acted: with "
        "more than words, of those worlds. Then in time: in contact before the line was lost, or the line held, of the worlds "
        "in which troops were sent. Carried: share of the forces in place whose offers stand once parliaments and voters "
        "are asked. Offered: share of those asked of each nation that it has offered and can rotate.",
    )
    for design in _ordered(answers):
        given = answers.headline_answer(design)
        shares = (given.called, given.decided, given.acted, given.combat, given.in_time)
        table.add_row(
            design,
            *map(_share, shares),
            plain(answers.carried[design].mean, 2),
            _by_nation(answers.feasibility_by_nation[design]),
        )
    table.columns[-1].justify, table.columns[-1].overflow = "left", "fold"
    return table


def _by_nation(shares: Mapping[str, float]) -> str:
    """Nations of which forces are asked, the best covered first."""
    ordered = sorted(shares.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{nation} {share:.2f}" for nation, share in ordered) or NONE


def in_place_table(answers: Answers) -> Table:
    """How long the forces in place can be relieved, for the designs that ask for some."""
    table = design_table(
        "Held in place: can nations relieve what they are asked to keep there?",
        ("nations", "offered", "never filled", "kept for ever", "out in month", "first to run out"),
        "Nations: of which forces are asked. Offered: as above; the rest asks only whether their pools suffice, offered or "
        "not. Never filled: share of worlds in which one has fewer brigades than asked. Kept for ever: in which each pool holds "
        "the rotation factor times what is asked. Out in month: median [90 %] month from which one has no rested brigades left, "
        "0 where it never had enough. First: the two that most often are, with their shares of worlds.",
    )
    for design in _ordered(answers):
        given = answers.in_place[design]
        if given.first_out:
            table.add_row(
                design,
                str(len(given.first_out)),
                plain(answers.feasibility[design].mean, 2),
                _share(given.never_filled),
                _share(given.sustained),
                _months(given.months),
                _by_nation(dict([pair for pair in given.first_out.items() if pair[1] > 0][:2])),
            )
    table.columns[-1].justify, table.columns[-1].overflow = "left", "fold"
    return table


def contact_table(answers: Answers) -> Table:
    """When guarantors' combat forces first met the enemy, and where the front was by then."""
    table = design_table(
        f"Guarantors' first contact, {answers.headline} attack",
        ("contact at all", "hours after the attack", "front had moved, km", "5 km or more"),
        "Hours: median [80 % of worlds with a contact]; km: median [90 %]. Where the front had moved 5 km or more it was a "
        "movement to contact rather than a defence.",
    )
    for design in _ordered(answers):
        given = answers.headline_answer(design)
        hours, moved = given.contact_hours, given.contact_moved_km
        table.add_row(
            design,
            _share(given.contact),
            _range(hours.p50, hours.p10, hours.p90, 0),
            _range(moved.p50, moved.p05, moved.p95, 0),
            _share(given.movement_to_contact),
        )
    return table


def loss_table(answers: Answers) -> Table:
    """Ground, people and soldiers lost in the heaviest attack."""
    table = design_table(
        f"Lost in the {answers.headline} attack: median [90 % of worlds]",
        ("ceded before", "1,000 km²", "people, 1,000", "own, 1,000", "guarantors', 1,000", "aggressor's, 1,000"),
        "Ceded: 1,000 km² given away by the settlement, not counted as lost. People: inhabitants of cities lost. "
        "Soldiers: killed, wounded, captured and missing.",
    )
    for design in _ordered(answers):
        given = answers.headline_answer(design)
        spreads = (given.area_km2, given.people, given.protected_lost, given.guarantor_lost, given.aggressor_lost)
        digits = (1, 0, 0, 1, 0)
        ceded = f"{answers.ceded_km2[design] / 1000:.1f}"
        table.add_row(
            design, ceded, *(_thousands(spread, digit) for spread, digit in zip(spreads, digits, strict=True))
        )
    return table


def strike_table(answers: Answers) -> Table:
    """Drones and missiles in the heaviest attack: how many fly, how many get through, what they do."""
    table = design_table(
        f"Struck in the {answers.headline} attack: median [90 % of worlds]",
        ("drones stopped, %", "cruise, %", "ballistic, %", "through a month", "million euro a month"),
        "Stopped: of what was launched, decoys among the drones. Through: drones and missiles that got through, decoys not "
        "counted. Million euro: direct damage.",
    )
    for design in _ordered(answers):
        given = answers.headline_answer(design)
        through, damage = given.leakers_month, given.damage_meur_month
        table.add_row(
            design,
            *(_range(100 * share.p50, 100 * share.p05, 100 * share.p95, 0) for share in given.stopped.values()),
            _range(through.p50, through.p05, through.p95, 0),
            _range(damage.p50, damage.p05, damage.p95, 0),
        )
    return table


def _ordered(answers: Answers) -> list[str]:
    """Designs by the share of worlds held in the heaviest attack, best first."""

    def held(design: str) -> float:
        value = answers.headline_answer(design).held.value
        return value if value == value else -1.0

    return sorted(answers.titles, key=held, reverse=True)


def _share(share: Share) -> str:
    """A share with its standard error; one of 0 or 1 with the end of its 95 % interval, since its error would print as 0."""
    if share.n == 0:
        return NONE
    low, high = share.interval
    if share.value in {0.0, 1.0}:
        return f"{share.value:.0f} (≥{low:.3f})" if share.value else f"{share.value:.0f} (≤{high:.3f})"
    return f"{share.value:.3f} ±{share.se:.3f}"


def _with_interval(share: Share) -> str:
    low, high = share.interval
    return NONE if share.n == 0 else f"{share.value:.3f} [{low:.3f}, {high:.3f}]"


def _difference(difference: Difference) -> str:
    return NONE if difference.value != difference.value else f"{difference.value:+.3f} ±{difference.se:.3f}"


def _range(middle: float, low: float, high: float, digits: int) -> str:
    return NONE if middle != middle else f"{middle:,.{digits}f} [{low:,.{digits}f}, {high:,.{digits}f}]"


def _months(given: Band) -> str:
    middle, low, high = (
        "never" if math.isinf(month) else plain(month, 0) for month in (given.p50, given.p05, given.p95)
    )
    return f"{middle} [{low}, {high}]"


def _thousands(spread: Spread, digits: int) -> str:
    return _range(spread.p50 / 1000, spread.p05 / 1000, spread.p95 / 1000, digits)
