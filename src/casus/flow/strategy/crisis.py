"""Stakes in, the extended-deterrence game out: challenge, stand aside or stand, back down or fight, with minds unknown.

The order is Zagare and Kilgour's for unilateral deterrence, with more than two challengers. Chance draws how much the aims
are worth to the challenger, and whether the guarantors are resolved; each knows its own mind only. The challenger keeps
the peace or attacks. Resolved guarantors stand; others stand aside or stand. Where they stand the challenger backs down or
fights, not knowing whether they had to.

Source: F. Zagare and D. M. Kilgour, Perfect Deterrence (2000), for the order of moves; the payoffs are those of the campaigns
(`stakes`). Equilibria are sequential, the limit of the principal branch of the logit quantal-response equilibria, which
McKelvey and Palfrey (1998) show to be sequential.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.strategy.solver.games import Games, games_on
from casus.flow.strategy.solver.sequential import Solution
from casus.flow.strategy.solver.tree import Chance, End, Move, Tree, grow
from casus.flow.strategy.stakes import TYPES, Stakes

CHALLENGER, GUARANTORS = "challenger", "guarantors"
RESOLVED, UNRESOLVED = "resolved", "not resolved"
KINDS = tuple(f"{quantile:.0%}" for quantile in TYPES)
"""Names of the challengers, by the quantile of what the aims are worth to them."""


def crisis_tree() -> Tree:
    """The tree, the same for every design and attack."""
    minds = {kind: Chance("minds", {mind: _choice(kind, mind) for mind in (RESOLVED, UNRESOLVED)}) for kind in KINDS}
    return grow(Chance("aims", minds))


def crisis_games(stakes: Stakes, resolved: Floats | None = None) -> Games:
    """A game for each world; `resolved` (worlds,) puts another belief in the guarantors in place of the aggressor's own."""
    belief = stakes.resolved if resolved is None else resolved
    chances: dict[str, Mapping[str, Floats | float]] = {
        "aims": dict.fromkeys(KINDS, 1.0 / len(KINDS)),
        "minds": {RESOLVED: belief, UNRESOLVED: 1.0 - belief},
    }
    return games_on(crisis_tree(), _payoffs(stakes), chances)


@dataclass(frozen=True)
class Ends:
    """How games end, a number for each."""

    challenge: Floats
    """Probability that somebody attacks."""
    stand: Floats
    """That the guarantors stand where they are challenged."""
    war: Floats
    """That a challenge is met and fought out."""
    regret: Floats
    """The most that anybody would gain by playing otherwise, in units of the payoffs' range."""
    converged: Floats
    """1 where that is below a millionth."""

    def cut(self, which: slice) -> Ends:
        """Those of some of the games."""
        return Ends(*(getattr(self, field.name)[which] for field in fields(self)))

    def split(self, parts: int) -> list[Ends]:
        """As many runs of games of the same length, in order."""
        pieces = zip(*(np.split(getattr(self, field.name), parts) for field in fields(self)), strict=True)
        return [Ends(*piece) for piece in pieces]


def ends_of(solution: Solution) -> Ends:
    """What a solution says of challenge, answer and war."""
    resolved = solution.chance("minds", RESOLVED)
    return Ends(
        challenge=1.0 - solution.outcome("peace"),
        stand=resolved + (1.0 - resolved) * solution.probability("challenged", "stand"),
        war=np.sum([solution.outcome(f"war {kind}") for kind in KINDS], axis=0),
        regret=solution.regret,
        converged=solution.converged,
    )


def _choice(kind: str, mind: str) -> Move:
    """The challenger of a kind chooses, without knowing the guarantors' mind."""
    stands = Move(
        CHALLENGER, f"{kind} when they stand", {"back down": End(f"backed {kind}"), "fight": End(f"war {kind}")}
    )
    answer = (
        stands
        if mind == RESOLVED
        else Move(GUARANTORS, "challenged", {"stand aside": End(f"yielded {kind}"), "stand": stands})
    )
    return Move(CHALLENGER, kind, {"keep the peace": End("peace"), "attack": answer})


def _payoffs(stakes: Stakes) -> dict[str, dict[str, Floats | float]]:
    paid: dict[str, dict[str, Floats | float]] = {"peace": {CHALLENGER: 0.0, GUARANTORS: 0.0}}
    for place, kind in enumerate(KINDS):
        paid[f"yielded {kind}"] = {CHALLENGER: stakes.yielded[place], GUARANTORS: stakes.guarantor_yielded}
        paid[f"backed {kind}"] = {CHALLENGER: stakes.backed, GUARANTORS: np.zeros_like(stakes.backed)}
        paid[f"war {kind}"] = {CHALLENGER: stakes.war[place], GUARANTORS: stakes.guarantor_war}
    return paid
