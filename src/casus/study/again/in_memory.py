"""The folder of a study in memory in, the study played again and every number compared bit for bit out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from casus.flow.handoffs import Outcomes
from casus.flow.outcome.store import open_outcomes, open_question
from casus.flow.pipeline import play_study
from casus.flow.ranges import Progress
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.foundation.errors import InputError, Problem
from casus.foundation.version import VERSION
from casus.study.again.asked import KeptQuestion, asked_again, counting, open_kept, since
from casus.study.again.bits import alike, bit_differences, numbers_in
from casus.study.again.changed import Changed
from casus.study.again.found import Replayed
from casus.study.again.moved import moved
from casus.study.compare import Study
from casus.study.streaming.stream import Heard

if TYPE_CHECKING:
    import xarray as xr

FIRST_ARE_FIRST = ("monte-carlo", "sobol")
"""Samplings in which the first n draws of a study are those of a study of n."""


def replay_in_memory(
    folder: Path, place: Path, draws: int | None, today: bool, scenario: str | None, heard: Heard
) -> Replayed:
    """A study played again, its question written out at `place`."""
    question = open_kept(folder, open_question(folder), place)
    kept = open_outcomes(folder)
    number = _draws(kept, draws)
    said, lenses = kept.data.attrs, question.question.lenses and number == kept.draws
    edited, asked = asked_again(question, today, scenario, number, int(said["seed"]), said["sampling"], lenses)
    stop = None if kept.complete else _played_pairs(kept.data)
    told = counting(asked, asked.draws, heard)
    again = play_study(asked, VERSION, _stopping(lambda *_: told(asked.draws), stop))
    return _compared(question, kept, again, edited)


def _draws(kept: Outcomes, draws: int | None) -> int:
    """How many draws are replayed; raises InputError for a number that will not do."""
    if draws is None:
        return kept.draws
    if not 1 <= draws <= kept.draws:
        raise InputError([Problem(f"draws is {draws:,}; the study has {kept.draws:,}")])
    sampling = kept.data.attrs["sampling"]
    if draws < kept.draws and sampling not in FIRST_ARE_FIRST:
        hint = "leave out --draws and replay all"
        raise InputError(
            [Problem(f"draws: the first draws of a {sampling} study are not those of a shorter one", hint=hint)]
        )
    return draws


def _played_pairs(data: xr.Dataset) -> int:
    """Designs and attacks that were played."""
    return int(data["held"].notnull().any("draw").sum())


def _stopping(progress: Progress, after: int | None) -> Progress:
    """The progress that stops where an interrupted study stopped."""
    played = 0

    def told(design: Design, attack: AttackOption) -> None:
        nonlocal played
        progress(design, attack)
        played += 1
        if played == after:
            raise KeyboardInterrupt

    return told


def _compared(question: KeptQuestion, kept: Outcomes, again: Outcomes, edited: Changed | None) -> Replayed:
    """Kept and replayed outcomes side by side."""
    draws, whole = again.draws, again.draws == kept.draws
    wanted = _played_pairs(kept.data)
    complete = _played_pairs(again.data) >= min(wanted, again.data["held"][..., 0].size)
    before = kept.data if whole else _by_world(kept.data, draws, again.data)
    after = again.data if whole else _by_world(again.data, draws, again.data)
    before, after, unlike = alike(before, after)
    before, after = (_only_played(one, before, after) for one in (before, after))
    differences = tuple(bit_differences(before, after))
    tell_moved = whole and complete and bool(differences or unlike)
    return Replayed(
        outcomes=again,
        draws=draws,
        campaigns=_played_pairs(after) * draws,
        numbers=numbers_in(after),
        differences=differences,
        unlike=unlike,
        moved=moved(Study(kept), Study(again)) if tell_moved else (),
        left_out=tuple(_left_out(whole, complete)),
        changed=edited,
        elsewhere=since(question.question, str(kept.data.attrs["version"])),
        complete=complete,
        provenance=Study(kept).provenance,
    )


def _by_world(data: xr.Dataset, draws: int, shared: xr.Dataset) -> xr.Dataset:
    """The first worlds of what is told of each world alone."""
    names = [name for name, variable in shared.data_vars.items() if "draw" in variable.dims and name in data.data_vars]
    return data[names].isel(draw=slice(draws))


def _only_played(data: xr.Dataset, kept: xr.Dataset, again: xr.Dataset) -> xr.Dataset:
    """The data with campaigns that one of the two has not played left empty; of each variable by itself, since an interruption can
    come between a campaign and what the lenses make of it.
    """
    if not (kept["held"].isnull().any() or again["held"].isnull().any()):
        return data
    emptied = {}
    for name, variable in data.data_vars.items():
        if {"design", "attack"} <= set(variable.dims) and name in kept.data_vars and name in again.data_vars:
            rest = [dim for dim in variable.dims if dim not in {"design", "attack"}]
            emptied[name] = variable.where(kept[name].notnull().any(rest) & again[name].notnull().any(rest))
    return data.assign(emptied)


def _left_out(whole: bool, complete: bool) -> list[str]:
    said = []
    if not whole:
        said.append("averages over all worlds, and the lenses: only the first worlds were replayed")
    if not complete:
        said.append("campaigns that were not replayed: it was interrupted")
    return said
