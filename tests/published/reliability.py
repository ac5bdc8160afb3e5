"""Adaptors: sums of published counts, shares of them, and Jeffreys intervals beside the evidence that rests on them."""

from __future__ import annotations

from casus.backtest.reliability import PUBLISHED, Count, jeffreys_interval
from casus.evidence.register import read_register


def published(cut: str) -> tuple[int, int]:
    return PUBLISHED[cut].kept, PUBLISHED[cut].called


def total(parts: list[str]) -> tuple[int, int]:
    return sum(PUBLISHED[name].kept for name in parts), sum(PUBLISHED[name].called for name in parts)


def published_share(cut: str) -> float:
    return PUBLISHED[cut].share


def mixed_share(weight: float, first: float, second: float) -> float:
    return weight * first + (1.0 - weight) * second


def weight_of_first(mixed: float, first: float, second: float) -> float:
    return (mixed - second) / (first - second)


def jeffreys(kept: int, called: int) -> tuple[float, float]:
    return jeffreys_interval(Count(kept, called))


def evidence_range(entry: str) -> tuple[float, float]:
    ends = read_register().entry(entry).range
    assert ends is not None
    return ends
