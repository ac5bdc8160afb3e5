"""Something that a sound claim asks for and a study does not have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["named", "with the tag", "with the tags", "tagged", "for the set"]


@dataclass(frozen=True)
class Lack:
    """A thing by its kind, and how the claim asks for it."""

    kind: str
    """Such as `design`, `attack`, `lens` or `quantity`."""
    name: str
    how: How = "named"

    @property
    def text(self) -> str:
        """Words such as: design 'tripwire'."""
        return f"{self.kind} '{self.name}'" if self.how == "named" else f"{self.kind} {self.how} '{self.name}'"
