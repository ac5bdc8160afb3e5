"""A design and a target in, the smallest force with which the line holds so often out."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np

from casus.flow.campaign.arrays import Records
from casus.flow.draws.sample import sample
from casus.flow.handoffs import Draws
from casus.flow.metrics.measure import Share, share
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.study.asked import Asked, ask
from casus.study.replay import Heard, Replay
from casus.study.sizing.binding import Relaxed, cost_of, relaxed
from casus.study.sizing.bounds import worlds_needed
from casus.study.sizing.curve import Fall, Point, crossing, curve_of, falls_of, forces_shown
from casus.study.sizing.lever import Lever, lever_of, refuse_unknown
from casus.study.sizing.others import Other, others
from casus.study.sizing.reserve import reserve
from casus.study.sizing.search import ERROR, Attempt, Flags, Judge, confirm, smallest_enough
from casus.study.sizing.sizing import Asking, Found, Sizing
from casus.study.vary.force import brigades_of

DEFAULT_TARGET = 0.9
DEFAULT_DRAWS = 2000
MOST_FORCE = 1000.0  # chosen: more brigades or aircraft than all armies of any scenario have


def size(
    scenario: str | Scenario,
    design: str,
    target: float = DEFAULT_TARGET,
    attack: str | None = None,
    by: str | None = None,
    where: str = "in-place",
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    most: float | None = None,
    heard: Heard | None = None,
) -> Sizing:
    """The smallest force with which the line holds with the target's probability, shown with 95 % confidence.

    Searched in `draws` worlds and confirmed in as many fresh ones, which the search never saw. `by` is a type of brigade
    (the others stay as they are) or `air`; without it brigades grow in the design's own proportions. Tried are at most the
    pools of the pact's guarantors, or `most`. Where none of that reaches the target, the answer is None and `bound_by` says
    what keeps it. Raises InputError for names and numbers that will not do.
    """
    refuse_unknown(by, where)
    _refuse_target(target)
    asked = ask(scenario, design, attack, draws, seed)
    _refuse_too_near(target, draws)
    asked, assumed = _allowing_troops(asked, by, where)
    lever = lever_of(asked, by, where)
    limit, why = _most(asked, lever, most)
    asking = Asking(
        asked.scenario.setup.title, asked.design.id, asked.design.title, asked.attack.id, asked.attack.title,
        target, lever, limit, why, assumed,
    )  # fmt: skip
    return _Work(asked, asking, heard).done()


class _Work:
    """The stages of an answer; what is finished when they are interrupted is kept."""

    def __init__(self, asked: Asked, asking: Asking, heard: Heard | None) -> None:
        self.asked, self.asking, self.heard = asked, asking, heard
        self.replay = Replay(asked.scenario, asked.draws, heard)
        self.judge = Judge(self._held, asking.target, len(asked.draws))
        self.attempts: tuple[Attempt, ...] = ()
        self.curve: tuple[Point, ...] = ()
        self.falls: tuple[Fall, ...] = ()
        self.relaxed: tuple[Relaxed, ...] = ()
        self.others: tuple[Other, ...] = ()

    def done(self) -> Sizing:
        """The answer, marked partial where it was interrupted."""
        try:
            self._answer()
            self._explain()
        except KeyboardInterrupt:
            return self._sizing(complete=False)
        return self._sizing(complete=True)

    def _answer(self) -> None:
        lever, asking = self.asking.lever, self.asking
        start = smallest_enough(self.judge.enough, lever.step, asking.most)
        if start is not None:
            fresh = Replay(self.asked.scenario, _fresh(self.asked), self.heard)
            self.attempts = confirm(
                lambda force: fresh.held(lever.with_force(force), self.asked.attack),
                asking.target, start, lever.step, asking.most,
            )  # fmt: skip

    def _explain(self) -> None:
        lever, asking = self.asking.lever, self.asking
        forces = forces_shown(lever.step, lever.own, self.answer, asking.most)
        self.curve = curve_of(self._records, forces)
        self.falls = falls_of(self._records, self.curve)
        if self.answer is None:
            self.relaxed = relaxed(self.asked, lever.with_force(asking.most), lever.by, self.heard)
        else:
            self.others = others(self.asked, lever, self.answer, self.heard)

    @property
    def answer(self) -> float | None:
        return self.attempts[-1].force if self.attempts and self.attempts[-1].confirmed else None

    def _records(self, force: float) -> Records:
        return self.replay.records(self.asking.lever.with_force(force), self.asked.attack)

    def _held(self, force: float, worlds: int) -> Flags:
        return self.replay.held(self.asking.lever.with_force(force), self.asked.attack, worlds)

    def _sizing(self, complete: bool) -> Sizing:
        asking, answer = self.asking, self.answer
        found = Found(
            asking,
            answer,
            held=self._share(),
            attempts=self.attempts,
            guess=crossing(self.curve, asking.target),
            short=_short(self.judge),
            curve=self.curve,
            falls=self.falls,
            relaxed=self.relaxed,
            others=self.others,
            cost_meur=math.nan if answer is None else cost_of(self.asked, asking.lever.with_force(answer)),
            withdrawn_share=self._withdrawn_share() if complete else math.nan,
            complete=complete,
        )
        return Sizing(**vars(found), reservations=reserve(self.asked, found), provenance=self._provenance())

    def _share(self) -> Share:
        """p_held at the answer in fresh worlds, or at the most in those of the search as far as they were played."""
        if self.answer is not None:
            last = self.attempts[-1]
            return _share(last.held, last.worlds)
        judged = self.judge.tried.get(self.asking.most)
        at_most = next((point.held for point in self.curve if point.force == self.asking.most), None)
        return at_most or (Share(math.nan, math.nan, 0) if judged is None else _share(judged.held, judged.worlds))

    def _withdrawn_share(self) -> float:
        force = self.asking.most if self.answer is None else self.answer
        placed = brigades_of(self.asking.lever.with_force(force), "in-place")
        return float(self._records(force)["guarantor_withdrawn"].mean()) / placed if placed > 0.0 else math.nan

    def _provenance(self) -> dict[str, Any]:
        return self.asked.provenance | {"fresh_draws": self.attempts[-1].worlds if self.attempts else 0}


def _share(held: int, worlds: int) -> Share:
    return share(np.arange(worlds) < held)


def _short(judge: Judge) -> float | None:
    """The largest force told to fall short below the first told to be enough."""
    enough = min((one.force for one in judge.tried.values() if one.verdict == "enough"), default=math.inf)
    short = [one.force for one in judge.tried.values() if one.verdict == "short" and one.force < enough]
    return max(short, default=None)


def _fresh(asked: Asked) -> Draws:
    """As many worlds again, from where those of the search end."""
    draws = len(asked.draws)
    return sample(asked.scenario, asked.register, 2 * draws, asked.draws.seed).take(slice(draws, 2 * draws))


# --- the door ---------------------------------------------------------------------------------------------------------


def _refuse_target(target: float) -> None:
    if not 0.0 < target < 1.0:
        what = f"target is {target:g}; it is a probability, above 0 and below 1"
        hint = f"{target:g} % is {target / 100:g}" if 1.0 < target < 100.0 else None
        raise InputError([Problem(what, hint=hint)])


def _refuse_too_near(target: float, draws: int) -> None:
    """Raise InputError for a target that these draws could not show if the line held in all of them."""
    needed = worlds_needed(target, ERROR / 2.0)
    if draws < needed:
        what = f"a target of {target:g} cannot be shown with {draws:,} draws, not even if the line held in all of them"
        raise InputError([Problem(what, hint=f"ask for at least {needed:,} draws, or for a lower target")])


def _allowing_troops(asked: Asked, by: str | None, where: str) -> tuple[Asked, tuple[str, ...]]:
    """The question, with a ban on foreign troops lifted where it asks about such troops, and the words that say so."""
    settlement = asked.design.settlement
    if settlement.foreign_troops == "allowed" or by == "air" or where == "standby":
        return asked, ()
    allowed = asked.design.model_copy(
        update={"settlement": settlement.model_copy(update={"foreign_troops": "allowed"})}
    )
    words = (
        f"The settlement of '{asked.design.id}' bans foreign troops: this asks what brigades would do if it did not."
    )
    return dataclasses.replace(asked, design=allowed), (words,)


def _most(asked: Asked, lever: Lever, most: float | None) -> tuple[float, str]:
    """How much is tried at most, and why; raises InputError where there is nothing to try."""
    if most is not None:
        if not lever.step <= most <= MOST_FORCE:
            what = f"most is {most:g}; in {lever.unit} it must be {lever.step:g} to {MOST_FORCE:g}"
            raise InputError([Problem(what)])
        return most, "as asked"
    if lever.pool < lever.step:
        what = f"the guarantors of '{asked.design.id}' have no {lever.words} left in their pools ({lever.pool:.1f})"
        raise InputError([Problem(what, hint="--most N asks about more than they have")])
    limit = math.floor(lever.pool / lever.step) * lever.step
    return (
        limit,
        "what the guarantors have in their pools and the design does not use elsewhere, median over the worlds",
    )
