"""The door for programs: scenarios, lint, check and rerun over HTTP, typed, bounded, refused in words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from casus.app.web.bench import library_scenario, read_design
from casus.app.web.rerun import Reruns
from casus.app.web.turns import RETRY_SECONDS, BusyError, Turns
from casus.flow.metrics.answers import Answers
from casus.flow.scenario.read import scenario_names
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.whole_pact import whole_pact
from casus.flow.scenario.write import plain_yaml
from casus.foundation.errors import InputError
from casus.foundation.json_numbers import json_number
from casus.pacts.lint import Text, lint
from casus.pacts.rules.catalogue import RULES

MOST_API_DRAWS = 2000
"""Draws of one request; chosen: it answers in about a second, and longer ones belong on the command line."""
MOST_TEXT = 200_000
MOST_TOLD = 10_000
GIVEN = Path("design")
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Attack = Literal["grey", "probe", "limited", "full"]


class Told(BaseModel):
    """The base of what goes in and out: nothing unknown."""

    model_config = ConfigDict(extra="forbid")


class ScenarioName(Told):
    """A scenario, named."""

    id: str
    title: str
    summary: str


class Named(Told):
    """A design or an attack, named."""

    id: str
    title: str


class ScenarioTold(ScenarioName):
    """A scenario, with what can be asked of it."""

    base_date: str
    digest: str
    baseline: str
    designs: list[Named]
    variants: list[Named]
    attacks: list[Named]


class Asked(Told):
    """A design for a scenario: YAML as a scenario's library has it, the same as an object, or the name of one that is there."""

    scenario: Name
    design: Annotated[str, Field(max_length=MOST_TEXT)] | dict[str, Any]
    """A name, the text of a file, or its content."""


class AskedRerun(Asked):
    """A design to be played."""

    attacks: list[Attack] | None = Field(default=None, min_length=1, max_length=4)
    """Attack options; all where nothing is said."""
    draws: int = Field(default=500, ge=1, le=MOST_API_DRAWS)
    """Possible worlds."""
    seed: int = Field(default=1, ge=0, le=2**31)
    """Seed of all chance."""


class Share(Told):
    """A share of worlds."""

    value: float | None
    se: float | None
    """Monte Carlo standard error."""
    ci95: list[float | None]
    """95 % interval for Monte Carlo error alone (Wilson)."""


class Gain(Told):
    """A paired difference from the baseline in the same worlds."""

    value: float | None
    se: float | None


class Against(Told):
    """What a design did against one attack."""

    p_held: Share
    gain: Gain
    p_honoured: Share
    p_combat_forces: Share
    p_contact: Share


class Cost(Told):
    """Yearly cost in peacetime, million euro."""

    p05: float | None
    p50: float | None
    p95: float | None


class Answered(Told):
    """The answers of one design."""

    design: str
    title: str
    by_attack: dict[str, Against]
    cost_meur_year: Cost
    draws: int
    seed: int
    scenario: str
    scenario_digest: str
    version: str
    caveat: str = "A model's answer, not a forecast."


class FindingTold(Told):
    """One finding of the linter."""

    rule: str
    name: str
    severity: Literal["error", "warning", "note"]
    clause: str
    message: str
    mend: str


class Linted(Told):
    """What the linter found."""

    findings: list[FindingTold]


class Problems(Told):
    """What is wrong with a design; nothing where it is sound."""

    sound: bool
    problems: list[str]


class Refusal(Told):
    """Why a request is refused."""

    detail: str


REFUSED: dict[int | str, dict[str, Any]] = {
    404: {"model": Refusal, "description": "No such scenario."},
    422: {"model": Refusal, "description": "Input that will not do, with every problem found."},
    503: {"model": Refusal, "description": "Too many wait; come again after Retry-After seconds."},
}


def api_router(turns: Turns) -> APIRouter:
    """The routes; campaigns are played in their turn."""
    reruns = Reruns()
    router = APIRouter(prefix="/api", tags=["casus"], responses={code: REFUSED[code] for code in (404, 422)})

    @router.get("/scenarios")
    def scenarios() -> list[ScenarioName]:
        """The scenarios that come with Casus."""
        return [_named(_scenario(name)) for name in scenario_names()]

    @router.get("/scenarios/{id}")
    def scenario(id: str) -> ScenarioTold:
        """One scenario: its designs, variants and attacks."""
        return _told(_scenario(id))

    @router.post("/lint")
    def lint_design(asked: Asked) -> Linted:
        """What the text of a design's pact leaves open, rule by rule."""
        return _linted(_design(asked))

    @router.post("/check")
    def check_design(asked: Asked) -> Problems:
        """Everything that is wrong with a design."""
        scenario = _scenario(asked.scenario)
        try:
            _read(asked, scenario)
        except InputError as error:
            return Problems(sound=False, problems=[str(problem) for problem in error.problems])
        return Problems(sound=True, problems=[])

    @router.post("/rerun", responses={503: REFUSED[503]})
    async def rerun(asked: AskedRerun) -> Answered:
        """Play a design against attacks in the same worlds as the baseline."""
        try:
            return await turns.run(play, asked, reruns)
        except BusyError as error:
            after = {"Retry-After": str(RETRY_SECONDS)}
            raise HTTPException(503, "too many requests wait; come again soon", after) from error

    return router


