"""One reader's bench and all that was done to it: edits, undo and redo, what waits to be sound, what is shown. It knows no page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from casus.app.web.bench import (
    DRAWS,
    MOST_DESIGNS,
    MOST_DRAWS,
    Bench,
    bench_yaml,
    first_bench,
    free_id,
    is_bench,
    library_contents,
    library_scenario,
    read_bench,
    read_design,
    with_design,
)
from casus.app.web.editing import Refused, edited
from casus.app.web.levers import Of, lever_of
from casus.app.web.rerun import Shown
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.whole_pact import whole_pact
from casus.flow.scenario.write import design_yaml
from casus.foundation.documents import Path_
from casus.foundation.errors import InputError, Problem
from casus.pacts.lint import Finding, Text, lint
from casus.pacts.rules.catalogue import RULES
from casus.study.vary.parts import content

MOST_UNDONE = 200
"""Steps back that are kept; chosen."""
MOST_BYTES = 500_000
"""Of a file that is brought along; chosen: four designs with a pinned one take 30 kB."""
UPLOADED = Path("the file")


class Session:
    """What one reader does; nothing of it is seen by another."""

    def __init__(self, scenario: str = "ukraine", draws: int = DRAWS) -> None:
        self.bench = first_bench(library_scenario(scenario), draws)
        self.selected = len(self.bench.designs) - 1
        """Place of the design whose forms and levers are open."""
        self.shown: Shown | None = None
        """What was played last; its bench may be one behind."""
        self.trouble: str | None = None
        """Why what stands on the bench could not be played."""
        self.waiting: dict[str, dict[Path_, Any]] = {}
        """By id of the design, values that make no sound design yet."""
        self.refused: dict[str, Refused] = {}
        """By id of the design, why they do not."""
        self.listeners: list[Callable[[], None]] = []
        """Told whenever something changed."""
        self._past: list[Bench] = []
        self._future: list[Bench] = []
        self._gesture: str | None = None

    # --- what is on the bench

    @property
    def scenario(self) -> Scenario:
        """The scenario of the bench."""
        return library_scenario(self.bench.scenario)

    @property
    def attack(self) -> AttackOption:
        """The attack option that is shown."""
        return next(one for one in self.scenario.attacks if one.id == self.bench.attack)

    @property
    def design(self) -> Design:
        """The design whose forms are open."""
        return self.bench.designs[self.selected]

    def is_edited(self, design: Design) -> bool:
        """Whether a design differs from all that come with the scenario."""
        return content(design) not in library_contents(self.bench.scenario)

    def findings(self) -> tuple[Finding, ...]:
        """What the linter says of the pact whose forms are open, the gravest first."""
        found = lint([Text(self.design.id, whole_pact(self.design))], RULES)
        order = {"error": 0, "warning": 1, "note": 2}
        return tuple(sorted(found, key=lambda finding: order[finding.rule.severity]))

    # --- what the reader does

    def pick_scenario(self, name: str) -> None:
        """Another scenario, with the designs that it opens with."""
        if name != self.bench.scenario:
            self._put(first_bench(library_scenario(name), self.bench.draws))
            self.selected = len(self.bench.designs) - 1

    def select(self, place: int) -> None:
        """Open the forms of the design at a place."""
        if 0 <= place < len(self.bench.designs):
            self.selected = place
            self._tell()

    def add(self, id: str) -> None:
        """Put a design of the scenario on the bench; raises InputError for an unknown one, and where the bench is full."""
        known = {design.id: design for design in self.scenario.every_design}
        if id not in known:
            raise InputError([Problem(f"the scenario has no design '{id}'")])
        self._append(known[id])

    def copy(self, place: int) -> None:
        """Put a copy of a design beside it, to be changed."""
        self._append(self.bench.designs[place])

    def remove(self, place: int) -> None:
        """Take a design off the bench; the last one stays."""
        if len(self.bench.designs) > 1:
            designs = (*self.bench.designs[:place], *self.bench.designs[place + 1 :])
            self.selected = min(self.selected, len(designs) - 1)
            self._put(replace(self.bench, designs=designs))

    def rename(self, title: str) -> None:
        """Another title for the design whose forms are open."""
        self.set_field(("title",), title)

    def set_field(self, path: Path_, value: Any) -> None:
        """A value in the open design's forms; where it makes no sound design it waits, and `refused` says why."""
        design = self.design
        values = self.waiting.get(design.id, {}) | {path: value}
        found = edited(self.scenario, design, values)
        if isinstance(found, Refused):
            self.waiting[design.id], self.refused[design.id] = values, found
            self._tell()
            return
        self.discard(tell=False)
        self._put(with_design(self.bench, found, self.selected))

    def discard(self, tell: bool = True) -> None:
        """Give up the values that wait."""
        self.waiting.pop(self.design.id, None)
        self.refused.pop(self.design.id, None)
        if tell:
            self._tell()

    def move_lever(self, id: str, value: float | None, gesture: bool = False) -> None:
        """A lever of the open design; moves of one gesture are one step to be undone. Raises InputError where it cannot move."""
        lever, design = lever_of(id), self.design
        if blocked := lever.blocked(design):
            raise InputError([Problem(f"{lever.label}: {blocked}")])
        changed = lever.move(Of(self.scenario, design, self.attack, self._pools()), value)
        found = edited(self.scenario, changed, {})
        if isinstance(found, Refused):
            raise InputError([Problem(f"{lever.label}: {what}") for what in found.by_field.values()])
        self._put(with_design(self.bench, found, self.selected), f"{id} {design.id}" if gesture else None)

    def set_buildup(self, days: float | None) -> None:
        """Days of build-up before every attack; None: as drawn."""
        self._put(replace(self.bench, buildup_days=days))

    def show_attack(self, id: str) -> None:
        """The attack that map and fronts show; raises InputError for one that is not there."""
        if id not in {attack.id for attack in self.scenario.attacks}:
            raise InputError([Problem(f"the scenario has no attack '{id}'")])
        self._put(replace(self.bench, attack=id))

    def set_worlds(self, draws: int, seed: int) -> None:
        """How many worlds, and of which seed; raises InputError for numbers that will not do."""
        if not 1 <= draws <= MOST_DRAWS:
            hint = "a longer study runs aside, under Studies"
            raise InputError([Problem(f"draws is {draws:,}; here it must be 1 to {MOST_DRAWS:,}", hint=hint)])
        if not 0 <= seed <= 2**31:
            raise InputError([Problem(f"seed is {seed}; it must be 0 to {2**31:,}")])
        self._put(replace(self.bench, draws=draws, seed=seed))

    def pin(self, place: int) -> None:
        """Hold the others against this design, as it is now."""
        self._put(replace(self.bench, pinned=self.bench.designs[place]))

    def unpin(self) -> None:
        """Hold the others against the scenario's baseline again."""
        self._put(replace(self.bench, pinned=None))

    @property
    def origin(self) -> Design | None:
        """The open design as its scenario has it; None where it is not one of those."""
        return next((one for one in self.scenario.every_design if one.id == self.design.id), None)

    @property
    def can_be_put_back(self) -> bool:
        """Whether the open design was edited and is one of the scenario's."""
        return self.is_edited(self.design) and self.origin is not None

    def put_back(self) -> None:
        """The open design as its scenario has it; nothing where it is not one of those."""
        origin = self.origin
        if origin is not None:
            self.discard(tell=False)
            self._put(with_design(self.bench, origin, self.selected))

    # --- undo

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step forward."""
        return bool(self._future)

    def undo(self) -> None:
        """One step back."""
        self._step(self._past, self._future)

    def redo(self) -> None:
        """One step forward."""
        self._step(self._future, self._past)

    def end_gesture(self) -> None:
        """The hand has let go of a lever: what follows is another step."""
        self._gesture = None

    # --- files

    def bench_text(self) -> str:
        """The bench as a file."""
        return bench_yaml(self.bench, self.scenario.digest)

    def design_text(self) -> str:
        """The open design as a file of a scenario's library."""
        return design_yaml(self.design)

    def bring(self, raw: bytes) -> str:
        """Take in a bench, or a design beside those that are there; says which. Raises InputError with every problem found."""
        if len(raw) > MOST_BYTES:
            raise InputError([Problem(f"the file has {len(raw):,} bytes; at most {MOST_BYTES:,} are read")])
        if is_bench(raw):
            self._put(read_bench(raw, UPLOADED))
            self.selected = 0
            return f"opened a bench with {len(self.bench.designs)} designs"
        design = read_design(raw, UPLOADED, self.scenario)
        self._append(design)
        return f"added the design '{design.id}'"

    # --- inside

    def show(self, shown: Shown) -> None:
        """What was played."""
        self.shown, self.trouble = shown, None
        self._tell()

    def fail(self, why: str) -> None:
        """What stands on the bench cannot be played."""
        self.trouble = why
        self._tell()

    def _append(self, design: Design) -> None:
        if len(self.bench.designs) >= MOST_DESIGNS:
            raise InputError([Problem(f"the bench holds {MOST_DESIGNS} designs; take one off first")])
        own = design.model_copy(update={"id": free_id(self.bench, design.id)})
        own = own.model_copy(update={"title": self._free_title(design.title)})
        self.selected = len(self.bench.designs)
        self._put(replace(self.bench, designs=(*self.bench.designs, own)))

    def _free_title(self, title: str) -> str:
        taken = {design.title for design in self.bench.designs}
        numbered = (f"{title} ({number})" for number in range(2, 100))
        return title if title not in taken else next(one for one in numbered if one not in taken)

    def _pools(self) -> dict[str, float]:
        """Brigades that each nation could send, the middle of what is drawn."""
        if self.shown is None or self.shown.bench.scenario != self.bench.scenario:
            return dict.fromkeys(self.design.pact.parties.guarantors, 1.0)
        drawn = self.shown.outcomes.data["drawn"]
        place = drawn.get_index("quantity").get_loc

        def median(name: str) -> float:
            return float(np.median(drawn.values[place(name)]))

        return {
            nation.id: median(f"nation.{nation.id}.heavy") + median(f"nation.{nation.id}.light")
            for nation in self.scenario.guarantors
        }

    def _put(self, bench: Bench, gesture: str | None = None) -> None:
        """Another bench; the one before can be had back, unless one gesture made both."""
        if bench == self.bench:
            self._tell()
            return
        if gesture is None or gesture != self._gesture:
            self._past = [*self._past, self.bench][-MOST_UNDONE:]
        self._gesture, self._future, self.bench, self.trouble = gesture, [], bench, None
        self._tidy()
        self._tell()

    def _step(self, from_: list[Bench], to: list[Bench]) -> None:
        if from_:
            to.append(self.bench)
            self.bench = from_.pop()
            self._gesture = None
            self._tidy()
            self._tell()

    def _tidy(self) -> None:
        """Nothing waits for, and nothing is open of, a design that is gone."""
        ids = {design.id for design in self.bench.designs}
        self.selected = min(self.selected, len(self.bench.designs) - 1)
        self.waiting = {id: values for id, values in self.waiting.items() if id in ids}
        self.refused = {id: found for id, found in self.refused.items() if id in ids}

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()
