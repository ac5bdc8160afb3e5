"""Labels never cover one another, nor what is blocked, nor leave the sheet; the important ones choose first."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.views.labels import Box, Label, place_labels, text_width

SHEET = Box(0, 0, 400, 300)

coordinates = st.tuples(st.floats(0, 400), st.floats(0, 300))
labels = st.builds(
    lambda text, point, size, priority, gap, bold, dot, centres: Label(
        text, *point, size, priority, gap, bold, tuple(centres), dot
    ),
    st.text(st.characters(codec="latin-1"), min_size=1, max_size=20),
    coordinates,
    st.floats(8, 16),
    st.floats(0, 10),
    st.floats(2, 12),
    st.booleans(),
    st.sampled_from([0.0, 3.0]),
    st.lists(coordinates, max_size=3),
)
blocks = st.lists(
    st.builds(lambda point, side: Box(*point, point[0] + side, point[1] + side), coordinates, st.floats(1, 60))
)


@given(st.lists(labels, max_size=25), blocks, blocks)
def test_no_two_labels_overlap_and_none_covers_what_is_blocked(wanted, blocked, crossed):
    placed = place_labels(wanted, SHEET, blocked, crossed)
    assert not any(one.box.overlaps(other.box) for one, other in combinations(placed, 2))
    assert not any(place.box.overlaps(block) for place in placed for block in blocked)
    assert all(place.box.within(SHEET) for place in placed)


@given(st.lists(labels, max_size=25))
def test_every_label_is_placed_once_at_most(wanted):
    placed = [place.label for place in place_labels(wanted, SHEET)]
    assert len(placed) <= len(wanted)
    assert all(placed.count(label) <= wanted.count(label) for label in placed)


@given(labels)
def test_the_text_lies_in_its_box_as_it_is_aligned(label):
    for place in place_labels([label], SHEET):
        width = text_width(label.text, label.size, label.bold)
        left = {"left": place.x, "center": place.x - width / 2, "right": place.x - width}[place.align]
        assert place.box.left == pytest.approx(left)
        assert place.box.right == pytest.approx(left + width)


def test_a_lone_label_stands_right_of_its_point():
    (place,) = place_labels([Label("Kyiv", 100, 100, 12, 1)], SHEET)
    assert (place.align, place.x, place.y) == ("left", 106, 100)


def test_where_one_must_go_it_is_the_less_important():
    room = Box(0, 90, 60, 110)
    wanted = [Label("village", 5, 100, 12, priority=1), Label("capital", 5, 100, 12, priority=2)]
    assert [place.label.text for place in place_labels(wanted, room)] == ["capital"]


def test_a_line_is_crossed_only_where_there_is_no_better_place():
    line = [Box(100 + 4 * step, 98, 104 + 4 * step, 102) for step in range(1, 20)]
    (place,) = place_labels([Label("Sumy", 100, 100, 12, 1)], SHEET, crossed=line)
    assert not any(place.box.overlaps(box) for box in line)


def test_an_area_is_named_only_upon_its_own_points():
    label = Label("DONETSK", 0, 0, 9, 1, centres=((200, 100), (200, 150)))
    (place,) = place_labels([label], SHEET, blocked=[Box(190, 90, 210, 110)])
    assert (place.x, place.y, place.align) == (200, 150, "center")


def test_a_dot_that_comes_with_its_name_wants_a_free_place_too():
    label = Label("Samar", 100, 100, 10, 1, dot=3)
    assert place_labels([label], SHEET)
    assert not place_labels([label], SHEET, blocked=[Box(99, 99, 101, 101)])


@pytest.mark.parametrize(
    ("text", "bold", "drawn"),
    [("Zaporizhzhia", False, 114), ("Zaporizhzhia", True, 122), ("Kyiv", False, 37), ("UKRAINE", False, 87)],
)
def test_estimated_widths_cover_what_is_drawn(text, bold, drawn):
    # drawn: pixels of ink at 20 px, measured on pictures by vl-convert 1.9
    assert drawn <= text_width(text, 20, bold) <= 1.15 * drawn
