"""The decision phase against fourteen decisions on record: did guarantors decide within a month, and after how many hours?

The cases are those from which the evidence on procedures took its ranges, so that this scores how rules, plans, attribution
and honour work together, and not whether the medians of the procedures were guessed well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import Field

from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.scores import inside, skill
from casus.backtest.series import shipped
from casus.evidence.distribution import Floats
from casus.evidence.entry import Identifier
from casus.evidence.register import read_register
from casus.flow.campaign.arrays import MATERIEL
from casus.flow.campaign.deliberate import deliberate
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.quantity import Quantity
from casus.foundation.documents import read_document
from casus.foundation.records import Record
from casus.foundation.validation import validate_document
from casus.pacts.schema.clauses import Attribution, Decision, Event, Form, Judge, Kind, Obligation, Parties, Trigger
from casus.pacts.schema.pact import Pact

if TYPE_CHECKING:
    from casus.flow.scenario.schema.design import Design
    from casus.flow.scenario.schema.roles import AttackOption, Guarantor, Procedure
    from casus.flow.scenario.schema.scenario import Scenario

ID = "decision-clock"
TITLE = "Fourteen decisions of guarantors, 1914-2022: whether within a month, and after how many hours"
DATA = "decision_clock.yaml"
NEEDS = None

CARRIER = "tutorial"  # a scenario that lends what a decision does not read: a theatre, forces, distances
MONTH_DAYS = 30.0
HOURS = 24.0
CENTRAL_SHARE = 0.8
UNKNOWN = "Nobody measured it then: any value that the evidence on today's nations spans."


class Deciding(Record):
    """A nation that had to decide."""

    id: Identifier
    """Its name."""
    procedure: Literal["executive", "cabinet", "parliament"]
    """Who had to agree."""


class Text(Record):
    """What the text said, in the fields that a decision reads."""

    form: Kind
    """Legal form; a treaty counts as ratified."""
    event: Event
    """Its trigger."""
    judge: Judge = "each"
    """Who had to find it."""
    level: float = Field(ge=0, le=5)
    """Obligation."""
    rule: Literal["each", "consensus", "single"]
    """Rule of decision."""
    members: int | None = Field(default=None, ge=1)
    """Number of guarantors where they are not listed; they decide by cabinet, which is chosen."""
    lead: bool = False
    """True where the first guarantor leads."""


class Hardness(Record):
    """How hard the case was."""

    intensity: float = Field(gt=0, le=1)
    """Scale of the attack."""
    great_power: bool
    """Whether a great power or a nuclear-armed state stood on the other side."""
    deniable: bool = False
    """Whether it had to be attributed first."""


class Decided(Record):
    """One case of the file."""

    id: Identifier
    """Place and year."""
    event: str
    """What happened, with what the hours run from and to."""
    pact: Text
    """The promise."""
    guarantors: tuple[Deciding, ...] = ()
    """Who had to decide; empty where only their number counts."""
    command: Literal["ad-hoc", "lead", "integrated"] = "ad-hoc"
    """Headquarters and plans that stood."""
    mandate: bool = False
    """Whether consent had been given beforehand."""
    troops: bool = False
    """Whether guarantors' troops stood on the ground in question."""
    attack: Hardness
    """The other side."""
    hours: float | None
    """Hours to the first binding decision; null for none within thirty days."""
    source: Identifier
    """Key of the bibliography."""


class DecidedFile(Record):
    """What the file holds."""

    cases: tuple[Decided, ...] = Field(min_length=1)
    """Decisions in the order of their dates."""


