"""Games in, their logit quantal-response equilibria along the principal branch out.

At precision lambda every action's log-odds against the first of its information set is lambda times what it is worth
more, given how all play (agent form; McKelvey and Palfrey 1998). At nought all play at random. The branch that starts
there is followed by arc length (Turocy 2005), so that where it turns back towards smaller precision it is followed round
the bend rather than left for another branch.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from casus.flow.campaign.threads import threads
from casus.flow.strategy.solver.games import Games
from casus.flow.strategy.solver.tree import Floats, Whole
from casus.flow.strategy.solver.values import Board, Slopes, board_of, gains_and_slopes, log_play, rows

FIRST, LAST = 1e-3, 1e6
"""Precisions between which the branch is followed, in units of the payoffs' range; chosen: all but random, all but certain."""
LONGEST, CAREFUL, SHORTEST = 2.0, 0.2, 1e-6
"""Steps along the branch, relative to 1 + |log-odds| (chosen): the longest, the longest at a second try, and the last before it
is given up. Of 4,500 random games one ended elsewhere with long steps than with careful ones.
"""
CLOSE = 1e-9
"""Chosen: relative error of the log-odds at which a point lies on the branch."""
ROUNDING, LOOSEST = 1e-15, 1e-4
"""That error's share that rounding leaves, times precision and the largest log-odds, and the most that is put up with (chosen).

Far out, two log-odds may be large and their difference small and decisive: a belief off the path.
"""
CROSSING = 1e-3
"""Chosen: step, relative likewise, so short that the branch is taken to cross another rather than to have been left for it."""
LEAST_GAMES = 400
"""Chosen: games that are worth a thread of their own; with fewer, threads wait for each other more than they do."""
MOST_STEPS, MOST_CORRECTIONS = 400, 7
"""Chosen: ten times the steps that a game takes, and a few more corrections than a step that is worth its length."""

Bools: TypeAlias = NDArray[np.bool_]


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
    """(precisions asked for, batch, actions) probabilities of play where the branch first passes them; NaN where it does not, and
    in games that nobody watches."""


def follow(
    games: Games, precisions: Sequence[float] = (), unit: Floats | None = None, watched: Bools | None = None
) -> Branch:
    """The principal branch of every game.

    Payoffs are divided by `unit` (batch, players), each player's range unless given, so that a precision means the same in every
    game; with a unit of 1 it is that of the payoffs as they are.
    """
    board = board_of(games, games.ranges if unit is None else unit)
    seen = np.ones(len(board), dtype=bool) if watched is None else watched
    found = _side_by_side(board, precisions, seen)
    lost = np.flatnonzero(found.reached < 1.0)
    return (
        found if lost.size == 0 else _mended(found, lost, _followed(board.rows(lost), precisions, seen[lost], CAREFUL))
    )


