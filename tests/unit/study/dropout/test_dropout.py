"""Guarantors that stay out: nothing is skipped that would change, all of it adds up, and what is refused."""

from __future__ import annotations

import json
from itertools import combinations

import numpy as np
import pytest
from hollow import with_design, with_empty_pools

from casus.flow.campaign.simulate import simulate
from casus.flow.draws.streams import SMALLEST
from casus.flow.handoffs import Draws
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import Posture
from casus.foundation.errors import InputError
from casus.study.asked import ask
from casus.study.dropout.dropout import dropout
from casus.study.dropout.members import by_size, members
from casus.study.dropout.roll import Roll
from casus.study.dropout.values import exact_values, sampled_values

ALL = ("dorvan", "elmere", "farland", "gildern")
DRAWS = 60


@pytest.fixture(scope="module")
def asked():
    return ask("tutorial", "forward-defence", None, DRAWS, 4)


@pytest.fixture(scope="module")
def roll(asked):
    return new_roll(asked)


@pytest.fixture(scope="module")
def found():
    return dropout("tutorial", "forward-defence", draws=DRAWS, seed=4)


def new_roll(asked, how="stays-out"):
    of = members(asked)
    return Roll(asked, [member.nation for member in of], how, by_size(of))


def played_straight(asked, absent):
    """Whether the line holds where those absent can never keep their word; every world is played."""
    never = np.full(len(asked.draws), 1.0 - SMALLEST)
    broken = {f"nation.{nation}.event_honour": never for nation in absent}
    draws = Draws({**asked.draws.columns, **broken}, asked.draws.numbers, asked.draws.seed, asked.draws.sampling)
    return simulate(asked.scenario, asked.design, asked.attack, draws).records


def test_dropping_nobody_changes_nothing(asked, roll):
    records = simulate(asked.scenario, asked.design, asked.attack, asked.draws).records
    assert (roll.held_without(()) == (records["held"] > 0)).all()


@pytest.mark.parametrize("design", ["forward-defence", "consult-24h"])
def test_no_world_is_skipped_that_would_have_changed(design):
    asked = ask("tutorial", design, None, DRAWS, 6)
    one = new_roll(asked)
    for size in range(len(ALL) + 1):
        for absent in combinations(ALL, size):
            held = one.held_without(absent)
            assert (held == (played_straight(asked, absent)["held"] > 0)).all()
    assert one.campaigns < 2 ** len(ALL) * DRAWS


def test_with_all_gone_nobody_keeps_a_word(asked, found):
    records = played_straight(asked, ALL)
    assert (records["honoured_share"] == 0.0).all()
    assert found.p_nobody.value == (records["held"] > 0).mean()


def test_exact_values_add_up(found):
    assert found.exact
    assert sum(pledge.value.value for pledge in found.pledges) == pytest.approx(found.whole.value, abs=1e-12)
    assert found.whole.value == pytest.approx(found.p_held.value - found.p_nobody.value)


def test_sampled_values_add_up_and_agree_with_the_exact_ones(roll):
    exact, sampled = exact_values(roll), sampled_values(roll, lambda what: None)
    assert sum(of.value for of in sampled.values()) == pytest.approx(sum(of.value for of in exact.values()), abs=1e-12)
    for nation in ALL:
        error = max(sampled[nation].se, exact[nation].se)
        assert abs(sampled[nation].value - exact[nation].value) <= 4.0 * error + 1e-12


def test_a_set_loses_what_its_members_lose_and_what_is_beyond(found):
    single = {pledge.member.nation: pledge.loss.value for pledge in found.pledges}
    assert len(found.groups) == 6 + 4 + 1
    for group in found.groups:
        beyond = group.loss.value - sum(single[nation] for nation in group.nations)
        assert group.extra.value == pytest.approx(beyond, abs=1e-12)


def test_minimal_sets_have_no_such_set_inside(found):
    sets = [set(one.nations) for one in found.minimal]
    assert sets
    assert not any(a < b for a in sets for b in sets)


def test_pairs_alone_sample_the_values_and_still_add_up():
    of = dropout("tutorial", "tripwire", up_to=2, draws=40)
    assert (of.exact, of.up_to) == (False, 2)
    assert {len(group.nations) for group in of.groups} == {2}
    assert sum(pledge.value.value for pledge in of.pledges) == pytest.approx(of.whole.value, abs=1e-12)


@pytest.mark.parametrize("up_to", [1, 9])
def test_never_joined_adds_up_too(up_to):
    of = dropout("tutorial", "forward-defence", how="never-joined", up_to=up_to, draws=20)
    assert of.exact == (up_to > 1)
    assert of.new_leader == "farland"
    assert sum(pledge.value.value for pledge in of.pledges) == pytest.approx(of.whole.value, abs=1e-12)


def test_a_guarantor_with_nothing_and_no_pool_is_redundant():
    of = dropout(with_empty_pools(["farland"]), "tripwire", draws=100)
    farland = of.of("farland")
    assert (farland.member.in_place, farland.member.pool) == (0.0, 0.0)
    assert farland.loss.verdict == "redundant"
    assert abs(farland.value.value) < 0.01
    assert farland.value_per_brigade is None


def test_rows_and_json_are_whole(found):
    assert {row["nation"] for row in found.rows()} == set(ALL)
    losses = [row["loss"] for row in found.rows()]
    assert losses == sorted(losses, reverse=True)
    written = json.loads(json.dumps(found.as_json(), allow_nan=False))
    assert next(iter(written)) == "leader_out"
    assert written["leader_out"]["nation"] == "dorvan"
    assert set(written["pivotal"]) | set(written["redundant"]) | set(written["better_without"]) == set(ALL)


def test_stopped_it_keeps_what_is_finished():
    count = 0

    def stop(what):
        nonlocal count
        count += 1
        if count == 3:
            raise KeyboardInterrupt

    of = dropout("tutorial", "tripwire", draws=10, progress=stop)
    assert not of.complete
    assert {pledge.member.nation for pledge in of.pledges} == {"dorvan", "elmere"}
    assert of.groups == ()
    assert all(pledge.value is None for pledge in of.pledges)
    assert json.dumps(of.as_json(), allow_nan=False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"design": "nothing"}, "unknown design 'nothing'"),
        ({"attack": "sideways"}, "unknown attack 'sideways'"),
        ({"up_to": 0}, "up to 0 guarantors absent; it must be at least 1"),
        ({"how": "sulks"}, "unknown way to be absent 'sulks'"),
        ({"draws": 900_000}, "15 sets of up to 4 of 4 guarantors in 900,000 worlds are more than can be held"),
    ],
)
def test_bad_input_is_refused_in_words(arguments, words):
    with pytest.raises(InputError, match=words):
        dropout(**({"scenario": "tutorial", "design": "tripwire", "draws": 5} | arguments))


def test_a_promise_of_nobody_or_of_nothing_is_refused():
    read = read_scenario("tutorial")
    with pytest.raises(InputError, match="has no guarantors"):
        dropout(with_design(read, "memorandum", guarantors=()), "memorandum", draws=5)
    empty = with_design(with_empty_pools(ALL), "tripwire", posture=Posture())
    with pytest.raises(InputError, match="has no forces, and the pools of its guarantors are empty"):
        dropout(empty, "tripwire", draws=5)
