"""Outcomes in, a timeline out: who decides, leaves, arrives and joins the line on which day, and how far the front is by then.

An event after the horizon did not happen in the campaign. A nation's days are those of its first forces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.arrays import COMBAT
from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.measure import Share, Spread, share, spread
from casus.flow.metrics.timetable import EVENTS, PHASES, Advance, Event, NationTimes, Timeline
from casus.foundation.codes import MODES

if TYPE_CHECKING:
    import xarray as xr

Flags = npt.NDArray[np.bool_]

VARIABLE_OF = {"decision": "decision_day", "leaving": "left_day", "arrival": "arrival_day", "line": "joined_day"}


def timeline(outcomes: Outcomes, design: str, attack: str) -> Timeline:
    """The time-phased deployment of a design against an attack; raises KeyError for one that the study has not."""
    of = outcomes.data.sel(design=design, attack=attack)
    of = of.isel(draw=np.flatnonzero(np.isfinite(of["held"].values)))
    horizon = int(outcomes.data.attrs["horizon_days"])
    days = {name: _event_days(of, name) for name in EVENTS}
    known = of["trigger_day"].values
    members = np.flatnonzero(of["member"].values > 0).tolist()
    nations = [_times(of, place, {n: d[:, place] for n, d in days.items()}, known, horizon) for place in members]
    return Timeline(
        design=design,
        title=str(of["design_title"].values),
        attack=attack,
        attack_title=str(of["attack_title"].values),
        horizon_days=horizon,
        warning=_happening(np.where(of["warning_days"].values > 0, -of["warning_days"].values, np.inf), horizon),
        trigger=_happening(known, horizon),
        first={name: _happening(day.min(axis=1, initial=np.inf), horizon) for name, day in days.items()},
        contact=_happening(of["contact_day"].values, horizon),
        nations=tuple(sorted(nations, key=_order)),
        theatre_brigades=_spread_by_day(of, of["arrived_brigades"]),
        line_brigades=_spread_by_day(of, of["line_brigades"]),
        advance=_advance(of, days["line"] <= horizon),
        provenance=_plain(outcomes.data.attrs),
    )


def _event_days(of: xr.Dataset, event: str) -> Floats:
    """(draws, nations): the day of an event; infinite for never, and for a nation that sends no combat forces."""
    day = of[VARIABLE_OF[event]].transpose("draw", "nation").values.astype(np.float64)
    return np.where(of["help_level"].transpose("draw", "nation").values == COMBAT, day, np.inf)


def _happening(day: Floats, horizon: int) -> Event:
    """An event by its day in every world."""
    happens = day <= horizon
    return Event(share(happens), spread(day[happens]))


def _times(of: xr.Dataset, place: int, days: dict[str, Floats], trigger: Floats, horizon: int) -> NationTimes:
    comes = days["arrival"] <= horizon
    dated = {"trigger": trigger, **days}
    return NationTimes(
        nation=str(of["nation"].values[place]),
        name=str(of["nation_title"].values[place]),
        events={name: _happening(day, horizon) for name, day in days.items()},
        way={name: spread(np.minimum(day[comes], horizon)) for name, day in dated.items()},
        phases={name: _length(dated[start], dated[end], horizon) for name, (start, end) in PHASES.items()},
        in_place=share(days["arrival"][comes] == days["decision"][comes]),
        modes=_modes(of["arrival_mode"].transpose("draw", "nation").values[comes, place]),
    )


def _modes(codes: Floats) -> dict[str, Share]:
    """The share of each mode that occurs, the commonest first."""
    shares = {mode: share(codes == code) for code, mode in enumerate(MODES)}
    return {mode: part for mode, part in sorted(shares.items(), key=lambda item: -item[1].value) if part.value > 0.0}


def _length(start: Floats, end: Floats, horizon: int) -> Spread:
    ends = end <= horizon
    return spread(end[ends] - start[ends])


def _order(nation: NationTimes) -> tuple[float, float, float, str]:
    """By the median days on which it arrives and joins the line, but for the days before the attack; the surer first."""
    arrival, line = nation.events["arrival"], nation.way["line"]
    if not nation.comes:
        return np.inf, np.inf, 0.0, nation.nation
    return max(arrival.day.p50, 0.0), line.p50, -arrival.share.value, nation.nation


def _spread_by_day(of: xr.Dataset, values: xr.DataArray) -> dict[int, Spread]:
    by_day = values.transpose("day", "draw").values.astype(np.float64)
    return {int(day): spread(over) for day, over in zip(of["day"].values, by_day, strict=True)}


def _advance(of: xr.Dataset, joined: Flags) -> Advance:
    """The axis that nations join most often; where none does, the one on which the front moves furthest."""
    beyond = of["depth_km"] - of["start_km"]
    taken = of["joined_axis"].transpose("draw", "nation").values[joined]
    if taken.size:
        counts = np.bincount(taken.astype(int), minlength=of.sizes["axis"])
        axis = int(counts.argmax())
        why = f"the one joined most often ({counts[axis] / counts.sum():.0%} of the times that a nation joins the line)"
    else:
        axis = int(beyond.isel(day=-1).mean("draw").values.argmax()) if of.sizes["draw"] else 0
        why = "the one on which the front moves furthest on average, as no nation joins the line"
    chosen = of.isel(axis=axis)
    return Advance(
        axis=str(chosen["axis"].values),
        title=str(chosen["axis_title"].values),
        why=why,
        hold_km=float(chosen["hold_km"]),
        km=_spread_by_day(of, beyond.isel(axis=axis)),
        deepest_km=_spread_by_day(of, beyond.max("axis")),
    )


def _plain(attributes: dict[str, Any]) -> dict[str, Any]:
    """Provenance in Python's own types."""
    plain = {name: value.item() if hasattr(value, "item") else value for name, value in attributes.items()}
    kept = {name: value for name, value in plain.items() if name not in {"title", "hold_depth_km", "hold_depth_varies"}}
    return kept | {"scenario_title": plain["title"], "complete": bool(plain["complete"])}
