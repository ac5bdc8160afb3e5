"""What is asked about: found by name, the heaviest attack where none is named, refusals in words."""

from __future__ import annotations

import pytest

from casus.foundation.errors import InputError
from casus.study.asked import MOST_WORLDS, ask


def test_design_and_heaviest_attack_are_found():
    asked = ask("tutorial", "tripwire", None, 7, 3)
    assert asked.design.id == "tripwire"
    assert asked.attack.intensity == max(attack.intensity for attack in asked.scenario.attacks)
    assert len(asked.draws) == 7


def test_answer_says_what_would_give_it_again():
    found = ask("tutorial", "tripwire", "probe", 7, 3).provenance
    assert {"scenario", "scenario_digest", "evidence_digest", "version", "sampling"} < set(found)
    assert (found["draws"], found["seed"]) == (7, 3)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"design": "tripwir"}, "unknown design 'tripwir'\n    hint: did you mean 'tripwire'"),
        ({"attack": "ful"}, "unknown attack 'ful'\n    hint: did you mean 'full'"),
        ({"draws": 0}, f"draws is 0; here it must be 1 to {MOST_WORLDS:,}"),
        ({"seed": -1}, "seed is -1; it cannot be negative"),
        ({"scenario": "tutoria"}, "tutoria"),
    ],
)
def test_what_is_not_there_is_refused_in_words(given, words):
    usual = {"scenario": "tutorial", "design": "tripwire", "attack": None, "draws": 5, "seed": 1}
    with pytest.raises(InputError) as refusal:
        ask(**usual | given)
    assert words in str(refusal.value)
