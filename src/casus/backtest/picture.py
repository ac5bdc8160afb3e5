"""A scorecard in, its chart with heading, verdict and sources as a picture file out."""

from __future__ import annotations

import textwrap
from pathlib import Path

from casus.backtest.cases import case
from casus.backtest.scorecard import Scorecard, number_text
from casus.flow.views.frame import framed
from casus.flow.views.picture import save_picture
from casus.foundation.version import VERSION

SCALE = 1.4  # chosen: sharp enough to read, and under half a megabyte
LETTERS_IN_A_LINE = 150  # chosen: fits the charts' 900 pixels at their font size


def draw_case(card: Scorecard, file: Path) -> Path:
    """The file, with the case's prediction against what happened."""
    bars = "; ".join(f"{bar.what}: {number_text(bar.value)} (bar: {bar.range_text})" for bar in card.bars)
    verdict = f"{'Passed' if card.passed else 'Missed'}. n = {card.n:,} {card.of}. {bars}."
    lines = [line for text in (*card.reading[:1], verdict) for line in textwrap.wrap(text, LETTERS_IN_A_LINE)]
    source = f"Source: {'; '.join(card.sources)}. Prediction: Casus {VERSION}, backtest '{card.id}'."
    chart = framed(
        case(card.id).chart(card), card.title, lines, textwrap.wrap(source, LETTERS_IN_A_LINE, break_on_hyphens=False)
    )
    return save_picture(chart, file, scale=SCALE)
