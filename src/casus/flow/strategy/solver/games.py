"""Many games on one tree: payoffs and chances by name, single or in a batch, in; checked arrays out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from casus.flow.strategy.solver.tree import Floats, Tree
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

SUM_TOLERANCE = 1e-9
"""Chosen: rounding of a sum of a few probabilities, with room."""


@dataclass(frozen=True, eq=False)
class Games:
    """Games that share a tree and differ in numbers; a single game is a batch of one."""

    tree: Tree
    payoffs: Floats
    """(batch, outcomes, players)."""
    chances: Floats
    """Probability of every branch of chance (batch, branches), move of chance after move of chance."""

    @property
    def size(self) -> int:
        """How many games there are."""
        return len(self.payoffs)

    @property
    def ranges(self) -> Floats:
        """Each player's range of payoffs over all outcomes (batch, players); 1 for a player to whom all are alike."""
        found = np.ptp(self.payoffs, axis=1)
        return np.where(found > 0.0, found, 1.0)


def games_on(
    tree: Tree,
    payoffs: Mapping[str, Mapping[str, ArrayLike]],
    chances: Mapping[str, Mapping[str, ArrayLike]] | None = None,
) -> Games:
    """The games with these payoffs (outcome, player) and probabilities (move of chance, branch).

    Each number may be one, or one for each game (batch,). Raises InputError for a name too many or too few, numbers that
    are not finite, and probabilities that are negative or do not sum to one.
    """
    drawn = chances or {}
    problems = [
        *_name_problems("outcome", payoffs, dict.fromkeys(tree.outcomes, tree.players)),
        *_name_problems("chance", drawn, tree.chances),
    ]
    if problems:
        raise InputError(problems)
    paid = [np.asarray(payoffs[outcome][player], float) for outcome in tree.outcomes for player in tree.players]
    odds = [np.asarray(drawn[name][branch], float) for name, those in tree.chances.items() for branch in those]
    try:
        whole = np.broadcast_arrays(*(np.atleast_1d(number) for number in [*paid, *odds]))
    except ValueError as error:
        raise InputError([Problem("payoffs and probabilities come in batches of different sizes")]) from error
    stacked = np.stack(whole, axis=1)
    games = Games(
        tree,
        payoffs=stacked[:, : len(paid)].reshape(-1, len(tree.outcomes), len(tree.players)),
        chances=stacked[:, len(paid) :],
    )
    if problems := [*_number_problems(games)]:
        raise InputError(problems)
    return games


def _name_problems(
    kind: str, given: Mapping[str, Mapping[str, ArrayLike]], known: Mapping[str, tuple[str, ...]]
) -> Iterable[Problem]:
    for name in given:
        if name not in known:
            yield Problem(f"the tree has no {kind} '{name}'", hint=unknown_name_hint(name, known))
    for name, parts in known.items():
        if name not in given:
            yield Problem(f"{kind} '{name}' has no numbers")
        elif set(given[name]) != set(parts):
            yield Problem(f"{kind} '{name}' needs numbers for {sorted(parts)}, not for {sorted(given[name])}")


def _number_problems(games: Games) -> Iterable[Problem]:
    if not np.isfinite(games.payoffs).all():
        yield Problem("a payoff is not a finite number")
    start = 0
    for name, branches in games.tree.chances.items():
        odds = games.chances[:, start : start + len(branches)]
        start += len(branches)
        if not (odds >= 0.0).all():
            yield Problem(f"a probability of chance '{name}' is negative or not a number")
        elif (np.abs(odds.sum(axis=1) - 1.0) > SUM_TOLERANCE).any():
            yield Problem(f"the probabilities of chance '{name}' do not sum to 1")
