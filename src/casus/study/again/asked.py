"""A study's question in, what is played again out: as it was asked, or as it is today with what was edited since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casus.evidence.register import Register
from casus.flow.draws.streams import Sampling
from casus.flow.outcome.environment import environment
from casus.flow.outcome.question import Question
from casus.flow.ranges import Asked
from casus.flow.scenario.kept import read_kept, write_files
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem, StoreError
from casus.foundation.version import VERSION
from casus.study.again.causes import Elsewhere, elsewhere
from casus.study.again.changed import Changed, changed
from casus.study.streaming.chunk import Told
from casus.study.streaming.stream import Heard


@dataclass(frozen=True)
class KeptQuestion:
    """A question, and the scenario and evidence that it was asked of."""

    question: Question
    scenario: Scenario
    register: Register


def open_kept(folder: Path, question: Question | None, place: Path) -> KeptQuestion:
    """The question of a study's folder, written out and read at `place`; raises StoreError where the folder keeps none."""
    question = asked_in(folder, question)
    write_files(question.files(), place)
    return KeptQuestion(question, *read_kept(place))


def asked_in(folder: Path, question: Question | None) -> Question:
    """The question; raises StoreError where there is none."""
    if question is None:
        raise StoreError(f"{folder}: keeps no question, so it cannot be replayed; studies of `casus compare --out` do")
    return question


def asked_again(
    kept: KeptQuestion, today: bool, name: str | None, draws: int, seed: int, sampling: Sampling, lenses: bool
) -> tuple[Changed | None, Asked]:
    """What is played, and what was edited since where that is asked of today's scenario."""
    edited, scenario, register = None, kept.scenario, kept.register
    if today:
        scenario = read_scenario(name or kept.question.scenario)
        register = scenario_register(Path(scenario.folder))
        edited = changed((kept.scenario, kept.register), (scenario, register), kept.question)
    designs = [design for id in kept.question.designs for design in scenario.every_design if design.id == id]
    attacks = [attack for id in kept.question.attacks for attack in scenario.attacks if attack.id == id]
    if not designs or not attacks:
        raise InputError([Problem(f"today's '{scenario.id}' has none of the study's designs, or none of its attacks")])
    return edited, Asked(scenario, register, tuple(designs), tuple(attacks), draws, seed, sampling, lenses)


def counting(asked: Asked, draws: int, heard: Heard) -> Told:
    """What adds up the campaigns played, of as many as so many draws have."""
    done, total = 0, len(asked.designs) * len(asked.attacks) * draws

    def told(campaigns: int) -> None:
        nonlocal done
        done += campaigns
        heard(done, total)

    return told


def since(question: Question, version: str) -> Elsewhere:
    """What differs between where a question was played, by which version, and here."""
    return elsewhere({**question.environment, "version": version}, {**environment(), "version": VERSION})
