"""`casus backtest` as a user meets it: scorecards, files, exit codes, refusals in words."""

from __future__ import annotations

import contextlib
import json

import pytest
from in_process import run_in_process

from casus.backtest.series import shipped

PNG = b"\x89PNG\r\n\x1a\n"

TWO_SECTORS = """# made up for a test, and far from what can happen
day,Kherson / Mykolaiv / Kryvyi_Rih,western_Kyiv
0,10,5
3,70,900
7,75,900
14,80,900
30,60,900
"""
TURNED = """day,kyiv-west,kherson_mykolaiv_kryvyirih
0,5,10
3,900,70
7,900,75
14,900,80
30,900,60
"""
MANY_LANDED = shipped("iwo_jima.csv").read_text("utf-8").replace(",30000,", ",many,", 1)


def run(*arguments, cwd="."):
    with contextlib.chdir(cwd):
        done = run_in_process(["casus", "backtest", *map(str, arguments)])
    assert "Traceback" not in done.stderr, done.stderr
    return done


def written(folder, text, name="mine.csv"):
    file = folder / name
    file.write_text(text, "utf-8")
    return file


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    out = tmp_path_factory.mktemp("backtest") / "new" / "folder"
    done = run("iwo-jima", "ardennes", "--json", "--out", out)
    assert done.returncode == 0, done.stderr
    return out, done, json.loads(done.stdout)


def test_stdout_is_one_json_object_with_the_contract(two):
    _, _, found = two
    assert [card["id"] for card in found["cases"]] == ["iwo-jima", "ardennes"], "in the order asked for"
    assert {"cases", "passed", "complete", "draws", "seed", "version", "seconds"} == set(found)
    assert found["complete"] is True
    assert found["passed"] is all(card["passed"] for card in found["cases"])
    assert (found["draws"], found["seed"]) == (2000, 1)
    for card in found["cases"]:
        assert {
            "id",
            "title",
            "n",
            "of",
            "score",
            "baseline",
            "bars",
            "passed",
            "verdict",
            "reading",
            "sources",
        } == set(card)
        assert card["passed"] is all(bar["passed"] for bar in card["bars"])
        assert (card["verdict"] == "passed") is card["passed"]


def test_out_holds_a_picture_of_each_case_and_what_was_printed(two):
    out, done, found = two
    assert {file.name for file in out.iterdir()} == {"iwo-jima.png", "ardennes.png", "scorecards.json"}
    assert json.loads((out / "scorecards.json").read_text("utf-8")) == found
    for card in found["cases"]:
        picture = (out / f"{card['id']}.png").read_bytes()
        assert picture.startswith(PNG)
        assert len(picture) > 10_000
        assert f"wrote {out / card['id']}.png" in done.stderr


def test_people_read_the_verdict_each_bar_and_how_to_read_it():
    done = run("iwo-jima")
    assert done.returncode == 0
    shown = " ".join(done.stdout.split())
    for words in (
        "iwo-jima",
        "(n = 36 days)",
        "passed",
        "ok",
        "bar: at most 1",
        "score: ",
        "baseline: ",
        "The test is weak",
    ):
        assert words in shown


def test_sectors_of_ones_own_are_scored_by_name_in_any_order_and_a_missed_bar_exits_with_1(tmp_path):
    from casus.backtest.cases import run_case
    from casus.backtest.scorecard import Settings

    done = run("ukraine-2022", "--draws", 100, "--json", "--data", written(tmp_path, TWO_SECTORS))
    found = json.loads(done.stdout)
    (card,) = found["cases"]
    assert done.returncode == 1
    assert card["verdict"].startswith("missed: CRPS skill against the better baseline")
    assert not found["passed"]
    assert found["draws"] == 100
    assert card["n"] == 8, "two sectors on days 3, 7, 14 and 30"
    turned = run_case("ukraine-2022", Settings(written(tmp_path, TURNED, "turned.csv"), draws=100))
    assert card["score"] == pytest.approx(turned.as_json()["score"])
    assert card["baseline"] == pytest.approx(turned.as_json()["baseline"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("iwo-jma",), "did you mean 'iwo-jima'?"),
        (("iwo-jima", "ukrane-2022"), "did you mean 'ukraine-2022'?"),
        (("iwo-jima", "ardennes", "--data", "mine.csv"), "--data goes with exactly one CASE"),
        (("--data", "mine.csv"), "--data goes with exactly one CASE"),
        (("battles",), "'battles' needs --data FILE\n    hint: a CSV of CDB90 battles"),
        (("iwo-jima", "--data", "absent.csv"), "absent.csv:1:1: cannot be read"),
        (("iwo-jima", "--draws", "7"), "--draws"),
        (("iwo-jima", "--seed", "-1"), "--seed"),
        (("iwo-jima", "--threads", "9999"), "threads is 9999; this machine gives 1 to"),
        (("iwo-jima", "--out", "/dev/null/x"), "cannot be written"),
        (("iwo-jima", "--drows", "9"), "--draws"),
    ],
)
def test_bad_input_exits_with_2_and_words(arguments, says, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("iwo-jima", MANY_LANDED, [":7:14: us_landings is 'many'; it must be a number"]),
        ("ardennes", "days\n1\n", [":1:1: column 'day' is missing", "did you mean 'days'?", "column 'attacker'"]),
        (
            "ukraine-2022",
            "day,atlantis,kharkiv_donbas\n3,5,5\n",
            ["'atlantis'", "'kharkiv_donbas'\n    hint: did you mean"],
        ),
    ],
)
def test_a_file_of_ones_own_that_cannot_be_used_is_refused_with_its_place(name, text, words, tmp_path):
    done = run(name, "--data", written(tmp_path, text), "--draws", 50, "--out", tmp_path / "out")
    assert done.returncode == 2, done.stdout
    for says in ("mine.csv:", *words):
        assert says in done.stderr
    assert not list((tmp_path / "out").iterdir()), "nothing was finished"
