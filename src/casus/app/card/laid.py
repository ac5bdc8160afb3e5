"""What a card says in, every line of text and every shape at its place in pixels out: a column as high as its words need.

The page is 540 pixels wide, drawn as 1,200; on a phone of 390 its sentences are eleven pixels high, its foot eight. A line is
never wider than its column by the measured widths of its letters, and what follows stands below what came before, so that nothing
is clipped or covered however long a claim is.
"""

from __future__ import annotations

from dataclasses import dataclass

from casus.app.card.said import Bar, Said
from casus.flow.views import palette
from casus.flow.views.labels import Box, text_width
from casus.flow.views.wrapped import wrapped

# Pixels and letters, chosen.
WIDTH, MARGIN = 540.0, 26.0
LEADING = 1.28  # line to line, in sizes of letters
HEADING, BODY, SMALL, FOOT, VERDICT = 13.0, 15.0, 13.0, 11.0, 20.0
CLAIM_SIZES = ((110, 25.0), (220, 21.0), (600, 18.0), (10_000, 15.0))  # up to so many letters, a claim is so large
PANEL_PAD, STRIPE, MARK = 14.0, 9.0, 24.0
ROW, NAMES, NUMBERS, DOT = 19.0, 112.0, 62.0, 5.5
COLOURS = {
    "supported": palette.GREEN,
    "contested": palette.ORANGE,
    "refuted": palette.VERMILLION,
    "not testable": palette.QUIET_INK,
}
PANEL = "#F3F1EC"  # pale, chosen: every ink on it has a contrast of 5 to 1 or more
CAVEAT_INK = "#4A4A4A"
MOST_BOLD = 190  # letters; longer than this is a reason rather than a number


