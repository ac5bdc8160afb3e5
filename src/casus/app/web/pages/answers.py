"""The table of answers: what held, against what, at what cost; by attack, and in the same worlds as the pinned design."""

from __future__ import annotations

from dataclasses import replace

from casus.app.web.bench import PINNED
from casus.app.web.components.parts import Tag
from casus.app.web.numbers import worlds_line
from casus.app.web.pages.acting import Acting
from casus.app.web.pages.noted import Put, Standing
from casus.app.web.rerun import Shown
from casus.app.web.tables import AnswerRow, answer_rows, change_rows, told_apart
from casus.flow.views.narrate import sentence_on_draws


class AnswersView:
    """The tables at the right."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        with Tag("section", "", "card answers", aria_label="Answers"):
            self.title = Tag("h2", "Answers")
            self.table = Standing(Tag("div", "", "table-place"))
            self.by_attack = Standing(Tag("div", "", "table-place"))
            self.caption = Tag("p", "", "caption")
            self.changes_title = Tag("h3", "")
            self.changes = Standing(Tag("div", "", "table-place"))
        self.tracks: list[tuple[Tag, Tag]] = []
        self._before: Shown | None = None
        self._selected = -1

    def update(self) -> None:
        """Show the session."""
        session = self.acting.session
        shown = session.shown
        if shown is None or shown.bench.scenario != session.bench.scenario:
            return
        old = shown.bench != session.bench
        self.table.is_old(old)
        self.by_attack.is_old(old or shown.stage == "attack")
        before, selected = self._before, self._selected
        if before is shown and selected == session.selected:
            return
        self._before, self._selected = shown, session.selected
        self.title.says(f"Answers: the {shown.bench.attack} attack")
        rows = answer_rows(shown)
        self._show_table(shown, rows)
        self._show_by_attack(shown, rows)
        self.caption.says(
            f"{worlds_line(shown)}. Shares of worlds [95 % Monte Carlo interval]; difference ± 95 %, paired in the same worlds; "
            f"cost median [90 % of worlds]. {sentence_on_draws(told_apart(shown))}"
        )
        if before is None or before.outcomes is not shown.outcomes or selected != session.selected:
            self._show_changes(shown)

    def _show_table(self, shown: Shown, rows: list[AnswerRow]) -> None:
        ids = [design.id for design in shown.bench.designs]

        def draw(put: Put) -> None:
            self.tracks = []
            with Tag("table", "", "answers-table"):
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
                                put("strong")
                                self.tracks.append(_track())
                            for _ in range(3):
                                with Tag("td"):
                                    put()

        of = (ids, [(row.design, row.title) for row in rows])
        self.table.shows(of, [number for row in rows for number in (row.held, row.gain, row.honoured, row.cost)], draw)
        for (bar, dot), row in zip(self.tracks, rows, strict=True):
            _set_track(bar, dot, *row.interval)

    def _show_by_attack(self, shown: Shown, rows: list[AnswerRow]) -> None:
        """The other attacks come after the shown one: until then their numbers stand as they were, if they are of the same."""
        ids = [design.id for design in shown.bench.designs]
        attacks = [attack.id for attack in self.acting.session.scenario.attacks]
        of = (ids, [(row.design, row.title) for row in rows], attacks, shown.bench.attack)
        if shown.stage == "attack":
            if not self.by_attack.is_of(of):
                self.by_attack.goes()
            return

        def draw(put: Put) -> None:
            with Tag("table", "", "by-attack"):
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
                            for _ in attacks:
                                with Tag("td"):
                                    put()

        self.by_attack.shows(
            of, [replace(row.by_attack[attack], beneath="") for row in rows for attack in attacks], draw
        )

    def _show_changes(self, shown: Shown) -> None:
        session = self.acting.session
        design = shown.bench.designs[min(session.selected, len(shown.bench.designs) - 1)]
        self.changes_title.says(f"{design.title} against {shown.answers.titles[PINNED]}")
        rows = change_rows(shown, design.id)

        def draw(put: Put) -> None:
            with Tag("table", "", "changes"):
                with Tag("thead"), Tag("tr"):
                    for heading in ("", "that", "this", "difference"):
                        Tag("th", heading or "Measure", scope="col")
                with Tag("tbody"):
                    for measure, *_ in rows:
                        with Tag("tr"):
                            Tag("th", measure, scope="row")
                            for _ in range(3):
                                with Tag("td"):
                                    put()

        self.changes.shows(
            [measure for measure, *_ in rows], [number for _, *numbers in rows for number in numbers], draw
        )


def _track() -> tuple[Tag, Tag]:
    """A line from 0 to 1 with the interval and its middle."""
    with Tag("span", "", "track", aria_hidden="true"):
        return Tag("span", "", "bar"), Tag("span", "", "dot")


def _set_track(bar: Tag, dot: Tag, value: float, low: float, high: float) -> None:
    """Nothing where there is no value."""
    known = value == value
    bar.style(replace=f"left: {100 * low:.1f}%; width: {max(100 * (high - low), 1.0):.1f}%" if known else "width: 0")
    dot.style(replace=f"left: {100 * value:.1f}%" if known else "width: 0")
