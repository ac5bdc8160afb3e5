"""`casus improve`: a plain no, and bad input in words; its files and its answer are tested with the study."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from casus.app.cli.main import casus as cli
from casus.foundation.errors import InputError


def run(*arguments):
    return CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)


def improve(*arguments):
    return run("improve", "tutorial", "--design", "tripwire", *arguments)


def test_nothing_that_gains_is_a_no_and_names_the_cheapest():
    done = run(
        "improve", "tutorial", "--design", "forward-defence", "--budget", "0.001", "--draws", "20", "--price-draws", "2"
    )
    assert done.exit_code == 1
    assert "nothing gains beyond its error" in done.output
    assert "The cheapest change that costs money" in " ".join(done.output.split())
    assert "more than the budget" in " ".join(done.output.split())


@pytest.mark.parametrize("budget", ["0", "-3", "lots", "nan", "inf"])
def test_a_bad_budget_is_refused_with_the_unit(budget):
    with pytest.raises(
        InputError, match=r"must be a number above 0, in million euro a year\n.*hint: 5000 is five billion"
    ):
        improve("--budget", budget)


def test_help_states_the_unit_and_examples():
    shown = run("improve", "--help").output
    assert "million euro a year" in shown
    assert "casus improve ukraine --design consult-24h --budget 5000" in shown
