"""A replay in, what it found as sentences and tables out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from casus.flow.views.console import figures_table, plain_table, print_provenance, wide_console
from casus.flow.views.diff import value_text
from casus.study.again.bits import LAST_BITS, LAST_BITS_SHORT, BitDifference
from casus.study.again.causes import WORDS
from casus.study.again.found import Ranges, Replayed

MOST_ROWS = 20
"""Rows of a table on the screen; chosen: a screenful. The JSON has all."""
FEW_NAMES = 2


def print_replay(found: Replayed, seconds: float) -> None:
    """Print whether the bits are the same, else where they differ, which answers moved, and the likely cause."""
    wide = wide_console()
    wide.print(f"[bold]{verdict(found)}[/bold]", highlight=False)
    for sentence in _beside(found):
        wide.print(sentence, highlight=False)
    if found.changed is not None and found.changed.fields:
        _print(wide, _edited(found))
    if found.unlike:
        _print(wide, _unlike(found))
    if found.differences:
        _print(wide, _differences(found))
        _print(wide, _answers(found)) if found.moved else wide.print(_still(found), highlight=False)
    if found.cause:
        wide.print(found.cause, highlight=False)
    print_provenance(wide, found.provenance, seconds)


def verdict(found: Replayed) -> str:
    """In a sentence, whether it is the same study."""
    played = f"{_part(found)}{found.campaigns:,} campaigns, {found.numbers:,} numbers"
    if found.same_bits:
        return f"The same bits: {played}."
    if found.last_bits_only:
        return f"Differs in the last bits alone: {played}; no number is off by more than rounding makes it."
    return f"Differs: {played}; {len({one.variable for one in found.differences})} variables are not the same."


def _part(found: Replayed) -> str:
    """What was replayed, where that is not the whole study."""
    if (ranges := found.ranges) is not None:
        of_draws = f"{ranges.draws:,} of {ranges.of_draws:,} draws ({100 * ranges.share:.3g} %)"
        return f"{ranges.replayed:,} of {ranges.of:,} ranges, {of_draws}: "
    of = found.provenance["draws"]
    return "" if found.draws == of else f"the first {found.draws:,} of {of:,} draws: "


def _beside(found: Replayed) -> Iterator[str]:
    if not found.provenance["complete"]:
        yield _unfinished(found)
    if found.ranges is not None:
        yield from _ranges(found.ranges, found.provenance["lens_draws"])
    if found.changed is not None:
        yield _edits(found)
    for name in found.left_out:
        yield f"Not compared: {name}."
    for name, (kept, now) in found.elsewhere.items():
        yield f"Other {WORDS.get(name, name)}: {escape(kept or 'none')} when it was kept, {escape(now or 'none')} here."


def _unfinished(found: Replayed) -> str:
    if found.ranges is None:
        return "The study was interrupted; the part that was played is replayed."
    of = found.provenance
    return (
        f"The study is unfinished: {of['draws_played']:,} of its {of['draws']:,} draws are played, and replayed from."
    )


def _ranges(ranges: Ranges, lens_draws: int) -> Iterator[str]:
    """Which ranges differ, where first, and what the lenses were compared in."""
    if lens_draws:
        yield f"The lenses look at the first {lens_draws:,} draws alone; these were replayed with them."
    if ranges.differ:
        part = ranges.differ[0]
        yield f"{len(ranges.differ):,} ranges differ, the first of them draws {part.start:,} to {part.stop - 1:,}."
    if (first := ranges.first) is not None:
        where = f"draw {first.draw:,}, {first.design} against {first.attack}, {first.variable}"
        yield f"First difference: {escape(where)}: {first.kept:.9g} as kept, {first.again:.9g} replayed."


def _edits(found: Replayed) -> str:
    """What was edited since, in a sentence."""
    assert found.changed is not None
    apart = [f"{name} {kept} is now {now}" for name, (kept, now) in found.changed.digests.items() if kept != now]
    said = [f"Digests: {'; '.join(apart)}." if apart else "Scenario and evidence have the digests of the study."]
    if found.changed.entries:
        said.append(f"Evidence that differs: {', '.join(found.changed.entries)}.")
    if found.changed.kept_promises:
        said.append("The model of kept promises was fitted anew.")
    if apart and not found.changed.fields:
        said.append("No field that this study reads has another value.")
    return f"Played with today's scenario and evidence. {' '.join(said)}"


def _edited(found: Replayed) -> Table:
    assert found.changed is not None
    table = plain_table("Edited since", _rest(found.changed.fields))
    for heading in ("field", "as kept", "today"):
        table.add_column(heading, overflow="fold")
    for one in found.changed.fields[:MOST_ROWS]:
        table.add_row(escape(one.field), escape(value_text(one.a)), escape(value_text(one.b)))
    return table


def _unlike(found: Replayed) -> Table:
    table = plain_table("Other than numbers", _rest(found.unlike))
    for heading in ("what", "as kept", "replayed"):
        table.add_column(heading, overflow="fold")
    for one in found.unlike[:MOST_ROWS]:
        table.add_row(escape(one.what), escape(one.kept), escape(one.again))
    return table


def _differences(found: Replayed) -> Table:
    """One row for each variable, over the designs and attacks in which it differs."""
    by_variable: dict[str, list[BitDifference]] = {}
    for one in found.differences:
        by_variable.setdefault(one.variable, []).append(one)
    caption = (
        f"Differ: worlds (or numbers of what has no worlds) that are not the same bit for bit; beyond: by more than {LAST_BITS:g} "
        f"of the larger ({LAST_BITS_SHORT:g} of what is kept in 32 bits). Largest: difference in the variable's unit. "
        f"{_rest(list(by_variable))}"
    )
    table = figures_table(
        "Numbers that differ",
        ("variable", "designs", "attacks"),
        ("differ", "beyond", "of", "largest", "relative"),
        caption,
    )
    far_first = sorted(by_variable.items(), key=lambda pair: not any(one.beyond for one in pair[1]))
    for variable, rows in far_first[:MOST_ROWS]:
        sums = (sum(one.differ for one in rows), sum(one.beyond for one in rows), sum(one.of for one in rows))
        most = (max(one.largest for one in rows), max(one.largest_relative for one in rows))
        names = (_names([one.design for one in rows]), _names([one.attack for one in rows]))
        table.add_row(variable, *names, *(f"{number:,}" for number in sums), *(f"{number:.2g}" for number in most))
    return table


def _answers(found: Replayed) -> Table:
    table = plain_table("Answers that moved, at the digits shown", _rest(found.moved))
    for heading in ("table", "design", "column", "as kept", "replayed"):
        table.add_column(heading, overflow="fold")
    for one in found.moved[:MOST_ROWS]:
        table.add_row(*(escape(text) for text in (one.table, one.design, one.column, one.kept, one.again)))
    return table


def _still(found: Replayed) -> str:
    if found.left_out:
        return "Whether answers moved was not looked at: not everything was replayed."
    return "No answer moved at the digits shown."


def _names(given: Sequence[str | None]) -> str:
    names = list(dict.fromkeys(name for name in given if name is not None))
    return ", ".join(names) if len(names) <= FEW_NAMES else f"{len(names)} of them"


def _rest(rows: Sequence[object]) -> str:
    return "" if len(rows) <= MOST_ROWS else f"The first {MOST_ROWS} of {len(rows)}; --json has all."


def _print(wide: Console, table: Table) -> None:
    wide.print(table)
    wide.print()
