"""Scenario and design in, the guarantee gap out: the curve of arrival against that of loss, and the causes of what lies between."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from casus.flow.campaign.arrays import Records
from casus.flow.campaign.honour import EQUIPS
from casus.flow.campaign.simulate import simulate
from casus.flow.metrics.measure import share as share_of
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.foundation.shapley import Coalition
from casus.study.asked import Asked, ask
from casus.study.gap.causes import without
from casus.study.gap.curves import moments, recorded, strengths
from casus.study.gap.fates import HALF, Flags, first_help_day, is_gap, lost_day, much_help_day, race
from casus.study.gap.found import READINGS, Gap
from casus.study.gap.others import Other, other_designs
from casus.study.gap.reserved import reserved
from casus.study.gap.shares import ALL, NONE, PLAYED, Parts, parts
from casus.study.promised import promised, refuse_hollow
from casus.study.replay import Heard, say_nothing

DEFAULT_DRAWS = 1000


@dataclass
class _Played:
    """What was played so far."""

    records: Records
    gaps: dict[str, dict[Coalition, Flags]] = field(default_factory=lambda: {reading: {} for reading in READINGS})
    held_away: Flags | None = None
    others: list[Other] = field(default_factory=list)
    complete: bool = False


def gap(
    scenario: str | Scenario,
    design: str,
    attack: str | None = None,
    share: float = HALF,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    progress: Heard | None = None,
) -> Gap:
    """Whether help is in place before the line is lost, and the part of politics, distance, readiness and capacity in the gap.

    `share` is the part of the promised brigades that the stricter reading wants in the line. Stopped, it keeps the curves.
    Raises InputError for unknown names, numbers that will not do, and a design that promises nobody's forces.

    >>> found = gap("tutorial", "tripwire", draws=40)
    >>> set(found.parts["first"].by_cause) == {"politics", "distance", "readiness", "capacity"}
    True
    """
    asked = ask(scenario, design, attack, draws, seed)
    _refuse(asked, share)
    return _answer(asked, share, _play(asked, share, progress or say_nothing))


def plays(scenario: Scenario) -> int:
    """How many designs are played for an answer."""
    return len(PLAYED) + len(scenario.designs)


def _refuse(asked: Asked, part: float) -> None:
    """Raise InputError where there can be no gap to speak of."""
    if not 0.0 < part <= 1.0:
        raise InputError([Problem(f"share is {part:g}; it must be above 0 and at most 1")])
    refuse_hollow(asked)


def _play(asked: Asked, part: float, told: Heard) -> _Played:
    """Play the worlds as they are, then with every set of causes taken away, then the other designs; stopped, what is there."""
    played = _Played(_records(asked, NONE))
    told("as it is")
    _keep_gap(asked, part, played, NONE, played.records)
    try:
        for gone in PLAYED[1:]:
            records = _records(asked, gone)
            _keep_gap(asked, part, played, gone, records)
            told(f"without {', '.join(sorted(gone))}")
            if gone == ALL:
                played.held_away = records["held"] > 0
        for other in other_designs(asked, told):
            played.others.append(other)
        played.complete = True
    except KeyboardInterrupt:
        pass
    return played


def _records(asked: Asked, gone: Coalition) -> Records:
    design, draws = without(gone, asked.design, asked.draws)
    return simulate(asked.scenario, design, asked.attack, draws).records


def _keep_gap(asked: Asked, part: float, played: _Played, gone: Coalition, records: Records) -> None:
    """Add in which worlds help came too late, in both readings."""
    lost, nations = lost_day(records), len(asked.scenario.guarantors)
    days = recorded(asked.scenario.setup.horizon_days)
    much = much_help_day(records, promised(asked.design, asked.draws), part, days)
    for reading, help_day in zip(READINGS, (first_help_day(records, nations), much), strict=True):
        played.gaps[reading][gone] = is_gap(help_day, lost)


def _answer(asked: Asked, part: float, played: _Played) -> Gap:
    """The answer, read off what was played."""
    horizon, nations, records = asked.scenario.setup.horizon_days, len(asked.scenario.guarantors), played.records
    of, days, lost = promised(asked.design, asked.draws), recorded(horizon), lost_day(records)
    first, much = first_help_day(records, nations), much_help_day(records, of, part, days)
    races, taken = {"first": race(first, lost), "much": race(much, lost)}, _parts(played)
    held_away = None if played.held_away is None else share_of(played.held_away)
    return Gap(
        design=asked.design.id,
        title=asked.design.title,
        attack=asked.attack.id,
        attack_title=asked.attack.title,
        part=part,
        promised_brigades=float(of.brigades.mean()),
        promised_kind=of.kind,
        owes_forces=asked.design.pact.obligation.level >= EQUIPS,
        races=races,
        curve=moments(first, much, lost, horizon),
        strengths=strengths(records, of, days),
        parts=taken,
        p_held=share_of(records["held"] > 0),
        p_held_away=held_away,
        reservations=reserved(
            asked,
            records,
            races["first"],
            played.gaps["first"][NONE],
            taken.get("first"),
            held_away.value if held_away else math.nan,
            played.others,
        ),
        provenance=asked.provenance,
        complete=played.complete,
    )


def _parts(played: _Played) -> dict[str, Parts]:
    """By reading, the gap taken apart; empty where it was not played to the end."""
    if any(len(gaps) < len(PLAYED) for gaps in played.gaps.values()):
        return {}
    return {reading: parts(gaps) for reading, gaps in played.gaps.items()}
