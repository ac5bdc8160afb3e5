"""Games in, a sequential equilibrium of each out: the end of the principal logit branch, polished until nobody gains.

The limit of the branch as precision grows is a sequential equilibrium (McKelvey and Palfrey 1998), so that beliefs are right
even where nothing leads. Near the end, actions that are still mixed are made exactly indifferent by Newton, and the rest
is taken as played for sure or not at all, with beliefs off the path as the branch has them. What is returned says how far
that worked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from casus.flow.strategy.solver.games import Games
from casus.flow.strategy.solver.logit import follow
from casus.flow.strategy.solver.tree import Floats, Tree, Whole
from casus.flow.strategy.solver.values import (
    Board,
    beliefs,
    board_of,
    constant,
    gains_and_slopes,
    log_play,
    regrets,
    spread,
    summed,
)

METHOD = "sequential equilibrium: limit of the principal logit branch, mixed actions made indifferent"
GOOD_ENOUGH = 1e-6
"""Regret, in units of the payoffs' range, below which a solution counts as converged."""
PLAYED = 1e-4
"""Chosen: probability at the end of the branch above which an action may belong to a mixture."""
INDIFFERENT = 1e-14
"""Difference in worth, in units of the payoffs' range, that counts as none; chosen: rounding."""
MOST_POLISH = 12
"""Corrections by Newton, each of a log-odds of 1 at most; chosen, for the end of the branch lies near."""

Bools: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Solution:
    """One equilibrium for each game of a batch, and how it was found."""

    games: Games
    play: Floats
    """(batch, actions) probability of each action at its information set."""
    beliefs: Floats
    """(batch, nodes) probability of each node given its information set."""
    outcomes: Floats
    """(batch, outcomes) probability of each outcome."""
    regret: Floats
    """(batch,) the most that a player gains at any information set by another action, in units of its range of payoffs."""
    precision: Floats
    """(batch,) precision to which the branch was followed."""
    turns: Floats
    """(batch,) how often the branch turned back on the way."""
    steps: Floats
    """(batch,) steps along the branch."""
    along: Floats
    """(precisions asked for, batch, actions) probabilities of play on the way there."""
    method: str = METHOD

    @property
    def tree(self) -> Tree:
        """The tree of the games."""
        return self.games.tree

    @property
    def converged(self) -> Floats:
        """(batch,) 1 where the regret is below a millionth."""
        return (self.regret < GOOD_ENOUGH).astype(float)

    def probability(self, at: str, action: str) -> Floats:
        """(batch,) probability of an action at an information set; raises ValueError for one that the tree has not."""
        return np.asarray(self.play[:, self.tree.actions.index((at, action))])

    def chance(self, name: str, branch: str) -> Floats:
        """(batch,) probability of a branch of chance, as the games have it; raises ValueError for one that the tree has not."""
        branches = [(move, one) for move, those in self.tree.chances.items() for one in those]
        return np.asarray(self.games.chances[:, branches.index((name, branch))])

    def outcome(self, name: str) -> Floats:
        """(batch,) probability of an outcome; raises ValueError for one that the tree has not."""
        return np.asarray(self.outcomes[:, self.tree.outcomes.index(name)])


def solve(games: Games, precisions: Sequence[float] = (), watched: Bools | None = None) -> Solution:
    """The sequential equilibrium of every game to which the principal branch leads, and play where it passes some precisions.

    Play there is that of the games that are watched, (batch,), and NaN for others; without `watched` of all.
    """
    branch = follow(games, precisions, watched=watched)
    board = board_of(games, games.ranges)
    odds = branch.log_odds
    polished = _polished(board, odds)
    better = _regret(board, polished) <= _regret(board, odds)
    odds = np.where(better[:, None], polished, odds)
    logs = log_play(board, odds)
    return Solution(
        games=games,
        play=np.exp(logs),
        beliefs=beliefs(board, logs),
        outcomes=outcome_probabilities(games, np.exp(logs)),
        regret=_regret(board, odds),
        precision=branch.precision,
        turns=branch.turns,
        steps=branch.steps,
        along=branch.at,
    )


def outcome_probabilities(games: Games, play: Floats) -> Floats:
    """(batch, outcomes) probability of each outcome when all play like this (batch, actions)."""
    tree = games.tree
    reached = _product(play, tree.end_actions) * _product(games.chances, tree.end_branches)
    ends_with = np.arange(len(tree.outcomes))[:, None] == tree.end_outcome[None, :]
    return summed(constant(ends_with.astype(float)), reached)


def _product(factors: Floats, on_play: Floats) -> Floats:
    """(batch, ends) product of the factors that lie on each play, in their order."""
    found = np.ones((len(factors), len(on_play)), order="F")
    for factor, times in zip(factors.T, on_play.T, strict=True):
        ends = np.flatnonzero(times)
        found[:, ends] *= factor[:, None] ** times[ends]
    return found


def _polished(board: Board, odds: Floats) -> Floats:
    """Log-odds at which the actions that are mixed are worth the same; others are driven to their ends."""
    tree, free = board.tree, board.slopes.free
    play = np.exp(log_play(board, odds))
    most = np.maximum.reduceat(play, tree.action_start, axis=1)[:, tree.action_set]
    best = _first_of_set(tree, play == most)
    # As many others as free actions: where a free one is the likeliest, the first of its set takes its place.
    others = np.where(best[:, free] == free, board.slopes.first, free)
    mixed = (np.take_along_axis(play, others, 1) > PLAYED) & (others != best[:, free])
    point, open_ = odds.copy(), np.flatnonzero(mixed.any(axis=1))
    for _ in range(MOST_POLISH):
        missed, slopes = _indifference(
            board.rows(open_), point[open_], others[open_], best[open_][:, free], mixed[open_]
        )
        far = np.abs(missed).max(axis=1, initial=0.0) > INDIFFERENT
        open_ = open_[far]
        if open_.size == 0:
            break
        with np.errstate(all="ignore"):
            change = (np.linalg.pinv(slopes[far], rcond=1e-12) @ missed[far][:, :, None])[:, :, 0]
        point[open_] -= np.clip(np.nan_to_num(change), -1.0, 1.0)
    return point


def _indifference(board: Board, odds: Floats, others: Whole, best: Whole, mixed: Bools) -> tuple[Floats, Floats]:
    """What mixed actions are worth more than the likeliest of their sets (nought for others), and the slopes of that."""
    free, count = board.slopes.free, len(board.tree.action_set)
    gains, slopes = np.zeros((len(odds), count)), np.zeros((len(odds), count, free.size))
    gains[:, free], moved = gains_and_slopes(board, odds)
    slopes[:, free] = spread(board, moved)
    missed = np.take_along_axis(gains, others, 1) - np.take_along_axis(gains, best, 1)
    moved = np.take_along_axis(slopes, others[:, :, None], 1) - np.take_along_axis(slopes, best[:, :, None], 1)
    return np.where(mixed, missed, 0.0), np.where(mixed[:, :, None], moved, 0.0)


def _first_of_set(tree: Tree, marked: Bools) -> Whole:
    """(batch, actions) number of the first marked action of the information set of each action."""
    numbers = np.where(marked, np.arange(marked.shape[1]), marked.shape[1])
    return np.asarray(np.minimum.reduceat(numbers, tree.action_start, axis=1)[:, tree.action_set])


def _regret(board: Board, odds: Floats) -> Floats:
    """(batch,) largest regret at any information set."""
    logs = log_play(board, odds)
    return np.asarray(regrets(board, logs, beliefs(board, logs)).max(axis=1))
