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
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from casus.flow.strategy.solver.games import Games
from casus.flow.strategy.solver.runs import Runs, largest, runs_of, total_of
from casus.flow.strategy.solver.tree import Floats, Tree, Whole

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Slopes:
    """A tree's constants: which numbers belong together, and how gains move with the logarithms of the probabilities of play.

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
    def actions(self) -> Runs:
        """The actions of each information set."""
        return runs_of(self.tree.action_start, len(self.tree.action_set))

    @cached_property
    def nodes(self) -> Runs:
        """The nodes of each information set."""
        return runs_of(self.tree.node_start, len(self.tree.node_set))

    @cached_property
    def own(self) -> csr_array:
        """1 where a pair starts with an action (actions, pairs)."""
        return constant(self._own.T)

    @cached_property
    def entries(self) -> Whole:
        """Places in (gains * free) of the slopes that are not nought in every game."""
        return np.flatnonzero(np.any([np.any(table, axis=0) for table in self._tables], axis=0))

    @cached_property
    def by_pairs(self) -> csr_array:
        """What pairs make of gains, and of how these move with actions on a pair's play (gains + 2 * entries, pairs).

        First 1 at a free action's own pairs and -1 at those that are measured against it; then the move with the action itself,
        and with all actions that share an information set with it.
        """
        through, through_set = (table.T[self.entries] for table in self._tables[:2])
        return constant(np.concatenate([self._gain.T, through, through_set]))

    @cached_property
    def by_nodes(self) -> csr_array:
        """How beliefs move with actions that led to a node: the action itself, and all that share its set (2 * entries, nodes)."""
        return constant(np.concatenate([table.T[self.entries] for table in self._tables[2:]]))

    @cached_property
    def after(self) -> tuple[csr_array, Whole]:
        """How often an action lies between a pair's own and its end (ways, actions), and the way of each pair: many share one."""
        ways, of_pair = np.unique(self.tree.pair_actions, axis=0, return_inverse=True)
        return constant(ways), of_pair

    @cached_property
    def to_node(self) -> csr_array:
        """How often an action lies on the play to a node (nodes, actions)."""
        return constant(self.tree.node_actions)

    @cached_property
    def _tables(self) -> tuple[Floats, Floats, Floats, Floats]:
        """What `by_pairs` and `by_nodes` are cut from (pairs or nodes, gains * free)."""
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
        """Some of the games, in the order given."""
        if len(which) == len(self) and (which == np.arange(len(self))).all():
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
    to_node, on_pair = constant(tree.node_branches), constant(tree.pair_branches)
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
    constants, of = board.slopes, board.tree.action_set
    whole = np.zeros((len(odds), len(of)), order="F")
    whole[:, constants.free] = odds
    less = whole - columns(largest(constants.actions, whole), of)
    total = total_of(constants.actions, np.exp(less))
    return np.asarray(less - columns(np.log(total), of))


def beliefs(board: Board, logs: Floats) -> Floats:
    """Probability of each node given its information set (batch, nodes)."""
    constants, of = board.slopes, board.tree.node_set
    weight = board.node_log_chance + summed(constants.to_node, logs)
    weight = np.exp(weight - columns(largest(constants.nodes, weight), of))
    return np.asarray(weight / columns(total_of(constants.nodes, weight), of))


def worth(board: Board, logs: Floats, believed: Floats) -> Floats:
    """(batch, actions) worth of every action at its information set, given play (as logarithms) and beliefs."""
    return summed(board.slopes.own, _weighed(board, logs, believed))


def gains_and_slopes(board: Board, odds: Floats) -> tuple[Floats, Floats]:
    """(batch, free) what each free action is worth more than the first of its information set; and how that moves.

    (batch, entries) the slopes of gains with the free log-odds, where they are not nought in every game (`spread`).
    """
    constants, logs = board.slopes, log_play(board, odds)
    believed = beliefs(board, logs)
    count, entries = len(constants.free), len(constants.entries)
    by_pairs = summed(constants.by_pairs, _weighed(board, logs, believed))
    by_nodes = summed(constants.by_nodes, believed)
    found, by_log, by_set = by_pairs[:, :count], by_pairs[:, count : count + entries], by_pairs[:, count + entries :]
    gain, free = np.divmod(constants.entries, count)
    gained = columns(found, gain)
    by_log -= gained * by_nodes[:, :entries]
    by_set -= gained * by_nodes[:, entries:]
    by_log -= columns(np.exp(columns(logs, constants.free)), free) * by_set
    return found, by_log


def spread(board: Board, slopes: Floats) -> Floats:
    """(batch, free, free) the slopes of gains, with those that are always nought."""
    count = len(board.slopes.free)
    whole = np.zeros((len(slopes), count * count))
    whole[:, board.slopes.entries] = slopes
    return whole.reshape(-1, count, count)


def _weighed(board: Board, logs: Floats, believed: Floats) -> Floats:
    """(batch, pairs) what the end of each pair is worth to who moves, times the probability of both."""
    ways, of_pair = board.slopes.after
    reached = board.pair_chance * columns(np.exp(summed(ways, logs)), of_pair)
    reached *= columns(believed, board.tree.pair_node)
    reached *= board.pair_payoff
    return np.asarray(reached)


def constant(table: npt.NDArray[Any]) -> csr_array:
    """A table that is the same for all games, of which only what is not nought is kept."""
    from scipy.sparse import csr_array

    return csr_array(table)


def summed(table: csr_array, of: Floats) -> Floats:
    """(batch, rows of the table) its product with each row of (batch, columns).

    Each sum is taken in order: a product of dense matrices may add otherwise for another batch or number of threads.
    """
    return np.asarray((table @ of.T).T)


def regrets(board: Board, logs: Floats, believed: Floats) -> Floats:
    """The most that a player could gain at any information set (batch, information sets)."""
    runs, values = board.slopes.actions, worth(board, logs, believed)
    return np.maximum(largest(runs, values) - total_of(runs, np.exp(logs) * values), 0.0)
