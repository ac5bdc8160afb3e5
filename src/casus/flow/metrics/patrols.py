"""How many patrol stations a design's aircraft hold, in many draws, by the campaign's own arithmetic and with nothing lost yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.campaign.air import duties, station_by_cycle, station_takes
from casus.flow.campaign.reach import country_km2, station_km
from casus.flow.handoffs import Draws, Floats
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario


@dataclass(frozen=True)
class Patrols:
    """What the aircraft assigned can hold once every capital has released them, each (draws,)."""

    stations: Floats
    """Stations held in the first days, at the rate of a surge."""
    sustained_stations: Floats
    """Stations held after them."""
    aircraft: Floats
    """Assigned aircraft that a station takes in the first days, those in the shops included."""
    sustained_aircraft: Floats
    """The same after them."""
    watch: Floats
    """Stations that would watch the whole country."""


def patrols(scenario: Scenario, design: Design, draws: Draws) -> Patrols:
    """The patrol stations of a design."""
    of = draws.columns
    surge = of["air_sorties_guarantor"]
    sustained = surge * of["air_sustained_share"]
    first, first_takes = _held(scenario, design, draws, surge)
    later, later_takes = _held(scenario, design, draws, sustained)
    return Patrols(first, later, first_takes, later_takes, country_km2(scenario) / of["air_station_area"])


def _held(scenario: Scenario, design: Design, draws: Draws, crew_sorties: Floats) -> tuple[Floats, Floats]:
    """(stations held, assigned aircraft for each), where crews and spares sustain so many sorties a day."""
    air, ready, hours = design.posture.air, draws.columns["air_serviceable_guarantor"], draws.columns["air_station_h"]
    km = station_km(scenario, air.base == "inside")
    takes = [station_takes(station_by_cycle(h, km), h, sorties) for h, sorties in zip(hours, crew_sorties, strict=True)]
    flown = [
        duties(air.aircraft * share, 1.0, air.alert, air.stations, need)[1]
        for share, need in zip(ready, takes, strict=True)
    ]
    return np.array(flown) / np.array(takes), np.array(takes) / ready
