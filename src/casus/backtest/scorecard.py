"""What a backtest answers: its score, the baselines it had to beat, the bars it had to clear, and its verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_DRAWS = 2000


@dataclass(frozen=True)
class Settings:
    """How a case is run: a user's own file in the format of the case's own, and the worlds of those that play the model."""

    data: Path | None = None
    draws: int = DEFAULT_DRAWS
    seed: int = 1


@dataclass(frozen=True)
class Bar:
    """One thing that must hold: a value, and the range in which it must lie (ends included)."""

    what: str
    value: float
    low: float = -math.inf
    high: float = math.inf

    @property
    def passed(self) -> bool:
        """Whether the value lies in the range; a value that could not be computed does not."""
        return bool(self.low <= self.value <= self.high)

    @property
    def range_text(self) -> str:
        """The range in words: 'at least 0.72', 'at most 1', '0.72 to 0.88', 'any'."""
        if math.isinf(self.low) and math.isinf(self.high):
            return "any"
        if math.isinf(self.high):
            return f"at least {number_text(self.low)}"
        high = number_text(self.high)
        return f"at most {high}" if math.isinf(self.low) else f"{number_text(self.low)} to {high}"


@dataclass(frozen=True)
class Scorecard:
    """What came out of one case."""

    id: str
    title: str
    n: int
    """How many things were predicted."""
    of: str
    """What they are: 'battles', 'sector-days'."""
    score: dict[str, float]
    baseline: dict[str, float]
    bars: tuple[Bar, ...]
    reading: tuple[str, ...]
    """Plain sentences: what the score means, what the baseline is, where it is weak."""
    sources: tuple[str, ...]
    rows: list[dict[str, Any]]
    """What the chart is drawn from, and nothing else."""

    @property
    def passed(self) -> bool:
        """Whether every bar was cleared."""
        return all(bar.passed for bar in self.bars)

    @property
    def verdict(self) -> str:
        """'passed', or which bars were missed."""
        missed = [bar.what for bar in self.bars if not bar.passed]
        return f"missed: {'; '.join(missed)}" if missed else "passed"

    def as_json(self) -> dict[str, Any]:
        """Plain data for machines; a number that could not be computed is null."""
        return {
            "id": self.id,
            "title": self.title,
            "n": int(self.n),
            "of": self.of,
            "score": {name: _finite(value) for name, value in self.score.items()},
            "baseline": {name: _finite(value) for name, value in self.baseline.items()},
            "bars": [
                {
                    "what": bar.what,
                    "value": _finite(bar.value),
                    "low": _finite(bar.low),
                    "high": _finite(bar.high),
                    "passed": bar.passed,
                }
                for bar in self.bars
            ],
            "passed": self.passed,
            "verdict": self.verdict,
            "reading": list(self.reading),
            "sources": list(self.sources),
        }


def number_text(value: float) -> str:
    """A number as people read it: three digits that mean something, thousands whole.

    >>> number_text(0.19704), number_text(18485.2), number_text(float("nan"))
    ('0.197', '18,485', '-')
    """
    if not math.isfinite(value):
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000.0 else f"{value:.3g}"


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
