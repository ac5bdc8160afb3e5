"""A bench in, what it shows out: answers, map and fronts first, the other attacks next, the price last."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from casus.app.web.bench import PINNED, Bench, library_scenario
from casus.flow.handoffs import Outcomes
from casus.flow.metrics.answers import Answers
from casus.flow.scenario.read import scenario_register
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.deterrence import Deterrence
from casus.foundation.last_used import LastUsed
from casus.study.rerun import Rerun, Stopped

Stage = Literal["attack", "attacks", "price"]
MOST_RERUNS = 3
"""Sets of worlds kept; chosen: with their campaigns each takes some 300 MB at 2,000 draws."""


@dataclass(frozen=True)
class Shown:
    """What a bench shows: every number is read off it, and it says of which bench it is."""

    bench: Bench
    reference: Design
    """What the designs are held against, under the id of the pinned one."""
    stage: Stage
    """How far it has come: the shown attack alone, all attacks, or the lenses on deterrence too."""
    outcomes: Outcomes
    """Against the shown attack alone."""
    answers: Answers
    found: Deterrence | None
    seconds: float
    """Since the bench was changed."""


def reference_of(bench: Bench, scenario: Scenario) -> Design:
    """The design that others are held against, under an id of its own."""
    of = bench.pinned or scenario.design(scenario.setup.baseline)
    said = "Pinned" if bench.pinned else "Baseline"
    return of.model_copy(update={"id": PINNED, "title": f"{said}: {of.title}"})


class Reruns:
    """Worlds and campaigns kept for the benches that were played last; for one thread at a time."""

    def __init__(self) -> None:
        self._kept: LastUsed[tuple[str, int, int, float | None], Rerun] = LastUsed(MOST_RERUNS)

    def rerun_of(self, name: str, draws: int, seed: int, buildup_days: float | None = None) -> Rerun:
        """The worlds of a scenario that comes with Casus, drawn once."""
        key = (name, draws, seed, buildup_days)
        if key not in self._kept:
            scenario = library_scenario(name)
            register = scenario_register(Path(scenario.folder))
            self._kept[key] = Rerun(scenario, register, draws, seed, buildup_days)
        return self._kept[key]

    def stages(self, bench: Bench, stopped: Stopped = lambda: False, lenses: bool = True) -> Iterator[Shown]:
        """What the bench shows, stage by stage; ends early where `stopped` says so."""
        started = time.perf_counter()
        rerun = self.rerun_of(bench.scenario, bench.draws, bench.seed, bench.buildup_days)
        scenario = rerun.scenario
        designs = (reference_of(bench, scenario), *bench.designs)
        shown = tuple(attack for attack in scenario.attacks if attack.id == bench.attack)
        outcomes = rerun.outcomes(designs, shown, PINNED, stopped=stopped)
        if outcomes is None:
            return
        stages: dict[Stage, Sequence[AttackOption]] = {"attack": shown, "attacks": scenario.attacks}
        for stage, attacks in stages.items():
            answers = rerun.answers(designs, attacks, PINNED, stopped=stopped)
            if answers is None:
                return
            last = Shown(bench, designs[0], stage, outcomes, answers, None, time.perf_counter() - started)
            yield last
        found = rerun.deterrence(designs, scenario.attacks, stopped) if lenses else None
        if found is not None:
            yield replace(last, stage="price", found=found, seconds=time.perf_counter() - started)
