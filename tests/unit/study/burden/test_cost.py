"""The burden of a small scenario: what adds up, what the baseline avoids, what is said without aims."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from casus.flow.handoffs import Outcomes
from casus.flow.scenario.read import read_scenario
from casus.foundation.errors import InputError
from casus.study.burden.avoided import expectations
from casus.study.burden.cost import PRICE, burden_of, cost
from casus.study.burden.draw import frontier_table
from casus.study.burden.frontier import Point, Scatter, frontier
from casus.study.burden.show import print_burden
from casus.study.burden.war import WIDER_WAR, war_lines_meur
from casus.study.compare import Study, compare

LENSES = ("price", "game", "reference")


@pytest.fixture(scope="module")
def study():
    return compare("tutorial", ["memorandum", "tripwire", "forward-defence"], draws=40)


@pytest.fixture(scope="module")
def found(study):
    return burden_of(read_scenario("tutorial"), None, study)


def test_the_baseline_avoids_nothing_against_itself(found):
    lenses = found.designs[found.baseline].lenses
    assert set(lenses) == set(LENSES)
    for lens in lenses.values():
        assert lens.avoided_meur.mean == lens.net_meur.mean == lens.extra_cost_meur.mean == 0.0
        assert math.isnan(lens.ratio)


def test_net_is_avoided_less_extra_cost_and_the_lenses_stay_apart(found):
    for one in found.designs.values():
        for lens in one.lenses.values():
            assert lens.net_meur.mean == pytest.approx(lens.avoided_meur.mean - lens.extra_cost_meur.mean)
            assert lens.net_meur.p05 <= lens.net_meur.p50 <= lens.net_meur.p95
            assert sum(lens.by_attack.values()) == pytest.approx(lens.p_attack.mean)
    assert len({found.designs["tripwire"].lenses[lens].net_meur.mean for lens in LENSES}) == 3


def test_probabilities_are_those_of_the_lenses(study, found):
    for design, lenses in study.deterrence.lenses.items():
        for lens, chance in lenses.p_attack.items():
            assert found.designs[design].lenses[lens].p_attack.mean == pytest.approx(chance.value)


def test_the_yearly_cost_is_that_of_the_comparison(study, found):
    table = study.table().groupby("design")["cost_meur_year"].first()
    for design, one in found.designs.items():
        assert one.yearly.p50 == pytest.approx(table[design])


def test_costs_are_of_the_worlds_that_were_played_however_they_were_sampled():
    played = compare("tutorial", ["memorandum", "tripwire"], ["probe"], draws=16, sampling="latin-hypercube")
    billed = burden_of(read_scenario("tutorial"), None, played).designs["tripwire"].bill
    np.testing.assert_allclose(billed.yearly, played.outcomes["cost_meur_year"].sel(design="tripwire").values)


def test_a_rate_of_nought_is_the_dearest(study):
    scenario = read_scenario("tutorial")
    free, dear = (burden_of(scenario, None, study, rate).designs["tripwire"] for rate in (0.0, 0.1))
    assert free.present.mean > dear.present.mean > 0
    once, recurring = (sum(float(m.mean()) for m in lines.values()) for lines in (free.bill.once, free.bill.recurring))
    assert free.present.mean == pytest.approx(once + 10 * recurring)


def test_reservations_speak_of_the_design_asked_about(study):
    said = burden_of(read_scenario("tutorial"), "tripwire", study).reservations
    assert "tripwire costs" in said.confidence
    assert any("brigades in place tie up" in hidden for hidden in said.hides)
    assert said.alternative


def test_rows_and_json_hold_every_design_and_no_number_that_json_lacks(found):
    rows = found.rows()
    assert [row["design"] for row in rows] == list(found.designs)
    told = json.loads(json.dumps(found.as_json(), allow_nan=False))
    design = told["designs"]["forward-defence"]
    lines = sum(line["meur_year"]["mean"] for line in design["lines"].values())
    paid = sum(nation["meur_year"] for nation in design["nations"].values()) + design["protected_meur_year"]
    assert lines == pytest.approx(design["cost_meur_year_mean"], rel=1e-4)
    assert paid == pytest.approx(design["cost_meur_year_mean"], rel=1e-4)
    assert set(told["frontier"]) == {PRICE, *LENSES}
    assert all(told["frontier"].values())


def test_chart_rows_are_the_designs_of_each_measure(found):
    for measure in found.frontiers:
        rows = frontier_table(found, measure)
        assert {row["design"] for row in rows} == set(found.designs)
        assert all(row["low"] <= row["deters"] <= row["high"] for row in rows)


def test_tables_fit_the_narrowest_window(found, study, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    print_burden(found, 1.0)
    print_burden(burden_of(read_scenario("tutorial"), "forward-defence", study))
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("frontier", "rotation", "Who pays", "wider war", "how sure", "hides"))
    assert max(map(len, shown.splitlines())) <= 112


def test_a_scenario_without_aims_has_the_record_alone():
    found = cost("ukraine-2022", draws=5)
    assert set(found.frontiers) == {"reference"}
    assert set(found.designs[found.baseline].lenses) == {"reference"}
    assert found.as_json()["designs"]["as-it-was"]["price_of_aggression_meur"] is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"design": "trip"}, "did you mean 'tripwire'"),
        ({"designs": ["trip"]}, "did you mean 'tripwire'"),
        ({"rate": -0.01}, "discount rate is -1.00%"),
        ({"rate": 0.5}, "must be 0 % to 20%"),
        ({"draws": 0}, "draws is 0"),
    ],
)
def test_bad_input_is_refused_in_words(arguments, says):
    with pytest.raises(InputError, match=says):
        cost("tutorial", **arguments)


def test_a_war_that_nobody_joins_costs_the_guarantors_no_wider_war(study):
    scenario = read_scenario("tutorial")
    attack = scenario.attacks[-1]
    from casus.study.burden.cost import HELD, _drawn

    data = study.outcomes.sel(design="forward-defence", attack=attack.id)
    played = {name: data[name].values for name in HELD}
    draws = _drawn(scenario, study, None)
    lines = war_lines_meur(scenario, attack, played, draws)
    assert all((meur >= 0).all() for meur in lines.values())
    aside = war_lines_meur(scenario, attack, played | {"combat_share": np.zeros(len(draws))}, draws)
    assert not aside[WIDER_WAR].any()
    worse = war_lines_meur(scenario, attack, played | {"protected_lost": played["protected_lost"] + 1.0}, draws)
    assert (worse["soldiers"] > lines["soldiers"]).all()


def test_the_likeliest_attack_counts_and_a_challenge_that_is_backed_down_from_is_no_war():
    small, large = (attack for attack in read_scenario("tutorial").attacks if attack.id in ("probe", "full"))
    wars = {
        small.id: {"x": np.array([10.0]), WIDER_WAR: np.array([0.0])},
        large.id: {"x": np.array([50.0]), WIDER_WAR: np.array([50.0])},
    }
    judged = {
        "survival": np.array([0.8]),
        "attack_probability": np.array([[0.1], [0.4]]),
        "challenge_in_time_probability": np.array([[0.5], [0.2]]),
        "fought_share": np.array([[0.5], [1.0]]),
    }  # fmt: skip
    found = expectations([small, large], wars, judged, np.array([0.0]))
    assert found["price"].war_meur[0] == pytest.approx(0.4 * 100)
    assert found["price"].narrow_meur[0] == pytest.approx(0.4 * 50)
    assert found["game"].probability[0] == pytest.approx(0.5)
    assert found["game"].war_meur[0] == pytest.approx(0.5 * 0.5 * 10)
    assert found["reference"].war_meur[0] == pytest.approx(0.2 * (10 + 100) / 2)
    assert found["reference"].heaviest_meur[0] == pytest.approx(0.2 * 100)


def test_without_a_finished_baseline_nothing_is_said_to_pay(study):
    data = study.outcomes.copy()
    data["held"] = data["held"].where(data["design"] != "memorandum")
    data.attrs["complete"] = 0
    found = burden_of(read_scenario("tutorial"), None, Study(Outcomes(data)))
    assert set(found.designs) == {"tripwire", "forward-defence"}
    assert not found.complete
    assert all(not one.lenses for one in found.designs.values())
    assert "No lens was asked" in found.reservations.confidence
    assert found.frontiers[PRICE].designs


def test_dominance_within_error_is_marked():
    def scatter(design, cost, price, error):
        return Scatter(Point(design, cost, price), np.full(20, cost), np.full(20, price), error)

    close = frontier([scatter("a", 1.0, 10.0, 1.0), scatter("b", 1.0, 9.0, 1.0)])
    far = frontier([scatter("a", 1.0, 10.0, 0.1), scatter("b", 1.0, 9.0, 0.1)])
    assert not close.dominated["b"].sure
    assert far.dominated["b"].sure
