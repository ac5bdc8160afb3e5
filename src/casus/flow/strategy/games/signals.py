"""Tying hands against sinking costs: odds and costs of a war in; who signals, how likely war is, and what it is worth out.

What is protected is worth v to the guarantor, known to it alone, and all v from 0 to 1 are equally likely; to the challenger
it is worth 1. In a war the guarantor wins with p_win and pays war_cost; the challenger's cost is uniform from 0 to most_cost
and known to it alone. Against a sure fight it attacks with probability f = (1 - p_win) / most_cost, against a sure surrender
always. Unbound, the guarantor fights if v >= s = war_cost / p_win.

Tying hands: to yield now costs war_cost as well, so that all who tie fight. It pays to tie from v = t on:

    a v - f war_cost >= 0, a = 1 - f + f p_win        t = f war_cost / a     P(war) = f (1 - t)    payoff = a (1 - t)^2 / 2

Sinking costs: m is spent, whatever comes, which only those do who would fight; the type s is indifferent:

    m = (1 - f) s                                                            P(war) = f (1 - s)    payoff = a (1 - s)^2 / 2

As t < s, tying pays more and fights more. Payoffs are before v is known, and nothing is worth nothing.

Source: J. Fearon, Signaling foreign policy interests, Journal of Conflict Resolution 41 (1997), whose two results these are: no
bluffs, and tying hands pays more on average at a higher risk of war. The uniform example is ours and derived above; a
simulation of four million draws agrees to three decimals (tests/published/games.yaml).

Domain of validity: one signal, once, seen and understood; the cost of yielding is war_cost, the least that binds every type.
"""

from __future__ import annotations

from dataclasses import dataclass

from casus.flow.strategy.games.numbers import order_problems, positive_problems, probability_problems
from casus.foundation.errors import InputError, Problem


@dataclass(frozen=True)
class Signal:
    """What one kind of signal leads to."""

    threshold: float
    """The least v that sends it."""
    cost: float
    """Of yielding when hands are tied; of sending when costs are sunk."""
    war_probability: float
    payoff: float
    """Of the guarantor, before v is known."""


@dataclass(frozen=True)
class Signals:
    """Both kinds of signal in the same crisis."""

    tie: Signal
    sink: Signal
    fight_probability: float
    """That the challenger attacks one who is sure to fight."""


def signals(p_win: float, war_cost: float, most_cost: float) -> Signals:
    """Who ties its hands and who sinks costs, and what comes of it.

    Raises InputError unless 0 < war_cost < p_win < 1 and most_cost is above 1 - p_win, so that some would not be deterred by a
    sure fight and some would.
    """
    costs = {"war_cost": war_cost, "most_cost": most_cost}
    problems = [*probability_problems({"p_win": p_win}), *positive_problems(costs)]
    problems += order_problems({"p_win": p_win, **costs}, [("p_win", "war_cost")])
    if not problems and most_cost <= 1.0 - p_win:
        problems.append(Problem(f"most_cost is {most_cost}; it must be above 1 - p_win, here {1.0 - p_win:g}"))
    if problems:
        raise InputError(problems)
    fight = (1.0 - p_win) / most_cost
    worth = 1.0 - fight + fight * p_win
    bound, willing = fight * war_cost / worth, war_cost / p_win
    return Signals(
        tie=_signal(bound, war_cost, fight, worth),
        sink=_signal(willing, (1.0 - fight) * willing, fight, worth),
        fight_probability=fight,
    )


def _signal(threshold: float, cost: float, fight: float, worth: float) -> Signal:
    return Signal(threshold, cost, fight * (1.0 - threshold), worth * (1.0 - threshold) ** 2 / 2.0)