def run(settings: Settings) -> Scorecard:
    """Let the guarantors of each case decide, and compare with when they did."""
    cases = read_cases(settings.data or shipped(DATA))
    carrier = read_scenario(CARRIER)
    days = {case.id: first_decision_days(case, carrier, settings) for case in cases}
    decided = np.array([case.hours is not None and case.hours <= MONTH_DAYS * HOURS for case in cases], dtype=float)
    chance = np.array([float(np.mean(days[case.id] <= MONTH_DAYS)) for case in cases])
    timed = [case for case in cases if case.hours is not None]
    covered = [_is_covered(_finite(days[case.id]), case) for case in timed]
    rate = _others_rate(decided)
    score = {
        "coverage": float(np.mean(covered)),
        "brier": float(np.mean((chance - decided) ** 2)),
        "brier_skill": skill(float(np.mean((chance - decided) ** 2)), float(np.mean((rate - decided) ** 2))),
        "median_abs_log10_error": float(np.median([_log_error(days[case.id], case) for case in timed])),
        **{f"p_decided_{case.id}": float(p) for case, p in zip(cases, chance, strict=True)},
    }
    return Scorecard(
        ID,
        TITLE,
        len(cases),
        "decisions",
        score,
        {"brier_others_rate": float(np.mean((rate - decided) ** 2)), "nominal_coverage": CENTRAL_SHARE},
        (
            Bar(f"share of the {len(timed)} decisions inside the 80 % interval", score["coverage"], 0.6, 1.0),
            Bar("Brier skill of 'within a month' over the rate of the other cases", score["brier_skill"], low=0.0),
            Bar(
                "Rhineland 1936 less likely decided than Poland 1939",
                _gap(chance, cases, "uk-1939", "locarno-1936"),
                0.0,
            ),
            Bar(
                "Armenia 2022 less likely decided than Kazakhstan",
                _gap(chance, cases, "kazakhstan-2022", "armenia-2022"),
                0.0,
            ),
        ),
        (
            "Coverage is the share of the decisions that were taken, whose hours lie in the predicted 80 % interval, given a "
            "decision; p_decided is the predicted chance of one within thirty days.",
            f"{len(cases)} cases, two of them without a decision, can tell little: the 90 % interval of a coverage of 0.8 on "
            f"{len(timed)} is about 0.6 to 0.95. The evidence on procedures took its ranges from these same cases.",
            "Support and stakes were never measured and are drawn from all that is plausible, so that 1936 and 1939 differ for the "
            "model only by text, plans and scale. Usable help is another matter: in 1939 both decided and nothing reached Poland.",
        ),
        ("sources named in decision_clock.yaml, mostly second hand (section 6.1 of the notes on deterrence)",),
        list(_rows(cases, days, chance)),
    )


def read_cases(file: Path) -> tuple[Decided, ...]:
    """The cases of a file; raises InputError with every problem."""
    return validate_document(read_document(file), DecidedFile).cases


def first_decision_days(case: Decided, carrier: Scenario, settings: Settings) -> Floats:
    """(draws,) days from the event to the first decision to help with more than words; infinite where there is none."""
    scenario, design, attack = as_scenario(case, carrier)
    draws = sample(scenario, read_register(), settings.draws, settings.seed)
    council = deliberate(scenario, design, attack, draws, case.troops)
    helping = np.where(council.help_level >= MATERIEL, council.decision_day, np.inf)
    first: Floats = helping.min(axis=1)
    return first


def as_scenario(case: Decided, carrier: Scenario) -> tuple[Scenario, Design, AttackOption]:
    """The carrier with the guarantors, the pact and the attack of the case."""
    guarantors = tuple(_guarantor(carrier.guarantors[0], nation.id, nation.procedure) for nation in deciding(case))
    attack = carrier.attacks[-1].model_copy(
        update={"intensity": case.attack.intensity, "deniable": case.attack.deniable, "buildup": _point(0.0, "day")}
    )
    aggressor = carrier.setup.aggressor.model_copy(update={"great_power": case.attack.great_power})
    setup = carrier.setup.model_copy(update={"aggressor": aggressor, "attacks": (attack,), "correlations": ()})
    first = carrier.designs[0]
    posture = first.posture.model_copy(
        update={"command": case.command, "mandate": case.mandate, "in_place": (), "standby": ()}
    )
    design = first.model_copy(update={"id": case.id, "pact": _pact(case), "posture": posture})
    scenario = carrier.model_copy(update={"setup": setup, "guarantors": guarantors, "designs": (design,)})
    return scenario, design, attack


def deciding(case: Decided) -> tuple[Deciding, ...]:
    """The nations that had to decide, invented names where only their number is known."""
    if case.guarantors:
        return case.guarantors
    return tuple(
        Deciding(id=f"member-{place}", procedure="cabinet") for place in range(1, (case.pact.members or 1) + 1)
    )


