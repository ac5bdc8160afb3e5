"""A campaign depends on its design, its attack and its draw, and on nothing else: not on company, order or threads."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest

from casus.flow.campaign import threads

DRAWS = 300 if os.environ.get("CASUS_PROPERTIES") == "searching" else 150  # no bit may differ, in however many worlds
SEED = 2
CAMPAIGNS = [
    *product(["tutorial"], ["tripwire", "forward-defence"], ["grey", "full"]),
    *product(["ukraine"], ["paris-2026", "forward-defence"], ["limited", "full"]),
]


@pytest.fixture(scope="module", params=CAMPAIGNS, ids="-".join)
def played(request: pytest.FixtureRequest, arena_of: Callable[..., Any]) -> tuple[Any, Any, bytes, np.ndarray]:
    """(a function of draws that plays them, the draws, their records)."""
    name, design, attack = request.param
    arena = arena_of(name, DRAWS, SEED)
    return (
        lambda draws: arena.play(arena.scenario.design(design), attack, draws),
        arena.draws,
        arena.play(arena.scenario.design(design), attack),
    )


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """Bit for bit, so that 'not a number' equals itself."""
    return a.tobytes() == b.tobytes()


def test_the_same_draws_give_the_same_records(played: Any) -> None:
    play, draws, records = played
    assert same(play(draws), records)


def test_the_order_of_the_draws_does_not_matter(played: Any) -> None:
    play, draws, records = played
    order = np.random.default_rng(7).permutation(len(draws))
    assert same(play(draws.take(order)), records[order])


def test_a_draw_plays_the_same_in_any_company(played: Any) -> None:
    play, draws, records = played
    chosen = np.array([5, 17, 17, 111, DRAWS - 1])
    assert same(play(draws.take(chosen)), records[chosen])
    assert same(play(draws.take(slice(17, 18))), records[17:18])


@pytest.mark.parametrize("size", [1, 7, 128])
def test_chunks_make_the_whole(played: Any, size: int) -> None:
    play, draws, records = played
    stop = 15 if size == 1 else len(draws)
    chunks = [play(draws.take(slice(start, min(start + size, stop)))) for start in range(0, stop, size)]
    assert same(np.concatenate(chunks), records[:stop])


@pytest.mark.skipif(threads.most_threads() < 2, reason="one thread is all there is")
@pytest.mark.parametrize("share", [1, 2, 64])
def test_the_number_of_threads_does_not_matter(played: Any, share: int, monkeypatch: pytest.MonkeyPatch) -> None:
    play, draws, records = played
    monkeypatch.setattr(threads, "SHARE", share)
    for count in (1, 2):
        monkeypatch.setattr(threads, "_wanted", [count])
        assert same(play(draws), records)
