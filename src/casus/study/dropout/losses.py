"""Whether the line holds with a guarantor and without in the same worlds in, what its absence loses and how sure that is out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Verdict = Literal["pivotal", "redundant", "better-without"]
ERROR = 0.05  # chosen: the usual one in twenty, over all the questions that are asked at once


@dataclass(frozen=True)
class Loss:
    """Probability of holding that an absence costs."""

    value: float
    """Probability of holding with them less that without, in the same worlds."""
    se: float
    """Its Monte Carlo standard error."""
    low: float
    """The least loss that these draws allow."""
    high: float
    """The largest loss that these draws could hide."""
    only_with: float
    """Share of worlds in which the line holds with them and not without."""
    only_without: float
    """The other way round."""

    @property
    def verdict(self) -> Verdict:
        """Pivotal where the whole interval is a loss, better without where it is a gain; else these draws show no loss."""
        if self.low > 0.0:
            return "pivotal"
        return "better-without" if self.high < 0.0 else "redundant"


def loss(held_with: Flags, held_without: Flags, questions: int = 1) -> Loss:
    """The paired difference of two shares, its interval wide enough for so many questions at once (Bonferroni).

    The interval is that of Agresti and Min (2005), half a world added to each of the four cells: it stays honest where
    hardly a world changes, and says how much may be hidden where none does.
    """
    n = len(held_with)
    lost, gained = float((held_with & ~held_without).sum()), float((held_without & ~held_with).sum())
    value = (lost - gained) / n
    se = _standard_error(lost, gained, n)
    z, middle = sure_by(questions), (lost - gained) / (n + 2.0)
    half = z * _standard_error(lost + 0.5, gained + 0.5, n + 2.0)
    return Loss(value, se, middle - half, middle + half, lost / n, gained / n)


def sure_by(questions: int) -> float:
    """Standard errors to either side that hold for so many questions at once."""
    return NormalDist().inv_cdf(1.0 - ERROR / 2.0 / questions)


def _standard_error(lost: float, gained: float, n: float) -> float:
    return math.sqrt(max(0.0, lost + gained - (lost - gained) ** 2 / n)) / n
