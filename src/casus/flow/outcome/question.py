"""What a study was asked, as its folder keeps it: enough to ask it again on another machine, after its scenario was edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Question:
    """Beside the seed, the sampling and the digests, which the outcomes carry."""

    scenario: str
    """Name of the scenario, or the folder that it was read from."""
    designs: tuple[str, ...]
    """Designs, in the order in which they are played."""
    attacks: tuple[str, ...]
    """Attack options, likewise."""
    lenses: bool
    """Whether it was asked if the designs deter."""
    environment: Mapping[str, str]
    """What the last bits depend on where it was played."""
    files: Callable[[], Files]
    """The scenario's files and the evidence, by path; gathered when they are wanted."""

    def as_json(self) -> dict[str, Any]:
        """Without the files."""
        names = {"scenario": self.scenario, "designs": list(self.designs), "attacks": list(self.attacks)}
        return names | {"lenses": self.lenses, "environment": dict(self.environment)}


def question_from(plain: Mapping[str, Any], files: Callable[[], Files]) -> Question:
    """The question that `as_json` wrote; raises KeyError or TypeError for anything else."""
    return Question(
        str(plain["scenario"]),
        tuple(plain["designs"]),
        tuple(plain["attacks"]),
        bool(plain["lenses"]),
        dict(plain["environment"]),
        files,
    )
