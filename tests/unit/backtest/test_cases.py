"""Every backtest by name: its file keeps the agreement, its series says its source, and bad input is refused in words."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import pytest
import yaml

from casus.backtest import cases
from casus.backtest.cases import CASES, case, run_case, without_outside_file
from casus.backtest.record_2022 import sector_of, sectors
from casus.backtest.scorecard import Scorecard, Settings
from casus.backtest.series import shipped
from casus.evidence.register import read_register
from casus.foundation.errors import InputError

FOLDER = Path(cases.__file__).parent
IN_OUR_FORMAT = ("iwo-jima", "ardennes", "battle-of-britain", "positional", "strikes", "ukraine-2022")
"""Cases that a user may score on a file of their own in the format of the shipped one."""


def table_of(name: str) -> tuple[list[str], list[list[str]]]:
    lines = [line for line in shipped(case(name).DATA).read_text("utf-8").splitlines() if not line.startswith("#")]
    return lines[0].split(","), [line.split(",") for line in lines[1:]]


def verdict_on(name: str, file: Path) -> str:
    """The verdict of a case on a user's file, or why it refuses it."""
    try:
        return run_case(name, Settings(data=file, draws=50)).verdict
    except InputError as error:
        return str(error)


def test_every_case_has_its_file():
    assert CASES
    missing = [module for module in CASES.values() if not (FOLDER / f"{module}.py").is_file()]
    assert not missing, f"named in cases.py, not there: {missing}"


@pytest.mark.parametrize("name", CASES)
def test_a_case_keeps_the_agreement(name):
    chosen = case(name)
    assert name == chosen.ID
    assert chosen.TITLE.strip()
    assert chosen.NEEDS is None or len(chosen.NEEDS) > 20
    assert list(inspect.signature(chosen.run).parameters) == ["settings"]
    assert list(inspect.signature(chosen.chart).parameters) == ["card"]


