"""A study of a scenario that was edited in Python says so, and is replayed bit for bit from what its folder keeps."""

from __future__ import annotations

import contextlib
import json

import pytest

import casus
from casus.flow.scenario.read import read_scenario
from casus.study.again.replay import replay
from casus.study.sizing.size import size
from casus.study.streaming.stream import resume, stream
from casus.study.vary.parts import with_posture, with_settlement

SHIPPED = read_scenario("tutorial")


@pytest.fixture(scope="module")
def edited():
    """The designs of the tutorial, one with more stocks, one new, in an order of their own."""
    memorandum = SHIPPED.design("memorandum")
    stocked = with_posture(memorandum, forward_stock_days=21, mandate=True).model_copy(update={"id": "a-stocked"})
    capped = with_settlement(SHIPPED.design("tripwire"), army_cap_kperson=60.0)
    return SHIPPED.model_copy(update={"designs": (capped, memorandum, stocked)})


@pytest.fixture(scope="module")
def saved(edited, tmp_path_factory):
    study = casus.compare(edited, attacks=["limited"], draws=16, seed=3)
    return study, study.save(tmp_path_factory.mktemp("edited") / "study")


def test_its_provenance_says_that_it_was_edited(edited, saved):
    study, folder = saved
    assert study.provenance["scenario_digest"] == edited.digest != SHIPPED.digest
    assert json.loads((folder / "study.json").read_text("utf-8"))["scenario_digest"] == edited.digest
    assert casus.compare("tutorial", draws=1, lenses=False).provenance["scenario_digest"] == SHIPPED.digest


def test_it_is_opened_and_replayed_bit_for_bit(edited, saved):
    study, folder = saved
    assert casus.open_study(folder).outcomes.identical(study.outcomes)
    found = replay(folder)
    assert found.same_bits
    assert found.complete
    assert found.outcomes.data.attrs["scenario_digest"] == edited.digest
    assert found.outcomes.data.identical(study.outcomes)


def test_today_is_told_apart(edited, saved):
    _, folder = saved
    found = replay(folder, today=True)
    assert found.changed.digests["scenario"] == (edited.digest, SHIPPED.digest)
    assert {"designs.a-stocked", "designs.tripwire.settlement.army_cap_kperson"} <= {
        one.field for one in found.changed.fields
    }


def test_its_claims_are_the_same_once_it_is_opened(saved):
    study, folder = saved
    assert casus.open_study(folder).claims().as_json() == study.claims().as_json()


def test_a_planners_answer_says_so_too(edited):
    found = size(edited, "memorandum", target=0.5, draws=16)
    assert found.provenance["scenario_digest"] == edited.digest


def test_a_streamed_study_goes_on_with_the_edits(edited, tmp_path):
    kwargs = {"designs": ["tripwire"], "attacks": ["limited"], "draws": 16, "lenses": False, "chunk": 8}
    whole = stream(edited, tmp_path / "whole", **kwargs)

    def stop(done: int, total: int) -> None:
        if done >= 8:
            raise KeyboardInterrupt

    with contextlib.suppress(KeyboardInterrupt):
        stream(edited, tmp_path / "cut", progress=stop, **kwargs)
    again = resume(tmp_path / "cut")
    assert again.complete
    assert again.as_json()["designs"] == whole.as_json()["designs"]
    assert again.provenance["scenario_digest"] == edited.digest
    assert replay(tmp_path / "cut").same_bits
