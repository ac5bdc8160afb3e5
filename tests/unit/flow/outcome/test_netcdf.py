"""A dataset as a NetCDF file: what is read back is what was written, as if a general writer had written it."""

from __future__ import annotations

import io
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.flow.outcome import netcdf

WIDE = ("design", "attack", "draw", "day")


def dataset(draws: int, days: int = 3) -> xr.Dataset:
    """One of every kind of variable that a study has."""
    chance = np.random.default_rng(draws)
    wide = chance.random((2, 3, draws, days)).astype(np.float32)
    seldom = np.where(wide < 0.9, np.nan, wide)
    return xr.Dataset(
        {
            "depth_km": (WIDE, seldom, {"long_name": "how deep", "units": "km"}),
            "control_day": (WIDE, wide),
            "held": (("design", "attack", "draw"), chance.choice([0.0, 1.0, np.inf, np.nan], (2, 3, draws))),
            "game": (("design", "game_world"), chance.random((2, 5))),
        },
        {
            "design": ["memorandum", "forward-defence"],
            "draw": np.arange(7, 7 + draws),
            "day": ("day", np.arange(days), {"units": "day"}),
            "precision": [1.0, np.inf],
            "design_title": ("design", ["Mémorandum", ""]),
            "attack_intensity": ("attack", [0.1, 0.5, 1.0]),
        },
        {"title": "A study", "draws": draws, "seed": 2**40, "hold_km": 30.0, "complete": 1},
    )


def read(content: bytes, file: Path) -> xr.Dataset:
    file.write_bytes(content)
    with xr.open_dataset(file, engine="h5netcdf") as data:
        return data.load()


@settings(max_examples=6)
@given(st.integers(1, 23), st.integers(1, 9))
def test_reads_back_bit_for_bit_however_it_is_cut_into_parts(tmp_path_factory, draws, part):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(netcdf, "PART_DRAWS", part)
        data, file = dataset(draws), tmp_path_factory.mktemp("netcdf") / "a.nc"
        back = read(netcdf.netcdf_of(data), file)
    xr.testing.assert_identical(back, data)
    for name, variable in data.variables.items():
        assert back[name].dtype == variable.dtype or variable.dtype.kind == "U"
        assert variable.dtype.kind == "U" or back[name].values.tobytes() == variable.values.tobytes()


def test_zips_what_shrinks_alone():
    with h5py.File(io.BytesIO(netcdf.netcdf_of(dataset(200)))) as file:
        assert {name: file[name].compression for name in ("depth_km", "control_day", "held")} == {
            "depth_km": "gzip",
            "control_day": None,
            "held": None,
        }


def test_is_read_as_what_a_general_writer_writes(tmp_path):
    data = dataset(11)
    ours = read(netcdf.netcdf_of(data), tmp_path / "ours.nc")
    theirs = read(bytes(data.to_netcdf(engine="h5netcdf")), tmp_path / "theirs.nc")
    assert list(ours.variables) == list(theirs.variables)
    assert list(ours.sizes) == list(theirs.sizes)
    assert [*ours.coords] == [*theirs.coords]
    for name, variable in theirs.variables.items():
        assert ours[name].attrs == variable.attrs
        assert ours[name].dims == variable.dims
        same = ("dtype", "_FillValue", "coordinates")
        assert repr([ours[name].encoding.get(key) for key in same]) == repr(
            [variable.encoding.get(key) for key in same]
        )


def test_what_we_read_is_what_a_general_reader_reads(tmp_path):
    file = tmp_path / "a.nc"
    theirs = read(netcdf.netcdf_of(dataset(11)), file)
    ours = netcdf.dataset_of(file)
    xr.testing.assert_identical(ours, theirs)
    assert list(ours.variables) == list(theirs.variables)
    assert ours.attrs == theirs.attrs
    assert [type(value) for value in ours.attrs.values()] == [type(value) for value in theirs.attrs.values()]
    for name, variable in theirs.variables.items():
        assert ours[name].dtype == variable.dtype
        assert variable.dtype.kind == "U" or ours[name].values.tobytes() == variable.values.tobytes()


def test_a_file_that_is_none_is_refused_as_the_system_says(tmp_path):
    file = tmp_path / "a.nc"
    file.write_bytes(b"no numbers")
    with pytest.raises(OSError, match="file signature"):
        netcdf.dataset_of(file)


def test_what_a_campaign_has_many_of_is_zipped(tmp_path):
    back = read(netcdf.netcdf_of(dataset(11)), tmp_path / "a.nc")
    assert {name for name in back.variables if back[name].encoding.get("zlib")} == {"depth_km"}


def test_a_dataset_without_draws_is_written(tmp_path):
    xr.testing.assert_identical(read(netcdf.netcdf_of(dataset(0)), tmp_path / "a.nc"), dataset(0))
