"""The whole method, as one sentence: sample the worlds, play every design against every attack in them, assemble, judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from casus.flow.campaign.device import device_name
from casus.flow.draws.described import described
from casus.flow.handoffs import Draws, Floats, Outcomes
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.feasibility import carried_share, feasible_by_nation, feasible_share
from casus.flow.metrics.rotation import first_out_share, sustained_months
from casus.flow.outcome.assemble import assemble
from casus.flow.ranges import Asked, PlayedRange, Progress, joined_ranges, play_range
from casus.flow.scenario.quantities import evidence_of
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.judge import judge

Assembled = Callable[[Outcomes], None]
InPeacetime = Mapping[str, tuple[str, Floats]]


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
    by_design = together([in_peacetime(scenario, design, worlds) for design in designs])
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


def in_peacetime(scenario: Scenario, design: Design, worlds: Draws) -> InPeacetime:
    """By name, what is said of a design whatever the attack: the dimension, draw or nation, and a value for each along it."""
    return {
        "cost_meur_year": ("draw", yearly_cost_meur(scenario, design, worlds)),
        "feasible_share": ("draw", feasible_share(design, worlds)),
        "carried_share": ("draw", carried_share(design, worlds)),
        "feasible_nation_share": ("nation", feasible_by_nation(scenario, design, worlds).mean(axis=1)),
        "sustained_months": ("draw", sustained_months(design, worlds)),
        "first_out_share": ("nation", first_out_share(scenario, design, worlds)),
    }


def together(designs: Sequence[InPeacetime]) -> dict[str, tuple[tuple[str, str], list[Floats]]]:
    """The same of all designs, by name: dimensions, and an array for each design."""
    return {name: (("design", dim), [one[name][1] for one in designs]) for name, (dim, _) in designs[0].items()}


def provenance_of(asked: Asked, version: str) -> dict[str, str | int]:
    """What, with the scenario, would give the same campaigns again."""
    return {
        "version": version,
        "seed": asked.seed,
        "sampling": asked.sampling,
        "evidence_digest": asked.register.digest(evidence_of(asked.scenario)),
        "device": device_name(),
    }
