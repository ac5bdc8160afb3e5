"""Designs in, their outcomes in the same worlds out, again and again; only what changed is played.

What somebody who moves a lever waits for is one design against the attacks: the worlds, and the campaigns of every design that
stayed as it was, are kept. The outcomes are those of `casus.compare`, bit for bit.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from casus.evidence.register import Register
from casus.flow.campaign.simulate import simulate
from casus.flow.draws.sample import sample
from casus.flow.handoffs import Campaigns, Draws, Outcomes
from casus.flow.outcome.narrow import kept_of, narrowed
from casus.flow.pipeline import conclude
from casus.flow.ranges import Asked, PlayedRange
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.course import Course
from casus.flow.strategy.courses import Courses, Played
from casus.flow.strategy.deterrence import Deterrence, deterrence
from casus.foundation.version import VERSION
from casus.study.vary.parts import content

MOST_KEPT = 48
"""Campaigns kept, each of one design against one attack; chosen: at 2,000 draws of `ukraine` they take some 250 MB."""

Key = tuple[str, str]
Stopped = Callable[[], bool]


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
        self._campaigns: OrderedDict[Key, Campaigns] = OrderedDict()
        self._courses: OrderedDict[Key, Courses] = OrderedDict()
        self._judged: OrderedDict[Key, Deterrence] = OrderedDict()
        self._alone: dict[Key, Course] = {}

    def outcomes(
        self,
        designs: Sequence[Design],
        attacks: Sequence[AttackOption],
        baseline: str,
        lenses: bool = False,
        stopped: Stopped = lambda: False,
    ) -> Outcomes | None:
        """The outcomes of these designs, gains counted against `baseline`; None where `stopped` says so on the way."""
        campaigns: list[Campaigns] = []
        courses: dict[Key, Courses] = {}
        for design in designs:
            for attack in attacks:
                if stopped():
                    return None
                campaigns.append(self._campaign(design, attack))
                if lenses and self.scenario.setup.aims is not None:
                    courses[design.id, attack.id] = self._course(design, attack)
        if stopped():
            return None
        asked = self._asked(designs, attacks, baseline, lenses)
        kept = kept_of(self.scenario, campaigns, len(designs), len(attacks), len(self.draws))
        return conclude(asked, [PlayedRange(self.draws, kept, len(campaigns), courses)], VERSION)

    def deterrence(
        self, designs: Sequence[Design], attacks: Sequence[AttackOption], stopped: Stopped = lambda: False
    ) -> Deterrence | None:
        """What the lenses say of these designs, each judged once; None where `stopped` says so on the way.

        A lens looks at one design at a time, so that what it says of one does not depend on the others.
        """
        found: list[Deterrence] = []
        for design in designs:
            key = (content(design), " ".join(attack.id for attack in attacks))
            if key not in self._judged:
                outcomes = self.outcomes([design], attacks, design.id, True, stopped)
                if outcomes is None:
                    return None
                self._judged[key] = deterrence(outcomes)
            _use(self._judged, key)
            found.append(_named(self._judged[key], design.id))
        lenses = {id: of for one in found for id, of in one.lenses.items()}
        return Deterrence(lenses, found[0].aims_value_meur, found[0].aims_paid_meur)

    def _campaign(self, design: Design, attack: AttackOption) -> Campaigns:
        """The campaigns of one design against one attack, played once."""
        key = (content(design), attack.id)
        if key not in self._campaigns:
            self._campaigns[key] = narrowed(self.scenario, simulate(self.scenario, design, attack, self.draws))
            self.played += 1
        _use(self._campaigns, key)
        return Campaigns(design.id, attack.id, self._campaigns[key].records)

    def _course(self, design: Design, attack: AttackOption) -> Courses:
        """What the lenses need beside the campaigns, played once."""
        key = (content(design), attack.id)
        if key not in self._courses:
            courses = Played(self.scenario, self.draws, simulate, self._alone)
            courses.add(design, attack, self._campaign(design, attack))
            self._courses[key] = courses.by_pair[design.id, attack.id]
        _use(self._courses, key)
        return self._courses[key]

    def _asked(self, designs: Sequence[Design], attacks: Sequence[AttackOption], baseline: str, lenses: bool) -> Asked:
        setup = self.scenario.setup.model_copy(update={"baseline": baseline})
        scenario = self.scenario.model_copy(update={"setup": setup})
        given = self.draws
        return Asked(
            scenario, self.register, tuple(designs), tuple(attacks), len(given), given.seed, "monte-carlo", lenses
        )


def with_buildup(scenario: Scenario, draws: Draws, days: float | None) -> Draws:
    """The same worlds, every attack prepared for so many days in all of them; as they are drawn without a number."""
    if days is None:
        return draws
    return draws.with_columns({f"attack.{attack.id}.buildup": days for attack in scenario.attacks})


def _named(judged: Deterrence, id: str) -> Deterrence:
    """What was found of a design, under the name that it has now."""
    (lenses,) = judged.lenses.values()
    return replace(judged, lenses={id: replace(lenses, design=id)})


def _use(kept: OrderedDict[Key, Any], key: Key) -> None:
    """Move what was used to the end, and forget what was not used for longest."""
    kept.move_to_end(key)
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)
