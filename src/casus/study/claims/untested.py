"""Why a study has no number for a claim, as values and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casus.study.claims.language.lack import Lack


@dataclass(frozen=True)
class Untested:
    """What the study lacks, or in how few worlds the question arises."""

    reason: Literal["lacks", "few-worlds", "few-averaged", "undefined"]
    lacks: tuple[Lack, ...] = ()
    worlds: int = 0
    """Worlds in which it arises."""
    of: int = 0
    """All worlds."""
    fewest: int = 0
    """Fewer decide nothing."""

    @property
    def text(self) -> str:
        """In English, without a full stop."""
        decides = f"fewer than {self.fewest} decide nothing"
        match self.reason:
            case "lacks":
                things = ", no ".join(lack.text for lack in self.lacks)
                return f"this study has no {things}; `casus claims SCENARIO` plays what is needed, variants too"
            case "few-worlds":
                return f"it applies in {self.worlds:,} of {self.of:,} worlds; {decides}"
            case "few-averaged":
                return f"what it averages arises in {self.worlds:,} worlds; {decides}"
            case "undefined":
                return "what it averages does not arise in any world of this study"
