"""The casebook: every instrument is whole and sourced, and every outcome was read a second time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from casus.evidence.register import read_register
from casus.foundation.errors import InputError
from casus.pacts import read
from casus.pacts.read import CASEBOOK, casebook_file, casebook_names, instrument, read_casebook
from casus.pacts.schema.clauses import Clause
from casus.pacts.schema.history import Call, Instrument

NAMES = casebook_names()
READINGS = Path(read.__file__).parent / "readings" / "calls.yaml"
PLACE_OR_PARTY_AND_YEAR = re.compile(r"^[a-z0-9-]+-(18|19|20)\d\d$")
NOT_READ_TWICE = {("rio-1947", "1969-07-14")}  # the Football War, which the facts of the second reading do not have
DISPUTED = {("rio-1947", "2001-09-11"), ("csto-1992", "2010-06-11")}
"""Calls whose outcome the two readings code differently; `why` says what speaks for the other."""
LEFT_SINCE = {("csto-1992", "uzbekistan")}  # a member until 2012


def calls() -> list[tuple[Instrument, Call]]:
    return [(held, call) for held in read_casebook() for call in held.history]


def clauses_of(held: Instrument) -> Iterator[tuple[str, Clause]]:
    for name in type(held.pact).model_fields:
        value = getattr(held.pact, name)
        yield from (
            (name, part) for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Clause)
        )


# --- instruments ------------------------------------------------------------------------------------------------------


def test_there_are_as_many_instruments_as_the_method_says() -> None:
    assert len(NAMES) >= 36
    assert len(NAMES) == len(list(CASEBOOK.iterdir()))


@pytest.mark.parametrize("name", NAMES)
def test_an_instrument_is_named_after_its_file_a_place_or_party_and_a_year(name: str) -> None:
    held = instrument(name)
    assert held.id == name
    assert PLACE_OR_PARTY_AND_YEAR.match(name)
    dates = [date for date in (held.pact.signed, held.pact.in_force) if date is not None]
    assert not dates or name[-4:] in {date[:4] for date in dates}


@pytest.mark.parametrize("name", NAMES)
def test_every_source_is_in_the_bibliography(name: str) -> None:
    held, known = instrument(name), read_register().sources
    cited = [
        held.pact.source,
        *(clause.source for _, clause in clauses_of(held)),
        *(call.source for call in held.history),
    ]
    assert sorted({key for key in cited if key is not None} - set(known)) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_was_read_cites_what_was_read(name: str) -> None:
    sources = read_register().sources
    unseen = [call.date for call in instrument(name).history if call.status == "seen" and not sources[call.source].seen]
    assert unseen == []


@pytest.mark.parametrize("name", NAMES)
def test_an_instrument_says_what_stands_behind_it(name: str) -> None:
    """A text has no posture that could say it."""
    assert instrument(name).pact.peacetime is not None


def test_no_two_instruments_share_a_title_or_a_number_in_atop() -> None:
    held = read_casebook()
    assert len({one.pact.title for one in held}) == len(held)
    numbers = [one.atop for one in held if one.atop is not None]
    assert numbers
    assert len(set(numbers)) == len(numbers)


def test_articles_and_words_are_given_for_most_of_what_is_coded() -> None:
    """A clause rests on an article, or says in our words what the text does."""
    coded = [clause for held in read_casebook() for _, clause in clauses_of(held)]
    bare = [clause for clause in coded if clause.article is None and clause.says is None and clause.source is None]
    assert len(bare) < len(coded) / 2


def test_an_unknown_instrument_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        casebook_file("budapest-1995")
    (problem,) = caught.value.problems
    assert problem.what == "the casebook has no 'budapest-1995'"
    assert (problem.hint or "").startswith("did you mean 'budapest-1994'? allowed: ")


# --- calls ------------------------------------------------------------------------------------------------------------


def test_calls_stand_in_the_order_of_time_within_the_life_of_the_pact() -> None:
    assert calls()
    for held in read_casebook():
        dates = [call.date for call in held.history]
        assert dates == sorted(set(dates)), held.id
        for date in dates:
            assert held.pact.signed is None or date >= held.pact.signed[: len(date)], held.id
            assert held.pact.ended is None or date <= held.pact.ended, held.id


def test_only_guarantors_are_called_on() -> None:
    for held, call in calls():
        assert call.guarantors, held.id
        strangers = {*call.guarantors} - {*held.pact.parties.guarantors}
        assert {(held.id, name) for name in strangers} <= LEFT_SINCE


def test_every_call_has_a_status_a_source_and_a_reason() -> None:
    for held, call in calls():
        assert call.status in {"seen", "data", "recalled", "judgement"}, held.id
        assert call.source in read_register().sources, held.id
        assert len(call.why.split()) >= 8, f"{held.id} {call.date}"


def test_all_outcomes_occur() -> None:
    assert {call.outcome for _, call in calls()} >= {"honoured", "partly", "not"}


# --- the second reading -----------------------------------------------------------------------------------------------


def readings() -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = yaml.safe_load(READINGS.read_text("utf-8"))["readings"]
    return held


def months(date: str) -> int:
    """Months since the year 0; a date of a year alone stands for its middle."""
    year, _, rest = date.partition("-")
    return 12 * int(year) + (int(rest[:2]) if rest else 6)


def second_reading(held: Instrument, call: Call) -> dict[str, Any] | None:
    """The reading of the same instrument that is nearest in time, within a year: an event may be dated by its start."""

    def distance(reading: dict[str, Any]) -> tuple[int, bool]:
        return abs(months(reading["date"]) - months(call.date)), reading["date"] != call.date

    same = [reading for reading in readings() if reading["instrument"] == held.id]
    return min((reading for reading in same if distance(reading)[0] <= 12), key=distance, default=None)


def test_every_call_was_read_twice_but_one() -> None:
    missing = {(held.id, call.date) for held, call in calls() if second_reading(held, call) is None}
    assert missing == NOT_READ_TWICE


def test_every_second_reading_is_of_one_call() -> None:
    found = [second_reading(held, call) for held, call in calls()]
    matched = [(reading["instrument"], reading["date"]) for reading in found if reading is not None]
    assert sorted(matched) == sorted({(reading["instrument"], reading["date"]) for reading in readings()})


def test_two_readings_agree_on_the_outcome_where_no_dispute_is_stated() -> None:
    pairs = [(held, call, second_reading(held, call)) for held, call in calls()]
    differ = {(held.id, call.date) for held, call, other in pairs if other and other["outcome"] != call.outcome}
    assert differ == DISPUTED
