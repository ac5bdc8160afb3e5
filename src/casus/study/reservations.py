"""What goes with every answer: how sure it is, what else would do for less, and what it hides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reservations:
    """Said beside an answer, in full sentences filled from its numbers."""

    confidence: str
    """How sure the answer is, and about what: Monte Carlo error, fresh draws, spread between laws."""
    alternative: str
    """The cheapest other way to the same end that was tried, with its price; or that none was found, and what was tried."""
    hides: tuple[str, ...]
    """What a reader would not guess from the answer: what was held fixed, averaged, or left out."""

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {"confidence": self.confidence, "alternative": self.alternative, "hides": list(self.hides)}
