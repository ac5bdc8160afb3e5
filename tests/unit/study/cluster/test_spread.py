"""A study on workers: the bits of one machine whoever is lost, and every way in which it cannot go on said in words."""

from __future__ import annotations

import json
import socket
import sys
from dataclasses import replace
from functools import partial

import cluster_plays
import pytest
from in_process import run_in_process

import casus
from casus.app.cli.progress import told_of
from casus.flow.pipeline import conclude
from casus.flow.ranges import Asked, play_range
from casus.foundation.errors import ClusterError
from casus.foundation.version import VERSION
from casus.study.asked import scenario_and_register
from casus.study.cluster import play, reach, spread
from casus.study.cluster.address import Local, Scheduler
from casus.study.cluster.build import this_build
from casus.study.cluster.spread import Spread
from casus.study.cluster.worker import play_part
from casus.study.compare import Study
from casus.study.streaming.stream import stream

DRAWS, STEP = 40, 10
PARTS = [range(start, start + STEP) for start in range(0, DRAWS, STEP)]


def nobody(how_far):
    """Progress that nobody watches."""


@pytest.fixture(scope="module")
def workers():
    pytest.importorskip("distributed")
    with reach.reached(Local(2)) as client:
        yield client


@pytest.fixture(scope="module")
def url(workers):
    return workers.scheduler.address


@pytest.fixture(scope="module")
def asked():
    scenario, register = scenario_and_register("tutorial")
    designs = tuple(scenario.design(name) for name in ("memorandum", "tripwire"))
    return Asked(scenario, register, designs, scenario.attacks[-1:], DRAWS, 1, "monte-carlo", True)


@pytest.fixture(scope="module")
def without_lenses(asked):
    return replace(asked, lenses=False)


def bits(outcomes):
    return {name: variable.values.tobytes() for name, variable in outcomes.data.variables.items()}


@pytest.fixture(scope="module")
def here(asked):
    """The study on this machine, in one piece."""
    return conclude(asked, [play_range(asked, range(DRAWS))], VERSION)


def on_workers(workers, asked, how, heard=nobody):
    return conclude(asked, list(spread.spread(workers, asked, PARTS, how, heard)), VERSION)


def test_whichever_ends_first_the_bits_are_those_of_one_machine(workers, asked, here):
    told: list[Spread] = []
    there = on_workers(workers, asked, cluster_plays.slow_at_first, told.append)
    assert bits(there) == bits(here)
    assert there.data.attrs == here.data.attrs
    assert (told[-1].done, told[-1].parts, told[-1].campaigns, told[-1].workers) == (4, 4, 80, 2)
    assert [one.done for one in told] == sorted(one.done for one in told)


def test_a_fault_on_a_worker_is_told_with_its_draws(workers, asked):
    with pytest.raises(ClusterError, match="draws 0 to 9: a worker cannot play: ValueError: a fault in the model"):
        list(spread.spread(workers, asked, PARTS, cluster_plays.fails, nobody))


def test_a_worker_of_another_build_is_refused_with_every_difference(workers, asked, monkeypatch):
    other = replace(this_build(), casus="9.9", sources="0")
    monkeypatch.setattr(spread, "this_build", lambda: other)
    with pytest.raises(
        ClusterError, match=rf"casus {casus.__version__} \(here 9\.9\); sources .* \(here 0\)\n    hint: install"
    ):
        list(spread.spread(workers, asked, PARTS, play_part, nobody))


def test_workers_of_another_build_are_refused_when_they_are_reached(url, monkeypatch):
    monkeypatch.setattr(reach, "this_build", lambda: replace(this_build(), numpy="0.1"))
    with (
        pytest.raises(ClusterError, match=r"would give other bits .* numpy .* \(here 0\.1\)"),
        reach.reached(Scheduler(url)),
    ):
        pass


def test_the_command_gives_the_same_object_and_nothing_else_on_stdout(url, here):
    words = "casus compare tutorial --designs memorandum,tripwire --attacks full --draws 40 --json --cluster"
    done = run_in_process([*words.split(), url])
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) | {"seconds": 0} == json.loads(json.dumps(Study(here).as_json())) | {"seconds": 0}


