"""The shipped register is sound, and a register that is not is refused with the place and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from casus.evidence.entry import Entry
from casus.evidence.register import BIBLIOGRAPHY, SHIPPED, Register, read_register
from casus.foundation.errors import InputError

LEAST_ENTRIES = 120  # chosen: fewer would mean that a file was lost
DATA_FILES = sorted(SHIPPED.glob("*.yaml"))
SOURCE_FILES = sorted(BIBLIOGRAPHY.glob("*.yaml"))


# --- what we ship -----------------------------------------------------------------------------------------------------


def test_the_shipped_register_loads_and_is_whole() -> None:
    register = read_register()
    assert len(register.entries) >= LEAST_ENTRIES
    assert register.sources
    assert set(register.subjects) == set(register.entries)


def test_there_are_files_to_look_at() -> None:
    assert DATA_FILES
    assert SOURCE_FILES


@pytest.mark.parametrize("file", DATA_FILES, ids=lambda file: file.stem)
def test_every_file_of_entries_holds_some_and_all_are_read(file: Path) -> None:
    held = yaml.safe_load(file.read_text(encoding="utf-8"))
    register = read_register()
    assert held["entries"]
    assert {register.subjects[entry["id"]] for entry in held["entries"]} == {held["subject"]}


@pytest.mark.parametrize("file", SOURCE_FILES, ids=lambda file: file.stem)
def test_every_bibliography_holds_some_and_all_are_read(file: Path) -> None:
    held = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert held["sources"]
    assert {source["key"] for source in held["sources"]} <= set(read_register().sources)


# --- what is refused --------------------------------------------------------------------------------------------------

ENTRY = """\
subject: Things made up for this test
entries:
- id: made-up
  what: A thing made up for this test
  unit: "1"
  distribution: uniform
  range: [1, 2]
  date: "2022"
  checked: 2026-11-23
  grade: B
  status: seen
  sources: [known]
  why: It is needed for this test.
"""
SOURCE = "sources:\n- {key: known, author: Nobody, year: 2022, title: Nothing, where: Nowhere}\n"


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is shipped: a test reads its own files only, which takes no time."""
    monkeypatch.setattr("casus.evidence.register.SHIPPED", tmp_path / "nothing")
    monkeypatch.setattr("casus.evidence.register.BIBLIOGRAPHY", tmp_path / "nothing")


def register_of(folder: Path, text: str, sources: str = SOURCE) -> Register:
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    (folder / "sources" / "own.yaml").write_text(sources, encoding="utf-8")
    return read_register(folder)


def changed(*changes: tuple[str, str]) -> str:
    text = ENTRY
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def test_a_sound_entry_is_added_to_the_shipped_ones(tmp_path: Path) -> None:
    register = register_of(tmp_path, ENTRY)
    assert register.entry("made-up").range == (1, 2)
    assert set(register.entries) == {*read_register().entries, "made-up"}
    assert set(register.sources) == {*read_register().sources, "known"}


