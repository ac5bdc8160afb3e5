"""Outcomes and the name of a metric in, its value in every world out: what claims, sensitivity and robustness speak of.

A flag is 1 where it is true and 0 where it is not. A value is missing (NaN) where the question does not arise, such as how far
the front had moved at a contact that never came; a moment that never comes is infinite.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.strike import DAYS_PER_MONTH
from casus.flow.handoffs import Floats, Outcomes

if TYPE_CHECKING:
    import xarray as xr

Better = Literal["higher", "lower", "neither"]
Read = Callable[["Part"], Floats]
LENSES = ("price", "game", "reference")
MOVED_KM = 5.0  # chosen: the resolution floor; a front that moved less still stands on its positions
HONOURED_SHARE = 0.5  # chosen: half of the pact's weight kept its word
HOURS_PER_DAY = 24.0
WEAPONS = ("drone", "cruise", "ballistic")
LEAKERS = {weapon: f"{weapon}_leakers" for weapon in WEAPONS}


@dataclass(frozen=True)
class Metric:
    """A number, or a flag, that every world has for a design."""

    name: str
    """Name in claims and on the command line."""
    what: str
    """What it is, as a phrase."""
    unit: str
    """Unit of its values; `1` of a flag."""
    better: Better
    """Which way is better for the protected state and its guarantors."""
    of: Literal["campaign", "design", "price", "lens", "crisis"]
    """What it is read of: a campaign (design and attack), a design, the price of one attack or of the cheapest, a lens
    on deterrence (design and lens), the game in a typical world (design, attack and credibility)."""
    flag: bool
    """True where it is true or false in a world."""
    read: Read
    """(draws,) its values, from the dataset of what it is read of."""


class Part(Protocol):
    """Some of a study's dataset: a whole one that was cut, a `Cell`, or `Arrays` of which none was made."""

    @property
    def attrs(self) -> Mapping[str, Any]:
        """What is said of the whole study."""

    def __getitem__(self, name: str) -> xr.DataArray | xr.Variable:
        """A variable."""


class Cell:
    """Part of a study's dataset, each variable cut when it is asked for, without the coordinates of the whole.

    To cut them all, or to carry coordinates along, takes many times as long as any question that is asked of them.
    """

    def __init__(self, data: xr.Dataset, places: Mapping[str, int]) -> None:
        """`places` says where along a dimension the part lies."""
        self._data, self._places = data, places
        self.attrs = data.attrs

    def __getitem__(self, name: str) -> xr.Variable:
        import xarray as xr

        whole = self._data.variables[name]
        cut = whole.values[tuple(self._places.get(str(dim), slice(None)) for dim in whole.dims)]
        # The fast path: what comes out of an array needs no looking at, which takes longer than most questions.
        return xr.Variable([dim for dim in whole.dims if dim not in self._places], cut, whole.attrs, fastpath=True)

    def __contains__(self, name: str) -> bool:
        return name in self._data.variables

    def at(self, dim: str, name: str | float) -> Cell:
        """The part of this part that a name along one more dimension has; raises KeyError for a name that is not there."""
        return Cell(self._data, {**self._places, dim: self._data.get_index(dim).get_loc(name)})


class Values(NamedTuple):
    """The values of one variable, as a dataset would hand them out."""

    values: Any


class Arrays:
    """Arrays by name, read as a part of a study's dataset is: to make a dataset takes longer than most questions to it."""

    def __init__(self, arrays: Mapping[str, Any], attrs: Mapping[str, Any]) -> None:
        self._arrays, self.attrs = arrays, attrs

    def __getitem__(self, name: str) -> Any:
        return Values(self._arrays[name])


def cell(outcomes: Outcomes, design: str, attack: str | None = None) -> Cell:
    """What a study has of a design, against one attack or against all; raises KeyError for a name that is not there."""
    found = Cell(outcomes.data, {}).at("design", design)
    return found if attack is None else found.at("attack", attack)


def metric(name: str) -> Metric:
    """The metric of that name; raises KeyError for one that is none (callers say what is near)."""
    return METRICS[name]


