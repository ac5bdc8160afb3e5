"""The casebook moves the draws of what decides whether a promise is kept, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pytest
from scipy.special import ndtri

from casus.evidence.register import Register, read_register
from casus.flow.draws import kept_promises
from casus.flow.draws.sample import sample
from casus.flow.scenario.quantities import named_quantities
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.quantity import Quantity
from casus.flow.scenario.schema.scenario import Scenario
from casus.pacts.honour.model import Posterior, read_fitted
from casus.pacts.honour.prior import base_entry, prior, slope_entry
from casus.pacts.honour.terms import FAMILIES, SLOPES

Floats = npt.NDArray[np.float64]
DRAWS, SEED = 4000, 3
ERRORS = 4.5  # chosen: standard errors; one of some sixty comparisons fails by chance for one seed in two thousand
BASES = {family: base_entry(family).replace("-", "_") for family in FAMILIES}
EFFECTS = {term: slope_entry(term).replace("-", "_") for term in SLOPES}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read_scenario("tutorial")


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


@pytest.fixture(scope="module")
def columns(scenario: Scenario, register: Register) -> Mapping[str, Floats]:
    return sample(scenario, register, DRAWS, SEED).columns


def sample_with(
    monkeypatch: pytest.MonkeyPatch, posteriors: dict[str, Posterior] | None, scenario: Scenario
) -> Mapping[str, Floats]:
    """Draws under other posteriors, or without any."""
    monkeypatch.setattr("casus.flow.draws.sample.MOST_KEPT", 0)
    if posteriors is None:
        monkeypatch.setattr("casus.flow.draws.sample.after_casebook", lambda *_: {})
    else:
        monkeypatch.setattr(kept_promises, "read_fitted", lambda: posteriors)
    return sample(scenario, read_register(), DRAWS, SEED).columns


def logit(share: Floats) -> Floats:
    return np.log(share / (1.0 - share))


def test_the_casebook_changes_what_it_speaks_of_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, scenario: Scenario, columns: Mapping[str, Floats]
) -> None:
    before = sample_with(monkeypatch, None, scenario)
    changed = {name for name in before if not np.array_equal(before[name], columns[name])}
    assert changed == {*BASES.values(), *EFFECTS.values()}
    family = columns["honour_prior_family"]
    for code, name in enumerate(BASES.values()):
        np.testing.assert_array_equal(before[name][family != code], columns[name][family != code])


def test_without_a_casebook_nothing_changes(
    monkeypatch: pytest.MonkeyPatch, scenario: Scenario, register: Register
) -> None:
    """Effects to rounding; base rates nearly: their priors are betas, and those of the model normal in log-odds."""
    priors = {family: prior(register, family) for family in FAMILIES}
    posteriors = {family: Posterior(mean, np.diag(sd**2)) for family, (mean, sd) in priors.items()}
    after = sample_with(monkeypatch, posteriors, scenario)
    before = sample_with(monkeypatch, None, scenario)
    for name in EFFECTS.values():
        np.testing.assert_allclose(after[name], before[name], atol=1e-5)
    for name in BASES.values():
        assert np.abs(after[name] - before[name]).max() < 0.1
        assert np.abs(after[name] - before[name]).mean() < 0.005


@pytest.mark.parametrize(("code", "family"), list(enumerate(FAMILIES)), ids=FAMILIES)
def test_the_worlds_of_a_reading_follow_its_posterior(code: int, family: str, columns: Mapping[str, Floats]) -> None:
    worlds = columns["honour_prior_family"] == code
    posterior = read_fitted()[family]
    assert worlds.sum() > DRAWS / 5
    drawn = [logit(columns[BASES[family]][worlds]), *(columns[name][worlds] for name in EFFECTS.values())]
    for index, values in enumerate(drawn):
        mean, sd = posterior.mean[index], math.sqrt(posterior.covariance[index, index])
        if index == 1 + SLOPES.index("obligation"):  # cut off at nought, where its bounds are
            mean, sd = censored(mean, sd)
        assert values.mean() == pytest.approx(mean, abs=ERRORS * sd / math.sqrt(worlds.sum()))
        assert values.std() == pytest.approx(sd, abs=ERRORS * sd / math.sqrt(2 * worlds.sum()))


def censored(mean: float, sd: float) -> tuple[float, float]:
    """Mean and standard deviation of a normal whose values below 0 are set to 0, by its quantiles."""
    values = np.maximum(0.0, mean + sd * ndtri((np.arange(100_000) + 0.5) / 100_000))
    return float(values.mean()), float(values.std())


@pytest.mark.parametrize(("code", "family"), list(enumerate(FAMILIES)), ids=FAMILIES)
def test_base_and_effects_of_a_reading_move_together(code: int, family: str, columns: Mapping[str, Floats]) -> None:
    worlds = columns["honour_prior_family"] == code
    free = [term for term in SLOPES if term != "obligation"]
    drawn = np.stack([logit(columns[BASES[family]][worlds]), *(columns[EFFECTS[term]][worlds] for term in free)])
    kept = [0, *(1 + SLOPES.index(term) for term in free)]
    covariance = read_fitted()[family].covariance[np.ix_(kept, kept)]
    sd = np.sqrt(np.diag(covariance))
    stated = covariance / np.outer(sd, sd)
    np.testing.assert_allclose(np.corrcoef(drawn), stated, atol=ERRORS / math.sqrt(worlds.sum()))
    assert np.abs(stated - np.eye(len(stated))).max() > ERRORS / math.sqrt(worlds.sum()), (
        "or the test would see nothing"
    )


def test_every_draw_keeps_its_bounds(columns: Mapping[str, Floats], register: Register) -> None:
    for name in (*BASES.values(), *EFFECTS.values()):
        entry = register.entry(name.replace("_", "-"))
        low, high = entry.bounds or (None, None)
        assert np.isfinite(columns[name]).all()
        assert low is None or (columns[name] >= low).all(), name
        assert high is None or (columns[name] <= high).all(), name
    for name in BASES.values():
        assert ((columns[name] > 0.0) & (columns[name] < 1.0)).all()
    assert (columns[EFFECTS["obligation"]] == 0.0).any(), "so the bound is worth testing"


def test_a_number_of_the_scenarios_own_is_left_alone(scenario: Scenario, register: Register) -> None:
    own = Quantity(value=-2.5, unit="logit", status="judgement", range=(-3.0, -2.0), why="Made up for this test.")
    name = EFFECTS["crowd"]
    changed = scenario.model_copy(update={"parameters": scenario.parameters | {name: own}})
    assert {named.name for named in named_quantities(changed)} == {named.name for named in named_quantities(scenario)}
    drawn, usual = (sample(asked, register, 200, SEED).columns for asked in (changed, scenario))
    assert ((drawn[name] > -3.2) & (drawn[name] < -1.8)).all()
    for other in {*BASES.values(), *EFFECTS.values()} - {name}:
        np.testing.assert_array_equal(drawn[other], usual[other])
