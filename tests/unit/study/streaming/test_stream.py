"""A streamed study: the bits of one run in any chunks and after any stop, the answers of a study in memory, refusals in words."""

from __future__ import annotations

import errno
import json
import math
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from killed import victims

import casus
from casus.flow.metrics.sketch import RELATIVE_ERROR
from casus.flow.scenario.read import scenario_folder
from casus.study.streaming import stream as streaming
from casus.study.streaming import summaries
from casus.study.streaming.lock import writing
from casus.study.streaming.streamed import StreamedStudy
from casus.study.streaming.summaries import _arrays, read_tally

DRAWS = 30
TWO = {"designs": ["memorandum", "tripwire"], "attacks": ["full"]}


def stream(folder: Path, chunk: int = 12, draws: int = DRAWS, **more: Any) -> StreamedStudy:
    asked = {**TWO, "lenses": False, "seed": 5, **more}
    return casus.streaming.stream("tutorial", folder, draws=draws, chunk=chunk, **asked)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that was never stopped, all of it one chunk."""
    folder = tmp_path_factory.mktemp("whole")
    stream(folder, chunk=DRAWS)
    return folder


def assert_same_bits(one: Path, other: Path) -> None:
    """Of all that is counted and kept."""
    counted, again = (_arrays(read_tally(folder)) for folder in (one, other))  # type: ignore[arg-type]
    assert {name: array.tobytes() for name, array in counted.items()} == {
        name: array.tobytes() for name, array in again.items()
    }
    kept, anew = (casus.streaming.open_streamed(folder).outcomes for folder in (one, other))
    assert list(kept)
    assert set(kept) == set(anew)
    for name in kept:
        assert kept[name].values.tobytes() == anew[name].values.tobytes(), name
    assert casus.streaming.open_streamed(one).as_json() == casus.streaming.open_streamed(other).as_json()


def stopping(after: int) -> Callable[[int, int], None]:
    """Progress at whose call of that number somebody presses Ctrl-C."""
    heard = iter(range(after))

    def told(done: int, total: int) -> None:
        if next(heard, None) is None:
            raise KeyboardInterrupt

    return told


@pytest.mark.parametrize("chunk", [13])
def test_no_number_depends_on_the_chunks(whole: Path, tmp_path: Path, chunk: int) -> None:
    stream(tmp_path, chunk)
    assert_same_bits(whole, tmp_path)


def test_its_answers_are_those_of_a_study_in_memory(whole: Path) -> None:
    exact, near = (
        casus.compare("tutorial", draws=DRAWS, seed=5, lenses=False, **TWO),
        casus.streaming.open_streamed(whole),
    )
    assert [one.held for one in near.answers.answers.values()] == [one.held for one in exact.answers.answers.values()]
    assert near.answers.undecided == exact.answers.undecided
    for pair, one in exact.answers.answers.items():
        assert math.isclose(near.answers.answers[pair].area_km2.mean, one.area_km2.mean, rel_tol=1e-12)
        assert abs(near.answers.answers[pair].area_km2.p95 - one.area_km2.p95) <= RELATIVE_ERROR * one.area_km2.p95
    kept = near.outcomes["area_km2"].values
    np.testing.assert_array_equal(kept, exact.outcomes["area_km2"].values.astype(np.float32))
    assert near.table().columns.tolist() == exact.table().columns.tolist()
    said = near.as_json()
    assert said["streamed"] is True
    assert (said["quantile_error"], said["draws_played"], said["complete"]) == (RELATIVE_ERROR, DRAWS, True)


def test_ctrl_c_keeps_whole_chunks_and_it_goes_on_to_the_same_bits(whole: Path, tmp_path: Path) -> None:
    """It is heard of once at the start and twice a chunk, so that the third is at work at the sixth call."""
    partial = stream(tmp_path, 12, progress=stopping(5))
    assert not partial.complete
    assert partial.as_json()["complete"] is False
    assert partial.provenance["draws_played"] == 24
    assert np.isnan(partial.outcomes["held"].values[:, :, 24:]).all()
    assert casus.streaming.resume(tmp_path).complete
    assert_same_bits(whole, tmp_path)
    assert casus.streaming.resume(tmp_path).provenance["draws_played"] == DRAWS


def test_ctrl_c_before_the_first_chunk_leaves_a_study_that_begins_again(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        stream(tmp_path, progress=stopping(2))
    with pytest.raises(casus.StoreError, match=r"no chunk of this streamed study is finished yet\n.*--resume"):
        casus.streaming.open_streamed(tmp_path)
    casus.streaming.resume(tmp_path)
    assert_same_bits(whole, tmp_path)


def test_kill_9_loses_a_chunk_at_most_and_corrupts_nothing(tmp_path: Path) -> None:
    """Fifty times in tests/verify."""
    with victims(seed=1) as studies:
        finished = [studies.play_and_kill(tmp_path / "killed", 40, 4) for _ in range(2)]
    assert not all(finished)
    casus.streaming.resume(tmp_path / "killed")
    casus.streaming.stream("tutorial", tmp_path / "whole", ["tripwire"], ["probe"], 40, 7, lenses=False, chunk=40)
    assert_same_bits(tmp_path / "whole", tmp_path / "killed")


@pytest.mark.parametrize("after", [0, 8])
def test_a_full_disk_is_told_of_in_words_and_keeps_what_is_finished(
    whole: Path, tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan waits for the disk twice, and each chunk four times: at its outcomes, then at its summaries."""
    real, calls = os.fsync, iter(range(after))

    def full(handle: int) -> None:
        if next(calls, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(casus.StoreError, match=r"cannot be written: No space left on device"):
            stream(tmp_path / "s")
    if after == 0:
        assert [file.name for file in (tmp_path / "s").iterdir()] == ["asked"]  # no plan, so that it is no study
        return
    assert casus.streaming.open_streamed(tmp_path / "s").provenance["draws_played"] == 12
    casus.streaming.resume(tmp_path / "s")
    assert_same_bits(whole, tmp_path / "s")


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(casus.StoreError, match="file/s: cannot be written: Not a directory"):
        stream(tmp_path / "file" / "s")


def test_summaries_alone_keep_no_outcomes_and_say_so(whole: Path, tmp_path: Path) -> None:
    study = stream(tmp_path, keep="summaries")
    assert not (tmp_path / "outcomes.zarr").exists()
    one, other = (casus.streaming.open_streamed(folder).answers.as_json()["designs"] for folder in (whole, tmp_path))
    assert one == other
    with pytest.raises(casus.StoreError, match="keeps summaries alone"):
        study.outcomes  # noqa: B018


def test_the_lenses_look_at_the_first_draws_which_are_a_study_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "LENS_DRAWS", 9)
    one = {"designs": ["tripwire"], "attacks": ["probe"]}
    study = stream(tmp_path, lenses=True, **one)
    usual = casus.compare("tutorial", draws=9, seed=5, **one)
    assert study.provenance["lens_draws"] == 9
    assert study.as_json()["lenses"] == usual.as_json()["lenses"]
    assert study.first.outcomes.equals(usual.outcomes)
    with pytest.raises(casus.StoreError, match=r"holds a streamed study\n.*first; casus.streaming.open_streamed"):
        casus.open_study(tmp_path)
    with pytest.raises(casus.StoreError, match="holds a streamed study"):
        usual.save(tmp_path)


