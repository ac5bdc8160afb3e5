"""A burden in, rows for a table and plain data for machines out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from casus.flow.metrics.catalogue import LENSES
from casus.foundation.json_numbers import json_number
from casus.study.burden.avoided import Avoided
from casus.study.burden.bill import OWN_LINES, PROTECTED_LINES, Bill
from casus.study.burden.worth import worth

if TYPE_CHECKING:
    from casus.study.burden.cost import Burden, DesignCost


def rows(found: Burden) -> list[dict[str, Any]]:
    """A row for each design: cost, deterrence, what each lens makes of it, and whether it is dominated."""
    return [_row(found, one) for one in found.designs.values()]


def as_json(found: Burden) -> dict[str, Any]:
    """By design, then the frontiers, then what goes with them."""
    return {
        "designs": {id: _design(found, one) for id, one in found.designs.items()},
        "frontier": {measure: list(line.designs) for measure, line in found.frontiers.items()},
        "baseline": found.baseline,
        "design": found.asked,
        "key": "brigades that the guarantors of the pact could send",
        "lines_of_a_nation": list(OWN_LINES),
        "lines_of_the_protected_state": list(PROTECTED_LINES),
        "reservations": found.reservations.as_json(),
        "complete": found.complete,
        **found.provenance,
    }


def _row(found: Burden, one: DesignCost) -> dict[str, Any]:
    yearly, present, price = one.yearly, one.present, one.price_meur
    row: dict[str, Any] = {
        "design": one.design,
        "title": one.title,
        "cost_meur_year": yearly.p50,
        "cost_meur_year_p05": yearly.p05,
        "cost_meur_year_p95": yearly.p95,
        "present_value_meur": present.mean,
        "present_value_meur_p05": present.p05,
        "present_value_meur_p95": present.p95,
        "price_meur": math.nan if price is None else price.p50,
    }
    for lens in LENSES:
        lens_of = one.lenses.get(lens)
        row |= {
            f"p_attack_10y_{lens}": math.nan if lens_of is None else lens_of.p_attack.mean,
            f"net_meur_{lens}": math.nan if lens_of is None else lens_of.net_meur.mean,
            f"net_meur_{lens}_p05": math.nan if lens_of is None else lens_of.net_meur.p05,
            f"net_meur_{lens}_p95": math.nan if lens_of is None else lens_of.net_meur.p95,
            f"benefit_cost_ratio_{lens}": math.nan if lens_of is None else lens_of.ratio,
        }
    for measure, line in found.frontiers.items():
        beaten = line.dominated.get(one.design)
        row |= {f"dominated_by ({measure})": None if beaten is None else beaten.by}
        row |= {f"dominance_sure ({measure})": None if beaten is None else beaten.sure}
    return row


def _design(found: Burden, one: DesignCost) -> dict[str, Any]:
    yearly, price = one.yearly, one.price_meur
    return {
        "title": one.title,
        "cost_meur_year": json_number(yearly.p50),
        "cost_meur_year_90": [json_number(yearly.p05), json_number(yearly.p95)],
        "cost_meur_year_mean": json_number(yearly.mean),
        "present_value_meur": one.present.as_json(),
        "discount_rate": worth(one.bill.rate).as_json(),
        "lines": _lines(one.bill),
        "nations": _nations(one.bill),
        "protected_meur_year": json_number(float(one.bill.protected.mean())),
        "price_of_aggression_meur": None
        if price is None
        else {part: json_number(getattr(price, part)) for part in ("p05", "p50", "p95")},
        "war_meur": {
            attack: {line: meur.as_json() for line, meur in lines.items()} for attack, lines in one.war.items()
        },
        "lenses": {lens: _lens(lens_of) for lens, lens_of in one.lenses.items()},
        "feasibility": json_number(one.feasible),
        "carried_through": json_number(one.carried),
        "dominated": {
            measure: {"by": beaten.by, "sure": beaten.sure}
            for measure, line in found.frontiers.items()
            if (beaten := line.dominated.get(one.design))
        },
    }


def _lines(given: Bill) -> dict[str, Any]:
    lines = {line: {"meur_year": worth(meur).as_json(), "paid": "each year"} for line, meur in given.recurring.items()}
    for line, meur in given.once.items():
        a_year, start = worth(given.lines[line]).as_json(), worth(meur).as_json()
        lines |= {line: {"meur_year": a_year, "paid": "at the start", "meur_at_the_start": start}}
    return lines


def _nations(given: Bill) -> dict[str, Any]:
    return {
        nation: {
            "own_meur_year": json_number(float(own.mean())),
            "shared_meur_year": json_number(float((given.key[nation] * given.shared).mean())),
            "meur_year": json_number(float(given.by_nation[nation].mean())),
        }
        for nation, own in given.own.items()
    }


def _lens(given: Avoided) -> dict[str, Any]:
    return {
        "p_attack_10y": given.p_attack.as_json(),
        "p_attack_10y_by_attack": {attack: json_number(chance) for attack, chance in given.by_attack.items()},
        "expected_war_meur": given.expected_war_meur.as_json(),
        "war_avoided_meur": given.avoided_meur.as_json(),
        "extra_cost_meur": given.extra_cost_meur.as_json(),
        "net_present_value_meur": given.net_meur.as_json(),
        "net_present_value_without_wider_war_meur": given.net_without_wider_war_meur.as_json(),
        "net_present_value_of_heaviest_meur": given.net_of_heaviest_meur.as_json(),
        "benefit_cost_ratio": json_number(given.ratio),
        "benefit_cost_ratio_90": [json_number(given.ratio_p05), json_number(given.ratio_p95)],
        "pays_share": json_number(given.pays_share),
        "worlds": given.worlds,
    }
