"""What every action is worth at its information set, given how all play: log-odds in; values, beliefs and slopes out.

Strategies are held as log-odds against the first action of each information set, so that an action played with
probability 1e-100000 is still a number, and beliefs off the path keep their limits.

Beliefs are Bayes's. A branch of chance with probability zero counts as the limit of a vanishing probability, alike for all
such branches and vanishing faster than any player's error: a node behind fewer of them outweighs one behind more.

Arrays over a batch lie in memory with the numbers of all its games side by side: work goes through them in one sweep, and one
that lay otherwise would be walked across.
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
    are laid out flat, so that one product with what pairs or nodes weigh gives them for a whole batch. Most of them are
    nought whatever the numbers, and of the others nearly all factors are: only what is not is kept (`entries`, `summed`).
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
    def entries(self) -> Whole:
        """Places in (gains * free) of the slopes that are not nought in every game."""
        return np.flatnonzero(np.any([np.any(table, axis=0) for table in self._tables], axis=0))

    @cached_property
    def through(self) -> csr_array:
        """How gains move with an action on a pair's play (entries, pairs)."""
        return csr_array(self._tables[0].T[self.entries])

    @cached_property
    def through_set(self) -> csr_array:
        """Likewise with all actions on the play that share an information set with the free one."""
        return csr_array(self._tables[1].T[self.entries])

    @cached_property
    def before(self) -> csr_array:
        """How beliefs move with an action that led to a node (entries, nodes)."""
        return csr_array(self._tables[2].T[self.entries])

    @cached_property
    def before_set(self) -> csr_array:
        """Likewise with all actions that share an information set with the free one."""
        return csr_array(self._tables[3].T[self.entries])

    @cached_property
    def after(self) -> csr_array:
        """How often an action lies between a pair's own and its end (pairs, actions)."""
        return csr_array(self.tree.pair_actions)

    @cached_property
    def to_node(self) -> csr_array:
        """How often an action lies on the play to a node (nodes, actions)."""
        return csr_array(self.tree.node_actions)

    @cached_property
    def _tables(self) -> tuple[Floats, Floats, Floats, Floats]:
        """What `through`, `through_set`, `before` and `before_set` are cut from (pairs or nodes, gains * free)."""
        nodes, same = self.tree.node_actions, self._same_set
        return (
            _flat(self._gain, self._on_play[:, self.free]),
            _flat(self._gain, self._on_play @ same),
            _flat(self._at, nodes[:, self.free]),
            _flat(self._at, nodes @ same),
        )

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
        """Some of the games, in their order."""
        if len(which) == len(self):
            return self
        return Board(
            self.slopes, *(rows(of, which) for of in (self.pair_payoff, self.pair_chance, self.node_log_chance))
        )


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
    to_node, on_pair = csr_array(tree.node_branches), csr_array(tree.pair_branches)
    behind = summed(to_node, nevers)
    fewest = np.minimum.reduceat(behind, tree.node_start, axis=1)[:, tree.node_set]
    return Board(
        slopes=Slopes(tree),
        pair_payoff=np.asfortranarray(scaled[:, tree.end_outcome[tree.pair_end], player]),
        pair_chance=np.asfortranarray(np.exp(summed(on_pair, logs)) * (summed(on_pair, nevers) == 0.0)),
        node_log_chance=np.asfortranarray(np.where(behind > fewest, -np.inf, summed(to_node, logs))),
    )


def rows(of: Floats, which: Whole) -> Floats:
    """Some of the rows of an array over a batch."""
    return np.asarray(np.take(of.T, which, axis=-1).T)


def columns(of: Floats, which: Whole) -> Floats:
    """(batch, columns) some of the columns of an array over a batch."""
    return np.asarray(of.T[which].T)


def log_play(board: Board, odds: Floats) -> Floats:
    """Logarithm of every action's probability (batch, actions) from the free log-odds."""
    tree = board.tree
    whole = np.zeros((len(odds), len(tree.action_set)), order="F")
    whole[:, board.slopes.free] = odds
    less = whole - columns(np.maximum.reduceat(whole, tree.action_start, axis=1), tree.action_set)
    total = np.add.reduceat(np.exp(less), tree.action_start, axis=1)
    return np.asarray(less - columns(np.log(total), tree.action_set))


def beliefs(board: Board, logs: Floats) -> Floats:
    """Probability of each node given its information set (batch, nodes)."""
    tree = board.tree
    weight = board.node_log_chance + summed(board.slopes.to_node, logs)
    weight = np.exp(weight - columns(np.maximum.reduceat(weight, tree.node_start, axis=1), tree.node_set))
    return np.asarray(weight / columns(np.add.reduceat(weight, tree.node_start, axis=1), tree.node_set))


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
    found, count = summed(constants.gain, weighed), len(constants.free)
    gain, free = np.divmod(constants.entries, count)
    gained = columns(found, gain)
    by_log = summed(constants.through, weighed)
    by_log -= gained * summed(constants.before, believed)
    by_set = summed(constants.through_set, weighed)
    by_set -= gained * summed(constants.before_set, believed)
    by_log -= columns(np.exp(columns(logs, constants.free)), free) * by_set
    slopes = np.zeros((len(odds), count * count), order="F")
    slopes[:, constants.entries] = by_log
    return found, slopes.reshape(len(odds), count, count)


def _weighed(board: Board, logs: Floats, believed: Floats) -> Floats:
    """(batch, pairs) what the end of each pair is worth to who moves, times the probability of both."""
    tree = board.tree
    reached = board.pair_chance * np.exp(summed(board.slopes.after, logs))
    reached *= columns(believed, tree.pair_node)
    reached *= board.pair_payoff
    return np.asarray(reached)


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
