"""A dataset in, the bytes of a NetCDF-4 file with the same in it out; and the dataset of such a file.

NetCDF-4 is HDF5 with conventions: a dimension is a dataset that others name as their scale, `_Netcdf4Dimid` numbers it, a
variable's `coordinates` name those that describe it (CF 1.11, section 5). The general writers and readers look every dimension
up anew for every variable, and let one thread zip: these know the whole dataset, and zip its parts on all threads. Any reader of
NetCDF can open the file; tests hold what is read here to what `xarray.open_dataset` reads.
"""

from __future__ import annotations

import io
import itertools
import math
import zlib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from casus.flow.campaign.threads import threads

if TYPE_CHECKING:
    import xarray as xr

LEVEL = 1
"""Of zlib; chosen: the higher ones take several times as long and save a tenth."""
ZIPPED_FROM = 4
"""Dimensions from which a variable may be zipped: what a campaign has many of, by axis, day or nation, shrinks to an eighth;
other numbers hardly shrink at all."""
WORTH_ZIPPING = 0.8
"""Share of its length that a variable's first part may keep, zipped; chosen: what differs from draw to draw keeps nine tenths,
and takes a quarter of the time that all zipping takes.
"""
PART_DRAWS = 2000
"""Draws of a zipped part, which has one design and one attack; chosen: a megabyte or less, of which a core's cache holds many."""
NO_VARIABLE = "This is a netCDF dimension but not a netCDF variable."
"""What NetCDF calls the scale of a dimension that no variable is named after, before its length in ten places."""

OWN = {
    "CLASS",
    "NAME",
    "DIMENSION_LIST",
    "REFERENCE_LIST",
    "_Netcdf4Dimid",
    "_Netcdf4Coordinates",
    "_FillValue",
    "coordinates",
}
"""Attributes of a variable that are HDF5's and NetCDF's own."""

Place = tuple[int, ...]


def netcdf_of(data: xr.Dataset) -> bytes:
    """The dataset as a file, made in memory; every number, name and attribute can be read back as it is."""
    import h5py

    made = io.BytesIO()
    with h5py.File(made, "w", track_order=True) as file:
        file.attrs.update({name: _attribute(value) for name, value in data.attrs.items()})
        for name, variable in data.variables.items():
            _write(file, str(name), variable.values)
        for place, (name, length) in enumerate(data.sizes.items()):
            _make_scale(file, str(name), length, place)
        numbers = {str(dim): number for number, dim in enumerate(data.sizes)}
        beside = {str(one): {*data.variables[one].dims} for one in data.coords if one not in numbers}
        for name, variable in data.variables.items():
            _describe(file, str(name), variable, numbers, beside)
    return made.getvalue()


def dataset_of(path: Path) -> xr.Dataset:
    """The dataset of a file that `netcdf_of` made, all of it in memory; raises OSError for a file that is none."""
    import h5py
    import xarray as xr

    with h5py.File(path, "r") as file:
        found = {str(name): (written, dict(written.attrs)) for name, written in file.items()}
        dims = {int(said["_Netcdf4Dimid"]): name for name, (_, said) in found.items() if "_Netcdf4Dimid" in said}
        kept = {name: one for name, one in found.items() if NO_VARIABLE not in _text(one[1].get("NAME", ""))}
        variables = {name: _read(written, said, dims) for name, (written, said) in kept.items()}
        described = {one for _, said in kept.values() for one in _text(said.get("coordinates", "")).split()}
        attributes = {name: _value(value) for name, value in file.attrs.items()}
    return xr.Dataset(variables, attrs=attributes).set_coords(sorted(described))


def _read(written: Any, said: dict[str, Any], dims: dict[int, str]) -> xr.Variable:
    """A variable with its dimensions and the attributes that it was given."""
    import xarray as xr

    text = written.dtype.kind == "O"
    values = np.asarray(written.asstr()[()], dtype=str) if text else written[()]
    given = {name: _value(value) for name, value in said.items() if name not in OWN}
    return xr.Variable([dims[int(number)] for number in said["_Netcdf4Coordinates"]], values, given)


