"""A design in, the same design with nobody behind it out: what the protected state was given stays, the guarantors go."""

from __future__ import annotations

from casus.flow.scenario.schema.design import AirPosture, Design, Posture
from casus.pacts.schema.clauses import Decision, Parties
from casus.pacts.schema.pact import Pact


def alone(design: Design) -> Design:
    """The design as it is in the eyes of an aggressor that does not believe a word of it.

    Arms, interceptors, batteries, stocks and works stand on the protected ground and stay. Guarantors' forces, aircraft,
    observers and headquarters go, and so does the promise. The settlement stays.
    """
    return design.model_copy(update={"pact": _unpromised(design.pact), "posture": _left(design.posture)})


def key_of_alone(design: Design) -> str:
    """Equal for designs that are the same once nobody stands behind them, so that such campaigns are played once."""
    return f"{_left(design.posture).model_dump_json()}{design.settlement.model_dump_json()}"


def _unpromised(pact: Pact) -> Pact:
    parties: Parties = pact.parties.model_copy(update={"guarantors": (), "lead": None, "veto": ()})
    return pact.model_copy(update={"parties": parties, "decision": Decision(rule="each")})


def _left(posture: Posture) -> Posture:
    gone = {"in_place": (), "standby": (), "air": AirPosture(), "monitoring": None}
    gone |= {"command": "ad-hoc", "delegated": False, "mandate": False, "zones_by_nation": False}
    return posture.model_copy(update=gone)
