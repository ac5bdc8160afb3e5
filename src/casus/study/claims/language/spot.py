"""A spot in a claim's text in, a problem that points at it out: in the file where there is one, else under the text itself."""

from __future__ import annotations

import re

from casus.foundation.errors import Place, Problem
from casus.study.claims.language.nodes import Span

MARGIN = 50  # chosen: with as much on the other side, a line of context fits a terminal
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_KEY = re.compile(r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}\[\],:]+)\s*:\s+""")
_ANCHOR_OR_TAG = re.compile(r"(?:[&!][^\s]*\s+)+")


def problem_at(text: str, at: Span, what: str, hint: str | None, place: Place | None) -> Problem:
    """A problem at the characters of `at`; `place` is where the text starts, or where its YAML value does."""
    start = min(at.start, len(text))
    if place is not None:
        return Problem(what, _in_file(text, start, place), hint)
    shown = "\n".join([hint or "here:", *_underlined(text, Span(start, at.end))])
    return Problem(f"character {start + 1}: {what}", None, shown)


def _underlined(text: str, at: Span) -> tuple[str, str]:
    """The line of the text in which it is, cut to what is near, and a line of carets beneath."""
    first = text.rfind("\n", 0, at.start) + 1
    last = text.find("\n", at.start)
    end = len(text) if last < 0 else last
    left, right = max(first, at.start - MARGIN), min(end, at.start + MARGIN)
    shown = "".join(letter if letter.isprintable() else " " for letter in text[left:right])
    before, after = "... " if left > first else "", " ..." if right < end else ""
    carets = "^" * max(1, min(at.end, right) - at.start)
    return f"      {before}{shown}{after}", " " * (6 + len(before) + at.start - left) + carets


def _in_file(text: str, offset: int, place: Place) -> Place:
    """The place of a character in the file; as if the text went on from its start, where the file says otherwise."""
    source = _source(place)
    for start in _starts(source, place):
        spots = _aligned(source, start, text)
        if spots is not None:
            return _place(source, spots[offset], place)
    before = text[:offset].rsplit("\n", 1)
    line, column = place.line + text.count("\n", 0, offset), len(before[-1])
    return Place(place.file, line, column + (place.column if line == place.line else 1))


def _source(place: Place) -> str:
    """What the file says, nothing where it cannot be read."""
    try:
        return place.file.read_text("utf-8-sig")
    except (OSError, ValueError):
        return ""


def _starts(source: str, place: Place) -> list[int]:
    """Where the text may start: at the place, or behind the key that stands there."""
    lines = [0, *(found.end() for found in _LINE_BREAK.finditer(source))]
    if place.line > len(lines):
        return []
    start = lines[place.line - 1] + place.column - 1
    key = _KEY.match(source, start)
    return [start, key.end()] if key else [start]


def _place(source: str, offset: int, place: Place) -> Place:
    lines = [0, *(found.end() for found in _LINE_BREAK.finditer(source, 0, offset))]
    return Place(place.file, len(lines), offset - lines[-1] + 1)


def _aligned(source: str, start: int, text: str) -> list[int] | None:
    """Where in the source each character of the text stands, and its end; None where the two do not agree.

    YAML changes only the blanks of a value that spans lines, and doubles single quotes; so all other characters are met in turn.
    """
    spot, quote = _first_character(source, start)
    spots = []
    for letter in text:
        if letter.isspace():
            spots.append(spot)
            continue
        spot = _skip(source, spot, quote)
        if source[spot : spot + 1] != letter:
            return None
        spots.append(spot)
        spot += 1
    return [*spots, spot]


def _first_character(source: str, start: int) -> tuple[int, str]:
    """Where the value begins behind an anchor, a quote or the head of a block, and the quote."""
    anchor = _ANCHOR_OR_TAG.match(source, start)
    spot = anchor.end() if anchor else start
    mark = source[spot : spot + 1]
    if mark and mark in "|>":
        line_break = _LINE_BREAK.search(source, spot)
        return (line_break.end() if line_break else len(source)), ""
    return (spot + 1, mark) if mark and mark in "'\"" else (spot, "")


def _skip(source: str, spot: int, quote: str) -> int:
    """Past blanks, and past the first of two single quotes within single quotes."""
    while source[spot : spot + 1].isspace():
        spot += 1
    return spot + 1 if quote == "'" and source[spot : spot + 2] == "''" else spot
