"""A design and a yearly budget in; the changes that buy most, in the order of their worth, and the design they make, out."""

from __future__ import annotations

import math

from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.study.asked import ask
from casus.study.improvement.answer import answer
from casus.study.improvement.look_again import LookedAgain, look_again
from casus.study.improvement.market import AIMS, Aim, Market
from casus.study.improvement.record import Improvement
from casus.study.improvement.value import Values
from casus.study.improvement.walk import Step, walk
from casus.study.replay import Heard, Replay
from casus.study.vary.brigades import pools_of

DEFAULT_DRAWS = 1000  # chosen: hundreds of designs are played, for half a minute
DEFAULT_STEPS = 20  # chosen: more than was ever taken in the shipped scenarios
DEFAULT_PRICE_DRAWS = 200  # chosen: every attack is played three times for each change; a fifth of the worlds will do


def improve(
    scenario: str | Scenario,
    design: str,
    budget_meur_year: float,
    attack: str | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    aim: Aim = "held",
    steps: int = DEFAULT_STEPS,
    price_draws: int = DEFAULT_PRICE_DRAWS,
    progress: Heard | None = None,
) -> Improvement:
    """The changes to a design that buy most in the share of worlds held, or in the price of aggression, for a yearly budget.

    A greedy search in the same worlds at every step, then looked at again: what the whole does not need is dropped, and the
    whole is played in fresh worlds. Raises InputError for names and numbers that will not do.

    >>> found = improve("tutorial", "tripwire", 50.0, draws=20, steps=1, price_draws=2)
    >>> found.after.added_meur.p50 <= 50.0
    True
    """
    refuse_bad_settings(budget_meur_year, aim, steps, price_draws)
    asked = ask(scenario, design, attack, draws, seed)
    values = Values(Replay(asked.scenario, asked.draws, progress), asked.attack, min(price_draws, draws))
    if aim == "price" and not values.has_prices:
        raise InputError(
            [Problem("the scenario does not say what the aggressor is after ('aims'), so nothing has a price")]
        )
    market = Market(values, pools_of(asked.scenario, asked.draws), asked.design, aim)
    _refuse_nothing_to_change(market, asked.design)
    found, complete = _walked(market, asked.design, budget_meur_year, steps)
    again = LookedAgain()
    try:
        if complete:
            look_again(again, found, asked, market, budget_meur_year, progress)
    except KeyboardInterrupt:
        complete = False
    return answer(asked, market, budget_meur_year, found, again, complete)


def refuse_bad_settings(budget_meur_year: float, aim: str, steps: int, price_draws: int) -> None:
    """Raise InputError for a budget, an aim or a number of steps that will not do."""
    problems = []
    if not (math.isfinite(budget_meur_year) and budget_meur_year > 0.0):
        what = f"the budget is {budget_meur_year:g}; it must be a number above 0, in million euro a year"
        problems.append(Problem(what, hint="5000 is five billion euro a year"))
    if aim not in AIMS:
        problems.append(Problem(f"unknown aim '{aim}'", hint=unknown_name_hint(aim, AIMS)))
    if steps < 1:
        problems.append(Problem(f"steps is {steps}; it must be 1 or more"))
    if price_draws < 2:
        problems.append(Problem(f"price draws is {price_draws}; it must be 2 or more"))
    if problems:
        raise InputError(problems)


def _refuse_nothing_to_change(market: Market, design: Design) -> None:
    if not market.offers(design):
        why = "" if design.pact.parties.guarantors else " and no guarantor to ask"
        raise InputError([Problem(f"design '{design.id}' has nothing left that could be changed{why}")])


def _walked(market: Market, base: Design, budget_meur: float, most: int) -> tuple[list[Step[Design]], bool]:
    """Steps, and whether they are all there; an interruption before the first is done is passed on."""
    found: list[Step[Design]] = []
    try:
        for step in walk(market, base, budget_meur, most):
            found.append(step)
    except KeyboardInterrupt:
        if not found:
            raise
        return found, False
    return found, True
