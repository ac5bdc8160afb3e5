"""Matches are played in their order, the next while somebody looks at one, and each as if it were played by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casus.flow.campaign import simulate as module
from casus.flow.campaign.simulate import Match, simulate, simulate_each
from casus.flow.campaign.threads import most_threads, use_threads
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_register

SCENARIO = read_scenario("tutorial")
DRAWS = sample(SCENARIO, scenario_register(Path(SCENARIO.folder)), 50, 1)
MATCHES = [
    Match(design, attack, DRAWS if number % 2 else DRAWS.take(slice(10)), day)
    for number, design in enumerate(SCENARIO.designs)
    for attack, day in ((SCENARIO.attacks[-1], 2.0), (SCENARIO.attacks[0], float("inf")))
]


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("chunk", [7, 2000])
def test_each_is_what_it_is_by_itself(threads: int, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if threads > most_threads():
        pytest.skip(f"this machine gives {most_threads()} threads")
    alone = [simulate(SCENARIO, *match) for match in MATCHES]
    monkeypatch.setattr(module, "CHUNK_DRAWS", chunk)
    use_threads(threads)
    try:
        together = list(simulate_each(SCENARIO, MATCHES))
    finally:
        use_threads(most_threads())
    assert [(one.design, one.attack) for one in together] == [(match.design.id, match.attack.id) for match in MATCHES]
    assert [one.records.tobytes() for one in together] == [one.records.tobytes() for one in alone]


def test_the_next_is_begun_while_one_is_looked_at_and_none_after_it() -> None:
    begun: list[str] = []

    def told() -> Iterator[Match]:
        for match in MATCHES[:4]:
            begun.append(match.design.id)
            yield match

    campaigns = simulate_each(SCENARIO, told())
    next(campaigns)
    assert len(begun) == 2
    next(campaigns)
    assert len(begun) == 3
    campaigns.close()
    assert len(begun) == 3


def test_nothing_is_played_of_nothing() -> None:
    assert list(simulate_each(SCENARIO, [])) == []
    none, some = simulate_each(SCENARIO, [MATCHES[0]._replace(draws=DRAWS.take(slice(0))), MATCHES[0]])
    assert (len(none.records), len(some.records)) == (0, len(MATCHES[0].draws))
