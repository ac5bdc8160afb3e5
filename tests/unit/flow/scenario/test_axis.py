"""The segment that a front stands before, at the start of an axis and after ground was ceded."""

from __future__ import annotations

from casus.flow.scenario.read import read_scenario


def test_the_segment_behind_a_depth_is_the_one_that_begins_there():
    axes = [axis for axis in read_scenario("tutorial").theatre.axes if len(axis.segments) > 1]
    assert axes
    for axis in axes:
        first, second = axis.segments[:2]
        assert axis.segment_behind(0.0) is first
        assert axis.segment_behind(first.length_km - 0.5) is first
        assert axis.segment_behind(first.length_km) is second
        assert axis.segment_behind(sum(one.length_km for one in axis.segments)) is None
