"""The model of kept promises: what is shipped is what the casebook gives, and the kernel measures as the fit did."""

from __future__ import annotations

import math

import numpy as np
import pytest
import yaml

from casus.evidence.register import read_register
from casus.flow.campaign import arrays, honour
from casus.foundation import references
from casus.pacts.honour import model, refit
from casus.pacts.honour.logistic import fit
from casus.pacts.honour.terms import FAMILIES, KEPT, SLOPES, Case, cases, crowd_of_record, terms
from casus.pacts.read import instrument, read_casebook
from casus.pacts.schema.history import Call
from casus.pacts.schema.pact import Pact

DIGITS = 1e-5  # two machines differ by less: the fit comes to rest far below


# --- what is shipped --------------------------------------------------------------------------------------------------


def test_what_is_shipped_is_what_the_casebook_gives() -> None:
    shipped = yaml.safe_load(model.FITTED.read_text("utf-8"))
    again = yaml.safe_load(refit.fitted_text())
    assert set(shipped["families"]) == set(again["families"]) == set(FAMILIES)
    assert (shipped["cases"], shipped["terms"]) == (again["cases"], again["terms"])
    for family, held in shipped["families"].items():
        for part in ("mean", "covariance"):
            np.testing.assert_allclose(held[part], again["families"][family][part], atol=DIGITS, err_msg=family)


def test_every_call_that_was_decided_is_fitted_once() -> None:
    calls = [call for held in read_casebook() for call in held.history if call.outcome != "untested"]
    known = list(cases(read_casebook()))
    assert len(known) == len(calls) == yaml.safe_load(model.FITTED.read_text("utf-8"))["cases"]
    assert len({case.name for case in known}) == len(known)
    assert [case.kept for case in known] == [KEPT[call.outcome] for call in calls]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_posterior_is_surer_than_its_prior_and_a_distribution(family: str) -> None:
    posterior = model.read_fitted()[family]
    _, prior_sd = model.prior(read_register(), family)
    assert (np.sqrt(np.diag(posterior.covariance)) < prior_sd).all()
    np.testing.assert_allclose(posterior.covariance, posterior.covariance.T, atol=1e-12)
    assert np.linalg.eigvalsh(posterior.covariance)[0] > 0.0


@pytest.mark.parametrize("family", FAMILIES)
def test_without_cases_the_prior_is_all_that_is_believed(family: str) -> None:
    mean, sd = model.prior(read_register(), family)
    found = model.posterior([], read_register(), family)
    np.testing.assert_allclose(found.mean, mean, atol=1e-9)
    np.testing.assert_allclose(found.covariance, np.diag(sd**2), atol=1e-9)


@pytest.mark.parametrize("kept", [0.0, 1.0])
def test_a_promise_kept_raises_what_is_believed_of_its_like_and_one_broken_lowers_it(kept: float) -> None:
    like = Case("made up", "2030-01", (0.0,) * len(SLOPES), kept)
    register = read_register()
    for family, before in model.predict(like, [], register).items():
        after = model.predict(like, [like], register)[family]
        assert (after > before) == (kept == 1.0)


def test_a_chance_is_averaged_over_what_is_not_known() -> None:
    sure = model.Posterior(np.array([2.0]), np.array([[1e-12]]))
    unsure = model.Posterior(np.array([2.0]), np.array([[4.0]]))
    row = np.ones(1)
    assert sure.probability(row) == pytest.approx(1.0 / (1.0 + math.exp(-2.0)))
    drawn = 2.0 + 2.0 * np.random.default_rng(1).standard_normal(400_000)
    assert unsure.probability(row) == pytest.approx((1.0 / (1.0 + np.exp(-drawn))).mean(), abs=2e-3)


# --- what is known of a call ------------------------------------------------------------------------------------------

PACT = {
    "title": "Made up for this test",
    "form": {"kind": "treaty", "ratification": "done"},
    "parties": {"guarantors": ["allies"], "count": 8, "protected": ["ward"]},
    "trigger": {"event": "armed-attack"},
    "obligation": {"level": 4},
    "decision": {"rule": "each"},
    "peacetime": {"headquarters": "lead"},
    "source": "made-up",
}
CALL = {
    "event": "Made up for this test",
    "date": "1950-06-25",
    "guarantors": ["allies"],
    "invoked": True,
    "outcome": "not",
    "status": "judgement",
    "source": "made-up",
    "why": "Made up for this test.",
}


def terms_of(pact: dict[str, object] | None = None, **call: object) -> dict[str, float]:
    found = terms(Pact.model_validate(PACT | (pact or {})), Call.model_validate(CALL | call))
    return dict(zip(SLOPES, found, strict=True))


