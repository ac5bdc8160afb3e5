"""The answer about what a result depends on in, its terminal tables out."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from casus.flow.metrics.measure import Z95
from casus.flow.views.console import Paper, figures_table, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.study.discovery.show import lines_of
from casus.study.sensitivity.by_grade import ByGrade
from casus.study.sensitivity.by_law import InLaw
from casus.study.sensitivity.found import Explored, Line
from casus.study.sensitivity.standing import standing
from casus.study.sensitivity.ties import Factor
from casus.study.sensitivity.tornado import Bar, End

NAMED = 3  # chosen: factors named in the headline
LETTERS = 62  # chosen: a phrase then takes two lines of a table, and one beside a chart


def print_explored(of: Explored, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print the headline, the tables, where it fails, and what goes with the answer."""
    wide = on or wide_console()
    wide.print(f"[bold]{of.title}: {of.attack_title}[/bold]", highlight=False)
    for line in (*headline(of), ""):
        wide.print(line, highlight=False)
    for table in tables(of):
        wide.print(table)
        wide.print()
    _print_failing(wide, of)
    sure = of.reservations
    print_reservations(wide, sure.confidence, sure.alternative, sure.hides)
    print_provenance(wide, of.provenance, seconds)


def headline(of: Explored) -> list[str]:
    """The answer in sentences."""
    said = [f"'{of.metric.name}': {of.metric.what}. {_mean(of)}"]
    if of.capped_share > 0.0:
        said.append(f"In {of.capped_share:.2f} of the worlds that moment never comes; there it is put at the horizon.")
    if of.sd == 0.0:
        said.append("It is the same in all worlds: there is no variance to explain.")
    if of.named:
        strongest = ", ".join(f"{line.factor.name} ({line.total:.2f})" for line in of.named[:NAMED])
        said.append(f"Most of its variance passes through (total index): {strongest}.")
    grades = {} if of.by_grade is None else of.by_grade.of(of.metric.name)
    if grades:
        parts = "; ".join(f"{name} {rests.total:.2f}" for name, rests in grades.items())
        said.append(f"It rests, by total index, on evidence and chance so: {parts}.")
    return said


def _mean(of: Explored) -> str:
    unit = "" if of.metric.unit == "1" else f" {of.metric.unit}"
    spread = f"{number_text(of.mean)}{unit}, standard deviation {number_text(of.sd)}"
    what, share = ("True in", f"{of.mean:.3f} of the worlds") if of.metric.flag else ("Mean", spread)
    return f"{what} {share} ({2 * of.worlds:,} worlds; the model was asked {of.campaigns:,} times)."


def tables(of: Explored) -> list[Table]:
    """Every table that the answer fills."""
    made = []
    if of.indices:
        made.append(indices_table(of.indices))
    if of.by_subject:
        made.append(subjects_table(of.by_subject))
    if of.by_grade is not None and of.by_grade.of(of.metric.name):
        made.append(grades_table(of.by_grade, of.metric.name))
    if of.tornado:
        made.append(tornado_table(of.tornado, of.metric.flag))
    return [*made, laws_table(of.by_law)] if of.by_law else made


def indices_table(lines: Sequence[Line]) -> Table:
    """The factors: what they explain alone, and all in which they take part."""
    headings = ("alone", "±", "in all", "±", "rests on")
    table = figures_table("Share of the variance (Sobol indices, half of their 95 % intervals)", ("factor",), headings)
    table.add_column("what it is")
    table.caption = (
        "Alone: first-order index. In all: total index, with all that it does together with others; these sum to more "
        "than one."
    )
    for line in lines:
        about = line.factor.about
        table.add_row(_name(line.factor), *_shares(line), standing(about), shortened(about.what))
    return table


def subjects_table(lines: Sequence[Line]) -> Table:
    """The same by subject, every number in one of them."""
    table = figures_table(
        "By subject, everything in one of them", ("subject",), ("alone", "±", "in all", "±", "numbers")
    )
    table.add_column("about")
    for line in lines:
        about = line.factor.about
        table.add_row(about.name.replace("_", " "), *_shares(line), str(len(line.factor.columns)), about.what)
    return table


