"""`casus replay` of a streamed study: the same bits range by range, where they differ first, parts of it, refusals in words."""

from __future__ import annotations

import contextlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xarray as xr
import zarr
from in_process import Finished, run_in_process

import casus
from casus.app.cli.new import start_scenario
from casus.flow.campaign.arrays import OUTCOME_SCALARS
from casus.flow.handoffs import Outcomes
from casus.flow.metrics.tally import Counted
from casus.study.again import streamed
from casus.study.again.compared import compared_study
from casus.study.again.tallies import tally_differences
from casus.study.streaming import stream as streaming
from casus.study.streaming.summaries import read_tally, save_tally

TWO = {"designs": ["memorandum", "tripwire"], "attacks": ["full"]}
DRAWS, CHUNK, LENS_DRAWS, RANGES = 30, 12, 9, 3


def stream(scenario: str, folder: str | Path, **more: Any) -> casus.streaming.StreamedStudy:
    return casus.streaming.stream(
        scenario, folder, **{**TWO, "draws": DRAWS, "seed": 5, "chunk": CHUNK, "lenses": False, **more}
    )


def run(*words: object, cwd: Path = Path()) -> Finished:
    with contextlib.chdir(cwd):
        return run_in_process(["casus", "replay", *map(str, words)])


def found(*words: object, exits: int, cwd: Path = Path()) -> dict[str, Any]:
    done = run(*words, "--json", cwd=cwd)
    assert done.returncode == exits, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scenario of one's own and a streamed study of it."""
    home = tmp_path_factory.mktemp("home")
    start_scenario("mine", home)
    with contextlib.chdir(home):
        stream("mine", "study")
    return home


@pytest.fixture
def elsewhere(home: Path, tmp_path: Path) -> Path:
    """A copy of the study alone, as on another machine."""
    return shutil.copytree(home / "study", tmp_path / "study")


def changed(folder: Path, variable: str, draw: int, by: float) -> None:
    """One number of `tripwire` in the folder, made another."""
    array: Any = zarr.open_array(folder / "outcomes.zarr" / "outcomes", mode="r+")
    at = (OUTCOME_SCALARS.index(variable), 1, 0, draw)
    array[at] = array[at] + by


def test_it_replays_itself_where_nothing_but_its_folder_is(elsewhere: Path, tmp_path: Path) -> None:
    said = found(elsewhere, exits=0, cwd=tmp_path)
    assert said["same_bits"] is True
    assert said["replayed"]["campaigns"] == 2 * DRAWS
    assert said["replayed"]["numbers"] > 2 * DRAWS * len(OUTCOME_SCALARS)
    assert said["differences"] == said["unlike"] == said["not_compared"] == said["ranges"]["differ"] == []
    assert (said["ranges"]["replayed"], said["ranges"]["of"], said["ranges"]["share"]) == (RANGES, RANGES, 1.0)


def test_a_changed_number_is_found_in_its_range_and_a_spot_check_tells_its_share(elsewhere: Path) -> None:
    changed(elsewhere, "area_km2", 26, 1.0)
    changed(elsewhere, "area_km2", 28, 1.0)
    done = run(elsewhere)
    assert done.returncode == 1
    words = " ".join(done.stdout.split())
    assert f"Differs: 3 of 3 ranges, {DRAWS} of {DRAWS} draws (100 %)" in words
    assert "1 ranges differ, the first of them draws 24 to 29." in words
    assert "First difference: draw 26, tripwire against full, area_km2:" in words
    assert f"area_km2 tripwire full 2 2 {DRAWS}" in words
    assert "No answer moved at the digits shown." in words
    said = found(elsewhere, "--ranges", 2, exits=1)
    assert said["ranges"]["differ"] == [[24, 30]]
    assert said["ranges"]["first_difference"]["draw"] == 26
    assert said["ranges"]["draws"] == 18
    done = run(elsewhere, "--ranges", 1)
    assert done.returncode == 0
    words = " ".join(done.stdout.split())
    assert "The same bits: 1 of 3 ranges, 12 of 30 draws (40 %)" in words
    assert "Not compared: the summaries: they are those of all 3 ranges, and 1 were replayed." in words


def test_changed_summaries_are_found_and_move_answers(elsewhere: Path) -> None:
    tally = read_tally(elsewhere)
    assert tally is not None
    held = ("tripwire", "full", "held")
    save_tally(replace(tally, counts={**tally.counts, held: Counted(0, DRAWS)}), elsewhere)
    assert tally.counts[held].true > 0
    said = found(elsewhere, exits=1)
    assert [(one["variable"], one["design"]) for one in said["differences"]] == [("count of held", "tripwire")]
    assert said["ranges"]["differ"] == []
    assert {one["design"] for one in said["answers_moved"]} == {"tripwire"}


