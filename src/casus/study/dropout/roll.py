"""Who is absent in each world in, whether the line holds there out; what is known is not played again.

A guarantor that stays out is called and does not keep its word. In a world in which it did not keep it anyway, its
absence changes nothing: the kernel asks the same question and gets the same answer. Such worlds are not played again
(`skips`), which leaves a fraction of the work and not a bit of difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.simulate import simulate
from casus.flow.draws.streams import SMALLEST
from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.design import Design
from casus.flow.strategy.kept import HONOUR
from casus.study.asked import Asked
from casus.study.dropout.never_joined import without_parties

How = Literal["stays-out", "never-joined"]
HOWS: tuple[How, ...] = ("stays-out", "never-joined")
Flags = npt.NDArray[np.bool_]
Masks = npt.NDArray[np.int64]
"""(worlds,) who is absent: bit n for the guarantor of place n."""
BROKEN = 1.0 - SMALLEST
"""Chance with which no nation keeps its word, whatever speaks for it."""


class Roll:
    """Plays a design with guarantors absent, who may be others in every world."""

    def __init__(self, asked: Asked, nations: Sequence[str], how: How, by_size: Sequence[str]) -> None:
        self.asked, self.nations, self.how, self.by_size = asked, tuple(nations), how, tuple(by_size)
        self.campaigns = 0
        """Campaigns played so far."""
        places = [nation.id for nation in asked.scenario.guarantors]
        self._places = [places.index(nation) for nation in nations]
        self._seen: list[dict[int, int]] = [{} for _ in range(len(asked.draws))]

    def held_without(self, absent: Sequence[str], worlds: int | None = None) -> Flags:
        """(worlds,) whether the line holds with these absent in every world, or in the first `worlds`."""
        count = len(self.asked.draws) if worlds is None else worlds
        return self.held(np.full(count, self.mask(absent), np.int64))

    def mask(self, absent: Sequence[str]) -> int:
        """The bits of these nations."""
        return sum(1 << self.nations.index(nation) for nation in absent)

    def held(self, masks: Masks) -> Flags:
        """(worlds,) whether the line holds with those absent whom each world's mask says; the first worlds, one for each mask."""
        asked = masks.tolist()
        missing = np.array([world for world, mask in enumerate(asked) if not self._knows(world, mask)], np.int64)
        if len(missing):
            play = self._stay_out if self.how == "stays-out" else self._never_join
            for world, result in zip(missing.tolist(), play(missing, masks[missing]).tolist(), strict=True):
                self._seen[world][asked[world]] = result
        return np.array([self._seen[world][mask] & 1 for world, mask in enumerate(asked)], np.bool_)

    def _knows(self, world: int, mask: int) -> bool:
        """Whether the result is known, or that of fewer absent, one of whom kept no word there, stands for it."""
        seen = self._seen[world]
        if mask in seen:
            return True
        for bit in _bits(mask) if self.how == "stays-out" else ():
            before = seen.get(mask ^ bit)
            if before is not None and not before >> 1 & bit:
                seen[mask] = before
                return True
        return False

    def _stay_out(self, worlds: Masks, masks: Masks) -> Masks:
        """Results of worlds in which those absent do not keep their word."""
        draws = self.asked.draws.take(worlds)
        names = [f"nation.{nation}{HONOUR}" for nation in self.nations]
        changed = {
            name: np.where(masks >> place & 1 > 0, BROKEN, draws.columns[name]) for place, name in enumerate(names)
        }
        return self._results(self.asked.design, draws.with_columns(changed))

    def _never_join(self, worlds: Masks, masks: Masks) -> Masks:
        """Results of worlds in which those absent were never parties: a design for each set of them."""
        results = np.zeros(len(worlds), np.int64)
        for mask in np.unique(masks):
            gone = [nation for place, nation in enumerate(self.nations) if mask >> place & 1]
            design = without_parties(self.asked.design, gone, self.by_size)
            results[masks == mask] = self._results(design, self.asked.draws.take(worlds[masks == mask]))
        return results

    def _results(self, design: Design, draws: Draws) -> Masks:
        """(worlds,) whether the line held in the lowest bit, who kept its word in those above."""
        records = simulate(self.asked.scenario, design, self.asked.attack, draws).records
        self.campaigns += len(draws)
        results = (records["held"] > 0).astype(np.int64)
        for place, nation in enumerate(self._places):
            results |= (records["help_level"][:, nation] > 0).astype(np.int64) << (place + 1)
        return results


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest
        mask ^= lowest
