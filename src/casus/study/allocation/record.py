"""What was searched in, the answer with all that it rests on out."""

from __future__ import annotations
def record(*a): return a
Allocation=object