def test_every_kind_of_summary_is_held_against_its_other(home: Path) -> None:
    tally = read_tally(home / "study")
    assert tally is not None
    assert not list(tally_differences(tally, tally))
    one = ("tripwire", "full", "area_lost_km2")
    total, sketch = tally.sums[one], tally.sketches[one]
    counts = sketch.counts.copy()
    counts[0] += 1
    for other, variable in (
        (replace(tally, sums={**tally.sums, one: total._replace(total=total.total + 1)}), "sum of area_lost_km2"),
        (replace(tally, sketches={**tally.sketches, one: replace(sketch, counts=counts)}), "sketch of area_lost_km2"),
        (replace(tally, both_held={"full": tally.both_held["full"] + 1}), "count of held under both designs"),
    ):
        (difference,) = tally_differences(tally, other)
        assert (difference.variable, difference.beyond > 0, difference.largest) == (variable, True, 1.0)


def test_ctrl_c_keeps_the_ranges_that_were_compared(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(elsewhere, "area_km2", 26, 1.0)
    real, ranges = streamed.read_outcomes, iter(range(2))

    def interrupted(*words: Any) -> Any:
        if next(ranges, None) is None:
            raise KeyboardInterrupt
        return real(*words)

    monkeypatch.setattr(streamed, "read_outcomes", interrupted)
    done = run(elsewhere)
    assert done.returncode == 130
    words = " ".join(done.stdout.split())
    assert "PARTIAL" in words
    assert "The same bits: 2 of 3 ranges, 24 of 30 draws (80 %)" in words
    assert "Not compared: ranges that were not replayed: it was interrupted." in words


def test_an_unfinished_study_is_replayed_as_far_as_it_came(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > 2 * 2 * CHUNK:
            raise KeyboardInterrupt

    stream("tutorial", tmp_path, progress=stop)
    done = run(tmp_path)
    assert done.returncode == 0
    words = " ".join(done.stdout.split())
    assert "The same bits: 2 of 2 ranges, 24 of 24 draws (100 %)" in words
    assert "The study is unfinished: 24 of its 30 draws are played" in words


def test_summaries_alone_and_what_the_lenses_look_at_are_replayed_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a Latin hypercube, of which the first draws cannot be asked again by themselves."""
    monkeypatch.setattr(streaming, "LENS_DRAWS", LENS_DRAWS)
    one = {"designs": ["tripwire"], "attacks": ["probe"], "lenses": True}
    stream("tutorial", tmp_path, keep="summaries", sampling="latin-hypercube", **one)
    done = run(tmp_path)
    assert done.returncode == 0
    words = " ".join(done.stdout.split())
    assert f"The lenses look at the first {LENS_DRAWS} draws alone; these were replayed with them." in words
    assert "Not compared: campaigns one by one: the study keeps summaries alone." in words
    done = run(tmp_path, "--ranges", 2)
    assert done.returncode == 2
    assert "the study keeps summaries alone, which are those of all ranges\n    hint: leave out --ranges" in done.stderr


def test_what_the_lenses_see_is_compared_under_the_name_of_its_folder() -> None:
    def first(survival: float) -> Outcomes:
        return Outcomes(xr.Dataset({"survival": ("design", [1.0, survival])}, {"design": ["a", "b"]}))

    assert not compared_study(first(0.5), first(0.5), "first").differences
    (difference,) = compared_study(first(0.5), first(0.25), "first").differences
    assert (difference.variable, difference.design, difference.largest) == ("first: survival", "b", 0.25)


def test_after_an_edit_todays_question_says_what_moved(home: Path, tmp_path: Path) -> None:
    there = shutil.copytree(home, tmp_path / "home")
    design = there / "mine" / "designs" / "tripwire.yaml"
    design.write_text(design.read_text("utf-8").replace("command: lead", "command: integrated"), "utf-8")
    said = found("study", "--today", exits=1, cwd=there)
    assert [one["field"] for one in said["changed"]["fields"]] == ["designs.tripwire.posture.command"]
    assert {one["design"] for one in said["differences"] if one["design"]} == {"tripwire"}
    assert {one["design"] for one in said["answers_moved"]} == {"tripwire"}
    assert said["likely_cause"] is None
    design.unlink()
    said = found("study", "--today", exits=1, cwd=there)
    assert {"what": "names in 'design'", "kept": "tripwire", "again": "none more"} in said["unlike"]


def test_what_cannot_be_replayed_exits_with_2_and_words(elsewhere: Path) -> None:
    def refused(*words: object) -> str:
        done = run(*words)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        return done.stderr

    in_memory = elsewhere.parent / "in-memory"
    casus.compare("tutorial", draws=2, lenses=False, **TWO).save(in_memory)
    assert "draws: a streamed study is replayed by ranges\n    hint: take --ranges N" in refused(
        elsewhere, "--draws", 7
    )
    assert "ranges: a study in memory has no ranges" in refused(in_memory, "--ranges", 2)
    assert "ranges is 4; 3 of the study are finished" in refused(elsewhere, "--ranges", 4)
    assert "ranges is 0; 3 of the study are finished" in refused(elsewhere, "--ranges", 0)
    (elsewhere / "outcomes.zarr" / "outcomes" / "zarr.json").unlink()
    assert "outcomes.zarr: draws 0 to 11 cannot be read" in refused(elsewhere)
    (elsewhere / "asked" / "model.yaml").write_text("parameters: {}", "utf-8")
    assert "is not what was kept with the study: model.yaml" in refused(elsewhere)
    (elsewhere / "summaries.npz").unlink()
    assert "no chunk of this streamed study is finished yet" in refused(elsewhere)
