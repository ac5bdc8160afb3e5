"""What goes with an answer about robustness: how sure it is, what else would do for less, and what it hides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from casus.study.reservations import Reservations
from casus.study.robustness.words import amount, named, number, per_thousand

if TYPE_CHECKING:
    from casus.study.robustness.found import Robustness


def reserved(of: Robustness) -> Reservations:
    """The three."""
    return Reservations(_confidence(of), _alternative(of), tuple(_hidden(of)))


def _confidence(of: Robustness) -> str:
    best, metric = of.best, of.of.metric
    worlds = of.of.better.shape[1]
    if best.runner_up == best.best:
        return f"All {len(of.designs)} designs have the same value in each of the {worlds:,} worlds: there is nothing to rank."
    lead, se = best.lead[best.runner_up], best.se[best.runner_up]
    apart = "told apart" if best.runner_up not in best.ties else "not told apart"
    text = (
        f"In the same {worlds:,} worlds the lead over {of.designs[best.runner_up]} is {number(lead, metric)} ± "
        f"{number(se, metric)} "
        f"({apart} at 95 %, allowing for {len(of.designs) - 1} rivals): error of the sample alone. {_laws(of)}"
    )
    if of.of.lens == "game":
        text += " The game is solved in the first worlds of a study only."
    return f"{text} That the model is right is assumed throughout."


def _laws(of: Robustness) -> str:
    split = of.split("ground_law")
    if split is None:
        return "The study has no choice among laws of combat."
    low, high = split.by_chance
    return (
        f"The laws rank the designs with Kendall's W {split.agreement:.2f}; were they all alike, error alone would leave "
        f"{low:.2f} to {high:.2f}."
    )


def _alternative(of: Robustness) -> str:
    cost, best = of.of.cost.mean(axis=1), of.best.best
    ties = [place for place in (*of.best.same, *of.best.ties) if cost[place] < cost[best]]
    if ties:
        near = min(ties, key=lambda place: cost[place])
        return (
            f"{of.designs[near]} is not told apart from it, and costs {cost[near]:,.0f} million euro a year, "
            f"not {cost[best]:,.0f}."
        )
    steps = [of.of.place(design) for design in of.dominance.cost.designs if design != of.recommended]
    cheaper = [place for place in steps if cost[place] < cost[best]]
    if not cheaper:
        return f"No design that costs less than its {cost[best]:,.0f} million euro a year is on the frontier of metric and cost."
    near = max(cheaper, key=lambda place: of.of.better[place].mean())
    one = next(change for change in of.reversals if change.rival == near)
    unit = "for each further world in 100" if of.of.metric.flag else f"for each {of.of.metric.unit}"
    each = one.meur_per_unit / (100.0 if of.of.metric.flag else 1.0)
    price = amount(each)
    return (
        f"For {cost[near]:,.0f} million euro a year, not {cost[best]:,.0f}, {of.designs[near]} gives "
        f"{number(of.of.values[near].mean(), of.of.metric)}: the lead costs {price} million a year {unit}. On the frontier "
        f"of metric and cost: {named(of, [of.of.place(design) for design in of.dominance.cost.designs])}."
    )


def _hidden(of: Robustness) -> Iterator[str]:
    metric = of.of.metric
    yield (
        "Best means best by this metric under these assumptions, among the designs played. What a unit of the metric is worth in "
        "money nobody has said, so the value of information is in the metric's unit and costs stand beside it."
    )
    if of.of.metric.of == "campaign":
        yield (
            f"All of this is given that the attack '{of.of.attack}' is made. Whether it is made depends on the design too: ask for "
            "attack_10y, or see the ranks by lens."
        )
    yield from _of_values(of)
    if metric.flag:
        yield (
            "A flag is regretted wholly or not at all: the greatest regret is 1 wherever a design is once the wrong choice, "
            f"and minimax regret {_minimax(of)}. First- and second-order dominance say no more than its mean."
        )
    scale, unit = per_thousand(of)
    yield (
        f"A fact counts only above {scale * of.information.threshold:.3g} {unit}, what the best of {of.information.factors} facts "
        "of no bearing would seem worth. Two facts that matter only together are not seen, nor a bend that six functions cannot "
        "follow."
    )
    if any(one.tilted for one in of.reversals):
        yield (
            "The least change of belief re-weighs the worlds that were drawn. Where designs rarely differ it is small: it "
            "believes away the worlds in which the choice matters, rather than in the rival."
        )
    yield _grades(of)


def _grades(of: Robustness) -> str:
    if of.rests is None:
        return (
            "What single factors explain alone is a lower bound on what a result rests on: what they do together is in no column. "
            "With --grades a scenario is played to know it."
        )
    return (
        "What a result rests on counts every share of its variance in which such factors take part, so that the columns sum to "
        "more than 1; a wide range is no worse for resting on C than a narrow one that is wrong."
    )


def _minimax(of: Robustness) -> str:
    if len(of.regret.minimax) == len(of.designs):
        return "cannot choose: all tie"
    return f"chooses {named(of, of.regret.minimax)}"


def _of_values(of: Robustness) -> Iterator[str]:
    """What became of missing and infinite values."""
    shared, drawn = int(of.of.worlds.sum()), of.of.worlds.size
    if shared < drawn:
        yield f"Only the {shared:,} of {drawn:,} worlds count in which '{of.of.metric.name}' arises for every design compared."
    if of.of.never_counts_as is not None:
        yield (
            f"What never comes counts as {number(of.of.never_counts_as, of.of.metric)} {of.of.metric.unit}; means and regrets "
            "depend on that, statewise order does not."
        )
    if np.ptp(of.of.values, axis=1).max() == 0.0:
        yield "Every design has one value in all worlds: there is nothing uncertain in this metric to split or to learn."
