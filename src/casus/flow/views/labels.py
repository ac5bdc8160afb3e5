"""Labels and what stands in their way in, places where none covers another out.

A greedy method (Christensen, Marks and Shieber 1995, "An empirical study of algorithms for point-feature label
placement"): the most important label chooses first, each takes the first free place beside its point, and one that
finds none is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

LINE_HEIGHT = 1.0  # capitals and descenders take 0.93 of a font size in Helvetica
WIDER = 1.04  # chosen: reserve for fonts that are wider than Helvetica
BOLDER = 1.08  # Helvetica Bold over Helvetica, running text
WIDTHS = {  # Adobe Font Metrics of Helvetica, rounded: width of a letter in font sizes
    0.25: " !'`ijlI.,:;|/",
    0.33: "ftr[]()-",
    0.50: "cskvxyzJ",
    0.56: "abdeghnopquL0123456789",
    0.62: "FTZ",
    0.67: "ABEKPSVXY&",
    0.73: "CDHNRUw",
    0.79: "GOQ",
    0.84: "mM",
    0.95: "W@%",
}
CYRILLIC = {  # Liberation Sans, which has Helvetica's metrics; measured by drawing each letter ten times with vl-convert 1.9
    0.25: "ії",
    0.36: "г",
    0.42: "ґ",
    0.46: "зкт",
    0.52: "єсухчІЇь’",
    0.58: "абвдеийлнопрцяГҐК«»–",
    0.68: "жмАБВДЕЗЛРТУХЧЬ",
    0.78: "шюЄИЙНОПСФЦЯ",
    0.94: "щфЖМШЩ",
    1.01: "Ю—…",
}
USUAL_WIDTH = 0.6
LETTERS = {letter: width for widths in (WIDTHS, CYRILLIC) for width, letters in widths.items() for letter in letters}
RINGS = (
    1.0,
    1.7,
    2.4,
)  # chosen: distances tried, in gaps between point and label; further out a name seems to be another's
FURTHER = 0.6  # chosen: crossings of a line that the next place in order may save, to be preferred
NEARBY = 8.0  # chosen: pixels; a name so near to another's point may be taken for its name
MISTAKEN = 3.0  # chosen: crossings of a line that are better than one such point
WORST = 6  # chosen: more crossings than this are no worse

Side = Literal["left", "center", "right"]
Edges = npt.NDArray[np.float64]
"""(boxes, 4): left, top, right and bottom of each."""


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
    dot: float = 0.0
    """Radius of a dot at the point that is drawn only with its name, and so wants a free place as well."""
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

    Of the free places it takes the first, unless a later one is `crossed` less (by a line, say) or further from the
    points of other labels.
    """
    taken, placed, lines = list(blocked), [], _edges(crossed)
    waiting = sorted(labels, key=lambda label: -label.priority)
    points = [(label, _square(label.x, label.y, NEARBY)) for label in waiting if not label.centres]
    for label in waiting:
        dot = [_square(label.x, label.y, label.dot)] if label.dot else []
        places, full = enumerate(places_of(label)), _edges(taken)
        free = [(rank, place) for rank, place in places if place.box.within(sheet) and not _hits(place.box, full)]
        if not free or any(_hits(box, full) for box in dot):
            continue
        others = _edges([near for other, near in points if other is not label and not other.dot])
        _, best = min(free, key=lambda ranked: FURTHER * ranked[0] + _awkward(ranked[1].box, lines, others))
        taken += [best.box, *dot]
        placed.append(best)
    return placed


def _awkward(box: Box, crossed: Edges, others: Edges) -> float:
    return min(_hits(box, crossed), WORST) + MISTAKEN * _hits(box, others)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Estimated width of a line of text in pixels, a little on the wide side."""
    width = sum(LETTERS.get(letter, USUAL_WIDTH) for letter in text) * size * WIDER
    return width * (BOLDER if bold else 1.0)


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


def _square(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, x + radius, y + radius)


def _edges(boxes: Sequence[Box]) -> Edges:
    return np.array([(box.left, box.top, box.right, box.bottom) for box in boxes]).reshape(-1, 4)


def _hits(box: Box, others: Edges) -> int:
    """How many of the others it overlaps."""
    left, top, right, bottom = others.T
    return int(np.count_nonzero((box.left < right) & (left < box.right) & (box.top < bottom) & (top < box.bottom)))
