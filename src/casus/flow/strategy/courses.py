"""A study's campaigns in; each attack's course with the guarantors, without them, and with every word kept out."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from casus.flow.handoffs import Campaigns, Draws
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.alone import alone, key_of_alone
from casus.flow.strategy.course import Course, Records, bounded, course_of, mean_of
from casus.flow.strategy.kept import word_kept

KEPT_DRAWS = 500
"""Worlds in which every word is kept; chosen: the game reads averages off them, and a quarter of the usual draws does."""

Play = Callable[[Scenario, Design, AttackOption, Draws], Campaigns]
Alone = tuple[str, str]
"""A design and an attack, as far as what happens to the protected state alone depends on them."""


@dataclass(frozen=True)
class Courses:
    """How one attack on one design goes, as the guarantors choose."""

    backed: Course
    """(draws,) as the model has it."""
    alone: Course
    """(draws,) in the same worlds when nobody stands behind the protected state."""
    kept: Course
    """(the first draws,) in the first of these worlds when every guarantor keeps its word."""

    @cached_property
    def averages(self) -> tuple[Course, Course, Course]:
        """Averages over all worlds: alone, as the model has it, and with every word kept.

        The last is what keeping it changes in the first worlds, put on top of the average alone.
        """
        without = mean_of(self.alone)
        first = mean_of(Course(*(field[: len(self.kept.ground)] for field in self.alone)))
        shifts = zip(without, mean_of(self.kept), first, strict=True)
        kept = bounded(Course(*(a + b - c for a, b, c in shifts)))
        return without, mean_of(self.backed), kept


def joined(parts: Sequence[Courses]) -> Courses:
    """The courses of a study from those of parts of its draws, in their order."""
    return Courses(
        *(
            Course(*(np.concatenate(fields) for fields in zip(*(getattr(one, which) for one in parts), strict=True)))
            for which in ("backed", "alone", "kept")
        )
    )


class Player:
    """Plays what the lenses need beside a study's campaigns, in the same worlds; what is the same alone is played once.

    Draws are in the order of their numbers; they may be a part of a study's, which has few or none of the first worlds.
    """

    def __init__(
        self, scenario: Scenario, draws: Draws, play: Play, played_alone: MutableMapping[Alone, Course] | None = None
    ) -> None:
        """`played_alone` holds what was already played alone in these worlds, and is added to."""
        self._scenario, self._draws, self._play = scenario, draws, play
        self._resolved = word_kept(draws, int(np.count_nonzero(draws.numbers < KEPT_DRAWS)))
        self._alone = {} if played_alone is None else played_alone

    def courses(self, design: Design, attack: AttackOption, records: Records) -> Courses:
        """The courses of a design and attack whose campaigns were played, from their records."""
        kept = self._play(self._scenario, design, attack, self._resolved)
        return Courses(
            course_of(self._scenario, records, self._draws),
            self._course_alone(design, attack),
            course_of(self._scenario, kept.records, self._resolved),
        )

    def _course_alone(self, design: Design, attack: AttackOption) -> Course:
        key = (key_of_alone(design), attack.model_dump_json())
        if key not in self._alone:
            campaigns = self._play(self._scenario, alone(design), attack, self._draws)
            self._alone[key] = course_of(self._scenario, campaigns.records, self._draws)
        return self._alone[key]
