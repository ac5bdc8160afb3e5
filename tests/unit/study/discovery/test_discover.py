"""Boxes of conditions: what is left out, what is refused, what is said."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.draws.described import Described
from casus.study.discovery.discover import Discovery, discover, sought_in
from casus.study.discovery.draw import draw_box, draw_trajectory, trajectory_table
from casus.study.discovery.show import lines_of
from casus.study.factors import Factors

WORDS = ("hero", "dupuy", "biddle", "lanchester")


def column(name, what="", unit="1", grade="C", words=()):
    return Described(name, what or name, unit, grade, "judgement", "", words)


@pytest.fixture(scope="module")
def worlds() -> Factors:
    rng = np.random.default_rng(7)
    x = np.stack([rng.uniform(0.0, 30.0, 2000), rng.integers(0, 4, 2000), rng.random(2000)], axis=1)
    law = column("law", "Which law of ground combat applies, one of four", "category", words=WORDS)
    warning = column("warning", "Believed warning before the attack", "day")
    return Factors(x, (warning, law, column("belief", "chance that it is disbelieved", grade="chance")))


@pytest.fixture(scope="module")
def result(worlds) -> np.ndarray:
    lost = (worlds.values[:, 0] < 6.0) & (worlds.values[:, 1] != 2)
    return (lost ^ (np.random.default_rng(8).random(2000) < 0.02)).astype(float)


@pytest.fixture(scope="module")
def found(worlds, result) -> Discovery:
    return discover(worlds, result, what_happens="the line is lost")


def test_a_box_is_told_in_a_sentence(found):
    box = found.boxes[0]
    assert box.where == (
        "the believed warning before the attack is below about 5.9 days and the law of ground combat is not biddle"
    )
    start = (
        f"In {100 * box.mass:.0f} % of the worlds, those where {box.where}, the line is lost in {box.density:.2f} of "
    )
    assert box.told("the line is lost").startswith(start)
    assert box.sentence.endswith(f"that covers {box.coverage:.2f} of all failures.")
    assert found.sentences[0] == box.told("the line is lost")


def test_the_density_told_is_that_of_worlds_held_back(found, worlds, result):
    held_back = ~sought_in(np.arange(2000))
    inside = found.boxes[0].inside(worlds)
    assert found.boxes[0].density == result[held_back & inside].mean()
    assert found.held_back == held_back.sum()


def test_the_half_of_a_world_never_changes_and_halves_are_even():
    assert np.array_equal(sought_in(np.arange(5000))[:700], sought_in(np.arange(700)))
    assert abs(sought_in(np.arange(5000)).mean() - 0.5) < 0.03


def test_a_tree_finds_the_same(found):
    assert found.cart.agrees
    assert found.cart.jaccard > 0.6  # a leaf holds 5 % of the worlds at least, and so cannot part biddle off
    assert set(found.cart.shared) == {"warning", "law"}
    assert found.cart.sentence.startswith("A classification tree agrees: ")


def test_worlds_in_which_the_question_does_not_arise_are_left_out(worlds, result):
    some = result.copy()
    some[:500] = np.nan
    again = discover(worlds, some)
    assert again.worlds == 1500
    assert again.base_share == result[500:].mean()
    assert again.boxes[0].where.startswith("the believed warning before the attack is below")


def test_a_share_in_each_world_will_do(worlds, result):
    shares = 0.2 + 0.6 * result
    box = discover(worlds, shares).boxes[0]
    assert {condition.column.name for condition in box.conditions} == {"warning", "law"}
    assert 0.7 < box.density <= 0.8
    assert box.mass * box.density == pytest.approx(box.coverage * box.base_share)


def test_a_second_box_says_what_it_adds(worlds):
    x = worlds.values
    both = ((x[:, 0] < 6.0) | (x[:, 2] > 0.8)).astype(float)
    boxes = discover(worlds, both).boxes
    assert [{condition.column.name for condition in box.conditions} for box in boxes] in (
        [{"warning"}, {"belief"}],
        [{"belief"}, {"warning"}],
    )
    assert boxes[0].beyond is None
    assert boxes[1].beyond is not None
    assert boxes[1].beyond.density > 0.95
    assert "outside the box before, it is" in boxes[1].sentence


def test_results_beyond_0_and_1_are_refused(worlds):
    with pytest.raises(ValueError, match=r"results run from 0 to 30; they must lie between 0 and 1 \(scale them\)"):
        discover(worlds, np.linspace(0.0, 30.0, 2000))


@pytest.mark.parametrize(
    ("few", "value", "said"),
    [
        (2000, 1.0, "It happens in all worlds alike, or in none: there are no conditions to seek."),
        (60, None, "Too few worlds to seek conditions in (60)."),
        (0, None, "Too few worlds to seek conditions in (0)."),
    ],
)
def test_where_there_is_nothing_to_seek_it_says_so(worlds, result, few, value, said):
    y = np.full(few, value) if value is not None else result[:few]
    none = discover(worlds.take(slice(0, few)), y)
    assert none.boxes == ()
    assert none.sentences == (said,)
    assert none.as_json()["none_because"] == said
    assert none.cart.leaves == ()


def test_no_factor_that_varies_is_said_too(result):
    none = discover(Factors(np.ones((2000, 1)), (column("still"),)), result)
    assert none.sentences == ("No factor differs between the worlds.",)


def test_many_factors_are_screened_and_it_says_so(worlds, result):
    idle = np.random.default_rng(9).random((2000, 60))
    many = worlds.beside(Factors(idle, tuple(column(f"idle{n}") for n in range(60))))
    screened = discover(many, result)
    assert len(screened.kept) == 40
    assert "among the 40 of 63 factors that explain most alone" in screened.how
    assert {condition.column.name for condition in screened.boxes[0].conditions} == {"warning", "law"}


def test_a_factor_with_missing_values_is_left_out(worlds, result):
    gaps = np.where(np.arange(2000) < 10, np.nan, worlds.values[:, 0])
    holed = Factors(np.stack([gaps, worlds.values[:, 1]], axis=1), worlds.columns[:2])
    assert discover(holed, result).kept == ("law",)


def test_json_is_complete_and_lines_name_every_box(found):
    whole = found.as_json()
    assert whole["boxes"][0]["conditions"][0]["factor"] == "warning"
    assert whole["boxes"][0]["conditions"][0]["low"] is None
    assert whole["boxes"][0]["sentence"] == found.sentences[0]
    lines = lines_of(found)
    assert lines[0] == found.sentences[0]
    assert "warning below 0.001" in lines[1]
    assert lines[-1].startswith("[dim]Sought by PRIM among 3 factors in ")


def test_charts_hold_the_way_and_the_worlds(found, worlds, result):
    rows = trajectory_table(found)
    assert rows[0]["coverage"] == 1.0
    assert len(rows) == len(found.ways[0].steps)
    assert "box 1" in draw_trajectory(found).to_json()
    chart = draw_box(found, worlds, result)
    assert "believed warning before the attack" in chart.to_json()


def test_no_box_cannot_be_drawn(worlds):
    none = discover(worlds, np.ones(2000))
    assert trajectory_table(none) == []
    with pytest.raises(ValueError, match="there is no box to draw"):
        draw_box(none, worlds, np.ones(2000))
