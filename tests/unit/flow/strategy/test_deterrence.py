"""The three lenses on a small study: side by side, saved and reopened, and where they disagree."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

import casus
from casus.flow.metrics.band import Band, band
from casus.flow.metrics.catalogue import LENSES
from casus.flow.strategy.as_json import lenses_as_json
from casus.flow.strategy.crises import CREDIBILITIES
from casus.flow.strategy.crisis import crisis_games, ends_of
from casus.flow.strategy.deterrence import Chance, Crisis, Deterrence, Lenses, ReferenceClass
from casus.flow.strategy.disagreement import correlations, disagreements
from casus.flow.strategy.parts import PARTS
from casus.flow.strategy.solver.sequential import solve
from casus.flow.strategy.stakes import Stakes, joined


@pytest.fixture(scope="module")
def study():
    return casus.compare("tutorial", draws=120, seed=3)


def test_every_design_has_all_three_numbers(study):
    assert study.deterrence is not None
    assert set(study.deterrence.lenses) == {"memorandum", "consult-24h", "tripwire", "forward-defence"}
    for lenses in study.deterrence.lenses.values():
        assert set(lenses.p_attack) == set(LENSES)
        for chance in lenses.p_attack.values():
            assert 0.0 <= chance.p05 <= chance.value <= 1.0
            assert chance.value <= chance.p95 + 1e-9 or math.isclose(chance.p95, 0.0)


def test_price_of_a_design_is_that_of_its_cheapest_attack(study):
    prices = study.outcomes["price_meur"]
    for design, lenses in study.deterrence.lenses.items():
        medians = {attack: price.price_meur.p50 for attack, price in lenses.prices.items()}
        assert lenses.cheapest == min(medians, key=medians.get)
        least = prices.sel(design=design).min("attack").values
        assert lenses.price_meur.p50 == band(least).p50
        assert lenses.price_meur.p50 <= min(medians.values())


def test_parts_of_a_price_add_up(study):
    for lenses in study.deterrence.lenses.values():
        for price in lenses.prices.values():
            assert set(price.parts) == set(PARTS)
            assert sum(price.parts.values()) == pytest.approx(1.0)


def test_games_are_solved_and_say_how_well(study):
    for lenses in study.deterrence.lenses.values():
        for crisis in lenses.crises.values():
            assert crisis.solved_share >= 0.9
            assert crisis.regret < 1e-6
            for challenge, stand, war in crisis.by_credibility.values():
                assert 0.0 <= war <= challenge * stand + 1e-9 <= 1.0 + 1e-9
            assert crisis.by_precision[math.inf] == pytest.approx(crisis.by_precision[100.0], abs=0.25)


def test_survival_never_rises_and_starts_at_one(study):
    survival = study.outcomes["survival"]
    assert (survival.isel(year=0) == 1.0).all()
    assert (survival.diff("year") <= 1e-12).all()


def test_a_saved_study_says_the_same(study, tmp_path):
    study.save(tmp_path / "study")
    again = casus.open_study(tmp_path / "study")
    assert json.dumps(lenses_as_json(again.deterrence)) == json.dumps(lenses_as_json(study.deterrence))


def test_json_holds_the_contract_and_no_number_that_is_none(study):
    found = json.loads(json.dumps(study.as_json(), allow_nan=False))
    for given in found["designs"].values():
        assert set(given["p_attack_10y"]) == set(LENSES)
        assert set(given["price_of_aggression"]["meur"]) == {"p05", "p50", "p95"}
        assert set(given["price_of_aggression"]["by_attack"]) == {"grey", "probe", "limited", "full"}
    assert set(found["lenses"]) == {"rank_correlation", "disagreements"}


def test_table_has_the_lenses_beside_the_answers(study):
    table = study.table()
    assert {"p_held", "price_meur_p50", *(f"p_attack_10y_{lens}" for lens in LENSES)} <= set(table.columns)
    assert (table["price_meur_p05"] <= table["price_meur_p95"]).all()


def test_without_lenses_a_study_has_none_and_the_same_campaigns(study):
    plain = casus.compare("tutorial", draws=120, seed=3, lenses=False)
    assert plain.deterrence is None
    assert (plain.outcomes["held"].values == study.outcomes["held"].values).all()
    assert "p_attack_10y" not in plain.as_json()["designs"]["memorandum"]


def test_scenario_without_aims_has_the_reference_class_alone():
    found = casus.compare("collapse-2022", draws=20).deterrence
    assert found is not None
    for lenses in found.lenses.values():
        assert set(lenses.p_attack) == {"reference"}
        assert lenses.price_meur is None
    assert lenses_as_json(found)["designs"]


def test_no_world_attacks_where_the_price_is_above_the_value(study):
    data = study.outcomes
    dear = data["price_meur"] >= data["aims_value_meur"]
    assert dear.any()
    assert float(data["attack_probability"].where(dear, 0.0).max()) == 0.0
    assert float(data["attack_probability"].where(~dear).max()) > 0.0


def lenses_at(design, price, game, reference):
    known = ReferenceClass({10.0: Band(0.5, 0.8, 0.9)}, {10.0: {"none": 0.8}}, {"guarantee": 0.5, "forces": 1.0})
    chances = {"price": price, "game": game, "reference": reference}
    return Lenses(design, None, None, {}, {}, known, {lens: Chance(p, 0.0, p, p) for lens, p in chances.items()})


def test_lenses_that_agree_disagree_about_nothing():
    found = Deterrence({f"d{n}": lenses_at(f"d{n}", n / 10, n / 20, n / 30) for n in range(1, 6)}, None, None)
    assert all(rho == pytest.approx(1.0) for rho in correlations(found).values())
    assert disagreements(found) == []


def test_lenses_that_turn_the_order_round_disagree_about_both_ends_first():
    found = Deterrence({f"d{n}": lenses_at(f"d{n}", n / 10, n / 10, 1.0 - n / 10) for n in range(1, 6)}, None, None)
    assert correlations(found)["price", "reference"] == pytest.approx(-1.0)
    apart = disagreements(found)
    assert {one.design for one in apart[:2]} == {"d1", "d5"}
    assert "d3" not in {one.design for one in apart}
    assert apart[0].reasons["reference"] == "the record sees guarantee (hazard × 0.50)"


def test_infinite_prices_stay_infinite_and_are_never_averaged():
    assert band(np.array([1.0, 2.0, np.inf, np.inf, np.inf])).p50 == math.inf


def test_half_belief_is_called_the_most_dangerous_where_it_is():
    """The published game of two sides, with two hard challengers of five: P(war) rises to its border of deterrence, then ends."""
    one = np.ones(1)
    stakes = Stakes(
        yielded=0.5 * np.ones((5, 1)),
        war=np.array([[-1.0], [-1.0], [-1.0], [-0.25], [-0.25]]),
        backed=-0.5 * one,
        guarantor_yielded=-1.0 * one,
        guarantor_war=-1.6 * one,
        resolved=0.2 * one,
    )
    swept = ends_of(solve(crisis_games(joined([stakes] * len(CREDIBILITIES)), np.array(CREDIBILITIES))))
    ends = zip(swept.challenge.tolist(), swept.stand.tolist(), swept.war.tolist(), strict=True)
    by_credibility = dict(zip(CREDIBILITIES, ends, strict=True))
    crisis = Crisis("full", 0.0, 0.0, 0.0, 0.0, 0.2, by_credibility, {}, 1.0, 0.0)
    assert crisis.most_dangerous == 0.6
    assert crisis.half_credible_is_worst
    assert by_credibility[0.7][0] == pytest.approx(0.0, abs=1e-6)
    sure = Crisis("full", 0.0, 0.0, 0.0, 0.0, 0.2, {0.0: (1.0, 0.0, 0.3), 1.0: (0.0, 1.0, 0.0)}, {}, 1.0, 0.0)
    assert not sure.half_credible_is_worst