def test_a_streamed_study_has_the_same_files(url, tmp_path):
    names = {"designs": ["tripwire"], "attacks": ["full"], "draws": 60, "chunk": 25, "lenses": False}
    told = []
    for where, folder in ((None, "here"), (url, "there")):
        stream("tutorial", tmp_path / folder, **names, cluster=where, progress=lambda *of: told.append(of))
    here, there = (
        {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        for folder in (tmp_path / "here", tmp_path / "there")
    )
    assert len(here) >= 6, sorted(here)
    assert there == here
    assert told[-1] == (60, 60)


def test_interrupted_it_keeps_the_first_draws_and_leaves_nothing_behind(
    url, workers, without_lenses, here, monkeypatch
):
    def stopped(client, asked, draws, heard):
        ranges = spread.spread(client, asked, PARTS, play_part, heard)
        yield next(ranges)
        yield next(ranges)
        raise KeyboardInterrupt

    monkeypatch.setattr(play, "ranges_on", stopped)
    part = play.outcomes_on_cluster(without_lenses, url)
    assert not part.complete
    assert part.draws == 2 * STEP < DRAWS
    assert part.data["held"].values.tobytes() == here.data["held"].values[..., : part.draws].tobytes()
    assert not any(
        workers.run_on_scheduler(lambda dask_scheduler: [key for key in dask_scheduler.tasks if "draws" in key])
    )


def test_interrupted_before_any_range_is_back_there_is_no_study(url, asked):
    def interrupt(how_far):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        play.outcomes_on_cluster(asked, url, interrupt)


def test_a_scheduler_without_workers_is_given_up_in_words(asked):
    distributed = pytest.importorskip("distributed")
    told: list[Spread] = []
    with (
        distributed.LocalCluster(n_workers=0, processes=False, dashboard_address="127.0.0.1:0") as empty,
        distributed.Client(empty, set_as_default=False) as client,
        pytest.raises(ClusterError, match=r"no worker for 2 seconds\n    hint: start workers"),
    ):
        list(spread.spread(client, asked, PARTS, play_part, told.append, patience_seconds=1.5))
    assert told[0].workers == 0


def test_a_port_where_nobody_or_somebody_else_answers_is_no_scheduler(monkeypatch, url, workers):
    monkeypatch.setattr(reach, "ANSWER_SECONDS", 0.3)
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        for listens in (False, True):
            if listens:
                mute.listen()
            with (
                pytest.raises(
                    ClusterError, match=r"no Dask scheduler answers there .*\n    hint: start one with `dask sch"
                ),
                reach.reached(Scheduler(f"tcp://127.0.0.1:{mute.getsockname()[1]}")),
            ):
                pass
    worker = next(iter(workers.nthreads()))
    monkeypatch.undo()
    with pytest.raises(ClusterError, match="a Dask worker answers there"), reach.reached(Scheduler(worker)):
        pass


def test_without_dask_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run_in_process(["casus", "compare", "tutorial", "--draws", "2", "--cluster", "local:2"])
    assert done.returncode == 2
    assert "--cluster needs Dask, which is not installed" in done.stderr
    assert "casus[cluster]" in done.stderr


def test_threads_are_the_workers_own():
    done = run_in_process(["casus", "compare", "tutorial", "--draws", "2", "--cluster", "local:2", "--threads", "1"])
    assert done.returncode == 2
    assert "--threads: with --cluster, threads are the workers' own" in done.stderr


def test_progress_counts_workers_and_campaigns_of_all_of_them():
    assert told_of(Spread(3, 12, 9000, 3.0, 2)) == "2 workers, 3,000 campaigns/s"
    assert told_of(Spread(0, 12, 0, 0.0, 1)) == "1 worker, 0 campaigns/s"
    assert told_of(Spread(3, 12, 9000, 3.0, 0)) == "waiting for workers"


def test_a_worker_killed_in_the_middle_is_survived(workers, without_lenses, here, tmp_path):
    mark = tmp_path / "killed"
    there = bits(on_workers(workers, without_lenses, partial(cluster_plays.killed_once, str(mark))))
    assert mark.exists(), "a worker was killed"
    assert len(there) > 60
    assert there == {name: own for name, own in bits(here).items() if name in there}


def test_a_range_that_ends_every_worker_is_refused_and_named(workers, asked):
    workers.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0))
    with pytest.raises(
        ClusterError, match=r"draws 20 to 29: 1 workers? .* not tried again .*\n    hint: too little memory"
    ):
        list(spread.spread(workers, asked, [range(20, 30)], cluster_plays.always_killed, nobody))
    workers.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 3))
