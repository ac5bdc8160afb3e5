"""Every variable of a study's dataset: what it is and in what unit."""

from __future__ import annotations

from casus.foundation.codes import LAWS, MODES

VARIABLES: dict[str, tuple[str, str]] = {
    "drawn": ("every drawn quantity and chance event, each in its own unit; a choice as the place of its word", "1"),
    "warning_days": ("believed warning before the attack", "day"),
    "trigger_day": ("day on which the pact's trigger was met; infinite: never", "day"),
    "first_decision_day": ("day of the first guarantor's decision; infinite: never", "day"),
    "decided_share": ("share of the guarantors, by brigades, that decided to help within 30 days", "share"),
    "honoured_share": ("share of the guarantors, by brigades, that did what the text promises within 30 days", "share"),
    "acted_share": ("share of the guarantors, by brigades, that sent more than words within 30 days", "share"),
    "combat_share": ("share of the guarantors, by brigades, that sent combat forces within 30 days", "share"),
    "contact_day": ("day of guarantors' first contact with the enemy; infinite: never", "day"),
    "contact_depth_km": ("how far the front had moved there by then", "km"),
    "held": ("1 where the line held to the horizon", "1"),
    "lost_day": ("day on which the line was lost; infinite: never", "day"),
    "max_depth_km": ("deepest advance on any axis at any time", "km"),
    "area_km2": ("area lost at the horizon", "km2"),
    "people": ("inhabitants of cities lost at the horizon", "person"),
    "key_cities": ("key cities lost at the horizon", "1"),
    "protected_start": ("protected state's forces at the start", "brigade"),
    "protected_replaced": ("protected state's losses made good, by returns and by mobilisation", "brigade"),
    "protected_present": ("protected state's forces at the horizon", "brigade"),
    "protected_lost": ("protected state's losses, those who return in time included", "brigade"),
    "guarantor_entered": ("guarantors' forces that were in place or set out", "brigade"),
    "guarantor_replaced": ("guarantors' losses that returned to their contingents", "brigade"),
    "guarantor_present": ("guarantors' forces at the horizon", "brigade"),
    "guarantor_lost": ("guarantors' losses, those who return in time included", "brigade"),
    "guarantor_withdrawn": ("guarantors' forces that were in place and withdrew", "brigade"),
    "aggressor_entered": ("aggressor's forces that were committed", "brigade"),
    "aggressor_replaced": ("aggressor's losses that returned to their formations", "brigade"),
    "aggressor_present": ("aggressor's forces at the horizon", "brigade"),
    "aggressor_lost": ("aggressor's losses, those who return in time included", "brigade"),
    "aggressor_waiting": ("aggressor's forces not yet committed", "brigade"),
    "aircraft_lost_defence": ("aircraft lost by the protected state and guarantors", "aircraft"),
    "aircraft_lost_guarantor": ("aircraft lost by guarantors", "aircraft"),
    "aircraft_lost_aggressor": ("aircraft lost by the aggressor", "aircraft"),
    "control_of_air": ("control of the air at the horizon, -1 the aggressor's to 1 the defence's", "1"),
    "stations_held": ("patrol stations held, mean from the first decision to the horizon", "1"),
    "station_aircraft": (
        "assigned aircraft that these stations take, those in the shops included, mean likewise",
        "aircraft",
    ),
    "drones_launched": ("one-way attack drones launched, decoys included", "weapon"),
    "cruise_launched": ("cruise missiles launched", "weapon"),
    "ballistic_launched": ("ballistic missiles launched", "weapon"),
    "drone_leakers": ("drones that got through, decoys not counted", "weapon"),
    "cruise_leakers": ("cruise missiles that got through", "weapon"),
    "ballistic_leakers": ("ballistic missiles that got through", "weapon"),
    "damage_meur": ("damage that drones and missiles did", "MEUR"),
    "interceptors_used": ("interceptors fired", "weapon"),
    "interceptors_left": ("interceptors at the horizon", "weapon"),
    "stock_left_days": (
        "ammunition of the protected state and lying forward at the horizon, at combat intensity",
        "day",
    ),
    "fuel_left_days": ("fuel of the protected state at the horizon, at the rate of mobile combat", "day"),
    "short_share": (
        "share of the ammunition that the protected state and guarantors in the line needed and had not",
        "share",
    ),
    "aggressor_short_share": ("share of the ammunition that the aggressor needed and had not", "share"),
    "law": (f"law of ground combat: {', '.join(f'{code} {law}' for code, law in enumerate(LAWS))}", "category"),
    "member": ("1 where the nation is a guarantor of the design's pact", "1"),
    "decision_day": ("day of each nation's decision; infinite: never", "day"),
    "help_level": ("form of each nation's help: 0 none, 1 words, 2 materiel, 3 enablers, 4 combat forces", "category"),
    "left_day": ("day on which each nation's first forces left home; infinite: never", "day"),
    "arrival_day": ("day from which each nation's first forces could move in the theatre; infinite: never", "day"),
    "arrival_mode": (
        f"how they came: {', '.join(f'{code} {mode}' for code, mode in enumerate(MODES))}; missing: not at all",
        "category",
    ),
    "joined_day": ("day on which each nation's first forces joined an axis; infinite: never", "day"),
    "joined_axis": ("axis that they joined, by its place in `axis`; missing: none", "category"),
    "control_day": ("control of the air by day, -1 the aggressor's to 1 the defence's", "1"),
    "depth_km": ("depth of the front from the start of the axis", "km"),
    "arrived_brigades": ("guarantors' forces in the theatre whose nations fight", "brigade"),
    "line_brigades": ("guarantors' forces in the line", "brigade"),
    "start_km": ("depth ceded beforehand", "km"),
    "hold_km": ("advance beyond which the line did not hold, on each axis", "km"),
    "ceded_km2": ("area ceded by the settlement before the attack", "km2"),
    "brigade_persons": ("soldiers of a brigade", "person"),
    "cost_meur_year": ("yearly cost in peacetime", "MEUR/year"),
    "feasible_share": ("share of the forces asked for that nations have offered and can sustain", "share"),
    "carried_share": ("share of the forces asked for that are offered, sustainable and carried through", "share"),
    "feasible_nation_share": (
        "mean share of the forces asked of each nation that it has offered and can sustain",
        "share",
    ),
    "sustained_months": ("month from which a nation cannot relieve its forces in place; infinite: never", "month"),
    "first_out_share": ("share of worlds in which a nation is the first that cannot relieve its forces", "share"),
}
"""By name: meaning and unit."""


def attributes(described: tuple[str, str]) -> dict[str, str]:
    """What a variable is, as attributes of the dataset."""
    meaning, unit = described
    return {"long_name": meaning, "units": unit}
