"""The folder of a saved study in, everything that its report shows out, worked out by the parts of Casus that answer for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casus.evidence.register import Register
from casus.flow.handoffs import Outcomes
from casus.flow.metrics.answers import Answers
from casus.flow.metrics.timetable import Timeline
from casus.flow.outcome.question import Question
from casus.flow.outcome.store import FIRST, is_streamed, is_study, open_outcomes, open_question
from casus.flow.scenario.kept import read_kept, write_files
from casus.flow.scenario.read import CLAIMS, read_scenario, scenario_folder, scenario_register
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.deterrence import Deterrence
from casus.foundation.errors import InputError, StoreError
from casus.pacts.lint import Finding, Text, lint
from casus.pacts.rules.catalogue import RULES
from casus.study.burden.held_frontier import HeldForCost, held_for_cost
from casus.study.claims.claims import judge_claims
from casus.study.claims.tested import ClaimsTested
from casus.study.compare import Study
from casus.study.factors import Factors, factors_of
from casus.study.sensitivity.drivers import Drivers, drivers


@dataclass(frozen=True)
class Asked:
    """What the study was asked, as its folder keeps it."""

    scenario: Scenario
    register: Register
    claims: ClaimsTested | None
    findings: Mapping[str, tuple[Finding, ...]]
    """By design: what the linter finds in its pact."""


@dataclass(frozen=True)
class Gathered:
    """A study and all that is read off it."""

    study: Study
    question: Question | None
    asked: Asked | None
    """None where the folder does not keep what was asked, and the scenario is another today."""
    timelines: Mapping[str, Timeline]
    """By design, against the heaviest attack."""
    costs: tuple[HeldForCost, ...]
    drivers: Mapping[str, Drivers]
    """By design: what its share held rests on, in the heaviest attack."""
    rests: Mapping[str, Drivers]
    """By metric: what it rests on under the design that holds most."""

    @property
    def answers(self) -> Answers:
        """The answers of the study."""
        return self.study.answers

    @property
    def outcomes(self) -> Outcomes:
        """Every campaign."""
        return self.study.handoff

    @property
    def found(self) -> Deterrence | None:
        """What the lenses see; None where the study was played without."""
        return self.study.deterrence

    @property
    def played(self) -> list[str]:
        """Ids of the designs that were played against the heaviest attack, by the share of worlds held."""
        return sorted(self.answers.played, key=lambda id: (-self.answers.headline_answer(id).held.value, id))

    @property
    def said(self) -> Mapping[str, Any]:
        """What would give the same numbers again."""
        return self.study.provenance


def gather(folder: Path) -> Gathered:
    """All of it; raises StoreError for a folder that is no whole study, or a streamed one, with what to do about it."""
    refuse_streamed(folder)
    outcomes, question = open_outcomes(folder), open_question(folder)
    study = Study(outcomes, question)
    with _asked_files(outcomes, question) as files:
        asked = None if files is None else _asked(outcomes, *files)
    factors, answers = factors_of(outcomes), study.answers
    known = answers.played
    if not known:
        raise StoreError(
            f"{folder}: nothing was played against the {answers.headline} attack before the study was stopped"
        )
    held = {id: drivers(outcomes, factors, "held", id, answers.headline) for id in known}
    first = max(known, key=lambda id: answers.headline_answer(id).held.value)
    return Gathered(
        study, question, asked, {id: study.timeline(id) for id in known}, held_for_cost(outcomes, answers),
        held, _rests(study, factors, first),
    )  # fmt: skip


def refuse_streamed(folder: Path) -> None:
    """Raise StoreError for the folder of a streamed study, whose worlds are not all kept, and say which folder will do."""
    if not is_streamed(folder):
        return
    first = folder / FIRST
    hint = (
        f"casus report {first} reports the study of its first draws; casus show {folder} prints the answers of all"
        if is_study(first)
        else f"casus show {folder} prints its answers"
    )
    raise StoreError(
        f"{folder}: holds a streamed study, of which a report has no fronts and no timelines\n    hint: {hint}"
    )


@contextmanager
def _asked_files(outcomes: Outcomes, question: Question | None) -> Iterator[tuple[Scenario, Register, Path] | None]:
    """Scenario, evidence and the scenario's folder as they were kept; those of today where they have not changed since."""
    if question is None:
        yield _of_today(outcomes)
        return
    with tempfile.TemporaryDirectory() as place:
        write_files(question.files(), Path(place))
        scenario, register = read_kept(Path(place))
        yield scenario, register, Path(place) / "scenario" / scenario.id


def _of_today(outcomes: Outcomes) -> tuple[Scenario, Register, Path] | None:
    name = str(outcomes.data.attrs["scenario"])
    try:
        scenario = read_scenario(name)
    except InputError:
        return None
    if scenario.digest != outcomes.data.attrs.get("scenario_digest"):
        return None
    folder = scenario_folder(name)
    return scenario, scenario_register(folder), folder


def _asked(outcomes: Outcomes, scenario: Scenario, register: Register, folder: Path) -> Asked:
    claims = _claims(outcomes, folder / CLAIMS)
    texts = [Text(id, scenario.design(id).pact) for id in map(str, outcomes.data["design"].values)]
    findings = tuple(lint(texts, RULES))
    return Asked(
        scenario, register, claims, {text.name: tuple(f for f in findings if f.pact == text.name) for text in texts}
    )


def _claims(outcomes: Outcomes, file: Path) -> ClaimsTested | None:
    """What becomes of the claims kept with the study; None where there are none, or none that this Casus can read."""
    try:
        return judge_claims(outcomes, file, conditions=False) if file.is_file() else None
    except InputError:
        return None


def _rests(study: Study, factors: Factors, design: str) -> dict[str, Drivers]:
    """What the numbers of the charts rest on, of one design: by the metric that each chart shows."""
    outcomes, attack = study.handoff, study.answers.headline
    of_campaigns = {
        name: drivers(outcomes, factors, name, design, attack) for name in ("held", "depth_km", "contact_hours")
    }
    found = of_campaigns | {"cost_meur_year": drivers(outcomes, factors, "cost_meur_year", design)}
    if study.deterrence is not None:
        found["reference"] = drivers(outcomes, factors, "attack_10y", design, lens="reference")
        if study.deterrence.aims_value_meur is not None:
            found["price"] = drivers(outcomes, factors, "price_of_aggression", design)
    return found
