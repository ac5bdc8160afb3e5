"""A program in, the allocation with the greatest P(held) on its worst axis out: a mixed-integer linear program, by HiGHS.

    maximise  z
    z <= p_a(e_zone(a))                          for every axis a; p_a straight between points, binaries where not concave
    e_k <= W_k,  e_k <= f W_k + (1 - f) M s_k    strength of zone k: W_k of all there, times f unless one nation is alone
    W_k = sum of worth x piece x u_nk,           u whole pieces, of each contribution no more than there are
    piece u_nk <= M y_nk,  sum piece u_nk >= least y_nk,  sum_n y_nk <= most,  y_nk = 0 where barred
    y_nk <= g_hk for n in group h,  sum_h g_hk <= 1

A second program with z held at its best uses what is left: it maximises the mean of the p_a, leaves what can stay where
the design has it, and sends rather than holds back.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from casus.flow.handoffs import Floats
from casus.foundation.errors import InputError, Problem
from casus.study.allocation.instance import Curve, Instance, Placement
from casus.study.allocation.linear import Linear

SENT_WEIGHT = 1e-3
"""Of sending all that is given, against P(held) averaged over axes; chosen: small, it breaks ties alone."""
STAY_WEIGHT = 1e-2
"""Of leaving all where the design has it; chosen: a mean gain below it is within the error of the curves."""
SLACK = 1e-6  # chosen: what the second program may give up of the first one's best, HiGHS's own tolerance
NODES = 1000  # chosen: ukraine's sixteen nations and eleven axes need a handful
GAP = 1e-3  # chosen: relative, a tenth of what a curve and its replay may differ by
INFEASIBLE = 2  # status of scipy.optimize.milp


@dataclass(frozen=True)
class Solved:
    """What a program found, and how."""

    placement: Placement
    value: float
    """P(held) on the worst axis, as the curves have it."""
    bound: float
    """No allocation has more, as the curves have it."""
    optimal: bool
    """False where the nodes ran out before that was proven."""
    gap: float
    """Relative gap that HiGHS left between value and bound."""
    nodes: int
    seconds: float
    variables: int
    constraints: int


def solve(instance: Instance, nodes: int = NODES, gap: float = GAP) -> Solved:
    """The best allocation under the curves; raises InputError where the rules leave none."""
    started = time.perf_counter()
    built = _Built(instance)
    first = built.linear.maximise({built.worst: 1.0}, nodes, gap)
    if first.x is None:
        raise InputError([Problem(_in_words(first.status, first.message))])
    best = _best_of(instance, built, first.x)
    floor = max(0.0, instance.value(best) - SLACK)
    second = built.linear.maximise(built.what_is_left(), nodes, gap, at_least={built.worst: floor})
    if second.x is not None:
        further = _best_of(instance, built, second.x)
        best = further if instance.value(further) >= floor else best
    value = instance.value(best)
    return Solved(
        best, value, max(value, first.bound), first.status == 0, first.gap, first.nodes, time.perf_counter() - started,
        built.linear.variables, built.linear.constraints,
    )  # fmt: skip


def _in_words(status: int, message: str) -> str:
    if status == INFEASIBLE:
        return "no allocation keeps to all rules at once (HiGHS: infeasible); allow more nations in a zone or smaller contingents"
    return f"the program found no allocation (HiGHS: {message})"


def _best_of(instance: Instance, built: _Built, x: Floats) -> Placement:
    """Whole pieces of a solution, in brigades."""
    return {
        (one.nation, one.type, zone): round(x[built.pieces[index, place]]) * one.piece
        for index, one in enumerate(instance.contributions)
        for place, zone in enumerate(instance.zones)
        if round(x[built.pieces[index, place]]) > 0
    }


class _Built:
    """The variables of a program, and its rows."""

    def __init__(self, instance: Instance) -> None:
        self.instance, self.linear = instance, Linear()
        add, zones = self.linear.variable, range(len(instance.zones))
        self.worst = add(0.0, 1.0)
        self.pieces = {
            (index, place): add(0, one.pieces, whole=True)
            for index, one in enumerate(instance.contributions)
            for place in zones
        }
        self.stands = {
            (nation, place): add(0, float((nation, instance.zones[place]) not in instance.rules.barred), whole=True)
            for nation in instance.nations
            for place in zones
        }
        self.strength = {place: add(0.0, instance.whole) for place in zones}
        self.p_held = [self._curve(curve) for curve in instance.curves]
        self._use_what_is_given()
        self._keep_contingents_whole()
        self.stays = list(self._staying())
        for place in zones:
            self._count_strength(place)
            self._keep_groups_apart(place)
        for held in self.p_held:
            self.linear.at_most({self.worst: 1.0, held: -1.0}, 0.0)

    def what_is_left(self) -> dict[int, float]:
        """Objective of the second program."""
        mean = {held: 1.0 / len(self.p_held) for held in self.p_held}
        whole = self.instance.whole
        sent = {
            self.pieces[index, place]: SENT_WEIGHT * one.worth * one.piece / whole
            for index, one in enumerate(self.instance.contributions)
            for place in range(len(self.instance.zones))
        }
        brigades = sum(one.brigades for one in self.instance.contributions)
        return mean | sent | dict.fromkeys(self.stays, STAY_WEIGHT / brigades)

    def _staying(self) -> Iterator[int]:
        """Brigades that stand where the design has them."""
        for (index, place), pieces in self.pieces.items():
            one, zone = self.instance.contributions[index], self.instance.zones[place]
            before = self.instance.before.get((one.nation, one.type, zone), 0.0)
            if before > 0.0:
                stays = self.linear.variable(0.0, before)
                self.linear.at_most({stays: 1.0, pieces: -one.piece}, 0.0)
                yield stays

    def _use_what_is_given(self) -> None:
        zones = range(len(self.instance.zones))
        for index, one in enumerate(self.instance.contributions):
            self.linear.at_most({self.pieces[index, place]: 1.0 for place in zones}, one.pieces)
            for place in zones:
                self.linear.at_most({self.pieces[index, place]: 1.0, self.stands[one.nation, place]: -one.pieces}, 0.0)

    def _keep_contingents_whole(self) -> None:
        for (nation, place), stands in self.stands.items():
            sent = {
                self.pieces[index, place]: -one.piece
                for index, one in enumerate(self.instance.contributions)
                if one.nation == nation
            }
            # at least a piece where it stands, so that nobody is counted who is not there
            least = max(self.instance.rules.least.get(nation, 0.0), min(-size for size in sent.values()))
            self.linear.at_most(sent | {stands: least * (1.0 - 1e-9)}, 0.0)

    def _count_strength(self, place: int) -> None:
        """Strength of a zone; a nation that is alone there loses nothing."""
        worth = {
            self.pieces[index, place]: -one.worth * one.piece for index, one in enumerate(self.instance.contributions)
        }
        nations, factor = self.instance.nations, min(1.0, self.instance.shared_factor)
        there = {self.stands[nation, place]: 1.0 for nation in nations}
        most = self.instance.rules.nations_per_zone
        most = len(nations) if most is None else min(most, len(nations))
        self.linear.at_most({self.strength[place]: 1.0} | worth, 0.0)
        self.linear.at_most(there, most)
        if factor < 1.0 and most > 1:
            alone = self.linear.variable(0, 1, whole=True)
            self.linear.at_most(there | {alone: most - 1.0}, most)
            shared = {piece: factor * each for piece, each in worth.items()}
            largest = max(
                sum(one.worth * one.brigades for one in self.instance.contributions if one.nation == nation)
                for nation in nations
            )
            self.linear.at_most({self.strength[place]: 1.0, alone: -(1.0 - factor) * largest} | shared, 0.0)

    def _keep_groups_apart(self, place: int) -> None:
        groups = self.instance.rules.groups
        chosen = {name: self.linear.variable(0, 1, whole=True) for name in groups}
        for name, group in groups.items():
            for nation in sorted(group & set(self.instance.nations)):
                self.linear.at_most({self.stands[nation, place]: 1.0, chosen[name]: -1.0}, 0.0)
        if chosen:
            self.linear.at_most(dict.fromkeys(chosen.values(), 1.0), 1.0)

    def _curve(self, curve: Curve) -> int:
        """Variable of an axis's P(held), tied to the strength in its zone by weights on the points of its curve."""
        held = self.linear.variable(0.0, 1.0)
        weights = [self.linear.variable(0.0, 1.0) for _ in curve.strength]
        self.linear.equal(dict.fromkeys(weights, 1.0), 1.0)
        needed = dict(zip(weights, curve.strength, strict=True))
        if curve.zone in self.instance.zones:
            needed |= {self.strength[self.instance.zones.index(curve.zone)]: -1.0}
        self.linear.at_most(needed, 0.0)
        self.linear.at_most({held: 1.0} | {w: -p for w, p in zip(weights, curve.p_held, strict=True)}, 0.0)
        if not curve.concave:
            self._only_neighbours(weights)
        return held

    def _only_neighbours(self, weights: list[int]) -> None:
        """Let two neighbouring points share the weight, and no others: one segment of the curve is chosen."""
        segments = [self.linear.variable(0, 1, whole=True) for _ in weights[1:]]
        self.linear.equal(dict.fromkeys(segments, 1.0), 1.0)
        for point, weight in enumerate(weights):
            beside = segments[max(0, point - 1) : point + 1]
            self.linear.at_most({weight: 1.0} | dict.fromkeys(beside, -1.0), 0.0)
