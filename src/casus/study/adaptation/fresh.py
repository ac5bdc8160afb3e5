"""Policies as they are stated and fresh worlds in, what they gain beyond chance there out.

A search over many signposts finds something by chance once in forty scenarios and seeds. Who states a trigger shall therefore see
it work in worlds that had no part in finding it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from casus.flow.handoffs import Floats
from casus.study.adaptation.chance import interval, resampled
from casus.study.adaptation.judged import Worlds
from casus.study.adaptation.record import Estimate, Policy
from casus.study.improvement.look_again import FRESH_SEED

__all__ = ["FRESH_SEED", "in_fresh_worlds"]


def in_fresh_worlds(policies: Sequence[Policy], of: Worlds, seed: int) -> tuple[Policy, ...]:
    """The policies, each with the gain of its stated triggers beyond chance in other worlds."""
    weights = resampled(len(of.gain), seed)
    return tuple(replace(one, fresh=_excess(one, of, weights)) for one in policies)


def _excess(policy: Policy, of: Worlds, weights: Floats) -> Estimate | None:
    """None where these worlds do not have its signposts."""
    known = {one.signpost.id: place for place, one in enumerate(of.watched)}
    if any(one.signpost.id not in known for one in policy.sets):
        return None
    places = [known[one.signpost.id] for one in policy.sets]
    fires = [one.trigger.fires(of.watched[place].seen) for one, place in zip(policy.sets, places, strict=True)]
    does = (np.any if policy.join == "or" else np.all)(fires, axis=0).astype(np.float64)
    worth = of.gain * np.prod([of.timely[place] for place in places], axis=0)
    columns = np.stack([does, worth, does * worth], axis=1)
    (share, mean, both), again = columns.mean(axis=0), (weights @ columns).T
    return Estimate(float(both - share * mean), *interval(again[2] - again[0] * again[1]))
