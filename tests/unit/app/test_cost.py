"""`casus cost`: its JSON, its files, and bad input in words."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from casus.app.cli.main import casus as cli
from casus.foundation.errors import InputError

FEW = ("tutorial", "--designs", "tripwire", "--draws", "20")


def run(*arguments):
    return CliRunner().invoke(cli, ["cost", *map(str, arguments)], catch_exceptions=False)


def test_json_and_files_hold_the_same_answer(tmp_path):
    told = run(*FEW, "--design", "tripwire", "--rate", "3.5", "--json", "--out", tmp_path / "out")
    assert told.exit_code == 0
    found = json.loads(told.stdout)
    assert set(found["designs"]) == {"memorandum", "tripwire"}
    assert found["design"] == "tripwire"
    assert found["designs"]["tripwire"]["discount_rate"]["p05"] == 0.035
    assert {"reservations", "draws", "seed", "seconds", "frontier", "baseline", "complete"} <= set(found)
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"cost.json", "cost.csv", "frontier.png"}
    kept = json.loads((tmp_path / "out" / "cost.json").read_text())
    assert kept["designs"] == found["designs"]
    rows = list(csv.DictReader((tmp_path / "out" / "cost.csv").read_text().splitlines()))
    assert [row["design"] for row in rows] == list(found["designs"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ukrane",), "did you mean 'ukraine'"),
        (("tutorial", "--design", "trip"), "did you mean 'tripwire'"),
        (("tutorial", "--designs", "trip"), "did you mean 'tripwire'"),
        (("tutorial", "--rate", "-1"), "discount rate is -1.00%"),
        (("tutorial", "--draws", "0"), "draws is 0"),
    ],
)
def test_bad_input_is_refused_in_words(arguments, says):
    with pytest.raises(InputError, match=says):
        run(*arguments)


def test_an_option_that_is_no_number_is_refused():
    assert run("tutorial", "--rate", "cheap").exit_code == 2
