"""`casus allocate`: one JSON object, files with a map, refusals in words."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from casus.app.cli.main import casus
from casus.foundation.errors import InputError


def test_json_is_one_object_and_files_are_kept(tmp_path):
    asked = ["allocate", "tutorial", "--design", "forward-defence", "--draws", "20", "--json", "--out", str(tmp_path)]
    result = CliRunner().invoke(casus, asked, catch_exceptions=False)
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert list(answer)[:3] == ["zones", "worst_axis", "value"]
    assert answer["seconds"] > 0
    kept = json.loads((tmp_path / "allocation.json").read_text("utf-8"))
    assert kept == {key: value for key, value in answer.items() if key != "seconds"}
    assert (tmp_path / "allocation.csv").read_text("utf-8").startswith("zone,nation,type,brigades\n")
    assert (tmp_path / "allocation.png").read_bytes().startswith(b"\x89PNG")


def test_the_table_fits_and_says_what_the_answer_rests_on():
    asked = ["allocate", "tutorial", "--design", "tripwire", "--draws", "10"]
    result = CliRunner().invoke(casus, asked, catch_exceptions=False)
    assert result.exit_code == 0
    assert all(len(line.rstrip()) <= 112 for line in result.stdout.splitlines())
    for word in ("worst axis", "even split", "one nation a zone", "how sure", "else", "hides", "gap"):
        assert word in result.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--bar", "dorvan"], "--bar dorvan is not nation=zone"),
        (["--group", "a"], "--group a is not name=nation+nation"),
        (["--bar", "dorvan=east", "--nations-per-zone", "-1"], "nations per zone is -1"),
        (["--design", "triwire"], "did you mean 'tripwire'?"),
    ],
)
def test_bad_input_is_refused_in_words(options, said):
    with pytest.raises(InputError) as refused:
        CliRunner().invoke(
            casus, ["allocate", "tutorial", "--design", "tripwire", "--draws", "5", *options], catch_exceptions=False
        )
    assert said in str(refused.value)