def world_values(
    outcomes: Outcomes,
    name: str,
    design: str,
    attack: str | None = None,
    lens: str | None = None,
    credibility: float | None = None,
) -> Floats:
    """(draws,) a metric in every world; the arguments that its kind does not ask for are left out.

    The price of no attack in particular is that of the cheapest. Raises KeyError where the study was played without lenses.
    """
    wanted = metric(name)
    of = cell(outcomes, design, None if wanted.of == "lens" else attack)
    if wanted.of == "crisis":
        known = outcomes.data.get_index("credibility")
        of = of.at("credibility", known[known.get_indexer([credibility], method="nearest")[0]])
    if wanted.of == "lens":
        return _in_all(outcomes, LENS_READS[lens or "price"](of))
    if wanted.of == "price" and attack is None:
        return np.asarray(of["price_meur"].min("attack", skipna=True).values)
    return _in_all(outcomes, wanted.read(of))


def _in_all(outcomes: Outcomes, values: Floats) -> Floats:
    """(draws,) values: the same in all where there is one, missing beyond the worlds that a lens looked into."""
    if values.ndim == 0:
        return np.full(outcomes.draws, float(values))
    return np.concatenate([values, np.full(outcomes.draws - len(values), np.nan)])


def _where(known: Floats, true: npt.NDArray[np.bool_]) -> Floats:
    """1 where true, 0 where not, missing where what it is read of is missing."""
    return np.where(np.isnan(known), np.nan, true.astype(np.float64))


def _column(name: str, factor: float = 1.0) -> Read:
    return lambda data: np.asarray(data[name].values) * factor


def _at_least_half(name: str) -> Read:
    return lambda data: _where(data[name].values, data[name].values >= HONOURED_SHARE)


def _comes(name: str) -> Read:
    return lambda data: _where(data["held"].values, np.isfinite(data[name].values))


def _combat(data: Part) -> Floats:
    return _where(data["combat_share"].values, data["combat_share"].values > 0)


def _moved(data: Part) -> Floats:
    contact = np.isfinite(data["contact_day"].values)
    return np.where(contact, data["contact_depth_km"].values, np.nan)


def _movement_to_contact(data: Part) -> Floats:
    moved = _moved(data)
    return _where(moved, moved >= MOVED_KM)


def _in_time(data: Part) -> Floats:
    sent = data["combat_share"].values > 0
    early = (data["contact_day"].values < data["lost_day"].values) | (data["held"].values > 0)
    return np.where(sent, early.astype(np.float64), np.nan)


def _persons(name: str) -> Read:
    return lambda data: np.asarray(data[name].values * data["brigade_persons"].values)


def _leakers(data: Part) -> Floats:
    months = float(data.attrs["horizon_days"]) / DAYS_PER_MONTH
    return np.asarray(sum(data[name].values for name in LEAKERS.values())) / months


LENS_READS: dict[str, Read] = {
    "price": lambda data: np.asarray(data["attack_probability"].max("attack", skipna=True).values),
    "game": lambda data: np.asarray(data["challenge_in_time_probability"].max("attack", skipna=True).values),
    "reference": lambda data: np.asarray(1.0 - data["survival"].isel(year=-1).values),
}
"""(worlds,) probability of an attack within ten years, by lens; the game is solved in the first worlds only."""


def _flags() -> list[Metric]:
    def flag(name: str, what: str, better: Better, read: Read) -> Metric:
        return Metric(name, what, "1", better, "campaign", True, read)

    half = "half of the guarantors, by brigades,"
    return [
        flag("held", "the line holds to the horizon", "higher", _column("held")),
        flag("called", "the pact's trigger is met", "neither", _comes("trigger_day")),
        flag("decided", f"{half} decide to help within 30 days", "higher", _at_least_half("decided_share")),
        flag("acted", f"{half} send more than words", "higher", _at_least_half("acted_share")),
        flag("honoured", f"{half} do what the text promises", "higher", _at_least_half("honoured_share")),
        flag("combat", "some guarantor sends combat forces", "neither", _combat),
        flag("contact", "guarantors' forces meet the enemy", "neither", _comes("contact_day")),
        flag("movement_to_contact", "the front had moved when they met it", "lower", _movement_to_contact),
        flag("in_time", "combat forces sent are in contact before the line is lost, or it holds", "higher", _in_time),
    ]


