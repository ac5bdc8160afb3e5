"""The library games' answers as plain numbers, and the same games on trees through the solver of the game lens."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np

from casus.flow.strategy.games.alliance_clock import alliance_clock
from casus.flow.strategy.games.deterrence_one_sided import OneSided, deterrence_one_sided
from casus.flow.strategy.games.deterrence_two_sided import Payoffs, TwoSided, deterrence_two_sided
from casus.flow.strategy.games.fait_accompli import fait_accompli
from casus.flow.strategy.games.signals import signals
from casus.flow.strategy.games.strategic_qre import StrategicQre, strategic_qre
from casus.flow.strategy.games.ultimatum import ultimatum
from casus.flow.strategy.games.volunteer import volunteer
from casus.flow.strategy.solver.games import Games, games_on
from casus.flow.strategy.solver.logit import follow
from casus.flow.strategy.solver.sequential import Solution, solve
from casus.flow.strategy.solver.tree import Chance, End, Move, Tree, grow

CHECKED = Payoffs(
    c_dc=1.0,
    c_sq=0.5,
    c_dd_hard=0.25,
    c_cd=0.0,
    c_dd_soft=-0.5,
    d_sq=1.0,
    d_cd=0.9,
    d_dd_hard=0.3,
    d_dc=0.0,
    d_dd_soft=-0.6,
)
REGIONS = ("deterrence", "separating", "attack", "bluff")


def act(n: int, cost_benefit: float) -> float:
    return volunteer(n, cost_benefit).act_probability


def act_and_nobody(n: int, cost_benefit: float) -> tuple[float, float]:
    found = volunteer(n, cost_benefit)
    return found.act_probability, found.nobody_probability


def act_by_solver(cost_benefit: float) -> tuple[float, ...]:
    """Of three players who move unseen by the others."""

    def end(acts: tuple[str, ...]) -> End:
        return End("".join(acts))

    root = grow(
        Move(
            "a",
            "a",
            {x: Move("b", "b", {y: Move("c", "c", {z: end((x, y, z)) for z in "AW"}) for y in "AW"}) for x in "AW"},
        )
    )
    paid = {
        outcome: {
            player: float("A" in outcome) - cost_benefit * (outcome[place] == "A") for place, player in enumerate("abc")
        }
        for outcome in root.outcomes
    }
    found = solve(games_on(root, paid))
    return tuple(float(found.probability(player, "A")[0]) for player in "abc")


def roots(n: int, k: int, cost_benefit: float) -> tuple[float, ...]:
    return volunteer(n, cost_benefit, k).roots


def hours(n: int, k: int, mean_hours: float) -> float:
    return alliance_clock(n, k, mean_hours, by_hours=0.0).expected_hours


def by(n: int, k: int, mean_hours: float, by_hours: float) -> float:
    return alliance_clock(n, k, mean_hours, by_hours).by_probability


def one_sided(p_hard: float) -> OneSided:
    return deterrence_one_sided(a_dc=1.0, a_sq=0.6, a_dd=-0.5, p_hard=p_hard)


def one_sided_threshold() -> float:
    return one_sided(0.5).threshold


def one_sided_attacks(p_hard: float) -> float:
    return float(not one_sided(p_hard).deterred)


def one_sided_attacks_by_solver(p_hard: float) -> float:
    answers = {kind: Move("b", kind, {"concede": End("dc"), "resist": End(f"dd {kind}")}) for kind in ("hard", "soft")}
    tree = grow(
        Chance("mind", {kind: Move("a", "a", {"sq": End("sq"), "attack": answer}) for kind, answer in answers.items()})
    )
    paid = {
        "sq": {"a": 0.6, "b": 1.0},
        "dc": {"a": 1.0, "b": 0.0},
        "dd hard": {"a": -0.5, "b": 0.5},
        "dd soft": {"a": -0.5, "b": -0.5},
    }
    found = solve(games_on(tree, paid, {"mind": {"hard": p_hard, "soft": 1.0 - p_hard}}))
    return float(found.probability("a", "attack")[0])


def two_sided_thresholds() -> tuple[float, float, float]:
    found = two_sided(0.3, 0.2)
    return found.c_hard, found.c_soft, found.d_fight


def two_sided(p: float, q: float) -> TwoSided:
    return deterrence_two_sided(CHECKED, p, q)


def two_sided_region(p: float, q: float) -> int:
    """Its number in `REGIONS`."""
    return REGIONS.index(two_sided(p, q).region)


def two_sided_play(p: float, q: float) -> tuple[float, float]:
    found = two_sided(p, q)
    return found.x, found.y


def two_sided_ends(p: float, q: float) -> tuple[float, float, float, float]:
    found = two_sided(p, q)
    return found.sq_probability, found.dc_probability, found.cd_probability, found.war_probability


@cache
def two_sided_tree() -> Tree:
    """The last move is not a decision: the hard fight and the soft back down."""

    def choice(challenger: str, defender: str) -> Move:
        last = End(f"dd {defender}") if challenger == "hard" else End("cd")
        answer = Move("d", f"d {defender}", {"concede": End("dc"), "defy": last})
        return Move("c", f"c {challenger}", {"sq": End("sq"), "attack": answer})

    return grow(
        Chance("c", {one: Chance("d", {two: choice(one, two) for two in ("hard", "soft")}) for one in ("hard", "soft")})
    )


def two_sided_games(p: float, q: float) -> Games:
    paid = {
        "sq": {"c": CHECKED.c_sq, "d": CHECKED.d_sq},
        "dc": {"c": CHECKED.c_dc, "d": CHECKED.d_dc},
        "cd": {"c": CHECKED.c_cd, "d": CHECKED.d_cd},
        "dd hard": {"c": CHECKED.c_dd_hard, "d": CHECKED.d_dd_hard},
        "dd soft": {"c": CHECKED.c_dd_hard, "d": CHECKED.d_dd_soft},
    }
    return games_on(two_sided_tree(), paid, {"c": {"hard": p, "soft": 1.0 - p}, "d": {"hard": q, "soft": 1.0 - q}})


def two_sided_solved(p: float, q: float) -> Solution:
    return solve(two_sided_games(p, q))


def two_sided_play_by_solver(p: float, q: float) -> tuple[float, float]:
    found = two_sided_solved(p, q)
    return float(found.probability("c soft", "attack")[0]), float(found.probability("d soft", "defy")[0])


def two_sided_ends_by_solver(p: float, q: float) -> tuple[float, float, float, float]:
    found = two_sided_solved(p, q)
    sq, dc, cd, hard, soft = (float(found.outcome(name)[0]) for name in ("sq", "dc", "cd", "dd hard", "dd soft"))
    return sq, dc, cd, hard + soft


def two_sided_qre(p: float, q: float, precision: float) -> tuple[float, ...]:
    """Keep or attack of the hard and of the soft challenger, concede or defy of the hard and of the soft defender."""
    play = follow(two_sided_games(p, q), [precision], unit=np.ones((1, 2))).at[0, 0]
    order = product((("c", ("sq", "attack")), ("d", ("concede", "defy"))), ("hard", "soft"))
    actions = two_sided_tree().actions
    return tuple(float(play[actions.index((f"{who} {kind}", act))]) for (who, acts), kind in order for act in acts)


def tying(p_win: float, war_cost: float, most_cost: float) -> tuple[float, float, float]:
    found = signals(p_win, war_cost, most_cost).tie
    return found.threshold, found.war_probability, found.payoff


def sinking(p_win: float, war_cost: float, most_cost: float) -> tuple[float, float, float, float]:
    found = signals(p_win, war_cost, most_cost).sink
    return found.cost, found.threshold, found.war_probability, found.payoff


def demand_and_war(w: float, a: float, c: float) -> tuple[float, float]:
    found = ultimatum(w, a, c)
    return found.demand_share, found.war_probability


def errors(precision: float) -> StrategicQre:
    return strategic_qre(0.0, -1.0, 1.0, 0.5, 0.0, precision)


def logit(precision: float) -> tuple[float, float]:
    found = errors(precision).logit
    return found.resist_probability, found.attack_probability


def probit(precision: float) -> tuple[float, float]:
    found = errors(precision).probit
    return found.resist_probability, found.attack_probability


def logit_by_solver(precision: float) -> tuple[float, float]:
    answer = Move("b", "b", {"concede": End("concede"), "resist": End("resist")})
    tree = grow(Move("a", "a", {"sq": End("sq"), "attack": answer}))
    paid = {"sq": {"a": 0.0, "b": 0.0}, "concede": {"a": 1.0, "b": 0.0}, "resist": {"a": -1.0, "b": 0.5}}
    play = follow(games_on(tree, paid), [precision], unit=np.ones((1, 2))).at[0, 0]
    return float(play[tree.actions.index(("b", "resist"))]), float(play[tree.actions.index(("a", "attack"))])


def honour(arrival_mean_days: float) -> float:
    return fait_accompli(1.0, 0.15, 0.8, 10.0, arrival_mean_days).honour_needed