def test_a_study_that_would_go_on_otherwise_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = tmp_path / "tutorial"
    shutil.copytree(scenario_folder("tutorial"), scenario)
    folder = tmp_path / "s"
    casus.streaming.stream(str(scenario), folder, ["tripwire"], ["probe"], 4, chunk=2, lenses=False)
    with (scenario / "theatre.yaml").open("a") as edited:
        edited.write("# another\n")
    monkeypatch.setattr("casus.study.streaming.plan.VERSION", "9.9")
    with pytest.raises(casus.InputError) as caught:
        casus.streaming.resume(folder)
    assert "the scenario is not what the study was begun with" in str(caught.value)
    assert "the version of Casus is not what the study was begun with" in str(caught.value)
    assert "9.9 now" in str(caught.value)
    shutil.rmtree(scenario)
    with pytest.raises(casus.InputError, match="unknown scenario"):
        casus.streaming.resume(folder)


def test_a_second_process_keeps_out(whole: Path) -> None:
    with writing(whole), pytest.raises(casus.StoreError, match="another process is playing this study"):
        casus.streaming.resume(whole)


def test_a_folder_in_use_or_empty_or_damaged_is_refused(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(casus.StoreError, match=r"holds a streamed study already\n.*--resume"):
        stream(whole)
    with pytest.raises(casus.StoreError, match="holds no streamed study"):
        casus.streaming.resume(tmp_path)
    shutil.copytree(whole, tmp_path / "s")
    kept = (tmp_path / "s" / summaries.SUMMARIES).read_bytes()
    (tmp_path / "s" / summaries.SUMMARIES).write_bytes(kept[: len(kept) // 2])
    with pytest.raises(casus.StoreError, match=r"summaries.npz: cannot be read"):
        casus.streaming.resume(tmp_path / "s")
    (tmp_path / "s" / "plan.json").write_text(json.dumps({"casus_streamed": 99}))
    with pytest.raises(casus.StoreError, match=r"plan.json: is of another version"):
        casus.streaming.resume(tmp_path / "s")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"keep": "everything"}, "unknown choice of what to keep 'everything'"),
        ({"chunk": 0}, "chunk is 0; it must be at least 1 draw"),
        ({"draws": 2_000_000_000}, "draws is 2,000,000,000; here it must be 1 to 1,000,000,000"),
    ],
)
def test_bad_choices_are_refused_before_anything_is_written(
    tmp_path: Path, arguments: dict[str, Any], says: str
) -> None:
    with pytest.raises(casus.InputError, match=says):
        stream(tmp_path / "s", **arguments)
    assert not (tmp_path / "s").exists()
