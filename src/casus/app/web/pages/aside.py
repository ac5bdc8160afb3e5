"""Behind tabs at the right: price, lint, evidence, studies aside, files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from casus.app.web.components.parts import Control, Tag
from casus.app.web.components.vega_chart import VegaChart
from casus.app.web.notes import Basis, every_basis
from casus.app.web.numbers import LENS_NAMES
from casus.app.web.pages.acting import Acting
from casus.app.web.pages.files import FilesView
from casus.app.web.pages.listed import Listed
from casus.app.web.pages.noted import Put, Standing
from casus.app.web.pages.studies import StudiesView
from casus.app.web.pages.tabs import Tabs
from casus.app.web.rerun import Shown
from casus.app.web.static_files import SCRIPT_PATH
from casus.app.web.tables import PriceRow, price_rows
from casus.flow.metrics.catalogue import LENSES
from casus.flow.views.price_chart import price_by_design
from casus.pacts.lint import Finding

MOST_LISTED = 60  # chosen: quantities listed at once; a word narrows them


class View(Protocol):
    """What stands behind a tab."""

    def update(self) -> None:
        """Show the session."""


class Aside:
    """The tabs."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        with Tag("section", "", "card aside", aria_label="Price, lint, evidence, studies, files"):
            self.tabs = Tabs(
                {"price": "Price", "lint": "Lint", "evidence": "Evidence", "studies": "Studies", "files": "Files"},
                "About these designs",
                self.update,
            )
            self.views: dict[str, View] = {}
            kinds: dict[str, Callable[[Acting], View]] = {
                "price": PriceView,
                "lint": LintView,
                "evidence": EvidenceView,
                "studies": StudiesView,
                "files": FilesView,
            }
            for name, kind in kinds.items():
                with self.tabs.panels[name]:
                    self.views[name] = kind(acting)

    def update(self) -> None:
        """Show the session."""
        found = self.acting.session.findings()
        errors = sum(finding.rule.severity == "error" for finding in found)
        self.tabs.label("lint", f"Lint {len(found)}" if not errors else f"Lint {len(found)}!")
        self.views[self.tabs.shown].update()


class PriceView:
    """What an attack costs its author, and how likely the lenses think one."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        self.table = Standing(Tag("div", "", "table-place"))
        self.chart = VegaChart(SCRIPT_PATH)
        self.caption = Tag("p", "", "caption")
        self._before: Shown | None = None

    def update(self) -> None:
        """Show the session; the price of what is played now may still be to come."""
        session = self.acting.session
        shown = session.shown
        self.table.is_old(shown is None or shown.stage != "price")
        if shown is None or shown.stage != "price" or self._before is shown:
            return
        self._before = shown
        rows = price_rows(shown)
        titles = [title for _, title, _, _ in rows]

        def draw(put: Put) -> None:
            with Tag("table", "", "prices"):
                with Tag("thead"), Tag("tr"):
                    for heading in ("Design", "Price, € bn", *LENSES):
                        Tag("th", heading, scope="col")
                with Tag("tbody"):
                    for title in titles:
                        with Tag("tr"):
                            Tag("th", title, scope="row")
                            for _ in ("price", *LENSES):
                                with Tag("td"):
                                    put()

        self.table.shows(titles, [number for _, _, price, chances in rows for number in (price, *chances)], draw)
        self._show_chart(shown, rows)
        lenses = ", ".join(f"{lens}: {name}" for lens, name in LENS_NAMES.items())
        self.caption.says(
            "Price: value of the aggressor's full aims at which its cheapest attack breaks even, billion euro of 2025, median "
            "[90 % of worlds]. Chart: the shown attack; grey: what the aims are worth to it. Then the probability of an attack "
            f"in ten years by {lenses}."
        )

    def _show_chart(self, shown: Shown, rows: list[PriceRow]) -> None:
        """The shown attack's panel of the chart that a study draws."""
        if shown.found is None or shown.found.aims_value_meur is None:
            return
        ids = [design for design, *_ in rows]
        found = replace(shown.found, lenses={id: shown.found.lenses[id] for id in ids})
        chart = price_by_design(shown.outcomes, found)
        panel = chart["vconcat"][0]["hconcat"][0]
        said = "; ".join(f"{title} {price.text} billion euro" for _, title, price, _ in rows)
        self.chart.show({**panel, "config": chart["config"]}, f"Price of aggression by design: {said}")


class LintView:
    """What the text leaves open."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        self.lead = Tag("p", "", "caption")
        self.list = Listed("findings", _finding)

    def update(self) -> None:
        """Show the session."""
        session = self.acting.session
        found = session.findings()
        self.lead.says(
            f"{session.design.title}: {len(found)} findings. Rules say what a text leaves open, never who is right."
        )
        self.list.shows(found)


def _finding(one: Finding) -> None:
    with Tag("li", "", f"finding {one.rule.severity}"):
        with Tag("p", "", "first"):
            Tag("span", one.rule.severity, "severity")
            Tag("span", one.rule.id, "rule")
            Tag("span", one.clause, "clause")
        Tag("p", f"{one.message}.")
        Tag("p", f"Mend: {one.rule.mend}", "mend")
        with Tag("details"):
            Tag("summary", "Why, and where it broke")
            Tag("p", one.rule.why)
            Tag("p", f"{one.rule.case}: {one.rule.precedent}")


class EvidenceView:
    """What every answer rests on."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        self.word = ""
        self.grade: str | None = None
        with Tag("div", "", "side-by-side"):
            self.worded = Control(
                "text", "Contains", "", self._narrowed, help="A word of its name or meaning, such as honour or brigade."
            )
            self.graded = Control(
                "choice",
                "Grade",
                None,
                self._graded,
                choices=[["A", "A"], ["B", "B"], ["C", "C"]],
                optional=True,
                none="all",
            )
        self.lead = Tag("p", "", "caption")
        self.list = Listed("evidence", _evidence)

    def update(self) -> None:
        """Show the session."""
        every = every_basis(self.acting.session.bench.scenario)
        found = [
            one for one in every if self.word in f"{one.name} {one.what}".lower() and self.grade in {None, one.grade}
        ]
        self.lead.says(
            f"{len(found)} of {len(every)} drawn quantities"
            + (f", the first {MOST_LISTED}." if len(found) > MOST_LISTED else ".")
        )
        self.list.shows(found[:MOST_LISTED])

    def _narrowed(self, word: str | None) -> None:
        self.word = (word or "").strip().lower()[:80]
        self.worded.gives(value=self.word)
        self.update()

    def _graded(self, grade: str | None) -> None:
        self.grade = grade
        self.graded.gives(value=grade)
        self.update()


def _evidence(one: Basis) -> None:
    with Tag("li"):
        Tag("p", one.what, "what")
        Tag("p", f"{one.value} · grade {one.grade}, {one.status}", "of")
        Tag("p", "; ".join(one.sources) or one.why, "source")
