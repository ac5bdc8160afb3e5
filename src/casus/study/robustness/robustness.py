"""A study and a metric in, how firm its recommendation is out: regret, ranks, dominance, information, and what would reverse it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from casus.flow.handoffs import Outcomes
from casus.foundation.errors import InputError, Problem
from casus.study.compare import Study
from casus.study.factors import Factors, on_the_way
from casus.study.robustness.compared import Compared, compared
from casus.study.robustness.curves import curves_of
from casus.study.robustness.dominance import dominance
from casus.study.robustness.found import Robustness
from casus.study.robustness.grades import grades_of
from casus.study.robustness.information import information_of
from casus.study.robustness.ladder import ladder
from casus.study.robustness.recommendation import Recommendation, recommendation
from casus.study.robustness.regret import regret_of
from casus.study.robustness.resample import resampled
from casus.study.robustness.reserve import reserved
from casus.study.robustness.resting import Resting
from casus.study.robustness.reversal import reversals
from casus.study.robustness.satisficing import satisficing
from casus.study.robustness.splits import Split, beside, splits_of
from casus.study.robustness.where import where_better


def robustness(
    study: Study,
    metric: str = "held",
    attack: str | None = None,
    lens: str | None = None,
    designs: Sequence[str] | None = None,
    threshold: float | None = None,
    require: Sequence[str] = (),
    second: Study | None = None,
    rests: Mapping[str, Resting] | None = None,
) -> Robustness:
    """How firm it is that one design is best by a metric, from the worlds of a study that was played; nothing is played again.

    Without an attack, the heaviest; without a lens, the price. `require` asks several things at once, such as `held@limited`
    or `cost_meur_year <= 20000`; `second` is the same study from another seed, `rests` what `resting` found of its designs.
    Raises InputError for a name that is not there.

    >>> from casus.study.compare import compare
    >>> found = robustness(compare("tutorial", attacks=["full"], draws=60, lenses=False))
    >>> sorted(found.designs) == sorted(["memorandum", "consult-24h", "tripwire", "forward-defence"])
    True
    """
    outcomes = study.handoff
    of = compared(outcomes, metric, attack, lens, designs)
    enough = satisficing(of, outcomes, threshold, require)
    rng = np.random.default_rng(int(outcomes.data.attrs["seed"]))
    better, cost = of.better, of.cost.mean(axis=1)
    best, ranked, curves = recommendation(better), resampled(better, rng), curves_of(of.factors, better)
    splits = (*splits_of(of, outcomes, curves, rng), *_second(of, study, second))
    rivals = tuple(reversals(of, best, curves, _course(of, outcomes, best)))
    found = Robustness(
        of=of,
        best=best,
        regret=regret_of(better, cost),
        enough=enough,
        ranked=ranked,
        splits=splits,
        dominance=dominance(better, of.designs, of.cost, rng),
        information=information_of(better, curves, rng),
        reversals=rivals,
        where=where_better(of, best.best, rivals),
        grades=grades_of(curves, better),
        rests=rests,
        steps=tuple(ladder(better.mean(axis=1), cost)),
        provenance=study.provenance,
        complete=study.complete,
    )
    return found.with_reservations(reserved(found))


def _second(of: Compared, study: Study, second: Study | None) -> list[Split]:
    """The split by seed, where a second study is there; raises InputError where the two do not belong together."""
    if second is None:
        return []
    one, two = study.provenance, second.provenance
    if one["scenario_digest"] != two["scenario_digest"]:
        raise InputError(
            [Problem(f"the second study is of '{two['scenario']}' as it stood at another time, or of another")]
        )
    if one["seed"] == two["seed"]:
        raise InputError([Problem(f"both studies are of seed {one['seed']}; the second needs another")])
    other = compared(second.handoff, of.metric.name, of.attack, of.lens, of.designs)
    return [beside(of, other, (int(one["seed"]), int(two["seed"])))]


def _course(of: Compared, outcomes: Outcomes, best: Recommendation) -> Factors | None:
    """What happened on the way of the best design's campaigns, where the metric is of one attack."""
    if of.attack is None:
        return None
    return on_the_way(outcomes, of.designs[best.best], of.attack).take(of.worlds)
