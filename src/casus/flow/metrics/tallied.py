"""A study's tally in, its answers out: shares and means exact, quantiles within the error of their sketches."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from casus.flow.metrics.answers import Answers
from casus.flow.metrics.band import Band
from casus.flow.metrics.in_place import InPlace, most_often_first
from casus.flow.metrics.measure import Answer, Difference, Share, Spread, answer_of, neighbours_not_told_apart
from casus.flow.metrics.tally import FIRST_OUT, OFFERED, Counted, Key, Summed, Tally

SPREAD = (0.05, 0.10, 0.50, 0.90, 0.95)
BAND = (0.05, 0.50, 0.95)


@dataclass(frozen=True)
class Compared:
    """What a study compares, in plain records."""

    titles: Mapping[str, str]
    """Of designs, in the order of the study."""
    ceded_km2: Mapping[str, float]
    """By design."""
    attacks: tuple[str, ...]
    headline: str
    """The heaviest attack."""
    baseline: str
    """The design against which gains are counted."""


def answers_of(tally: Tally, compared: Compared, provenance: Mapping[str, Any]) -> Answers:
    """Every answer of a study that was tallied."""
    ids, attacks, baseline = list(compared.titles), compared.attacks, compared.baseline
    return Answers(
        answers={(id, attack): _answer(tally, ids, id, attack, baseline) for id in ids for attack in attacks},
        titles=dict(compared.titles),
        attacks=attacks,
        headline=compared.headline,
        baseline=baseline,
        cost_meur_year={id: _spread(tally, (id, "", "cost_meur_year")) for id in ids},
        feasibility={id: _spread(tally, (id, "", "feasible_share")) for id in ids},
        carried={id: _spread(tally, (id, "", "carried_share")) for id in ids},
        feasibility_by_nation={id: _offered(tally, id) for id in ids},
        in_place={id: _in_place(tally, id) for id in ids},
        ceded_km2=dict(compared.ceded_km2),
        undecided=_undecided(tally, ids, compared.headline),
        provenance=dict(provenance),
    )


def _answer(tally: Tally, ids: Sequence[str], design: str, attack: str, baseline: str) -> Answer:
    of = (design, attack)
    return answer_of(
        design,
        attack,
        {name: _share(counted) for (*whose, name), counted in tally.counts.items() if tuple(whose) == of},
        {name: _spread(tally, (*of, name)) for (*whose, name) in tally.sums if tuple(whose) == of},
        _difference(tally, ids, design, baseline, attack),
    )


def _share(counted: Counted) -> Share:
    if counted.n == 0:
        return Share(math.nan, math.nan, 0)
    p = counted.true / counted.n
    return Share(p, math.sqrt(p * (1 - p) / counted.n), counted.n)


def _spread(tally: Tally, key: Key) -> Spread:
    return Spread(_mean(tally.sums[key]), *tally.sketches[key].quantiles(SPREAD))


def _mean(summed: Summed) -> float:
    return float(summed.total / summed.n) if summed.n else math.nan


def _difference(tally: Tally, ids: Sequence[str], one: str, other: str, attack: str) -> Difference:
    """Paired difference of two shares of worlds that held: in each world 1, 0 or -1, so that counts say all of it."""
    both, i, j, n = tally.both_held[attack], ids.index(one), ids.index(other), tally.worlds
    if n < 2:
        return Difference(math.nan, math.nan)
    gained, changed = int(both[i, i] - both[j, j]), int(both[i, i] + both[j, j] - 2 * both[i, j])
    variance = Fraction(changed * n - gained * gained, n * (n - 1))
    return Difference(gained / n, math.sqrt(variance / n))


def _offered(tally: Tally, design: str) -> dict[str, float]:
    """Mean covered share of each nation of which a design asks forces in place."""
    return {
        name.removeprefix(OFFERED): _mean(summed)
        for (of, _, name), summed in tally.sums.items()
        if of == design and name.startswith(OFFERED) and summed.n
    }


def _in_place(tally: Tally, design: str) -> InPlace:
    months = tally.sketches[design, "", "sustained_months"]
    firsts = {
        name.removeprefix(FIRST_OUT): _share(counted).value
        for (of, _, name), counted in tally.counts.items()
        if of == design and name.startswith(FIRST_OUT)
    }
    return InPlace(
        _share(Counted(months.count_of(math.inf), months.n)),
        _share(Counted(months.count_of(0.0), months.n)),
        Band(*months.quantiles_among(BAND)),
        most_often_first(firsts),
    )


def _undecided(tally: Tally, ids: Sequence[str], attack: str) -> list[tuple[str, str]]:
    held = {id: tally.counts[id, attack, "held"].true / tally.worlds for id in ids}
    return neighbours_not_told_apart(held, lambda a, b: _difference(tally, ids, a, b, attack))
