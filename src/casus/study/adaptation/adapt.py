"""Scenario and design in; the signposts under which it should be strengthened, and what that is worth, out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from casus.flow import ranges
from casus.flow.draws.sample import sample
from casus.flow.handoffs import Columns, Floats, Outcomes
from casus.flow.metrics.catalogue import METRICS, Metric, world_values
from casus.flow.pipeline import play_study
from casus.flow.ranges import Progress
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.version import VERSION
from casus.study.adaptation.building import attack_months, build_months, in_time, parts_to_build
from casus.study.adaptation.chance import FEW_PERMUTATIONS, PAIR_PERMUTATIONS, PERMUTATIONS, resampled
from casus.study.adaptation.checked import Checks, checks
from casus.study.adaptation.fresh import FRESH_SEED, in_fresh_worlds
from casus.study.adaptation.judged import POINT, Worlds, halves, pair, singles, stages
from casus.study.adaptation.policies import Flags
from casus.study.adaptation.record import Adapted, Candidate
from casus.study.adaptation.reserve import reserved
from casus.study.adaptation.stronger import candidates
from casus.study.adaptation.watched import Roles, Watched, watched
from casus.study.adaptation.written import SHIPPED, Signposts, read_signposts
from casus.study.asked import Asked, ask
from casus.study.compare import say_nothing
from casus.study.factors import factors_of

DEFAULT_DRAWS = 2000
FEWEST_WORLDS = 40  # chosen: fewer cannot be cut in halves, tenths and a share of each
ADAPTABLE = {name: one for name, one in METRICS.items() if one.of == "campaign" and one.better != "neither"}
"""Metrics that a campaign has and of which it is plain which way is better."""


@dataclass(frozen=True)
class _Question:
    """What is asked, and in what worlds."""

    asked: Asked
    metric: Metric
    budget: float | None
    read: Signposts

    @property
    def sign(self) -> float:
        """1 where more of the metric is better."""
        return 1.0 if self.metric.better == "higher" else -1.0


@dataclass(frozen=True)
class _Tried:
    """One stronger design, with the worlds that it is judged in."""

    design: Design
    worlds: Worlds
    kept: Flags
    """(draws,) worlds in which the metric means something under both designs."""
    months: Floats
    """(draws,) how long it takes to build."""
    unwatched: tuple[str, ...]


def adapt(
    scenario: str | Scenario,
    design: str,
    to: str | None = None,
    metric: str = "held",
    attack: str | None = None,
    budget: float | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    signposts: Path = SHIPPED,
    progress: Progress | None = None,
) -> Adapted:
    """Under which observable signposts a design should be strengthened into another, and what of its gain that gets.

    Without `to` all designs of the scenario that cost more on the same terms of peace are tried, and the design itself with the
    next steps taken; the answer is about the one that gains most. `budget` is the most that strengthening may take in the mean:
    a share of the worlds (up to 1), or million euro a year. Raises InputError for names and numbers that will not do.

    >>> found = adapt("tutorial", "consult-24h", "tripwire", draws=60)
    >>> found.chosen.perfect.gain.value >= found.chosen.always.gain.value
    True
    """
    question = _question(scenario, design, metric, attack, budget, draws, seed, signposts)
    asked = question.asked
    stronger = candidates(asked.scenario, asked.attack, asked.design, asked.draws, to)
    if not stronger:
        hint = "name one with --to"
        raise InputError([Problem(f"no design costs more than '{design}' on the same terms of peace", hint=hint)])
    outcomes = _play(asked, stronger, progress or say_nothing)
    found = [one for one in (_tried(question, outcomes, other) for other in stronger) if one is not None]
    if not found:
        raise KeyboardInterrupt
    hopeful = sorted(_hopeful(found, to), key=lambda one: -one.worlds.gain.mean())
    return _answer(question, outcomes, hopeful, _again(question, hopeful[0].design, progress or say_nothing))


def _question(
    scenario: str | Scenario,
    design: str,
    metric: str,
    attack: str | None,
    budget: float | None,
    draws: int,
    seed: int,
    signposts: Path,
) -> _Question:
    """The question, once every name and number of it will do."""
    problems = []
    if metric not in ADAPTABLE:
        problems.append(Problem(f"unknown metric '{metric}'", hint=unknown_name_hint(metric, ADAPTABLE, most=30)))
    if budget is not None and not (math.isfinite(budget) and budget > 0.0):
        hint = "0.3 is three worlds in ten, 5000 is five billion euro a year"
        problems.append(Problem(f"the budget is {budget:g}; it must be a number above 0", hint=hint))
    if 1 <= draws < FEWEST_WORLDS:
        problems.append(Problem(f"draws is {draws}; triggers are set on halves of at least {FEWEST_WORLDS} worlds"))
    if problems:
        raise InputError(problems)
    return _Question(ask(scenario, design, attack, draws, seed), METRICS[metric], budget, read_signposts(signposts))


def plays(scenario: Scenario, to: str | None) -> int:
    """About how many designs are played for an answer: those tried, and two again in fresh worlds."""
    return 4 if to else len(scenario.designs) + 4


def _play(asked: Asked, stronger: Sequence[Design], progress: Progress) -> Outcomes:
    scenario, register, worlds = asked.scenario, asked.register, asked.draws
    designs = (asked.design, *stronger)
    study = ranges.Asked(
        scenario, register, designs, (asked.attack,), len(worlds), worlds.seed, "monte-carlo", lenses=False
    )
    return play_study(study, VERSION, progress)


def _tried(of: _Question, outcomes: Outcomes, other: Design) -> _Tried | None:
    """A stronger design with its worlds; None where it was not played, or nothing can be said in so few worlds."""
    asked, columns = of.asked, of.asked.draws.columns
    base, after = (world_values(outcomes, of.metric.name, one.id, asked.attack.id) for one in (asked.design, other))
    if not np.isfinite(outcomes.data["held"].sel(design=other.id).values).any():
        return None
    kept = ~(np.isnan(base) | np.isnan(after))
    _refuse_what_has_no_mean(of.metric, base[kept], after[kept])
    build = build_months(
        parts_to_build(asked.design, other), of.read.building, asked.register, len(kept), asked.draws.seed
    )
    coming = attack_months(columns, asked.design, asked.attack, asked.draws.seed)
    seen, missing = _seen(of, other, columns)
    cost, dearer = (world_values(outcomes, "cost_meur_year", one.id) for one in (asked.design, other))
    worlds = Worlds(
        base=base[kept],
        gain=of.sign * (after - base)[kept],
        sign=of.sign,
        cost=cost[kept],
        extra=(dearer - cost)[kept],
        watched=[replace(one, seen=one.seen[kept], truth=one.truth[kept]) for one in seen],
        timely=[in_time(one.lead_months, coming, build)[kept] for one in seen],
        begun=in_time(np.full(len(build), np.inf), coming, build)[kept],
        fold=halves(int(kept.sum()), asked.draws.seed),
        unit=POINT if of.metric.unit in {"1", "share", "probability"} else 1.0,
    )
    return _Tried(other, worlds, kept, build, tuple(missing))


def _refuse_what_has_no_mean(metric: Metric, *values: Floats) -> None:
    if any(np.isinf(one).any() for one in values):
        what = f"'{metric.name}' never comes in some worlds, so that it has no mean to improve"
        raise InputError([Problem(what, hint="ask for a flag such as held, or for area_lost_km2")])
    if any(one.size < FEWEST_WORLDS for one in values):
        what = (
            f"'{metric.name}' means something under both designs in {values[0].size} worlds; {FEWEST_WORLDS} are needed"
        )
        raise InputError([Problem(what, hint="give more --draws, or another metric")])


def _seen(of: _Question, other: Design, columns: Columns) -> tuple[list[Watched], list[str]]:
    parties = [one.pact.parties for one in (of.asked.design, other)]
    nations = tuple(dict.fromkeys(nation for one in parties for nation in one.guarantors))
    lead = next((one.lead for one in reversed(parties) if one.lead), None)
    roles = Roles(of.asked.attack.id, nations, lead)
    return watched(of.read.signposts, columns, roles, of.asked.draws.seed)


def _hopeful(found: Sequence[_Tried], to: str | None) -> list[_Tried]:
    """Those that gain something, unless none does or one was asked for."""
    gaining = [one for one in found if one.worlds.gain.mean() > 0.0]
    return gaining if gaining and to is None else list(found)


def _again(of: _Question, other: Design, progress: Progress) -> Worlds | None:
    """As many fresh worlds, in which no trigger was set; None where they were not played."""
    seed = of.asked.draws.seed + FRESH_SEED
    draws = sample(of.asked.scenario, of.asked.register, len(of.asked.draws), seed)
    fresh = replace(of, asked=replace(of.asked, draws=draws))
    try:
        tried = _tried(fresh, _play(fresh.asked, [other], progress), other)
    except KeyboardInterrupt:
        return None
    return None if tried is None else tried.worlds


def _judged(of: _Question, tried: _Tried, again: Worlds | None, chosen: bool) -> Candidate:
    """A stronger design with its policies; for the one that the answer is about the pairs as well, and all in fresh worlds."""
    worlds, seed = tried.worlds, of.asked.draws.seed
    spend, budget = _budget(of.budget, worlds)
    weights = resampled(len(worlds.gain), seed)
    found = singles(worlds, spend, budget, weights, seed, PERMUTATIONS if chosen else FEW_PERMUTATIONS)
    if chosen:
        found = (*found, *pair(worlds, spend, budget, weights, seed, PAIR_PERMUTATIONS))
        found = found if again is None else in_fresh_worlds(found, again, seed + FRESH_SEED)
    return Candidate(
        to=tried.design.id,
        title=tried.design.title,
        parts=parts_to_build(of.asked.design, tried.design),
        build_months=float(np.median(tried.months)),
        in_time_share=float(worlds.begun.mean()),
        policies=found,
        worse_share=float((worlds.gain < 0.0).mean()),
        **stages(worlds, weights),
    )


def _budget(budget: float | None, worlds: Worlds) -> tuple[Floats, float]:
    """What strengthening takes of the budget in each world, and the most that it may take in the mean."""
    if budget is None:
        return np.ones(len(worlds.gain)), math.inf
    return (np.ones(len(worlds.gain)) if budget <= 1.0 else worlds.extra), budget


def _answer(of: _Question, outcomes: Outcomes, found: Sequence[_Tried], again: Worlds | None) -> Adapted:
    judged = [_judged(of, one, again, place == 0) for place, one in enumerate(found)]
    chosen, tried, asked = judged[0], found[0], of.asked
    coming = attack_months(asked.draws.columns, asked.design, asked.attack, asked.draws.seed)
    months = None if coming is None else float(np.median(coming))
    checked = _checks(of, outcomes, tried, chosen)
    return Adapted(
        design=asked.design.id,
        title=asked.design.title,
        attack=asked.attack.id,
        attack_title=asked.attack.title,
        metric=of.metric.name,
        metric_what=of.metric.what,
        unit=of.metric.unit,
        flag=of.metric.flag,
        budget=of.budget,
        worlds=len(tried.worlds.gain),
        attack_months=months,
        chosen=chosen,
        others=tuple(judged[1:]),
        unwatched=tried.unwatched,
        reservations=reserved(asked, tried.design, chosen, judged[1:], tried.unwatched, months, checked),
        provenance=asked.provenance,
        complete=outcomes.complete and again is not None,
    )  # fmt: skip


def _checks(of: _Question, outcomes: Outcomes, tried: _Tried, chosen: Candidate) -> Checks | None:
    if chosen.best is None:
        return None
    laws = outcomes.data["law"].sel(design=tried.design.id, attack=of.asked.attack.id).values[tried.kept]
    strongest, factors = chosen.best.sets[0].signpost.id, factors_of(outcomes).take(tried.kept)
    return checks(tried.worlds, strongest, laws, factors, *_budget(of.budget, tried.worlds))
