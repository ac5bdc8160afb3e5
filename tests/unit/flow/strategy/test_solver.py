"""The solver of small games: trees and numbers that it refuses, and small games whose answers anyone can check."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from casus.flow.strategy.solver.games import games_on
from casus.flow.strategy.solver.logit import LAST, follow
from casus.flow.strategy.solver.sequential import solve
from casus.flow.strategy.solver.tree import Chance, End, Move, grow
from casus.foundation.errors import InputError


def table(one, other):
    """A game in which both move once, unseen; payoffs in rows of the first player."""
    tree = grow(Move("a", "a", {x: Move("b", "b", {y: End(x + y) for y in "lr"}) for x in "lr"}))
    cells = [(x + y, row, column) for row, x in enumerate("lr") for column, y in enumerate("lr")]
    return games_on(tree, {name: {"a": one[row][column], "b": other[row][column]} for name, row, column in cells})


def entry():
    """The entrant stays out or enters; the other fights, which it would regret, or not."""
    tree = grow(
        Move("in", "in", {"out": End("out"), "enter": Move("on", "on", {"fight": End("war"), "live": End("live")})})
    )
    paid = {"out": {"in": 0.0, "on": 3.0}, "war": {"in": -1.0, "on": -1.0}, "live": {"in": 1.0, "on": 1.0}}
    return games_on(tree, paid)


# --- answers that anyone can check ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "play"),
    [
        ([[2, 0], [3, 1]], [[2, 3], [0, 1]], [0, 1, 0, 1]),  # prisoners' dilemma
        ([[1, 0], [0, 1]], [[0, 1], [1, 0]], [0.5, 0.5, 0.5, 0.5]),  # matching pennies
        ([[3, 0], [0, 1]], [[0, 2], [1, 0]], [1 / 3, 2 / 3, 0.25, 0.75]),  # unequal pennies
        ([[0, -1], [1, -5]], [[0, 1], [-1, -5]], [0.8, 0.2, 0.8, 0.2]),  # chicken: alike, so neither yields for sure
        ([[0, 0], [0, 0]], [[1, 0], [0, 2]], [0.5, 0.5, 0, 1]),  # one does not care and tosses a coin
    ],
)
def test_games_of_the_textbook(one, other, play):
    found = solve(table(one, other))
    assert found.converged.all()
    assert found.play[0] == pytest.approx(play, abs=1e-6)


def test_a_threat_that_nobody_would_carry_out_is_not_believed():
    found = solve(entry())
    assert found.outcome("live")[0] == pytest.approx(1.0, abs=1e-6)
    assert found.probability("on", "live")[0] == pytest.approx(1.0, abs=1e-6)


def test_an_answer_says_how_it_was_found():
    found = solve(entry())
    assert "sequential equilibrium" in found.method
    assert found.regret[0] < 1e-9
    assert found.precision[0] >= LAST
    assert found.steps[0] > 0


def test_a_branch_that_turns_back_is_followed_round_the_bend():
    """At random right is better for the first; but the other goes left all the more, for it gains by left alone."""
    games = table([[2, -2], [1, 3]], [[3, 1], [-1, -1]])
    branch = follow(games)
    assert (branch.reached[0], branch.turns[0]) == (1.0, 1.0)
    assert solve(games).outcome("ll")[0] == pytest.approx(1.0, abs=1e-6)


def test_precisions_come_back_in_the_order_asked_for():
    up, down = (follow(entry(), order).at for order in ([1.0, 5.0], [5.0, 1.0]))
    assert up[::-1] == pytest.approx(down, abs=1e-9)


def test_a_name_that_the_tree_does_not_have_is_an_error():
    found = solve(entry())
    with pytest.raises(ValueError, match="not in"):
        found.outcome("peace")


# --- trees that are refused -------------------------------------------------------------------------------------------


def refused(root):
    with pytest.raises(InputError) as error:
        grow(root)
    return str(error.value)


def test_a_player_that_would_forget_is_refused():
    later = {x: Move("a", "later", {y: End(x + y) for y in "lr"}) for x in "lr"}
    assert "at 'later' a would have to forget; only perfect recall can be solved" in refused(Move("a", "first", later))


def test_a_player_that_meets_its_own_move_twice_is_refused():
    assert "would have to forget" in refused(
        Move("a", "a", {"on": Move("a", "a", {"on": End("x"), "off": End("y")}), "off": End("z")})
    )


def test_moves_of_one_name_that_differ_are_refused():
    assert "information set 'b' is described twice" in refused(
        Move("a", "a", {"l": Move("b", "b", {"x": End("1"), "y": End("2")}), "r": Move("b", "b", {"x": End("3")})})
    )
    assert "chance 'dice' is described twice" in refused(
        Move("a", "a", {"l": Chance("dice", {"x": End("1")}), "r": Chance("dice", {"y": End("3")})})
    )


def test_a_move_without_a_choice_and_a_tree_without_a_player_are_refused():
    assert "information set 'a' has nothing to choose from" in refused(Move("a", "a", {}))
    assert "the tree has no player's move" in refused(Chance("dice", {"x": End("1"), "y": End("2")}))


# --- numbers that are refused -----------------------------------------------------------------------------------------

TREE = grow(Chance("dice", {"one": Move("a", "a", {"l": End("l"), "r": End("r")}), "two": End("none")}))
PAID = {"l": {"a": 1.0}, "r": {"a": 0.0}, "none": {"a": 0.0}}
ODDS = {"dice": {"one": 0.5, "two": 0.5}}


@pytest.mark.parametrize(
    ("paid", "odds", "says"),
    [
        ({**PAID, "left": {"a": 1.0}}, ODDS, "the tree has no outcome 'left'"),
        ({"l": {"a": 1.0}, "r": {"a": 0.0}}, ODDS, "outcome 'none' has no numbers"),
        ({**PAID, "l": {"b": 1.0}}, ODDS, "outcome 'l' needs numbers for ['a'], not for ['b']"),
        ({**PAID, "l": {"a": float("nan")}}, ODDS, "a payoff is not a finite number"),
        ({**PAID, "l": {"a": float("inf")}}, ODDS, "a payoff is not a finite number"),
        ({**PAID, "l": {"a": np.ones(2)}, "r": {"a": np.ones(3)}}, ODDS, "batches of different sizes"),
        (PAID, {}, "chance 'dice' has no numbers"),
        (PAID, {**ODDS, "die": {"one": 1.0}}, "the tree has no chance 'die'\n    hint: did you mean 'dice'?"),
        (PAID, {"dice": {"one": 0.5, "two": 0.6}}, "the probabilities of chance 'dice' do not sum to 1"),
        (PAID, {"dice": {"one": -0.5, "two": 1.5}}, "a probability of chance 'dice' is negative or not a number"),
        (
            PAID,
            {"dice": {"one": float("nan"), "two": 0.5}},
            "a probability of chance 'dice' is negative or not a number",
        ),
    ],
)
def test_numbers_that_cannot_be_used_are_refused_in_words(paid, odds, says):
    with pytest.raises(InputError) as error:
        games_on(TREE, paid, odds)
    assert says in str(error.value)


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(InputError) as error:
        games_on(TREE, {"l": {"a": 1.0}}, {})
    assert len(error.value.problems) == 3


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_python_of_the_docs_page_runs():
    page = Path(__file__).parents[4] / "docs" / "method" / "extended-deterrence.md"
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert blocks
    for block in blocks:
        exec(compile(block, str(page), "exec"), {"__name__": "docs"})
