"""The whole method, as one sentence: sample the worlds, play every design against every attack in them, assemble, judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casus.flow.campaign.device import device_name
from casus.flow.draws.described import described
from casus.flow.handoffs import Outcomes
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.feasibility import carried_share, feasible_by_nation, feasible_share
from casus.flow.metrics.rotation import first_out_share, sustained_months
from casus.flow.outcome.assemble import assemble
from casus.flow.ranges import Asked, PlayedRange, Progress, joined_ranges, play_range
from casus.flow.scenario.quantities import evidence_of
from casus.flow.strategy.judge import judge

Assembled = Callable[[Outcomes], None]
DRAWN = ("design", "draw")


def play_study(asked: Asked, version: str, progress: Progress, assembled: Assembled | None = None) -> Outcomes:
    """The outcomes of a study; an interruption keeps the campaigns that are finished and marks the rest missing.

    Where its lenses are asked for, they say what price, game and reference class see in each design as well. `assembled` is told
    of the outcomes before the lenses look at them, which takes a while.
    """
    return conclude(asked, [play_range(asked, range(asked.draws), progress)], version, assembled)


def conclude(asked: Asked, ranges: Sequence[PlayedRange], version: str, assembled: Assembled | None = None) -> Outcomes:
    """The outcomes of a study whose draws were played in these ranges, in their order; the same however it was cut."""
    played = joined_ranges(ranges)
    scenario, designs, attacks, worlds = asked.scenario, asked.designs, asked.attacks, played.worlds
    by_design = {
        "cost_meur_year": (DRAWN, [yearly_cost_meur(scenario, design, worlds) for design in designs]),
        "feasible_share": (DRAWN, [feasible_share(design, worlds) for design in designs]),
        "carried_share": (DRAWN, [carried_share(design, worlds) for design in designs]),
        "feasible_nation_share": (
            ("design", "nation"),
            [feasible_by_nation(scenario, design, worlds).mean(axis=1) for design in designs],
        ),
        "sustained_months": (DRAWN, [sustained_months(design, worlds) for design in designs]),
        "first_out_share": (
            ("design", "nation"),
            [first_out_share(scenario, design, worlds) for design in designs],
        ),
    }
    columns = described(scenario, asked.register)
    complete = played.finished == len(designs) * len(attacks)
    outcomes = assemble(
        scenario, designs, attacks, worlds, columns, played.kept, complete, by_design, provenance_of(asked, version)
    )
    if assembled is not None:
        assembled(outcomes)
    if not asked.lenses:
        return outcomes
    return judge(outcomes, scenario, designs, attacks, worlds, played.courses)


def provenance_of(asked: Asked, version: str) -> dict[str, str | int]:
    """What, with the scenario, would give the same campaigns again."""
    return {
        "version": version,
        "seed": asked.seed,
        "sampling": asked.sampling,
        "evidence_digest": asked.register.digest(evidence_of(asked.scenario)),
        "device": device_name(),
    }
