"""A design in, the same design with another number of combat aircraft out."""

from __future__ import annotations

from casus.flow.scenario.schema.design import Design
from casus.study.vary.parts import with_posture


def with_aircraft(design: Design, aircraft: float) -> Design:
    """The design with so many aircraft assigned; alert and stations as they are, as far as there are aircraft for them."""
    air = design.posture.air
    stations = air.stations if aircraft > 0.0 else 0.0
    changed = air.model_copy(update={"aircraft": aircraft, "alert": min(air.alert, aircraft), "stations": stations})
    return with_posture(design, air=changed)
