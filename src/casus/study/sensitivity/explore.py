"""Scenario, design and metric in; what the metric depends on, and where the design fails by it, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from casus.flow.handoffs import Draws, Floats
from casus.flow.metrics.catalogue import Metric
from casus.flow.scenario.schema.scenario import Scenario
from casus.study.asked import attack_of, chosen, provenance, refuse_bad_numbers, scenario_and_register
from casus.study.discovery.discover import Discovery, discover
from casus.study.discovery.fails import Failure, failure_of
from casus.study.factors import Factors, factors_of, factors_of_draws, on_the_way
from casus.study.replay import Heard, say_nothing
from casus.study.sensitivity.by_grade import ByGrade, rest
from casus.study.sensitivity.by_law import LAW, InLaw, in_each_law
from casus.study.sensitivity.door import MOST, metric_asked, refuse_bad_sizes, refuse_missing
from casus.study.sensitivity.found import Explored, Line, Screening, lines_of
from casus.study.sensitivity.given import Association, explained_alone
from casus.study.sensitivity.play import Model
from casus.study.sensitivity.reserved import reserved
from casus.study.sensitivity.scheme import Base, Scheme, changed_of, play_base, play_scheme
from casus.study.sensitivity.screen import screen
from casus.study.sensitivity.subjects import SUBJECTS, by_subject, subject_of
from casus.study.sensitivity.ties import REST, Factor, factors_alone, small_numbers, together
from casus.study.sensitivity.tornado import Bar, tornado

DEFAULT_DRAWS = 512
"""Chosen: a total index of 0.1 is then known to about 0.03, and an answer on `ukraine` takes some 20 seconds."""
MOST_WORLDS = 20_000  # chosen: about a million campaigns
HINTS = 12
"""Chosen: factors that explain something alone are seen without a campaign, and are seldom more."""
IN_LAWS = 4
"""Chosen: factors shown within each law."""
BARS = 15  # chosen: what fits a chart
PART = 2
"""Chosen: screening, laws and tornado take one in so many of the worlds, which costs half of their precision or less."""
FEW = 64
"""Chosen: but no fewer, as long as there are so many: a factor of total index 0.2 then changes a flag in six of them."""


@dataclass
class _Played:
    """What was played so far."""

    base: Base
    factors: list[Factor]
    """All that may vary alone."""
    result: Floats
    """(2 x worlds,) of the metric."""
    drawn: Factors
    association: Association
    screening: Screening | None = None
    main: Scheme | None = None
    subjects: Scheme | None = None
    laws: list[InLaw] = field(default_factory=list)
    grades: ByGrade | None = None
    bars: list[Bar] = field(default_factory=list)
    complete: bool = False


def explore(
    scenario: str | Scenario,
    design: str,
    metric: str = "held",
    attack: str | None = None,
    most: int = MOST,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    progress: Heard | None = None,
) -> Explored:
    """What a metric of a design depends on: Sobol indices after a screening, by subject, law and grade; and where it fails.

    `draws` are the worlds of each of two samples; some hundred times as many campaigns are played. Stopped, it keeps what
    is finished. Raises InputError for unknown names, numbers that will not do, and a metric that not every world has.

    >>> found = explore("tutorial", "tripwire", most=3, draws=32)
    >>> found.indices[-1].factor.name, len(found.named) <= 3
    ('small_numbers', True)
    """
    wanted = metric_asked(metric)
    refuse_bad_numbers(draws, MOST_WORLDS, seed)
    refuse_bad_sizes(most, draws)
    model = _model(scenario, design, attack, metric)
    return _answer(model, wanted, _play(model, most, draws, seed, progress or say_nothing), seed)


def _model(scenario: str | Scenario, design: str, attack: str | None, metric: str) -> Model:
    read, register = scenario_and_register(scenario)
    one = read.design(chosen("design", [design], [known.id for known in read.designs])[0])
    return Model(read, register, one, attack_of(read, attack), (metric,))


def _play(model: Model, most: int, worlds: int, seed: int, told: Heard) -> _Played:
    """Everything in turn; an interruption after the first worlds keeps what is finished."""
    played = _begin(model, worlds, seed, told)
    if np.ptp(played.result) == 0.0:
        played.complete = True
        return played
    try:
        _explain(model, played, most, seed, told)
        played.complete = True
    except KeyboardInterrupt:
        pass
    return played


def _begin(model: Model, worlds: int, seed: int, told: Heard) -> _Played:
    """The worlds of both samples as they are, and what is seen in them without exchanging anything."""
    base = play_base(model, worlds, seed)
    told("both samples")
    metric = model.metrics[0]
    result = np.concatenate([base.a[metric], base.b[metric]])
    refuse_missing(metric, result)
    drawn = _drawn(model, base)
    return _Played(base, factors_alone(model.scenario, model.columns), result, drawn, explained_alone(drawn, result))


def _drawn(model: Model, base: Base) -> Factors:
    """What differs between the worlds of both samples."""
    if base.outcomes is not None:
        return factors_of(base.outcomes)
    columns = {
        name: np.concatenate([base.first.columns[name], base.second.columns[name]]) for name in base.first.columns
    }
    both = Draws(columns, np.arange(2 * len(base.first)), base.first.seed, base.first.sampling)
    return factors_of_draws(both, model.columns)


def _explain(model: Model, played: _Played, most: int, seed: int, told: Heard) -> None:
    """Exchange and play, from the coarse to the fine; an interruption is passed on."""
    metric, few = model.metrics[0], _few(played.base)
    played.subjects = play_scheme(model, played.base, by_subject(played.factors, model.attack.id), told)
    _whole(played.subjects)
    kept = _screened(model, played, most, few, seed, told)
    played.main = play_scheme(model, played.base, [*kept, _rest(played.factors, kept), small_numbers()], told)
    order = _strongest(_whole(played.main), metric, seed)
    played.bars += tornado(model, played.base.take(few), order[:BARS], metric, told)
    shown = [factor for factor in order if factor.name != LAW][:IN_LAWS]
    played.laws += in_each_law(model, played.base.take(few), shown, metric, seed, told)
    played.grades = rest(model, played.base, seed, told)
    if not played.grades.complete:
        raise KeyboardInterrupt


def _few(base: Base) -> int:
    """How many worlds are enough where half of the precision is."""
    worlds = len(base.first)
    return min(worlds, max(FEW, worlds // PART))


def _whole(scheme: Scheme) -> Scheme:
    """The scheme, unless it was stopped: then the interruption is passed on."""
    if not scheme.complete:
        raise KeyboardInterrupt
    return scheme


def _screened(model: Model, played: _Played, most: int, few: int, seed: int, told: Heard) -> list[Factor]:
    """The factors that are worth a name; sought in worlds seen from the second sample, and kept in `played` with how."""
    assert played.subjects is not None
    metric, factors = model.metrics[0], played.factors
    totals = played.subjects.indices(metric, seed).total
    idle = {group.name for group, total in zip(played.subjects.factors, totals, strict=True) if total == 0.0}
    live = [place for place, of in enumerate(factors) if subject_of(of, model.attack.id) not in idle and not of.numbers]
    base = played.base.seen_from_second.take(few)
    changed = changed_of(model, base, factors, metric, told)
    found = screen(changed, base.a[metric], live, len(factors), most, seed, _hints(played, live))
    kept = [factors[place] for place in found.kept]
    tried = tuple(factors[place].name for place in np.flatnonzero(np.isfinite(found.alone)))
    played.screening = Screening(
        len(model.columns), len(factors), tuple(s for s in SUBJECTS if s in idle), tried,
        tuple(factor.name for factor in kept), found.campaigns,
    )  # fmt: skip
    return kept


def _hints(played: _Played, live: Sequence[int]) -> list[int]:
    """Places of the factors that explain something alone, as the worlds of both samples show."""
    seen = {played.drawn.names[place] for place in played.association.strongest(HINTS)}
    return [place for place in live if seen & set(played.factors[place].columns)]


def _rest(factors: Sequence[Factor], kept: Sequence[Factor]) -> Factor:
    """Every factor that has no name of its own in the answer, as one."""
    names = {factor.name for factor in kept}
    left = [factor for factor in factors if factor.name not in names and not factor.numbers]
    return together(REST, f"all the rest: {len(left)} factors that the screening did not keep", left)


def _strongest(scheme: Scheme, metric: str, seed: int) -> list[Factor]:
    """The named factors, the largest total index first."""
    return [line.factor for line in _ordered(lines_of(scheme.factors, scheme.indices(metric, seed))) if line.is_named]


def _ordered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Named factors by total index, then all the rest, then the small random numbers."""
    return tuple(sorted(lines, key=lambda line: (not line.is_named, -line.total if line.is_named else 0.0)))


