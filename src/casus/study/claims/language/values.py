"""A study in, its metrics and assumptions by world out, each read once however many claims ask for it."""

from __future__ import annotations

import numpy as np

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import METRICS, world_values
from casus.study.claims.language.forms import slots

Argument = str | float


class Values:
    """What claims read of a study."""

    def __init__(self, outcomes: Outcomes) -> None:
        self.outcomes = outcomes
        self._quantities = {str(name): place for place, name in enumerate(outcomes.data["quantity"].values)}
        self._read: dict[tuple[str, tuple[Argument, ...]], Floats] = {}

    @property
    def draws(self) -> int:
        """Number of worlds."""
        return self.outcomes.draws

    def measured(self, metric: str, arguments: tuple[Argument, ...]) -> Floats:
        """(worlds,) a metric for the arguments that its kind asks for."""
        if (metric, arguments) not in self._read:
            named: dict[str, Argument] = dict(zip(slots(METRICS[metric]), arguments, strict=False))
            self._read[metric, arguments] = self._world_values(metric, named)
        return self._read[metric, arguments]

    def drawn(self, quantity: str) -> Floats:
        """(worlds,) the values of an assumption."""
        return np.asarray(self.outcomes.data["drawn"].values[self._quantities[quantity]], np.float64)

    def place_of(self, quantity: str, word: str) -> int:
        """The number that stands for a word of a choice."""
        words = str(self.outcomes.data["quantity_words"].values[self._quantities[quantity]]).split()
        return words.index(word)

    def _world_values(self, metric: str, named: dict[str, Argument]) -> Floats:
        attack, lens, credibility = named.get("attack"), named.get("lens"), named.get("credibility")
        return world_values(
            self.outcomes,
            metric,
            str(named["design"]),
            None if attack is None else str(attack),
            None if lens is None else str(lens),
            None if credibility is None else float(credibility),
        )
