"""Two datasets of one study in, every number that is not the same bit for bit out, with how far it is off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from casus.foundation.json_numbers import json_row

if TYPE_CHECKING:
    import xarray as xr

LAST_BITS, LAST_BITS_SHORT = 1e-9, 1e-6
"""Relative difference up to which numbers differ in their last bits alone: of 64 bits, and of 32.

Chosen: libraries for other processors moved no number of 64 bits by more than 5e-11 of its size where we tried, the last bit of
one of 32 is worth 1e-7, and no answer is shown with more than six digits.
"""
SMALL = 1e-3
"""Numbers smaller than this part of their variable's largest are held against that part: chosen, since what is left where two
numbers cancel has no last bits of its own.
"""
NOTHING = 1e-12
"""Difference that is nothing in any unit of a study: chosen, a thousand times what rounding leaves where a sum is 0."""
OF_THE_RUN = {"version", "complete", "draws", "scenario_digest", "evidence_digest", "device"}
"""Attributes that say how a study was played, not what came out; they are told apart from the numbers."""


@dataclass(frozen=True)
class BitDifference:
    """A variable that differs, for one design and attack where it has them."""

    variable: str
    """Name of the variable."""
    unit: str
    """Its unit."""
    design: str | None
    """Id of the design; None of a variable that has none."""
    attack: str | None
    """Id of the attack option; None of a variable that has none."""
    counted: str
    """What is counted: `worlds`, or `numbers` of a variable that has no worlds."""
    differ: int
    """How many differ at all."""
    beyond: int
    """How many of them differ by more than their last bits, relative to the larger."""
    of: int
    """How many were compared."""
    largest: float
    """Largest difference, in the variable's unit; infinite where one is a number and the other is none."""
    largest_relative: float
    """The same, relative to the larger."""

    def as_json(self) -> dict[str, Any]:
        """In a flat record."""
        return json_row(asdict(self))


@dataclass(frozen=True)
class Unlike:
    """Something other than a number in which the studies differ: names, types, settings."""

    what: str
    """What it is."""
    kept: str
    """As it was kept."""
    again: str
    """As it is now."""


@dataclass(frozen=True)
class FirstDifference:
    """The first number that differs, and its place."""

    draw: int
    design: str
    attack: str
    variable: str
    kept: float
    again: float

    def as_json(self) -> dict[str, Any]:
        """In a flat record, with every digit: the difference may be in the last."""
        return {name: None if value != value else value for name, value in asdict(self).items()}


def first_difference(kept: xr.Dataset, again: xr.Dataset) -> FirstDifference | None:
    """The first number that differs, in the order of draws, designs and attacks; every variable has these three dimensions."""
    names = [str(name) for name in kept.data_vars]
    differ = np.stack([_differ(kept[name].values, again[name].values) for name in names], axis=-1)
    if not differ.any():
        return None
    by_draw = differ.transpose(2, 0, 1, 3)
    draw, design, attack, variable = (int(at) for at in np.unravel_index(by_draw.argmax(), by_draw.shape))
    name, place = names[variable], {"design": design, "attack": attack, "draw": draw}
    where = (int(kept["draw"].values[draw]), str(kept["design"].values[design]), str(kept["attack"].values[attack]))
    return FirstDifference(*where, name, *(float(one[name].isel(place)) for one in (kept, again)))


def bit_differences(kept: xr.Dataset, again: xr.Dataset) -> Iterator[BitDifference]:
    """Every variable of both that differs, by design and attack; both have the same names in every dimension."""
    for name in kept.data_vars:
        if name in again.data_vars and kept[name].shape == again[name].shape and kept[name].dtype.kind in "fiub":
            yield from _variable(str(name), kept[name], again[name])


def alike(kept: xr.Dataset, again: xr.Dataset) -> tuple[xr.Dataset, xr.Dataset, tuple[Unlike, ...]]:
    """What both have: the same names in every dimension, in the order of the first; and everything else in which they differ."""
    unlike = [*_attributes(kept, again), *_variables(kept, again)]
    for dimension in kept.sizes:
        if dimension not in kept.coords or dimension not in again.coords:
            continue
        names, others = list(kept[dimension].values), list(again[dimension].values)
        if names == others:
            continue
        unlike.append(_names(str(dimension), names, others))
        known, found = set(names), {name: place for place, name in enumerate(others)}
        kept = kept.isel({dimension: [place for place, name in enumerate(names) if name in found]})
        again = again.isel({dimension: [found[name] for name in names if name in found and name in known]})
    return kept, again, (*unlike, *_texts(kept, again))


def numbers_in(data: xr.Dataset) -> int:
    """How many numbers a dataset holds."""
    return sum(variable.size for variable in data.data_vars.values())


def _attributes(kept: xr.Dataset, again: xr.Dataset) -> Iterator[Unlike]:
    for name in sorted({*map(str, kept.attrs), *map(str, again.attrs)} - OF_THE_RUN):
        before, after = kept.attrs.get(name), again.attrs.get(name)
        if before != after:
            yield Unlike(f"setting '{name}'", str(before), str(after))