@dataclass(frozen=True)
class Line:
    """A line of text: its left end, the middle of its height, and how it looks."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    ink: str = palette.INK
    right: bool = False
    """Whether x is its right end."""

    @property
    def box(self) -> Box:
        """The room that it takes, a little on the wide side."""
        width = text_width(self.text, self.size, self.bold)
        left = self.x - width if self.right else self.x
        return Box(left, self.y - self.size / 2, left + width, self.y + self.size / 2)


@dataclass(frozen=True)
class Shape:
    """A filled rectangle, or, with `radius`, the disc inside it."""

    box: Box
    colour: str
    round: bool = False


@dataclass(frozen=True)
class Sheet:
    """A page that is laid out."""

    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    height: float
    mark: tuple[float, float]
    """Where the sign of the verdict stands."""


class _Pen:
    """Writes from the top downwards."""

    def __init__(self) -> None:
        self.y = MARGIN
        self.lines: list[Line] = []
        self.shapes: list[Shape] = []

    def write(self, text: str, size: float, bold: bool = False, ink: str = palette.INK, left: float = MARGIN) -> None:
        """The text in as many lines as it needs."""
        for line in wrapped(text, size, WIDTH - MARGIN - left - (PANEL_PAD if left > MARGIN else 0.0), bold):
            self.lines.append(Line(line, left, self.y + size * LEADING / 2, size, bold, ink))
            self.y += size * LEADING

    def skip(self, pixels: float) -> None:
        self.y += pixels


def laid_out(said: Said) -> Sheet:
    """The card, laid out."""
    pen = _Pen()
    pen.write(f"CASUS · {said.heading} · {said.scenario}", HEADING, bold=True, ink=palette.QUIET_INK)
    if said.partial:
        pen.skip(6)
        pen.write(said.partial, BODY, bold=True, ink=palette.LINE)
    pen.skip(10)
    pen.write(said.claim, _claim_size(said.claim), bold=True)
    pen.skip(8)
    for line in said.attribution:
        pen.write(line, SMALL, ink=palette.QUIET_INK)
    pen.skip(14)
    mark = _verdict(pen, said)
    if said.bars:
        pen.skip(16)
        _chart(pen, said)
    for section in said.sections:
        pen.skip(13)
        pen.write(section.heading, BODY, bold=True)
        for line in section.lines:
            pen.write(line, BODY)
    pen.skip(14)
    pen.shapes.append(Shape(Box(MARGIN, pen.y, WIDTH - MARGIN, pen.y + 1), palette.GHOST))
    pen.skip(8)
    for line in said.foot:
        pen.write(line, FOOT, ink=palette.QUIET_INK)
    return Sheet(tuple(pen.lines), tuple(pen.shapes), round(pen.y + MARGIN * 0.7), mark)


def _claim_size(claim: str) -> float:
    return next(size for most, size in CLAIM_SIZES if len(claim) <= most)


def _verdict(pen: _Pen, said: Said) -> tuple[float, float]:
    """The panel of the verdict, with the caveat inside it; returns where its sign stands."""
    top, left = pen.y, MARGIN + STRIPE + PANEL_PAD
    pen.skip(PANEL_PAD * 0.8)
    mark = (left + MARK / 2, pen.y + VERDICT * LEADING / 2)
    pen.write(said.verdict, VERDICT, bold=True, left=left + MARK + 10)
    pen.skip(3)
    for place, line in enumerate(said.measured):
        pen.write(line, BODY, bold=place == 0 and len(line) <= MOST_BOLD, left=left)
    pen.skip(6)
    pen.write(said.caveat, SMALL, ink=CAVEAT_INK, left=left)
    pen.skip(PANEL_PAD * 0.8)
    panel = Shape(Box(MARGIN, top, WIDTH - MARGIN, pen.y), PANEL)
    stripe = Shape(Box(MARGIN, top, MARGIN + STRIPE, pen.y), COLOURS[said.kind])
    pen.shapes += [panel, stripe]
    return mark


def _chart(pen: _Pen, said: Said) -> None:
    """A row for each share: its name, its interval and dot on a scale from none to all, its number."""
    pen.write(said.chart, BODY, bold=True)
    pen.skip(4)
    left, right = MARGIN + NAMES, WIDTH - MARGIN - NUMBERS
    rows_top = pen.y + (SMALL * LEADING if said.asked is not None else 0.0)
    rows_end = rows_top + ROW * len(said.bars)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        pen.shapes.append(_upright(_at(share, left, right), rows_top, rows_end, palette.GRID, 1.0))
    if said.asked is not None:
        _asked(pen, said, (left, right), rows_top, rows_end)
    pen.y = rows_top
    for bar in said.bars:
        _row(pen, bar, left, right, COLOURS[said.kind])
    _scale(pen, left, right)
    pen.write(said.key, FOOT, ink=palette.QUIET_INK)


def _asked(pen: _Pen, said: Said, ends: tuple[float, float], top: float, bottom: float) -> None:
    """An upright line at the share that is asked for, with its words beside it, on the side that has room."""
    x = _at(said.asked or 0.0, *ends)
    pen.shapes.append(_upright(x, top - SMALL, bottom, palette.BLACK, 2.0))
    words_left = x > WIDTH / 2
    pen.lines.append(Line(said.asked_text, x - 5 if words_left else x + 5, top - SMALL / 2 - 2, FOOT, right=words_left))


def _row(pen: _Pen, bar: Bar, left: float, right: float, colour: str) -> None:
    middle = pen.y + ROW / 2
    pen.lines.append(Line(bar.name, MARGIN, middle, SMALL, bold=bar.whole))
    pen.lines.append(Line(bar.text, WIDTH - MARGIN, middle, SMALL, bold=bar.whole, right=True))
    ink = colour if bar.whole else palette.BLUE
    low, high, dot = (_at(share, left, right) for share in (bar.low, bar.high, bar.share))
    pen.shapes.append(Shape(Box(low, middle - 1.5, max(high, low + 0.5), middle + 1.5), ink))
    pen.shapes.append(Shape(Box(dot - DOT, middle - DOT, dot + DOT, middle + DOT), ink, round=True))
    pen.y += ROW


def _scale(pen: _Pen, left: float, right: float) -> None:
    """The numbers of the scale, below the rows."""
    for share, text in ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")):
        x = _at(share, left, right) - text_width(text, FOOT) / 2
        pen.lines.append(Line(text, x, pen.y + FOOT * LEADING / 2, FOOT, ink=palette.QUIET_INK))
    pen.y += FOOT * LEADING + 2


def _upright(x: float, top: float, bottom: float, colour: str, width: float) -> Shape:
    return Shape(Box(x - width / 2, top, x + width / 2, bottom), colour)


def _at(share: float, left: float, right: float) -> float:
    return left + (right - left) * share
