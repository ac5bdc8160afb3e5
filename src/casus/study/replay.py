"""Changed designs in, what happens to them in the same worlds out; what was played once is remembered."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.arrays import Records
from casus.flow.campaign.simulate import simulate
from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.study.vary.parts import content

Flags = npt.NDArray[np.bool_]
Heard = Callable[[str], None]
"""Told in a few words of every batch that was played."""


def say_nothing(what: str) -> None:
    """Progress that nobody watches."""


class _Key(NamedTuple):
    design: str
    attack: str
    decided_day: float


class Replay:
    """Plays designs in the first of the same worlds, as many as are asked for; more worlds go on where it stopped."""

    def __init__(self, scenario: Scenario, draws: Draws, heard: Heard | None = None) -> None:
        self.scenario, self.draws = scenario, draws
        self.campaigns = 0
        """Campaigns played so far."""
        self._heard = heard
        self._records: dict[_Key, Records] = {}

    def records(
        self, design: Design, attack: AttackOption, worlds: int | None = None, decided_day: float = math.inf
    ) -> Records:
        """(worlds,) of `arrays.OUTCOME`, for the first `worlds` draws, or all.

        With a finite `decided_day` all who keep their word decide on that day. Asked again, nothing is played twice.
        """
        wanted = len(self.draws) if worlds is None else min(worlds, len(self.draws))
        key = _Key(content(design), attack.model_dump_json(), decided_day)
        known = self._records.get(key)
        have = 0 if known is None else len(known)
        if have < wanted:
            more = simulate(self.scenario, design, attack, self.draws.take(slice(have, wanted)), decided_day).records
            known = more if known is None else np.concatenate([known, more])
            self._records[key] = known
            self.campaigns += wanted - have
            if self._heard:
                self._heard(f"{design.id} against {attack.id}")
        assert known is not None
        return known[:wanted]

    def held(
        self, design: Design, attack: AttackOption, worlds: int | None = None, decided_day: float = math.inf
    ) -> Flags:
        """(worlds,) whether the line held."""
        held: Flags = self.records(design, attack, worlds, decided_day)["held"] > 0
        return held
