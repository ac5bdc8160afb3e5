"""What a signpost truly is, what is seen of it and how early; what must be built, and whether there is time."""

from __future__ import annotations

import numpy as np
import pytest

from casus.study.adaptation.building import attack_months, build_months, in_time, parts_to_build
from casus.study.adaptation.stronger import candidates, strengthened
from casus.study.adaptation.watched import Roles, measured, seen, watched
from casus.study.adaptation.written import read_signposts
from casus.study.asked import ask

READ = read_signposts()
BY_ID = {one.id: one for one in READ.signposts}
ROLES = Roles("full", ("a", "b"), "b")
OF = {
    "nation.a.support": np.array([0.2, 0.4]),
    "nation.b.support": np.array([0.6, 0.8]),
    "nation.c.support": np.array([0.9, 0.9]),
    "nation.a.heavy": np.array([3.0, 1.0]),
    "nation.a.light": np.array([0.0, 0.0]),
    "nation.b.heavy": np.array([1.0, 0.5]),
    "nation.b.light": np.array([0.0, 0.5]),
    "aggressor.reserve": np.array([10.0, 30.0]),
    "protected.heavy": np.array([4.0, 5.0]),
    "protected.medium": np.array([1.0, 5.0]),
    "protected.light": np.array([0.0, 0.0]),
    "attack.full.buildup": np.array([30.0, 60.0]),
}


@pytest.fixture(scope="module")
def asked():
    return ask("tutorial", "consult-24h", None, 50, 1)


def design(asked, id):
    return asked.scenario.design(id)


@pytest.mark.parametrize(
    ("id", "values"),
    [
        ("voters-support", [0.3, 0.6]),  # (3 x 0.2 + 1 x 0.6) / 4; the third nation is no guarantor
        ("lead-support", [0.6, 0.8]),
        ("guarantors-pools", [4.0, 2.0]),
        ("reserve-ratio", [2.0, 3.0]),
    ],
)
def test_a_signpost_is_what_its_patterns_say(id, values):
    assert measured(BY_ID[id], OF, ROLES) == pytest.approx(values)


def test_what_these_worlds_do_not_have_is_named_and_left_out():
    found, missing = watched(READ.signposts, OF, ROLES, 1)
    assert {one.signpost.id for one in found} >= {"voters-support", "reserve-ratio"}
    assert "allies-ground" in missing
    assert {one.signpost.id for one in found}.isdisjoint(missing)


def test_the_error_of_observation_is_as_large_as_stated():
    truth = np.random.default_rng(1).normal(50.0, 4.0, 20000)
    for share in (0.0, 0.5, 2.0):
        one = BY_ID["offers"].model_copy(update={"error_share": share})
        error = seen(one, truth, 3) - truth
        assert error.std() == pytest.approx(4.0 * share, rel=0.05)
        assert abs((error * (truth - truth.mean())).mean()) < 0.03 * 16.0 * max(share, 0.1)


def test_each_signpost_errs_on_its_own():
    truth = np.random.default_rng(1).normal(size=5000)
    first, second = (seen(BY_ID[id], truth, 3) - truth for id in ("offers", "voters-support"))
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.05


def test_what_is_seen_in_the_build_up_is_seen_its_days_before():
    found, _ = watched(READ.signposts, OF | {"attack.full.brigades": np.array([5.0, 9.0])}, ROLES, 1)
    lead = {one.signpost.id: one.lead_months for one in found}
    assert lead["gathering"] == pytest.approx([30.0 / 30.44, 60.0 / 30.44])
    assert np.isinf(lead["voters-support"]).all()


def test_time_is_short_where_it_is_seen_late_or_attacked_early():
    lead, attack, build = (np.array(one) for one in ([np.inf, np.inf, 2.0, 20.0], [10.0, 30.0, 30.0, 30.0], [12.0] * 4))
    assert in_time(lead, attack, build).tolist() == [0.0, 1.0, 0.0, 1.0]
    assert in_time(lead, None, build).tolist() == [1.0] * 4


def test_only_what_is_more_is_built(asked):
    weak, strong = design(asked, "consult-24h"), design(asked, "forward-defence")
    assert "troops" in parts_to_build(weak, strong)
    assert "troops" not in parts_to_build(strong, weak)
    assert parts_to_build(weak, weak) == ()
    assert build_months((), READ.building, asked.register, 5, 1).tolist() == [0.0] * 5


def test_more_parts_never_take_less_time(asked):
    few, many = (
        build_months(parts, READ.building, asked.register, 500, 1) for parts in (("works",), ("works", "troops"))
    )
    assert (many >= few).all()
    assert 12.0 < np.median(many) < 48.0  # a standing brigade: one to four years (deployment-standing-build-days)


def test_nobody_attacks_before_being_ready_or_after_the_years_that_lenses_look_ahead(asked):
    months = attack_months(asked.draws.columns, asked.design, asked.attack, 1)
    ready = asked.draws.columns["aims.readiness"] * asked.attack.intensity
    assert months is not None
    assert (months >= ready).all()
    assert (months <= np.maximum(120.0, ready) + 1e-6).all()
    without = {name: one for name, one in asked.draws.columns.items() if not name.startswith("aims.")}
    assert attack_months(without, asked.design, asked.attack, 1) is None


def test_candidates_cost_more_on_the_same_terms(asked):
    found = candidates(asked.scenario, asked.attack, asked.design, asked.draws, None)
    assert {"forward-defence", "tripwire", "consult-24h-works", "consult-24h-command"} == {one.id for one in found}
    assert all(one.settlement == asked.design.settlement for one in found)


def test_the_next_steps_change_what_they_say(asked):
    led, built = strengthened(asked.scenario, asked.attack, asked.design)
    assert set(parts_to_build(asked.design, led)) == {"command", "authority"}
    assert set(parts_to_build(asked.design, built)) == {"works", "stocks"}
