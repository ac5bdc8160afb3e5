"""An instance in, the best replayed allocation out: the program proposes, the full model judges, the curves are corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casus.flow.metrics.measure import Z95, Share
from casus.flow.scenario.schema.design import Design
from casus.study.allocation.curves import corrected
from casus.study.allocation.instance import Curve, Instance, Placement
from casus.study.allocation.laid import laid
from casus.study.allocation.moves import brigades_moved
from casus.study.allocation.played import Judge, Played
from casus.study.allocation.program import Solved, solve
from casus.study.allocation.rivals import Rival

TOLERANCE = 0.01
"""A curve and its replay agree within this at least; chosen: a hundredth of P(held) decides nothing."""


@dataclass(frozen=True)
class Round:
    """One time the program proposed and the model judged."""

    solved: Solved
    """What the program proposed, and its bound."""
    played: Played
    """What the full model says of the proposal."""
    corrected: tuple[str, ...]
    """Axes whose curve the replay moved."""


@dataclass(frozen=True)
class Candidate:
    """An allocation that was replayed."""

    name: str
    placement: Placement
    played: Played
    breaks: tuple[str, ...]
    proposed: bool = False
    """By the program on the way; False for one that is compared with."""


class Search:
    """Proposals, replays and corrections, in order."""

    def __init__(self, design: Design, instance: Instance, judge: Judge) -> None:
        self.design, self.instance, self.judge = design, instance, judge
        self.candidates: list[Candidate] = []
        self.rounds: list[Round] = []
        self.complete = True
        self._judged: dict[str, Played] = {}

    @property
    def best(self) -> Candidate | None:
        """The best of those that keep to the rules, of several the one with the fewest moves; all of them were replayed."""
        fair = [one for one in self.candidates if not one.breaks]
        return max(fair, key=self._merit, default=None)

    def _merit(self, one: Candidate) -> tuple[float, float, bool]:
        moved = brigades_moved(self.instance.before, one.placement)
        return one.played.value.value, -round(moved, 6), one.proposed

    @property
    def replayed(self) -> int:
        """Allocations that were replayed, each once."""
        return len(self._judged)

    def run(self, rivals: Iterable[Rival], rounds: int) -> None:
        """Judge rivals, then let the program propose until it promises no more than was replayed; stopped, keep what is done."""
        try:
            for rival in rivals:
                self._judge(rival.name, rival.design, rival.placement, rival.breaks)
            for number in range(1, rounds + 1):
                if self._settled(number):
                    break
        except KeyboardInterrupt:
            if self.best is None:
                raise
            self.complete = False

    def _settled(self, number: int) -> bool:
        """Propose and judge once; whether another round would bring nothing."""
        solved = solve(self.instance)
        known = _content(laid(self.design, solved.placement)) in self._judged
        played, moved = self._judge(
            f"the program, round {number}", laid(self.design, solved.placement), solved.placement, (), True
        )
        self.rounds.append(Round(solved, played, moved))
        assert self.best is not None
        value = self.best.played.value
        return known or not moved or abs(solved.bound - value.value) <= tolerance_of(value)

    def _judge(
        self, name: str, design: Design, placement: Placement, breaks: tuple[str, ...], proposed: bool = False
    ) -> tuple[Played, tuple[str, ...]]:
        """What a placement did; the curves go through it from now on where they did not."""
        content = _content(design)
        if content not in self._judged:
            self._judged[content] = self.judge.judge(design)
        played = self._judged[content]
        self.candidates.append(Candidate(name, placement, played, breaks, proposed))
        return played, self._correct(placement, played)

    def _correct(self, placement: Placement, played: Played) -> tuple[str, ...]:
        """Axes whose curve the replay moved."""
        if not self._is_of_the_program(placement):
            return ()
        strengths, shares, moved = self.instance.strengths(placement), played.shares, []
        curves: list[Curve] = []
        for curve in self.instance.curves:
            strength = strengths.get(curve.zone, 0.0)
            whole = shares[curve.axis].n == len(self.judge.draws)
            allowed = TOLERANCE if whole else tolerance_of(shares[curve.axis])
            apart = abs(curve.at(strength) - shares[curve.axis].value) > allowed
            curves.append(corrected(curve, strength, shares[curve.axis].value) if apart else curve)
            moved += [curve.axis] if apart else []
        self.instance = replace(self.instance, curves=tuple(curves))
        return tuple(moved)

    def _is_of_the_program(self, placement: Placement) -> bool:
        """Whether all of it is given to the program, and stands in its zones; what is behind the line helps where no curve says."""
        known = {(one.nation, one.type) for one in self.instance.contributions}
        return all((nation, kind) in known and zone in self.instance.zones for nation, kind, zone in placement)


def tolerance_of(found: Share) -> float:
    """What a curve and a replay may differ by: the replay's own Monte Carlo error, at 95 %."""
    return max(TOLERANCE, Z95 * found.se)


def _content(design: Design) -> str:
    """What tells allocations of the same design apart."""
    return design.posture.model_dump_json()
