"""`casus clock` as a user meets it: one JSON object, files, refusals in words."""

from __future__ import annotations

import csv
import json

import pytest
from in_process import run_in_process

ASKED = ("clock", "tutorial", "--design", "tripwire", "--draws", "30", "--days", "-7,0,7", "--brigades", "0,4")


def run(*arguments):
    return run_in_process(["casus", *map(str, arguments)])


def test_json_is_one_object_with_the_contract_and_files_are_written(tmp_path):
    done = run(*ASKED, "--json", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["delay_hours"] == [-168, 0, 24, 168]
    assert len(answer["p_held"]) == len(answer["brigades"]) == 3
    assert answer["seconds"] > 0
    kept = json.loads((tmp_path / "out" / "clock.json").read_text())
    assert kept["p_held"] == answer["p_held"]
    with (tmp_path / "out" / "clock.csv").open() as file:
        assert len(list(csv.DictReader(file))) == 12
    assert (tmp_path / "out" / "clock.png").read_bytes().startswith(b"\x89PNG")


def test_the_table_is_printed_with_its_reservations():
    done = run(*ASKED, "--word", "kept")
    assert done.returncode == 0, done.stderr
    assert "24 hours after" in done.stdout
    assert "--word kept" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--days", "-7,soon"), "--days: 'soon' is not a number"),
        (("--days", ","), "days is empty"),
        (("--days", "-400"), "day -400 lies beyond the horizon"),
        (("--brigades", "x"), "--brigades: 'x' is not a number"),
        (("--brigades", "-2"), "-2 brigades cannot be in place"),
        (("--word", "broken"), "unknown word 'broken'"),
        (("--attack", "all-out"), "unknown attack 'all-out'"),
        (("--design", "tripwir"), "did you mean 'tripwire'?"),
    ],
)
def test_bad_input_exits_2_with_words(arguments, says):
    done = run("clock", "tutorial", "--design", "tripwire", "--draws", "10", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
