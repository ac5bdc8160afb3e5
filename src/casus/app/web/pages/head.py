"""The head of the page: which scenario, undo and redo, what was played, and that it is no forecast."""

from __future__ import annotations

from casus.app.web.components.parts import Control, Keys, Tag, button
from casus.app.web.numbers import worlds_line
from casus.app.web.pages.acting import Acting
from casus.flow.scenario.read import scenario_names

CAVEAT = "A model's answer, not a forecast"


class Head:
    """The head."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        session = acting.session
        Keys(lambda: acting.do(session.undo), lambda: acting.do(session.redo))
        with Tag("header", "", "head"):
            Tag("h1", "Casus workbench")
            names = [[name, name] for name in scenario_names()]
            self.scenario = Control(
                "choice", "Scenario", session.bench.scenario, lambda name: acting.do(lambda: session.pick_scenario(name)),
                choices=names,
            )  # fmt: skip
            with Tag("div", "", "pair", role="group", aria_label="History"):
                self.undo = button("Undo", lambda: acting.do(session.undo), title="Ctrl+Z")
                self.redo = button("Redo", lambda: acting.do(session.redo), title="Ctrl+Shift+Z")
            Tag("p", CAVEAT, "caveat")
            self.status = Tag("p", "", "status", role="status", aria_live="polite")
        acting.said = Tag("p", "", "said silent", role="alert")

    def update(self) -> None:
        """Show the session."""
        session = self.acting.session
        self.scenario.gives(value=session.bench.scenario)
        self.undo.attribute("disabled", None if session.can_undo else True)
        self.redo.attribute("disabled", None if session.can_redo else True)
        self.status.says(self._status())

    def _status(self) -> str:
        session = self.acting.session
        shown = session.shown
        if session.trouble:
            return f"not played: {session.trouble}"
        if shown is None or shown.bench.scenario != session.bench.scenario:
            return "drawing worlds and playing…"
        if shown.bench != session.bench:
            return "playing…"
        rest = {"attack": ", other attacks to come", "attacks": ", price to come", "price": ""}[shown.stage]
        return f"{worlds_line(shown)} · {shown.seconds:.1f} s{rest}"
