"""Shapley values: the games whose answers are known, and the four axioms on games of chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.foundation.shapley import coalitions, shapley_values

PLAYERS = ("a", "b", "c", "d")
COALITIONS = tuple(coalitions(PLAYERS))
numbers = st.floats(-10.0, 10.0)
games = st.lists(numbers, min_size=len(COALITIONS), max_size=len(COALITIONS)).map(
    lambda worths: {who: np.array([0.0 if not who else worth]) for who, worth in zip(COALITIONS, worths, strict=True)}
)


def game(players, worth):
    return {who: np.array([float(worth(who))]) for who in coalitions(players)}


def values(players, worth):
    return {player: float(value[0]) for player, value in shapley_values(players, game(players, worth)).items()}


def test_the_glove_game():
    found = values(("left", "right-1", "right-2"), lambda who: "left" in who and len(who) > 1)
    assert found == pytest.approx({"left": 2 / 3, "right-1": 1 / 6, "right-2": 1 / 6})


@pytest.mark.parametrize("carrier", [("a",), ("a", "b"), ("b", "c", "d"), PLAYERS])
def test_in_a_game_of_unanimity_those_needed_share_alike(carrier):
    found = values(PLAYERS, lambda who: set(carrier) <= who)
    assert found == pytest.approx({player: (player in carrier) / len(carrier) for player in PLAYERS})


def test_a_council_with_vetoes():
    # The Security Council in small: one permanent member of four votes, three votes needed with it (Shapley and Shubik 1954).
    found = values(PLAYERS, lambda who: "a" in who and len(who) >= 3)
    assert found == pytest.approx({"a": 1 / 2, "b": 1 / 6, "c": 1 / 6, "d": 1 / 6})


@settings(max_examples=50)
@given(games)
def test_all_of_it_adds_up(worth):
    added = sum(shapley_values(PLAYERS, worth).values())
    assert added == pytest.approx(worth[frozenset(PLAYERS)] - worth[frozenset()])


@settings(max_examples=30)
@given(games, games)
def test_the_values_of_two_games_add_up(one, other):
    both = {who: one[who] + other[who] for who in COALITIONS}
    apart, together = (shapley_values(PLAYERS, one), shapley_values(PLAYERS, other)), shapley_values(PLAYERS, both)
    assert all(together[p] == pytest.approx(apart[0][p] + apart[1][p], abs=1e-9) for p in PLAYERS)


@settings(max_examples=30)
@given(games, numbers)
def test_who_adds_the_same_to_everybody_has_that(worth, gift):
    dummy = {who: worth[who - {"d"}] + (gift if "d" in who else 0.0) for who in COALITIONS}
    assert shapley_values(PLAYERS, dummy)["d"] == pytest.approx([gift], abs=1e-9)


@settings(max_examples=30)
@given(games)
def test_two_that_add_the_same_are_worth_the_same(worth):
    alike = {who: worth[who - {"b"} | {"a"}] if who & {"a", "b"} == {"b"} else worth[who] for who in COALITIONS}
    found = shapley_values(PLAYERS, alike)
    assert found["a"] == pytest.approx(found["b"], abs=1e-9)
