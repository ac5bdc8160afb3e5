"""Situations in, the probability of an attack within ten years by each lens out, with the functions that every study uses.

Money stays in the units of the scenario `ukraine`: the ledger is one of ratios, and an aggressor of another size pays and
gains in proportion. What is a fact about the Russia of 2026 and not of an aggressor is taken out: it need not rebuild
first (`aims.readiness` is 0), and dread is dread of a great power.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from casus.backtest.crises_course import WANTS, Judged, Places, judged, places, within
from casus.backtest.crises_data import Situation, call_on, depth_of, pact_of
from casus.evidence.distribution import Floats
from casus.evidence.register import read_register
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import Settlement
from casus.flow.strategy.crisis import KINDS, crisis_games
from casus.flow.strategy.price import Columns, Terms, belief_weight, believed, price_meur, value_meur
from casus.flow.strategy.reference import survival
from casus.flow.strategy.reference_features import Features
from casus.flow.strategy.risk import YEARS, attack_probability, occasion_probability, ready_years
from casus.flow.strategy.solver.sequential import solve
from casus.flow.strategy.stakes import stakes_of
from casus.foundation.references import SCALES
from casus.pacts.atop import VARIABLES
from casus.pacts.honour.model import predict
from casus.pacts.honour.terms import Case, cases, terms
from casus.pacts.read import read_casebook

CARRIER = "ukraine"  # lends the tastes of an aggressor: prices, aims, what was paid before
CAMPAIGN_DAYS = 90.0  # as long as its campaigns are played
GAME_WORLDS = 24
"""Worlds in which each game is solved; chosen, as in a study: the solver takes milliseconds for each."""


def by_lens(situations: Sequence[Situation], draws: int, seed: int) -> dict[str, Floats]:
    """(situations,) by lens: mean over worlds."""
    of, at = sample(read_scenario(CARRIER), read_register(), draws, seed).columns, places(draws, seed)
    kept = kept_probabilities(situations)
    courses = [judged(case, q, at) for case, q in zip(situations, kept, strict=True)]
    pairs = list(zip(situations, courses, strict=True))
    return {
        "price": np.array([_by_price(case, course, world_of(case, of, at)) for case, course in pairs]),
        "game": np.array([_by_game(case, course, world_of(case, of, at)) for case, course in pairs]),
        "reference": np.array([float(1.0 - survival(seen(case), of, [YEARS]).mean()) for case in situations]),
    }


def kept_probabilities(situations: Sequence[Situation]) -> list[float]:
    """For each, the chance that its promise is kept, as the calls of other months tell it; nought where nobody promised."""
    known = list(cases(read_casebook()))
    return [_kept(case, [call for call in known if call.event not in case.calls]) for case in situations]


def _kept(case: Situation, others: Sequence[Case]) -> float:
    """The readings of the record weigh alike."""
    if not case.guarantors:
        return 0.0
    asked = Case(case.id, case.id, terms(pact_of(case), call_on(case)), kept=0.0)
    return float(np.mean(list(predict(asked, others, read_register()).values())))


def seen(case: Situation) -> Features:
    """What the studies would code of it."""
    pact = pact_of(case)
    outside = {*pact.parties.guarantors} - {*pact.parties.adversaries}
    return Features(
        defence=VARIABLES["defense"].derive(pact) == 1 and bool(outside) and not pact.adversary_at_the_table,
        major_power=case.major_power,
        binding=pact.binding,
        aggressor_consents=pact.adversary_at_the_table,
        forces=case.forces,
        depth=depth_of(case, pact),
        monitored=case.monitored,
    )


def world_of(case: Situation, of: Columns, at: Places) -> Columns:
    """The drawn columns with what the situation changes: how much is wanted, what is lost besides, whom one dreads."""
    nothing = np.zeros_like(of["aims.multiple"])
    changed = {
        "aims.multiple": of["aims.multiple"] * within(WANTS[case.want], at.want),
        "aims.readiness": nothing,
    }
    if case.sanctions == "none":
        changed["sanctions_again_probability"] = nothing
    if not case.great_power:
        changed["guarantor_dread"] = nothing
    return {**of, **changed}


def terms_of(case: Situation) -> Terms:
    """Scale and length of the feared attack, and what becomes of sanctions."""
    after = {"none": "lifted", "possible": "lifted", "announced": "snap-back", "in-force": "kept"}
    return Terms(SCALES[case.scale], CAMPAIGN_DAYS, Settlement.model_validate({"sanctions": after[case.sanctions]}))


def _by_price(case: Situation, course: Judged, of: Columns) -> float:
    weight = belief_weight(course.backed.acting, of["belief_honour_logit"])
    price = price_meur(believed(course.alone, course.backed, weight), of, terms_of(case))
    return float(attack_probability([price], [_occasion(case, of)], value_meur(of)).mean())


def _by_game(case: Situation, course: Judged, of: Columns) -> float:
    """Mean over the first worlds; with nobody to stand, the challenger attacks where the attack alone pays."""
    first = {name: column[:GAME_WORLDS] for name, column in of.items()}
    alone, backed, kept = (type(c)(*(field[:GAME_WORLDS] for field in c)) for c in course)
    stakes = stakes_of(pact_of(case), alone, backed, kept, first, terms_of(case))
    if case.guarantors:
        solved = solve(crisis_games(stakes))
        challenge = np.mean([solved.probability(kind, "attack") for kind in KINDS], axis=0)
    else:
        challenge = (stakes.yielded > 0.0).mean(axis=0)
    return float((challenge * _occasion(case, first)).mean())


def _occasion(case: Situation, of: Columns) -> Floats:
    return occasion_probability(of, ready_years(of, terms_of(case)))
