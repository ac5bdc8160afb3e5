"""Situations in, the probability of an attack within ten years by each lens out, with the functions that every study uses.

Money stays in the units of the scenario `ukraine`: the ledger is one of ratios, and an aggressor of another size pays and
gains in proportion. What is a fact about the Russia of 2026 and not of an aggressor is taken out: it need not rebuild
first (`aims.readiness` is 0), and dread is dread of a great power.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.backtest.crises_course import WANTS, Judged, Places, judged, places, within
from casus.backtest.crises_data import Situation, call_on, depth_of, pact_of
from casus.evidence.distribution import Floats
from casus.evidence.register import read_register
from casus.flow.draws.sample import sample
from casus.flow.handoffs import Columns
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import Settlement
from casus.flow.strategy.crisis import crisis_games, ends_of
from casus.flow.strategy.price import Terms, believed, price_meur, value_meur
from casus.flow.strategy.reference import survival
from casus.flow.strategy.reference_features import Features, owes_defence
from casus.flow.strategy.risk import YEARS, attack_probability, occasion_probability
from casus.flow.strategy.solver.sequential import solve
from casus.flow.strategy.stakes import TYPES, Stakes, joined, stakes_of
from casus.foundation.references import SCALES
from casus.pacts.honour.model import predict
from casus.pacts.honour.terms import Case, cases, terms
from casus.pacts.read import read_casebook

CARRIER = "ukraine"  # lends the tastes of an aggressor: prices, aims, what was paid before
CAMPAIGN_DAYS = 90.0  # as long as its campaigns are played
GAME_WORLDS = 24
"""Worlds in which each game is solved; chosen, as in a study: the solver takes milliseconds for each."""


@dataclass(frozen=True)
class Drawn:
    """The worlds in which situations are judged."""

    of: Columns
    """Tastes of an aggressor, and the ratios of the reference class."""
    at: Places
    """Where in its range each code lies."""


@dataclass(frozen=True)
class Played:
    """The games over all situations."""

    chance: Floats
    """(situations,) of an attack within ten years, mean over worlds."""
    solved_share: float
    """Share of the games whose solution converged; not a number where there was none to solve."""


def drawn(draws: int, seed: int) -> Drawn:
    """So many worlds."""
    return Drawn(sample(read_scenario(CARRIER), read_register(), draws, seed).columns, places(draws, seed))


def by_price(situations: Sequence[Situation], kept: Sequence[float], worlds: Drawn) -> Floats:
    """(situations,) mean over worlds of the probability that an attack that pays comes."""
    return np.array(
        [_by_price(case, judged(case, q, worlds.at), worlds) for case, q in zip(situations, kept, strict=True)]
    )


def by_game(situations: Sequence[Situation], kept: Sequence[float], worlds: Drawn) -> Played:
    """Mean over the first worlds, all games solved in one batch; with nobody to stand, those attack to whom it pays alone."""
    few = _first(worlds)
    stakes = [
        _stakes(case, q, np.quantile(world_of(case, worlds)["aims.multiple"], TYPES), few)
        for case, q in zip(situations, kept, strict=True)
    ]
    with_game = [place for place, case in enumerate(situations) if case.guarantors]
    challenge = np.array([(one.yielded > 0.0).mean(axis=0) for one in stakes])
    solved_share = float("nan")
    if with_game:
        solved = solve(crisis_games(joined([stakes[place] for place in with_game])))
        challenge[with_game] = ends_of(solved).challenge.reshape(len(with_game), -1)
        solved_share = float(solved.converged.mean())
    occasions = np.array([occasion_probability(world_of(case, few), terms_of(case)) for case in situations])
    return Played((challenge * occasions).mean(axis=1), solved_share)


def by_reference(situations: Sequence[Situation], worlds: Drawn) -> Floats:
    """(situations,) mean over worlds of the share of such settlements that war ends within ten years."""
    return np.array([float(1.0 - survival(seen(case), worlds.of, [YEARS]).mean()) for case in situations])


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
    return Features(
        defence=owes_defence(pact),
        major_power=case.major_power,
        binding=pact.binding,
        aggressor_consents=pact.adversary_at_the_table,
        forces=case.forces,
        depth=depth_of(case, pact),
        monitored=case.monitored,
    )


def world_of(case: Situation, worlds: Drawn) -> Columns:
    """The drawn columns with what the situation changes: how much is wanted, what is lost besides, whom one dreads."""
    nothing = np.zeros_like(worlds.of["aims.multiple"])
    changed = {
        "aims.multiple": worlds.of["aims.multiple"] * within(WANTS[case.want], worlds.at.want),
        "aims.readiness": nothing,
    }
    if case.sanctions == "none":
        changed["sanctions_again_probability"] = nothing
    if not case.great_power:
        changed["guarantor_dread"] = nothing
    return {**worlds.of, **changed}


def terms_of(case: Situation) -> Terms:
    """Scale and length of the feared attack, and what becomes of sanctions."""
    after = {"none": "lifted", "possible": "lifted", "announced": "snap-back", "in-force": "kept"}
    return Terms(SCALES[case.scale], CAMPAIGN_DAYS, Settlement.model_validate({"sanctions": after[case.sanctions]}))


def _by_price(case: Situation, course: Judged, worlds: Drawn) -> float:
    of = world_of(case, worlds)
    expected = believed(course.alone, course.backed, course.kept, of["belief_honour_logit"])
    price = price_meur(expected, of, terms_of(case))
    return float(attack_probability([price], [occasion_probability(of, terms_of(case))], value_meur(of)).mean())


def _first(worlds: Drawn) -> Drawn:
    """The worlds in which games are solved."""
    of = {name: column[:GAME_WORLDS] for name, column in worlds.of.items()}
    return Drawn(of, Places(*(place[:GAME_WORLDS] for place in worlds.at)))


def _stakes(case: Situation, kept: float, multiples: Floats, worlds: Drawn) -> Stakes:
    course = judged(case, kept, worlds.at)
    of = world_of(case, worlds)
    return stakes_of(pact_of(case), course.alone, course.backed, course.kept, multiples, of, terms_of(case))
