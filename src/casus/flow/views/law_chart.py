"""Answers in, a chart of how often each design holds under each law of ground combat out: a panel for each law."""

from __future__ import annotations

import math
from typing import Any

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.answers import Answers
from casus.flow.views.cells import percent
from casus.flow.views.frame import drawn
from casus.flow.views.intervals import held_panel
from casus.flow.views.vega_lite import Spec, whole

Row = dict[str, Any]


def held_by_law(outcomes: Outcomes, answers: Answers) -> Spec:
    """Share of the worlds of each law in which a design held the heaviest attack, with its Monte Carlo interval."""
    rows = law_table(answers)
    laws = list(dict.fromkeys(row["law"] for row in rows))
    held = {design: answers.headline_answer(design).held.value for design in answers.titles}
    order = [answers.titles[design] for design in sorted(held, key=lambda id: (-held[id], id))]
    shown = [[row for row in rows if row["law"] == law] for law in laws]
    return whole(
        {"hconcat": [held_panel(of, order, [], place == 0) for place, of in enumerate(shown)], "spacing": 48},
        "How often each design holds, by law of ground combat",
        [
            f"Share of the worlds of each law in which the line held, 95 % Monte Carlo interval (Wilson). {drawn(outcomes)}"
        ],
        outcomes,
    )


def law_table(answers: Answers) -> list[Row]:
    """A row for each law and design: p_held in its worlds with the 95 % interval, and how many worlds those are."""
    return [
        {
            "law": law, "attack_title": f"{law} ({share.n})", "design": design, "title": answers.titles[design],
            "n": share.n, "p_held": share.value, "low": share.interval[0], "high": share.interval[1],
            "text": percent(share.value), "is_baseline": design == answers.baseline,
        }
        for design in answers.titles
        for law, share in answers.headline_answer(design).held_by_law.items()
        if share.n and not math.isnan(share.value)
    ]  # fmt: skip
