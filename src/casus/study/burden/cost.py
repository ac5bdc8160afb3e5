"""What each design costs, who pays, and whether it is less than the war that it prevents: three lenses, never averaged."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from casus.flow.draws.sample import sample
from casus.flow.handoffs import Draws, Floats, Outcomes
from casus.flow.metrics.band import Band
from casus.flow.metrics.catalogue import LENSES
from casus.flow.metrics.feasibility import carried_share, feasible_share
from casus.flow.ranges import Progress
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.study.asked import chosen, refuse_bad_numbers, scenario_and_register
from casus.study.burden.avoided import Avoided, Expected, avoided, expectations
from casus.study.burden.bill import Bill, bill
from casus.study.burden.cautions import cautions
from casus.study.burden.frontier import Frontier, Point, Scatter, frontier
from casus.study.burden.war import Lines, war_lines_meur
from casus.study.burden.worth import Worth, worth
from casus.study.compare import MOST_CAMPAIGNS, Study, compare
from casus.study.reservations import Reservations

DEFAULT_DRAWS = 500
"""Chosen: all designs of `ukraine` in some twenty seconds; ranges come from evidence and hardly move with more."""
MOST_RATE = 0.2
"""Chosen: no public project is discounted at more than a fifth a year."""
PRICE = "price of aggression"
"""The measure of deterrence that comes first; the others are the lenses' probabilities of no attack."""
GAME = ("challenge_in_time_probability", "challenge_probability", "stand_probability", "war_probability")
"""Variables of a study that say how the game ends."""
HELD = (
    "held", "area_km2", "people", "key_cities", "protected_lost", "guarantor_lost", "aggressor_lost", "damage_meur",
    "aircraft_lost_defence", "aircraft_lost_aggressor", "combat_share", "acted_share",
)  # fmt: skip
"""Variables of a study that the ledger of the war reads."""


@dataclass(frozen=True)
class DesignCost:
    """What one design costs, deters and avoids."""

    design: str
    """Id of the design."""
    title: str
    """Its title."""
    bill: Bill
    """What it costs each year, by line."""
    war: dict[str, dict[str, Worth]]
    """What the war would cost under this design, by attack and line, million euro, were it to come today."""
    price_meur: Band | None
    """Price of aggression; None where the scenario does not say what the aggressor is after."""
    lenses: dict[str, Avoided]
    """By lens, against the baseline."""
    feasible: float
    """Mean share of the forces in place that their nations have offered and can sustain; NaN where none are asked."""
    carried: float
    """The same, counting only offers that are carried through."""
    asked: Design
    """The design itself."""

    @property
    def yearly(self) -> Worth:
        """Million euro a year."""
        return worth(self.bill.yearly)

    @property
    def present(self) -> Worth:
        """Present value of ten years, million euro."""
        return worth(self.bill.present)


@dataclass(frozen=True)
class Burden:
    """What designs cost against what they prevent."""

    asked: str | None
    """The design that was asked about in full, if one was."""
    baseline: str
    """The design that the others are compared with."""
    designs: dict[str, DesignCost]
    """Every design by its id."""
    frontiers: dict[str, Frontier]
    """By measure of deterrence: the price of aggression, and the probability of no attack by each lens."""
    points: dict[str, dict[str, Point]]
    """By measure and design: median yearly cost in million euro, and how much it deters."""
    protected: str
    """Name of the protected state."""
    nations: dict[str, str]
    """Names of the guarantors by id."""
    reservations: Reservations
    """How sure it is, what else would do, and what the answer hides."""
    provenance: dict[str, Any]
    """Scenario, seed, draws, version, digests: what would give the same numbers again."""
    complete: bool
    """False where it was interrupted: what is finished was kept."""

    def rows(self) -> list[dict[str, Any]]:
        """A row for each design, ready for a table."""
        from casus.study.burden.rows import rows

        return rows(self)

    def as_json(self) -> dict[str, Any]:
        """All of it for machines; numbers that do not exist are null."""
        from casus.study.burden.rows import as_json

        return as_json(self)


