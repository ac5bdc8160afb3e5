"""What a user wants of an allocation in, zones and rules out; every name and number that will not do is refused here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.study.allocation.attacker import attacked_zones
from casus.study.allocation.instance import Rules


def zones_and_rules(
    scenario: Scenario,
    attack: AttackOption,
    least: Mapping[str, float],
    zones: Sequence[str] | None,
    nations_per_zone: int | None,
    barred: Sequence[tuple[str, str]],
    groups: Mapping[str, Sequence[str]],
) -> tuple[tuple[str, ...], Rules]:
    """Zones that may be filled, in the order of the theatre, and the rules; raises InputError with all that will not do.

    `least` is by nation that gives anything.
    """
    attacked, givers = attacked_zones(scenario, attack), tuple(least)
    problems = [
        *(problem for zone in zones or () for problem in _zone(scenario, attack, attacked, zone)),
        *(
            problem
            for nation, zone in barred
            for problem in (*_nation(scenario, givers, nation), *_known(scenario, zone))
        ),
        *(problem for group in groups.values() for nation in group for problem in _nation(scenario, givers, nation)),
        *_groups(groups),
    ]
    if zones is not None and not zones:
        problems.append(Problem("no zone is named", hint=f"attacked are: {', '.join(attacked)}"))
    if nations_per_zone is not None and nations_per_zone < 1:
        problems.append(Problem(f"nations per zone is {nations_per_zone}; a zone needs room for 1 at least"))
    if problems:
        raise InputError(problems)
    filled = tuple(zone for zone in attacked if zones is None or zone in zones)
    if all((nation, zone) in barred for nation in givers for zone in filled):
        raise InputError(
            [Problem("no allocation is possible: every nation is barred from every zone that may be filled")]
        )
    named = {name: frozenset(group) for name, group in groups.items()}
    return filled, Rules(least, nations_per_zone, frozenset(barred), named)


def _known(scenario: Scenario, zone: str) -> Iterator[Problem]:
    known = [one.id for one in scenario.theatre.zones]
    if zone not in known:
        yield Problem(f"unknown zone '{zone}'", hint=unknown_name_hint(zone, known))


def _zone(scenario: Scenario, attack: AttackOption, attacked: Sequence[str], zone: str) -> Iterator[Problem]:
    unknown = list(_known(scenario, zone))
    yield from unknown
    if not unknown and zone not in attacked:
        rear = next(one.rear for one in scenario.theatre.zones if one.id == zone)
        what = "is a rear area that no axis starts in" if rear else f"has no axis that '{attack.id}' attacks"
        yield Problem(f"zone '{zone}' {what}", hint=f"attacked are: {', '.join(attacked)}")


def _nation(scenario: Scenario, givers: Sequence[str], nation: str) -> Iterator[Problem]:
    known = [one.id for one in scenario.guarantors]
    if nation not in known:
        yield Problem(f"unknown nation '{nation}'", hint=unknown_name_hint(nation, givers))
    elif nation not in givers:
        yield Problem(f"nation '{nation}' gives nothing that could be allocated", hint=f"these do: {', '.join(givers)}")


def _groups(groups: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    seen = dict[str, str]()
    for name, group in groups.items():
        if not group:
            yield Problem(f"group '{name}' names no nation")
        for nation in group:
            if seen.setdefault(nation, name) != name:
                yield Problem(f"nation '{nation}' is in two groups, '{seen[nation]}' and '{name}'")