def _answer(model: Model, wanted: Metric, played: _Played, seed: int) -> Explored:
    """The answer, read off what was played."""
    fails = None if wanted.better == "neither" else failure_of(wanted, played.result)
    indices = _ordered(_lines(played.main, wanted.name, seed))
    subjects = tuple(sorted(_lines(played.subjects, wanted.name, seed), key=lambda line: -line.total))
    worlds = len(played.base.first)
    return Explored(
        metric=wanted,
        design=model.design.id,
        title=model.design.title,
        attack=model.attack.id,
        attack_title=model.attack.title,
        worlds=worlds,
        campaigns=_campaigns(played),
        mean=float(played.result.mean()),
        sd=float(played.result.std()),
        capped_share=model.capped_share(played.base.outcomes, wanted.name),
        screening=played.screening,
        indices=indices,
        by_subject=subjects,
        by_law=tuple(played.laws),
        by_grade=played.grades,
        tornado=tuple(played.bars),
        failing=fails.what_happens if fails else "",
        discovery=_discovered(model, played, fails),
        reservations=reserved(played.result, worlds, indices, played.screening, played.laws, _alone_first(played)),
        provenance=provenance(model.scenario, model.register, worlds, seed),
        complete=played.complete,
    )


def _lines(scheme: Scheme | None, metric: str, seed: int) -> tuple[Line, ...]:
    if scheme is None or not scheme.factors:
        return ()
    return lines_of(scheme.factors, scheme.indices(metric, seed))


