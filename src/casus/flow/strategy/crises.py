"""Courses of a study in, the game over every attack on every design solved out: in some worlds, and in a typical one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Columns, Floats
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.courses import Courses
from casus.flow.strategy.crisis import KINDS, Ends, crisis_games, ends_of
from casus.flow.strategy.priced import terms_of
from casus.flow.strategy.risk import occasion_probability
from casus.flow.strategy.solver.sequential import solve
from casus.flow.strategy.stakes import TYPES, Stakes, joined, stakes_of

GAME_WORLDS = 24
"""Worlds in which each game is solved; chosen: the solver takes milliseconds for each, and there are many designs and attacks."""
CREDIBILITIES = tuple(round(0.1 * tenth, 1) for tenth in range(11))
"""Beliefs in the guarantors' resolve at which the typical game is solved."""
PRECISIONS = (1.0, 3.0, 10.0, 30.0, 100.0)
"""Points of the logit branch that are kept, in units of the payoffs' range (chosen: from nearly random to nearly sure)."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Solved:
    """The game over one attack on one design."""

    worlds: Ends
    """(game worlds,) how it ends."""
    in_time: Floats
    """(game worlds,) probability that the challenge comes within ten years."""
    typical: Ends
    """(credibilities,) how it ends in a typical world, by how far the guarantors are believed to be resolved."""
    resolved: float
    """That belief in the typical world."""
    quantal: Floats
    """(precisions and the limit,) probability of a challenge in the typical world along the logit branch."""


def solve_crises(
    scenario: Scenario,
    designs: Sequence[Design],
    attacks: Sequence[AttackOption],
    courses: Mapping[Pair, Courses],
    of: Columns,
    usual: Columns,
) -> dict[Pair, Solved]:
    """Every game of a study, solved in one batch; pairs without courses are left out."""
    pairs = [(design, attack) for design in designs for attack in attacks if (design.id, attack.id) in courses]
    first = {name: column[:GAME_WORLDS] for name, column in of.items()}
    multiples = np.quantile(of["aims.multiple"], TYPES)

    def stakes_in(world: Columns) -> list[Stakes]:
        return [
            stakes_of(d.pact, *courses[d.id, a.id].averages, multiples, world, terms_of(scenario, d, a))
            for d, a in pairs
        ]

    typical = stakes_in(usual)
    solved, swept, quantal = _solved(stakes_in(first), typical)
    return {
        (design.id, attack.id): Solved(
            solved[place],
            solved[place].challenge * occasion_probability(first, terms_of(scenario, design, attack)),
            swept[place],
            float(typical[place].resolved[0]),
            quantal[place],
        )
        for place, (design, attack) in enumerate(pairs)
    }


def _solved(in_worlds: Sequence[Stakes], typical: Sequence[Stakes]) -> tuple[list[Ends], list[Ends], Floats]:
    """How each game ends in its worlds, and in a typical one at every credibility; and its challenge along the typical branch.

    The last is (games, precisions and the limit). All are solved together, for a step takes a small batch as long as a large one.
    """
    pairs, credibility = len(typical), np.tile(CREDIBILITIES, len(typical))
    stakes = joined([*in_worlds, *(one for one in typical for _ in CREDIBILITIES), *typical])
    resolved = stakes.resolved.copy()
    resolved[-pairs - credibility.size : -pairs] = credibility
    watched = np.arange(resolved.size) >= resolved.size - pairs
    solution = solve(crisis_games(stakes, resolved), PRECISIONS, watched)
    ends = ends_of(solution)
    attacking = [solution.tree.actions.index((kind, "attack")) for kind in KINDS]
    by_precision = solution.along[:, watched][:, :, attacking].mean(axis=2).T
    return (
        ends.cut(slice(None, -pairs - credibility.size)).split(pairs),
        ends.cut(slice(-pairs - credibility.size, -pairs)).split(pairs),
        np.concatenate([by_precision, ends.challenge[watched, None]], axis=1),
    )