def _variables(kept: xr.Dataset, again: xr.Dataset) -> Iterator[Unlike]:
    for name in dict.fromkeys([*map(str, kept.data_vars), *map(str, again.data_vars)]):
        if name not in kept.data_vars or name not in again.data_vars:
            yield Unlike(f"variable '{name}'", _there(name in kept.data_vars), _there(name in again.data_vars))
        elif kept[name].dtype != again[name].dtype:
            yield Unlike(f"type of '{name}'", str(kept[name].dtype), str(again[name].dtype))
        elif kept[name].dims != again[name].dims:
            yield Unlike(f"dimensions of '{name}'", str(kept[name].dims), str(again[name].dims))


def _there(is_there: bool) -> str:
    return "there" if is_there else "not there"


def _names(dimension: str, kept: Sequence[Any], again: Sequence[Any]) -> Unlike:
    gone, new = ([str(name) for name in one if name not in set(other)] for one, other in ((kept, again), (again, kept)))
    if not gone and not new:
        return Unlike(f"order of '{dimension}'", ", ".join(map(str, kept)), ", ".join(map(str, again)))
    return Unlike(f"names in '{dimension}'", ", ".join(gone) or "none more", ", ".join(new) or "none more")


def _texts(kept: xr.Dataset, again: xr.Dataset) -> Iterator[Unlike]:
    """Words beside the numbers, such as titles and units, that differ; both have the same names."""
    for name in kept.coords:
        if name not in again.coords or name in kept.sizes or kept[name].shape != again[name].shape:
            continue
        before, after = kept[name].values.astype(str), again[name].values.astype(str)
        for place in np.flatnonzero(before != after)[:1]:
            yield Unlike(f"'{name}'", str(before[place]), str(after[place]))


def _variable(name: str, kept: xr.DataArray, again: xr.DataArray) -> Iterator[BitDifference]:
    again = again.transpose(*kept.dims)
    differs = _differ(kept.values, again.values)
    if not differs.any():
        return
    by = [str(dim) for dim in kept.dims if dim in {"design", "attack"}]
    worlds = "draw" in kept.dims
    order = [kept.dims.index(dim) for dim in (*by, *(("draw",) if worlds else ()))]
    order += [place for place in range(kept.ndim) if place not in order]
    shape = (*(kept.sizes[dim] for dim in by), kept.sizes["draw"] if worlds else -1, *((-1,) if worlds else ()))
    first, second, apart = (array.transpose(order).reshape(shape) for array in (kept.values, again.values, differs))
    if not worlds:
        first, second, apart = first[..., None], second[..., None], apart[..., None]
    unit, counted = str(kept.attrs.get("units", "")), "worlds" if worlds else "numbers"
    for place in np.ndindex(*(kept.sizes[dim] for dim in by)):
        if apart[place].any():
            names = {dim: str(kept[dim].values[at]) for dim, at in zip(by, place, strict=True)}
            yield _difference(name, unit, names, counted, (first[place], second[place], apart[place]))


def _difference(
    variable: str,
    unit: str,
    names: dict[str, str],
    counted: str,
    values: tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[np.bool_]],
) -> BitDifference:
    first, second, apart = values
    finite = np.abs(first[np.isfinite(first)])
    least = SMALL * float(finite.max()) if finite.size else 0.0
    close = LAST_BITS_SHORT if first.dtype.itemsize == 4 else LAST_BITS
    a, b = first[apart].astype(np.float64), second[apart].astype(np.float64)
    with np.errstate(all="ignore"):
        off = np.abs(a - b)
        off[np.isnan(off)] = np.inf
        scale = np.maximum(np.maximum(np.abs(a), np.abs(b)), least)
        relative = np.where(off == 0.0, 0.0, np.where(np.isinf(off), np.inf, off / scale))
    beyond = np.zeros(apart.shape, dtype=bool)
    beyond[apart] = (relative > close) & (off > NOTHING)
    rows = len(apart), int(apart.any(axis=1).sum()), int(beyond.any(axis=1).sum())
    where = names.get("design"), names.get("attack")
    return BitDifference(
        variable, unit, *where, counted, rows[1], rows[2], rows[0], float(off.max()), float(relative.max())
    )


def _differ(a: npt.NDArray[Any], b: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Where two arrays differ in any bit; 'not a number' equals itself."""
    if a.dtype != b.dtype:
        a, b = a.astype(np.float64), b.astype(np.float64)
    if a.dtype.kind != "f":
        return np.asarray(a != b)
    words = np.dtype(f"u{a.dtype.itemsize}")
    differ = np.ascontiguousarray(a).view(words) != np.ascontiguousarray(b).view(words)
    return np.asarray(differ & ~(np.isnan(a) & np.isnan(b)))
