"""Allocation on the tutorial: what is promised of every answer, whatever the numbers."""

from __future__ import annotations

import pytest

from casus.foundation.errors import InputError
from casus.study.allocation.allocate import allocate
from casus.study.allocation.instance import broken_rules
from casus.study.allocation.record import Allocation
from casus.study.allocation.rivals import AS_EVEN, EVEN, OWN

DRAWS = 40


@pytest.fixture(scope="module")
def found() -> Allocation:
    return allocate("tutorial", "forward-defence", least=0.25, draws=DRAWS)


def test_all_that_is_given_is_placed_or_held_back(found):
    given = {(one.nation, one.type): one.brigades for one in found.instance.contributions}
    for (nation, kind), brigades in given.items():
        placed = sum(b for (n, k, _), b in found.placement.items() if (n, k) == (nation, kind))
        assert placed + found.held_back.get((nation, kind), 0.0) == pytest.approx(brigades)


def test_the_answer_keeps_to_the_rules_and_is_its_own_worst_axis(found):
    assert not broken_rules(found.instance, found.placement)
    assert found.value == found.axes[found.worst_axis]
    assert found.value.n == DRAWS
    assert found.value.value == min(share.value for share in found.axes.values())


def test_no_rival_that_keeps_to_the_rules_is_better_and_the_even_split_is_one(found):
    assert {EVEN, OWN} <= {one.name for one in found.compared} | {found.found_by}
    fair = [one for one in found.compared if not one.breaks]
    assert EVEN in {one.name for one in fair} | {found.found_by}
    assert all(found.value.value >= one.value.value for one in fair)
    for one in found.compared:
        assert one.behind.value == pytest.approx(found.value.value - one.value.value)


def test_moves_lead_from_the_designs_own_zones_to_the_answer(found):
    from casus.flow.scenario.read import read_scenario
    from casus.study.allocation.rivals import own_placement

    stands = dict(own_placement(read_scenario("tutorial").design("forward-defence")))
    for move in found.moved:
        for zone, brigades in ((move.origin, -move.brigades), (move.goal, move.brigades)):
            if zone is not None:
                key = move.nation, move.type, zone
                stands[key] = stands.get(key, 0.0) + brigades
    left = {key: brigades for key, brigades in stands.items() if abs(brigades) > 1e-9}
    assert left == pytest.approx({key: brigades for key, brigades in found.placement.items() if brigades > 0})


def test_the_contracts_keys_come_first_and_the_rest_is_there(found):
    answer = found.as_json()
    assert list(answer)[:3] == ["zones", "worst_axis", "value"]
    assert set(answer["zones"]) == {"east", "north"}
    assert {"nation", "units"} == set(answer["zones"]["east"][0])
    assert answer["gap"] == pytest.approx(answer["bound"] - answer["value"], abs=1e-5)
    assert answer["iterations"][0]["program"]["optimal"] in (True, False)
    assert answer["reservations"]["hides"]
    assert (answer["draws"], answer["seed"], answer["complete"]) == (DRAWS, 1, True)


def test_rows_make_the_same_allocation(found):
    assert {(row["nation"], row["type"], row["zone"]): row["brigades"] for row in found.rows()} == {
        key: brigades for key, brigades in found.placement.items() if brigades > 0
    }


def test_the_same_question_has_the_same_answer(found):
    again = allocate("tutorial", "forward-defence", least=0.25, draws=DRAWS)
    assert again.placement == found.placement
    assert again.axes == found.axes


def test_caveats_groups_and_the_most_nations_are_kept():
    answer = allocate(
        "tutorial",
        "forward-defence",
        nations_per_zone=2,
        barred=[("dorvan", "east")],
        groups={"a": ["dorvan", "elmere"], "b": ["farland"]},
        draws=20,
    )
    zones = {zone: set(nations) for zone, nations in answer.by_zone().items()}
    assert any(zones.values())
    assert all(len(nations) <= 2 for nations in zones.values())
    assert "dorvan" not in zones["east"]
    assert all(not ("farland" in nations and nations & {"dorvan", "elmere"}) for nations in zones.values())


def test_a_design_with_nobody_in_place_is_answered_by_rotation():
    answer = allocate("tutorial", "memorandum", by_rotation=True, draws=20)
    assert answer.rows()
    assert all(move.origin is None for move in answer.moved)
    assert OWN not in {one.name for one in answer.compared}


def test_stopped_after_the_first_replay_it_is_partial_and_before_that_nothing():
    def stopped_after(campaigns: int) -> Allocation:
        heard = []

        def stop(what: str) -> None:
            heard.append(what)
            if len(heard) > campaigns:
                raise KeyboardInterrupt

        return allocate("tutorial", "tripwire", draws=5, heard=stop)

    partial = stopped_after(24)  # three curves of six points, and a replay of three axes and the attack as it is
    assert not partial.complete
    assert partial.found_by == AS_EVEN
    assert (partial.as_json()["complete"], partial.as_json()["bound"], partial.as_json()["iterations"]) == (
        False,
        None,
        [],
    )
    with pytest.raises(KeyboardInterrupt):
        stopped_after(3)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"design": "memorandum"}, "no forces in place to allocate\n    hint: --by-rotation"),
        ({"zones": ["nort"]}, "unknown zone 'nort'\n    hint: did you mean 'north'?"),
        ({"zones": ["west"]}, "rear area that no axis starts in\n    hint: attacked are: east, north"),
        ({"zones": ["north"], "attack": "probe"}, "no axis that 'probe' attacks\n    hint: attacked are: east"),
        ({"zones": []}, "no zone is named"),
        ({"barred": [("dorvann", "east")]}, "unknown nation 'dorvann'\n    hint: did you mean 'dorvan'?"),
        ({"barred": [("farland", "east")]}, "'farland' gives nothing that could be allocated"),
        ({"barred": [("dorvan", "eastt")]}, "unknown zone 'eastt'\n    hint: did you mean 'east'?"),
        ({"nations_per_zone": 0}, "nations per zone is 0"),
        ({"least": 0.5}, "some nations give fewer in all: dorvan 0.3"),
        ({"least": 0.1}, "the resolution floor is 0.2"),
        ({"least": float("nan")}, "the resolution floor is 0.2"),
        ({"groups": {"a": ["dorvan"], "b": ["dorvan"]}}, "'dorvan' is in two groups, 'a' and 'b'"),
        ({"groups": {"a": []}}, "group 'a' names no nation"),
        ({"barred": [(n, z) for n in ("dorvan", "elmere", "gildern") for z in ("east", "north")]}, "is barred from every zone"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_words(given, said):
    with pytest.raises(InputError) as refused:
        allocate("tutorial", **({"design": "tripwire", "draws": 2} | given))
    assert said in str(refused.value)
