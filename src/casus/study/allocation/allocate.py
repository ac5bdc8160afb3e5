"""A design in, its contributions placed in zones out, where the attacker sees the posture and picks the worst axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casus.flow.scenario.schema.scenario import Scenario
from casus.study.allocation.curves import Points, play_points
from casus.study.allocation.door import zones_and_rules
from casus.study.allocation.instance import Instance, Rules
from casus.study.allocation.played import Judge
from casus.study.allocation.record import Allocation
from casus.study.allocation.rivals import own_placement, rivals
from casus.study.allocation.search import Search
from casus.study.allocation.settle import settle
from casus.study.allocation.shared import shared_factor
from casus.study.allocation.supply import Given, contributions, given, least_by_nation, piece_by_nation
from casus.study.asked import Asked, ask
from casus.study.replay import Heard

DEFAULT_DRAWS = 1000
"""Worlds of a replay; chosen: a standard error of 0.016 at most, and half a minute for six zones and eleven axes."""
CURVE_WORLDS = 300
"""Worlds of each point of a curve, or all where fewer are asked for; chosen: replay corrects what they get wrong."""
ROUNDS = 4
"""Times that the program may propose; chosen: one or two are usual."""


def allocate(
    scenario: str | Scenario,
    design: str,
    attack: str | None = None,
    zones: Sequence[str] | None = None,
    nations_per_zone: int | None = None,
    least: float | None = None,
    barred: Sequence[tuple[str, str]] = (),
    groups: Mapping[str, Sequence[str]] | None = None,
    by_rotation: bool = False,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    rounds: int = ROUNDS,
    heard: Heard | None = None,
) -> Allocation:
    """Which nation's contributions stand in which zone, for the greatest P(held) on the worst axis; replayed in the full model.

    `barred` are pairs of nation and zone; `groups` by name the nations that can serve together; `least` the fewest brigades that
    a nation sends to a zone. Raises InputError for names and numbers that will not do, and where there is nothing to place.
    """
    asked = ask(scenario, design, attack, draws, seed)
    gives = given(asked.design, asked.draws, by_rotation)
    sizes, least_of = piece_by_nation(gives, least, asked.design), least_by_nation(gives, least)
    filled, rules = zones_and_rules(
        asked.scenario, asked.attack, least_of, zones, nations_per_zone, barred, groups or {}
    )
    judge = Judge(asked.scenario, asked.attack, asked.draws, heard)
    points, fights, instance = _instance(asked, judge, gives, sizes, filled, rules)
    search = Search(asked.design, instance, judge)
    search.run(rivals(asked.scenario, asked.attack, asked.design, instance, gives, by_rotation), rounds)
    return settle(asked, gives, by_rotation, points, fights, search)


def _instance(
    asked: Asked,
    judge: Judge,
    gives: tuple[Given, ...],
    sizes: Mapping[str, float],
    filled: tuple[str, ...],
    rules: Rules,
) -> tuple[tuple[Points, ...], dict[str, float], Instance]:
    """Points of the curves from the kernel, how often each nation fights, and the program that they make."""
    worlds = min(CURVE_WORLDS, len(asked.draws))
    points, fights = play_points(judge, asked.design, gives, filled, worlds)
    pieces = contributions(gives, sizes, asked.draws, fights)
    factor = shared_factor(asked.design, asked.draws)
    bare = Instance(pieces, filled, (), rules, factor, own_placement(asked.design))
    whole = bare.whole * (factor if len(bare.nations) > 1 else 1.0)
    return points, fights, replace(bare, curves=tuple(one.curve(whole) for one in points))
