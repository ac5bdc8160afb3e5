"""An imposed day of decision: all who keep their word decide on it, before the attack too, and nothing comes before it."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from casus.flow.campaign.arrays import COMBAT, NO_HELP
from casus.flow.campaign.decision import head_start_days
from casus.flow.campaign.pack import pack
from casus.flow.campaign.simulate import simulate
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.flow.strategy.kept import word_kept

DAYS = (-30.0, -1.0, 0.0, 1.0, 14.0)
DESIGNS = ("consult-24h", "tripwire", "forward-defence")
WORLDS = 120


@pytest.fixture(scope="module")
def tutorial():
    return read_scenario("tutorial")


@pytest.fixture(scope="module")
def worlds(tutorial):
    return sample(tutorial, scenario_register(Path(tutorial.folder)), WORLDS, 1)


@pytest.fixture(scope="module")
def played(tutorial, worlds):
    """By design and imposed day, the records of the full attack; infinite: no day imposed."""
    full = next(attack for attack in tutorial.attacks if attack.id == "full")
    return {
        (design, day): simulate(tutorial, tutorial.design(design), full, worlds, day).records
        for design in DESIGNS
        for day in (*DAYS, math.inf)
    }


def of_nations(scenario, records, field):
    """(worlds, nations) of a field that is padded to the largest number of nations."""
    return records[field][:, : len(scenario.guarantors)]


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("day", DAYS)
def test_all_who_decide_do_so_on_that_day(tutorial, played, design, day):
    decided = of_nations(tutorial, played[design, day], "decision_day")
    finite = decided[np.isfinite(decided)]
    assert finite.size
    assert set(finite) == {day}


@pytest.mark.parametrize("design", DESIGNS)
def test_the_day_changes_nobodys_mind(played, design):
    help_by_day = [played[design, day]["help_level"] for day in (*DAYS, math.inf)]
    called = np.isfinite(played[design, math.inf]["trigger_day"])
    assert called.any()
    for levels in help_by_day[:-1]:
        np.testing.assert_array_equal(levels, help_by_day[0])
        np.testing.assert_array_equal(levels[called], help_by_day[-1][called])


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("day", DAYS)
def test_nobody_leaves_arrives_or_fights_before_it(tutorial, played, design, day):
    records = played[design, day]
    for field in ("left_day", "arrival_day", "joined_day"):
        assert of_nations(tutorial, records, field).min() >= day, field
    assert records["contact_day"].min() >= max(0.0, day)


def test_forces_in_the_line_of_an_attacked_zone_fight_from_that_day_on(played):
    for day in (0.0, 1.0, 14.0):
        contact = played["forward-defence", day]["contact_day"]
        assert np.isfinite(contact).any()
        assert np.median(contact[np.isfinite(contact)]) == day


def test_a_pool_that_has_thirty_days_has_come_when_the_attack_begins(played):
    sent = (played["consult-24h", -30.0]["help_level"] == COMBAT).any(axis=1)
    there = {day: played["consult-24h", day]["arrived_brigades"][sent, 0] for day in (-30.0, 0.0)}
    assert sent.any()
    assert there[-30.0].mean() > 0.0 == there[0.0].max()


@pytest.mark.parametrize("design", DESIGNS)
def test_earlier_never_holds_less_on_the_whole(played, design):
    held = [played[design, day]["held"].mean() for day in DAYS]
    assert all(later <= earlier + 3.5 / WORLDS for earlier, later in zip(held, held[1:], strict=False)), held
    assert held[-1] <= held[0]


def test_who_was_never_called_decides_too_if_the_day_is_imposed(tutorial, worlds):
    grey = next(attack for attack in tutorial.attacks if attack.deniable)
    design, kept = tutorial.design("tripwire"), word_kept(worlds, WORLDS)
    free = simulate(tutorial, design, grey, kept).records
    imposed = simulate(tutorial, design, grey, kept, 2.0).records
    uncalled = ~np.isfinite(free["trigger_day"])
    assert uncalled.any()
    assert (free["help_level"][uncalled] == NO_HELP).all()
    members = np.isfinite(of_nations(tutorial, imposed, "decision_day")[uncalled]).sum(axis=1)
    assert (members == len(design.pact.parties.guarantors)).all()


def test_no_imposed_day_leaves_every_bit_as_it_was(tutorial, worlds, played):
    full = next(attack for attack in tutorial.attacks if attack.id == "full")
    plain = simulate(tutorial, tutorial.design("tripwire"), full, worlds).records
    assert plain.tobytes() == played["tripwire", math.inf].tobytes()
    assert plain.tobytes() != played["tripwire", 0.0].tobytes()


@pytest.mark.parametrize(("day", "days"), [(-30.0, 30.0), (0.0, 0.0), (14.0, 0.0), (math.inf, 0.0)])
def test_headquarters_form_from_an_imposed_decision_before_the_attack(tutorial, day, days):
    packed = pack(tutorial, tutorial.design("tripwire"), tutorial.attacks[0], day)
    assert head_start_days(packed.promise[0]) == days
