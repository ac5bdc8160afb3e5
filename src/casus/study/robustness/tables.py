"""The firmness of a recommendation in, flat tables of it out: designs, ranks, facts, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from casus.foundation.json_numbers import json_number
from casus.study.robustness.beliefs import Shift
from casus.study.robustness.information import Worth
from casus.study.robustness.pinned import Pinned
from casus.study.robustness.reversal import Reversal
from casus.study.robustness.turns import Turn

if TYPE_CHECKING:
    from casus.study.robustness.found import Robustness

Row = dict[str, Any]


def design_rows(of: Robustness) -> list[Row]:
    """A row for each design, the best first."""
    return [_design(of, place) for place in of.order]


def _design(of: Robustness, k: int) -> Row:
    values, meets = of.of.values[k], of.enough.meets[k]
    low, high = meets.interval
    jointly = of.enough.jointly[k] if of.enough.requirements else None
    return {
        "design": of.designs[k],
        "mean": json_number(values.mean()),
        "se": json_number(values.std(ddof=1) / np.sqrt(values.size)),
        "cost_meur_year": json_number(of.of.cost[k].mean()),
        "lead_of_best": json_number(of.best.lead[k]),
        "lead_se": json_number(of.best.se[k]),
        "told_apart_from_best": k not in (of.best.best, *of.best.same, *of.best.ties),
        "regret_mean": json_number(of.regret.mean[k]),
        "regret_se": json_number(of.regret.se[k]),
        "regret_p90": json_number(of.regret.p90[k]),
        "regret_max": json_number(of.regret.worst[k]),
        "regret_no_dearer": json_number(of.regret.no_dearer[k]),
        "best_share": json_number(of.regret.best_share[k]),
        "among_best_share": json_number(of.regret.among_best_share[k]),
        "minimax_regret": k in of.regret.minimax,
        "meets_share": json_number(meets.value),
        "meets_low": json_number(low),
        "meets_high": json_number(high),
        "meets_all_share": json_number(jointly.value) if jointly else None,
        "on_cost_frontier": of.designs[k] in of.dominance.cost.designs,
        "rank_low": json_number(of.ranked.low[k]),
        "rank_high": json_number(of.ranked.high[k]),
    }


def rank_rows(of: Robustness) -> list[Row]:
    """A row for each design in each part of each split."""
    return [
        {
            "split": split.name,
            "group": group,
            "worlds": split.worlds[g],
            "design": of.designs[k],
            "mean": json_number(split.means[g, k]),
            "rank": json_number(split.ranks[g, k]),
        }
        for split in of.splits
        for g, group in enumerate(split.groups)
        for k in of.order
    ]


def information_rows(of: Robustness) -> list[Row]:
    """Everything first, then the factors that would be worth knowing."""
    known = of.information
    whole = {"factor": "everything", "value": json_number(known.everything), "se": json_number(known.everything_se)}
    return [whole, *(worth_row(of, one) for one in known.worths)]


def worth_row(of: Robustness, one: Worth) -> Row:
    """A factor and what knowing it is worth."""
    low, high = one.interval
    return {
        "factor": one.column.name,
        "what": one.column.what,
        "unit": one.column.unit,
        "grade": one.column.grade,
        "value": json_number(one.value),
        "se": json_number(one.se),
        "low": json_number(low),
        "high": json_number(high),
        "plain": json_number(one.plain),
        "another_is_best": "; ".join(turn_text(of, turn) for turn in one.turns),
    }


def turn_text(of: Robustness, turn: Turn) -> str:
    """Which other design is best where."""
    if turn.word is not None:
        where = f"at {turn.word}"
    elif np.isinf(turn.low):
        where = f"below {turn.high:.4g}"
    elif np.isinf(turn.high):
        where = f"above {turn.low:.4g}"
    else:
        where = f"from {turn.low:.4g} to {turn.high:.4g}"
    return f"{of.designs[turn.best]} {where}"


def reversal_rows(of: Robustness) -> list[Row]:
    """A row for each rival, the nearest first."""
    return [_reversal(of, one) for one in of.reversals]


def _reversal(of: Robustness, one: Reversal) -> Row:
    pinned, tilted = one.pinned[0] if one.pinned else None, one.tilted
    return {
        "rival": of.designs[one.rival],
        "lead": json_number(one.lead),
        "se": json_number(one.se),
        "told_apart": one.told_apart,
        "rival_better_share": json_number(one.better_share),
        "same_share": json_number(one.equal_share),
        "extra_cost_meur_year": json_number(one.extra_cost_meur),
        "meur_per_unit": json_number(one.meur_per_unit),
        "single_factors": len(one.pinned),
        "factor": pinned.column.name if pinned else None,
        "factor_at": pinned_value(pinned) if pinned else None,
        "factor_percentile": json_number(100.0 * pinned.percentile) if pinned and pinned.word is None else None,
        "possible": tilted is not None,
        "nats": json_number(tilted.nats) if tilted else None,
        "moved_share": json_number(tilted.moved_share) if tilted else None,
        "effective_share": json_number(tilted.effective_share) if tilted else None,
        "believe": "; ".join(shift_text(shift) for shift in (*one.course, *one.shifts)[:6]),
    }


def pinned_value(of: Pinned) -> str:
    """The word, or the number, at which a factor is held."""
    return of.word if of.word is not None else f"{of.value:.4g}"


def shift_text(of: Shift) -> str:
    """From what mean to what a factor would have to move."""
    if of.word is not None:
        return f"{of.column.name} is {of.word} with probability {of.after:.2f}, not {of.before:.2f}"
    return f"{of.column.name} averages {of.after:.3g}, not {of.before:.3g}"
