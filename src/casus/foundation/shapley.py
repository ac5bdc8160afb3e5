"""What every coalition is worth in, what each of its players adds out, by the mean over all orders of joining (Shapley 1953).

No order in which to add the players is the right one; taken over all of them, what they add sums to what all are worth more
than nobody. The worth of a coalition is an array, one number a world, so that errors can be paired.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

Coalition = frozenset[str]
Worth = npt.NDArray[np.float64]


def coalitions(players: Sequence[str]) -> Iterator[Coalition]:
    """Every set of the players, nobody first, all last."""
    for size in range(len(players) + 1):
        yield from map(frozenset, combinations(players, size))


def shapley_values(players: Sequence[str], worth: Mapping[Coalition, Worth]) -> dict[str, Worth]:
    """By player, (worlds,) what it adds; `worth` has every coalition. Not a number where the worth of one is infinite.

    >>> worth = {coalition: np.array([float(len(coalition) == 2)]) for coalition in coalitions("ab")}
    >>> {player: float(value[0]) for player, value in shapley_values("ab", worth).items()}
    {'a': 0.5, 'b': 0.5}
    """
    return {player: _mean_change(player, players, worth) for player in players}


def _mean_change(player: str, players: Sequence[str], worth: Mapping[Coalition, Worth]) -> Worth:
    """The mean over all orders of what adding the player changes."""
    others, n = [other for other in players if other != player], len(players)
    total = np.zeros_like(worth[frozenset(players)])
    for size in range(n):
        weight = math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n)
        for before in map(frozenset, combinations(others, size)):
            with np.errstate(invalid="ignore"):
                total = total + weight * (worth[before | {player}] - worth[before])
    return total
