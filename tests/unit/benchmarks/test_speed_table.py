"""The README's table of speeds holds what was measured, and says what was not."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from device import NOT_MEASURED, device_figures
from peers import RIVALS, measure

ROOT = Path(__file__).parents[3]
LATEST = json.loads((ROOT / "benchmarks" / "latest.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("speed_table", ROOT / "scripts" / "speed_table.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_ratio_is_in_the_table_and_a_missing_one_says_so(script):
    measured = {**LATEST, "over_mesa": 234.56, "over_ema": 12.34, "over_numpy": None}
    rows = {
        line.split(" | ")[0].strip("| "): line.split(" | ")[1] for line in script.speed_table(measured).splitlines()[2:]
    }
    assert rows["small campaign, over Mesa"] == "235 times"
    assert rows["small campaign, over EMA Workbench"] == "12.3 times"
    assert rows["small campaign, over NumPy"] == "not measured"
    unmeasured = script.speed_table({**LATEST, "device": None, "device_campaigns_per_second": None})
    assert "| campaigns a second, graphics card | not measured | the same; not measured: no GPU |" in unmeasured
    assert rows["campaigns a second, one thread"] == f"{LATEST['campaigns_per_second_1']:,}"


def test_the_table_goes_between_its_markers_and_changes_nothing_else(script):
    text = f"before\n{script.BEGIN}\nold\n{script.END}\nafter\n"
    assert script.renewed(text, "new") == f"before\n{script.BEGIN}\n\nnew\n\n{script.END}\nafter\n"
    assert script.renewed(script.renewed(text, "new"), "new") == script.renewed(text, "new")
    assert script.renewed("no place", "new") is None
    assert script.renewed(text + text, "new") is None


def test_without_a_card_nothing_is_measured_of_one(monkeypatch, capsys):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "-1")
    assert device_figures() == NOT_MEASURED
    assert "device: not measured: no GPU" in capsys.readouterr().err


def test_where_the_peers_are_not_installed_their_figures_are_none_and_words_say_why(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(measure, "ELSEWHERE", tmp_path / "none")
    assert measure._elsewhere()["runs_per_second"] == dict.fromkeys(RIVALS)
    assert "not installed in .venv-peers" in capsys.readouterr().err
    assert measure._over({"ours_1": 5.0, "ema": None}, "ours_1", "ema") is None
    assert measure._over({"ours_1": 5.0, "ema": 2.0}, "ours_1", "ema") == 2.5
