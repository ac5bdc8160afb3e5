"""Iso-lines of fields whose lines are known."""

from __future__ import annotations

import numpy as np
import pytest

from casus.study.clock.iso_lines import iso_lines, round_levels

X, Y = (-30.0, -1.0, 0.0, 1.0, 30.0), (0.0, 6.0, 12.0, 24.0)


def of(function):
    return np.array([[function(x, y) for x in X] for y in Y])


def test_a_plane_has_one_straight_line_from_side_to_side():
    lines = iso_lines(X, Y, of(lambda x, y: x + 2 * y), 17.0)
    assert len(lines) == 1
    assert [x + 2 * y for x, y in lines[0]] == pytest.approx([17.0] * len(lines[0]))
    ends = sorted([lines[0][0], lines[0][-1]])
    assert ends == [(-7.0, 12.0), (17.0, 0.0)] or ends[0][0] < ends[1][0]
    assert min(y for _, y in lines[0]) == 0.0


def test_a_saddle_has_two_lines_that_do_not_meet():
    x, y = (-3.0, -1.0, 1.0, 3.0), (-3.0, -1.0, 1.0, 3.0)
    field = np.array([[a * b for a in x] for b in y])
    lines = iso_lines(x, y, field, 1.5)
    assert len(lines) == 2
    signs = sorted({np.sign(a) for a, _ in line} for line in lines if line)
    assert all(len(one) == 1 for one in signs)


def test_the_mean_of_a_saddle_cell_joins_its_higher_corners():
    x = y = (0.0, 1.0)
    high = iso_lines(x, y, np.array([[1.0, 0.0], [0.0, 1.0]]), 0.4)
    low = iso_lines(x, y, np.array([[1.0, 0.0], [0.0, 1.0]]), 0.6)
    assert len(high) == len(low) == 2
    # At 0.4 the mean is above: a line cuts off each low corner. At 0.6 it is below: one cuts off each high corner.
    assert {frozenset(line) for line in high} == {
        frozenset({(0.6, 0.0), (1.0, 0.4)}),
        frozenset({(0.4, 1.0), (0.0, 0.6)}),
    }
    assert {frozenset(line) for line in low} == {
        frozenset({(0.4, 0.0), (0.0, 0.4)}),
        frozenset({(0.6, 1.0), (1.0, 0.6)}),
    }


def test_a_hill_has_a_closed_line():
    x = y = (-2.0, -1.0, 0.0, 1.0, 2.0)
    lines = iso_lines(x, y, np.array([[-abs(a) - abs(b) for a in x] for b in y]), -1.5)
    assert len(lines) == 1
    assert lines[0][0] == lines[0][-1]
    assert len(set(lines[0])) == len(lines[0]) - 1 == 12


def test_a_flat_field_and_a_level_beyond_its_range_have_none():
    assert iso_lines(X, Y, of(lambda x, y: 0.5), 0.5) == []
    assert iso_lines(X, Y, of(lambda x, y: x), 31.0) == []


def test_no_line_runs_through_a_cell_with_a_missing_corner():
    field = of(lambda x, y: y)
    field[3] = np.nan
    assert iso_lines(X, Y, field, 18.0) == []
    assert len(iso_lines(X, Y, field, 9.0)) == 1


@pytest.mark.parametrize(
    ("low", "high", "error", "expected"),
    [
        (0.61, 0.73, 0.015, (0.62, 0.64, 0.66, 0.68, 0.70, 0.72)),
        (0.60, 0.64, 0.001, (0.61, 0.62, 0.63)),
        (0.0, 0.6, 0.015, (0.1, 0.2, 0.3, 0.4, 0.5)),
        (0.5, 0.5, 0.015, ()),
        (0.0, 1.0, 0.5, ()),
    ],
)
def test_levels_are_round_within_the_range_and_no_closer_than_the_error(low, high, error, expected):
    assert round_levels(np.array([[low, high]]), error) == expected


def test_no_levels_where_nothing_is_known():
    assert round_levels(np.array([[np.nan]]), 0.01) == ()
