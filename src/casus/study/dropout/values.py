"""A roll in, what each pledge adds to the probability that the line holds out: its Shapley value, world by world.

Exact over all subsets where they are few. Else every world gets an order of its own, in which guarantors drop out one
after another, and the reverse of it (antithetic): what each adds is unbiased, and in every world all of it adds up.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from casus.flow.draws.streams import key_of
from casus.flow.handoffs import Floats
from casus.flow.metrics.measure import Difference
from casus.foundation.shapley import coalitions, shapley_values
from casus.study.dropout.roll import Masks, Roll
from casus.study.replay import Heard

MOST_EXACT = 8  # chosen: 256 subsets
SHARED_ORDERS = (
    16  # chosen: where each set of parties is a design of its own, worlds share orders; as many pairs of them
)
Orders = npt.NDArray[np.int64]


def exact_values(roll: Roll) -> dict[str, Difference]:
    """Values over every subset, which the roll has played or plays now."""
    everyone = frozenset(roll.nations)
    worth = {
        present: roll.held_without(sorted(everyone - present)).astype(np.float64)
        for present in coalitions(roll.nations)
    }
    added = shapley_values(roll.nations, worth)
    return {nation: _mean(added[nation], np.arange(len(added[nation]))) for nation in roll.nations}


def sampled_values(roll: Roll, told: Heard) -> dict[str, Difference]:
    """Values over one order for each world and its reverse."""
    worlds, n = len(roll.asked.draws), len(roll.nations)
    kept = SHARED_ORDERS if roll.how == "never-joined" else worlds
    orders, group = _orders(roll.asked.draws.seed, kept, n), np.arange(worlds) % kept
    added = np.zeros((worlds, n))
    for way in (orders[group], orders[group][:, ::-1]):
        _drop_in_turn(roll, way, added, told)
    return {nation: _mean(added[:, place] / 2.0, group) for place, nation in enumerate(roll.nations)}


def _drop_in_turn(roll: Roll, order: Orders, added: Floats, told: Heard) -> None:
    """Add to each guarantor what its going changed, as they go one after another."""
    worlds = np.arange(len(order))
    masks: Masks = np.zeros(len(order), np.int64)
    held = roll.held(masks)
    for place in range(order.shape[1]):
        going = order[:, place]
        masks = masks | np.left_shift(1, going)
        after = roll.held(masks)
        added[worlds, going] += held.astype(np.float64) - after
        held = after
        told(f"{place + 1} of {order.shape[1]} gone, in an order of chance")


def _orders(seed: int, count: int, n: int) -> Orders:
    """(count, n) random orders; the first of more are those of fewer."""
    chance = np.random.Generator(np.random.Philox(key=key_of(seed, "dropout"))).random((count, n))
    return np.asarray(np.argsort(chance, axis=1), np.int64)


def _mean(values: Floats, group: npt.NDArray[np.int64]) -> Difference:
    """The mean with its standard error; worlds of one group share an order, and count as one."""
    count = np.bincount(group)
    means = np.bincount(group, weights=values) / count
    if len(means) < 2:
        return Difference(float(values.mean()), float("nan"))
    return Difference(float(values.mean()), float(means.std(ddof=1) / np.sqrt(len(means))))
