"""The logit of kept promises on made-up files: known effects come back, other data miss the bars, bad files are refused."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from casus.backtest import institutions
from casus.backtest.cases import run_case
from casus.backtest.institutions import EARLIER, TERMS
from casus.backtest.scorecard import Scorecard, Settings
from casus.foundation.errors import InputError


def made_up(count: int, wars: int = 8, slope: float = 1.0) -> pd.DataFrame:
    """Promises kept by chance after the earlier coefficients, each times the slope."""
    random = np.random.default_rng(5)
    table = pd.DataFrame(
        {
            "war": np.arange(count) % wars,
            "milinst": random.integers(0, 3, count),
            "formal": random.integers(0, 3, count),
            **{name: random.integers(0, 2, count) for name in ("chcap2d", "dinstch2", "origtar1")},
        }
    )
    logits = sum(slope * EARLIER[name][0] * table[name] for name in TERMS if name != "constant")
    table["honor3"] = random.random(count) < 1.0 / (1.0 + np.exp(-logits - EARLIER["constant"][0]))
    return table.astype(float)


def score(folder: Path, table: pd.DataFrame) -> Scorecard:
    table.to_stata(folder / "mine.dta", write_index=False)
    return run_case("institutions", Settings(data=folder / "mine.dta"))


def refusal(folder: Path, table: pd.DataFrame) -> str:
    with pytest.raises(InputError) as caught:
        score(folder, table)
    return str(caught.value)


def test_effects_that_were_put_in_come_back(tmp_path):
    card = score(tmp_path, made_up(20_000))
    for name, (effect, _) in EARLIER.items():
        assert card.score[name] == pytest.approx(effect, abs=0.15)
    assert card.score["correct_share"] > card.baseline["correct_share_always_kept"]
    assert card.score["log_likelihood"] > card.baseline["log_likelihood_constant_alone"]
    assert card.score["log_skill_wars_out"] > 0.1
    assert all(card.score[f"change_{name}"] < 0.0 for name in TERMS if name != "constant")


def test_other_data_miss_the_bars_and_the_card_is_whole(tmp_path):
    card = score(tmp_path, made_up(300))
    assert card.verdict.startswith("missed: promises; largest difference of a coefficient")
    assert json.loads(json.dumps(card.as_json(), allow_nan=False))["score"]["constant"]
    drawn = institutions.chart(card).to_dict()
    assert "title" not in drawn
    assert [row["term"] for row in card.rows] == [what for name, what in TERMS.items() if name != "constant"]


def test_terms_that_say_nothing_foretell_nothing(tmp_path):
    card = score(tmp_path, made_up(4000, slope=0.0))
    assert abs(card.score["log_skill_wars_out"]) < 0.05
    assert abs(card.score["milinst"]) < 0.4


def test_the_order_of_rows_does_not_matter(tmp_path):
    table = made_up(300)
    assert score(tmp_path, table.iloc[::-1]).score == pytest.approx(score(tmp_path, table).score)


def test_where_a_war_holds_all_that_was_broken_the_other_wars_foretell_nothing(tmp_path):
    table = made_up(300)
    card = score(tmp_path, table.assign(war=1.0 - table.honor3))
    assert math.isnan(card.score["correct_share_wars_out"])
    assert math.isnan(card.score["auc_wars_out"])
    assert card.as_json()["score"]["log_skill_wars_out"] is None
    assert not math.isnan(card.score["log_likelihood"])


def test_a_file_that_cannot_be_fitted_is_refused_in_words(tmp_path):
    table = made_up(100)
    assert "honor3 is the same in all rows\n    hint: some kept" in refusal(tmp_path, table.assign(honor3=1.0))
    assert "terms without a prior separate the cases, or say the same" in refusal(tmp_path, table.assign(formal=1.0))
    assert "row 1: milinst is 4; it must be 0 or 1 or 2" in refusal(tmp_path, table.assign(milinst=4.0))
    assert "column 'origtar1' is missing" in refusal(tmp_path, table.drop(columns="origtar1"))
    table.loc[6, "formal"] = math.nan
    assert "row 7: formal is missing" in refusal(tmp_path, table)


def test_it_does_not_run_without_the_file():
    with pytest.raises(InputError, match=r"needs --data FILE\n    hint: the file LeedsAnacIIrep\.dta"):
        run_case("institutions", Settings())
    with pytest.raises(ValueError, match="run_case asks"):
        institutions.run(Settings())