def _discovered(model: Model, played: _Played, fails: Failure | None) -> Discovery | None:
    """Conditions of failing, sought among what was drawn and what happened on the way; none where nothing fails."""
    if fails is None or np.ptp(played.result) == 0.0:
        return None
    factors, outcomes = played.drawn, played.base.outcomes
    if outcomes is not None:
        factors = factors.beside(on_the_way(outcomes, model.design.id, model.attack.id))
    return discover(factors, fails.happens, what_happens=fails.what_happens)


def _alone_first(played: _Played) -> list[str]:
    """Names of what explains most alone, as the base worlds show without a further campaign."""
    return [played.drawn.names[place] for place in played.association.strongest(HINTS)]


def _campaigns(played: _Played) -> int:
    """How often the model was asked."""
    worlds, few = len(played.base.first), _few(played.base)
    schemes = sum(len(scheme.factors) for scheme in (played.main, played.subjects) if scheme is not None)
    grades = 0 if played.grades is None else played.grades.groups
    laws = sum(2 + len(law.factors) for law in played.laws)
    ends = sum(max(2, len(bar.factor.about.words)) for bar in played.bars)
    screened = 0 if played.screening is None else played.screening.campaigns
    return worlds * (2 + schemes + grades) + few * (laws + ends) + screened
