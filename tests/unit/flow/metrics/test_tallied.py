"""Answers from a tally are those read off all worlds: shares and means to the bit, quantiles within the stated error."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from casus.flow.metrics.answers import answer
from casus.flow.metrics.sketch import RELATIVE_ERROR
from casus.flow.metrics.tallied import Compared, answers_of
from casus.flow.metrics.tally import Tally, tally
from casus.flow.pipeline import conclude
from casus.flow.ranges import Asked, PlayedRange, play_range
from casus.flow.scenario.read import read_scenario, scenario_register

DRAWS = 40
ROUNDED = 1e-5
"""The JSON gives six digits."""
SPREADS = {"p05", "p10", "p50", "p90", "p95", "cost_meur_year", "cost_meur_year_90"}
"""Names of what is a quantile in the JSON."""


@cache
def asked() -> Asked:
    scenario = read_scenario("tutorial")
    register = scenario_register(Path(scenario.folder))
    return Asked(scenario, register, scenario.designs, scenario.attacks[-2:], DRAWS, 5, "monte-carlo", lenses=False)


@cache
def played(start: int, stop: int) -> PlayedRange:
    return play_range(asked(), range(start, stop))


def tallied(*cuts: int) -> Tally:
    attacks = [attack.id for attack in asked().attacks]
    parts = [played(*ends) for ends in pairwise(cuts)]
    pieces = [tally(asked().scenario, asked().designs, attacks, part.worlds, part.kept) for part in parts]
    return sum(pieces[1:], start=pieces[0])


def compared() -> Compared:
    titles = {design.id: design.title for design in asked().designs}
    ceded = {design.id: design.settlement.ceded_km2 for design in asked().designs}
    return Compared(titles, ceded, tuple(one.id for one in asked().attacks), "full", asked().scenario.setup.baseline)


def leaves(of: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(of, dict):
        for name, value in of.items():
            yield from leaves(value, (*path, name))
    elif isinstance(of, list):
        for place, value in enumerate(of):
            yield from leaves(value, (*path, str(place)))
    else:
        yield path, of


def test_answers_of_a_tally_are_those_of_the_worlds() -> None:
    outcomes = conclude(asked(), [played(0, DRAWS)], "v")
    exact = answer(outcomes)
    near = answers_of(tallied(0, DRAWS), compared(), exact.provenance)
    one, other = dict(leaves(exact.as_json())), dict(leaves(near.as_json()))
    assert one.keys() == other.keys()
    quantiles = 0
    for path, value in one.items():
        if isinstance(value, float) and SPREADS & set(path):
            quantiles += 1
            assert abs(other[path] - value) <= (RELATIVE_ERROR + ROUNDED) * abs(value), path
        elif isinstance(value, float):
            assert math.isclose(other[path], value, rel_tol=1e-12, abs_tol=1e-15), path
        else:
            assert other[path] == value, path
    assert quantiles > 100
    assert [answer.held for answer in near.answers.values()] == [answer.held for answer in exact.answers.values()]
    assert exact.undecided == near.undecided


@pytest.mark.parametrize("cuts", [(0, 1, 17, DRAWS), (0, 25, DRAWS)])
def test_no_answer_depends_on_the_pieces(cuts: tuple[int, ...]) -> None:
    whole, pieces = (answers_of(one, compared(), {}) for one in (tallied(0, DRAWS), tallied(*cuts)))
    assert whole.as_json() == pieces.as_json()
    assert whole.as_json()["designs"]["tripwire"]["area_lost_km2"]["mean"] > 0


def test_tallies_of_different_studies_do_not_add_up() -> None:
    fewer = tally(asked().scenario, asked().designs[:1], [], played(0, DRAWS).worlds, {})
    with pytest.raises(ValueError, match="different studies"):
        tallied(0, DRAWS) + fewer
