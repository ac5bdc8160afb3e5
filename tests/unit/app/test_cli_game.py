"""`casus game` as a user meets it: the list, answers with the contract's keys, refusals in words, the docs page."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from in_process import run_in_process

PAGE = Path(__file__).parents[3] / "docs" / "method" / "games.md"


def run(*arguments):
    return run_in_process(["casus", "game", *arguments])


def found(*arguments):
    done = run(*arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def sets(**numbers):
    return [word for name, number in numbers.items() for word in ("--set", f"{name}={number}")]


def test_the_list_names_every_game_with_its_numbers():
    held = {game["game"]: game for game in found()["games"]}
    assert {"volunteer", "alliance-clock"} <= set(held)
    for game in held.values():
        assert game["summary"]
        assert game["answers"]
        assert game["parameters"]
        assert all(one["meaning"] for one in game["parameters"])
    shown = run().stdout
    assert all(name in shown for name in held)
    assert "cost_benefit=0.3" in shown


def test_volunteer_answers_with_the_keys_of_the_contract():
    answer = found("volunteer", *sets(n=3, cost_benefit=0.3))
    assert answer["game"] == "volunteer"
    assert answer["inputs"] == {"n": 3, "cost_benefit": 0.3, "k": 1}
    assert answer["p_act"] == pytest.approx(0.452277, abs=5e-7)
    assert answer["p_nobody"] == pytest.approx(0.164317, abs=5e-7)
    assert "roots" not in answer


def test_with_more_than_one_needed_all_roots_are_given():
    answer = found("volunteer", *sets(n=5, k=3, cost_benefit=0.3))
    assert answer["roots"] == pytest.approx([0.337540, 0.662460], abs=5e-7)
    assert answer["p_act"] == answer["roots"][-1]
    none = found("volunteer", *sets(n=5, k=3, cost_benefit=0.4))
    assert (none["roots"], none["p_act"], none["p_nobody"], none["p_enough"]) == ([], 0.0, 1.0, 0.0)
    assert re.search(r"roots\s*│\s*none", run("volunteer", *sets(n=5, k=3, cost_benefit=0.4)).stdout)


def test_alliance_clock_answers_with_the_keys_of_the_contract():
    answer = found("alliance-clock", *sets(n=10, k=10, mean_hours=8, by_hours=24))
    assert answer["expected_hours"] == pytest.approx(23.432, abs=5e-4)
    assert answer["p_by"] == pytest.approx(0.600080, abs=5e-7)


@pytest.mark.parametrize(
    ("game", "numbers", "answers"),
    [
        ("deterrence-one-sided", {"a_dc": 1, "a_sq": 0.6, "a_dd": -0.5}, {"threshold": 0.266667, "deterred": True}),
        (
            "deterrence-two-sided",
            {},
            {"x": 0.285714, "y": 0.375, "p_sq": 0.5, "p_dc": 0.25, "p_cd": 0.1, "p_war": 0.15},
        ),
        ("deterrence-two-sided", {"q": 0.6}, {"p_war": 0.18, "c_hard": 0.666667, "c_soft": 0.5, "d_fight": 0.6}),
        ("signals", {}, {"tie_threshold": 0.057143, "tie_p_war": 0.235714, "sink_p_war": 0.15, "sink_payoff": 0.1575}),
        ("ultimatum", {"w": 0.5, "a": 0.1, "c": 0.4}, {"x_star": 0.65, "p_war": 0.375}),
        ("strategic-qre", {"lambda": 2}, {"p_resist": 0.731059, "p_attack": 0.284096}),
        ("fait-accompli", {"arrival_mean_days": 20}, {"honour_needed": 1.20015, "p_arrive_in_time": 0.393469}),
    ],
)
def test_games_of_crises_answer_with_the_keys_of_the_contract(game, numbers, answers):
    answer = found(game, *sets(**numbers))
    assert {name: answer[name] for name in answers} == pytest.approx(answers, abs=5e-7)


def test_a_word_is_shown_as_it_is():
    assert found("deterrence-two-sided", *sets(q=0.7))["region"] == "deterrence"
    assert re.search(r"region\s*│\s*separating", run("deterrence-two-sided", *sets(q=0.6)).stdout)


def test_numbers_that_are_not_set_have_defaults():
    listed = {game["game"]: game["parameters"] for game in found()["games"]}
    assert listed
    for name, parameters in listed.items():
        assert found(name)["inputs"] == {one["name"]: one["default"] for one in parameters}


def test_an_answer_is_shown_with_what_it_means():
    done = run("alliance-clock")
    assert (done.returncode, done.stderr) == (0, "")
    assert "32.4" in done.stdout
    assert "mean hours until k have decided" in done.stdout


def test_whole_numbers_may_be_written_with_a_point():
    assert found("volunteer", *sets(n="3.0"))["inputs"]["n"] == 3


def test_every_answer_has_its_meaning():
    from casus.flow.strategy.games.catalogue import GAMES, solve_game

    assert GAMES
    assert all(set(solve_game(game, {})) <= set(game.meanings) for game in GAMES.values())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("voluntear",), "unknown game 'voluntear'\n    hint: did you mean 'volunteer'?"),
        (("",), "unknown game ''"),
        (("--set", "n=3"), "--set needs a game"),
        (
            ("volunteer", "--set", "cost=0.3"),
            "volunteer has no parameter 'cost'\n    hint: did you mean 'cost_benefit'?",
        ),
        (("volunteer", "--set", "n"), "--set n is not name=value"),
        (("volunteer", "--set", "n=many"), "'many' is not a number"),
        (("volunteer", "--set", f"n=1{'0' * 400}"), "is not a number"),
        (("volunteer", "--set", "n=2.5"), "n is 2.5; it must be a whole number"),
        (("volunteer", "--set", "n=0"), "n is 0; a game needs 1 to 1000 players"),
        (("volunteer", "--set", "cost_benefit=1"), "cost_benefit is 1.0; it must be above 0 and below 1"),
        (("volunteer", "--set", "k=6"), "k is 6, but there are only 5 players"),
        (("alliance-clock", "--set", "n=10"), "k is 32, but there are only 10 players\n    hint: give k as well as n"),
        (("alliance-clock", "--set", "by_hours=-1"), "by_hours is -1.0; it must be 0 or more"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(arguments, says):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_the_docs_page_prints_what_the_command_prints():
    blocks = re.findall(
        r"^```console\n\$ (casus game .*?)\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert len(blocks) >= 2
    for command, printed in blocks:
        done = run_in_process(shlex.split(command))
        assert done.returncode == 0, done.stderr
        assert done.stdout.rstrip() == printed.rstrip()


def test_the_python_of_the_docs_page_runs():
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert blocks
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), {"__name__": "docs"})
