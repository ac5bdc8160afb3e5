"""The whole method, as one sentence: sample the worlds, play every design against every attack in them, assemble, judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casus.evidence.register import Register
from casus.flow.campaign.simulate import simulate
from casus.flow.draws.described import described
from casus.flow.draws.sample import sample
from casus.flow.draws.streams import Sampling
from casus.flow.handoffs import Campaigns, Outcomes
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.feasibility import carried_share, feasible_by_nation, feasible_share
from casus.flow.metrics.rotation import first_out_share, sustained_months
from casus.flow.outcome.assemble import assemble
from casus.flow.scenario.quantities import evidence_of
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.courses import Played
from casus.flow.strategy.judge import judge

Progress = Callable[[Design, AttackOption], None]
DRAWN = ("design", "draw")


def play_study(
    scenario: Scenario,
    register: Register,
    designs: Sequence[Design],
    attacks: Sequence[AttackOption],
    draws: int,
    seed: int,
    sampling: Sampling,
    version: str,
    progress: Progress,
    lenses: bool,
) -> Outcomes:
    """The outcomes of a study; an interruption keeps the campaigns that are finished and marks the rest missing.

    With `lenses` they say what price, game and reference class see in each design as well.
    """
    worlds = sample(scenario, register, draws, seed, sampling)
    campaigns: list[Campaigns] = []
    courses = Played(scenario, worlds, simulate) if lenses and scenario.setup.aims is not None else None
    try:
        for design in designs:
            for attack in attacks:
                campaigns.append(simulate(scenario, design, attack, worlds))
                if courses is not None:
                    courses.add(design, attack, campaigns[-1])
                progress(design, attack)
    except KeyboardInterrupt:
        if not campaigns:
            raise
    provenance: dict[str, str | int] = {
        "version": version,
        "seed": seed,
        "sampling": sampling,
        "evidence_digest": register.digest(evidence_of(scenario)),
    }
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
    columns = described(scenario, register)
    outcomes = assemble(scenario, designs, attacks, worlds, columns, campaigns, by_design, provenance)
    if not lenses:
        return outcomes
    return judge(outcomes, scenario, designs, attacks, worlds, courses.by_pair if courses else {})
