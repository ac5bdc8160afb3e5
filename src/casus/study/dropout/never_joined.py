"""A design in, the same design without some of its guarantors out: as if they had never been parties."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from casus.flow.scenario.schema.design import Contingent, Design
from casus.pacts.schema.pact import Pact

LED = ("lead", "single")
"""Rules of decision that need a lead."""


def without_parties(design: Design, gone: Collection[str], by_size: Sequence[str]) -> Design:
    """The design without them: neither in the pact nor in the posture; where the lead goes, the next largest contributor leads.

    `by_size` is the order of contributors. What the posture has for all (aircraft, works, stocks, air defence) stays.
    """
    if not gone:
        return design
    posture = design.posture
    left = {"in_place": _left(posture.in_place, gone), "standby": _left(posture.standby, gone)}
    return design.model_copy(
        update={"pact": _pact(design.pact, gone, by_size), "posture": posture.model_copy(update=left)}
    )


def _left(contingents: tuple[Contingent, ...], gone: Collection[str]) -> tuple[Contingent, ...]:
    return tuple(one for one in contingents if one.nation not in gone)


def _pact(pact: Pact, gone: Collection[str], by_size: Sequence[str]) -> Pact:
    left = tuple(nation for nation in pact.parties.guarantors if nation not in gone)
    lead = pact.parties.lead
    if lead in gone:
        lead = next((nation for nation in by_size if nation in left), None)
    decision = pact.decision
    rule = {
        "rule": decision.rule if left or decision.rule not in LED else "each",
        "quorum": None if decision.quorum is None else min(decision.quorum, max(1, len(left))),
        "weights": {nation: weight for nation, weight in decision.weights.items() if nation not in gone},
    }
    parties = pact.parties.model_copy(update={"guarantors": left, "lead": lead})
    return pact.model_copy(update={"parties": parties, "decision": decision.model_copy(update=rule)})
