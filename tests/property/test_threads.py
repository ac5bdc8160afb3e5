"""Work is shared out whole, once, whoever takes it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casus.flow.campaign import threads


@given(st.integers(0, 5000), st.integers(1, 64), st.integers(1, 300))
def test_parts_follow_each_other_are_the_whole_and_become_no_larger(count: int, takers: int, least: int) -> None:
    parts = list(threads._parts(count, takers, least))
    assert [place for part in parts for place in range(part.start, part.stop)] == list(range(count))
    sizes = [part.stop - part.start for part in parts]
    assert sizes == sorted(sizes, reverse=True)
    assert all(size >= least for size in sizes[:-1])


@given(st.integers(1, 5000), st.integers(1, 64))
def test_nobody_takes_more_than_half_of_a_share_while_others_could_work(count: int, takers: int) -> None:
    sizes = [part.stop - part.start for part in threads._parts(count, takers, 1)]
    assert max(sizes) <= max(1, count / takers / threads.SHARE)
