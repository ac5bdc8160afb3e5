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

from casus.flow.strategy.solver.games import Games
from casus.flow.strategy.solver.tree import Floats, Tree, Whole


@dataclass(frozen=True, eq=False)
class Slopes:
    """A tree's constant matrices: how values move with the logarithms of the probabilities of play."""

    tree: Tree

    @cached_property
    def free(self) -> Whole:
        """The actions whose log-odds are unknown: all but the first of each information set."""
        return np.setdiff1d(np.arange(len(self.tree.action_set)), self.tree.action_start)

    @cached_property
    def own(self) -> Floats:
        """1 where a pair starts with an action (pairs, actions)."""
        count = len(self.tree.action_set)
        return np.asarray(np.eye(count)[self.tree.pair_action])

    @cached_property
    def through(self) -> Floats:
        """For each pair, 1 at (its own action, another action on the same play): (pairs, actions * actions)."""
        on_play = self.tree.pair_actions + self.tree.node_actions[self.tree.pair_node]
        return (self.own[:, :, None] * on_play[:, None, :]).reshape(len(on_play), -1)

    @cached_property
    def before(self) -> Floats:
        """For each node, 1 at (each action of its information set, an action that led to it): (nodes, actions^2)."""
        of_set = self.tree.node_set[:, None] == self.tree.action_set[None, :]
        return (of_set[:, :, None] * self.tree.node_actions[:, None, :]).reshape(len(of_set), -1)

    @cached_property
    def same_set(self) -> Floats:
        """1 where a free action belongs to the information set of an action (actions, free)."""
        return (self.tree.action_set[:, None] == self.tree.action_set[self.free][None, :]).astype(float)


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


@dataclass(frozen=True, eq=False)
class Worth:
    """What actions are worth (batch, actions), and how the worths move with the free log-odds (batch, actions, free)."""

    values: Floats
    slopes: Floats | None


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


def log_play(tree: Tree, odds: Floats) -> Floats:
    """Logarithm of every action's probability (batch, actions) from the free log-odds."""
    whole = np.zeros((len(odds), len(tree.action_set)))
    whole[:, Slopes(tree).free] = odds
    most = np.maximum.reduceat(whole, tree.action_start, axis=1)[:, tree.action_set]
    total = np.add.reduceat(np.exp(whole - most), tree.action_start, axis=1)[:, tree.action_set]
    return whole - most - np.log(total)


def beliefs(board: Board, logs: Floats) -> Floats:
    """Probability of each node given its information set (batch, nodes)."""
    tree = board.tree
    weight = board.node_log_chance + logs @ tree.node_actions.T
    weight = np.exp(weight - np.maximum.reduceat(weight, tree.node_start, axis=1)[:, tree.node_set])
    return np.asarray(weight / np.add.reduceat(weight, tree.node_start, axis=1)[:, tree.node_set])


def worth(board: Board, logs: Floats, believed: Floats, with_slopes: bool = False) -> Worth:
    """Worth of every action at its information set, given play (as logarithms) and beliefs."""
    tree, constants = board.tree, board.slopes
    weighed = board.pair_chance * np.exp(logs @ tree.pair_actions.T) * believed[:, tree.pair_node] * board.pair_payoff
    values = weighed @ constants.own
    if not with_slopes:
        return Worth(values, None)
    count = len(tree.action_set)
    by_log = (weighed @ constants.through).reshape(-1, count, count)
    by_log -= values[:, :, None] * (believed @ constants.before).reshape(-1, count, count)
    free = constants.free
    return Worth(values, by_log[:, :, free] - np.exp(logs)[:, None, free] * (by_log @ constants.same_set))


def regrets(board: Board, logs: Floats, believed: Floats) -> Floats:
    """The most that a player could gain at any information set (batch, information sets)."""
    tree = board.tree
    values = worth(board, logs, believed).values
    best = np.maximum.reduceat(values, tree.action_start, axis=1)
    return np.maximum(best - np.add.reduceat(np.exp(logs) * values, tree.action_start, axis=1), 0.0)
