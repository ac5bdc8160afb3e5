"""Scenario and design in; what is lost when guarantors stay out, alone and together, and what each pledge is worth, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from casus.flow.metrics.measure import Difference, share
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.study.asked import Asked, ask, scenario_and_register
from casus.study.dropout.found import Dropout, Group, Pledge, Without
from casus.study.dropout.groups import groups, leaves_nothing, minimal, subsets
from casus.study.dropout.losses import Flags, loss
from casus.study.dropout.members import Leader, Member, by_size, leader, members
from casus.study.dropout.reserved import reserved
from casus.study.dropout.roll import HOWS, How, Roll
from casus.study.dropout.values import MOST_EXACT, exact_values, sampled_values
from casus.study.promised import refuse_hollow
from casus.study.replay import Heard, say_nothing

DEFAULT_DRAWS = 1000
USUAL_UP_TO = 2  # chosen: pairs show who backs up whom; triples of sixteen are 560 more sets
FEW_WORLDS = 250  # chosen: pairs of sixteen are 120 sets; a quarter of the worlds shows those that matter
MOST_RESULTS = 3_000_000  # chosen: sets times worlds that are remembered, about 400 MB


@dataclass
class _Played:
    """What was played so far."""

    results: dict[frozenset[str], Flags]
    nobody: Flags
    values: Mapping[str, Difference] = field(default_factory=dict)
    chain: list[tuple[tuple[str, ...], Flags]] = field(default_factory=list)
    complete: bool = False


def dropout(
    scenario: str | Scenario,
    design: str,
    attack: str | None = None,
    up_to: int | None = None,
    how: How = "stays-out",
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    progress: Heard | None = None,
) -> Dropout:
    """What is lost when guarantors stay out: each alone, all sets of `up_to`, and the Shapley value of each pledge.

    Without `up_to` every subset where there are eight guarantors or fewer, else pairs. `how` is `stays-out` (called, it does
    not keep its word) or `never-joined` (it was no party). Stopped, it keeps what is finished. Raises InputError for unknown
    names, numbers that will not do, and a design that promises nobody's forces.

    >>> found = dropout("tutorial", "tripwire", draws=20)
    >>> found.leader.nation, len(found.pledges), found.exact
    ('dorvan', 4, True)
    """
    read, _ = scenario_and_register(scenario)
    size = _checked(up_to, how, _guarantors(read, design), draws)
    asked = ask(read, design, attack, draws, seed)
    refuse_hollow(asked)
    of = members(asked)
    roll = Roll(asked, [member.nation for member in of], how, by_size(of))
    return _answer(asked, of, size, roll, _play(roll, leader(asked.design, of), size, progress or say_nothing))


def _guarantors(scenario: Scenario, design: str) -> int:
    """How many guarantors a design has; none where there is no such design."""
    return sum(len(one.pact.parties.guarantors) for one in scenario.designs if one.id == design)


def _checked(up_to: int | None, how: str, n: int, draws: int) -> int:
    """The most that are absent at once; raises InputError for what will not do."""
    problems = []
    if how not in HOWS:
        problems.append(Problem(f"unknown way to be absent '{how}'", hint=unknown_name_hint(how, HOWS)))
    if up_to is not None and up_to < 1:
        problems.append(Problem(f"up to {up_to} guarantors absent; it must be at least 1"))
    size = min(n, up_to or (n if n <= MOST_EXACT else USUAL_UP_TO))
    if subsets(n, size) * draws > MOST_RESULTS and not problems:
        what = (
            f"{subsets(n, size):,} sets of up to {size} of {n} guarantors in {draws:,} worlds are more than can be held"
        )
        problems.append(
            Problem(what, hint=f"at most {MOST_RESULTS:,} of both multiplied: ask for fewer at once, or fewer draws")
        )
    if problems:
        raise InputError(problems)
    return size


def _play(roll: Roll, led: Leader, up_to: int, told: Heard) -> _Played:
    """Play all and none, the leader and every other alone, their values, the larger sets; stopped, what is there."""
    played = _Played({frozenset(): roll.held_without(())}, roll.held_without(roll.nations))
    told("with all and with none")
    few = _worlds_of_sets(len(roll.asked.draws), up_to == len(roll.nations))
    singles = sorted(roll.nations, key=lambda nation: nation != led.nation)
    try:
        for absent in (frozenset([nation]) for nation in singles):
            played.results[absent] = roll.held_without(sorted(absent))
            told(f"without {', '.join(absent)}")
        if up_to < len(roll.nations):
            played.values = sampled_values(roll, told)
        for absent in _larger(roll.nations, up_to):
            played.results[absent] = roll.held_without(sorted(absent), few)
            told(f"without {', '.join(sorted(absent))}")
        if up_to == len(roll.nations):
            played.values = exact_values(roll)
        _play_chain(roll, played)
        played.complete = True
    except KeyboardInterrupt:
        pass
    return played


def _worlds_of_sets(draws: int, exact: bool) -> int:
    """Worlds in which two and more are absent: all where values are taken over all sets, else a quarter, but not too few."""
    return draws if exact else min(draws, max(FEW_WORLDS, draws // 4))


def _larger(nations: tuple[str, ...], up_to: int) -> Iterator[frozenset[str]]:
    for size in range(2, up_to + 1):
        yield from map(frozenset, combinations(nations, size))


def _play_chain(roll: Roll, played: _Played) -> None:
    """Take guarantors away in the order of their values until what is left is what nobody leaves."""
    gone: tuple[str, ...] = ()
    held = played.results[frozenset()]
    for nation in sorted(played.values, key=lambda nation: -played.values[nation].value):
        if leaves_nothing(held, played.nobody):
            return
        gone = (*gone, nation)
        held = roll.held_without(gone)
        played.chain.append((gone, held))


def _answer(asked: Asked, of: tuple[Member, ...], up_to: int, roll: Roll, played: _Played) -> Dropout:
    """The answer, read off what was played."""
    everyone, order = played.results[frozenset()], [member.nation for member in of]
    led = leader(asked.design, of)
    together: tuple[Group, ...] = groups(played.results, order) if _singles_done(played, order) else ()
    pledges = _pledges(of, played)
    whole = loss(everyone, played.nobody)
    return Dropout(
        design=asked.design.id,
        title=asked.design.title,
        attack=asked.attack.id,
        attack_title=asked.attack.title,
        how=roll.how,
        leader=led,
        new_leader=_next_leader(led, roll),
        up_to=up_to,
        exact=up_to == len(order),
        p_held=share(everyone),
        p_nobody=share(played.nobody),
        whole=whole,
        pledges=pledges,
        groups=together,
        minimal=minimal(played.results, played.nobody, order),
        chain=tuple(Without(gone, share(held)) for gone, held in played.chain),
        campaigns=roll.campaigns,
        reservations=reserved(asked, roll.how, pledges, together, whole, up_to == len(order)),
        provenance=asked.provenance,
        complete=played.complete,
    )


def _singles_done(played: _Played, nations: list[str]) -> bool:
    return all(frozenset([nation]) in played.results for nation in nations)


def _pledges(of: tuple[Member, ...], played: _Played) -> tuple[Pledge, ...]:
    """Those that were played alone, the greatest loss first."""
    everyone, singles = played.results[frozenset()], {}
    for member in of:
        if frozenset([member.nation]) in played.results:
            singles[member] = loss(everyone, played.results[frozenset([member.nation])], len(of))
    pledges = (Pledge(member, lost, played.values.get(member.nation)) for member, lost in singles.items())
    return tuple(sorted(pledges, key=lambda pledge: (-pledge.loss.value, -_worth(pledge))))


def _worth(pledge: Pledge) -> float:
    return 0.0 if pledge.value is None else pledge.value.value


def _next_leader(led: Leader, roll: Roll) -> str | None:
    """Who leads where a named leader was never a party; None where nobody takes its place."""
    if roll.how == "stays-out" or not led.named:
        return None
    return next((nation for nation in roll.by_size if nation != led.nation), None)
