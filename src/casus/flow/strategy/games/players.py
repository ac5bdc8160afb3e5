"""How many players a game has and how many of them it takes: what is wrong with the two numbers."""

from __future__ import annotations

from casus.foundation.errors import Problem

MOST_PLAYERS = 1000
"""Chosen: five times the states there are, and the binomial coefficients still fit a float."""


def player_problems(n: int, k: int) -> list[Problem]:
    """What is wrong with n players of whom k are needed; nothing when 1 <= k <= n <= MOST_PLAYERS."""
    if not 1 <= n <= MOST_PLAYERS:
        return [Problem(f"n is {n}; a game needs 1 to {MOST_PLAYERS} players")]
    if k < 1:
        return [Problem(f"k is {k}; at least one player must be needed", hint=f"k is from 1 to n, here {n}")]
    if k > n:
        return [Problem(f"k is {k}, but there are only {n} players", hint="give k as well as n; k is from 1 to n")]
    return []