def _numbers() -> list[Metric]:
    def number(name: str, what: str, unit: str, better: Better, read: Read) -> Metric:
        return Metric(name, what, unit, better, "campaign", False, read)

    return [
        number("warning_days", "believed warning before the attack", "day", "higher", _column("warning_days")),
        number(
            "decision_hours",
            "hours from the attack to the first guarantor's decision",
            "hour",
            "lower",
            _column("first_decision_day", HOURS_PER_DAY),
        ),
        number(
            "contact_hours",
            "hours from the attack to guarantors' first contact",
            "hour",
            "lower",
            _column("contact_day", HOURS_PER_DAY),
        ),
        number("contact_moved_km", "how far the front had moved at that contact", "km", "lower", _moved),
        number("lost_day", "day on which the line is lost", "day", "higher", _column("lost_day")),
        number("depth_km", "deepest advance on any axis", "km", "lower", _column("max_depth_km")),
        number("area_lost_km2", "area lost at the horizon", "km2", "lower", _column("area_km2")),
        number("people_lost", "inhabitants of cities lost", "person", "lower", _column("people")),
        number("key_cities", "key cities lost", "1", "lower", _column("key_cities")),
        number(
            "protected_lost", "soldiers that the protected state loses", "person", "lower", _persons("protected_lost")
        ),
        number("guarantor_lost", "soldiers that the guarantors lose", "person", "lower", _persons("guarantor_lost")),
        number("aggressor_lost", "soldiers that the aggressor loses", "person", "neither", _persons("aggressor_lost")),
        number(
            "acted_share",
            "share of the guarantors that send more than words",
            "share",
            "higher",
            _column("acted_share"),
        ),
        number(
            "combat_share",
            "share of the guarantors that send combat forces",
            "share",
            "higher",
            _column("combat_share"),
        ),
        number("line_brigades_peak", "most guarantors' brigades in the line", "brigade", "neither", _most_in_line),
        number(
            "control_of_air", "control of the air at the horizon, -1 to 1", "1", "higher", _column("control_of_air")
        ),
        number("air_day7", "control of the air a week after the attack, -1 to 1", "1", "higher", _air_after_week),
        number("leakers_month", "drones and missiles that get through in a month", "weapon/month", "lower", _leakers),
        number("damage_meur", "damage that drones and missiles do", "MEUR", "lower", _column("damage_meur")),
        number("short_share", "share of the defence's ammunition need unmet", "share", "lower", _column("short_share")),
    ]


def _most_in_line(data: Part) -> Floats:
    return np.asarray(data["line_brigades"].max("day").values, dtype=np.float64)


def _air_after_week(data: Part) -> Floats:
    week = int(np.abs(data["day"].values - 7).argmin())
    return np.asarray(data["control_day"].isel(day=week).values, dtype=np.float64)


def _of_designs() -> list[Metric]:
    def design(name: str, what: str, unit: str, better: Better) -> Metric:
        return Metric(name, what, unit, better, "design", False, _column(name))

    return [
        design("cost_meur_year", "yearly cost in peacetime", "MEUR/year", "lower"),
        design(
            "feasible_share", "share of the forces asked for that is offered and can be sustained", "share", "higher"
        ),
        design("carried_share", "share that is offered, sustainable and carried through", "share", "higher"),
        design("sustained_months", "month from which a nation cannot relieve its forces", "month", "higher"),
    ]


def _of_lenses() -> list[Metric]:
    price, war, stand = "price_meur", "typical_war_probability", "typical_stand_probability"
    return [
        Metric(
            "price_of_aggression",
            "value of the aggressor's full aims at which the attack breaks even",
            "MEUR",
            "higher",
            "price",
            False,
            _column(price),
        ),
        Metric(
            "attack_10y",
            "probability of an attack within ten years, by a lens",
            "probability",
            "lower",
            "lens",
            False,
            LENS_READS["price"],
        ),
        Metric(
            "crisis_war",
            "probability of a war with the guarantors in the game of a typical world, by their credibility",
            "probability",
            "lower",
            "crisis",
            False,
            _column(war),
        ),
        Metric(
            "crisis_stand",
            "probability that guarantors stand once challenged, likewise",
            "probability",
            "higher",
            "crisis",
            False,
            _column(stand),
        ),
    ]


METRICS = {one.name: one for one in [*_flags(), *_numbers(), *_of_designs(), *_of_lenses()]}
"""Every metric by name."""
