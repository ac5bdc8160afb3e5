"""A recorded series read from CSV: what is right is kept as it is, and what is wrong is said with line and column."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import pytest

from casus.backtest.series import MOST_LETTERS, MOST_PROBLEMS, Month, Rules, read_series, shipped
from casus.foundation.errors import InputError

COLUMNS = {"day": int, "km": float, "seen": datetime.date, "sector": str}
HEADER = "day,km,seen,sector"
ROW = "3,12.5,2022-02-27,north"


def written(folder: Path, *lines: str, start: bytes = b"", end: str = "\n") -> Path:
    file = folder / "depth.csv"
    file.write_bytes(start + (end.join(lines) + end).encode())
    return file


def refused(file: Path, columns=COLUMNS) -> tuple:
    with pytest.raises(InputError) as caught:
        read_series(file, columns)
    return caught.value.problems


def places(problems: tuple) -> list[tuple[int, int]]:
    return [(problem.place.line, problem.place.column) for problem in problems]


def test_each_kind_of_column_holds_its_kind_of_value(tmp_path):
    table = read_series(written(tmp_path, HEADER, ROW, "4, 1e1 ,2022-02-28, south east "), COLUMNS)
    assert list(table.columns) == HEADER.split(",")
    assert table.day.tolist() == [3, 4]
    assert table.day.dtype.kind == "i"
    assert table.km.tolist() == [12.5, 10.0]
    assert table.seen.tolist() == [datetime.date(2022, 2, 27), datetime.date(2022, 2, 28)]
    assert table.sector.tolist() == ["north", "south east"]


def test_columns_that_nobody_asked_for_are_kept_as_text_in_the_order_of_the_file(tmp_path):
    table = read_series(written(tmp_path, "note,km,extra", "a,1,2"), {"km": float})
    assert table.to_dict("list") == {"note": ["a"], "km": [1.0], "extra": ["2"]}


@pytest.mark.parametrize(
    ("start", "end"), [(b"", "\n"), (b"", "\r\n"), (b"\xef\xbb\xbf", "\n"), (b"\xef\xbb\xbf", "\r\n")]
)
@pytest.mark.parametrize("first", [HEADER, f"# where it comes from\n{HEADER}"])
def test_a_byte_order_mark_and_the_line_ends_of_windows_change_nothing(tmp_path, start, end, first):
    table = read_series(written(tmp_path, *first.split("\n"), ROW, start=start, end=end), COLUMNS)
    assert table.iloc[0].tolist() == [3, 12.5, datetime.date(2022, 2, 27), "north"]


def test_comments_and_blank_lines_are_skipped_and_yet_counted(tmp_path):
    lines = ("# source: nobody, 'a, b'", "", HEADER, "# half way", ROW, "   ", "4,far,2022-02-28,north")
    problems = refused(written(tmp_path, *lines))
    assert places(problems) == [(7, 3)]
    assert len(read_series(written(tmp_path, *lines[:-1]), COLUMNS)) == 1


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ("3.5,1,2022-02-27,north", 1, "day is '3.5'; it must be a whole number"),
        ("three,1,2022-02-27,north", 1, "day is 'three'; it must be a whole number"),
        ("3,twelve,2022-02-27,north", 3, "km is 'twelve'; it must be a number"),
        ("3,nan,2022-02-27,north", 3, "km is 'nan'; it must be a number"),
        ("3,-inf,2022-02-27,north", 3, "km is '-inf'; it must be a number"),
        ("3,1e999,2022-02-27,north", 3, "km is '1e999'; it must be a number"),
        ("3,1.5,27 February,north", 7, "seen is '27 February'; it must be a date like 2022-02-24"),
        ("3,1.5,2022-02-30,north", 7, "seen is '2022-02-30'; it must be a date like 2022-02-24"),
    ],
)
def test_a_bad_cell_is_named_with_its_place_and_what_would_be_right(tmp_path, row, column, says):
    file = written(tmp_path, "# made up", HEADER, ROW, row)
    (problem,) = refused(file)
    assert problem.what == says
    assert str(problem).startswith(f"{file}:4:{column}: ")


def test_all_bad_cells_are_said_at_once(tmp_path):
    file = written(tmp_path, HEADER, "x,y,z,north", ROW, "3,1.5,soon,north")
    assert places(refused(file)) == [(2, 1), (2, 3), (2, 5), (4, 7)]


def test_a_file_full_of_bad_cells_is_not_read_out_to_the_end(tmp_path):
    assert len(refused(written(tmp_path, HEADER, *["x,1,2022-02-27,north"] * 100))) == MOST_PROBLEMS


@pytest.mark.parametrize(
    ("row", "count"), [("3,12.5,2022-02-27", 3), ("3,12.5,2022-02-27,north,more", 5), ("3;12.5;2022-02-27;north", 1)]
)
def test_a_row_with_too_few_or_too_many_cells_is_named(tmp_path, row, count):
    (problem,) = refused(written(tmp_path, HEADER, ROW, row))
    assert problem.what == f"has {count} cells where the header has 4"
    assert problem.place.line == 3


def test_a_cell_in_quotes_may_hold_a_comma(tmp_path):
    table = read_series(written(tmp_path, "sector,km", '"north, west",3'), {"sector": str, "km": float})
    assert table.iloc[0].tolist() == ["north, west", 3.0]


def test_missing_columns_are_all_named_with_the_nearest_that_is_there(tmp_path):
    near, far = refused(written(tmp_path, "# made up", "days,kilometres,seen,sector", ROW))
    assert near.what == "column 'day' is missing"
    assert near.hint.startswith("did you mean 'days'?")
    assert far.what == "column 'km' is missing"
    assert "kilometres" in far.hint
    assert places((near, far)) == [(2, 1), (2, 1)]


def test_a_column_that_is_there_twice_is_refused_asked_for_or_not(tmp_path):
    problems = refused(written(tmp_path, "km,day,note,km,note", "1,2,a,3,b"), {"km": float})
    assert [problem.what for problem in problems] == ["column 'km' is there twice", "column 'note' is there twice"]


def test_empty_cells_are_missing_values(tmp_path):
    table = read_series(written(tmp_path, HEADER, ROW, ", ,,"), COLUMNS)
    assert math.isnan(table.day[1])
    assert math.isnan(table.km[1])
    assert table.seen[1] is None
    assert table.sector[1] == ""
    assert len(table.dropna(subset=["seen"])) == 1


@pytest.mark.parametrize("lines", [(), ("",), ("# only a comment", "", "# and another")])
def test_a_file_without_a_table_is_told_what_its_first_line_would_be(tmp_path, lines):
    (problem,) = refused(written(tmp_path, *lines))
    assert problem.what == "holds no table"
    assert problem.hint == f"first line: {HEADER}"


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    table = read_series(written(tmp_path, HEADER), COLUMNS)
    assert len(table) == 0
    assert list(table.columns) == HEADER.split(",")


@pytest.mark.parametrize("text", [f"{HEADER}\n3,1,2022-02-27,Čop\n".encode("latin2"), f"{HEADER}\n".encode("utf-16")])
def test_a_file_in_another_encoding_is_refused_in_words(tmp_path, text):
    file = tmp_path / "depth.csv"
    file.write_bytes(text)
    (problem,) = refused(file)
    assert problem.what == "is not UTF-8 text"
    assert problem.hint == "save the file as UTF-8"


@pytest.mark.parametrize("name", ["absent.csv", "absent/depth.csv", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name):
    (problem,) = refused(tmp_path / name)
    assert problem.what.startswith("cannot be read: ")
    assert problem.place.file == tmp_path / name


@pytest.mark.parametrize("rows", [('3,12.5,2022-02-27,"no', 'rth"'), ('"3,12.5,2022-02-27,north', ROW)])
def test_a_quote_that_runs_over_a_line_end_is_refused_in_words(tmp_path, rows):
    problems = refused(written(tmp_path, HEADER, *rows))
    assert problems[0].place.line == 2


def test_a_cell_longer_than_csv_allows_is_refused_in_words(tmp_path):
    problems = refused(written(tmp_path, HEADER, f"3,12.5,2022-02-27,{'n' * 140_000}"))
    assert problems[0].place.line == 2


def test_quotes_are_read_line_by_line(tmp_path):
    file = written(tmp_path, HEADER, '"3,12.5,2022-02-27,north', ROW, 'four,1,2022-02-27,"north"')
    assert places(refused(file)) == [(2, 1), (4, 1)]
    assert "cannot be read as cells" in refused(file)[0].what


def test_a_header_with_an_open_quote_is_refused_in_words(tmp_path):
    (problem,) = refused(written(tmp_path, 'day,"km', ROW))
    assert (problem.place.line, problem.place.column) == (1, 1)


def test_a_header_may_have_spaces_and_quotes(tmp_path):
    assert read_series(written(tmp_path, ' day , "km",seen,sector '.replace(' "', '"'), ROW), COLUMNS).km[0] == 12.5


@pytest.mark.parametrize("letter", ["\f", "\u2028", "\x1c", "\x85"])
def test_only_line_ends_end_a_line(tmp_path, letter):
    table = read_series(written(tmp_path, HEADER, f"3,12.5,2022-02-27,no{letter}rth"), COLUMNS)
    assert table.sector.tolist() == [f"no{letter}rth"]


@pytest.mark.parametrize(
    ("row", "column"), [('"a, b",far', 8), ('"a ""b"", c",far', 14), ("a,far", 3), (' "x",far', 6)]
)
def test_the_column_of_a_bad_cell_counts_what_stands_in_quotes(tmp_path, row, column):
    problems = refused(written(tmp_path, "sector,km", row), {"sector": str, "km": float})
    assert places(problems) == [(2, column)]


def test_what_is_said_of_a_long_cell_is_short(tmp_path):
    (problem,) = refused(written(tmp_path, "km", "x" * 1000), {"km": float})
    assert len(problem.what) < MOST_LETTERS + 50


def test_a_whole_number_that_floats_cannot_hold_is_refused(tmp_path):
    assert places(refused(written(tmp_path, "day", "3", "1e300"), {"day": int})) == [(3, 1)]


@pytest.mark.parametrize("row", [", ,,", "3,1,2022-02-27,", "3,,2022-02-27,north"])
def test_what_is_required_may_not_be_empty(tmp_path, row):
    file = written(tmp_path, HEADER, ROW, row)
    with pytest.raises(InputError) as caught:
        read_series(file, COLUMNS, Rules(required=frozenset({"km", "sector"})))
    empty = [name for name, cell in zip(HEADER.split(","), row.split(","), strict=True) if not cell.strip()]
    named = [problem.what.removesuffix(" is empty") for problem in caught.value.problems]
    assert named == [name for name in empty if name in {"km", "sector"}]
    assert {problem.place.line for problem in caught.value.problems} == {3}


@pytest.mark.parametrize(
    ("rules", "row", "says"),
    [
        (Rules(positive=frozenset({"km"})), "4,0,2022-02-27,north", "km is 0; it must be above 0"),
        (Rules(not_negative=frozenset({"km"})), "4,-0.5,2022-02-27,north", "km is -0.5; it must be 0 or above"),
        (
            Rules(one_of={"sector": ("north", "south")}),
            "4,0,2022-02-27,west",
            "sector is 'west'; it must be north or south",
        ),
        (Rules(unique="day"), "3,0,2022-02-27,west", "day 3 is there twice"),
    ],
)
def test_what_breaks_a_rule_is_named_with_its_line(tmp_path, rules, row, says):
    with pytest.raises(InputError) as caught:
        read_series(written(tmp_path, "# made up", HEADER, ROW, row), COLUMNS, rules)
    (problem,) = caught.value.problems
    assert (problem.what, problem.place.line) == (says, 4)
    assert len(read_series(written(tmp_path, HEADER, ROW, ",,,"), COLUMNS, rules)) == 2, (
        "what is empty breaks none of them"
    )


def test_a_table_may_be_asked_for_a_least_number_of_rows(tmp_path):
    with pytest.raises(InputError, match=r"depth\.csv:2:1: holds 1 rows; at least 2 are needed"):
        read_series(written(tmp_path, "# made up", HEADER, ROW), COLUMNS, Rules(least_rows=2))


def test_every_shipped_series_can_be_read():
    files = sorted(shipped("").glob("*.csv"))
    assert files
    for file in files:
        assert len(read_series(file, {})) > 0, file.name


def test_a_month_is_a_number_that_is_written_as_a_month(tmp_path):
    table = read_series(written(tmp_path, "month", "2023-01", "2022-12", "0001-01"), {"month": Month})
    assert table.month.tolist() == [2023 * 12, 2022 * 12 + 11, 12]
    assert [str(Month(month)) for month in table.month] == ["2023-01", "2022-12", "0001-01"]


@pytest.mark.parametrize("text", ["2022-13", "2022", "2022-1", "202201", "2022-01-01", "January"])
def test_what_is_no_month_is_refused(tmp_path, text):
    (problem,) = refused(written(tmp_path, "month", text), {"month": Month})
    assert problem.what == f"month is '{text}'; it must be a month like 2022-02"


def test_a_number_above_the_most_is_refused_and_the_most_is_not(tmp_path):
    with pytest.raises(InputError) as caught:
        read_series(written(tmp_path, "km", "5", "5.1"), {"km": float}, Rules(at_most={"km": 5.0}))
    (problem,) = caught.value.problems
    assert problem.what == "km is 5.1; it must be at most 5"
    assert problem.place.line == 3
