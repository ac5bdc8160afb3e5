"""Iso-lines of any field: every point of a line has its level, and every side that the level crosses has a point."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from casus.study.clock.iso_lines import iso_lines

SHAPE = st.tuples(st.integers(2, 5), st.integers(2, 6))
FIELDS = SHAPE.flatmap(lambda shape: arrays(np.float64, shape, elements=st.integers(0, 20).map(lambda n: n / 20)))
LEVELS = st.integers(0, 19).map(lambda n: n / 20 + 0.013)


def bilinear(x, y, field, at_x, at_y):
    """Value of the field between the points of the grid."""
    along = [np.interp(at_x, x, row) for row in field]
    return np.interp(at_y, y, along)


def grid_of(field):
    return np.cumsum(1.0 + np.arange(field.shape[1])), np.cumsum(1.0 + np.arange(field.shape[0]))


@given(FIELDS, LEVELS)
def test_every_point_has_the_level(field, level):
    x, y = grid_of(field)
    for line in iso_lines(x, y, field, level):
        for at_x, at_y in line:
            assert abs(bilinear(x, y, field, at_x, at_y) - level) < 1e-9


@given(FIELDS, LEVELS)
def test_every_crossed_side_has_one_point(field, level):
    x, y = grid_of(field)
    above = field >= level
    crossed = int((above[:, 1:] != above[:, :-1]).sum() + (above[1:] != above[:-1]).sum())
    lines = iso_lines(x, y, field, level)
    closed = sum(len(line) > 2 and line[0] == line[-1] for line in lines)
    assert sum(map(len, lines)) - closed == crossed


@given(FIELDS, LEVELS)
def test_a_line_ends_on_the_rim_or_where_it_began(field, level):
    x, y = grid_of(field)
    for line in iso_lines(x, y, field, level):
        on_rim = [at_x in (x[0], x[-1]) or at_y in (y[0], y[-1]) for at_x, at_y in (line[0], line[-1])]
        assert line[0] == line[-1] or all(on_rim)
