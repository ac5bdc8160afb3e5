"""The library games about many who could act: what each asks for, with defaults, and its answers by name."""

from __future__ import annotations

from typing import Any

from casus.flow.strategy.games.alliance_clock import alliance_clock
from casus.flow.strategy.games.game import Game, Parameter
from casus.flow.strategy.games.volunteer import volunteer


def _solve_volunteer(n: int, cost_benefit: float, k: int) -> dict[str, Any]:
    found = volunteer(n, cost_benefit, k)
    answers = {
        "p_act": found.act_probability,
        "p_nobody": found.nobody_probability,
        "p_enough": found.enough_probability,
    }
    return answers | ({"roots": list(found.roots)} if k > 1 else {})


def _solve_alliance_clock(n: int, k: int, mean_hours: float, by_hours: float) -> dict[str, Any]:
    found = alliance_clock(n, k, mean_hours, by_hours)
    return {"expected_hours": found.expected_hours, "p_by": found.by_probability}


# The defaults are chosen: a first answer to look at, and a case that tests/published/games.yaml checks.
VOLUNTEER = Game(
    name="volunteer",
    summary="Many could act and all would gain: does anyone? (Diekmann 1985)",
    parameters=(
        Parameter("n", 5, "players who could act"),
        Parameter("cost_benefit", 0.3, "cost of acting over the benefit to each, above 0 and below 1"),
        Parameter("k", 1, "players who must act for the benefit to come, 1 to n"),
    ),
    meanings={
        "p_act": "probability that a given player acts: the largest root, 0 where there is none",
        "p_nobody": "probability that nobody acts",
        "p_enough": "probability that at least k act",
        "roots": "every probability of acting strictly between 0 and 1 that is a symmetric equilibrium (for k > 1)",
    },
    solve=_solve_volunteer,
)
ALLIANCE_CLOCK = Game(
    name="alliance-clock",
    summary="When have k of n members decided, each in its own time? (order statistics)",
    parameters=(
        Parameter("n", 32, "members"),
        Parameter("k", 32, "members who must have decided, 1 to n; n is consensus"),
        Parameter("mean_hours", 8.0, "mean time that one member takes, exponential, hours"),
        Parameter("by_hours", 24.0, "deadline, hours"),
    ),
    meanings={
        "expected_hours": "mean hours until k have decided",
        "p_by": "probability that k have decided by the deadline",
    },
    solve=_solve_alliance_clock,
)
