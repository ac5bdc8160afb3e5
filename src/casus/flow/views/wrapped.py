"""A text and a width in, lines that fit into it out, by the measured widths of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casus.flow.views.labels import text_width

BREAKS = re.compile(r"[ \t\r\n]+")
"""Where a line may end; a space that does not break, as in 2 000 in Ukrainian, is none."""


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """The text in lines no wider than `width` pixels: broken between words, and inside a word only where it alone is too wide.

    >>> wrapped("held in most worlds", 10, 60)
    ['held in most', 'worlds']
    """
    lines: list[str] = []
    for word in BREAKS.split(text.strip()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, size, width, bold)
    return lines


def _pieces(word: str, size: float, width: float, bold: bool) -> Iterator[str]:
    """The word whole where it fits, else cut into pieces that do; a piece has a letter at least."""
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter, size, bold) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
