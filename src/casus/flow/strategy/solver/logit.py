"""Games in, their logit quantal-response equilibria along the principal branch out.

At precision lambda every action's log-odds against the first of its information set is lambda times what it is worth
more, given how all play (agent form; McKelvey and Palfrey 1998). At nought all play at random. The branch that starts
there is followed by arc length (Turocy 2005), so that where it turns back towards smaller precision it is followed round
the bend rather than left for another branch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.strategy.solver.games import Games
from casus.flow.strategy.solver.tree import Floats, Whole
from casus.flow.strategy.solver.values import Board, beliefs, board_of, log_play, worth

FIRST, LAST = 1e-3, 1e6
"""Precisions between which the branch is followed, in units of the payoffs' range; chosen: all but random, all but certain."""
LONGEST, SHORTEST = 2.0, 1e-6
"""Steps along the branch, relative to 1 + |log-odds| (chosen); a shorter one is given up."""
CLOSE = 1e-9
"""Chosen: relative error of the log-odds at which a point lies on the branch."""
MOST_STEPS, MOST_CORRECTIONS = 400, 7


@dataclass(frozen=True, eq=False)
class Branch:
    """Where the principal branch leads, a row for each game."""

    log_odds: Floats
    """(batch, free actions) at the last precision reached."""
    precision: Floats
    """(batch,) that precision, in units of the payoffs' range."""
    reached: Floats
    """(batch,) 1 where the branch was followed to the end, 0 where it was given up."""
    turns: Floats
    """(batch,) how often the branch turned back."""
    steps: Floats
    """(batch,) steps that were taken."""
    at: Floats
    """(precisions asked for, batch, actions) probabilities of play where the branch first passes them; NaN where it does not."""


def follow(games: Games, precisions: Sequence[float] = (), unit: Floats | None = None) -> Branch:
    """The principal branch of every game.

    Payoffs are divided by `unit` (batch, players), each player's range unless given, so that a precision means the same in every
    game; with a unit of 1 it is that of the payoffs as they are.
    """
    board = board_of(games, games.ranges if unit is None else unit)
    walk = _Walk(board, sorted(precisions))
    for _ in range(MOST_STEPS):
        going = np.flatnonzero(walk.going)
        if going.size == 0:
            break
        walk.step(going)
    order = np.argsort(np.argsort(precisions)) if len(precisions) else np.array([], dtype=np.intp)
    return Branch(
        log_odds=walk.point[:, :-1],
        precision=np.exp(walk.point[:, -1]),
        reached=(walk.point[:, -1] >= np.log(LAST)).astype(float),
        turns=walk.turns,
        steps=walk.steps,
        at=walk.passed[order],
    )


