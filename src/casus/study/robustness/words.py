"""The firmness of a recommendation in, the sentences that say it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from casus.flow.metrics.catalogue import Metric
from casus.study.factors import COURSE
from casus.study.robustness.beliefs import Shift
from casus.study.robustness.pinned import Pinned
from casus.study.robustness.reversal import Reversal
from casus.study.robustness.splits import Split
from casus.study.robustness.tables import pinned_value

if TYPE_CHECKING:
    from casus.study.robustness.found import Robustness

MOST_NAMED = 4
MOST_SHIFTS = 3
LONG = 60
"""Chosen: letters of a phrase before it is cut at a word."""
SPLIT_WORDS = {
    "ground_law": "laws of ground combat",
    "honour_prior_family": "readings of the record of alliances",
    "reference_specification": "readings of what pacts do to attack",
    "attack": "attack options",
    "lens": "lenses on deterrence",
    "seed": "seeds",
}


def headline(of: Robustness) -> list[str]:
    """What is best and how firm that is; then what it costs."""
    return [_best(of), _firm(of), _costs(of)]


def number(value: float, metric: Metric) -> str:
    """A value of the metric with as many digits as tell designs apart."""
    if metric.flag or metric.unit in ("share", "probability"):
        return f"{value:.3f}"
    return f"{value:,.0f}" if abs(value) >= 1000.0 else f"{value:,.3g}"


def measured(of: Robustness) -> str:
    """The metric, where it is read, and which way is better."""
    metric = of.of.metric
    unit = "" if metric.flag or metric.unit in ("1", "probability", "share") else f", {metric.unit}"
    at = f" @ {of.of.attack or of.of.lens}" if of.of.attack or of.of.lens else ""
    way = "more is better" if metric.better == "higher" else "less is better"
    return f"{metric.name}{at}: {'whether ' if metric.flag else ''}{metric.what}{unit} ({way})"


def named(of: Robustness, places: Sequence[int]) -> str:
    """Names of designs, the first few of them."""
    names = [of.of.designs[place] for place in places]
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _best(of: Robustness) -> str:
    best, metric = of.best, of.of.metric
    mean = number(of.of.values[best.best].mean(), metric)
    text = f"Best by this metric: {of.recommended}, {mean} on average"
    if best.same:
        text += f"; {named(of, best.same)} {'is' if len(best.same) == 1 else 'are'} the same in every world"
    if best.ties:
        text += f"; not told apart from it: {named(of, best.ties)}"
    if best.runner_up == best.best:
        return f"{text}."
    lead, se = best.lead[best.runner_up], best.se[best.runner_up]
    return f"{text}. Its lead over the next, {of.designs[best.runner_up]}, is {number(lead, metric)} ± {number(se, metric)}."


def _firm(of: Robustness) -> str:
    first = of.ranked.probability[of.best.best, 0]
    parts = [f"{first:.0%} of resamples of the worlds"]
    parts += [text for name, words in SPLIT_WORDS.items() if (text := _firsts(of, of.split(name), words))]
    return f"It is first, or shares the first place, in {', '.join(parts)}. {_facts(of)}"


def _firsts(of: Robustness, split: Split | None, words: str) -> str:
    """In how many parts of a split the best design is first."""
    if split is None:
        return ""
    first = split.ranks[:, of.best.best] <= split.ranks.min(axis=1)
    away = [group for group, is_first in zip(split.groups, first, strict=True) if not is_first]
    but = f" (not {', '.join(away)})" if away else ""
    return f"{int(first.sum())} of {len(first)} {words}{but}"


def _facts(of: Robustness) -> str:
    worths = of.information.worths
    if not worths:
        return f"No single fact of the {of.information.factors} that differ is known to change the choice."
    sure = [one.column.name for one in worths if one.interval[0] > 0.0]
    if not sure:
        return (
            f"One fact may change the choice, were it known: {worths[0].column.name}; its worth is within error of 0."
        )
    more = f" and {len(sure) - MOST_NAMED} more" if len(sure) > MOST_NAMED else ""
    return f"Facts that would change the choice, were they known: {', '.join(sure[:MOST_NAMED])}{more}."


def _costs(of: Robustness) -> str:
    """What it costs, and at which price of a unit of the metric which design is best net of that."""
    cost = of.of.cost.mean(axis=1)[of.best.best]
    text = f"It costs {cost:,.0f} million euro a year."
    if len(of.steps) == 1:
        return f"{text} {'No design that costs less' if cost > 0.0 else 'None that costs more'} is as good."
    scale, unit = (100.0, "a further world in 100") if of.of.metric.flag else (1.0, f"a unit ({of.of.metric.unit})")
    ends = [f"{amount(step.from_meur / scale)}" for step in of.steps[1:]]
    names = [of.designs[step.design] for step in of.steps]
    parts = [f"up to {end} {name}" for name, end in zip(names, ends, strict=False)]
    return (
        f"{text} Net of cost the choice turns on what {unit} is worth, in million a year: {_joined(parts)} {names[-1]}."
    )


def _joined(parts: Sequence[str]) -> str:
    return f"{', '.join(parts)}, above it"


def amount(meur: float) -> str:
    """An amount of money with three digits, or without decimals above that.

    >>> amount(1234.5), amount(0.00242)
    ('1,234', '0.00242')
    """
    return f"{meur:,.0f}" if meur >= 100.0 else f"{meur:.3g}"


def pinned_sentence(of: Robustness, one: Reversal) -> str:
    """How far one factor must be pinned, or that none does it."""
    if one.pinned:
        return f"it is better {_where(one.pinned[0])}, a lead of {_lead(one.pinned[0], of)}"
    if one.narrowest is None:
        return "none is there"
    return f"none makes it better; nearest, {_where(one.narrowest)}, a lead of {_lead(one.narrowest, of)}"


def _where(of: Pinned) -> str:
    if of.word is not None:
        return f"at {of.column.name} = {of.word} ({of.probability:.0%} of worlds)"
    side = "up" if of.percentile > 0.5 else "down"
    unit = "" if of.column.unit in ("1", "") else f" {of.column.unit}"
    return f"with {of.column.name} {side} at {pinned_value(of)}{unit} (percentile {100 * of.percentile:.0f})"


def _lead(of: Pinned, found: Robustness) -> str:
    return f"{number(of.lead, found.of.metric)} ± {number(of.se, found.of.metric)}"


SMALL = 0.1
"""Chosen: a shift of fewer standard deviations is no belief that anybody would name."""


def belief_sentence(of: Robustness, one: Reversal) -> str:
    """What one would need to believe before the rival were as good."""
    rival = of.designs[one.rival]
    if one.tilted is None:
        return f"{rival}: {_impossible(of, one)}."
    moved = f"{one.tilted.moved_share:.0%} of belief moved, {one.tilted.nats:.3f} nats"
    shifts = [shift_phrase(shift) for shift in (*one.course, *one.shifts) if abs(shift.in_sd) >= SMALL][:MOST_SHIFTS]
    if shifts:
        return f"To find {rival} as good one would need to believe that {'; '.join(shifts)} ({moved})."
    return (
        f"To find {rival} as good one would need to believe less in the {1.0 - one.equal_share - one.better_share:.1%} of worlds "
        f"in which it is worse than in the {one.better_share:.2%} in which it is better; no assumption stands for that ({moved})."
    )


def _impossible(of: Robustness, one: Reversal) -> str:
    if one.better_share == 0.0 and one.equal_share == 1.0:
        return "the same in every world"
    if one.better_share == 0.0:
        return f"impossible: it is better in none of the {of.of.better.shape[1]:,} worlds, and worse in {1.0 - one.equal_share:.0%}"
    return "nothing has to change: it is never worse"


def shift_phrase(of: Shift) -> str:
    """How the mean of a factor would have to move, in words."""
    what = shortened(of.column.what)
    if of.word is not None:
        return f"{of.column.name} is {of.word} with probability {of.after:.2f}, not {of.before:.2f}"
    unit = "" if of.column.unit in ("1", "", "share", "probability") else f" {of.column.unit}"
    if of.column.grade == COURSE:
        return f"{what} averages {of.after:.3g}{unit}, not {of.before:.3g}"
    return f"{of.column.name} ({what}) averages {of.after:.3g}{unit}, not {of.before:.3g}"


def shortened(text: str, letters: int = LONG) -> str:
    """A phrase cut at a word.

    >>> shortened("a phrase that is long", 12)
    'a phrase …'
    """
    return text if len(text) <= letters else f"{text[:letters].rsplit(' ', 1)[0]} …"


def per_thousand(of: Robustness) -> tuple[float, str]:
    """Factor and words of the unit in which the value of information is shown."""
    metric = of.of.metric
    if metric.flag:
        return 1000.0, "worlds in 1,000"
    if metric.unit in ("share", "probability"):
        return 1000.0, "thousandths"
    return 1.0, metric.unit


def level(values: Sequence[float]) -> str:
    """Ranks from the best to the worst, as a range.

    >>> level([1.0, 3.0]), level([2.0, 2.0]), level([1.5, 4.0])
    ('1–3', '2', '1.5–4')
    """
    low, high = float(np.min(values)), float(np.max(values))
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
