"""The library games about two sides in a crisis: what each asks for, with defaults, and its answers by name."""

from __future__ import annotations

from typing import Any

from casus.flow.strategy.games.deterrence_one_sided import deterrence_one_sided
from casus.flow.strategy.games.deterrence_two_sided import Payoffs, deterrence_two_sided
from casus.flow.strategy.games.fait_accompli import fait_accompli
from casus.flow.strategy.games.game import Game, Parameter
from casus.flow.strategy.games.signals import signals
from casus.flow.strategy.games.strategic_qre import strategic_qre
from casus.flow.strategy.games.ultimatum import ultimatum


def _solve_one_sided(a_dc: float, a_sq: float, a_dd: float, p_hard: float) -> dict[str, Any]:
    found = deterrence_one_sided(a_dc, a_sq, a_dd, p_hard)
    return {"threshold": found.threshold, "deterred": found.deterred}


def _solve_two_sided(*numbers: float) -> dict[str, Any]:
    *payoffs, p, q = numbers
    found = deterrence_two_sided(Payoffs(*payoffs), p, q)
    return {
        "region": found.region,
        "x": found.x,
        "y": found.y,
        "p_sq": found.sq_probability,
        "p_dc": found.dc_probability,
        "p_cd": found.cd_probability,
        "p_war": found.war_probability,
        "c_hard": found.c_hard,
        "c_soft": found.c_soft,
        "d_fight": found.d_fight,
    }


def _solve_signals(p_win: float, war_cost: float, most_cost: float) -> dict[str, Any]:
    found = signals(p_win, war_cost, most_cost)
    return {
        "tie_threshold": found.tie.threshold,
        "tie_p_war": found.tie.war_probability,
        "tie_payoff": found.tie.payoff,
        "sink_cost": found.sink.cost,
        "sink_threshold": found.sink.threshold,
        "sink_p_war": found.sink.war_probability,
        "sink_payoff": found.sink.payoff,
    }


def _solve_ultimatum(w: float, a: float, c: float) -> dict[str, Any]:
    found = ultimatum(w, a, c)
    return {"x_star": found.demand_share, "p_war": found.war_probability}


def _solve_strategic_qre(*numbers: float) -> dict[str, Any]:
    found = strategic_qre(*numbers)
    return {
        "p_resist": found.logit.resist_probability,
        "p_attack": found.logit.attack_probability,
        "p_resist_probit": found.probit.resist_probability,
        "p_attack_probit": found.probit.attack_probability,
    }


def _solve_fait_accompli(*numbers: float) -> dict[str, Any]:
    found = fait_accompli(*numbers)
    return {"honour_needed": found.honour_needed, "p_arrive_in_time": found.arrive_in_time_probability}