def play(asked: AskedRerun, reruns: Reruns) -> Answered:
    """The answers of what is asked; the same request gives the same answers, whoever else asks and whatever is kept."""
    scenario = _scenario(asked.scenario)
    design = _read(asked, scenario)
    baseline = scenario.design(scenario.setup.baseline).model_copy(update={"id": "casus-baseline"})
    known = [attack for attack in scenario.attacks if asked.attacks is None or attack.id in asked.attacks]
    if not known:
        raise HTTPException(422, f"the scenario has none of the attacks {', '.join(asked.attacks or [])}")
    rerun = reruns.rerun_of(scenario.id, asked.draws, asked.seed)
    answers = rerun.answers((baseline, design), known, baseline.id)
    assert answers is not None
    return _answered(answers, design)


def refuse_in_words(_: Request, error: Exception) -> JSONResponse:
    """What is wrong with the input, as the command line would say it; no answer repeats what nobody could read."""
    told = (
        "; ".join(_told_of(one) for one in error.errors()) if isinstance(error, RequestValidationError) else str(error)
    )
    return JSONResponse({"detail": told.encode("utf-8", "replace").decode()[:MOST_TOLD]}, 422)


def _told_of(error: dict[str, Any]) -> str:
    """One thing that is wrong with a request: where, and what."""
    return f"{'.'.join(str(step) for step in error['loc'])}: {error['msg']}"


def _scenario(name: str) -> Scenario:
    try:
        return library_scenario(name)
    except InputError as error:
        raise HTTPException(404, str(error)) from error


def _design(asked: Asked) -> Design:
    return _read(asked, _scenario(asked.scenario))


def _read(asked: Asked, scenario: Scenario) -> Design:
    """The design that is asked about; raises InputError with every problem."""
    if isinstance(asked.design, dict):
        return read_design(plain_yaml(asked.design), GIVEN, scenario)
    known = {design.id: design for design in scenario.every_design}
    if asked.design in known:
        return known[asked.design]
    return read_design(asked.design.encode("utf-8", "surrogatepass"), GIVEN, scenario)


def _named(scenario: Scenario) -> ScenarioName:
    return ScenarioName(id=scenario.id, title=scenario.setup.title, summary=scenario.setup.summary)


def _told(scenario: Scenario) -> ScenarioTold:
    def named(of: Any) -> list[Named]:
        return [Named(id=one.id, title=one.title) for one in of]

    return ScenarioTold(
        **_named(scenario).model_dump(), base_date=scenario.setup.base_date, digest=scenario.digest,
        baseline=scenario.setup.baseline, designs=named(scenario.designs), variants=named(scenario.variants),
        attacks=named(scenario.attacks),
    )  # fmt: skip


def _linted(design: Design) -> Linted:
    return Linted(
        findings=[
            FindingTold(
                rule=one.rule.id, name=one.rule.name, severity=one.rule.severity, clause=one.clause, message=one.message,
                mend=one.rule.mend,
            )
            for one in lint([Text(design.id, whole_pact(design))], RULES)
        ]
    )  # fmt: skip


def _answered(answers: Answers, design: Design) -> Answered:
    cost, of = answers.cost_meur_year[design.id], answers.provenance
    return Answered(
        design=design.id,
        title=design.title,
        by_attack={attack: _against(answers, design.id, attack) for attack in answers.attacks},
        cost_meur_year=Cost(p05=json_number(cost.p05), p50=json_number(cost.p50), p95=json_number(cost.p95)),
        draws=of["draws"],
        seed=of["seed"],
        scenario=of["scenario"],
        scenario_digest=of["scenario_digest"],
        version=of["version"],
    )


def _against(answers: Answers, design: str, attack: str) -> Against:
    of = answers.answers[design, attack]

    def share(given: Any) -> Share:
        ends = [json_number(end) for end in given.interval]
        return Share(value=json_number(given.value), se=json_number(given.se), ci95=ends)

    return Against(
        p_held=share(of.held),
        gain=Gain(value=json_number(of.gain.value), se=json_number(of.gain.se)),
        p_honoured=share(of.honoured),
        p_combat_forces=share(of.combat),
        p_contact=share(of.contact),
    )
