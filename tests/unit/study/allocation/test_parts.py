"""Parts of an allocation: what is laid out is played as the design was, and worth is what the kernel takes it for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given as given_examples
from hypothesis import strategies as st

from casus.flow.campaign.simulate import simulate
from casus.flow.handoffs import Draws
from casus.flow.scenario.read import read_scenario
from casus.foundation.sizes import CONTINGENTS
from casus.study.allocation.attacker import concentrated, open_to_it
from casus.study.allocation.curves import corrected
from casus.study.allocation.instance import Contribution, Curve, Instance, Rules, broken_rules
from casus.study.allocation.laid import POOLS, evenly, laid, massed, spread, spread_thin
from casus.study.allocation.rivals import own_placement
from casus.study.allocation.shared import shared_factor
from casus.study.allocation.supply import Given, given, least_by_nation, piece_by_nation
from casus.study.asked import ask


@pytest.mark.parametrize("scenario", ["tutorial", "baltics-2016"])
def test_the_designs_own_zones_laid_anew_are_played_the_same(scenario):
    design = {"tutorial": "tripwire", "baltics-2016": "seven-brigades"}[scenario]
    asked = ask(scenario, design, None, 20, 1)
    again = laid(asked.design, own_placement(asked.design))
    played = [simulate(asked.scenario, one, asked.attack, asked.draws).records for one in (asked.design, again)]
    np.testing.assert_array_equal(played[0]["held"], played[1]["held"])
    np.testing.assert_allclose(played[0]["max_depth_km"], played[1]["max_depth_km"], rtol=1e-9)


def test_an_attack_comes_whole_on_one_axis_and_every_ally_lets_it_through():
    asked = ask("tutorial", "tripwire", "full", 10, 1)
    attacks = concentrated(asked.scenario, asked.attack)
    assert list(attacks) == ["central", "south", "north"]
    assert all(attack.axes == {axis: 1.0} for axis, attack in attacks.items())
    opened = open_to_it(asked.draws)
    records = simulate(asked.scenario, asked.design, attacks["north"], opened).records
    assert np.all(records["aggressor_entered"] > 0)
    assert np.all(np.isfinite(records["aggressor_entered"]))


def test_a_brigade_is_worth_its_type_and_one_nation_alone_loses_nothing():
    instance = Instance(
        (Contribution("a", "heavy", 1.0, 1, 2.0), Contribution("b", "light", 1.0, 1, 1.0)),
        ("x", "y"),
        (),
        Rules(),
        shared_factor=0.5,
    )
    assert instance.strengths({("a", "heavy", "x"): 1.0, ("b", "light", "y"): 1.0}) == {"x": 2.0, "y": 1.0}
    assert instance.strengths({("a", "heavy", "x"): 1.0, ("b", "light", "x"): 1.0}) == {"x": 1.5, "y": 0.0}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (
            Rules(least={"a": 2.0}),
            "contingents too small: 1 nation would send less than the least to a zone (a 1 of 2 brigades)",
        ),
        (Rules(nations_per_zone=1), "too many nations: 2 in x, at most 1 are allowed"),
        (Rules(barred=frozenset({("b", "x")})), "nation barred: b from x"),
        (Rules(groups={"p": frozenset("a"), "q": frozenset("b")}), "groups mixed: p, q in x"),
    ],
)
def test_what_an_allocation_breaks_is_said(rules, said):
    pair = (Contribution("a", "heavy", 1.0, 1, 1.0), Contribution("b", "light", 1.0, 1, 1.0))
    instance = Instance(pair, ("x",), (), rules)
    assert broken_rules(instance, {("a", "heavy", "x"): 1.0, ("b", "light", "x"): 1.0}) == [said]


def test_a_design_with_national_zones_shares_at_a_loss_and_better_headquarters_lose_less():
    asked = ask("tutorial", "forward-defence", None, 200, 1)

    def factor(**changed: object) -> float:
        posture = asked.design.posture.model_copy(update=changed)
        return shared_factor(asked.design.model_copy(update={"posture": posture}), asked.draws)

    seam = 1.0 - float(np.median(asked.draws.columns["command_seam_loss_share"]))
    assert factor(zones_by_nation=True) == pytest.approx(seam * factor(zones_by_nation=False))
    assert factor(command="ad-hoc") < factor(command="lead") <= factor(command="integrated") <= 1.0


def test_rotation_sustains_a_pool_over_its_factor_and_leaves_out_what_is_too_small():
    asked = ask("tutorial", "forward-defence", None, 200, 1)
    of = dict(asked.draws.columns) | {"deployment_rotation_factor": np.full(200, 4.0)}
    of |= {
        f"nation.{nation}.{pool}": np.full(200, 0.4)
        for nation in ("elmere", "farland", "gildern")
        for pool in ("heavy", "light")
    }
    of |= {"nation.dorvan.heavy": np.full(200, 6.0), "nation.dorvan.light": np.full(200, 2.0)}
    draws = Draws(of, asked.draws.numbers, 1, "monte-carlo")
    assert given(asked.design, draws, by_rotation=True) == (
        Given("dorvan", "heavy", 1.5),
        Given("dorvan", "medium", 0.5),
    )


def test_without_a_wish_a_nation_sends_half_a_brigade_or_what_it_sends_now():
    design = read_scenario("baltics-2016").design("posture-2016")
    gives = (Given("united-states", "heavy", 0.6), Given("germany", "heavy", 0.3), Given("poland", "heavy", 4.0))
    found = piece_by_nation(gives, None, design)
    assert found["united-states"] == min(one.brigades for one in design.posture.in_place)
    assert (found["germany"], found["poland"]) == (0.3, 0.5)
    assert least_by_nation(gives, None) == {"united-states": 0.2, "germany": 0.2, "poland": 0.2}
    assert least_by_nation(gives, 0.4) == {"united-states": 0.4, "germany": 0.3, "poland": 0.4}


@given_examples(
    st.lists(st.floats(0.2, 6.0), min_size=1, max_size=6), st.integers(1, 5), st.sampled_from([0.2, 0.5]), st.data()
)
def test_spreading_thin_places_everything_and_keeps_to_the_least_contingent_and_the_bars(sizes, count, floor, data):
    gives = tuple(Given(f"n{place}", "heavy", size) for place, size in enumerate(sizes))
    zones = [f"z{place}" for place in range(count)]
    barred = {(one.nation, data.draw(st.sampled_from(zones))) for one in gives} if count > 1 else set()
    least = least_by_nation(gives, floor)
    found = spread_thin(gives, zones, least, barred)
    for one in gives:
        sent = [brigades for (nation, _, _), brigades in found.items() if nation == one.nation]
        assert sum(sent) == pytest.approx(one.brigades)
        assert min(sent) >= least[one.nation] - 1e-9
    assert not barred & {(nation, zone) for nation, _, zone in found}


def test_shares_of_zones_are_all_there_is():
    assert sum(evenly(["a", "b", "c"]).values()) == pytest.approx(1.0)
    assert massed(["a", "b", "c"], "b", 0.5) == {"b": 0.5, "a": 0.25, "c": 0.25}
    assert massed(["a"], "a", 0.5) == {"a": 0.5}


def test_more_contingents_than_the_kernel_has_room_for_are_merged_without_losing_any():
    design = read_scenario("ukraine").design("forward-defence")
    nations = design.pact.parties.guarantors
    gives = [Given(nation, kind, 1.0) for nation in nations for kind in ("heavy", "medium")]
    whole = laid(design, spread(gives, evenly(["north", "north-east", "kharkiv", "donbas", "dnipro", "south"])))
    rows = len(whole.posture.in_place) + len(whole.posture.standby) + POOLS * len(nations)
    assert rows <= CONTINGENTS
    assert sum(one.brigades for one in whole.posture.in_place) == pytest.approx(2.0 * len(nations))


def test_a_correction_moves_the_curve_on_both_sides_of_the_point():
    curve = Curve("axis", "zone", (0.0, 1.0, 2.0), (0.2, 0.6, 0.8))
    assert corrected(curve, 1.5, 0.5).p_held == (0.2, 0.5, 0.5, 0.8)
    assert corrected(curve, 1.0, 0.9).p_held == (0.2, 0.9, 0.9)
