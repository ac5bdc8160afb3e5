"""`casus deter`: the contract, a saved study, and bad input in words."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import casus
from casus.app.cli.main import casus as cli
from casus.foundation.errors import InputError

LENSES = ("price", "game", "reference")
FEW = ("--draws", "30", "--seed", "2", "--designs", "memorandum,forward-defence")


def run(*arguments):
    return CliRunner().invoke(cli, ["deter", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    study = casus.compare("tutorial", ["memorandum", "forward-defence"], draws=30, seed=2)
    return study.save(tmp_path_factory.mktemp("deter") / "study")


def test_json_has_three_lenses_by_design(saved):
    found = json.loads(run(saved, "--json").stdout)
    assert set(found["designs"]) == {"memorandum", "forward-defence"}
    for design in found["designs"].values():
        assert set(design) == set(LENSES)
        assert all(0.0 <= design[lens]["p_attack_10y"] <= 1.0 for lens in LENSES)
        for attack in design["game"]["by_attack"].values():
            assert attack["solver"]["regret"] < 1e-6
            assert [point["credibility"] for point in attack["by_credibility"]][::10] == [0.0, 1.0]
        assert set(design["reference"]["survival"]) >= {"0", "5", "10"}
    assert {"rank_correlation", "disagreements", "aims_value_meur", "draws", "seed", "seconds"} <= set(found)


def test_a_saved_study_says_what_playing_it_says(saved):
    played = json.loads(run("tutorial", *FEW, "--json").stdout)
    again = json.loads(run(saved, "--json").stdout)
    assert played["designs"] == again["designs"]


def test_tables_say_what_the_numbers_are(saved):
    shown = run(saved).output
    for words in (
        "Three lenses side by side",
        "billion euro",
        "Shapley",
        "sequential equilibria",
        "readings",
        "seed 2",
    ):
        assert words in shown


def test_out_holds_the_lenses_and_their_charts(saved, tmp_path):
    run(saved, "--out", tmp_path / "out")
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"deterrence.json", "price.png", "survival.png"}
    assert json.loads((tmp_path / "out" / "deterrence.json").read_text())["designs"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ukrane",), "did you mean 'ukraine'?"),
        (("tutorial", "--designs", "trip"), "did you mean 'tripwire'?"),
        (("tutorial", "--draws", "0"), "draws is 0"),
    ],
)
def test_bad_input_is_refused_in_words(arguments, says):
    with pytest.raises(InputError, match=says.replace("?", r"\?")):
        run(*arguments)


def test_designs_do_not_go_with_a_saved_study(saved):
    with pytest.raises(InputError, match="do not go with a saved study"):
        run(saved, "--designs", "memorandum")


def test_a_study_without_lenses_is_refused_in_words(tmp_path):
    plain = casus.compare("tutorial", ["memorandum"], ["probe"], draws=5, lenses=False).save(tmp_path / "plain")
    with pytest.raises(InputError, match="saved without the lenses"):
        run(plain)
