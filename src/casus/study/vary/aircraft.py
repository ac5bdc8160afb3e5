"""A design in, the same design with more in the air out."""

from __future__ import annotations

from casus.flow.scenario.schema.design import Design
from casus.study.vary.change import Change
from casus.study.vary.parts import with_posture

STEP_AIRCRAFT = 12.0
"""A squadron, as the designs count them."""
STEP_ALERT = 4.0  # chosen: two pairs, as in the peacetime alert of air policing
MOST_AIRCRAFT, MOST_STATIONS, MOST_ALERT = 500.0, 50.0, 100.0
"""The most that a design may state."""


def aircraft_changes(design: Design) -> tuple[Change, ...]:
    """Twelve aircraft for the line, or with a patrol station; four more on alert; bases inside where troops may be there."""
    crews = "crews and tankers that nations fly elsewhere now"
    offered = [
        Change("aircraft-line", "aircraft", f"{STEP_AIRCRAFT:g} more combat aircraft", crews, _more),
        Change(
            "aircraft-station", "aircraft", f"{STEP_AIRCRAFT:g} more combat aircraft and one patrol station more", crews, _station
        ),
        Change(
            "aircraft-alert", "aircraft", f"{STEP_ALERT:g} more of its aircraft on alert",
            "rules that let pilots fire before capitals have decided", _alert,
        ),
    ]  # fmt: skip
    if design.settlement.foreign_troops == "allowed":
        asks = "guarantors' bases within reach of the attacker's missiles"
        offered.append(
            Change("aircraft-inside", "aircraft", "its aircraft based in the protected state", asks, _inside)
        )
    return tuple(offered)


def _more(design: Design) -> Design:
    air = design.posture.air
    return with_posture(
        design, air=air.model_copy(update={"aircraft": min(MOST_AIRCRAFT, air.aircraft + STEP_AIRCRAFT)})
    )


def _station(design: Design) -> Design:
    air = design.posture.air
    if air.aircraft + STEP_AIRCRAFT > MOST_AIRCRAFT or air.stations >= MOST_STATIONS:
        return design
    return with_posture(
        design, air=air.model_copy(update={"aircraft": air.aircraft + STEP_AIRCRAFT, "stations": air.stations + 1.0})
    )


def _alert(design: Design) -> Design:
    air = design.posture.air
    most = min(MOST_ALERT, air.aircraft)
    return with_posture(design, air=air.model_copy(update={"alert": max(air.alert, min(most, air.alert + STEP_ALERT))}))


def _inside(design: Design) -> Design:
    air = design.posture.air
    return with_posture(design, air=air.model_copy(update={"base": "inside"})) if air.aircraft > 0 else design
