"""The designs on the bench: which are there, which is open, which the others are held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from casus.app.web.bench import MOST_DESIGNS, PINNED
from casus.app.web.components.parts import Control, Tag, button
from casus.app.web.numbers import Number
from casus.app.web.pages.acting import Acting
from casus.app.web.pages.noted import Put, Standing
from casus.app.web.tables import held_number


class Designs:
    """The list, and what can be done with the open one."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        with Tag("section", "", "designs", aria_label="Designs on the bench"):
            Tag("h2", "Designs")
            self.list = Standing(Tag("div", "", "slots", role="group", aria_label="Open a design"))
            self.tools = Tag("div", "", "tools")
            self.pinned = Tag("p", "", "pinned-line")
            self.add = Tag("div", "", "adding")
        self._can: object = None

    def update(self) -> None:
        """Show the session."""
        session = self.acting.session
        bench, shown = session.bench, session.shown
        held: dict[str, Number] = {}
        if shown is not None and shown.bench.scenario == bench.scenario:
            held = {id: held_number(shown, id, shown.bench.attack, digits=2) for id in shown.answers.titles}
        lines = [(one.id, one.title, session.is_edited(one), held.get(one.id)) for one in bench.designs]
        self._show_list(lines)
        reference = (
            bench.pinned.title if bench.pinned else session.scenario.design(session.scenario.setup.baseline).title
        )
        self.pinned.says(f"Held against: {reference}{' (pinned)' if bench.pinned else ', the baseline'}")
        can = (bench.scenario, len(bench.designs), session.selected, bench.pinned is None, session.can_be_put_back)
        if can != self._can:
            self._can = can
            self._show_tools()
            self._show_add()

    def _show_list(self, lines: list[tuple[str, str, bool, Number | None]]) -> None:
        selected = self.acting.session.selected

        def draw(put: Put) -> None:
            for place, (_, title, edited, held) in enumerate(lines):
                open_ = place == selected
                with Tag("div", "", f"slot {'open' if open_ else ''}"):
                    with Tag("button", "", "opens", type="button", aria_pressed=str(open_).lower()) as opens:
                        Tag("span", str(place + 1), f"swatch of-{place}", aria_hidden="true")
                        Tag("span", title, "name")
                        if edited:
                            Tag("span", "edited", "badge")
                    opens.on("click", self._opens(place), args=[])
                    if held is None:
                        Tag("span", "…", "held")
                    else:
                        put("held")

        numbers = [replace(held, beneath="") for *_, held in lines if held is not None]
        self.list.shows((selected, [(*line, held is None) for *line, held in lines]), numbers, draw)

    def _opens(self, place: int) -> Callable[[Any], None]:
        return lambda _: self.acting.do(lambda: self.acting.session.select(place))

    def _show_tools(self) -> None:
        session, do = self.acting.session, self.acting.do
        self.tools.clear()
        with self.tools:
            button("Copy", lambda: do(lambda: session.copy(session.selected)), "small")
            button(
                "Pin",
                lambda: do(lambda: session.pin(session.selected)),
                "small",
                title="Hold the others against it as it is now",
            )
            if session.bench.pinned:
                button("Unpin", lambda: do(session.unpin), "small")
            if session.can_be_put_back:
                button("Put back", lambda: do(session.put_back), "small", title="As the scenario has it")
            if len(session.bench.designs) > 1:
                button("Remove", lambda: do(lambda: session.remove(session.selected)), "small")

    def _show_add(self) -> None:
        session = self.acting.session
        self.add.clear()
        if len(session.bench.designs) >= MOST_DESIGNS:
            return
        with self.add:
            known = [[one.id, one.title] for one in session.scenario.every_design if one.id != PINNED]
            Control("choice", f"Add a design (up to {MOST_DESIGNS})", None, self._added, choices=known)

    def _added(self, id: str | None) -> None:
        if id:
            self.acting.do(lambda: self.acting.session.add(id))
