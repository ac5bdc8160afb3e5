"""What the C program reads: records of plain numbers, the header that tells C their layout, and how they are filled."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.arrays import WEEKS, Records
from casus.foundation.codes import LAWS
from casus.foundation.sizes import AXES, SEGMENTS

Fields = Mapping[str, npt.NDArray[np.generic]]


def _record(integers: dict[str, tuple[int, ...]], floats: dict[str, tuple[int, ...]]) -> np.dtype[np.void]:
    """A record of 64-bit integers and doubles, which C lays out alike."""
    fields = [(name, "i8", shape) for name, shape in integers.items()]
    return np.dtype([*fields, *((name, "f8", shape) for name, shape in floats.items())])


THEATRE = _record(
    {"segments": (AXES,), **dict.fromkeys(("works", "urban"), (AXES, SEGMENTS))},
    {
        **dict.fromkeys(("end_km", "width_km", "mobility", "defence", "casualty", "river_m"), (AXES, SEGMENTS)),
        **dict.fromkeys(("start_km", "rail_km", "hold_depth_km"), (AXES,)),
    },
)

DRAWN = (
    "ground_attack_km_per_brigade", "ground_rail_reach", "ground_carried_days", "ground_hold_km_per_brigade",
    "ground_porous_km_per_brigade", "ground_road_factor", "ground_break_strength_share", "ground_overrun_ratio",
    "ground_exploitation", "ground_river_hold_ratio", "ground_counterattack_ratio", "ground_positional_threshold",
    "ground_positional_advance", "ground_positional_loss_per_day", "ground_positional_exchange",
    "ground_attacker_loss_per_day", "ground_defender_loss_per_day", "bracken_p", "bracken_q", "bracken_d",
    "epstein_most_withdrawal", "epstein_exchange", "epstein_defender_threshold", "epstein_attacker_threshold",
    "biddle_reserve_share", "biddle_assault_km_per_day", "biddle_position_depth_km", "biddle_exposure_defender",
    "hero_threshold", "hero_loss_factor", "dupuy_fatigue_per_day", "brigade_persons", "aggressor_heavy_share",
    "aggressor_medium_share", "warning_full_alert_days", "warning_peacetime_manning_share", "air_power_gain",
    "surprise_power_factor", "surprise_mobility_factor", "ground_reserve_days_protected", "ground_reserve_days_aggressor",
    "aggressor_mobilised", "protected_replacement", "supply_return_share",
)  # fmt: skip
"""Quantities of a draw."""

SETTLED = (
    "own_type_value", "own_value", "hostile_value", "surprise_keeps", "will_log", "committed_share", "spared_share",
    "healed_share", "biddle_guards", "biddle_arriving", "biddle_casualties",
)  # fmt: skip
"""What the kernel works out once in a campaign."""

GIVEN = {"control": 0.0, "damage_meur": 0.0, "own_supply": 1.0, "hostile_supply": 1.0}
"""What other phases would say in each step, held fixed; read from memory, so that no compiler works it out beforehand."""

WORLD = _record({"law": ()}, dict.fromkeys((*DRAWN, *SETTLED, "warning_days", *GIVEN), ()))

BY_AXIS = (
    "depth_km", "attackers", "sent", "defenders", "allied", "allied_holding", "attacker_loss", "defender_loss",
    "need", "ratio", "attacker_freshness", "defender_freshness", "attackers_before", "defenders_before",
    "withdrawal_km", "prosecution", "attackers_mending", "defenders_mending",
)  # fmt: skip
SCALARS = (
    "surprised", "own_reserve", "own_lost", "own_replaced", "own_mending", "hostile_waiting", "hostile_entered",
    "hostile_lost", "hostile_replaced",
)  # fmt: skip
ABSENT = ("allied_power",)
"""What the C program alone reads by axis: nought, for no contingent comes."""
PLAYED = (*BY_AXIS, *SCALARS)
"""What a step changes, and what both programs must agree on at the end."""

FRONT = _record(
    {"pressed": (), "listed": (AXES,), "segment": (AXES,)},
    {
        **dict.fromkeys((*BY_AXIS, *ABSENT), (AXES,)),
        **dict.fromkeys(("pace", "rush"), (AXES, WEEKS)),
        **dict.fromkeys(("weather_mobility", "weather_attack"), (WEEKS,)),
        **dict.fromkeys(SCALARS, ()),
    },
)

STRUCTS = {"theatre": THEATRE, "world": WORLD, "front": FRONT}


def header() -> str:
    """The C header: sizes, the codes of the laws, and a struct for each record."""
    sizes = {"AXES": AXES, "SEGMENTS": SEGMENTS, "WEEKS": WEEKS}
    codes = {law.upper(): code for code, law in enumerate(LAWS)}
    named = ", ".join(f"{name} = {number}" for name, number in (sizes | codes).items())
    return "\n".join(["/* Written by records.py. */", f"enum {{ {named} }};", *map(_struct, STRUCTS)]) + "\n"


def _struct(name: str) -> str:
    """The struct of a record, and an assertion that C gives it the record's size."""
    record = STRUCTS[name]
    fields = [f"    {_type(record[field])} {field}{_shape(record[field])};" for field in record.names or ()]
    size = f'_Static_assert(sizeof(struct {name}) == {record.itemsize}, "struct {name} is not the record of Python");'
    return "\n".join([f"struct {name} {{", *fields, "};", size])


def _type(field: np.dtype[np.generic]) -> str:
    return "int64_t" if field.base.kind == "i" else "double"


def _shape(field: np.dtype[np.generic]) -> str:
    return "".join(f"[{size}]" for size in field.shape)


def filled(record: np.dtype[np.void], count: int, fields: Fields) -> Records:
    """So many records, from an array of each field with the record as its first index."""
    records = np.zeros(count, record)
    for name in record.names or ():
        records[name] = fields[name]
    return records
