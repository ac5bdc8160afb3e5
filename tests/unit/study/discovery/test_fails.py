"""Where a design fails: flags, numbers in their worst quarter, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.metrics.catalogue import METRICS
from casus.flow.metrics.measure import heaviest_attack
from casus.foundation.errors import InputError
from casus.study.compare import compare
from casus.study.discovery.fails import failure_of, failures, worst


@pytest.fixture(scope="module")
def study():
    return compare("tutorial", designs=["tripwire"], attacks=["limited", "full"], draws=200)


def test_the_heaviest_attack_is_meant(study):
    assert heaviest_attack(study.handoff) == "full"
    found = failures(study, "tripwire")
    held = study.handoff.data["held"].sel(design="tripwire", attack="full").values
    assert found.base_share == pytest.approx(1.0 - held.mean())
    assert found.what_happens == "the line is lost"


def test_what_happened_on_the_way_may_be_a_condition(study):
    assert "course.warning_days" in failures(study, "tripwire", course=True).kept
    assert not any(name.startswith("course.") for name in failures(study, "tripwire").kept)


def test_flags_fail_against_what_is_better():
    values = np.array([1.0, 0.0, np.nan])
    assert np.array_equal(failure_of(METRICS["held"], values).happens, [0.0, 1.0, np.nan], equal_nan=True)
    moved = failure_of(METRICS["movement_to_contact"], values)
    assert np.array_equal(moved.happens, [1.0, 0.0, np.nan], equal_nan=True)
    assert moved.what_happens == "the front had moved when they met it"


def test_a_number_fails_in_its_worst_quarter():
    failure = failure_of(METRICS["depth_km"], np.arange(8.0))
    assert failure.happens.tolist() == [0, 0, 0, 0, 0, 0, 1, 1]
    assert failure.what_happens == "deepest advance on any axis is among its worst 25 % (at least 6 kilometres)"
    assert failure_of(METRICS["lost_day"], np.arange(8.0)).happens.tolist() == [1, 1, 0, 0, 0, 0, 0, 0]


def test_equal_values_stay_together():
    assert worst(np.array([0.0, 0.0, 0.0, 0.0, 5.0]), higher=False).tolist() == [0, 0, 0, 0, 1]
    assert worst(np.array([1.0, 1.0, 1.0]), higher=False).tolist() == [0, 0, 0]
    assert worst(np.array([1.0, np.inf, np.inf, 0.0]), higher=False).tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"design": "tripwir"}, "unknown design 'tripwir'"),
        ({"design": "tripwire", "attack": "ful"}, "unknown attack 'ful'"),
        ({"design": "tripwire", "metric": "holds"}, "unknown metric 'holds'"),
        ({"design": "tripwire", "metric": "combat"}, "'combat' knows no failure"),
        ({"design": "tripwire", "metric": "price_of_aggression"}, "'price_of_aggression' knows no failure"),
    ],
)
def test_what_is_unknown_is_refused(study, arguments, said):
    with pytest.raises(InputError, match=said):
        failures(study, **arguments)