def _side_by_side(board: Board, precisions: Sequence[float], watched: Bools) -> Branch:
    """The principal branch of every game, runs of the games shared out among the threads: none heeds another."""
    runs = np.array_split(np.arange(len(board)), max(1, min(threads(), len(board) // LEAST_GAMES)))
    if len(runs) == 1:
        return _followed(board, precisions, watched, LONGEST)
    with ThreadPoolExecutor(len(runs)) as pool:
        found = list(pool.map(lambda run: _followed(board.rows(run), precisions, watched[run], LONGEST), runs))
    along = np.concatenate([one.at for one in found], axis=1)
    whole = {
        of.name: np.concatenate([getattr(one, of.name) for one in found]) for of in fields(Branch) if of.name != "at"
    }
    return Branch(**whole, at=along)


def _mended(found: Branch, lost: Whole, again: Branch) -> Branch:
    """The branches, with those that were lost as they were found again."""

    def put(whole: Floats, part: Floats) -> Floats:
        mended = whole.copy()
        mended[lost] = part
        return mended

    return Branch(
        log_odds=put(found.log_odds, again.log_odds),
        precision=put(found.precision, again.precision),
        reached=put(found.reached, again.reached),
        turns=put(found.turns, again.turns),
        steps=put(found.steps, found.steps[lost] + again.steps),
        at=put(found.at.swapaxes(0, 1), again.at.swapaxes(0, 1)).swapaxes(0, 1),
    )


def _followed(board: Board, precisions: Sequence[float], watched: Bools, longest: float) -> Branch:
    """The principal branch of every game, in steps no longer than that."""
    walk = _Walk(board, sorted(precisions), watched, longest)
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
        at=walk.passed()[order],
    )


class _Walk:
    """A walk along the branches of a batch: points (log-odds, log of precision) and the directions in which they go on."""

    def __init__(self, board: Board, precisions: Sequence[float], watched: Bools, longest: float) -> None:
        count, free = len(board), board.slopes.free.size
        self.board, self.wanted = board, np.log(np.asarray(precisions, dtype=float))
        start = np.zeros((count, free + 1), order="F")
        start[:, -1] = np.log(FIRST)
        start[:, :-1] = FIRST * gains_and_slopes(board, start[:, :-1])[0]
        self.point, slopes, _ = _corrected(board, start, _level(start))
        self.ahead, self.sense = _tangent(board.slopes, slopes, _level(start), _scale(start))
        self.length, self.longest = np.full(count, 0.1), longest
        self.going = np.ones(count, dtype=bool)
        self.turns, self.steps = np.zeros(count), np.zeros(count)
        self.unseen = np.tile(watched[:, None], len(self.wanted))
        self.crossings: list[tuple[int, int, Floats, Floats]] = []

    def step(self, which: Whole) -> None:
        """Take one step in the games given: predict along the tangent, correct onto the branch, or shorten the step."""
        here, ahead, length = rows(self.point, which), rows(self.ahead, which), self.length[which]
        start = here + length[:, None] * ahead
        found, slopes, corrections = _corrected(self.board.rows(which), start, ahead / _scale(here) ** 2)
        good = corrections <= MOST_CORRECTIONS
        onwards, sense = _tangent(self.board.slopes, slopes[good], ahead[good], _scale(found[good]))
        # Along one branch the sense stays; another one means that a bend was cut, unless the step was too short for that.
        kept = (sense == self.sense[which[good]]) | (length[good] < CROSSING)
        good[good] = kept
        self.sense[which[good]] = sense[kept]
        self._advance(which[good], found[good], onwards[kept])
        quick = good & (corrections <= MOST_CORRECTIONS // 2)
        self.length[which] = np.minimum(self.longest, length * np.where(quick, 1.6, np.where(good, 1.0, 0.4)))
        self.steps[which] += 1.0
        self.going[which] = (self.point[which, -1] < np.log(LAST)) & (self.length[which] > SHORTEST)

    def _advance(self, which: Whole, after: Floats, ahead: Floats) -> None:
        before = self.point[which]
        self.turns[which] += (ahead[:, -1] < 0.0) & (self.ahead[which, -1] > 0.0)
        self.point[which], self.ahead[which] = after, ahead
        within = (before[:, -1, None] <= self.wanted) & (after[:, -1, None] >= self.wanted)
        for game, place in np.argwhere(within & self.unseen[which]):
            self.unseen[which[game], place] = False
            self.crossings.append((which[game], place, before[game], after[game]))

    def passed(self) -> Floats:
        """(precisions, batch, actions) play where each branch first passed a precision, between two points on it."""
        found = np.full((len(self.wanted), len(self.board), len(self.board.tree.action_set)), np.nan)
        if self.crossings:
            games, places, before, after = (np.array(each) for each in zip(*self.crossings, strict=True))
            part = (self.wanted[places] - before[:, -1]) / np.maximum(after[:, -1] - before[:, -1], 1e-300)
            start = before + part[:, None] * (after - before)
            board = self.board.rows(games)
            point, _, _ = _corrected(board, start, _level(start))
            found[places, games] = np.exp(log_play(board, point[:, :-1]))
        return found


def _level(point: Floats) -> Floats:
    """The direction of precision alone."""
    level = np.zeros_like(point)
    level[:, -1] = 1.0
    return level


def _scale(point: Floats) -> Floats:
    """What counts as a unit along each axis at a point."""
    scale = 1.0 + np.abs(point)
    scale[:, -1] = 1.0
    return np.asarray(scale)


def _precision(point: Floats) -> Floats:
    """(batch,) the precision at a point; no higher than any at which a walk can end, for corrections may run away."""
    return np.asarray(np.exp(np.minimum(point[:, -1], np.log(LAST) + LONGEST)))


def _system(board: Board, point: Floats) -> tuple[Floats, Floats]:
    """(batch, free) by how much points miss the branch; and how what is wanted there moves.

    (batch, entries + free) with the log-odds, where that is not always nought, and with the logarithm of precision.
    """
    odds = point[:, :-1]
    worth_more, slopes = gains_and_slopes(board, odds)
    precision = _precision(point)[:, None]
    wanted = precision * worth_more
    return odds - wanted, np.concatenate([precision * slopes, wanted], axis=1)


def _bordered(constants: Slopes, slopes: Floats, last: Floats) -> Floats:
    """(batch, free + 1, free + 1) how what misses the branch moves with log-odds and precision; and a last row."""
    count = len(constants.free)
    whole = np.zeros(((count + 1) ** 2, len(slopes)))
    places = constants.entries + constants.entries // count  # a row is longer by one than that of entries
    whole[places] = -slopes.T[:-count]
    whole[: -1 : count + 2] += 1.0
    whole[count : -1 : count + 1] = -slopes.T[-count:]
    whole[-count - 1 :] = last.T
    return whole.T.reshape(-1, count + 1, count + 1)


def _tangent(constants: Slopes, slopes: Floats, last: Floats, scale: Floats) -> tuple[Floats, Floats]:
    """The direction of the branch, of length 1 in units of `scale` and less than square to the last one, and its sense.

    The sense, 1 or -1, is the sign of the determinant of slopes and direction; it is the same all along a branch.
    """
    border = _bordered(constants, slopes, last / scale**2)
    found = _solved(border, _level(last))
    length = np.sqrt(_sums((found / scale) ** 2))
    with np.errstate(all="ignore"):
        sense, _ = np.linalg.slogdet(border)
    return np.asarray(found / np.where(length > 0.0, length, 1.0)), np.asarray(sense)


@np.errstate(over="ignore", invalid="ignore")
def _corrected(board: Board, start: Floats, normal: Floats) -> tuple[Floats, Floats, Whole]:
    """Points on the branch in the plane through `start` with this normal, by Newton; slopes there, and corrections taken."""
    point, count = start.copy(order="F"), np.full(len(start), MOST_CORRECTIONS + 1, dtype=np.intp)
    slopes = np.zeros((len(start), len(board.slopes.entries) + len(board.slopes.free)), order="F")
    open_ = np.arange(len(start))
    for correction in range(MOST_CORRECTIONS + 1):
        here = rows(point, open_)
        missed, moved = _system(board.rows(open_), here)
        slopes[open_] = moved
        scale = _scale(here)[:, :-1]
        error = (np.abs(missed) / scale).max(axis=1)
        close = error < np.minimum(LOOSEST, CLOSE + ROUNDING * _precision(here) * scale.max(axis=1))
        count[open_[close]] = correction
        far = np.flatnonzero(~close & np.isfinite(error))
        open_ = open_[far]
        if open_.size == 0 or correction == MOST_CORRECTIONS:
            break
        here, across = rows(here, far), rows(normal, open_)
        off = _sums((here - rows(start, open_)) * across)
        border = _bordered(board.slopes, rows(moved, far), across)
        point[open_] = here - _solved(border, np.concatenate([rows(missed, far), off], axis=1))
    return point, slopes, count


def _sums(of: Floats) -> Floats:
    """(batch, 1) the sum of each row, its numbers side by side, on which the order of adding depends."""
    return np.asarray(np.ascontiguousarray(of).sum(axis=1, keepdims=True))


def _solved(matrix: Floats, right: Floats) -> Floats:
    """Solutions of a batch of systems; where one is singular, its least squares."""
    try:
        return np.asarray(np.linalg.solve(matrix, right[:, :, None])[:, :, 0])
    except np.linalg.LinAlgError:
        return np.array([_solved_one(*system) for system in zip(matrix, right, strict=True)])


def _solved_one(matrix: Floats, right: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.solve(matrix, right))
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.lstsq(matrix, right)[0])
