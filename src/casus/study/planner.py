"""The planner's questions from Python: how much, how fast, where, at what cost, on what it depends; each is also a command.

>>> from casus import planner
>>> sorted(planner.QUESTIONS)
['adapt', 'allocate', 'clock', 'cost', 'dropout', 'explore', 'gap', 'improve', 'size']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casus.study.adaptation.adapt import adapt
    from casus.study.allocation.allocate import allocate
    from casus.study.burden.cost import cost
    from casus.study.clock.clock import clock
    from casus.study.dropout.dropout import dropout
    from casus.study.gap.gap import gap
    from casus.study.improvement.improve import improve
    from casus.study.sensitivity.explore import explore
    from casus.study.sizing.size import size

QUESTIONS = {
    "adapt": "casus.study.adaptation.adapt",
    "allocate": "casus.study.allocation.allocate",
    "clock": "casus.study.clock.clock",
    "cost": "casus.study.burden.cost",
    "dropout": "casus.study.dropout.dropout",
    "explore": "casus.study.sensitivity.explore",
    "gap": "casus.study.gap.gap",
    "improve": "casus.study.improvement.improve",
    "size": "casus.study.sizing.size",
}
"""Every question with the module that answers it, loaded on first use."""

__all__ = ["QUESTIONS", "adapt", "allocate", "clock", "cost", "dropout", "explore", "gap", "improve", "size"]


def __getattr__(name: str) -> Any:
    """A question is loaded when it is first asked."""
    from importlib import import_module

    if name not in QUESTIONS:
        raise AttributeError(f"module 'casus.study.planner' has no attribute '{name}'")
    return getattr(import_module(QUESTIONS[name]), name)
