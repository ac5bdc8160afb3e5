"""The greedy search on made-up markets: what it never does, and where it is as good as trying everything."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from casus.flow.metrics.measure import Z95, Difference
from casus.study.improvement.walk import Offer, Weighed, walk
from casus.study.vary.change import Change

COSTS = st.integers(0, 12).map(float)
GAINS = st.integers(-5, 20).map(float)
LISTS = st.lists(st.tuples(COSTS, GAINS), min_size=1, max_size=7)


class MadeUp:
    """Changes with a cost and a gain each; a design is the set of those that are made."""

    def __init__(self, items, se=0.0, together=None):
        self.items, self.se, self.together = items, se, together or {}

    def cost(self, have):
        return sum(self.items[one][0] for one in have)

    def worth(self, have):
        return sum(self.items[one][1] for one in have) + sum(
            more for pair, more in self.together.items() if set(pair) <= set(have)
        )

    def offers(self, have):
        return [self.offer(one, have | {one}) for one in range(len(self.items)) if one not in have]

    def offer(self, one, after):
        change = Change(str(one), "arms", "more", "money", lambda design: design)
        return Offer(change, after, self.items[one][0], self.cost(after))

    def bundles(self, have, budget_meur):
        return []

    def weigh_in_company(self, have, offers):
        return []

    def weigh(self, have, offers, exactly):
        return [Weighed(one, Difference(self.worth(one.after) - self.worth(have), self.se), 10) for one in offers]

    def walked(self, budget):
        steps = list(walk(self, frozenset(), budget, 20))
        return steps, [step.taken for step in steps if step.taken is not None]

    def best(self, budget):
        every = range(len(self.items))
        sets = (set(some) for size in range(len(self.items) + 1) for some in combinations(every, size))
        return max(self.worth(some) for some in sets if self.cost(some) <= budget)


@given(LISTS, st.integers(1, 40))
def test_it_never_spends_more_than_the_budget(items, budget):
    market = MadeUp(items)
    _, taken = market.walked(float(budget))
    assert all(one.offer.total_meur <= budget for one in taken)


@given(LISTS, st.integers(1, 40), st.floats(0.1, 8.0))
def test_it_takes_nothing_within_its_error_and_stops_only_when_nothing_is_left(items, budget, se):
    market = MadeUp(items, se)
    steps, taken = market.walked(float(budget))
    assert all(one.gain.value > Z95 * se for one in taken)
    left = [one for one in steps[-1].weighed if one.beyond_error and (one.offer.free or one.offer.total_meur <= budget)]
    assert steps[-1].taken is None
    assert not left


@given(LISTS, st.integers(1, 40))
def test_what_is_free_goes_first(items, budget):
    _, taken = MadeUp(items).walked(float(budget))
    free = [one.offer.free for one in taken]
    assert free == sorted(free, reverse=True)


@given(LISTS)
def test_with_gains_that_add_up_and_money_enough_it_finds_the_best_of_all(items):
    market = MadeUp(items)
    _, taken = market.walked(1000.0)
    have = taken[-1].offer.after if taken else frozenset()
    assert market.worth(have) == market.best(1000.0)


@given(st.lists(GAINS, min_size=1, max_size=7), st.integers(1, 7))
def test_with_gains_that_add_up_and_equal_costs_it_finds_the_best_of_all(gains, number):
    market = MadeUp([(3.0, gain) for gain in gains])
    _, taken = market.walked(3.0 * number)
    have = taken[-1].offer.after if taken else frozenset()
    assert market.worth(have) == market.best(3.0 * number)


def test_it_misses_what_gains_only_together_and_what_does_not_fit_beside_a_better_ratio():
    """The two ways in which greedy falls short of trying everything; the page of the method says so."""
    apart = MadeUp([(1.0, 0.0), (1.0, 0.0)], together={(0, 1): 10.0})
    assert apart.walked(2.0)[1] == []
    assert apart.best(2.0) == 10.0
    knapsack = MadeUp([(1.0, 2.0), (10.0, 10.0)])
    _, taken = knapsack.walked(10.0)
    assert [one.offer.change.id for one in taken] == ["0"]
    assert knapsack.best(10.0) == 10.0


@given(LISTS)
def test_the_first_step_weighs_everything(items):
    steps, _ = MadeUp(items).walked(1.0)
    assert {one.offer.change.id for one in steps[0].weighed} == {str(one) for one in range(len(items))}
