"""`casus show SCENARIO --design D`: a design in words; or played, as a table or a chart of who comes when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.foundation.errors import InputError, Problem

if TYPE_CHECKING:
    from casus.flow.metrics.patrols import Patrols
    from casus.flow.metrics.timetable import Timeline
    from casus.flow.scenario.schema.design import Design
    from casus.flow.scenario.schema.scenario import Scenario

DEFAULT_DRAWS, DEFAULT_SEED = 2000, 1
PATROL_DRAWS = 1000
"""Worlds over which the patrol stations of a design are counted; chosen, enough for two digits."""
FOR_EXAMPLE = "for example casus show ukraine --design forward-defence --gantt when.png"


@dataclass(frozen=True)
class Play:
    """What a user asks of a timeline, and how it is played."""

    timeline: bool
    gantt: Path | None
    attack: str | None
    draws: int | None
    seed: int | None

    @property
    def wanted(self) -> bool:
        """Whether the design is to be played."""
        return self.timeline or self.gantt is not None

    @property
    def settings(self) -> list[str]:
        """Options that say how it is played."""
        given = {"--attack": self.attack, "--draws": self.draws, "--seed": self.seed}
        return [name for name, value in given.items() if value is not None]

    @property
    def given(self) -> bool:
        """Whether anything was asked at all."""
        return self.wanted or bool(self.settings)


def refuse_others(others: Mapping[str, bool]) -> None:
    """Raise InputError for options of `casus show` that do not go with a design."""
    if given := [name for name, is_given in others.items() if is_given]:
        raise InputError(Problem(f"{name} does not go with --design, --timeline and --gantt") for name in given)


def is_scenario(name: str) -> bool:
    """Whether a name is that of a scenario, or a folder with one."""
    from casus.flow.scenario.read import scenario_names

    return name in scenario_names() or (Path(name) / "scenario.yaml").is_file()


def show_design(name: str, design: str | None, play: Play, as_json: bool) -> None:
    """A design of the scenario `name` in words, or who comes when; raises InputError where the two are not named so."""
    from casus.flow.scenario.read import read_scenario

    _refuse_without_design(name, design, play)
    read = read_scenario(name)
    chosen = _design(read, str(design))
    if not play.wanted:
        describe(read, chosen.id, as_json)
        return
    found = _play(read, chosen, play)
    if play.gantt:
        from casus.flow.views.gantt import draw_gantt
        from casus.flow.views.picture import save_picture

        save_picture(draw_gantt(found), play.gantt)
        click.echo(f"wrote {play.gantt}", err=True)
    if as_json:
        click.echo(json.dumps(found.as_json(), allow_nan=False))
    elif play.timeline:
        from casus.flow.views.timeline import print_timeline

        print_timeline(found)


def describe(read: Scenario, design: str, as_json: bool) -> None:
    """A design in words, or as JSON."""
    from casus.flow.views.console import wide_console
    from casus.flow.views.design import describe_design

    found = read.design(design)
    if as_json:
        click.echo(found.model_dump_json())
    else:
        wide_console().print(describe_design(read, found, _patrols(read, found)))


def _patrols(read: Scenario, design: Design) -> Patrols | None:
    """What a design's aircraft hold; None where it has none."""
    from casus.flow.draws.sample import sample
    from casus.flow.metrics.patrols import patrols
    from casus.flow.scenario.read import scenario_register

    if not design.posture.air.aircraft:
        return None
    return patrols(read, design, sample(read, scenario_register(Path(read.folder)), PATROL_DRAWS))


def _refuse_without_design(name: str, design: str | None, play: Play) -> None:
    """Everything that can be told to be wrong before the scenario is read."""
    from casus.flow.scenario.read import scenario_names
    from casus.foundation.names import unknown_name_hint

    problems = []
    if not is_scenario(name):
        hint = unknown_name_hint(name, scenario_names())
        problems.append(Problem(f"'{name}' is no scenario, which --design, --timeline and --gantt need", hint=hint))
    if design is None:
        asked = "--timeline" if play.timeline else "--gantt" if play.gantt else play.settings[0]
        problems.append(Problem(f"{asked} needs a design", hint=FOR_EXAMPLE))
    elif play.settings and not play.wanted:
        problems.append(Problem(f"{play.settings[0]} needs --timeline or --gantt", hint=FOR_EXAMPLE))
    if problems:
        raise InputError(problems)


def _design(read: Scenario, name: str) -> Design:
    from casus.foundation.names import unknown_name_hint

    known = {design.id: design for design in read.every_design}
    if name not in known:
        raise InputError([Problem(f"unknown design '{name}'", hint=unknown_name_hint(name, known))])
    return known[name]


def _play(read: Scenario, design: Design, play: Play) -> Timeline:
    """The timeline of a design; what could not be kept is refused before anything is played."""
    from casus.app.cli.files import require_writable_file
    from casus.app.cli.progress import study_progress
    from casus.flow.views.picture import require_picture
    from casus.study.compare import compare

    if play.gantt:
        require_picture(play.gantt)
        require_writable_file(play.gantt)
    attack = _attack(read, play.attack)
    draws = DEFAULT_DRAWS if play.draws is None else play.draws
    seed = DEFAULT_SEED if play.seed is None else play.seed
    with study_progress(read, [design.id], [attack]) as progress:
        study = compare(read, [design.id], [attack], draws, seed, progress=progress, lenses=False)
        return study.timeline(design.id, attack)


def _attack(read: Scenario, name: str | None) -> str:
    """The attack of that name, or the heaviest."""
    from casus.foundation.names import unknown_name_hint

    known = {attack.id: attack.intensity for attack in read.attacks}
    if name is None:
        return max(known, key=lambda id: known[id])
    if name not in known:
        raise InputError([Problem(f"unknown attack '{name}'", hint=unknown_name_hint(name, known))])
    return name
