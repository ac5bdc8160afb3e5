"""Designs in, their outcomes in the same worlds out, again and again; only what changed is played.

What somebody who moves a lever waits for is one design against the attacks: the worlds, and the campaigns of every design that
stayed as it was, are kept. The outcomes are those of `casus.compare`, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

import numpy as np

from casus.evidence.register import Register
from casus.flow.campaign.simulate import simulate, simulate_each
from casus.flow.draws.described import Described, described
from casus.flow.draws.sample import sample
from casus.flow.handoffs import Draws, Outcomes
from casus.flow.metrics.answers import Answers, answers_of, provenance_of
from casus.flow.metrics.catalogue import Arrays
from casus.flow.metrics.measure import Measured, measured, played
from casus.flow.metrics.peacetime import Peacetime, peacetime
from casus.flow.outcome.assemble import assemble, said_of_study
from casus.flow.outcome.narrow import Kept, narrowed, side_by_side
from casus.flow.pipeline import InPeacetime, in_peacetime, together
from casus.flow.pipeline import provenance_of as provenance_of_study
from casus.flow.ranges import Asked
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption, heaviest
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.courses import Courses, Player
from casus.flow.strategy.deterrence import Deterrence, deterrence
from casus.flow.strategy.judge import judge
from casus.foundation.last_used import LastUsed
from casus.foundation.version import VERSION
from casus.study.vary.parts import content

MOST_KEPT = 48
"""Campaigns kept, each of one design against one attack; chosen: at 2,000 draws of `ukraine` they take some 250 MB."""

Key = tuple[str, ...]
Stopped = Callable[[], bool]
T = TypeVar("T")


class Rerun:
    """Plays designs of one scenario in the same worlds; what was played is kept, the last used longest."""

    def __init__(
        self, scenario: Scenario, register: Register, draws: int, seed: int, buildup_days: float | None = None
    ) -> None:
        """With `buildup_days` every attack is prepared for so many days in every world, instead of as long as is drawn."""
        self.scenario, self.register = scenario, register
        self.draws = with_buildup(scenario, sample(scenario, register, draws, seed), buildup_days)
        self.played = 0
        """Designs played against an attack so far."""
        self._player = Player(scenario, self.draws, simulate_each, LastUsed(MOST_KEPT))
        self._campaigns: LastUsed[Key, Kept] = LastUsed(MOST_KEPT)
        self._measured: LastUsed[Key, Measured] = LastUsed(MOST_KEPT)
        self._peacetime: LastUsed[Key, Peacetime] = LastUsed(MOST_KEPT)
        self._by_world: LastUsed[Key, InPeacetime] = LastUsed(MOST_KEPT)
        self._said: LastUsed[str, dict[str, str | int | float]] = LastUsed(MOST_KEPT)
        self._courses: LastUsed[Key, Courses] = LastUsed(MOST_KEPT)
        self._judged: LastUsed[Key, Deterrence] = LastUsed(MOST_KEPT)

    def outcomes(
        self,
        designs: Sequence[Design],
        attacks: Sequence[AttackOption],
        baseline: str,
        stopped: Stopped = lambda: False,
    ) -> Outcomes | None:
        """The outcomes of these designs, gains counted against `baseline`; None where `stopped` says so on the way."""
        campaigns = _each(designs, attacks, stopped, self._campaign)
        if campaigns is None:
            return None
        kept = side_by_side(campaigns, len(designs), len(attacks))
        peacetime = together([self._in_peacetime(design) for design in designs])
        scenario, provenance = self._held_against(baseline), self._provenance
        return assemble(scenario, designs, attacks, self.draws, self._columns, kept, True, peacetime, provenance)

    def answers(
        self,
        designs: Sequence[Design],
        attacks: Sequence[AttackOption],
        baseline: str,
        stopped: Stopped = lambda: False,
    ) -> Answers | None:
        """The answers of the same outcomes, which are not put together: only what changed is measured; None likewise.

        `baseline` is one of the designs.
        """
        found = _each(designs, attacks, stopped, self._measured_of)
        if found is None:
            return None
        names = [(design.id, attack.id) for design in designs for attack in attacks]
        if baseline not in self._said:
            scenario = self._held_against(baseline)
            self._said[baseline] = said_of_study(scenario, designs, len(self.draws), True, self._provenance)
        return answers_of(
            dict(zip(names, found, strict=True)),
            {design.id: self._peacetime_of(design) for design in designs},
            {design.id: design.title for design in designs},
            [attack.id for attack in attacks],
            heaviest(attacks).id,
            baseline,
            dict(provenance_of(self._said[baseline])),
        )

    def deterrence(
        self, designs: Sequence[Design], attacks: Sequence[AttackOption], stopped: Stopped = lambda: False
    ) -> Deterrence | None:
        """What the lenses say of these designs, each judged once; None where `stopped` says so on the way.

        A lens looks at one design at a time, so that what it says of one does not depend on the others.
        """
        keys = {design.id: _key(design, *attacks) for design in designs}
        found = {id: self._judged[key] for id, key in keys.items() if key in self._judged}
        new = [design for design in designs if design.id not in found]
        courses: dict[tuple[str, str], Courses] = {}
        for design in new if self.scenario.setup.aims is not None else ():
            for attack in attacks:
                if stopped():
                    return None
                courses[design.id, attack.id] = self._course(design, attack)
        if stopped():
            return None
        if new:
            judged = deterrence(judge(self._unmeasured(new, attacks), self.scenario, new, attacks, self.draws, courses))
            for design in new:
                alone = replace(judged, lenses={design.id: judged.lenses[design.id]})
                found[design.id] = self._judged[keys[design.id]] = alone
        lenses = {id: replace(lens, design=id) for id in keys for lens in found[id].lenses.values()}
        return replace(found[designs[0].id], lenses=lenses)

    def _campaign(self, design: Design, attack: AttackOption) -> Kept:
        """What is kept of the campaigns of one design against one attack, played once."""
        key = _key(design, attack)
        if key not in self._campaigns:
            self._campaigns[key] = narrowed(self.scenario, simulate(self.scenario, design, attack, self.draws))
            self.played += 1
        return self._campaigns[key]

    def _measured_of(self, design: Design, attack: AttackOption) -> Measured:
        """What one design did against one attack, measured once."""
        key = _key(design, attack)
        if key not in self._measured:
            self._measured[key] = measured(played(self.scenario, self._campaign(design, attack), self.draws))
        return self._measured[key]

    def _peacetime_of(self, design: Design) -> Peacetime:
        """What is said of one design whatever the attack, found once."""
        key = _key(design)
        if key not in self._peacetime:
            arrays = {name: values for name, (_, values) in self._in_peacetime(design).items()}
            nations = np.array([nation.id for nation in self.scenario.guarantors])
            ceded = np.array(design.settlement.ceded_km2)
            self._peacetime[key] = peacetime(Arrays({**arrays, "nation": nations, "ceded_km2": ceded}, {}))
        return self._peacetime[key]

    def _in_peacetime(self, design: Design) -> InPeacetime:
        """The same world by world, found once."""
        key = _key(design)
        if key not in self._by_world:
            self._by_world[key] = in_peacetime(self.scenario, design, self.draws)
        return self._by_world[key]

    def _course(self, design: Design, attack: AttackOption) -> Courses:
        """What the lenses need beside the campaigns, played once."""
        key = _key(design, attack)
        if key not in self._courses:
            self._courses[key] = self._player.courses(design, attack, self._campaign(design, attack))
        return self._courses[key]

    @cached_property
    def _provenance(self) -> dict[str, str | int]:
        """What would give the same campaigns again, whatever the designs."""
        given = self.draws
        asked = Asked(self.scenario, self.register, (), (), len(given), given.seed, "monte-carlo", lenses=False)
        return provenance_of_study(asked, VERSION)

    @cached_property
    def _columns(self) -> list[Described]:
        """What is drawn."""
        return described(self.scenario, self.register)

    def _unmeasured(self, designs: Sequence[Design], attacks: Sequence[AttackOption]) -> Outcomes:
        """Outcomes of which nothing was measured, for the lenses measure by themselves."""
        import xarray as xr

        names = {"design": [design.id for design in designs], "attack": [attack.id for attack in attacks]}
        return Outcomes(xr.Dataset(coords={**names, "draw": self.draws.numbers}))

    def _held_against(self, baseline: str) -> Scenario:
        """The scenario with another design as its baseline."""
        setup = self.scenario.setup.model_copy(update={"baseline": baseline})
        return self.scenario.model_copy(update={"setup": setup})


def _each(
    designs: Sequence[Design],
    attacks: Sequence[AttackOption],
    stopped: Stopped,
    of: Callable[[Design, AttackOption], T],
) -> list[T] | None:
    """Something of every design against every attack, design by design; None where `stopped` says so on the way."""
    found: list[T] = []
    for design in designs:
        for attack in attacks:
            if stopped():
                return None
            found.append(of(design, attack))
    return None if stopped() else found


def with_buildup(scenario: Scenario, draws: Draws, days: float | None) -> Draws:
    """The same worlds, every attack prepared for so many days in all of them; as they are drawn without a number."""
    if days is None:
        return draws
    return draws.with_columns({f"attack.{attack.id}.buildup": days for attack in scenario.attacks})


def _key(design: Design, *attacks: AttackOption) -> Key:
    """All that a design's campaigns against some attacks, and the lenses on them, depend on beside scenario and worlds."""
    return (content(design), *(attack.model_dump_json() for attack in attacks))
