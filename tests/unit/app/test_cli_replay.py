"""`casus replay`: the same bits from the folder alone, what moved after an edit, partial studies, and refusals in words."""

from __future__ import annotations

import contextlib
import json
import shutil

import pytest
import xarray as xr
from in_process import run_in_process

import casus
from casus.app.cli.new import start_scenario
from casus.flow.handoffs import Outcomes
from casus.flow.outcome import asked, store
from casus.foundation.errors import InputError
from casus.study.again import in_memory

DESIGNS, ATTACKS, DRAWS = ["memorandum", "tripwire"], ["limited", "full"], 25


def run(*arguments, cwd="."):
    with contextlib.chdir(cwd):
        return run_in_process(["casus", "replay", *map(str, arguments)])


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with a scenario of one's own and a study of it."""
    home = tmp_path_factory.mktemp("home")
    start_scenario("mine", home)
    with contextlib.chdir(home):
        casus.compare("mine", designs=DESIGNS, attacks=ATTACKS, draws=DRAWS, seed=2, lenses=False).save("study")
    return home


@pytest.fixture
def elsewhere(home, tmp_path):
    """A copy of the study alone, as on another machine."""
    return shutil.copytree(home / "study", tmp_path / "study")


def test_a_study_replays_itself_where_nothing_but_its_folder_is(elsewhere, tmp_path):
    done = run(elsewhere, "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["same_bits"] is True
    assert found["asked"] == "kept"
    assert found["replayed"]["campaigns"] == len(DESIGNS) * len(ATTACKS) * DRAWS
    assert found["differences"] == found["unlike"] == found["answers_moved"] == []
    assert found["elsewhere"] == {}


def test_the_first_draws_are_a_quick_check(elsewhere):
    done = run(elsewhere, "--draws", 7)
    assert done.returncode == 0, done.stderr
    assert f"The same bits: the first 7 of {DRAWS} draws" in done.stdout
    assert "Not compared: averages over all worlds, and the lenses" in done.stdout


def test_after_an_edit_todays_question_says_what_moved(home, tmp_path):
    shutil.copytree(home, tmp_path / "home")
    design = tmp_path / "home" / "mine" / "designs" / "tripwire.yaml"
    text = design.read_text("utf-8")
    assert "command: lead" in text
    design.write_text(text.replace("command: lead", "command: integrated"), "utf-8")
    done = run("study", "--today", "--json", cwd=tmp_path / "home")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert found["changed"]["fields"] == [
        {"field": "designs.tripwire.posture.command", "kept": "lead", "today": "integrated"}
    ]
    assert found["changed"]["digests"]["scenario"]["kept"] != found["changed"]["digests"]["scenario"]["today"]
    assert {one["design"] for one in found["differences"]} == {"tripwire"}
    assert {one["design"] for one in found["answers_moved"]} == {"tripwire"}
    assert found["likely_cause"] is None


def test_a_number_that_is_not_the_same_exits_with_1_and_tables(elsewhere):
    """Saved again over itself, a study keeps its question."""
    kept = casus.open_study(elsewhere)
    kept.outcomes["area_km2"].loc[{"design": "tripwire", "attack": "full"}] += 2000.0
    kept.save(elsewhere)
    done = run(elsewhere)
    assert done.returncode == 1
    assert "Differs:" in done.stdout
    assert f"area_km2 tripwire full {DRAWS} {DRAWS} {DRAWS} 2e+03" in " ".join(done.stdout.split())
    assert "Answers that moved" in done.stdout
    assert "No cause is known" in done.stdout


@pytest.mark.verify
def test_an_interrupted_study_is_replayed_as_far_as_it_came_and_so_is_an_interrupted_replay(tmp_path, monkeypatch):
    seen = []

    def stop_after_three(design, attack):
        seen.append(design)
        if len(seen) == 3:
            raise KeyboardInterrupt

    partial = casus.compare("tutorial", DESIGNS, ATTACKS, draws=10, progress=stop_after_three, lenses=False)
    partial.save(tmp_path)
    found = casus.replay(tmp_path)
    assert found.same_bits
    assert found.complete
    assert found.campaigns == 30
    assert found.outcomes.data["held"].isnull().sum() == 10
    stop = in_memory._stopping
    monkeypatch.setattr(in_memory, "_stopping", lambda progress, after: stop(progress, 2))
    done = run(tmp_path)
    assert done.returncode == 130
    assert "PARTIAL" in done.stdout
    assert "The same bits: 20 campaigns" in done.stdout


def test_only_samplings_whose_first_draws_are_those_of_fewer_are_replayed_in_part():
    def study(sampling):
        return Outcomes(xr.Dataset(coords={"draw": range(12)}, attrs={"sampling": sampling}))

    assert in_memory._draws(study("sobol"), 5) == in_memory._draws(study("monte-carlo"), 5) == 5
    assert in_memory._draws(study("latin-hypercube"), None) == in_memory._draws(study("latin-hypercube"), 12) == 12
    with pytest.raises(InputError, match="leave out --draws and replay all"):
        in_memory._draws(study("latin-hypercube"), 5)


def test_what_cannot_be_replayed_exits_with_2_and_words(elsewhere, tmp_path):
    def refused(*arguments):
        done = run(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        return done.stderr

    assert "holds no finished study" in refused(tmp_path / "nothing")
    assert "draws is 26; the study has 25" in refused(elsewhere, "--draws", 26)
    assert "add --today" in refused(elsewhere, "--scenario", "tutorial")
    assert "unknown scenario 'mine'" in refused(elsewhere, "--today")
    manifest = elsewhere / store.MANIFEST
    kept = json.loads(manifest.read_text("utf-8"))
    (elsewhere / asked.ASKED / "model.yaml").write_text("parameters: {}", "utf-8")
    assert "is not what was kept with the study: model.yaml" in refused(elsewhere)
    manifest.write_text(json.dumps({name: value for name, value in kept.items() if name != "asked"}), "utf-8")
    assert "keeps no question" in refused(elsewhere)
    manifest.write_text(json.dumps(kept | {"casus_study": 5}), "utf-8")
    assert "version 5, of an older Casus" in refused(elsewhere)
    assert "scenario mine, draws 25, seed 2" in refused(elsewhere)
    manifest.write_text(json.dumps(kept | {"casus_study": 7}), "utf-8")
    assert "a later Casus" in refused(elsewhere)
