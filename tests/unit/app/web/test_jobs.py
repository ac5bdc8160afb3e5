"""Studies aside: asked, played in a process of their own, kept, listed, stopped; nothing half done is left."""

from __future__ import annotations

import json

import pytest

from casus.app.web import job
from casus.app.web.jobs import ASKED, BENCH, Jobs
from casus.app.web.session import Session
from casus.app.web.workspace import Workspace
from casus.foundation.errors import InputError
from casus.study.compare import open_study


@pytest.fixture
def jobs(tmp_path):
    made = Jobs(Workspace(tmp_path).open())
    yield made
    made.close()


@pytest.fixture(scope="module")
def bench_text() -> str:
    session = Session("tutorial")
    session.move_lever("stock", 27.0)
    return session.bench_text()


def asked_in(folder, bench_text, **asked) -> None:
    folder.mkdir(parents=True)
    usual = {"question": "compare", "design": "forward-defence", "attack": "full", "draws": 6, "seed": 3}
    (folder / ASKED).write_text(json.dumps(usual | asked))
    (folder / BENCH).write_text(bench_text)


def test_a_comparison_is_kept_where_other_commands_open_it(jobs, bench_text):
    folder = jobs.workspace.folder / "studies" / "one"
    asked_in(folder, bench_text)
    job.answer(folder)
    study = open_study(folder)
    assert [str(id) for id in study.outcomes["design"].values] == ["pinned", "memorandum", "forward-defence"]
    assert study.complete
    assert study.deterrence is not None
    assert json.loads((folder / "answers.json").read_text())["baseline"] == "pinned"
    listed = jobs.list()
    assert [(one.id, one.state, one.done, one.total) for one in listed] == [("one", "done", 12, 12)]
    jobs.remove("one")
    assert jobs.list() == []
    assert not folder.exists()


def test_a_question_is_about_the_design_as_it_is_on_the_bench(jobs, bench_text):
    folder = jobs.workspace.folder / "studies" / "two"
    asked_in(folder, bench_text, question="gap", draws=10)
    job.answer(folder)
    answer = json.loads((folder / "answers.json").read_text())
    assert answer["design"] == "forward-defence"


def test_a_study_in_a_process_of_its_own_can_be_stopped_and_leaves_nothing(jobs, bench_text):
    id = jobs.start("compare", bench_text, "forward-defence", "full", 50_000, 1)
    assert [(one.id, one.state) for one in jobs.list()] == [(id, "running")]
    jobs.cancel(id)
    assert jobs.list() == []
    assert list((jobs.workspace.folder / "studies").iterdir()) == []


def test_a_study_that_is_refused_says_why(jobs, bench_text, monkeypatch):
    part = jobs.workspace.folder / "studies" / ".one.part"
    asked_in(part, bench_text, question="gap", design="nobody")
    monkeypatch.setattr("sys.argv", ["job", str(part), str(part.with_name("one"))])
    monkeypatch.setattr(job, "be_patient", lambda: None)
    monkeypatch.setattr(job.signal, "signal", lambda *given: None)
    with pytest.raises(SystemExit) as ended:
        job.main()
    assert ended.value.code == 1
    jobs._running["one"] = ENDED
    (failed,) = jobs.list()
    assert (failed.id, failed.state) == ("one", "failed")
    assert "unknown design 'nobody'" in failed.said
    assert not part.exists()
    jobs.remove("one")
    assert jobs.list() == []


class _Ended:
    """A process that has ended."""

    def poll(self) -> int:
        return 1


ENDED = _Ended()


@pytest.mark.parametrize(
    ("question", "draws", "why"),
    [("rm", 10, "unknown question"), ("compare", 0, "draws is 0"), ("compare", 10**9, "must be 1 to")],
)
def test_what_cannot_be_asked_is_refused_before_it_starts(jobs, bench_text, question, draws, why):
    with pytest.raises(InputError, match=why):
        jobs.start(question, bench_text, "forward-defence", "full", draws, 1)
    assert jobs.list() == []


def test_no_more_run_than_leave_the_bench_quick(jobs, bench_text, monkeypatch):
    monkeypatch.setattr("casus.app.web.jobs.MOST_RUNNING", 0)
    with pytest.raises(InputError, match="wait for one"):
        jobs.start("compare", bench_text, "forward-defence", "full", 10, 1)
