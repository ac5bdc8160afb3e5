"""Files of claims: those that come with Casus are sound, and every kind of error is named with its place."""

from __future__ import annotations

from collections import Counter

import pytest

from casus.evidence.register import read_register
from casus.flow.scenario.read import LIBRARY, read_scenario, scenario_register
from casus.foundation.errors import InputError
from casus.study.claims.ahead import known_ahead
from casus.study.claims.language.check import missing
from casus.study.claims.language.evaluate import known_of
from casus.study.claims.language.reads import reads
from casus.study.claims.read import claims_file, read_claims
from casus.study.compare import compare

SCENARIOS = ("baltics-2016", "tutorial", "ukraine")


@pytest.fixture(scope="module")
def names():
    return {name: known_ahead(read_scenario(name), scenario_register(LIBRARY / name)) for name in SCENARIOS}


@pytest.fixture(scope="module")
def stated(names):
    return {name: read_claims(claims_file(name), names[name], read_register().sources) for name in SCENARIOS}


def test_every_scenario_that_people_claim_something_of_has_its_file():
    assert sorted(file.parent.name for file in LIBRARY.glob("*/claims.yaml")) == sorted(SCENARIOS)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_claims_speak_only_of_what_their_scenario_has(stated, names, scenario):
    assert len(stated[scenario]) >= 5
    for one in stated[scenario]:
        assert one.hypothesis is None or missing(one.hypothesis, names[scenario]) == []
        assert one.hypothesis is None or reads(one.hypothesis, names[scenario])


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_claim_says_who_where_when_and_why_it_is_coded_so(stated, scenario):
    for claim in (one.claim for one in stated[scenario]):
        assert claim.source, claim.id
        assert claim.where, claim.id
        assert claim.when, claim.id
        assert claim.side, claim.id
        assert len(claim.coding or "") > 20, claim.id


def test_ukraine_has_claims_of_all_sides(stated):
    sides = Counter(one.claim.side for one in stated["ukraine"])
    assert sum(sides.values()) >= 24
    assert all(sides[side] >= 2 for side in ("critics", "advocates", "moscow", "scholars", "planners", "kyiv"))


def test_names_known_ahead_are_those_of_the_study(names):
    study = compare("tutorial", draws=2, lenses=False)
    found, ahead = known_of(study.handoff), names["tutorial"]
    assert (ahead.designs, ahead.attacks) == (found.designs, found.attacks)
    assert ahead.quantities == found.quantities


SOUND = """\
claims:
- id: one
  who: Somebody
  says: It holds.
  hypothesis: held(tripwire, full)
  strength: usually
"""
WRONG = {
    "unknown key": ("  who: Somebody", "  who: Somebody\n  whoo: x", 4, 3, "unknown key 'whoo'"),
    "no author": ("  who: Somebody\n", "", 2, 3, "claims.0.who: is required"),
    "bad id": ("id: one", "id: One claim", 2, 3, "claims.0.id"),
    "bad date": ("  says", '  when: "in May"\n  says', 4, 3, "claims.0.when"),
    "unknown strength": ("usually", "mostly", 6, 3, "claims.0.strength: unknown name 'mostly'"),
    "no strength": ("  strength: usually\n", "", 2, 3, "a hypothesis needs a 'strength'"),
    "both": ("  strength", "  not_testable: no\n  strength", 2, 3, "either a 'hypothesis' or the reason"),
    "neither": ("  hypothesis: held(tripwire, full)\n  strength: usually\n", "", 2, 3, "either a 'hypothesis'"),
    "unknown source": ("  says", "  source: no-such-work\n  says", 4, 3, "unknown source 'no-such-work'"),
    "grammar": ("full)", "full", 5, 34, ""),
    "unknown design": ("tripwire,", "tripwir,", 5, 20, "unknown design 'tripwir'"),
    "unknown metric": ("held(", "hold(", 5, 15, "unknown metric 'hold'"),
    "a share of averages": (
        "held(tripwire, full)",
        "probability(held(tripwire, full)) > 0.5",
        6,
        3,
        "write 'on average'",
    ),
    "an average of worlds": ("usually", "on average", 6, 3, "allowed: always, usually, in most worlds"),
    "not YAML": ("held(tripwire", "given held(tripwire, full): held(tripwire", 5, 41, "is not valid YAML"),
    "no list": (SOUND, "claims: 3\n", 1, 1, "claims"),
    "empty list": (SOUND, "claims: []\n", 1, 1, "claims"),
}


def problems_of(text, folder, names):
    file = folder / "mine.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read_claims(file, names["tutorial"], read_register().sources)
    return caught.value.problems


def test_a_small_file_is_enough(tmp_path, names):
    (tmp_path / "mine.yaml").write_text(SOUND, "utf-8")
    (one,) = read_claims(tmp_path / "mine.yaml", names["tutorial"], {})
    assert (one.claim.who, one.claim.seen, one.claim.side) == ("Somebody", False, None)


@pytest.mark.parametrize("kind", WRONG)
def test_every_kind_of_error_is_named_with_its_place(kind, tmp_path, names):
    old, new, line, column, words = WRONG[kind]
    assert old in SOUND
    problem, *_ = found = problems_of(SOUND.replace(old, new), tmp_path, names)
    assert len(found) == 1, [str(one) for one in found]
    assert words in str(problem)
    assert (problem.place.line, problem.place.column) == (line, column)


def test_all_errors_are_told_at_once(tmp_path, names):
    second = SOUND.removeprefix("claims:\n").replace("tripwire", "tripwir")
    found = [str(problem) for problem in problems_of(SOUND + second.replace("usually", "on average"), tmp_path, names)]
    assert len(found) == 3
    assert "the claim 'one' is there twice" in found[0]


def test_a_scenario_without_claims_says_so():
    with pytest.raises(InputError, match="the scenario 'ukraine-2022' has no claims"):
        claims_file("ukraine-2022")
