"""`casus size`: the contract, files, exit codes, and bad input in words."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from in_process import run_in_process

from casus.app.cli.main import casus as cli

FEW = ("--draws", "60")


def run(*arguments):
    return CliRunner().invoke(cli, ["size", *map(str, arguments)], catch_exceptions=False)


def test_json_is_one_object_with_the_contract_s_keys_first(tmp_path):
    done = run("tutorial", "--design", "forward-defence", "--target", 0.5, *FEW, "--json", "--out", tmp_path)
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert list(found)[:3] == ["brigades", "p_held", "ci"]
    assert found["brigades"] >= 0.0
    assert found["ci"][0] <= found["p_held"] <= found["ci"][1]
    assert {"reservations", "complete", "draws", "seed", "version", "seconds"} <= set(found)
    assert set(found["reservations"]) == {"confidence", "alternative", "hides"}
    assert {file.name for file in tmp_path.iterdir()} == {"size.json", "size.csv", "size.png"}
    assert json.loads((tmp_path / "size.json").read_text())["brigades"] == found["brigades"]
    assert (tmp_path / "size.csv").read_text().startswith("brigades,p_held,ci_low,ci_high,law_min,law_max")


def test_an_unreachable_target_prints_the_whole_answer_and_exits_with_1():
    """The question was sound, and its answer is no."""
    shown = run("tutorial", "--design", "tripwire", "--target", 0.95, "--draws", 100)
    assert shown.exit_code == 1
    for words in ("not reachable by brigades alone", "bound by", "What binds at", "how sure", "hides", "seed 1"):
        assert words in " ".join(shown.output.split())
    assert max(len(line) for line in shown.stdout.splitlines()) <= 112


def test_so_does_json_with_one_object_that_says_what_binds(tmp_path):
    done = run("tutorial", "--design", "tripwire", "--target", 0.95, "--draws", 100, "--json", "--out", tmp_path)
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert found["brigades"] is None
    assert found["reached"] is False
    assert found["bound_by"]
    assert found["complete"] is True
    assert json.loads((tmp_path / "size.json").read_text())["reached"] is False


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--target", "1.5"), "target is 1.5; it is a probability, above 0 and below 1"),
        (("--by", "tanks"), "unknown type 'tanks'"),
        (("--where", "home"), "unknown place 'home'"),
        (("--most", "nan"), "most is nan"),
        (("--draws", "10"), "cannot be shown with 10 draws"),
    ],
)
def test_bad_input_exits_with_2_in_words(arguments, says):
    done = run_in_process(["casus", "size", "tutorial", "--design", "forward-defence", *arguments])
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
