"""A study's campaigns in; each attack's course with the guarantors, without them, and with every word kept out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from casus.flow.campaign.simulate import Match
from casus.flow.handoffs import Campaigns, Draws
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.alone import alone, key_of_alone
from casus.flow.strategy.course import Course, Records, bounded, course_of, mean_of
from casus.flow.strategy.kept import word_kept

KEPT_DRAWS = 500
"""Worlds in which every word is kept; chosen: the game reads averages off them, and a quarter of the usual draws does."""

Play = Callable[[Scenario, Iterable[Match]], Iterator[Campaigns]]
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
        self._coming: set[Alone] = set()

    def courses(self, design: Design, attack: AttackOption, records: Records) -> Courses:
        """The courses of a design and attack whose campaigns were played, from their records."""
        try:
            return self.courses_from(design, attack, records, self._play(self._scenario, self.beside(design, attack)))
        finally:
            self._coming.clear()

    def beside(self, design: Design, attack: AttackOption) -> Iterator[Match]:
        """What is to be played beside the campaigns of a design and attack, for `courses_from`, called in the same order."""
        key = _alone(design, attack)
        is_new = key not in self._alone and key not in self._coming
        if is_new:
            self._coming.add(key)
        yield Match(design, attack, self._resolved)
        if is_new:
            yield Match(alone(design), attack, self._draws)

    def courses_from(
        self, design: Design, attack: AttackOption, records: Records, beside: Iterator[Campaigns]
    ) -> Courses:
        """The same from campaigns of which the next are those that were to be played beside them."""
        kept = course_of(self._scenario, next(beside).records, self._resolved)
        key = _alone(design, attack)
        if key in self._coming:
            self._alone[key] = course_of(self._scenario, next(beside).records, self._draws)
            self._coming.remove(key)
        return Courses(course_of(self._scenario, records, self._draws), self._alone[key], kept)


def _alone(design: Design, attack: AttackOption) -> Alone:
    return key_of_alone(design), attack.model_dump_json()
