"""Possible worlds in, the same worlds in which every guarantor keeps its word out."""

from __future__ import annotations

from casus.flow.draws.streams import SMALLEST
from casus.flow.handoffs import Draws

HONOUR = ".event_honour"
"""Ending of the columns whose number decides whether a nation keeps its word: the smaller, the surer."""


def word_kept(draws: Draws, most: int) -> Draws:
    """The first `most` draws with every guarantor resolved; the text still says what is owed, and procedures take their time."""
    first = draws.take(slice(0, most))
    return first.with_columns({name: SMALLEST for name in first.columns if name.endswith(HONOUR)})