# The defaults are chosen: a first answer to look at, and a case that tests/published/games.yaml checks.
DETERRENCE_ONE_SIDED = Game(
    name="deterrence-one-sided",
    summary="How sure must resistance be to deter? (Zagare and Kilgour)",
    parameters=(
        Parameter("a_dc", 1.0, "worth to the attacker if the other concedes"),
        Parameter("a_sq", 0.6, "worth of the status quo to it, below a_dc"),
        Parameter("a_dd", -0.5, "worth of being resisted to it, below a_sq"),
        Parameter("p_hard", 0.27, "probability that the other is hard, and resists"),
    ),
    meanings={
        "threshold": "least probability of a hard answer that deters",
        "deterred": "whether p_hard reaches it, 1 or 0",
    },
    solve=_solve_one_sided,
)
DETERRENCE_TWO_SIDED = Game(
    name="deterrence-two-sided",
    summary="Neither knows whether the other is hard: who attacks, who bluffs, is there war? (after Zagare and Kilgour)",
    parameters=(
        Parameter("c_dc", 1.0, "worth to the challenger if the defender concedes"),
        Parameter("c_sq", 0.5, "of the status quo, below c_dc"),
        Parameter("c_dd_hard", 0.25, "of war to a hard challenger, below c_sq"),
        Parameter("c_cd", 0.0, "of backing down, below c_dd_hard"),
        Parameter("c_dd_soft", -0.5, "of war to a soft challenger, below c_cd"),
        Parameter("d_sq", 1.0, "worth of the status quo to the defender; changes nothing"),
        Parameter("d_cd", 0.9, "if the challenger backs down, above d_dc"),
        Parameter("d_dd_hard", 0.3, "of war to a hard defender, above d_dc"),
        Parameter("d_dc", 0.0, "of conceding"),
        Parameter("d_dd_soft", -0.6, "of war to a soft defender, below d_dc"),
        Parameter("p", 0.3, "probability that the challenger is hard"),
        Parameter("q", 0.2, "probability that the defender is hard: the credibility of the guarantee"),
    ),
    meanings={
        "region": "deterrence, separating, attack or bluff",
        "x": "probability that a soft challenger attacks",
        "y": "probability that a soft defender defies",
        "p_sq": "probability that nobody attacks",
        "p_dc": "probability of an attack and a concession",
        "p_cd": "probability of an attack that is defied and backs down",
        "p_war": "probability of war",
        "c_hard": "chance of defiance from which a hard challenger is deterred",
        "c_soft": "chance of defiance from which a soft challenger is deterred",
        "d_fight": "chance that the attacker is hard from which a soft defender concedes",
    },
    solve=_solve_two_sided,
)
SIGNALS = Game(
    name="signals",
    summary="Tie hands or sink costs: which signal pays, and which brings war? (Fearon 1997, uniform example)",
    parameters=(
        Parameter("p_win", 0.5, "probability that the guarantor wins a war"),
        Parameter("war_cost", 0.2, "its cost of war, below p_win; what is protected is worth up to 1"),
        Parameter("most_cost", 2.0, "the challenger's greatest cost of war, above 1 - p_win; its prize is worth 1"),
    ),
    meanings={
        "tie_threshold": "least worth of what is protected from which the guarantor ties its hands",
        "tie_p_war": "probability of war when hands can be tied",
        "tie_payoff": "worth to the guarantor of being able to tie its hands, on average",
        "sink_cost": "cost that must be sunk to be believed",
        "sink_threshold": "least worth of what is protected from which the guarantor sinks it",
        "sink_p_war": "probability of war when costs can be sunk",
        "sink_payoff": "worth to the guarantor of being able to sink costs, on average",
    },
    solve=_solve_signals,
)
ULTIMATUM = Game(
    name="ultimatum",
    summary="How much to demand when the other's cost of war is unknown? (Fearon 1995)",
    parameters=(
        Parameter("w", 0.5, "probability that the one who demands wins a war"),
        Parameter("a", 0.1, "its cost of war, as a share of what is at stake"),
        Parameter("c", 0.4, "greatest cost of war to the other; all from 0 are equally likely"),
    ),
    meanings={
        "x_star": "share that is demanded",
        "p_war": "probability that it is refused, and war follows",
    },
    solve=_solve_ultimatum,
)
STRATEGIC_QRE = Game(
    name="strategic-qre",
    summary="How likely are attack and resistance when players err, the less the more it costs them? (Signorino 1999)",
    parameters=(
        Parameter("a_sq", 0.0, "worth of the status quo to the attacker"),
        Parameter("a_resist", -1.0, "of an attack that is resisted"),
        Parameter("a_concede", 1.0, "of an attack that is conceded"),
        Parameter("b_resist", 0.5, "worth of resisting to the other"),
        Parameter("b_concede", 0.0, "of conceding"),
        Parameter("lambda", 1.0, "precision of both, 0 (a coin) or more"),
    ),
    meanings={
        "p_resist": "probability that the other resists, logistic errors",
        "p_attack": "probability that the attacker attacks, logistic errors",
        "p_resist_probit": "probability that the other resists, normal errors",
        "p_attack_probit": "probability that the attacker attacks, normal errors",
    },
    solve=_solve_strategic_qre,
)
FAIT_ACCOMPLI = Game(
    name="fait-accompli",
    summary="How sure must the promise of help be when a seizure is quick? (ours)",
    parameters=(
        Parameter("value", 1.0, "worth of the seizure to the attacker"),
        Parameter("cost", 0.15, "cost of the attempt"),
        Parameter("loss", 0.8, "further loss if help arrives in time"),
        Parameter("fait_days", 10.0, "days that the seizure takes"),
        Parameter("arrival_mean_days", 10.0, "mean days until help arrives, exponential"),
    ),
    meanings={
        "honour_needed": "least probability that the promise is kept that deters; above 1: none does",
        "p_arrive_in_time": "probability that help, if it comes, is in time",
    },
    solve=_solve_fait_accompli,
)