def test_no_two_cases_have_a_title_or_a_file_in_common():
    assert len({case(name).TITLE for name in CASES}) == len(CASES)
    assert len(set(CASES.values())) == len(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_shipped_series_is_there_and_says_its_source(name):
    series = case(name).DATA
    if series is None:
        return
    text = shipped(series).read_text("utf-8")
    assert text.startswith("# ")
    if series.endswith(".yaml"):
        held = yaml.safe_load(text)["cases"]
        assert held
        assert [row["id"] for row in held if row["source"] not in read_register().sources] == []
        return
    comments = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert any(word in comments for word in ("Source", "github.com", "Computed from")), series


@pytest.mark.parametrize("file", sorted(path.name for path in shipped("").glob("*.csv")))
def test_every_shipped_table_begins_by_saying_what_it_is(file):
    assert shipped(file).read_text("utf-8").startswith("# ")


def test_cases_without_an_outside_file_are_those_that_need_none():
    assert set(without_outside_file()) == {name for name in CASES if case(name).NEEDS is None}
    assert "battles" not in without_outside_file()
    assert set(IN_OUR_FORMAT) <= set(without_outside_file())


@pytest.mark.parametrize(
    ("given", "meant"), [("iwojima", "iwo-jima"), ("ukraine", "ukraine-2022"), ("batles", "battles")]
)
def test_an_unknown_case_is_refused_with_the_nearest(given, meant):
    with pytest.raises(InputError) as caught:
        run_case(given, Settings())
    (problem,) = caught.value.problems
    assert problem.what == f"unknown backtest '{given}'"
    assert problem.hint.startswith(f"did you mean '{meant}'?")


def test_a_case_that_needs_a_file_says_where_to_get_it():
    needing = [name for name in CASES if case(name).NEEDS]
    assert needing
    for name in needing:
        with pytest.raises(InputError) as caught:
            run_case(name, Settings())
        (problem,) = caught.value.problems
        assert problem.what == f"'{name}' needs --data FILE"
        assert problem.hint == case(name).NEEDS


@pytest.fixture(scope="module")
def card_of():
    """A case's scorecard on what is shipped; each is computed once."""
    held: dict[str, Scorecard] = {}

    def card(name: str) -> Scorecard:
        if name not in held:
            held[name] = run_case(name, Settings(draws=50))
        return held[name]

    return card


@pytest.mark.parametrize("name", without_outside_file())
def test_a_scorecard_is_whole_and_can_be_read_by_machines(name, card_of):
    card = card_of(name)
    assert (card.id, card.title) == (name, case(name).TITLE)
    assert card.n > 0
    assert card.of
    assert card.score
    assert card.baseline, "a score means nothing without one"
    assert card.bars
    assert card.reading
    assert card.sources
    assert json.loads(json.dumps(card.as_json(), allow_nan=False))["id"] == name


@pytest.mark.parametrize("name", without_outside_file())
def test_a_chart_has_data_and_leaves_the_title_to_the_frame(name, card_of):
    card = card_of(name)
    drawn = case(name).chart(card).to_dict()
    assert card.rows
    assert "title" not in drawn
    assert '"title": ' in json.dumps(drawn), "axes have titles"


@pytest.mark.parametrize("name", ["iwo-jima", "battle-of-britain", "positional", "strikes"])
def test_the_shipped_series_given_as_ones_own_scores_the_same(name, card_of):
    again = run_case(name, Settings(data=shipped(case(name).DATA), draws=50))
    assert again.score == card_of(name).score
    assert again.baseline == card_of(name).baseline


@pytest.mark.parametrize("name", IN_OUR_FORMAT)
def test_a_table_without_rows_is_refused_in_words(name, tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(",".join(table_of(name)[0]) + "\n")
    with pytest.raises(InputError, match=r"mine\.csv:1:1"):
        run_case(name, Settings(data=file, draws=50))


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("iwo-jima", "day"),
        ("iwo-jima", "us_losses"),
        ("iwo-jima", "japanese_known"),
        ("iwo-jima", "japanese_end_sheet"),
        ("ardennes", "day"),
        ("ardennes", "attacker"),
        ("battle-of-britain", "attack_sorties"),
        ("battle-of-britain", "v_sheet"),
        ("positional", "km2_gain"),
        ("strikes", "month"),
        ("strikes", "cruise_launched"),
        ("strikes", "shahed_pct_neutralised"),
        ("ukraine-2022", "day"),
    ],
)
def test_an_empty_column_is_refused_or_clears_no_bar(name, column, tmp_path):
    header, rows = table_of(name)
    place = header.index(column)
    file = tmp_path / "mine.csv"
    lines = [header, *([*row[:place], "", *row[place + 1 :]] for row in rows)]
    file.write_text("\n".join(",".join(line) for line in lines) + "\n")
    said = verdict_on(name, file)
    assert "mine.csv" in said or said.startswith("missed: ")


@pytest.mark.parametrize("name", ["iwo-jima", "ardennes", "ukraine-2022"])
def test_the_order_of_rows_does_not_matter(name, tmp_path, card_of):
    header, rows = table_of(name)
    turned = own(tmp_path, header, rows[::-1])
    assert run_case(name, Settings(data=turned, draws=50)).score == pytest.approx(card_of(name).score)


def own(folder: Path, header: list[str], rows: list[list[str]]) -> Path:
    file = folder / "mine.csv"
    file.write_text("\n".join(",".join(line) for line in [header, *rows]) + "\n")
    return file


def changed(name: str, row: int, column: str, value: str) -> tuple[list[str], list[list[str]]]:
    """A shipped table with one cell changed; rows count from 0, and 0 stands on line 2 of the file made of it."""
    header, rows = table_of(name)
    rows[row][header.index(column)] = value
    return header, rows


