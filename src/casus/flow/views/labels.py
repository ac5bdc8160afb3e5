"""Labels and what stands in their way in, places where none covers another out.

A greedy method (Christensen, Marks and Shieber 1995, "An empirical study of algorithms for point-feature label
placement"): the most important label chooses first, each takes the first free place beside its point, and one that
finds none is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

LINE_HEIGHT = 1.15  # chosen: box of a line of text, in font sizes
WIDER = 1.06  # chosen: reserve for fonts that are wider than Helvetica
WIDTHS = {  # Adobe Font Metrics of Helvetica and Helvetica Bold, rounded: width of a letter in font sizes
    0.28: " !'`ijlI.,:;|/ftr[]()",
    0.50: "csvxyzkJ-",
    0.61: "abdeghnopquLFTZ0123456789",
    0.67: "ABEKPSVXY&",
    0.73: "CDHNRUw",
    0.79: "GOQ",
    0.90: "mM",
    0.95: "W@%",
}
USUAL_WIDTH = 0.61
LETTERS = {letter: width for width, letters in WIDTHS.items() for letter in letters}
RINGS = (1.0, 1.7, 2.4)  # chosen: distances tried, in gaps between point and label; further out a name seems to be another's
FURTHER = 0.3  # chosen: crossings of a line that the next place in order may save, to be preferred

Side = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether all of it lies in the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Label:
    """A text that wants a place beside a point, or, where `centres` are given, upon one of them."""

    text: str
    x: float
    y: float
    size: float
    priority: float
    """The higher chooses first."""
    gap: float = 6.0
    """Pixels between the point and the text."""
    bold: bool = False
    centres: tuple[tuple[float, float], ...] = ()
    """Points on which it may be centred, best first, for the name of an area."""
    kind: str = ""
    """What it names; handed through."""


@dataclass(frozen=True)
class PlacedLabel:
    """A label with its place: the text is aligned by `align` at (x, y), the middle of its height."""

    label: Label
    x: float
    y: float
    align: Side
    box: Box


def place_labels(
    labels: Iterable[Label], sheet: Box, blocked: Iterable[Box] = (), crossed: Sequence[Box] = ()
) -> list[PlacedLabel]:
    """The labels that found a place: inside the sheet, off everything blocked, none upon another.

    Of the free places it takes the first, unless a later one is `crossed` less (by a line, say).
    """
    taken, placed = list(blocked), []
    for label in sorted(labels, key=lambda label: -label.priority):
        places = enumerate(places_of(label))
        free = [(rank, place) for rank, place in places if place.box.within(sheet) and not _hits(place.box, taken)]
        if not free:
            continue
        _, best = min(free, key=lambda ranked: _hits(ranked[1].box, crossed) + FURTHER * ranked[0])
        taken.append(best.box)
        placed.append(best)
    return placed


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Estimated width of a line of text in pixels, a little on the wide side."""
    width = sum(LETTERS.get(letter, USUAL_WIDTH) for letter in text) * size * WIDER
    return width * (1.07 if bold else 1.0)  # Helvetica Bold is some 7 % wider over running text


def places_of(label: Label) -> Iterator[PlacedLabel]:
    """The places of a label, best first: right of its point, left, above, below; then the same further out."""
    width, height = text_width(label.text, label.size, label.bold), label.size * LINE_HEIGHT
    if label.centres:
        for x, y in label.centres:
            yield _placed(label, x, y, "center", width, height)
        return
    for ring in RINGS:
        gap = label.gap * ring
        for across, down in ((1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1)):
            reach = gap * (0.7 if across and down else 1.0)
            x = label.x + across * reach
            y = label.y + down * (reach + height / 2)
            side: Side = "left" if across > 0 else "right" if across < 0 else "center"
            yield _placed(label, x, y, side, width, height)


def _placed(label: Label, x: float, y: float, align: Side, width: float, height: float) -> PlacedLabel:
    left = {"left": x, "center": x - width / 2, "right": x - width}[align]
    return PlacedLabel(label, x, y, align, Box(left, y - height / 2, left + width, y + height / 2))


def _hits(box: Box, others: Iterable[Box]) -> int:
    return sum(box.overlaps(other) for other in others)
