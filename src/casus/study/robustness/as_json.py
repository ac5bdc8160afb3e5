"""The firmness of a recommendation in, plain records for machines out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casus.flow.handoffs import Floats
from casus.foundation.json_numbers import json_number
from casus.study.robustness.beliefs import Shift
from casus.study.robustness.grades import KINDS
from casus.study.robustness.pinned import Pinned
from casus.study.robustness.reversal import Reversal
from casus.study.robustness.splits import Split
from casus.study.robustness.tables import design_rows, reversal_rows, worth_row

if TYPE_CHECKING:
    from casus.study.robustness.found import Robustness


def as_json(of: Robustness) -> dict[str, Any]:
    """All of it; numbers that do not exist are null."""
    return {
        "metric": of.of.metric.name,
        "better": of.of.metric.better,
        "unit": of.of.metric.unit,
        "attack": of.of.attack,
        "lens": of.of.lens,
        "worlds": int(of.of.worlds.sum()),
        "never_counts_as": None if of.of.never_counts_as is None else json_number(of.of.never_counts_as),
        "recommended": of.recommended,
        "ties": list(of.ties),
        "runner_up": of.designs[of.best.runner_up],
        "designs": {row["design"]: row | _of_design(of, row["design"]) for row in design_rows(of)},
        "minimax_regret": [of.designs[place] for place in of.regret.minimax],
        "enough": _enough(of),
        "ranks": [_split(of, split) for split in of.splits],
        "dominance": _dominance(of),
        "net_of_cost": [
            {"design": of.designs[step.design], "from_meur_year_per_unit": json_number(step.from_meur)}
            for step in of.steps
        ],
        "information": _information(of),
        "reversals": [row | _changes(one) for row, one in zip(reversal_rows(of), of.reversals, strict=True)],
        "where_a_rival_is_better": None
        if of.where is None
        else {"rival": of.designs[of.where.rival]} | of.where.found.as_json(),
        "reservations": of.reservations.as_json(),
        **of.provenance,
        "complete": of.complete,  # after the study's own: an answer can be partial where its study is whole
    }


def _of_design(of: Robustness, design: str) -> dict[str, Any]:
    k = of.of.place(design)
    return {
        "rank_probability": _numbers(of.ranked.probability[k]),
        "explained_alone": dict(zip(KINDS, _numbers(of.grades.shares[k]), strict=True)),
        "explained_by_no_single_factor": json_number(of.grades.together[k]),
        "rests_on": _rests(of, design),
        "strongest_factors": list(of.grades.factors[k][:10]),
    }


def _rests(of: Robustness, design: str) -> dict[str, Any] | None:
    if of.rests is None:
        return None
    found = of.rests[design]
    return {
        kind: {"total": json_number(found.total[k]), "interval": _numbers(found.interval[k])}
        for k, kind in enumerate(KINDS)
    }


def _enough(of: Robustness) -> dict[str, Any]:
    enough, texts = of.enough, [one.text for one in of.enough.requirements]
    by_design = {
        design: {
            "each": dict(zip(texts, (json_number(share.value) for share in enough.each[k]), strict=True)),
            "all": json_number(enough.jointly[k].value),
            "all_interval": _numbers(enough.jointly[k].interval),
        }
        for k, design in enumerate(of.designs)
    }
    return {
        "threshold": json_number(enough.threshold),
        "chosen": enough.chosen,
        "requirements": texts,
        "by_design": by_design if texts else {},
    }


def _split(of: Robustness, split: Split) -> dict[str, Any]:
    return {
        "split": split.name,
        "what": split.what,
        "groups": {
            group: {"worlds": split.worlds[g], "ranks": dict(zip(of.designs, _numbers(split.ranks[g]), strict=True))}
            for g, group in enumerate(split.groups)
        },
        "kendall_w": json_number(split.agreement),
        "spearman": json_number(split.spearman),
        "kendall_w_by_chance": _numbers(split.by_chance),
        "flips": [
            {
                "group": flip.group,
                "ahead_in_all": of.designs[flip.ahead],
                "ahead_here": of.designs[flip.behind],
                "by": json_number(flip.by),
                "se": json_number(flip.se),
            }
            for flip in split.flips
        ],
        "flips_within_error": split.flips_within_error,
    }


def _dominance(of: Robustness) -> dict[str, Any]:
    found, ids = of.dominance, of.designs
    pairs = [
        {
            "design": ids[a],
            "over": ids[b],
            "order": _order(of, a, b),
            "worse_share": json_number(found.worse_share[a, b]),
            "violation": json_number(found.violation[a, b]),
            "first_order_in_resamples": json_number(found.first_sure[a, b]),
            "second_order_in_resamples": json_number(found.second_sure[a, b]),
        }
        for a in range(len(ids))
        for b in range(len(ids))
        if found.second[a, b]
    ]
    beaten = {design: {"by": one.by, "sure": one.sure} for design, one in found.cost.dominated.items()}
    return {"pairs": pairs, "cost_frontier": list(found.cost.designs), "dominated_in_metric_and_cost": beaten}


def _order(of: Robustness, a: int, b: int) -> str:
    """The strictest order in which one beats the other."""
    if of.dominance.statewise[a, b]:
        return "statewise"
    return "first" if of.dominance.first[a, b] else "second"


def _information(of: Robustness) -> dict[str, Any]:
    known = of.information
    return {
        "everything": json_number(known.everything),
        "everything_se": json_number(known.everything_se),
        "factors": known.factors,
        "threshold": json_number(known.threshold),
        "known": [worth_row(of, one) for one in known.worths],
        "nearest_of_the_others": worth_row(of, known.nearest) if known.nearest else None,
    }


def _changes(of: Reversal) -> dict[str, Any]:
    return {
        "pinned": [_pinned(one) for one in of.pinned[:20]],
        "narrowest": _pinned(of.narrowest) if of.narrowest else None,
        "tilt": json_number(of.tilted.tilt) if of.tilted else None,
        "shifts": [_shift(one) for one in of.shifts[:20]],
        "course_shifts": [_shift(one) for one in of.course],
    }


def _pinned(of: Pinned) -> dict[str, Any]:
    return {
        "factor": of.column.name,
        "what": of.column.what,
        "unit": of.column.unit,
        "grade": of.column.grade,
        "at": of.word if of.word is not None else json_number(of.value),
        "percentile": None if of.word is not None else json_number(100.0 * of.percentile),
        "probability": json_number(of.probability),
        "lead": json_number(of.lead),
        "se": json_number(of.se),
        "sure": of.sure,
    }


def _shift(of: Shift) -> dict[str, Any]:
    return {
        "factor": of.column.name,
        "what": of.column.what,
        "word": of.word,
        "before": json_number(of.before),
        "after": json_number(of.after),
        "in_sd": json_number(of.in_sd),
    }


def _numbers(values: Floats | tuple[float, ...]) -> list[float | None]:
    return [json_number(float(value)) for value in values]
