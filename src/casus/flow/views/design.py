"""A design in words: the pact as text, the posture and the settlement as lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from rich.console import Group
from rich.table import Table

from casus.flow.handoffs import Floats
from casus.flow.metrics.patrols import Patrols
from casus.flow.scenario.schema.design import AirPosture, Contingent, Design, Posture, Settlement
from casus.flow.scenario.schema.scenario import Scenario
from casus.pacts.text import pact_text


def describe_design(scenario: Scenario, design: Design, held: Patrols | None = None) -> Group:
    """A design in full; with `held`, how many patrol stations its aircraft hold."""
    nations = {nation.id: nation.name for nation in scenario.guarantors}
    return describe_by_names(design, nations, {zone.id: zone.name for zone in scenario.theatre.zones}, held)


def describe_by_names(
    design: Design, nations: Mapping[str, str], zones: Mapping[str, str], held: Patrols | None = None
) -> Group:
    """The same with the names of nations and zones as given; one that is not named keeps its id."""
    parts: list[str | Table] = [
        f"[bold]{design.title}[/bold]  ({design.id}; {', '.join(design.tags) or 'no tags'})\n{design.summary}",
        f"\n[bold]pact[/bold]\n{pact_text(design.pact, nations)}",
        "\n[bold]posture[/bold]\n" + "\n".join(f"  {line}" for line in _posture(design.posture)),
    ]
    if design.posture.in_place or design.posture.standby:
        parts.append(_forces(design.posture, nations, zones))
    if held is not None:
        parts.append("\n[bold]air[/bold]\n" + "\n".join(f"  {line}" for line in _air(design.posture.air, held)))
    parts.append("\n[bold]settlement[/bold]\n" + "\n".join(f"  {line}" for line in _settlement(design.settlement)))
    parts.append(f"\n[dim]{design.source}[/dim]")
    return Group(*parts)


def _posture(posture: Posture) -> Iterator[str]:
    yield f"headquarters: {posture.command}"
    yield f"authority to fight: {'delegated to commanders' if posture.delegated else 'with capitals'}"
    yield f"parliaments: {'have consented beforehand' if posture.mandate else 'decide when it happens'}"
    numbers = {
        "days of ammunition forward": posture.forward_stock_days,
        "combat aircraft assigned": posture.air.aircraft,
        "drones more that can be engaged in a day": posture.air_defence.drones_day,
        "batteries against cruise missiles": posture.air_defence.cruise_batteries,
        "batteries against ballistic missiles": posture.air_defence.ballistic_batteries,
        "interceptors against cruise missiles": posture.air_defence.interceptors,
        "such a month at war, against cruise missiles": posture.air_defence.interceptors_month,
        "interceptors against ballistic missiles": posture.air_defence.ballistic_interceptors,
        "such a month at war, against ballistic missiles": posture.air_defence.ballistic_interceptors_month,
        "million euro of arms a year": posture.arms_meur_year,
    }
    yield from (f"{name}: {number:g}" for name, number in numbers.items() if number)
    if posture.works:
        yield "works: " + ", ".join(f"{zone} {level}" for zone, level in posture.works.items())
    if (mission := posture.monitoring) is not None:
        yield f"mission on the line: {mission.persons:,.0f} monitors, access {mission.access}; it {mission.power}"
    if posture.zones_by_nation:
        yield "the line is divided into national zones"


def _air(air: AirPosture, held: Patrols) -> Iterator[str]:
    """What the aircraft assigned are for, and how far they go: medians with their 5-95 % intervals."""
    where = "in the protected state" if air.base == "inside" else "abroad"
    yield f"{air.aircraft:g} combat aircraft with bases {where}, {air.alert:g} of them on quick-reaction alert"
    watch = f"{_interval(held.watch)} would watch the whole country"
    if not air.stations:
        yield f"no patrol station; {watch}"
        return
    yield f"patrol stations, a pair on each round the clock: {air.stations:g} wanted; {watch}"
    for when, stations, aircraft in (
        ("held in the first days", held.stations, held.aircraft),
        ("held after them", held.sustained_stations, held.sustained_aircraft),
    ):
        yield f"{when}: {_interval(stations)}, with {_interval(aircraft)} aircraft for each, those in the shops included"


def _interval(values: Floats) -> str:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
    return f"{middle:.2g} ({low:.2g} to {high:.2g})"


def _forces(posture: Posture, nations: Mapping[str, str], zones: Mapping[str, str]) -> Table:
    table = Table()
    for heading in ("nation", "type", "brigades", "where", "role or notice"):
        table.add_column(heading)
    for contingent in (*posture.in_place, *posture.standby):
        table.add_row(*_force(contingent, nations, zones))
    return table


def _force(contingent: Contingent, nations: Mapping[str, str], zones: Mapping[str, str]) -> tuple[str, ...]:
    standby = contingent.notice_days is not None
    where = "home" if standby or contingent.zone is None else zones.get(contingent.zone, contingent.zone)
    role = f"{contingent.notice_days:g} days" if contingent.notice_days is not None else contingent.role
    if contingent.prepositioned:
        role += ", equipment in the theatre"
    return nations.get(contingent.nation, contingent.nation), contingent.type, f"{contingent.brigades:g}", where, role


def _settlement(settlement: Settlement) -> Iterator[str]:
    yield f"sanctions: {settlement.sanctions}"
    yield f"foreign troops: {settlement.foreign_troops}"
    if settlement.ceded_km2:
        yield f"ceded beyond the line of contact: {settlement.ceded_km2:,.0f} km²"
    yield from (f"line on the axis {axis}: {km:g} km further back" for axis, km in settlement.start_km.items())
    if settlement.army_cap_kperson is not None:
        yield f"army capped at {settlement.army_cap_kperson:g},000"
    if settlement.neutral:
        yield "the protected state is neutral: no joint plans or headquarters"