def _pact(case: Decided) -> Pact:
    nations = tuple(nation.id for nation in deciding(case))
    leads = case.pact.lead or case.pact.rule == "single"
    return Pact(
        title=case.event,
        form=Form(kind=case.pact.form, ratification="done" if case.pact.form == "treaty" else "not-foreseen"),
        parties=Parties(guarantors=nations, lead=nations[0] if leads else None),
        trigger=Trigger(event=case.pact.event),
        attribution=Attribution(judge=case.pact.judge),
        obligation=Obligation(level=case.pact.level),
        decision=Decision(rule=case.pact.rule),
        source=case.source,
    )


def _guarantor(like: Guarantor, id: str, procedure: Procedure) -> Guarantor:
    """A nation of which nothing is known but who had to agree."""
    return like.model_copy(
        update={
            "id": id,
            "name": id,
            "procedure": procedure,
            "support": _any(0.15, 0.6),
            "stake": _any(0.2, 0.8),
            "ground_barred": _any(0.0, 0.5),
        }
    )


def _any(low: float, high: float) -> Quantity:
    return Quantity(distribution="uniform", range=(low, high), unit="share", why=UNKNOWN, status="judgement")


def _point(value: float, unit: str) -> Quantity:
    return Quantity(
        value=value,
        unit=unit,
        why="The hours run from the event, so that warning counts for nothing.",
        status="fiction",
    )


def _finite(days: Floats) -> Floats:
    return np.asarray(days[np.isfinite(days)])


def _is_covered(days: Floats, case: Decided) -> bool:
    """Whether the hours lie in the predicted interval; a case in which nobody was predicted to decide is missed."""
    return bool(len(days)) and inside(days, float(case.hours or 0.0) / HOURS, CENTRAL_SHARE)


def _others_rate(decided: Floats) -> Floats:
    """For each case the share of the others that were decided."""
    return np.asarray((decided.sum() - decided) / (len(decided) - 1))


def _log_error(days: Floats, case: Decided) -> float:
    finite = _finite(days)
    return abs(float(np.log10(np.median(finite) * HOURS / (case.hours or np.nan)))) if len(finite) else np.inf


def _gap(chance: Floats, cases: tuple[Decided, ...], likelier: str, less: str) -> float:
    of = {case.id: float(p) for case, p in zip(cases, chance, strict=True)}
    return of.get(likelier, np.nan) - of.get(less, np.nan)


def _rows(cases: tuple[Decided, ...], days: dict[str, Floats], chance: Floats) -> Iterator[dict[str, Any]]:
    for case, p in zip(cases, chance, strict=True):
        finite = _finite(days[case.id])
        low, middle, high = np.quantile(finite, [0.1, 0.5, 0.9]) * HOURS if len(finite) else [None] * 3
        yield {
            "case": case.id,
            "low_h": low,
            "median_h": middle,
            "high_h": high,
            "observed_h": case.hours,
            "p_decided": round(float(p), 3),
        }


def chart(card: Scorecard) -> Any:
    """Predicted interval and observed hours of each case, with the chance of a decision at all."""
    import altair as alt

    from casus.flow.views import palette

    base = alt.Chart(alt.InlineData(values=card.rows)).encode(y=alt.Y("case:N", title=None, sort=None))
    hours = alt.Scale(type="log", domain=[1, 3000])
    axis = alt.Axis(values=[1, 3, 10, 24, 72, 168, 720, 2000], format=",.0f")
    bars = base.mark_bar(height=9, color=palette.BLUE, opacity=0.45).encode(
        x=alt.X("low_h:Q", title="hours from the event to the first decision (log scale)", scale=hours, axis=axis),
        x2="high_h:Q",
    )
    median = base.mark_tick(color=palette.BLUE, thickness=2.5, height=15).encode(x=alt.X("median_h:Q", scale=hours))
    seen = base.mark_point(color=palette.VERMILLION, filled=True, size=70).encode(x=alt.X("observed_h:Q", scale=hours))
    text = base.mark_text(align="left", color=palette.QUIET_INK, fontSize=11).encode(
        x=alt.value(690), text=alt.Text("label:N")
    )
    label = "'decided within 30 days: predicted ' + format(datum.p_decided, '.2f') + (datum.observed_h == null ? ', was not' : '')"
    return alt.layer(bars, median, seen, text.transform_calculate(label=label)).properties(width=680, height=360)
