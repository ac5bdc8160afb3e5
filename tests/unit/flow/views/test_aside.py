"""Pictures drawn by another process: the same as if this one had drawn them, and drawn all the same where it is lost."""

from __future__ import annotations

import pytest

from casus.flow.views import aside
from casus.flow.views.picture import save_picture
from casus.foundation.errors import InputError

CHART = {"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
STARTED = aside.start_drawing
"""As it is: other tests draw without a second process."""


@pytest.fixture
def drawing(monkeypatch):
    monkeypatch.setattr(aside, "start_drawing", STARTED)
    monkeypatch.setattr(aside.os, "cpu_count", lambda: 2)
    begun = aside.Aside()
    yield begun
    begun.close()


def test_a_lost_process_is_made_up_for(drawing, tmp_path):
    here = save_picture(CHART, tmp_path / "here.png").read_bytes()
    drawing.save(CHART, tmp_path / "there.png")
    assert [file.read_bytes() for file in drawing.finish()] == [here]
    drawing._process.kill()
    drawing._process.wait()
    drawing.save(CHART, tmp_path / "again.png")
    assert [file.read_bytes() for file in drawing.finish()] == [here, here]


def test_no_second_process_on_one_core(monkeypatch):
    monkeypatch.setattr(aside.os, "cpu_count", lambda: 1)
    assert STARTED() is None


def test_what_is_no_picture_is_refused_before_it_is_drawn(tmp_path):
    begun = aside.Aside()
    with pytest.raises(InputError, match=r"cannot be written as '\.txt'"):
        begun.save(CHART, tmp_path / "chart.txt")
    begun.save(CHART, tmp_path / "none" / "chart.png")
    with pytest.raises(InputError, match="cannot be written"):
        begun.finish()
    begun.close()
