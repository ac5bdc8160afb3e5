"""Fifty times kill -9 at random moments of a streamed study, then the rest: the bits of a run that was never stopped."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from killed import play_and_kill

import casus
from casus.study.streaming.summaries import SUMMARIES, read_tally

pytestmark = pytest.mark.verify

KILLS = 50
CHUNK = 4


def test_fifty_kills_lose_a_chunk_at_most_and_corrupt_nothing(tmp_path: Path) -> None:
    dice, draws, killed = random.Random(9), 40 * CHUNK, tmp_path / "killed"
    kills, worlds = 0, 0
    while kills < KILLS:
        finished = play_and_kill(killed, draws, CHUNK, dice)
        tally = read_tally(killed)
        assert tally is None or (tally.worlds % CHUNK == 0 and tally.worlds >= worlds)
        worlds = 0 if tally is None else tally.worlds
        kills += not finished
        if finished:  # begin again where there is nothing left to kill
            _assert_same_as_whole(killed, tmp_path / f"whole-{kills}", draws)
            killed = tmp_path / f"killed-{kills}"
            worlds = 0
    if (killed / "plan.json").exists():
        casus.streaming.resume(killed)
        _assert_same_as_whole(killed, tmp_path / "whole", draws)


def _assert_same_as_whole(killed: Path, whole: Path, draws: int) -> None:
    casus.streaming.stream("tutorial", whole, ["tripwire"], ["probe"], draws, 7, lenses=False, chunk=draws)
    one, other = casus.streaming.open_streamed(whole), casus.streaming.open_streamed(killed)
    assert one.as_json() == other.as_json()
    assert (whole / SUMMARIES).read_bytes() == (killed / SUMMARIES).read_bytes()
    kept, again = one.outcomes.load(), other.outcomes.load()
    assert kept.equals(again)