def refusal(name: str, file: Path) -> str:
    with pytest.raises(InputError) as caught:
        run_case(name, Settings(data=file, draws=50))
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "column", "value", "says"),
    [
        ("iwo-jima", "us_losses", "", ":4:19: us_losses is empty"),
        ("iwo-jima", "us_losses", "-1", ":4:19: us_losses is -1; it must be 0 or above"),
        ("iwo-jima", "day", "2", "day 2 is there twice\n    hint: first on line 3"),
        ("iwo-jima", "day", "99", ":1:1: has day 4 after day 2\n    hint: the laws go day by day"),
        ("ardennes", "german_strength", "0", "german_strength is 0; it must be above 0"),
        ("ardennes", "attacker", "Soviet", "attacker is 'Soviet'; it must be german or allied"),
        ("ardennes", "day", "3", "day 3 is there twice\n    hint: first on line 3"),
        ("battle-of-britain", "defence_sorties", "0", "defence_sorties is 0; it must be above 0"),
        ("battle-of-britain", "attacker_losses", "", "attacker_losses is empty"),
        ("ukraine-2022", "konotop", "far", ":4:17: konotop is 'far'; it must be a number"),
        ("ukraine-2022", "konotop", "inf", "konotop is 'inf'; it must be a number"),
        ("ukraine-2022", "konotop", "-5", "konotop is -5; it must be 0 or above"),
        ("ukraine-2022", "day", "1", "day 1 is there twice\n    hint: first on line 3"),
    ],
)
def test_a_cell_that_cannot_be_scored_is_named_with_its_place(name, column, value, says, tmp_path):
    said = refusal(name, own(tmp_path, *changed(name, 2, column, value)))
    assert "mine.csv:" in said
    assert says in said


@pytest.mark.parametrize(
    ("row", "column", "value", "says"),
    [
        (0, "japanese_known", "", "must hold the garrison on the first day"),
        (25, "japanese_known", "", "must hold the garrison on the first day, and what was left"),
        (25, "japanese_known", "30000", "japanese_known ends at 30000; it must be below the 21449 of the first day"),
        (3, "us_losses", "90000", "us_losses are as many as us_landings"),
    ],
)
def test_an_island_that_no_law_can_be_fitted_to_is_refused(row, column, value, says, tmp_path):
    assert says in refusal("iwo-jima", own(tmp_path, *changed("iwo-jima", row, column, value)))


@pytest.mark.parametrize(("name", "rows"), [("iwo-jima", 2), ("ardennes", 14), ("battle-of-britain", 2)])
def test_too_few_rows_are_refused_in_words(name, rows, tmp_path):
    header, all_rows = table_of(name)
    assert f":1:1: holds {rows} rows; at least {rows + 1} are needed" in refusal(
        name, own(tmp_path, header, all_rows[:rows])
    )


def test_a_gap_in_the_sheet_clears_no_bar(tmp_path):
    card = run_case("iwo-jima", Settings(data=own(tmp_path, *changed("iwo-jima", 20, "us_end_sheet", ""))))
    assert card.verdict == "missed: largest difference from Helmbold's sheet, men"


@pytest.mark.parametrize("column", sectors())
def test_a_sector_is_known_by_its_own_name_in_any_spelling(column):
    assert sector_of(column) == column
    assert sector_of(column.replace("-", "_").upper()) == column
    assert sector_of(" / ".join(reversed(column.split("-")))) == column
    assert sector_of(column.replace("northern", "north").replace("west", "western")) == column


@pytest.mark.parametrize("column", ["kyiv", "north", "east", "note", "", "donbas", "kharkiv_donbas", "kyiv-kharkiv"])
def test_a_name_that_fits_no_sector_or_several_is_none(column):
    assert sector_of(column) is None


def test_the_line_of_contact_of_before_is_no_sector(card_of):
    assert len(sectors()) == 9
    assert {row["sector"] for row in card_of("ukraine-2022").rows} == set(sectors())


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("day,konotop,note", "mine.csv:1:1: unknown sector 'note'\n    hint: "),
        ("day,konotop,note", "besides sectors only the columns 'date' and 'day' may be there"),
        ("day,kyiv-west,kyiv_western", "columns 'kyiv-west' and 'kyiv_western' are one sector, 'kyiv-west'"),
        ("day,date", "has no sector's column\n    hint: sectors: kyiv-west"),
        ("days,konotop", "column 'day' is missing\n    hint: did you mean 'days'?"),
    ],
)
def test_columns_are_refused_before_the_war_is_played(header, says, tmp_path, monkeypatch):
    monkeypatch.setattr("casus.backtest.ukraine_2022.replay", None)
    assert says in refusal(
        "ukraine-2022", own(tmp_path, header.split(","), [["3", "100", ""][: header.count(",") + 1]])
    )


def test_that_the_square_law_loses_in_the_air_is_said_first(card_of):
    card = card_of("battle-of-britain")
    assert card.score["skill_square_over_per_sortie"] < 0
    assert "loses to a constant loss per sortie" in card.reading[0]
    assert "was missed" in " ".join(card.reading)
