"""What an attack brought and took in, the least value of its aims at which it pays out: the price of aggression.

The ledger of one attack is kept in million euro. The aggressor gains a share g of its full aims, which are worth V to it,
and pays C. The attack pays where V g > C, so that its price is V* = C / g, infinite where nothing is gained. g and C are
averages over all worlds, since the aggressor must choose before it knows in which it is; what a soldier, a day or a
sanction is worth differs from world to world, since it knows that and we do not.

Domain of validity: an aggressor that weighs averages, neither seeks nor shuns risk, and knows its own strength as well as
the model does. What it believes of the guarantors' word is its own (`believed`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from casus.flow.handoffs import Columns, Floats
from casus.flow.scenario.schema.design import Settlement
from casus.flow.strategy.course import Course, bounded

AIMS = {
    "ground": "aims_area_weight",
    "people": "aims_people_weight",
    "cities": "aims_city_weight",
    "broken": "aims_political_weight",
}
"""By share gained, the weight that it has among the aims."""


class Terms(NamedTuple):
    """What of an attack and of the peace that it breaks is the same in every world."""

    scale: float
    """The attack's scale against the full one, 0 to 1."""
    days: float
    """Days that its campaigns are played."""
    settlement: Settlement
    """Terms of the peace, of which sanctions count here."""


def believed(alone: Course, backed: Course, kept: Course, honour_logit: Floats) -> Course:
    """(worlds,) what the aggressor expects, by how far it believes the guarantors; courses are averages over the same worlds.

    Believing them as much as the model does, it expects `backed`; less, something between that and `alone`; more, something
    between that and `kept`, in proportion to the probability of help that it believes in.
    """
    acting, sure = backed.acting, kept.acting
    weight = belief_weight(acting, honour_logit)
    less = np.minimum(1.0, weight)
    more = np.clip((weight - 1.0) * acting / np.maximum(sure - acting, np.finfo(float).tiny), 0.0, 1.0)
    return bounded(Course(*(a + less * (b - a) + more * (k - b) for a, b, k in zip(alone, backed, kept, strict=True))))


def belief_weight(acting_probability: Floats, honour_logit: Floats) -> Floats:
    """The probability of help that the aggressor believes in over the model's p: e^b / (1 - p + p e^b).

    It takes the odds that guarantors act for e^b times what the model has, b being `honour_logit`; at minus infinity it
    believes in nothing.
    """
    odds = np.exp(honour_logit)
    against = 1.0 - acting_probability
    return np.where(odds > 0.0, odds / np.maximum(against + acting_probability * odds, np.finfo(float).tiny), 0.0)


def gained_share(course: Course, of: Columns) -> Floats:
    """Share of the full aims, 0 to 1, by the weight that each world gives to ground, people, cities and a broken line."""
    weights = {aim: of[name] for aim, name in AIMS.items()}
    gained = sum(weight * getattr(course, aim) for aim, weight in weights.items())
    return np.asarray(gained / sum(weights.values()))


def cost_lines_meur(course: Course, of: Columns, terms: Terms) -> dict[str, Floats]:
    """(worlds,) of each line of what the attack costs the aggressor, million euro.

    What the campaign does not count (days, failure, intervention, sanctions) is taken in proportion to the attack's scale.
    """
    scale = terms.scale
    return {
        "losses": course.soldiers * _thousand_meur(of) + course.aircraft * of["price_aircraft"],
        "failure": scale * (1.0 - course.broken) * of["price_failure"],
        "intervention": scale * course.fighting * of["price_intervention"],
        "sanctions": scale * sanctions_meur(of, terms.settlement),
        "time": scale * _war_meur(course, of, terms.days),
    }


def cost_meur(course: Course, of: Columns, terms: Terms) -> Floats:
    """(worlds,) all lines together, million euro."""
    return np.asarray(sum(cost_lines_meur(course, of, terms).values()))


def price_meur(course: Course, of: Columns, terms: Terms) -> Floats:
    """(worlds,) the value of full aims at which the attack breaks even, million euro; infinite where it gains nothing."""
    return break_even(cost_meur(course, of, terms), gained_share(course, of))


def break_even(cost: Floats, gained: Floats) -> Floats:
    """Cost over the share gained; infinite where nothing is gained."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(gained > 0.0, cost / gained, np.inf)


def sanctions_meur(of: Columns, settlement: Settlement) -> Floats:
    """(worlds,) expected loss from sanctions that a full attack brings: what is in force already cannot be threatened."""
    full = of["aims.output"] * of["sanctions_loss_share"] * of["sanctions_years"]
    share = {
        "kept": of["sanctions_step_share"],
        "snap-back": of["sanctions_return_probability"],
        "lifted": of["sanctions_again_probability"],
    }[settlement.sanctions]
    return np.asarray(full * share)


def paid_meur(of: Columns) -> Floats:
    """(worlds,) what the aggressor has paid before, at the prices of each world."""
    return np.asarray(
        of["paid.soldiers"] * of["price_soldier"]
        + of["paid.brigades"] * of["price_brigade"]
        + of["paid.aircraft"] * of["price_aircraft"]
        + of["paid.days"] * of["price_running_day"]
        + of["paid.sanctions_years"] * of["aims.output"] * of["sanctions_loss_share"]
    )


def value_meur(of: Columns) -> Floats:
    """(worlds,) what its full aims are worth to the aggressor: a multiple of what it has paid."""
    return np.asarray(of["aims.multiple"] * paid_meur(of))


def _war_meur(course: Course, of: Columns, days: float) -> Floats:
    """(worlds,) running cost of the days played, and the whole cost of the war that goes on for the aims not reached."""
    longer_days = of["price_further_days"] * (1.0 - gained_share(course, of))
    return np.asarray(days * of["price_running_day"] + longer_days * (of["price_running_day"] + _attrition(of)))


def _attrition(of: Columns) -> Floats:
    """(worlds,) soldiers and their equipment lost in a day of the longer war, million euro."""
    return np.asarray(of["price_attrition_day"] / 1000.0 * _thousand_meur(of))


def _thousand_meur(of: Columns) -> Floats:
    """(worlds,) a thousand soldiers lost, and the equipment that goes with them as it did in what was paid before."""
    equipment = of["paid.brigades"] / of["paid.soldiers"] * of["price_brigade"]
    return np.asarray(of["price_soldier"] + equipment)