def test_what_is_not_known_of_a_call_stands_at_its_reference() -> None:
    found = terms_of()
    assert (found["great_power"], found["intensity"], found["troops"]) == (0.0, 0.0, 0.0)
    assert found["obligation"] == 4 - references.OBLIGATION


def test_a_call_to_consult_is_measured_by_what_consultation_owes() -> None:
    assert terms_of(level=1)["obligation"] == 1 - references.OBLIGATION
    assert terms_of(level=0)["obligation"] == -references.OBLIGATION


def test_a_group_counts_as_many_as_the_pact_says_and_those_called_on_alone_as_they_are() -> None:
    assert terms_of()["crowd"] == 1 - 1 / 8
    assert terms_of(guarantors=["one"])["crowd"] == 0.0
    assert terms_of(guarantors=["one", "two"])["crowd"] == 0.5
    named = {"parties": {"guarantors": ["one", "two", "three"], "protected": ["ward"]}}
    assert terms_of(named, guarantors=["one", "two", "three"])["crowd"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(("headquarters", "measure"), [("none", 0.0), ("lead", 0.5), ("integrated", 1.0)])
def test_headquarters_count_as_they_are_joined(headquarters: str, measure: float) -> None:
    assert terms_of({"peacetime": {"headquarters": headquarters}})["integration"] == measure
    assert terms_of({"peacetime": None})["integration"] == 0.0


def test_what_is_known_of_a_call_counts() -> None:
    assert terms_of(great_power=True)["great_power"] == 1 - references.GREAT_POWER
    assert terms_of(great_power=False)["great_power"] == -references.GREAT_POWER
    assert terms_of(troops=True)["troops"] == 1.0
    assert terms_of(troops=False)["troops"] == 0.0
    for scale, intensity in references.SCALES.items():
        assert terms_of(scale=scale)["intensity"] == intensity - references.INTENSITY
    assert terms_of()["unratified"] == 0.0
    assert terms_of({"form": {"kind": "treaty", "ratification": "required"}})["unratified"] == 1.0
    assert terms_of({"form": {"kind": "political"}})["unratified"] == 1.0


def test_a_pact_against_many_is_not_called_by_its_name_alone() -> None:
    """The North Atlantic Treaty has one name for many: what is fitted is the crowd, not the one name."""
    held = instrument("north-atlantic-1949")
    assert held.pact.parties.count is not None
    invoked = next(call for call in held.history if call.date == "2001-09-11")
    found = dict(zip(SLOPES, terms(held.pact, invoked), strict=True))
    assert found["crowd"] == 1 - 1 / held.pact.guarantor_count > 0.9


# --- the kernel and the fit measure alike -----------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(1, 33))
def test_a_crowd_in_the_kernel_is_a_crowd_in_the_fit(count: int) -> None:
    promise = arrays.many(arrays.PROMISE, 1)[0]
    promise["members"] = count
    names = [f"nation-{index}" for index in range(count)]
    named = {"parties": {"guarantors": names, "protected": ["ward"]}}
    assert float(honour.crowd(promise)) == terms_of(named, guarantors=names)["crowd"]


@pytest.mark.parametrize(("code", "family"), list(enumerate(FAMILIES)), ids=FAMILIES)
def test_the_kernel_takes_the_base_rate_and_the_crowd_of_the_same_reading(code: int, family: str) -> None:
    fields = ["honour_prior_family", *(f"honour_base_{name}" for name in FAMILIES)]
    world = arrays.many(np.dtype([(name, "f8") for name in fields]), 1)[0]
    world["honour_prior_family"] = code
    for index, name in enumerate(FAMILIES):
        world[f"honour_base_{name}"] = 0.1 + 0.2 * index
    share = 0.1 + 0.2 * code
    assert float(honour.base_share(world)) == share
    assert float(honour.base_logit(world)) == pytest.approx(math.log(share / (1.0 - share)))
    assert float(honour._crowd_of_record(world)) == crowd_of_record(family)


def test_a_case_at_every_reference_has_the_base_rate_alone() -> None:
    """So that `keeps_word`, which adds up the same differences, starts where the fit does."""
    at_reference = Case("made up", "2030-01", (0.0, 0.0, 0.0, 0.0, crowd_of_record("all_defence"), 0.0, 0.0), 1.0)
    np.testing.assert_array_equal(model.rows([at_reference], "all_defence"), [[1.0, *(0.0,) * len(SLOPES)]])


def test_the_posterior_is_the_fit_of_its_rows() -> None:
    known = list(cases(read_casebook()))
    register = read_register()
    mean, sd = model.prior(register, "leeds")
    found = fit(model.rows(known, "leeds"), np.array([case.kept for case in known]), mean, sd)
    np.testing.assert_allclose(model.posterior(known, register, "leeds").mean, found.coefficients)
