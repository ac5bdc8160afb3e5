"""The firmness of a recommendation in, its terminal tables out."""

from __future__ import annotations

import numpy as np
from rich.table import Table

from casus.flow.views.cells import NONE, plain
from casus.flow.views.console import Paper, design_table, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.study.robustness.found import Robustness
from casus.study.robustness.grades import KINDS
from casus.study.robustness.reversal import Reversal
from casus.study.robustness.splits import Split
from casus.study.robustness.tables import turn_text
from casus.study.robustness.words import (
    belief_sentence,
    headline,
    level,
    measured,
    number,
    per_thousand,
    pinned_sentence,
    shortened,
)

MOST_FACTS, MOST_SENTENCES = 8, 4  # chosen: what a screen holds; the files have all
RANGES = {
    "ground_law": "laws",
    "honour_prior_family": "readings",
    "attack": "attacks",
    "lens": "lenses",
    "seed": "seeds",
}


def print_robustness(of: Robustness, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print the recommendation and how firm it is, each design, what would change it, and what goes with the answer."""
    wide = on or wide_console()
    wide.print(f"[bold]{of.provenance['title']}[/bold]. {measured(of)}", highlight=False)
    for line in (*headline(of), ""):
        wide.print(line, highlight=False)
    tables = [designs_table(of), ranks_table(of), changes_table(of)]
    tables += [information_table(of)] if of.information.worths else []
    for table in (*tables, grades_table(of)):
        wide.print(table)
        wide.print()
    for line in (*sentences(of), ""):
        wide.print(line, highlight=False)
    sure = of.reservations
    print_reservations(wide, sure.confidence, sure.alternative, sure.hides)
    print_provenance(wide, of.provenance, seconds)


def designs_table(of: Robustness) -> Table:
    """Value, cost, regret and how often it is good enough, for each design."""
    enough, metric = of.enough, of.of.metric
    jointly = [f"all {len(enough.requirements)}"] if enough.requirements else []
    headings = ("mean", "MEUR/year", "regret", "no dearer", "best in", "enough", "95 %", *jointly, "frontier")
    sign = ">=" if metric.better == "higher" else "<="
    bar = enough.chosen if metric.flag else f"{sign} {number(enough.threshold, metric)}, {enough.chosen}"
    caption = (
        "Regret: what the best design of the same world gives more, on average; no dearer: against those that cost no more. "
        f"Best in: share of worlds, ties shared. Enough: share of worlds with the metric {bar}."
    )
    if jointly:
        caption += f" All: {', '.join(one.text for one in enough.requirements)}."
    table = design_table(
        "Designs", headings, f"{caption} Frontier: of metric and cost; ~: not told apart from the best."
    )
    for place in of.order:
        table.add_row(*_design(of, place))
    return table


def _design(of: Robustness, k: int) -> list[str]:
    metric, meets = of.of.metric, of.enough.meets[k]
    tied = k in (*of.best.same, *of.best.ties)
    low, high = meets.interval
    cells = [
        f"{of.designs[k]}{' ~' if tied else ''}",
        number(of.of.values[k].mean(), metric),
        f"{of.of.cost[k].mean():,.0f}",
        number(of.regret.mean[k], metric),
        number(of.regret.no_dearer[k], metric),
        f"{of.regret.best_share[k]:.3f}",
        f"{meets.value:.3f}",
        f"{low:.3f}–{high:.3f}",
    ]
    cells += [f"{of.enough.jointly[k].value:.3f}"] if of.enough.requirements else []
    return [*cells, "yes" if of.designs[k] in of.dominance.cost.designs else ""]


def ranks_table(of: Robustness) -> Table:
    """The range of each design's ranks, by what is varied."""
    splits = [(split, RANGES[split.name]) for split in of.splits if split.name in RANGES]
    halves = [split for split in of.splits if split.name not in RANGES and len(split.groups) == 2]
    headings = ("rank", "resampled", "P(first)", *(words for _, words in splits), *(["halves"] if halves else []))
    table = design_table("Ranks, from the best to the worst that each design has", headings, _agreements(of))
    ordinary = dict(zip(of.order, range(1, len(of.order) + 1), strict=True))
    for k in of.order:
        ranges = [level(split.ranks[:, k].tolist()) for split, _ in splits]
        half = [level(np.concatenate([split.ranks[:, k] for split in halves]).tolist())] if halves else []
        within = level([float(of.ranked.low[k]), float(of.ranked.high[k])])
        table.add_row(of.designs[k], str(ordinary[k]), within, f"{of.ranked.probability[k, 0]:.2f}", *ranges, *half)
    return table


def _agreements(of: Robustness) -> str:
    """How far the parts of each split agree, and which pairs are turned round."""
    said = [_agreement(split) for split in of.splits]
    flips = [(split, flip) for split in of.splits for flip in split.flips][:3]
    text = f"Kendall's W (1: all rank alike; in brackets what error alone leaves): {', '.join(said)}."
    if not flips:
        return f"{text} No part turns two designs round by more than error."
    turned = [f"{of.designs[f.behind]} over {of.designs[f.ahead]} ({split.name} {f.group})" for split, f in flips]
    count = sum(len(split.flips) for split in of.splits)
    return f"{text} Turned round by more than error: {count}, such as {'; '.join(turned)}."


def _agreement(of: Split) -> str:
    low, high = of.by_chance
    return f"{of.name} {of.agreement:.2f}" + ("" if np.isnan(low) else f" ({low:.2f}–{high:.2f})")


def changes_table(of: Robustness) -> Table:
    """What would make each rival better."""
    headings = ("lead", "± se", "better in", "same in", "extra MEUR", "belief moved", "nats", "one factor")
    caption = (
        "Belief moved: least share of belief that must move before the two are equal. One factor: of all that alone make the "
        "rival better by more than error, the one to be pinned least far, at its percentile."
    )
    table = design_table(f"What would reverse it, against {of.recommended}", headings, caption)
    for one in of.reversals:
        table.add_row(*_change(of, one))
    return table


def _change(of: Robustness, one: Reversal) -> list[str]:
    metric, tilted = of.of.metric, one.tilted
    cells = [of.designs[one.rival] + ("" if one.told_apart else " ~"), number(one.lead, metric), number(one.se, metric)]
    cells += [f"{one.better_share:.3f}", f"{one.equal_share:.3f}", f"{one.extra_cost_meur:,.0f}"]
    if tilted is None:
        cells += ["impossible" if one.lead > 0.0 else "none", NONE]
    else:
        cells += [f"{tilted.moved_share:.0%}", f"{tilted.nats:.3f}"]
    if not one.pinned:
        return [*cells, "none"]
    pin = one.pinned[0]
    return [*cells, shortened(pin.column.name, 24) + (f" {pin.word}" if pin.word else f" p{100 * pin.percentile:.0f}")]


def information_table(of: Robustness) -> Table:
    """The facts that would change the choice."""
    scale, unit = per_thousand(of)
    table = Table(
        title=f"What knowing a fact first would be worth ({unit})", title_justify="left", box=None, pad_edge=False
    )
    table.title_style, table.header_style = "bold", "dim"
    for heading, right in (
        ("fact", False),
        ("grade", False),
        ("worth", True),
        ("95 %", True),
        ("another is best", False),
    ):
        table.add_column(heading, justify="right" if right else "left")
    whole = of.information
    table.add_row(
        "everything", "", f"{scale * whole.everything:.3g}", f"± {scale * 1.96 * whole.everything_se:.2g}", ""
    )
    for one in whole.worths[:MOST_FACTS]:
        low, high = one.interval
        turns = "; ".join(turn_text(of, turn) for turn in one.turns[:2])
        interval = f"{scale * low:.3g}–{scale * high:.3g}"
        table.add_row(one.column.name, one.column.grade, f"{scale * one.value:.3g}", interval, turns)
    return table


def grades_table(of: Robustness) -> Table:
    """On what evidence each design's result rests, or what single factors of each kind explain."""
    alone = "Share of the variance that single factors explain alone, by their evidence: a lower bound"
    title = alone if of.rests is None else "Share of the variance in which factors of each kind take part, 95 %"
    table = design_table(title, (*KINDS, *(["together"] if of.rests is None else []), "strongest alone"), "")
    for k in of.order:
        names = ", ".join(of.grades.factors[k][:2]) or NONE
        table.add_row(of.designs[k], *_shares(of, k), shortened(names, 40))
    return table


def _shares(of: Robustness, k: int) -> list[str]:
    if of.rests is None:
        return [f"{share:.2f}" for share in (*of.grades.shares[k], of.grades.together[k])]
    found = of.rests[of.designs[k]]
    return [
        f"{plain(total, 2)} ({plain(low, 2)}–{plain(high, 2)})"
        for total, (low, high) in zip(found.total, found.interval, strict=True)
    ]


def sentences(of: Robustness) -> list[str]:
    """What no fact changes, said plainly; then what one would need to believe for the nearest rivals."""
    said = [] if of.information.worths else [_nothing_to_learn(of)]
    for one in [one for one in of.reversals if one.rival not in of.best.same][:MOST_SENTENCES]:
        pinned = f" Of single factors {pinned_sentence(of, one)}." if one.tilted is not None else ""
        said.append(f"{belief_sentence(of, one)}{pinned}")
    return said if of.where is None else [*said, *of.where.found.sentences, of.where.found.how]


def _nothing_to_learn(of: Robustness) -> str:
    scale, unit = per_thousand(of)
    whole = of.information
    text = f"Knowing everything first would be worth {scale * whole.everything:.3g} ± {scale * whole.everything_se:.2g} {unit}"
    return (
        f"{text}; no single fact of {whole.factors} is known to change the choice: {of.recommended} is best, or not told "
        "apart from the best, at every value of each."
    )