def grades_table(of: ByGrade, metric: str) -> Table:
    """On what evidence it rests."""
    headings = ("rests on it", "±", "alone", "±", "all others without it", "numbers")
    table = figures_table("By grade of evidence (rests on: total index; alone: closed index)", ("grade",), headings)
    for name, rests in of.of(metric).items():
        total, closed = (_number(rests.total), _half(rests.total_ci)), (_number(rests.closed), _half(rests.closed_ci))
        table.add_row(name, *total, *closed, _number(rests.others_alone), str(rests.numbers))
    return table


def tornado_table(bars: Sequence[Bar], flag: bool) -> Table:
    """The mean with each factor at its ends."""
    headings = ("low end", "mean", "high end", "mean", "change", "±")
    table = figures_table("Mean with one factor at its ends, all others free", ("factor",), headings)
    table.caption = (
        "Ends: 5th and 95th percentile; of a choice, the alternatives of lowest and highest mean. ±: 95 %, of the change, "
        "in the same worlds. Faint: not beyond chance."
    )
    for bar in bars:
        ends = (bar.low.at, mean_text(bar.low, flag), bar.high.at, mean_text(bar.high, flag))
        table.add_row(_name(bar.factor), *ends, *_swing(bar, flag), style=None if bar.is_known else "dim")
    return table


def laws_table(laws: Sequence[InLaw]) -> Table:
    """Total indices of the strongest factors within each law."""
    table = figures_table("Total indices within each law of ground combat", ("",), [law.law for law in laws])
    table.add_row("share of worlds", *(f"{law.weight:.2f}" for law in laws), style="dim")
    table.add_row("mean", *(number_text(law.mean) for law in laws), style="dim")
    for place, factor in enumerate(laws[0].factors):
        table.add_row(_name(factor), *(_number(float(law.indices.total[place])) for law in laws))
    return table


def mean_text(end: End, flag: bool) -> str:
    """A mean, as finely as a reader needs it."""
    return f"{end.mean:.3f}" if flag else number_text(end.mean)


def number_text(number: float) -> str:
    """A number of any size to about four digits.

    >>> number_text(13590.4), number_text(0.09839)
    ('13,590', '0.09839')
    """
    return f"{number:,.0f}" if abs(number) >= 1000.0 else f"{number:.4g}"


def shortened(what: str, letters: int = LETTERS) -> str:
    """A phrase that fits beside a number, cut between words."""
    return what if len(what) <= letters else what[:letters].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _print_failing(wide: Paper, of: Explored) -> None:
    """Where the design fails, in sentences."""
    if of.discovery is None:
        return
    wide.print("[bold]Where it fails[/bold]", highlight=False)
    for line in (f"It fails where {of.failing}.", *lines_of(of.discovery), ""):
        wide.print(line, highlight=False)


def _name(factor: Factor) -> str:
    """Its name, a tie on a line for each of its columns."""
    return factor.name.replace("+", "\n+ ")


def _shares(line: Line) -> tuple[str, str, str, str]:
    return _number(line.first), _half(line.first_ci), _number(line.total), _half(line.total_ci)


def _number(share: float) -> str:
    return f"{share:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _half(ends: tuple[float, float]) -> str:
    return f"[dim]{0.5 * (ends[1] - ends[0]):.2f}[/dim]"


def _swing(bar: Bar, flag: bool) -> tuple[str, str]:
    half = Z95 * bar.se
    change, error = (
        (f"{bar.swing:+.3f}", f"{half:.3f}") if flag else (_signed(bar.swing), number_text(float(f"{half:.2g}")))
    )
    return change.replace("-", "−"), error


def _signed(swing: float) -> str:
    return ("+" if swing >= 0.0 else "-") + number_text(float(f"{abs(swing):.3g}"))
