"""`casus report`: a file, an object for machines, and refusals in words."""

from __future__ import annotations

import json

import pytest
from in_process import run_in_process

from casus.app.report import gather
from casus.flow.views import vega_script


@pytest.fixture(autouse=True)
def _gathered_once(monkeypatch, gathered, kept):
    """What the command works out is what the fixture did, and drawing takes two seconds."""
    monkeypatch.setattr(gather, "gather", {kept: gathered}.__getitem__)
    monkeypatch.setattr(vega_script, "vega_script", lambda: "globalThis.vegaEmbed = async () => {};")


def run(*arguments):
    return run_in_process(["casus", "report", *map(str, arguments)])


def test_a_file_is_written_where_it_is_asked(kept, tmp_path):
    file = tmp_path / "deep" / "r.html"
    done = run(kept, "--out", file, "--json", "--language", "uk")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["written"] == [{"file": file.as_posix(), "bytes": file.stat().st_size}]
    assert (found["language"], found["complete"], found["draws"]) == ("uk", True, 60)
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert str(tmp_path) not in file.read_text("utf-8")


def test_what_cannot_be_reported_is_refused_before_any_work(kept, tmp_path, monkeypatch):
    import sys

    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "study.json").write_text('{"casus_study": 1, "scenario": "tutorial"}')
    (tmp_path / "stream").mkdir()
    (tmp_path / "stream" / "plan.json").write_text("{}")
    refused = {
        (tmp_path / "none",): "holds no finished study",
        (tmp_path / "broken",): "is of another version",
        (tmp_path / "stream",): "holds a streamed study, of which a report has no fronts",
        (kept, "--language", "de"): "unknown language 'de'",
    }
    for arguments, words in refused.items():
        done = run(*arguments)
        assert done.returncode == 2
        assert words in done.stderr
    monkeypatch.setitem(sys.modules, "typst", None)
    done = run(kept, "--out", tmp_path / "r.html", "--pdf")
    assert done.returncode == 2
    assert "typst, which is not installed" in done.stderr
    assert not (tmp_path / "r.html").exists()
    assert not (tmp_path / "none").exists()