UNITS_LISTED = (
    "allowed: 1, 1/day, EUR/USD, MEUR, MEUR/aircraft, MEUR/brigade, MEUR/day, MEUR/kperson, MEUR/year, MUSD, aircraft"
)
ABSURD = {
    "unknown source": (changed(("[known]", "[known, knwon]")), 12, 20, "unknown source 'knwon'\n    hint: did you mean 'known'?"),
    "unknown unit": (
        changed(('"1"', "brigades")), 5, 3,
        f"entries.0.unit: unknown unit 'brigades'; did you mean 'brigade'? {UNITS_LISTED}",
    ),
    "money without currency": (
        changed(('"1"', "MEUR")), 3, 3, "entries.0: made-up: money carries currency and price_year, and nothing else does",
    ),
    "money without year": (
        changed(('"1"', "MEUR\n  currency: EUR")), 3, 3,
        "entries.0: made-up: money carries currency and price_year, and nothing else does",
    ),
    "currency of what is not money": (
        changed(('"1"', '"1"\n  currency: EUR\n  price_year: 2025')), 3, 3,
        "entries.0: made-up: money carries currency and price_year, and nothing else does",
    ),
    "grade C point": (
        changed(("uniform", "point"), ("range: [1, 2]", "value: 1"), ("grade: B", "grade: C")), 3, 3,
        "entries.0: made-up: a grade C quantity needs a range",
    ),
    "recalled with grade A": (
        changed(("grade: B", "grade: A"), ("seen", "recalled")), 3, 3, "entries.0: made-up: a recalled quantity is grade C",
    ),
    "judgement with grade B": (
        changed(("seen", "judgement")), 3, 3, "entries.0: made-up: a judgement quantity is grade C",
    ),
    "no source": (
        changed(("[known]", "[]")), 3, 3, "entries.0: made-up: names no source; only a judgement may do so",
    ),
    "negative": (changed(("[1, 2]", "[-1, 2]")), 3, 3, "entries.0: made-up: a quantity in '1' cannot be negative"),
    "share above 1": (changed(('"1"', "share")), 3, 3, "entries.0: made-up: a share cannot exceed 1"),
    "falling range": (changed(("[1, 2]", "[2, 1]")), 3, 3, "entries.0: made-up: the range [2.0, 1.0] must rise"),
    "not a number": (changed(("[1, 2]", "[1, .nan]")), 7, 14, "'.nan' is not a finite number"),
    "unknown shape": (
        changed(("uniform", "unifrom")), 6, 3,
        "entries.0.distribution: unknown name 'unifrom'\n    hint: did you mean 'uniform'?",
    ),
    "unknown grade": (changed(("grade: B", "grade: D")), 10, 3, "entries.0.grade: unknown name 'D'\n    hint: allowed: A, B, C"),
    "unknown key": (
        changed(("why:", "reason: x\n  why:")), 13, 3,
        "unknown key 'reason'\n    hint: did you mean 'range'? allowed: bounds",
    ),
    "no reason": (changed(("  why: It is needed for this test.\n", "")), 3, 3, "entries.0.why: is required"),
    "id in capitals": (changed(("made-up", "Made Up")), 3, 3, "entries.0.id: string should match pattern"),
    "not a date": (changed(('"2022"', "last year")), 8, 3, "entries.0.date: string should match pattern"),
}  # fmt: skip


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(("text", "line", "column", "says"), ABSURD.values(), ids=ABSURD)
def test_an_absurd_entry_is_refused(tmp_path: Path, text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(InputError) as caught:
        register_of(tmp_path, text)
    assert len(caught.value.problems) == 1
    assert str(caught.value).startswith(f"{tmp_path / 'own.yaml'}:{line}:{column}: {says}")


@pytest.mark.usefixtures("alone")
def test_an_id_that_is_used_twice_is_refused(tmp_path: Path) -> None:
    twice = ENTRY + ENTRY.split("entries:\n")[1]
    with pytest.raises(InputError) as caught:
        register_of(tmp_path, twice)
    assert str(caught.value) == f"{tmp_path / 'own.yaml'}:14:3: evidence 'made-up' is defined twice"


def test_a_shipped_id_cannot_be_defined_again(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"own\.yaml:3:3: evidence 'brigade-persons' is defined twice$"):
        register_of(tmp_path, changed(("made-up", "brigade-persons")))


@pytest.mark.usefixtures("alone")
def test_a_source_cannot_mean_two_works(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="source 'known' is defined twice"):
        register_of(tmp_path, ENTRY, SOURCE + SOURCE.split("\n")[1].replace("2022", "2023") + "\n")


@pytest.mark.usefixtures("alone")
def test_all_problems_between_files_are_named_at_once(tmp_path: Path) -> None:
    text = changed(("[known]", "[first, second]")) + ENTRY.split("entries:\n")[1]
    with pytest.raises(InputError) as caught:
        register_of(tmp_path, text)
    said = [problem.what for problem in caught.value.problems]
    assert said == ["unknown source 'first'", "unknown source 'second'", "evidence 'made-up' is defined twice"]


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    with pytest.raises(
        InputError, match=r"unknown evidence 'brigade-person'\n    hint: did you mean 'brigade-persons'\?"
    ):
        read_register().entry("brigade-person")


# --- what the register says of itself ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("alone")
def test_the_digest_changes_with_any_field_and_with_nothing_else(tmp_path: Path) -> None:
    first = register_of(tmp_path / "a", ENTRY).digest(["made-up"])
    again = register_of(tmp_path / "b", "# a comment\n" + ENTRY).digest(["made-up"])
    other = register_of(tmp_path / "c", changed(("this test.", "that test."))).digest(["made-up"])
    assert first == again
    assert first != other


def test_the_digest_does_not_depend_on_the_order_of_names() -> None:
    register = read_register()
    names = list(register.entries)[:5]
    assert register.digest(names) == register.digest([*reversed(names), names[0]]) != register.digest()


SERIES = [
    ([("2024", 3.0), ("2025", 4.0)], "2025"),
    ([("2024", 3.0), ("2025", None)], "2024"),
    ([("2024-01", None), ("2024-02", 1.0), ("2024-03", None)], "2024-02"),
    ([("2024", None)], None),
    ([], None),
]


@pytest.mark.parametrize(("series", "last"), SERIES)
def test_the_last_observation_is_the_last_that_has_a_value(
    series: list[tuple[str, float | None]], last: str | None
) -> None:
    fields = yaml.safe_load(ENTRY)["entries"][0]
    observations = [{"date": date, "value": value} for date, value in series]
    assert Entry(**fields, series=observations).last_observed == last


# --- known faults, kept here until they are mended --------------------------------------------------------------------


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("bounds", ["[5, 4]", "[3, 4]", "[null, 0.5]"])
def test_bounds_that_leave_no_room_for_the_range_are_refused(tmp_path: Path, bounds: str) -> None:
    with pytest.raises(InputError, match="bounds"):
        register_of(tmp_path, changed(("[1, 2]", f"[1, 2]\n  bounds: {bounds}")))


@pytest.mark.usefixtures("alone")
def test_true_is_no_number(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="valid number"):
        register_of(tmp_path, changed(("[1, 2]", "[true, 2]")))
