"""Fifty times kill -9 at random moments of streamed studies: the bits of a run that was never stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from killed import victims

import casus
from casus.study.streaming.summaries import SUMMARIES, read_tally

pytestmark = pytest.mark.verify

KILLS, DRAWS, CHUNK = 50, 80, 4


def test_fifty_kills_lose_a_chunk_at_most_and_corrupt_nothing(tmp_path: Path) -> None:
    casus.streaming.stream("tutorial", tmp_path / "whole", ["tripwire"], ["probe"], DRAWS, 7, lenses=False, chunk=DRAWS)
    kills, studies, worlds, folder = 0, 0, 0, tmp_path / "0"
    with victims(seed=9) as those:
        while kills < KILLS or worlds:
            finished = those.play_and_kill(folder, DRAWS, CHUNK)
            kills += not finished
            tally = read_tally(folder)
            assert tally is None or (tally.worlds % CHUNK == 0 and tally.worlds >= worlds)
            worlds = 0 if tally is None else tally.worlds
            if finished:
                assert_same_bits(tmp_path / "whole", folder)
                studies, worlds, folder = studies + 1, 0, tmp_path / str(studies + 1)
    assert studies > 1


def assert_same_bits(whole: Path, killed: Path) -> None:
    one, other = casus.streaming.open_streamed(whole), casus.streaming.open_streamed(killed)
    assert one.as_json() == other.as_json()
    assert (whole / SUMMARIES).read_bytes() == (killed / SUMMARIES).read_bytes()
    assert one.outcomes.load().equals(other.outcomes.load())
