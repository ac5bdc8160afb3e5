"""Each campaign's outcomes of a streamed study, chunk by chunk into a Zarr store, and opened again without reading it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from casus.flow.campaign.arrays import OUTCOME_SCALARS
from casus.flow.outcome.assemble import BY_DRAW
from casus.flow.outcome.variables import VARIABLES, attributes
from casus.foundation.errors import StoreError
from casus.foundation.whole_files import settle
from casus.study.streaming.chunk import Kept
from casus.study.streaming.plan import Plan

if TYPE_CHECKING:
    import xarray as xr

OUTCOMES, ARRAY = "outcomes.zarr", "outcomes"


def begin_outcomes(plan: Plan, folder: Path) -> None:
    """An empty store in which every outcome is missing; what lay there is gone.

    A chunk of draws is one file, within which each outcome is read without the others.
    """
    import zarr

    of_draw = (len(plan.titles), len(plan.attacks))
    chunk = min(plan.chunk, plan.draws)
    zarr.open_group(folder / OUTCOMES, mode="w").create_array(
        ARRAY,
        shape=(len(OUTCOME_SCALARS), *of_draw, plan.draws),
        chunks=(1, *of_draw, chunk),
        shards=(len(OUTCOME_SCALARS), *of_draw, chunk),
        dtype="float32",
        fill_value=float("nan"),
        dimension_names=("outcome", *BY_DRAW),
        attributes=_attributes(plan),
    )


def _attributes(plan: Plan) -> dict[str, Any]:
    """What the places along each dimension stand for."""
    described = [attributes(VARIABLES[name]) for name in OUTCOME_SCALARS]
    named = {"outcome": list(OUTCOME_SCALARS), "design": list(plan.titles), "attack": list(plan.attacks)}
    return named | {key: [one[key] for one in described] for key in ("units", "long_name")}


def add_outcomes(plan: Plan, folder: Path, part: range, outcomes: Kept) -> None:
    """Write a chunk of the draws, and wait until it is on the disk."""
    import zarr

    array: Any = zarr.open_array(folder / OUTCOMES / ARRAY, mode="r+")
    array[:, :, :, part.start : part.stop] = np.stack([outcomes[name] for name in OUTCOME_SCALARS])
    file = folder / OUTCOMES / ARRAY / "c" / "0" / "0" / "0" / str(part.start // plan.chunk)
    settle(file)
    settle(file.parent)


def drop_unfinished(folder: Path) -> None:
    """Remove the files that a run was writing when it was killed."""
    for file in (folder / OUTCOMES).rglob("*.partial"):
        file.unlink()


def open_streamed_outcomes(plan: Plan, folder: Path) -> xr.Dataset:
    """The outcomes as a dataset (design, attack, draw) of which only what is looked at is read."""
    import xarray as xr

    array = xr.open_zarr(folder / OUTCOMES, consolidated=False, chunks=None)[ARRAY]
    named = {"outcome": list(OUTCOME_SCALARS), "design": list(plan.titles), "attack": list(plan.attacks)}
    data: xr.Dataset = array.assign_coords({**named, "draw": range(plan.draws)}).to_dataset("outcome")
    described = {name: data[name].assign_attrs(attributes(VARIABLES[name])) for name in OUTCOME_SCALARS}
    return xr.Dataset(described)


def read_outcomes(plan: Plan, folder: Path, part: range) -> xr.Dataset:
    """The outcomes of some draws, read whole; raises StoreError where they cannot be."""
    import zarr

    try:
        array: Any = zarr.open_array(folder / OUTCOMES / ARRAY, mode="r")
        kept = array[:, :, :, part.start : part.stop]
    except (OSError, ValueError, RuntimeError) as error:
        where = f"draws {part.start:,} to {part.stop - 1:,}"
        raise StoreError(f"{folder / OUTCOMES}: {where} cannot be read: {error}") from error
    return outcomes_dataset(list(plan.titles), plan.attacks, part, dict(zip(OUTCOME_SCALARS, kept, strict=True)))


def outcomes_dataset(designs: Sequence[str], attacks: Sequence[str], part: range, outcomes: Kept) -> xr.Dataset:
    """The outcomes of some draws as a dataset (design, attack, draw)."""
    import xarray as xr

    described = {name: (BY_DRAW, outcomes[name], attributes(VARIABLES[name])) for name in OUTCOME_SCALARS}
    return xr.Dataset(described, {"design": list(designs), "attack": list(attacks), "draw": part})
