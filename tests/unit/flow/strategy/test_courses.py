"""What the lenses play beside the campaigns: the protected state alone, and every word kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from casus.flow.campaign.arrays import WORDS
from casus.flow.campaign.simulate import simulate, simulate_each
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.flow.scenario.schema.design import Settlement
from casus.flow.strategy.alone import alone, key_of_alone
from casus.flow.strategy.course import course_of, mean_of, theatre_of, undefended
from casus.flow.strategy.courses import KEPT_DRAWS, Player
from casus.flow.strategy.kept import word_kept

SCENARIO = read_scenario("tutorial")
DRAWS = sample(SCENARIO, scenario_register(Path(SCENARIO.folder)), 60, 1)
READ = ("held", "lost_day", "area_km2", "people", "aggressor_lost", "protected_lost")
DESIGNS = [design.id for design in SCENARIO.designs]
WITHOUT_FORCES = [d.id for d in SCENARIO.designs if not d.posture.in_place and not d.posture.air.aircraft]
ATTACKS = {attack.id: attack for attack in SCENARIO.attacks}


@pytest.mark.parametrize("design", WITHOUT_FORCES)
def test_alone_is_what_happens_where_nobody_helps(design):
    given = SCENARIO.design(design)
    played = simulate(SCENARIO, given, ATTACKS["full"], DRAWS).records
    without = simulate(SCENARIO, alone(given), ATTACKS["full"], DRAWS).records
    unhelped = (played["help_level"] <= WORDS).all(axis=1)
    assert unhelped.any()
    for name in READ:
        assert (played[name][unhelped] == without[name][unhelped]).all(), name


def test_a_course_keeps_nothing_of_the_records():
    records = simulate(SCENARIO, SCENARIO.design(DESIGNS[0]), ATTACKS["full"], DRAWS).records
    for name, field in course_of(SCENARIO, records, DRAWS)._asdict().items():
        assert not np.may_share_memory(field, records), name


@pytest.mark.parametrize("design", DESIGNS)
def test_nobody_acts_for_a_state_alone(design):
    records = simulate(SCENARIO, alone(SCENARIO.design(design)), ATTACKS["limited"], DRAWS).records
    assert records["guarantor_entered"].max() == 0.0
    assert records["acted_share"].max() == 0.0


@pytest.mark.parametrize("design", DESIGNS)
def test_what_was_given_stays_when_the_guarantors_go(design):
    given, left = SCENARIO.design(design), alone(SCENARIO.design(design))
    assert left.settlement == given.settlement
    assert left.posture.works == given.posture.works
    assert left.posture.forward_stock_days == given.posture.forward_stock_days
    assert left.posture.air_defence == given.posture.air_defence
    assert left.posture.arms_meur_year == given.posture.arms_meur_year
    assert not left.posture.in_place
    assert not left.pact.parties.guarantors


def test_designs_that_are_the_same_alone_share_a_key():
    keys = {design: key_of_alone(SCENARIO.design(design)) for design in DESIGNS}
    assert keys["memorandum"] == keys["consult-24h"]
    assert keys["memorandum"] != keys["forward-defence"]


def test_alone_is_played_once_for_designs_that_are_the_same_alone():
    played = []

    def play(scenario, matches):
        for match in matches:
            played.append((match.design.id, len(match.design.pact.parties.guarantors), len(match.draws)))
            yield simulate(scenario, *match)

    player = Player(SCENARIO, DRAWS, play)
    for design in ("memorandum", "consult-24h"):
        given = SCENARIO.design(design)
        player.courses(given, ATTACKS["probe"], simulate(SCENARIO, given, ATTACKS["probe"], DRAWS).records)
    assert [one for one in played if one[1] == 0] == [("memorandum", 0, 60)]


def test_courses_are_the_same_whether_what_they_need_is_played_at_once_or_before():
    pairs = [(SCENARIO.design(design), ATTACKS["full"]) for design in DESIGNS]
    records = {design.id: simulate(SCENARIO, design, attack, DRAWS).records for design, attack in pairs}
    one_by_one = Player(SCENARIO, DRAWS, simulate_each)
    before = Player(SCENARIO, DRAWS, simulate_each)
    campaigns = simulate_each(SCENARIO, (match for pair in pairs for match in before.beside(*pair)))
    for design, attack in pairs:
        here = one_by_one.courses(design, attack, records[design.id])
        there = before.courses_from(design, attack, records[design.id], campaigns)
        for one, other in ((here.backed, there.backed), (here.alone, there.alone), (here.kept, there.kept)):
            assert [field.tobytes() for field in one] == [field.tobytes() for field in other]
    assert next(campaigns, None) is None


def test_a_player_that_was_interrupted_plays_what_is_missing():
    def stopped(scenario, matches):
        yield simulate(SCENARIO, *next(matches))
        next(matches)
        raise KeyboardInterrupt

    player = Player(SCENARIO, DRAWS, stopped)
    given = SCENARIO.design("tripwire")
    records = simulate(SCENARIO, given, ATTACKS["full"], DRAWS).records
    with pytest.raises(KeyboardInterrupt):
        player.courses(given, ATTACKS["full"], records)
    assert len(list(player.beside(given, ATTACKS["full"]))) == 2


@pytest.mark.parametrize("design", DESIGNS)
def test_where_every_word_is_kept_more_is_honoured(design):
    given = SCENARIO.design(design)
    as_is = simulate(SCENARIO, given, ATTACKS["full"], DRAWS).records
    kept = simulate(SCENARIO, given, ATTACKS["full"], word_kept(DRAWS, KEPT_DRAWS)).records
    called = np.isfinite(kept["trigger_day"])
    assert called.any()
    assert (kept["decided_share"] >= as_is["decided_share"] - 1e-12).all()


def test_course_is_made_of_shares_and_losses():
    for attack in SCENARIO.attacks:
        records = simulate(SCENARIO, SCENARIO.design("tripwire"), attack, DRAWS).records
        course = course_of(SCENARIO, records, DRAWS)
        for share in ("ground", "people", "cities", "broken", "fighting", "acting"):
            assert (getattr(course, share) >= 0.0).all()
            assert (getattr(course, share) <= 1.0).all()
        assert (course.soldiers >= 0.0).all()
        free = undefended(SCENARIO, attack, Settlement())
        average = mean_of(course)
        for taken in ("ground", "people", "cities", "broken"):
            assert getattr(average, taken) <= getattr(free, taken) + 1e-12, (attack.id, taken)


def test_full_attack_undefended_takes_all_that_there_is():
    free = undefended(SCENARIO, ATTACKS["full"], Settlement())
    assert float(free.ground) == pytest.approx(1.0)
    assert float(free.people) == float(free.cities) == float(free.broken) == 1.0
    assert theatre_of(SCENARIO).ground_km2 > 0.0


def test_ceded_ground_is_not_there_to_be_taken():
    axis = SCENARIO.theatre.axes[0]
    some = undefended(SCENARIO, ATTACKS["full"], Settlement(start_km={axis.id: axis.segments[0].length_km}))
    taken = axis.segments[0].length_km * axis.segments[0].width_km
    assert float(some.ground) == pytest.approx(1.0 - taken / theatre_of(SCENARIO).ground_km2)
