"""The folder of a study in, the study played again from what the folder holds and compared bit for bit out."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from casus.evidence.register import Register
from casus.flow.draws.streams import Sampling
from casus.flow.handoffs import Outcomes
from casus.flow.outcome.environment import environment
from casus.flow.outcome.question import Question
from casus.flow.outcome.store import open_outcomes, open_question
from casus.flow.pipeline import play_study
from casus.flow.ranges import Asked, Progress
from casus.flow.scenario.kept import read_kept, write_files
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem, StoreError
from casus.foundation.version import VERSION
from casus.study.again.bits import alike, bit_differences, numbers_in
from casus.study.again.causes import elsewhere
from casus.study.again.changed import Changed, changed
from casus.study.again.found import Replayed
from casus.study.again.moved import moved
from casus.study.compare import Study, say_nothing

if TYPE_CHECKING:
    import xarray as xr

FIRST_ARE_FIRST = ("monte-carlo", "sobol")
"""Samplings in which the first n draws of a study are those of a study of n."""


@dataclass(frozen=True)
class _Kept:
    """A study's folder, opened."""

    outcomes: Outcomes
    question: Question
    scenario: Scenario
    register: Register


def replay(
    folder: str | Path,
    draws: int | None = None,
    today: bool = False,
    scenario: str | None = None,
    progress: Progress | None = None,
) -> Replayed:
    """Play a study again from what its folder holds, and compare every number of every outcome bit for bit.

    With `draws` only the first of them, without the lenses. With `today` it is played with today's scenario and evidence (of the
    same name or folder, or of `scenario`), and what was edited since is told. A study that was interrupted is replayed as far as
    it came. Raises StoreError for a folder that is no study or keeps no question, InputError for what can no longer be read.
    """
    with tempfile.TemporaryDirectory() as place:
        kept = _open(Path(folder), Path(place))
        number = _draws(kept.outcomes, draws)
        edited, asked, register = _asked(kept, today, scenario)
        again = _play(kept, asked, register, number, progress or say_nothing)
        return _compared(kept, again, edited)


def plays(folder: str | Path) -> int:
    """Designs and attacks that a replay plays at most; raises StoreError as `replay` does."""
    question = _question(Path(folder))
    return len(question.designs) * len(question.attacks)


def _open(folder: Path, place: Path) -> _Kept:
    """The study, with its question written out and read at `place`."""
    question = _question(folder)
    write_files(question.files(), place)
    return _Kept(open_outcomes(folder), question, *read_kept(place))


def _question(folder: Path) -> Question:
    question = open_question(folder)
    if question is None:
        raise StoreError(f"{folder}: keeps no question, so it cannot be replayed; studies of `casus compare --out` do")
    return question


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


def _asked(kept: _Kept, today: bool, name: str | None) -> tuple[Changed | None, Scenario, Register]:
    """What is played: the kept question, or today's with what was edited since."""
    if not today:
        return None, kept.scenario, kept.register
    asked = read_scenario(name or kept.question.scenario)
    register = scenario_register(Path(asked.folder))
    return changed((kept.scenario, kept.register), (asked, register), kept.question), asked, register


def _play(kept: _Kept, asked: Scenario, register: Register, draws: int, progress: Progress) -> Outcomes:
    """The study again, as far as it was played."""
    designs = [design for id in kept.question.designs for design in asked.every_design if design.id == id]
    attacks = [attack for id in kept.question.attacks for attack in asked.attacks if attack.id == id]
    if not designs or not attacks:
        raise InputError([Problem(f"today's '{asked.id}' has none of the study's designs, or none of its attacks")])
    attributes = kept.outcomes.data.attrs
    whole = draws == kept.outcomes.draws
    stop = None if kept.outcomes.complete else _played_pairs(kept.outcomes.data)
    again = Asked(
        asked,
        register,
        tuple(designs),
        tuple(attacks),
        draws,
        int(attributes["seed"]),
        cast(Sampling, attributes["sampling"]),
        kept.question.lenses and whole,
    )
    return play_study(again, VERSION, _stopping(progress, stop))


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


def _compared(kept: _Kept, again: Outcomes, edited: Changed | None) -> Replayed:
    """Kept and replayed outcomes side by side."""
    draws, whole = again.draws, again.draws == kept.outcomes.draws
    wanted = _played_pairs(kept.outcomes.data)
    complete = _played_pairs(again.data) >= min(wanted, again.data["held"][..., 0].size)
    before = kept.outcomes.data if whole else _by_world(kept.outcomes.data, draws, again.data)
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
        moved=moved(Study(kept.outcomes), Study(again)) if tell_moved else (),
        left_out=tuple(_left_out(whole, complete)),
        changed=edited,
        elsewhere=elsewhere(
            {**kept.question.environment, "version": str(kept.outcomes.data.attrs["version"])},
            {**environment(), "version": VERSION},
        ),
        complete=complete,
        provenance=Study(kept.outcomes).provenance,
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
