"""A study's outcomes and courses in, the same outcomes with what the three lenses see in them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

import numpy as np

from casus.flow.handoffs import Columns, Draws, Floats, Outcomes
from casus.flow.outcome.variables import attributes
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.courses import Courses
from casus.flow.strategy.crises import CREDIBILITIES, PRECISIONS, Solved, solve_crises
from casus.flow.strategy.parts import PARTS
from casus.flow.strategy.price import paid_meur, value_meur
from casus.flow.strategy.priced import Priced, priced, typical
from casus.flow.strategy.reference import EFFECTS, READINGS, base_hazard, contributions, lasting
from casus.flow.strategy.reference_features import features
from casus.flow.strategy.variables import VARIABLES

Pair = tuple[str, str]
Variable = tuple[tuple[str, ...], Floats]
PAIR = ("design", "attack")
ENDS = ("challenge", "stand", "war")
YEARS = np.arange(0.0, 10.5, 0.5)
"""Years after the settlement at which survival is kept."""


def judge(
    outcomes: Outcomes,
    scenario: Scenario,
    designs: Sequence[Design],
    attacks: Sequence[AttackOption],
    draws: Draws,
    courses: Mapping[Pair, Courses],
) -> Outcomes:
    """The outcomes with price, game and reference class added; without the scenario's `aims`, the reference class alone.

    Designs and attacks that were not played are missing.
    """
    variables = _reference_variables(scenario, designs, draws)
    if courses:
        usual = typical(draws.columns)
        variables |= _price_variables(scenario, designs, attacks, draws, courses, usual)
        solved = solve_crises(scenario, designs, attacks, courses, draws.columns, usual)
        variables |= _game_variables([[solved.get((design.id, attack.id)) for attack in attacks] for design in designs])
    named = {name: (dims, values, attributes(VARIABLES[name])) for name, (dims, values) in variables.items()}
    return Outcomes(outcomes.data.assign(named).assign_coords(_coordinates(variables)))


def _coordinates(variables: Mapping[str, Variable]) -> dict[str, Any]:
    """Names of the dimensions that the lenses add."""
    known: dict[str, Any] = {
        "part": list(PARTS),
        "year": ("year", YEARS, {"long_name": "years after the settlement", "units": "year"}),
        "reading": list(READINGS),
        "effect": list(EFFECTS),
        "credibility": list(CREDIBILITIES),
        "precision": [*PRECISIONS, np.inf],
    }
    used = {dim for dims, _ in variables.values() for dim in dims}
    return {dim: names for dim, names in known.items() if dim in used}


def _reference_variables(scenario: Scenario, designs: Sequence[Design], draws: Draws) -> dict[str, Variable]:
    of, seen = draws.columns, [features(scenario, design) for design in designs]
    hazard = base_hazard(of, YEARS)
    by_reading = [[np.median(lasting(hazard, one, of, reading), axis=0) for reading in READINGS] for one in seen]
    effects = [contributions(one, of) for one in seen]
    return {
        "survival": (("design", "draw", "year"), np.array([lasting(hazard, one, of) for one in seen])),
        "survival_by_reading": (("design", "reading", "year"), np.array(by_reading)),
        "hazard_effect": (("design", "effect"), np.array([[given[effect] for effect in EFFECTS] for given in effects])),
    }


def _price_variables(
    scenario: Scenario,
    designs: Sequence[Design],
    attacks: Sequence[AttackOption],
    draws: Draws,
    courses: Mapping[Pair, Courses],
    usual: Columns,
) -> dict[str, Variable]:
    of = draws.columns
    ledger = {
        (design.id, attack.id): priced(scenario, design, attack, found, of, usual)
        for design in designs
        for attack in attacks
        if (found := courses.get((design.id, attack.id)))
    }
    grid = [[ledger.get((design.id, attack.id)) for attack in attacks] for design in designs]

    def by_draw(read: str) -> Variable:
        missing = np.full(len(draws), np.nan)
        return (*PAIR, "draw"), np.array([[getattr(p, read) if p else missing for p in row] for row in grid])

    def by_pair(read: str) -> Variable:
        return PAIR, np.array([[getattr(p, read) if p else np.nan for p in row] for row in grid])

    return {
        "price_meur": by_draw("price"),
        "attack_probability": by_draw("attack"),
        "price_se_meur": by_pair("price_se"),
        "aims_gained_share": by_pair("gained"),
        "acting_share": by_pair("acting"),
        "believed_share": by_pair("believed_acting"),
        "price_part_meur": ((*PAIR, "part"), np.array([[_parts(p) for p in row] for row in grid])),
        "aims_value_meur": (("draw",), value_meur(of)),
        "aims_paid_meur": (("draw",), paid_meur(of)),
    }


def _parts(given: Priced | None) -> Iterable[Any]:
    return [given.parts[part] if given else np.nan for part in PARTS]


def _game_variables(grid: Sequence[Sequence[Solved | None]]) -> dict[str, Variable]:
    """The games as variables; a pair that was not played is missing."""
    known = next(solved for row in grid for solved in row if solved)

    def gathered(read: Callable[[Solved], Any]) -> Floats:
        missing = np.full_like(np.asarray(read(known), dtype=np.float64), np.nan)
        return np.array([[missing if solved is None else read(solved) for solved in row] for row in grid])

    world, credibility = (*PAIR, "game_world"), (*PAIR, "credibility")
    return {
        **{f"{end}_probability": (world, gathered(attrgetter(f"worlds.{end}"))) for end in ENDS},
        **{f"typical_{end}_probability": (credibility, gathered(attrgetter(f"typical.{end}"))) for end in ENDS},
        "challenge_in_time_probability": (world, gathered(lambda s: s.in_time)),
        "quantal_challenge_probability": ((*PAIR, "precision"), gathered(lambda s: s.quantal)),
        "typical_resolved_probability": (PAIR, gathered(lambda s: s.resolved)),
        "game_regret": (PAIR, gathered(_regret)),
        "game_solved_share": (
            PAIR,
            gathered(lambda s: np.concatenate([s.worlds.converged, s.typical.converged]).mean()),
        ),
    }


def _regret(solved: Solved) -> float:
    """Largest regret among the games whose solution converged; NaN where none did."""
    regret = np.concatenate([solved.worlds.regret, solved.typical.regret])
    converged = np.concatenate([solved.worlds.converged, solved.typical.converged]) > 0
    return float(regret[converged].max()) if converged.any() else np.nan