def cost(
    scenario: str | Scenario,
    design: str | None = None,
    designs: Sequence[str] | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    rate: float | None = None,
    progress: Progress | None = None,
) -> Burden:
    """What designs of a scenario cost in peace, and what of the war they avoid; with `design`, about that one in full.

    Takes the name or folder of a scenario, or one that was read. The baseline is always among the designs. `rate` is a real
    discount rate a year instead of that of the evidence. Raises InputError for names that are not there and numbers that will
    not do.
    """
    read, _ = scenario_and_register(scenario)
    wanted = designs_asked(read, design, designs)
    refuse_bad_numbers(draws, MOST_CAMPAIGNS // (len(wanted) * len(read.attacks)), seed)
    refuse_bad_rate(rate)
    return burden_of(read, design, compare(read, wanted, None, draws, seed, progress=progress), rate)


def designs_asked(scenario: Scenario, design: str | None, designs: Sequence[str] | None) -> list[str]:
    """Ids of the designs that are played, in the order of the scenario: those wanted, the one asked about and the baseline."""
    known = [one.id for one in scenario.designs]
    wanted = {*chosen("design", designs, known), *([] if design is None else chosen("design", [design], known))}
    wanted |= {scenario.setup.baseline} & set(known)
    return [id for id in known if id in wanted]


def refuse_bad_rate(rate: float | None) -> None:
    """Raise InputError for a discount rate that will not do."""
    if rate is not None and not 0.0 <= rate <= MOST_RATE:
        raise InputError([Problem(f"the discount rate is {rate:.2%}; it must be 0 % to {MOST_RATE:.0%} a year")])


def burden_of(scenario: Scenario, design: str | None, study: Study, rate: float | None = None) -> Burden:
    """The burden of a study that was played with lenses; designs that were not played against every attack are left out."""
    outcomes = study.handoff
    attacks = [attack for attack in scenario.attacks if attack.id in outcomes.data["attack"].values]
    played = [scenario.design(id) for id in _whole(outcomes)]
    drawn = _drawn(scenario, study, rate)
    bills = {one.id: bill(scenario, one, drawn) for one in played}
    wars = {one.id: _wars(scenario, one.id, attacks, outcomes, drawn) for one in played}
    expected = {
        one.id: expectations(attacks, wars[one.id], _judged(outcomes, one.id), drawn.columns["discount_rate"])
        for one in played
    }
    baseline = str(outcomes.data.attrs["baseline"])
    costs = {one.id: _design_cost(one, study, drawn, bills, wars[one.id], expected, baseline) for one in played}
    scatters = _scatters(outcomes, bills, expected)
    found = {measure: frontier(list(of.values())) for measure, of in scatters.items()}
    points = {measure: {id: one.point for id, one in of.items()} for measure, of in scatters.items()}
    asked = design if design in costs else None
    said = cautions(asked, baseline, costs, found, scatters, drawn)
    return Burden(
        asked, baseline, costs, found, points, scenario.setup.protected.name,
        {nation.id: nation.name for nation in scenario.guarantors}, said, study.provenance, study.complete,
    )  # fmt: skip


def _whole(outcomes: Outcomes) -> list[str]:
    """Ids of the designs that were played against every attack."""
    done = outcomes.data["held"].notnull().all(dim=["attack", "draw"])
    return [str(id) for id, whole in zip(outcomes.data["design"].values, done.values, strict=True) if whole]


def _drawn(scenario: Scenario, study: Study, rate: float | None) -> Draws:
    """The worlds in which the study was played, at a rate of one's own if there is one."""
    _, register = scenario_and_register(scenario)
    asked = study.provenance
    draws = sample(scenario, register, study.handoff.draws, int(asked["seed"]), asked["sampling"])
    if rate is None:
        return draws
    return dataclasses.replace(draws, columns={**draws.columns, "discount_rate": np.full(len(draws), rate)})


def _wars(
    scenario: Scenario, design: str, attacks: Sequence[AttackOption], outcomes: Outcomes, draws: Draws
) -> dict[str, Lines]:
    def variables(attack: str) -> dict[str, Floats]:
        data = outcomes.data.sel(design=design, attack=attack)
        return {name: np.asarray(data[name].values, dtype=np.float64) for name in HELD}

    return {attack.id: war_lines_meur(scenario, attack, variables(attack.id), draws) for attack in attacks}


def _judged(outcomes: Outcomes, design: str) -> dict[str, Floats]:
    """What the lenses say of one design, as `expectations` reads it."""
    data = outcomes.data.sel(design=design)
    judged = {"survival": np.asarray(data["survival"].isel(year=-1).values)}
    if "attack_probability" in data:
        judged["attack_probability"] = np.asarray(data["attack_probability"].transpose("attack", "draw").values)
        asked = {name: data[name].transpose("attack", "game_world").values for name in GAME}
        judged["challenge_in_time_probability"] = asked["challenge_in_time_probability"]
        judged["fought_share"] = _fought(*(asked[name] for name in GAME[1:]))
    return judged


def _fought(challenge: Floats, stand: Floats, war: Floats) -> Floats:
    """Share of challenges that end in war, met or not: from the others the aggressor backs down once guarantors stand."""
    some = challenge > 0.0
    ends = challenge * (1.0 - stand) + war
    return np.where(some, np.clip(ends / np.where(some, challenge, 1.0), 0.0, 1.0), 0.0)


def _design_cost(
    design: Design,
    study: Study,
    draws: Draws,
    bills: dict[str, Bill],
    wars: dict[str, Lines],
    expected: dict[str, dict[str, Expected]],
    baseline: str,
) -> DesignCost:
    assert study.deterrence is not None
    of = expected[design.id] if baseline in bills else {}  # nothing to compare with where the baseline was not finished
    return DesignCost(
        design.id,
        design.title,
        bills[design.id],
        {attack: {line: worth(meur) for line, meur in lines.items()} for attack, lines in wars.items()},
        study.deterrence.lenses[design.id].price_meur,
        {
            lens: avoided(of[lens], expected[baseline][lens], bills[design.id], bills[baseline])
            for lens in LENSES
            if lens in of
        },
        _mean(feasible_share(design, draws)),
        _mean(carried_share(design, draws)),
        design,
    )


def _scatters(
    outcomes: Outcomes, bills: dict[str, Bill], expected: dict[str, dict[str, Expected]]
) -> dict[str, dict[str, Scatter]]:
    """By measure of deterrence and design, what it costs and deters in every world."""
    scatters: dict[str, dict[str, Scatter]] = {}
    if "price_meur" in outcomes.data:
        scatters[PRICE] = {design: _priced(outcomes, design, bill.yearly) for design, bill in bills.items()}
    for lens in LENSES:
        scatters[lens] = {
            design: _scatter(design, bill.yearly, 1.0 - expected[design][lens].probability)
            for design, bill in bills.items()
            if lens in expected[design]
        }
    return {measure: of for measure, of in scatters.items() if of}


def _priced(outcomes: Outcomes, design: str, yearly: Floats) -> Scatter:
    """A design by its price, whose Monte Carlo error the worlds do not show: each world's price is an average over campaigns."""
    data = outcomes.data.sel(design=design)
    prices = data["price_meur"].transpose("attack", "draw").values
    middles = np.quantile(prices, 0.5, axis=1, method="inverted_cdf")
    error = float(data["price_se_meur"].values[int(np.argmin(middles))])
    cheapest = prices.min(axis=0)
    middle = float(np.quantile(cheapest, 0.5, method="inverted_cdf"))
    return Scatter(Point(design, float(np.median(yearly)), middle), yearly, cheapest, error)


def _scatter(design: str, yearly: Floats, peace: Floats) -> Scatter:
    return Scatter(Point(design, float(np.median(yearly)), worth(peace).mean), yearly, peace)


def _mean(share: Floats) -> float:
    return math.nan if np.isnan(share).all() else float(np.nanmean(share))
