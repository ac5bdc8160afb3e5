"""Things in, the page that a notebook shows out: printed by the same functions that print on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from casus.app.notebook.charts import chart, loaded
from casus.app.notebook.kinds import of_kind
from casus.foundation.errors import InputError

if TYPE_CHECKING:
    from casus.evidence.entry import Entry
    from casus.flow.scenario.schema.design import Design
    from casus.flow.scenario.schema.scenario import Scenario
    from casus.flow.views.hypertext import Page, Picture
    from casus.pacts.schema.history import Instrument
    from casus.pacts.schema.pact import Pact
    from casus.study.claims.tested import Tested
    from casus.study.compare import Study
    from casus.study.comparison import Comparison

HERE = "casus.app.notebook.pages"
Printed = Callable[[Any, "Page"], None]

PRINTED: Mapping[str, str] = {
    "casus.study.compare.Study": f"{HERE}:print_compared",
    "casus.study.comparison.Comparison": f"{HERE}:print_comparison",
    "casus.flow.scenario.schema.scenario.Scenario": f"{HERE}:print_scenario",
    "casus.flow.scenario.schema.design.Design": f"{HERE}:print_design",
    "casus.pacts.schema.pact.Pact": f"{HERE}:print_pact",
    "casus.pacts.schema.history.Instrument": f"{HERE}:print_instrument",
    "casus.evidence.entry.Entry": f"{HERE}:print_entry",
    "casus.study.claims.tested.Tested": f"{HERE}:print_claim",
}
"""By kind, the function here that prints on a page."""
ANSWERS: Mapping[str, str] = {
    "casus.flow.metrics.timetable.Timeline": "casus.flow.views.timeline:print_timeline",
    "casus.study.adaptation.record.Adapted": "casus.study.adaptation.show:print_adapted",
    "casus.study.allocation.record.Allocation": "casus.study.allocation.show:print_allocation",
    "casus.study.burden.cost.Burden": "casus.study.burden.show:print_burden",
    "casus.study.claims.tested.ClaimsTested": "casus.study.claims.show:print_claims",
    "casus.study.clock.clock.Clock": "casus.study.clock.show:print_clock",
    "casus.study.dropout.found.Dropout": "casus.study.dropout.show:print_dropout",
    "casus.study.gap.found.Gap": "casus.study.gap.show:print_gap",
    "casus.study.improvement.record.Improvement": "casus.study.improvement.show:print_improvement",
    "casus.study.robustness.found.Robustness": "casus.study.robustness.show:print_robustness",
    "casus.study.sensitivity.found.Explored": "casus.study.sensitivity.show:print_explored",
    "casus.study.sizing.sizing.Sizing": "casus.study.sizing.show:print_sizing",
}
"""By kind, the function beside an answer that prints it, on a terminal or on a page."""
SHOWN = (*PRINTED, *ANSWERS)
OPEN_TABLES: Mapping[str, int] = {"casus.study.compare.Study": 2}
"""By kind, how many tables are open at first, where it is more than one: of a study the comparison, and its intervals."""
PARTIAL = "[bold red]PARTIAL: interrupted; what was finished is shown[/bold red]"


def html(of: Any) -> str | None:
    """What a notebook shows of a thing: its words and tables, the first with its chart; None for what it has no page of."""
    from casus.flow.views.hypertext import hypertext

    parts = _parts(of)
    return hypertext(parts, _pictures(of), of_kind(of, OPEN_TABLES) or 1) if parts else None


def plain_text(of: Any) -> str | None:
    """The same as the terminal prints it, for a shell that shows no pages; None for what there is no page of."""
    from io import StringIO

    from rich.console import Console

    from casus.flow.views.console import LEAST_WIDTH

    said, parts = StringIO(), _parts(of)
    Console(file=said, width=LEAST_WIDTH, color_system=None).print(*parts, sep="\n", highlight=False)
    return "\n".join(line.rstrip() for line in said.getvalue().splitlines()) if parts else None


def _parts(of: Any) -> list[Any]:
    """Words and tables in their order; none for what there is no page of."""
    from casus.flow.views.hypertext import Page

    page = Page()
    if own := of_kind(of, PRINTED):
        loaded(own)(of, page)
    elif answer := of_kind(of, ANSWERS):
        loaded(answer)(of, on=page)
    return [*_warning(of, page.parts), *page.parts] if page.parts else []


def _warning(of: Any, parts: Sequence[Any]) -> list[str]:
    """That an answer is partial, where its own words do not say so."""
    said = any(isinstance(part, str) and "PARTIAL" in part for part in parts)
    return [] if said or getattr(of, "complete", True) else [PARTIAL]


def _pictures(of: Any) -> list[Picture]:
    """The usual chart of a thing, where it has one that can be drawn."""
    from casus.flow.views.hypertext import Picture

    try:
        drawn = chart(of)
    except InputError:
        return []
    return [Picture(drawn.png, f"{drawn.alt} The numbers are in the tables.")]


def print_compared(of: Study, page: Page) -> None:
    """A study as the terminal shows it, and the share held in every attack with its interval."""
    from casus.flow.views.table import interval_table, print_study

    print_study(of.answers, of.deterrence, on=page)
    first = next(place for place, part in enumerate(page.parts) if not isinstance(part, str))
    page.parts.insert(first + 1, interval_table(of.answers))


def print_comparison(of: Comparison, page: Page) -> None:
    """A streamed study as the terminal shows it."""
    from casus.flow.views.table import print_study

    print_study(of.answers, of.deterrence, on=page)


def print_scenario(of: Scenario, page: Page) -> None:
    """What a scenario holds."""
    from casus.flow.views.scenario import describe_scenario

    page.print(describe_scenario(of))


def print_design(of: Design, page: Page) -> None:
    """A design by its clauses, posture and settlement, with what the linter finds in its text."""
    from casus.flow.views.design import describe_by_names

    page.print(describe_by_names(of, {}, {}), findings_line(of.id, of.pact))


def print_pact(of: Pact, page: Page) -> None:
    """A pact by its clauses, with what the linter finds."""
    from rich.markup import escape

    from casus.pacts.text import pact_text

    page.print(escape(pact_text(of, {})), findings_line(of.title, of))


def print_instrument(of: Instrument, page: Page) -> None:
    """A pact of the casebook with its history, and what the linter finds."""
    from casus.evidence.register import read_register
    from casus.flow.views.casebook import describe_instrument

    page.print(describe_instrument(of, read_register().sources), findings_line(of.id, of.pact))


def findings_line(name: str, pact: Pact) -> str:
    """What the linter finds in a pact, in a line: how many of each severity, and which."""
    from rich.markup import escape

    from casus.pacts.lint import Text, counts, lint
    from casus.pacts.rules.catalogue import RULES

    found = list(lint([Text(name, pact)], RULES))
    tally = ", ".join(f"{number} {severity}{'s' if number != 1 else ''}" for severity, number in counts(found).items())
    named = "; ".join(f"{one.rule.id} {one.rule.name}" for one in found if one.rule.severity != "note")
    return f"[bold]lint[/bold] {tally}{escape(f' ({named})') if named else ''}"


def print_entry(of: Entry, page: Page) -> None:
    """An entry of the evidence with its sources."""
    from casus.evidence.register import read_register
    from casus.flow.views.evidence import describe_entry

    page.print(describe_entry(read_register(), of))


def print_claim(of: Tested, page: Page) -> None:
    """One claim in full."""
    from casus.study.claims.show import print_one

    print_one(page, of)
