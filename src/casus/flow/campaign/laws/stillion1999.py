"""Sorties from distance, and the aircraft that a patrol takes: distances and hours in, sorties a day and aircraft out.

Source: Stillion and Orletsky, Airbase Vulnerability to Conventional Cruise-Missile and Ballistic-Missile Attacks, RAND
(1999), appendix B. The cycle, the turnaround and the worked case at 500 nmi were read in a copy; the line for maintenance
is recalled, and agrees with the worked case to the last digit printed. The arithmetic of a patrol is ours: the same cycle
with time on station.

Domain of validity: fighters from a working base with crews, fuel, weapons and spares enough, 250 to 2000 nmi, for days
rather than weeks; the source says that it comes within a tenth of Desert Storm. It knows no weather, no tanker queue, no
damage to the base; a surge does better and an exhausted wing does worse. Distances are nautical miles, as in the source.
"""

from __future__ import annotations

from casus.flow.campaign.compiled import compiled

CRUISE_KN = 500.0
"""Cruise speed of the worked case, knots. Stillion and Orletsky 1999, appendix B (seen)."""

TURNAROUND_H = 3.0
"""Hours on the ground between sorties: tasks that add up to 180 minutes. Stillion and Orletsky 1999 (seen)."""

MAINTENANCE_BASE_H = 3.4
"""Hours of unscheduled maintenance after any sortie. Stillion and Orletsky 1999 (recalled; fits the worked case)."""

MAINTENANCE_PER_FLIGHT_H = 0.68
"""Hours of maintenance for each hour flown. Stillion and Orletsky 1999 (recalled; fits the worked case)."""

SLOWEST_KN = 1.0
"""Chosen: slower than anything that flies; keeps the time of flight finite."""

SHORTEST_STATION_H = 1.0 / 60.0
"""Chosen: nobody plans a station for less than a minute; keeps the number of aircraft finite."""

LEAST_AVAILABILITY = 0.01
"""Chosen: a wing with fewer than one aircraft in a hundred ready flies no patrol; keeps the fleet finite."""

DAY_H = 24.0  # hours in a day


@compiled
def flight_h(distance_nmi, cruise_kn):  # type: ignore[no-untyped-def]
    """Hours out and back: FT = 2 * distance / speed."""
    return 2.0 * max(distance_nmi, 0.0) / max(cruise_kn, SLOWEST_KN)


@compiled
def maintenance_h(hours_flown):  # type: ignore[no-untyped-def]
    """Hours of maintenance after a flight: MT = 3.4 + 0.68 * FT."""
    return MAINTENANCE_BASE_H + MAINTENANCE_PER_FLIGHT_H * max(hours_flown, 0.0)


@compiled
def cycle_h(distance_nmi, cruise_kn, turnaround_h):  # type: ignore[no-untyped-def]
    """Hours from one take-off to the next: FT + TAT + MT."""
    flown = flight_h(distance_nmi, cruise_kn)
    return flown + max(turnaround_h, 0.0) + maintenance_h(flown)


@compiled
def sorties_per_day(distance_nmi, cruise_kn, turnaround_h):  # type: ignore[no-untyped-def]
    """Sorties a day of one serviceable aircraft: 24 / (FT + TAT + MT)."""
    return DAY_H / cycle_h(distance_nmi, cruise_kn, turnaround_h)


@compiled
def patrol_cycle_h(station_h, transit_h, turnaround_h):  # type: ignore[no-untyped-def]
    """Hours from one take-off to the next of an aircraft on patrol: station + 2 * transit + TAT + MT."""
    flown = max(station_h, 0.0) + 2.0 * max(transit_h, 0.0)
    return flown + max(turnaround_h, 0.0) + maintenance_h(flown)


@compiled
def patrol_aircraft(on_station, station_h, transit_h, turnaround_h):  # type: ignore[no-untyped-def]
    """Serviceable aircraft that keep so many on station without a gap: k * cycle / station time.

    Never fewer than those on station, since the cycle contains the time on station.
    """
    station = max(station_h, SHORTEST_STATION_H)
    return max(on_station, 0.0) * patrol_cycle_h(station, transit_h, turnaround_h) / station


@compiled
def fleet(serviceable, availability):  # type: ignore[no-untyped-def]
    """Aircraft to own for so many serviceable ones: serviceable / availability."""
    return max(serviceable, 0.0) / min(max(availability, LEAST_AVAILABILITY), 1.0)


@compiled
def patrol_sorties_per_day(on_station, station_h):  # type: ignore[no-untyped-def]
    """Sorties a day that a station takes: 24 * k / station time."""
    return DAY_H * max(on_station, 0.0) / max(station_h, SHORTEST_STATION_H)
