"""The levers of the open design, and the test that it is put to: attack, warning, worlds."""

from __future__ import annotations

from typing import Any

from casus.app.web.bench import MOST_DRAWS
from casus.app.web.chosen import chosen
from casus.app.web.components.parts import Control, Tag
from casus.app.web.levers import BUILDUPS, LEVERS, WARNING_HELP, Lever
from casus.app.web.notes import basis_of
from casus.app.web.pages.acting import Acting
from casus.app.web.rests_on import RESTS_ON, attack_rests_on


class Levers:
    """Sliders."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        self.box = Tag("div", "", "levers")
        self.controls: dict[str, Control] = {}
        self._key: object = None

    def update(self) -> None:
        """Show the session; controls stay while the same design is open, so that a hand on a slider keeps it."""
        session = self.acting.session
        key = (session.bench.scenario, session.design.id, session.bench.attack)
        if key != self._key:
            self._key = key
            self._build()
        origin = session.origin
        for lever in LEVERS:
            blocked, now = lever.blocked(session.design), lever.read(session.design)
            self.controls[lever.id].gives(
                value=now,
                disabled=blocked is not None,
                blocked=blocked,
                chosen=chosen(session, now, origin and lever.read(origin), lever.unit),
            )
        self.controls["warning"].gives(value=session.bench.buildup_days)
        self.controls["draws"].gives(value=session.bench.draws)
        self.controls["seed"].gives(value=session.bench.seed)

    def _build(self) -> None:
        session, do = self.acting.session, self.acting.do
        self.box.clear()
        with self.box:
            Tag("h3", "Levers of this design")
            for lever in LEVERS:
                self.controls[lever.id] = self._lever(lever)
            Tag("h3", "The test, the same for all designs")
            self.controls["warning"] = Control(
                "stops",
                "Warning: build-up before the attack",
                session.bench.buildup_days,
                lambda days: do(lambda: session.set_buildup(days)),
                choices=[list(stop) for stop in BUILDUPS],
                help=WARNING_HELP,
                basis=self._basis(attack_rests_on(session.bench.attack)),
            )
            with Tag("div", "", "side-by-side"):
                self.controls["draws"] = Control(
                    "number",
                    "Worlds",
                    session.bench.draws,
                    lambda n: do(lambda: session.set_worlds(int(n or 0), session.bench.seed)),
                    low=1,
                    high=MOST_DRAWS,
                    step=1,
                    help="Possible worlds in which every design is played.",
                )
                self.controls["seed"] = Control(
                    "number", "Seed", session.bench.seed,
                    lambda n: do(lambda: session.set_worlds(session.bench.draws, int(n or 0))),
                    low=0, step=1, help="Another seed draws other worlds; what survives several is no luck of the draw.",
                )  # fmt: skip

    def _lever(self, lever: Lever) -> Control:
        def moved(value: Any) -> None:
            self.acting.do(lambda: self.acting.session.move_lever(lever.id, value, gesture=True))

        def let_go(value: Any) -> None:
            moved(value)
            self.acting.session.end_gesture()

        given: dict[str, Any] = {"help": lever.help, "basis": self._basis(RESTS_ON[lever.field]), "unit": lever.unit}
        if lever.stops:
            given |= {"choices": self._stops(lever)}
            return Control("stops", lever.label, lever.read(self.acting.session.design), let_go, moved, **given)
        given |= {
            "low": lever.low,
            "high": max(lever.high, lever.read(self.acting.session.design) or 0.0),
            "step": lever.step,
        }
        return Control("range", lever.label, lever.read(self.acting.session.design), let_go, moved, **given)

    def _stops(self, lever: Lever) -> list[list[Any]]:
        """The stops, with the design's own where it lies between them."""
        own = lever.read(self.acting.session.design)
        named = {value: text for value, text in lever.stops if value is not None}
        if own is not None:
            named.setdefault(own, f"{own:g} {lever.unit}")
        none: list[list[Any]] = [[value, text] for value, text in lever.stops if value is None]
        return [*none, *([value, named[value]] for value in sorted(named, reverse=True))]

    def _basis(self, names: tuple[str, ...]) -> list[list[str]]:
        return [list(basis.lines()) for basis in basis_of(self.acting.session.bench.scenario, names)]
