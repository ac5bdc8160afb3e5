"""What every action is worth at its information set, given how all play: log-odds in; values, beliefs and slopes out.

Strategies are held as log-odds against the first action of each information set, so that an action played with
probability 1e-100000 is still a number, and beliefs off the path keep their limits.

Beliefs are Bayes's. A branch of chance with probability zero counts as the limit of a vanishing probability, alike for all
such branches and vanishing faster than any player's error: a node behind fewer of them outweighs one behind more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from casus.flow.strategy.solver.games import Games
from casus.flow.strategy.solver.tree import Floats, Tree, Whole


@dataclass(frozen=True, eq=False)
class Slopes:
    """A tree's constant matrices: how gains move with the logarithms of the probabilities of play.

    A gain is what a free action is worth more than the first of its information set. Matrices over (gain, free log-odds)
    are laid out flat, so that one product with what pairs or nodes weigh gives them for a whole batch. Nearly all of their
    entries are nought, and only the others are kept: `summed` multiplies by them.
    """

    tree: Tree

    @cached_property
    def free(self) -> Whole:
        """The actions whose log-odds are unknown: all but the first of each information set."""
        return np.setdiff1d(np.arange(len(self.tree.action_set)), self.tree.action_start)

    @cached_property
    def first(self) -> Whole:
        """For each free action, the first of its information set."""
        return self.tree.action_start[self.tree.action_set[self.free]]

    @cached_property
    def own(self) -> csr_array:
        """1 where a pair starts with an action (actions, pairs)."""
        return csr_array(self._own.T)

    @cached_property
    def gain(self) -> csr_array:
        """For each pair, 1 at its own action, -1 at those that are measured against it (gains, pairs)."""
        return csr_array(self._gain.T)

    @cached_property
    def through(self) -> csr_array:
        """How gains move with an action on a pair's play (gains * free, pairs)."""
        return csr_array(_flat(self._gain, self._on_play[:, self.free]).T)

    @cached_property
    def through_set(self) -> csr_array:
        """Likewise with all actions on the play that share an information set with the free one."""
        return csr_array(_flat(self._gain, self._on_play @ self._same_set).T)

    @cached_property
    def before(self) -> csr_array:
        """How beliefs move with an action that led to a node (gains * free, nodes)."""
        return csr_array(_flat(self._at, self.tree.node_actions[:, self.free]).T)

    @cached_property
    def before_set(self) -> csr_array:
        """Likewise with all actions that share an information set with the free one."""
        return csr_array(_flat(self._at, self.tree.node_actions @ self._same_set).T)

    @cached_property
    def after(self) -> csr_array:
        """How often an action lies between a pair's own and its end (pairs, actions)."""
        return csr_array(self.tree.pair_actions)

    @cached_property
    def to_node(self) -> csr_array:
        """How often an action lies on the play to a node (nodes, actions)."""
        return csr_array(self.tree.node_actions)

    @property
    def _own(self) -> Floats:
        return np.asarray(np.eye(len(self.tree.action_set))[self.tree.pair_action])

    @property
    def _gain(self) -> Floats:
        return np.asarray(self._own[:, self.free] - self._own[:, self.first])

    @property
    def _on_play(self) -> Floats:
        """How often an action lies on the play of a pair, its own action left out (pairs, actions)."""
        return self.tree.pair_actions + self.tree.node_actions[self.tree.pair_node]

    @property
    def _same_set(self) -> Floats:
        """1 where a free action belongs to the information set of an action (actions, free)."""
        return np.asarray(self.tree.action_set[:, None] == self.tree.action_set[self.free][None, :], dtype=float)

    @property
    def _at(self) -> Floats:
        """1 where a node belongs to the information set of a gain (nodes, gains)."""
        return np.asarray(self.tree.node_set[:, None] == self.tree.action_set[self.free][None, :], dtype=float)


def _flat(rows: Floats, columns: Floats) -> Floats:
    """(count, rows * columns) the outer product of each row of both."""
    return np.asarray((rows[:, :, None] * columns[:, None, :]).reshape(len(rows), -1))


@dataclass(frozen=True, eq=False)
class Board:
    """The numbers of a batch of games, laid out for evaluation."""

    slopes: Slopes
    pair_payoff: Floats
    """Of the player who moves at the pair's node (batch, pairs)."""
    pair_chance: Floats
    """Probability of the moves of chance after the node, on the way to the end (batch, pairs)."""
    node_log_chance: Floats
    """Logarithm of the relative probability that chance lets the node be reached (batch, nodes); minus infinity: never."""

    @property
    def tree(self) -> Tree:
        """The tree of the games."""
        return self.slopes.tree

    def __len__(self) -> int:
        return len(self.pair_payoff)

    def rows(self, which: Whole) -> Board:
        """Some of the games."""
        return Board(self.slopes, self.pair_payoff[which], self.pair_chance[which], self.node_log_chance[which])


