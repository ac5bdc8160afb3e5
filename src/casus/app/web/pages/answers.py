"""The table of answers: what held, against what, at what cost; by attack, and in the same worlds as the pinned design."""

from __future__ import annotations

from dataclasses import replace

from casus.app.web.bench import PINNED
from casus.app.web.components.parts import Tag
from casus.app.web.numbers import worlds_line
from casus.app.web.pages.acting import Acting
from casus.app.web.pages.noted import noted
from casus.app.web.rerun import Shown
from casus.app.web.tables import AnswerRow, answer_rows, change_rows, told_apart
from casus.flow.views.narrate import sentence_on_draws


class AnswersView:
    """The tables at the right."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        with Tag("section", "", "card answers", aria_label="Answers"):
            self.title = Tag("h2", "Answers")
            self.table = Tag("div", "", "table-place")
            self.caption = Tag("p", "", "caption")
            self.changes_title = Tag("h3", "")
            self.changes = Tag("div", "", "table-place")
        self._key: object = None

    def update(self) -> None:
        """Show the session."""
        session = self.acting.session
        shown = session.shown
        if shown is None or shown.bench.scenario != session.bench.scenario:
            return
        self.table.classes(
            add="stale" if shown.bench != session.bench else "", remove="" if shown.bench != session.bench else "stale"
        )
        key = (id(shown.answers), session.selected)
        if key == self._key:
            return
        self._key = key
        self.title.says(f"Answers: the {shown.bench.attack} attack")
        self._show_table(shown, answer_rows(shown))
        self.caption.says(
            f"{worlds_line(shown)}. Shares of worlds [95 % Monte Carlo interval]; difference ± 95 %, paired in the same worlds; "
            f"cost median [90 % of worlds]. {sentence_on_draws(told_apart(shown))}"
        )
        self._show_changes(shown)

    def _show_table(self, shown: Shown, rows: list[AnswerRow]) -> None:
        self.table.clear()
        ids = [design.id for design in shown.bench.designs]
        attacks = list(shown.answers.attacks) if shown.stage != "attack" else []
        with self.table, Tag("table", "", "answers-table"):
            with Tag("thead"), Tag("tr"):
                for heading in ("Line held", "Difference", "Word kept", "€ bn a year"):
                    Tag("th", heading, scope="col")
            for row in rows:
                place = ids.index(row.design) if row.design in ids else -1
                with Tag("tbody", "", "reference" if row.design == PINNED else ""):
                    with Tag("tr"), Tag("th", "", "design", scope="rowgroup", colspan=4):
                        if row.design != PINNED:
                            Tag("span", str(place + 1), f"swatch of-{place}", aria_hidden="true")
                        Tag("span", row.title)
                    with Tag("tr"):
                        with Tag("td"):
                            noted(row.held, "strong")
                            _track(row.interval)
                        for number in (row.gain, row.honoured, row.cost):
                            with Tag("td"):
                                noted(number)
        if attacks:
            with self.table, Tag("table", "", "by-attack"):
                Tag("caption", "Line held, by attack")
                with Tag("thead"), Tag("tr"):
                    Tag("th", "", scope="col").says("Design")
                    for attack in attacks:
                        Tag("th", attack, "on" if attack == shown.bench.attack else "", scope="col")
                with Tag("tbody"):
                    for row in rows:
                        with Tag("tr"):
                            counted = f"{ids.index(row.design) + 1}  " if row.design in ids else ""
                            Tag("th", f"{counted}{row.title}", "clip", scope="row")
                            for attack in attacks:
                                with Tag("td"):
                                    noted(replace(row.by_attack[attack], beneath=""))

    def _show_changes(self, shown: Shown) -> None:
        session = self.acting.session
        design = shown.bench.designs[min(session.selected, len(shown.bench.designs) - 1)]
        self.changes_title.says(f"{design.title} against {shown.answers.titles[PINNED]}")
        self.changes.clear()
        with self.changes, Tag("table", "", "changes"):
            with Tag("thead"), Tag("tr"):
                for heading in ("", "that", "this", "difference"):
                    Tag("th", heading or "Measure", scope="col")
            with Tag("tbody"):
                for measure, that, this, difference in change_rows(shown, design.id):
                    with Tag("tr"):
                        Tag("th", measure, scope="row")
                        for number in (that, this, difference):
                            with Tag("td"):
                                noted(number)


def _track(interval: tuple[float, float, float]) -> None:
    """A line from 0 to 1 with the interval and its middle."""
    value, low, high = interval
    if value == value:
        with Tag("span", "", "track", aria_hidden="true"):
            Tag("span", "", "bar").style(f"left: {100 * low:.1f}%; width: {max(100 * (high - low), 1.0):.1f}%")
            Tag("span", "", "dot").style(f"left: {100 * value:.1f}%")
