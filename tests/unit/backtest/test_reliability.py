"""The recount of kept promises on made-up files: the trap is avoided, each count is told apart, bad files are refused in words."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from casus.backtest import reliability
from casus.backtest.cases import run_case
from casus.backtest.reliability import COLUMNS, CUTS, PUBLISHED, Count, count, jeffreys_interval, read_rows
from casus.backtest.scorecard import Settings
from casus.foundation.errors import InputError

MARKS = {
    "defense": {(1, 1): 36, (1, 0): 23, (0, 1): 6, (0, 0): 37},
    "offense": {(1, 1): 27, (1, 0): 8, (0, 1): 4, (0, 0): 3},
    "neutral": {(1, 1): 30, (1, 0): 10, (0, 1): 5, (0, 0): 0},
    "nonagg": {(1, 1): 13, (1, 0): 8, (0, 1): 5, (0, 0): 23},
}
"""Of each (sample, kept), how many carry the mark; which of them do is made up."""
FIRST_KEPT_LATE = 92
"""The first row after 1945 that was kept; it is of defence."""


def with_published_counts() -> pd.DataFrame:
    """Made-up rows with the published sums, and 20 that were never called."""
    rows = []
    for (sample, kept), size in {(1, 1): 61, (1, 0): 31, (0, 1): 12, (0, 0): 42}.items():
        for place in range(size):
            marks = {name: place < held[sample, kept] for name, held in MARKS.items()}
            rows.append({"sample": sample, "multilateral": place % 3 == 0, **marks, "honorLLM": kept or math.nan})
    table = pd.DataFrame(rows).assign(dnaLLM=math.nan)
    table["violateLLM"] = np.where(table.honorLLM == 1, math.nan, 1.0)
    idle = table.iloc[:20].assign(dnaLLM=1.0, honorLLM=math.nan, violateLLM=math.nan, multilateral=False)
    whole = pd.concat([table, idle], ignore_index=True)
    atop = np.where(whole.index == FIRST_KEPT_LATE, reliability.ARAB_LEAGUE, 1000.0)
    return whole.assign(sabroskyhonorllm=whole.honorLLM, atopid=atop)


def written(folder: Path, table: pd.DataFrame) -> Path:
    file = folder / "mine.dta"
    text = [name for name in table if table[name].dtype == object]
    table.astype({name: float for name in table if name not in text}).to_stata(file, write_index=False)
    return file


def refusal(file: Path) -> str:
    with pytest.raises(InputError) as caught:
        run_case("reliability", Settings(data=file))
    return str(caught.value)


def test_a_file_with_the_published_sums_clears_every_bar(tmp_path):
    card = run_case("reliability", Settings(data=written(tmp_path, with_published_counts())))
    assert card.verdict == "passed"
    assert len(card.bars) == 9
    assert card.n == 146
    assert card.score["share_all"] == 0.5
    assert card.baseline["share_of_all_rows"] == pytest.approx(73 / 166)
    assert json.loads(json.dumps(card.as_json(), allow_nan=False))["id"] == "reliability"
    assert "1 are on the Arab League (1 kept) and 0 on NATO" in " ".join(card.reading)


def test_the_chart_shows_every_cut_that_was_called_and_has_no_title(tmp_path):
    table = with_published_counts().assign(atopid=1000)
    card = run_case("reliability", Settings(data=written(tmp_path, table)))
    drawn = reliability.chart(card).to_dict()
    assert "title" not in drawn
    assert len(card.rows) == len(CUTS) - 2, "nobody called on the Arab League or NATO"
    assert "share_nato" not in card.score
    assert card.rows[0]["cut"] == "all promises: 73 of 146"


@pytest.mark.parametrize(
    ("row", "column", "missed"),
    [
        (0, "defense", {"42 of 102: defence", "36 of 59: defence, 1816-1944"}),
        (0, "offense", {"31 of 42: offence"}),
        (145, "nonagg", {"18 of 49: non-aggression"}),
        (91, "sample", {"61 of 92: 1816-1944", "12 of 54: 1945-2003"}),
        (0, "multilateral", set()),
    ],
)
def test_one_row_coded_otherwise_misses_the_bars_that_it_belongs_to(row, column, missed, tmp_path):
    table = with_published_counts()
    table[column] = table[column].astype(float)
    table.loc[row, column] = 1.0 - table.loc[row, column]
    card = run_case("reliability", Settings(data=written(tmp_path, table)))
    assert {bar.what.removeprefix("off the published ") for bar in card.bars if not bar.passed} == missed


def test_a_missing_code_is_no_zero_and_a_row_that_was_not_called_does_not_count(tmp_path):
    rows = read_rows(written(tmp_path, with_published_counts()))
    assert len(rows) == 166
    assert rows.honorLLM.dropna().unique().tolist() == [1.0]
    assert rows.honorLLM.mean() == 1.0, "the trap: every code that is there is a 1"
    assert count(rows, CUTS["all"]) == Count(73, 146)


@pytest.mark.parametrize(
    ("rows", "column", "value", "says"),
    [
        ([0], "honorLLM", math.nan, "1 row(s), first row 1"),
        ([5, 9], "violateLLM", 1.0, "2 row(s), first row 6"),
        ([1], "dnaLLM", 1.0, "1 row(s), first row 2"),
    ],
)
def test_a_row_that_is_not_one_of_three_is_refused(rows, column, value, says, tmp_path):
    table = with_published_counts()
    table.loc[rows, column] = value
    said = refusal(written(tmp_path, table))
    assert f"{says}: not coded as one of three" in said
    assert "hint: each row has 1 in exactly one of honorLLM" in said


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("honorLLM", 0.0, "row 3: honorLLM is 0; it must be 1"),
        ("sample", 2.0, "row 3: sample is 2; it must be 0 or 1"),
        ("defense", math.nan, "row 3: defense is missing"),
    ],
)
def test_a_cell_that_is_not_allowed_is_named_with_its_row(column, value, says, tmp_path):
    table = with_published_counts()
    table[column] = table[column].astype(float)
    table.loc[2, column] = value
    said = refusal(written(tmp_path, table))
    assert "mine.dta" in said
    assert says in said


def test_text_where_a_number_is_due_is_refused(tmp_path):
    table = with_published_counts()
    table["sample"] = pd.Series(["before"] * len(table), dtype=object)
    assert "row 1: sample is text; it must be a number" in refusal(written(tmp_path, table))


def test_columns_that_are_missing_are_named_all_at_once(tmp_path):
    table = with_published_counts().rename(columns={"honorLLM": "honourLLM"}).drop(columns="nonagg")
    said = refusal(written(tmp_path, table))
    assert "column 'honorLLM' is missing\n    hint: did you mean 'honourLLM'?" in said
    assert "column 'nonagg' is missing" in said


@pytest.mark.parametrize("content", [b"", b"day,losses\n1,2\n", b"<stata_dta><header>", b"\x72\x02" * 90])
def test_a_file_that_is_none_of_statas_is_refused(content, tmp_path):
    file = tmp_path / "mine.dta"
    file.write_bytes(content)
    assert "is not a Stata file that can be read\n    hint: give the .dta file itself" in refusal(file)


def test_a_whole_file_cut_short_is_refused(tmp_path):
    file = written(tmp_path, with_published_counts())
    file.write_bytes(file.read_bytes()[:-200])
    assert "is not a Stata file that can be read" in refusal(file)


def test_a_file_that_is_not_there_or_is_empty_is_refused(tmp_path):
    assert "absent.dta:1:1: cannot be read: No such file" in refusal(tmp_path / "absent.dta")
    assert "holds no rows" in refusal(written(tmp_path, with_published_counts().iloc[:0]))


def test_it_does_not_run_without_the_file():
    with pytest.raises(InputError, match=r"needs --data FILE\n    hint: the file BerkemeierFuhrmannRAP2018_0303\.dta"):
        run_case("reliability", Settings())
    with pytest.raises(ValueError, match="run_case asks"):
        reliability.run(Settings())


def test_every_published_count_has_its_cut_and_every_cut_its_columns():
    assert set(PUBLISHED) <= set(CUTS)
    assert {column for cut in CUTS.values() for column in cut.holds} <= set(COLUMNS)
    assert all(0 <= counted.kept <= counted.called for counted in PUBLISHED.values())


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_interval_holds_the_share_and_turns_round_with_it(name):
    counted = PUBLISHED[name]
    low, high = jeffreys_interval(counted)
    assert 0.0 < low < counted.share < high < 1.0
    other = jeffreys_interval(Count(counted.called - counted.kept, counted.called))
    assert other == pytest.approx((1.0 - high, 1.0 - low))
