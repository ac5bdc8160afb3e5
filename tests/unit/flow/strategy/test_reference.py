"""What the reference class codes of the designs, and that its names, codes and columns belong together."""

from __future__ import annotations

import numpy as np
import pytest

from casus.evidence.register import read_register
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register
from casus.flow.strategy.reference import READINGS, contributions, effects, hazard_ratio, survival
from casus.flow.strategy.reference_features import Features, features
from casus.foundation.codes import SPECIFICATIONS
from casus.foundation.errors import InputError

UKRAINE = read_scenario("ukraine")
COLUMNS = sample(UKRAINE, scenario_register(scenario_folder("ukraine")), 200, 1).columns

CODED = {  # defence, binding, aggressor consents, forces, depth, monitored; a major power is among the guarantors of all
    "memorandum": (False, False, True, "none", 0.0, False),
    "consult-24h": (False, False, False, "none", 0.0, False),
    "article5-like": (True, True, False, "none", 0.0, False),
    "enablers-only": (False, False, False, "none", 0.5, False),
    "air-shield": (True, False, False, "none", 0.5, False),
    "reassurance-rear": (True, False, False, "light", 1.0, False),
    "tripwire": (True, False, False, "light", 1.0, True),
    "forward-defence": (True, True, False, "heavy", 1.0, True),
    "arm-and-sanction": (False, False, False, "none", 0.0, False),
    "paris-2026": (True, False, False, "light", 1.0, True),
    "accession": (True, True, False, "heavy", 1.0, False),
    "kremlin-terms": (False, False, True, "none", 0.0, False),
}


def test_every_design_on_ukraine_is_coded_here() -> None:
    assert sorted(design.id for design in UKRAINE.designs) == sorted(CODED)


@pytest.mark.parametrize("design", CODED)
def test_features_of_the_designs_on_ukraine(design: str) -> None:
    defence, binding, consents, forces, depth, monitored = CODED[design]
    expected = Features(defence, True, binding, consents, forces, depth, monitored)
    assert features(UKRAINE, UKRAINE.design(design)) == expected


def test_without_major_powers_a_pact_is_one_of_minor_powers() -> None:
    smaller = tuple(nation.model_copy(update={"major_power": False}) for nation in UKRAINE.guarantors)
    scenario = UKRAINE.model_copy(update={"guarantors": smaller})
    assert not features(scenario, UKRAINE.design("article5-like")).major_power


def test_a_pact_that_needs_the_aggressors_consent_moves_nothing() -> None:
    article5 = UKRAINE.design("article5-like")
    parties = article5.pact.parties.model_copy(update={"veto": ("russia",)})
    vetoed = article5.model_copy(update={"pact": article5.pact.model_copy(update={"parties": parties})})
    assert (hazard_ratio(features(UKRAINE, vetoed), COLUMNS) == 1.0).all()
    assert (hazard_ratio(features(UKRAINE, article5), COLUMNS) != 1.0).any()


@pytest.mark.parametrize("design", ["memorandum", "consult-24h", "arm-and-sanction", "kremlin-terms"])
def test_consultation_alone_leaves_the_base_rate(design: str) -> None:
    kept = survival(features(UKRAINE, UKRAINE.design(design)), COLUMNS, [10.0])[:, 0]
    np.testing.assert_allclose(kept, 1.0 - COLUMNS["reference_renewed_10y"], rtol=1e-12)


def test_readings_codes_and_evidence_name_the_same_alternatives() -> None:
    assert tuple(READINGS) == SPECIFICATIONS
    weights = read_register().entry("reference-specification").weights
    assert weights is not None
    assert sorted(weights) == sorted(SPECIFICATIONS)


@pytest.mark.parametrize(("code", "name"), list(enumerate(SPECIFICATIONS)))
def test_a_world_takes_the_ratio_of_its_own_specification(code: int, name: str) -> None:
    coded = features(UKRAINE, UKRAINE.design("paris-2026"))
    here = COLUMNS["reference_specification"] == code
    assert here.any()
    np.testing.assert_array_equal(hazard_ratio(coded, COLUMNS)[here], hazard_ratio(coded, COLUMNS, name)[here])


def test_contributions_are_the_medians_of_effects_and_multiply_in_each_world() -> None:
    coded = features(UKRAINE, UKRAINE.design("tripwire"))
    parts = effects(coded, COLUMNS)
    assert list(parts) == ["guarantee", "depth", "form", "forces", "monitoring"]
    assert contributions(coded, COLUMNS) == {name: np.median(ratio) for name, ratio in parts.items()}
    np.testing.assert_allclose(np.prod(list(parts.values()), axis=0), hazard_ratio(coded, COLUMNS))


def test_an_unknown_specification_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(InputError, match="did you mean 'war_since_1945'"):
        hazard_ratio(features(UKRAINE, UKRAINE.design("article5-like")), COLUMNS, "war_since_1954")


def test_a_time_before_the_settlement_is_refused() -> None:
    with pytest.raises(InputError, match="must be 0 or more"):
        survival(features(UKRAINE, UKRAINE.design("article5-like")), COLUMNS, [-1.0])
