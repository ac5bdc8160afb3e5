"""A design and its worlds in, the same without some of what keeps help away out.

Each cause is taken away whole, as far as no government could; what that closes is an upper bound on what can be done about it.

  politics   the word: every guarantor keeps it, with forces where the text owes forces; and the delay: it is decided on the day
             of the warning, or at the hour of the attack where none is believed, and nobody waits for a body or a lead
  readiness  no notice to move and no wait for transit; all of every pool is available
  distance   no day is lost on road, rail or water, at home or in the theatre; forces fly at the speed of an aircraft
  capacity   transports, trains, entry points, change of gauge and reception take as much as comes
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from casus.flow.draws.streams import SMALLEST
from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.design import Contingent, Design
from casus.foundation.shapley import Coalition
from casus.pacts.schema.clauses import Attribution, Decision, Trigger
from casus.study.vary.parts import with_posture

CAUSES = ("politics", "distance", "readiness", "capacity")
HALVES = ("word", "delay")
"""What politics is made of."""

NO_LIMIT = 1e9
"""Kilometres, brigades, trains or aircraft a day that limit nothing; chosen: finite, so that no product with it is undefined."""
SURE, NEVER = SMALLEST, 1.0 - SMALLEST
"""Chances with which an event that has any probability happens, and one that is not certain does not."""

WORD = {
    ".event_honour": SURE,
    ".event_act": SURE,
    ".event_form": SURE,
    ".ground_barred": 0.0,
    ".event_block": NEVER,
    "event.leader": NEVER,
}
DELAY = {
    "event.attribution": SURE,
    "decision_attribution_grey_days": 0.0,
    "decision_convene_days": 0.0,
    "decision_executive_days": 0.0,
    "decision_cabinet_days": 0.0,
    "decision_parliament_days": 0.0,
    "decision_delegated_days": 0.0,
}
READINESS = {
    ".notice": 0.0,
    "deployment_second_notice_days": 0.0,
    "deployment_third_notice_days": 0.0,
    "deployment_permission_days": 0.0,
    "deployment_available_share": 1.0,
    "deployment_second_available_share": 1.0,
    "deployment_third_available_share": 1.0,
}
DISTANCE = {
    "deployment_road_km_per_day": NO_LIMIT,
    "deployment_rail_km_per_day": NO_LIMIT,
    "deployment_strait_days": 0.0,
    "deployment_ocean_days": 0.0,
    "deployment_preposition_draw_days": 0.0,
    "deployment_onward_km_per_day": NO_LIMIT,
}
CAPACITY = {
    ".capacity": NO_LIMIT,
    ".airlifters": NO_LIMIT,
    "deployment_trains_day": NO_LIMIT,
    "deployment_gauge_days": 0.0,
    "deployment_reception_days": 0.0,
}
COLUMNS: Mapping[str, Mapping[str, float]] = {
    "word": WORD,
    "delay": DELAY,
    "distance": DISTANCE,
    "readiness": READINESS,
    "capacity": CAPACITY,
}
"""What a column of the draws is set to, by its name, or by the end of the names of a kind of role (from the dot on)."""


def without(gone: Coalition, design: Design, draws: Draws) -> tuple[Design, Draws]:
    """The design and its worlds with these causes taken away; with none, the same ones."""
    for cause in _taken(gone):
        if cause in DESIGNS:
            design = DESIGNS[cause](design)
        draws = draws.with_columns(dict(_named(draws, COLUMNS[cause])))
    return design, draws


def _taken(gone: Coalition) -> Iterator[str]:
    for cause in sorted(gone):
        yield from HALVES if cause == "politics" else (cause,)


def _named(draws: Draws, wanted: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Every column that is meant, with its value."""
    for name in draws.columns:
        ending = name[name.rfind(".") :] if "." in name else name
        for key in (name, ending):
            if key in wanted:
                yield name, wanted[key]


def _decided_at_once(design: Design) -> Design:
    """The pact with no clause between the warning and the decision: what it owes, and whom, stays as it is."""
    given = design.pact
    clauses = {
        "trigger": Trigger(event="threat"),
        "attribution": Attribution(judge="each"),
        "decision": Decision(rule="each"),
    }
    return design.model_copy(update={"pact": given.model_copy(update=clauses)})


def _ready_at_once(design: Design) -> Design:
    """The posture with nobody at notice."""
    return with_posture(design, standby=tuple(_at_no_notice(contingent) for contingent in design.posture.standby))


def _at_no_notice(contingent: Contingent) -> Contingent:
    return contingent.model_copy(update={"notice_days": 0.0})


DESIGNS: Mapping[str, Callable[[Design], Design]] = {"delay": _decided_at_once, "readiness": _ready_at_once}
"""What changes in the design itself."""
