"""What is asked of a streamed study, as its folder keeps it; written once, before anything is played."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from casus.flow.campaign.device import CPU
from casus.flow.draws.streams import Sampling
from casus.flow.metrics.tallied import Compared
from casus.flow.outcome.asked import put_asked, question_kept, said_of_asked
from casus.flow.outcome.assemble import said_of_study
from casus.flow.outcome.question import Question
from casus.flow.outcome.store import STREAMED, is_streamed
from casus.flow.pipeline import provenance_of
from casus.flow.ranges import Asked
from casus.flow.scenario.read import name_or_folder
from casus.flow.scenario.schema.roles import heaviest
from casus.foundation.errors import InputError, Problem, StoreError
from casus.foundation.version import VERSION
from casus.foundation.whole_files import write_whole

FORMAT = 2
"""Version of the folder's layout; since 2 it holds what was asked."""
Keep = Literal["outcomes", "summaries"]
KEEPS: tuple[Keep, ...] = ("outcomes", "summaries")
MUST_AGREE = {
    "scenario_digest": "the scenario", "evidence_digest": "the evidence", "version": "the version of Casus",
    "device": "the device that plays",
}  # fmt: skip
"""What must be as it was when a study goes on, and what to call it."""


@dataclass(frozen=True)
class Plan:
    """Everything that decides what a streamed study's numbers are."""

    scenario: str
    """Its name, or the folder that it is read from."""
    titles: Mapping[str, str]
    """Of designs, in the order of the study."""
    ceded_km2: Mapping[str, float]
    attacks: tuple[str, ...]
    headline: str
    draws: int
    chunk: int
    """Draws that are played, counted and kept at a time; no result depends on it."""
    seed: int
    sampling: Sampling
    lens_draws: int
    """First draws in which the lenses look at the designs; 0 where they are not asked for."""
    keep: Keep
    """Whether each campaign's outcomes are kept, or what they come to alone."""
    said: Mapping[str, Any]
    """What is said of the study as a whole: scenario, digests, version, baseline, settings."""

    @property
    def pairs(self) -> int:
        """Campaigns of a draw."""
        return len(self.titles) * len(self.attacks)

    @property
    def compared(self) -> Compared:
        """What it compares."""
        return Compared(self.titles, self.ceded_km2, self.attacks, self.headline, str(self.said["baseline"]))

    def chunks_from(self, done: int) -> list[range]:
        """The chunks that follow so many draws."""
        starts = range(done, self.draws, self.chunk)
        return [range(start, min(start + self.chunk, self.draws)) for start in starts]


def plan_of(asked: Asked, chunk: int, lens_draws: int, keep: Keep) -> Plan:
    """The plan of a study."""
    return Plan(
        scenario=name_or_folder(asked.scenario),
        titles={design.id: design.title for design in asked.designs},
        ceded_km2={design.id: design.settlement.ceded_km2 for design in asked.designs},
        attacks=tuple(attack.id for attack in asked.attacks),
        headline=heaviest(asked.attacks).id,
        draws=asked.draws,
        chunk=chunk,
        seed=asked.seed,
        sampling=asked.sampling,
        lens_draws=lens_draws,
        keep=keep,
        said=said_of_study(asked.scenario, asked.designs, asked.draws, False, provenance_of(asked, VERSION)),
    )


def write_plan(plan: Plan, folder: Path, question: Question) -> None:
    """Keep in a folder what was asked, and then the plan; a folder is a streamed study once that is written.

    Raises StoreError where another study lies there, OSError where it cannot be written.
    """
    if is_streamed(folder):
        hint = f"casus compare --resume {folder} goes on with it; or choose another folder"
        raise StoreError(f"{folder}: holds a streamed study already\n    hint: {hint}")
    files = question.files()
    folder.mkdir(parents=True, exist_ok=True)
    put_asked(files, folder)
    text = json.dumps({"casus_streamed": FORMAT, **asdict(plan), "question": said_of_asked(question, files)}, indent=2)
    write_whole(folder / STREAMED, text.encode(), settled=True)


def read_plan(folder: Path) -> Plan:
    """The plan in a folder; raises StoreError where there is none, or none that this Casus reads."""
    plan, _ = _read(folder)
    return plan


def open_plan_question(folder: Path) -> Question | None:
    """What a streamed study was asked, as its folder keeps it; raises StoreError as `read_plan` does."""
    _, question = _read(folder)
    return question_kept(folder, folder / STREAMED, question)


def _read(folder: Path) -> tuple[Plan, Mapping[str, Any]]:
    try:
        kept = json.loads((folder / STREAMED).read_text("utf-8"))
        if kept.pop("casus_streamed") != FORMAT:
            raise StoreError(f"{folder / STREAMED}: is of another version; this Casus reads version {FORMAT}")
        question = kept.pop("question")
        return Plan(**{**kept, "attacks": tuple(kept["attacks"])}), question
    except FileNotFoundError as error:
        raise StoreError(f"{folder}: holds no streamed study (no {STREAMED})") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{folder / STREAMED}: is not a streamed study's plan: {error}") from error


def refuse_changed(plan: Plan, asked: Asked) -> None:
    """Raise InputError where a study would go on with other numbers than it was begun with; names everything that differs."""
    today = {"scenario_digest": asked.scenario.digest, **provenance_of(asked, VERSION)}
    said = {"device": CPU, **plan.said}  # a study begun before others could play names none
    hint = "restore what was changed, or begin the study anew in another folder"
    problems = [
        Problem(f"{what} is not what the study was begun with ({said[name]} then, {today[name]} now)", hint=hint)
        for name, what in MUST_AGREE.items()
        if today[name] != said[name]
    ]
    if problems:
        raise InputError(problems)
