"""What is known of a column of the draws in, on what a result rests that rests on it out: a word, from recorded fact to chance."""

from __future__ import annotations

from collections.abc import Iterable

from casus.flow.draws.described import CHANCE, Described

STANDINGS = ("A or B", "C, seen", "C, recalled", "C, judgement", "C, fiction", CHANCE)
"""From the strongest evidence to none. `seen`: one source, or one of little weight; `recalled`: a source that was not opened again;
`judgement`: ours or an author's; `fiction`: made up for teaching; `chance`: what no evidence could tell."""
NOT_CHECKED = STANDINGS[2:5]
"""Those that no reading of a source stands behind."""
MIXED = "mixed"
"""Grade, status and standing of a group that holds several."""
_STATUS = {"seen": "C, seen", "data": "C, seen", "recalled": "C, recalled", "fiction": "C, fiction"}


def standing(column: Described) -> str:
    """On what a column stands; a tie says so of its weakest."""
    if column.grade == CHANCE:
        return CHANCE
    if column.grade == MIXED:
        return MIXED
    return "A or B" if column.grade in {"A", "B"} else _STATUS.get(column.status, "C, judgement")


def weakest(columns: Iterable[Described]) -> Described:
    """The column that stands on least; chance weakens nothing, for no evidence is missing there."""
    known = list(columns)
    return max(
        [column for column in known if column.grade != CHANCE] or known, key=lambda c: STANDINGS.index(standing(c))
    )
