"""A design in, its pact whole: what stands behind it read from the posture, the terms of the peace from the settlement."""

from __future__ import annotations

from casus.flow.scenario.schema.design import Design, Posture, Settlement
from casus.pacts.schema.clauses import Peacetime, Terms
from casus.pacts.schema.pact import Pact

BRIGADE_KPERSON = 4.5  # middle of the evidence entry `brigade-persons`; decides no finding, only what is printed


def whole_pact(design: Design) -> Pact:
    """The pact of a design with `peacetime` and `terms` filled in."""
    return design.pact.model_copy(update={"peacetime": _peacetime(design.posture), "terms": _terms(design.settlement)})


def _peacetime(posture: Posture) -> Peacetime:
    placed = posture.in_place
    return Peacetime(
        troops_kperson=round(BRIGADE_KPERSON * sum(force.brigades for force in placed), 1),
        near_line=any(force.role == "line" for force in placed),
        heavy=any(force.type == "heavy" for force in placed),
        standby=bool(posture.standby),
        stocks=posture.forward_stock_days > 0 or any(force.prepositioned for force in (*placed, *posture.standby)),
        headquarters="none" if posture.command == "ad-hoc" else posture.command,
        plans="none" if posture.command == "ad-hoc" else "plans",
        bases=bool(placed),
        organisation="none" if posture.command == "ad-hoc" else "standing",
        aid="arms" if posture.arms_meur_year > 0 else "none",
        delegated=posture.delegated,
        mandate=posture.mandate,
        monitoring=posture.monitoring.power if posture.monitoring else "none",
    )


def _terms(settlement: Settlement) -> Terms:
    return Terms(
        neutral=settlement.neutral,
        foreign_troops=settlement.foreign_troops,
        army_cap_kperson=settlement.army_cap_kperson,
        cedes_positions=settlement.ceded_km2 > 0,
        sanctions=settlement.sanctions,
    )
