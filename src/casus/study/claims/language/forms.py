"""What a metric's kind asks for in brackets, and how a metric is therefore written."""

from __future__ import annotations

from typing import Literal

from casus.flow.metrics.catalogue import Metric

Slot = Literal["design", "attack", "lens", "credibility"]
SLOTS: dict[str, tuple[Slot, ...]] = {
    "campaign": ("design", "attack"),
    "design": ("design",),
    "price": ("design", "attack"),
    "lens": ("design", "lens"),
    "crisis": ("design", "attack", "credibility"),
}
"""By what a metric is of: what stands in brackets, in order."""
EXAMPLES: dict[Slot, str] = {"design": "DESIGN", "attack": "ATTACK", "lens": "LENS", "credibility": "0.5"}


def slots(metric: Metric, delta: bool = False) -> tuple[Slot, ...]:
    """What stands in a metric's brackets; in a difference, two designs."""
    return ("design", *SLOTS[metric.of]) if delta else SLOTS[metric.of]


def least(metric: Metric, delta: bool = False) -> int:
    """How many arguments must be given: the attack of a price may be left out."""
    return len(slots(metric, delta)) - (metric.of == "price")


def written(metric: Metric, delta: bool = False) -> str:
    """How the metric is written, with words in capitals for what must be filled in."""
    filled = [EXAMPLES[slot] for slot in slots(metric, delta)]
    if delta:
        return f"delta({', '.join([metric.name, 'DESIGN', 'OTHER', *filled[2:]])})"
    return f"{metric.name}({', '.join(filled)})"
