"""`casus compare` of more than memory holds: the same JSON, gone on with by --resume, and every refusal in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from in_process import run_in_process

from casus.study import compare
from casus.study.streaming import chunk, players

SMALL = ["--designs", "tripwire", "--attacks", "probe"]


def run(*words: object) -> tuple[int, str, str]:
    return tuple(run_in_process(["casus", "compare", *map(str, words)]))  # type: ignore[return-value]


def test_a_study_beyond_memory_streams_by_itself_and_goes_on_after_ctrl_c_to_the_same_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, chunks = players.play_chunk, iter(range(2))

    def interrupted(*arguments: object) -> chunk.Chunk:
        if next(chunks, None) is None:
            raise KeyboardInterrupt
        return real(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(compare, "MOST_CAMPAIGNS", 10)
        patch.setattr(chunk, "PIECES", 1)
        patch.setattr(chunk, "AT_ONCE", 12)
        patch.setattr(players, "play_chunk", interrupted)
        code, said, told = run("tutorial", *SMALL, "--draws", "1_4", "--out", tmp_path / "s")
    assert code == 130, told
    assert "PARTIAL: interrupted after 12 of 14 draws" in said
    assert (
        "quantiles within 0.4% of their values. The lenses on deterrence look at the first 14 draws alone."
        in " ".join(said.split())
    )
    assert "Seen in the first 14 draws alone. Price: value of" in " ".join(said.split())
    assert f"12 of 14 draws are finished\n    hint: casus compare --resume {tmp_path / 's'} goes on with it" in told
    code, said, told = run("--resume", tmp_path / "s", "--json")
    assert code == 0, told
    answers, expected = json.loads(said), json.loads(run("tutorial", *SMALL, "--draws", 14, "--json")[1])
    assert (answers["streamed"], answers["draws_played"], answers["complete"]) == (True, 14, True)
    assert expected.keys() <= answers.keys()
    assert answers["designs"]["tripwire"].keys() == expected["designs"]["tripwire"].keys()
    assert answers["designs"]["tripwire"]["p_held"] == expected["designs"]["tripwire"]["p_held"]
    assert answers["lenses"] == expected["lenses"]
    assert {file.name for file in (tmp_path / "s").iterdir()} >= {"answers.json", "table.csv", "summaries.npz", "first"}


def test_without_a_folder_it_is_refused() -> None:
    code, said, told = run("tutorial", "--draws", "10_000_000")
    assert (code, said) == (2, "")
    assert (
        told
        == "10,000,000 draws are more campaigns than memory holds: the study is streamed to a folder\n    hint: add --out DIR\n"
    )
    code, _, told = run("tutorial", "--draws", 10, "--keep", "summaries")
    assert code == 2
    assert "--keep and --chunk say how the study is streamed to a folder" in told


def test_what_would_make_it_another_study_is_refused(tmp_path: Path) -> None:
    code, _, told = run("tutorial", "--resume", tmp_path, "--draws", 5, "--seed", 2)
    assert code == 2
    assert "SCENARIO, --draws, --seed: with --resume a study goes on as it was begun" in told
    code, _, told = run("--resume", tmp_path)
    assert code == 2
    assert "holds no streamed study (no plan.json)" in told
    code, _, told = run()
    assert code == 2
    assert "Missing argument 'SCENARIO'" in told
