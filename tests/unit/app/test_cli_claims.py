"""`casus claims`: tables, one claim in full, JSON, files, a saved study, an expression, and refusals in words."""

from __future__ import annotations

import json
import shutil

import pytest
from in_process import run_in_process

from casus.flow.outcome.store import MANIFEST

FEW = ("--draws", "60")
MINE = """\
claims:
- id: mine
  who: A journalist
  says: Battlegroups hold.
  hypothesis: held(tripwire, full)
  strength: in most worlds
"""


def run(*arguments):
    return run_in_process(["casus", "claims", *map(str, arguments)])


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    from casus.study.compare import compare

    folder = tmp_path_factory.mktemp("kept") / "study"
    compare("tutorial", attacks=["full"], draws=60, lenses=False).save(folder)
    return folder


@pytest.fixture(scope="module")
def shown(kept, tmp_path_factory):
    folder = tmp_path_factory.mktemp("claims") / "out"
    return run(kept, "--out", folder), folder


def test_tables_fit_and_name_every_claim(shown):
    done, _ = shown
    assert done.returncode == 0
    for words in ("paper-tears", "troops-bring-war", "borea", "not testable", "how sure", "hides", "seed 1", "verdict"):
        assert words in done.stdout
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 112


def test_out_holds_answer_table_and_chart(shown):
    _, out = shown
    assert {file.name for file in out.iterdir()} == {"claims.json", "claims.csv", "claims.png"}
    assert (out / "claims.png").read_bytes().startswith(b"\x89PNG")
    assert len((out / "claims.csv").read_text().splitlines()) == 8


def test_json_is_one_object_that_repeats(shown, kept):
    _, out = shown
    found = json.loads(run(kept, "--json").stdout)
    assert found.pop("seconds") >= 0.0
    assert found == json.loads((out / "claims.json").read_text())


def test_one_claim_is_shown_in_full(kept):
    done = run(kept, "--claims", "a-day-is-enough")
    assert done.returncode == 0
    for words in ("said by", "coding", "tested as", "stands as", "The envoy of Elmere"):
        assert words in done.stdout
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 112


def test_claims_of_ones_own(kept, tmp_path):
    (tmp_path / "mine.yaml").write_text(MINE, "utf-8")
    found = json.loads(run(kept, "--file", tmp_path / "mine.yaml", "--json").stdout)
    assert [claim["id"] for claim in found["claims"]] == ["mine"]
    assert found["file"] == str(tmp_path / "mine.yaml")


def test_an_expression_is_tried_at_once(kept):
    found = json.loads(
        run(
            kept, "--test", "held(tripwire, full)", "--test", "mean(area_lost_km2(tripwire, full)) > 1", "--json"
        ).stdout
    )
    assert [claim["about"] for claim in found["claims"]] == ["worlds", "averages"]


@pytest.fixture
def orphan(kept, tmp_path):
    """The study as one of somebody's own scenario, whose folder is gone."""
    folder = shutil.copytree(kept, tmp_path / "orphan")
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["asked"]["scenario"] = "mine"
    (folder / MANIFEST).write_text(json.dumps(manifest))
    return folder


def test_the_claims_that_a_study_kept_serve_where_its_scenario_is_gone(kept, orphan):
    same = ("--claims", "a-day-is-enough", "--json")
    here, done = run(kept, *same), run(orphan, *same)
    assert done.returncode == 0
    assert "claims as the study kept them" in done.stderr
    assert "as the study kept them" not in here.stderr
    assert json.loads(done.stdout)["claims"] == json.loads(here.stdout)["claims"]


def test_a_study_that_kept_no_claims_says_what_is_missing(orphan):
    name = "scenario/tutorial/claims.yaml"
    manifest = json.loads((orphan / MANIFEST).read_text())
    (orphan / "asked" / name).unlink()
    assert "is not what was kept" in run(orphan).stderr
    del manifest["files"][name]
    (orphan / MANIFEST).write_text(json.dumps(manifest))
    done = run(orphan)
    assert done.returncode == 2
    assert "unknown scenario 'mine'" in done.stderr
    assert f"{orphan} keeps no claims" in done.stderr
    assert "--file" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--claims", "paper"), "unknown claim 'paper'"),
        (("--test", "held(tripwir, full)"), "did you mean 'tripwire'"),
        (("--test", "held(tripwire, full", *FEW), "held(tripwire, full\n"),
        (("--test", "held(tripwire, full)", "--claims", "x"), "leave out --file and --claims"),
        (("--file", "nowhere.yaml"), "nowhere.yaml:1:1: cannot be read"),
    ],
)
def test_bad_input_is_refused_before_anything_is_played(arguments, words):
    done = run("tutorial", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_error_points_at_the_character_in_the_file(tmp_path):
    (tmp_path / "mine.yaml").write_text(MINE.replace("tripwire, full", "tripwire, ful"), "utf-8")
    done = run("tutorial", "--file", tmp_path / "mine.yaml")
    assert done.returncode == 2
    assert "mine.yaml:5:30: unknown attack 'ful'" in done.stderr


def test_a_saved_study_is_not_played_again(kept):
    done = run(kept, "--draws", "100", "--seed", "3")
    assert done.returncode == 2
    assert "--draws, --seed: a saved study has its own worlds" in done.stderr


def test_claims_of_another_scenario_are_not_testable_or_refused(kept):
    done = run(kept, "--test", "held(forward-defence, full)", "--test", "held(accession, full)")
    assert done.returncode == 0
    assert "this study has no design 'accession'" in done.stdout