def board_of(games: Games, unit: Floats) -> Board:
    """The games with each player's payoffs divided by its unit (batch, players)."""
    tree = games.tree
    player = np.array([one.player for one in tree.sets])[tree.node_set[tree.pair_node]]
    scaled = games.payoffs / unit[:, None, :]
    # Only differences count: taking the mean off keeps digits where payoffs are large and close together.
    scaled = scaled - scaled.mean(axis=1, keepdims=True)
    never = games.chances <= 0.0
    logs = np.log(np.where(never, 1.0, games.chances))
    nevers = never.astype(float)
    behind = nevers @ tree.node_branches.T
    fewest = np.minimum.reduceat(behind, tree.node_start, axis=1)[:, tree.node_set]
    return Board(
        slopes=Slopes(tree),
        pair_payoff=scaled[:, tree.end_outcome[tree.pair_end], player],
        pair_chance=np.exp(logs @ tree.pair_branches.T) * (nevers @ tree.pair_branches.T == 0.0),
        node_log_chance=np.where(behind > fewest, -np.inf, logs @ tree.node_branches.T),
    )


def log_play(board: Board, odds: Floats) -> Floats:
    """Logarithm of every action's probability (batch, actions) from the free log-odds."""
    tree = board.tree
    whole = np.zeros((len(odds), len(tree.action_set)))
    whole[:, board.slopes.free] = odds
    most = np.maximum.reduceat(whole, tree.action_start, axis=1)[:, tree.action_set]
    total = np.add.reduceat(np.exp(whole - most), tree.action_start, axis=1)[:, tree.action_set]
    return np.asarray(whole - most - np.log(total))


def beliefs(board: Board, logs: Floats) -> Floats:
    """Probability of each node given its information set (batch, nodes)."""
    tree = board.tree
    weight = board.node_log_chance + summed(board.slopes.to_node, logs)
    weight = np.exp(weight - np.maximum.reduceat(weight, tree.node_start, axis=1)[:, tree.node_set])
    return np.asarray(weight / np.add.reduceat(weight, tree.node_start, axis=1)[:, tree.node_set])


def worth(board: Board, logs: Floats, believed: Floats) -> Floats:
    """(batch, actions) worth of every action at its information set, given play (as logarithms) and beliefs."""
    return summed(board.slopes.own, _weighed(board, logs, believed))


def gains(board: Board, odds: Floats) -> Floats:
    """(batch, free) what each free action is worth more than the first of its information set."""
    logs = log_play(board, odds)
    return summed(board.slopes.gain, _weighed(board, logs, beliefs(board, logs)))


def gains_and_slopes(board: Board, odds: Floats) -> tuple[Floats, Floats]:
    """Gains, and (batch, free, free) how they move with the free log-odds."""
    constants, logs = board.slopes, log_play(board, odds)
    believed = beliefs(board, logs)
    weighed = _weighed(board, logs, believed)
    found, shape = summed(constants.gain, weighed), (*odds.shape, odds.shape[1])
    by_log = summed(constants.through, weighed).reshape(shape)
    by_log -= found[:, :, None] * summed(constants.before, believed).reshape(shape)
    by_set = summed(constants.through_set, weighed).reshape(shape)
    by_set -= found[:, :, None] * summed(constants.before_set, believed).reshape(shape)
    return found, by_log - np.exp(logs)[:, None, constants.free] * by_set


def _weighed(board: Board, logs: Floats, believed: Floats) -> Floats:
    """(batch, pairs) what the end of each pair is worth to who moves, times the probability of both."""
    tree = board.tree
    reached = board.pair_chance * np.exp(summed(board.slopes.after, logs)) * believed[:, tree.pair_node]
    return np.asarray(reached * board.pair_payoff)


def summed(constant: csr_array, of: Floats) -> Floats:
    """(batch, rows of the constant) its product with each row of (batch, columns).

    Each sum is taken in order: a product of dense matrices may add otherwise for another batch or number of threads.
    """
    return np.asarray((constant @ of.T).T)


def regrets(board: Board, logs: Floats, believed: Floats) -> Floats:
    """The most that a player could gain at any information set (batch, information sets)."""
    tree, values = board.tree, worth(board, logs, believed)
    best = np.maximum.reduceat(values, tree.action_start, axis=1)
    played = np.add.reduceat(np.exp(logs) * values, tree.action_start, axis=1)
    return np.asarray(np.maximum(best - played, 0.0))