def _write(file: Any, name: str, values: np.ndarray[Any, Any]) -> None:
    """Write the numbers or texts of a variable; where a number is missing it is NaN."""
    import h5py

    if values.dtype.kind in "UO":
        file.create_dataset(name, data=values.astype(object), dtype=h5py.string_dtype(), track_order=True)
        return
    made: dict[str, Any] = {"track_order": True}
    if values.dtype.kind == "f":
        made["fillvalue"] = np.nan
    part = (1, 1, min(PART_DRAWS, values.shape[2]), *values.shape[3:]) if values.ndim >= ZIPPED_FROM else ()
    if not part or not values.size or not _is_worth_zipping(values, part):
        file.create_dataset(name, data=values, **made)
        return
    made |= {"chunks": part, "compression": "gzip", "compression_opts": LEVEL}
    written = file.create_dataset(name, values.shape, values.dtype, **made).id
    with ThreadPoolExecutor(threads()) as pool:
        places = list(_places(values.shape, part))
        for place, zipped in zip(places, pool.map(lambda place: _zipped(values, place, part), places), strict=True):
            written.write_direct_chunk(place, zipped)


def _is_worth_zipping(values: np.ndarray[Any, Any], part: Place) -> bool:
    """Whether it shrinks, by its first part."""
    return len(_zipped(values, (0,) * values.ndim, part)) < WORTH_ZIPPING * math.prod(part) * values.itemsize


def _places(shape: Sequence[int], part: Sequence[int]) -> Iterator[Place]:
    """Where each part of an array starts."""
    return itertools.product(*(range(0, whole, length) for whole, length in zip(shape, part, strict=True)))


def _zipped(values: np.ndarray[Any, Any], place: Place, part: Place) -> bytes:
    """A part as HDF5's own filter would zip it; the last of the draws are filled up to a whole part."""
    cut = values[tuple(slice(start, start + length) for start, length in zip(place, part, strict=True))]
    spare = [(0, length - found) for length, found in zip(part, cut.shape, strict=True)]
    whole = np.pad(cut, spare) if cut.shape != part else cut
    return zlib.compress(whole.tobytes(), LEVEL)


def _make_scale(file: Any, name: str, length: int, place: int) -> None:
    """Make the variable of a dimension its scale; without one, an empty one that says so."""
    title = name
    if name not in file:
        file.create_dataset(name, (length,), ">f4", track_order=True)
        title = f"{NO_VARIABLE}{length:10d}"
    file[name].make_scale(title)
    file[name].attrs["_Netcdf4Dimid"] = np.int32(place)


def _describe(
    file: Any, name: str, variable: xr.Variable, numbers: Mapping[str, int], beside: Mapping[str, set[Hashable]]
) -> None:
    """Give a variable its dimensions, its attributes, and the names of the coordinates that describe it.

    `numbers` are those of the dimensions, `beside` the dimensions of the coordinates that are none themselves.
    """
    written = file[name]
    written.attrs["_Netcdf4Coordinates"] = np.array([numbers[str(dim)] for dim in variable.dims], np.int32)
    if variable.dims != (name,):
        for place, dim in enumerate(variable.dims):
            written.dims[place].attach_scale(file[str(dim)])
    if variable.dtype.kind == "f":
        written.attrs["_FillValue"] = np.array([np.nan], variable.dtype)
    for key, value in variable.attrs.items():
        written.attrs[str(key)] = _attribute(value)
    described = [one for one, dims in beside.items() if dims <= {*variable.dims}]
    if described and name not in beside and name not in numbers:
        written.attrs["coordinates"] = " ".join(sorted(described))


def _attribute(value: Any) -> Any:
    """An attribute as NetCDF has it: a text, or an array of numbers."""
    return value if isinstance(value, str) else np.atleast_1d(value)


def _value(value: Any) -> Any:
    """An attribute as it was given: a text, one number, or an array of numbers."""
    return value[0] if isinstance(value, np.ndarray) and value.shape == (1,) else value


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