class _Walk:
    """A walk along the branches of a batch: points (log-odds, log of precision) and the directions in which they go on."""

    def __init__(self, board: Board, precisions: Sequence[float]) -> None:
        count, free = len(board), board.slopes.free.size
        self.board, self.wanted = board, np.log(np.asarray(precisions, dtype=float))
        self.point = np.concatenate([np.zeros((count, free)), np.full((count, 1), np.log(FIRST))], axis=1)
        self.point[:, :-1] = FIRST * _gains(board, self.point[:, :-1])[0]
        self.ahead = np.zeros_like(self.point)
        self.ahead[:, -1] = 1.0
        self.length = np.full(count, 0.1)
        self.going = np.ones(count, dtype=bool)
        self.turns, self.steps = np.zeros(count), np.zeros(count)
        self.passed = np.full((len(self.wanted), count, len(board.tree.action_set)), np.nan)

    def step(self, which: Whole) -> None:
        """Take one step in the games given: predict along the tangent, correct onto the branch, or shorten the step."""
        board, here = self.board.rows(which), self.point[which]
        scale = 1.0 + np.abs(here)
        scale[:, -1] = 1.0
        ahead = _tangent(board, here, self.ahead[which], scale)
        start = here + self.length[which, None] * ahead
        found, corrections = _corrected(board, start, ahead / scale**2)
        on_branch = corrections <= MOST_CORRECTIONS
        self._advance(which[on_branch], here[on_branch], found[on_branch], ahead[on_branch])
        quick = on_branch & (corrections <= MOST_CORRECTIONS // 2)
        factor = np.where(quick, 1.6, np.where(on_branch, 1.0, 0.4))
        self.length[which] = np.minimum(LONGEST, self.length[which] * factor)
        self.steps[which] += 1.0
        self.going[which] = (self.point[which, -1] < np.log(LAST)) & (self.length[which] > SHORTEST)

    def _advance(self, which: Whole, before: Floats, after: Floats, ahead: Floats) -> None:
        self.turns[which] += (np.sign(after[:, -1] - before[:, -1]) < 0) & (self.ahead[which, -1] > 0)
        self.point[which], self.ahead[which] = after, ahead
        for place, wanted in enumerate(self.wanted):
            first = np.isnan(self.passed[place, which, 0])
            crossing = first & (before[:, -1] <= wanted) & (after[:, -1] >= wanted)
            if crossing.any():
                self.passed[place, which[crossing]] = self._at(
                    which[crossing], before[crossing], after[crossing], wanted
                )

    def _at(self, which: Whole, before: Floats, after: Floats, wanted: float) -> Floats:
        """Play where the branch passes a precision, between two points on it."""
        part = (wanted - before[:, -1:]) / np.maximum(after[:, -1:] - before[:, -1:], 1e-300)
        start = before + part * (after - before)
        level = np.zeros_like(start)
        level[:, -1] = 1.0
        found, _ = _corrected(self.board.rows(which), start, level)
        return np.exp(log_play(self.board.tree, found[:, :-1]))


def _gains(board: Board, odds: Floats, with_slopes: bool = False) -> tuple[Floats, Floats | None]:
    """What each free action is worth more than the first of its information set, and how that moves with the log-odds."""
    tree, free = board.tree, board.slopes.free
    first = tree.action_start[tree.action_set[free]]
    logs = log_play(tree, odds)
    found = worth(board, logs, beliefs(board, logs), with_slopes)
    slopes = None if found.slopes is None else found.slopes[:, free] - found.slopes[:, first]
    return found.values[:, free] - found.values[:, first], slopes


def _system(board: Board, point: Floats) -> tuple[Floats, Floats]:
    """(batch, free) by how much points miss the branch, and (batch, free, free + 1) the slopes of that."""
    odds, precision = point[:, :-1], np.exp(point[:, -1:])
    gains, slopes = _gains(board, odds, with_slopes=True)
    assert slopes is not None
    by_odds = np.eye(odds.shape[1]) - precision[:, :, None] * slopes
    return odds - precision * gains, np.concatenate([by_odds, -(precision * gains)[:, :, None]], axis=2)


def _tangent(board: Board, point: Floats, last: Floats, scale: Floats) -> Floats:
    """The direction of the branch, of length 1 in units of `scale`, and no more than square to the last one."""
    _, slopes = _system(board, point)
    border = np.concatenate([slopes, (last / scale**2)[:, None, :]], axis=1)
    right = np.zeros_like(point)
    right[:, -1] = 1.0
    found = _solved(border, right)
    length = np.sqrt(((found / scale) ** 2).sum(axis=1, keepdims=True))
    return np.asarray(found / np.where(length > 0.0, length, 1.0))


def _corrected(board: Board, start: Floats, normal: Floats) -> tuple[Floats, Whole]:
    """Points on the branch in the plane through `start` with this normal, by Newton, and the corrections that took."""
    point, count = start.copy(), np.full(len(start), MOST_CORRECTIONS + 1, dtype=np.intp)
    open_ = np.arange(len(start))
    for correction in range(MOST_CORRECTIONS + 1):
        missed, slopes = _system(board.rows(open_), point[open_])
        off = ((point[open_] - start[open_]) * normal[open_]).sum(axis=1, keepdims=True)
        error = np.abs(missed) / (1.0 + np.abs(point[open_, :-1]))
        done = np.isfinite(error).all(axis=1) & (error.max(axis=1) < CLOSE)
        count[open_[done]] = correction
        missed, slopes, off, open_ = missed[~done], slopes[~done], off[~done], open_[~done]
        if open_.size == 0 or correction == MOST_CORRECTIONS:
            break
        border = np.concatenate([slopes, normal[open_][:, None, :]], axis=1)
        point[open_] -= _solved(border, np.concatenate([missed, off], axis=1))
    return point, count


def _solved(matrix: Floats, right: Floats) -> Floats:
    """Solutions of a batch of systems; where one is singular, its least squares."""
    try:
        return np.asarray(np.linalg.solve(matrix, right[:, :, None])[:, :, 0])
    except np.linalg.LinAlgError:
        with np.errstate(all="ignore"):
            return np.asarray((np.linalg.pinv(np.nan_to_num(matrix)) @ np.nan_to_num(right)[:, :, None])[:, :, 0])
