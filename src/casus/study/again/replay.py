"""The folder of a study in, the study played again from what the folder holds and compared bit for bit out."""

from __future__ import annotations

import tempfile
from pathlib import Path

from casus.flow.outcome.store import is_streamed
from casus.foundation.errors import InputError, Problem
from casus.study.again.found import Replayed
from casus.study.again.in_memory import replay_in_memory
from casus.study.again.streamed import replay_streamed
from casus.study.streaming.stream import Heard


def replay(
    folder: str | Path,
    draws: int | None = None,
    today: bool = False,
    scenario: str | None = None,
    progress: Heard | None = None,
    ranges: int | None = None,
) -> Replayed:
    """Play a study again from what its folder holds, and compare every number of every outcome bit for bit.

    With `draws` only the first of them, without the lenses. With `today` it is played with today's scenario and evidence (of the
    same name or folder, or of `scenario`), and what was edited since is told. A study that was interrupted is replayed as far as
    it came. A streamed study is replayed range by range, an interruption keeps the ranges that are finished; with `ranges` only
    so many of them, spread evenly from the first to the last. Raises StoreError for a folder that is no study or keeps no
    question, InputError for what can no longer be read.
    """
    folder, heard = Path(folder), progress or _unheard
    with tempfile.TemporaryDirectory() as place:
        if is_streamed(folder):
            _refuse("draws", draws, "a streamed study is replayed by ranges", "take --ranges N, so many spread evenly")
            return replay_streamed(folder, Path(place), ranges, today, scenario, heard)
        _refuse("ranges", ranges, "a study in memory has no ranges", "take --draws N, the first so many")
        return replay_in_memory(folder, Path(place), draws, today, scenario, heard)


def _refuse(name: str, value: int | None, why: str, hint: str) -> None:
    """Raise InputError where a number is given that does not fit the study."""
    if value is not None:
        raise InputError([Problem(f"{name}: {why}", hint=hint)])


def _unheard(done: int, total: int) -> None:
    """Progress that nobody watches."""
