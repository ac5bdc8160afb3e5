"""A clock in, what machines read out: one JSON object, and rows for a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.measure import Difference, Share, Spread
from casus.foundation.json_numbers import json_number
from casus.study.clock.worth import Worth

if TYPE_CHECKING:
    from casus.study.clock.clock import Clock


def clock_as_json(clock: Clock) -> dict[str, Any]:
    """The contract's keys first; every matrix is [brigades][delay], null where nothing was played or nothing is known."""
    return {
        "delay_hours": [json_number(hours) for hours in clock.delay_hours],
        "brigades": [json_number(number) for number in clock.brigades],
        "p_held": _matrix(clock.p_held),
        "se": _matrix(clock.se),
        "p_contact": _matrix(clock.p_contact),
        "movement_to_contact": _matrix(clock.movement_to_contact),
        "contact_hours": _matrix(clock.contact_hours),
        "iso_lines": [
            {"level": line.level, "points": [[json_number(hours), json_number(number)] for hours, number in line.points]}
            for line in clock.iso_lines
        ],
        "marked": _marked(clock),
        "value_of_hour": _worth(clock.hour),
        "value_of_brigade": _worth(clock.brigade),
        "exchange": [
            {
                "place": one.place,
                "delay_hours": json_number(one.delay_hours),
                "brigades": json_number(one.brigades),
                "hour": _difference(one.hour),
                "brigade": _difference(one.brigade),
                "hours_per_brigade": json_number(one.hours_per_brigade),
                "hours_per_brigade_95": [json_number(end) for end in one.interval],
            }
            for one in clock.exchanges
        ],
        "against_24_h": [
            {"delay_hours": json_number(hours)} | _difference(one)
            for hours, one in zip(clock.delay_hours, clock.against_24_h, strict=True)
        ],
        "order": {
            "steps": clock.order.steps,
            "wrong": clock.order.wrong,
            "beyond_error": clock.order.beyond_error,
            "worst": json_number(clock.order.worst),
        },
        "cost_meur_year": [json_number(meur) for meur in median_costs(clock)],
        "design": clock.asked.design.id,
        "attack": clock.asked.attack.id,
        "word": clock.word,
        "reservations": clock.reservations.as_json(),
        "complete": clock.complete,
    } | clock.provenance  # fmt: skip


def rows_of(clock: Clock) -> list[dict[str, Any]]:
    """A flat row for each cell; None where nothing was played or nothing is known."""
    matrices = {
        "p_held": clock.p_held,
        "se": clock.se,
        "p_contact": clock.p_contact,
        "movement_to_contact": clock.movement_to_contact,
        "contact_hours": clock.contact_hours,
        "value_of_hour": clock.hour.value,
        "value_of_hour_se": clock.hour.se,
        "value_of_brigade": clock.brigade.value,
        "value_of_brigade_se": clock.brigade.se,
    }
    return [
        {
            "design": clock.asked.design.id,
            "attack": clock.asked.attack.id,
            "brigades": number,
            "delay_hours": hours,
            "is_own": row == clock.own,
            "is_24_hours_after": column == clock.after_24_h,
        }
        | {name: json_number(float(matrix[row, column])) for name, matrix in matrices.items()}
        for row, number in enumerate(clock.brigades)
        for column, hours in enumerate(clock.delay_hours)
    ]


def median_costs(clock: Clock) -> list[float]:
    """By brigades in place, million euro a year: the median over the worlds."""
    worlds = clock.asked.draws
    costs = (yearly_cost_meur(clock.asked.scenario, clock.designs[number], worlds) for number in clock.brigades)
    return [float(np.median(cost)) for cost in costs]


def _marked(clock: Clock) -> dict[str, Any]:
    """The places that the chart marks."""
    written, claim = clock.written, clock.claim
    own = json_number(clock.brigades[clock.own])
    return {
        "24_hours_after": {
            "delay_hours": json_number(clock.delay_hours[clock.after_24_h]),
            "brigades": own,
            "p_held": json_number(float(clock.p_held[clock.own, clock.after_24_h])),
            "se": json_number(float(clock.se[clock.own, clock.after_24_h])),
            "p_contact": json_number(claim.contact),
            "movement_to_contact": json_number(claim.moved),
            "movement_to_contact_se": json_number(claim.se),
            "verdict": claim.verdict,
        },
        "as_written": {
            "delay_hours": _spread(written.decision_hours),
            "brigades": own,
            "p_held": _share(written.p_held),
            "called": _share(written.called),
            "decided": _share(written.decided),
            "p_contact": _share(written.contact),
            "movement_to_contact": _share(written.movement_to_contact),
        },
    }


def _matrix(field: Floats) -> list[list[float | None]]:
    return [[json_number(value) for value in row] for row in field.tolist()]


def _worth(worth: Worth) -> dict[str, list[list[float | None]]]:
    return {"value": _matrix(worth.value), "se": _matrix(worth.se)}


def _difference(difference: Difference) -> dict[str, float | None]:
    return {"value": json_number(difference.value), "se": json_number(difference.se)}


def _share(found: Share) -> dict[str, float | None]:
    return {"value": json_number(found.value), "se": json_number(found.se)}


def _spread(found: Spread) -> dict[str, float | None]:
    return {"p10": json_number(found.p10), "p50": json_number(found.p50), "p90": json_number(found.p90)}
