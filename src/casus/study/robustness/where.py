"""Compared designs in, the plain conditions under which a rival does better than the recommended one out, by scenario discovery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.study.discovery.discover import Discovery, discover
from casus.study.robustness.compared import Compared
from casus.study.robustness.reversal import Reversal

LEAST_SHARE = 0.02
"""Chosen: in fewer of 2,000 worlds there are too few to find a condition in one half and to tell of it in the other."""


@dataclass(frozen=True)
class Where:
    """The worlds in which one rival does better."""

    rival: int
    """Its place: of all rivals the one that does better most often."""
    found: Discovery


def where_better(of: Compared, best: int, rivals: Sequence[Reversal]) -> Where | None:
    """The conditions under which the rival that does so most often does better; None where hardly any ever does."""
    rival = max(rivals, key=lambda one: one.better_share)
    if rival.better_share < LEAST_SHARE:
        return None
    better = (of.better[rival.rival] > of.better[best]).astype(np.float64)
    what = f"{of.designs[rival.rival]} does better than {of.designs[best]}"
    return Where(rival.rival, discover(of.factors, better, numbers=np.flatnonzero(of.worlds), what_happens=what))
