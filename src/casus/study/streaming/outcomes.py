"""Each campaign's outcomes of a streamed study, chunk by chunk into a Zarr store, and opened again without reading it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.flow.campaign.arrays import OUTCOME_SCALARS
from casus.flow.outcome.assemble import BY_DRAW
from casus.flow.outcome.variables import VARIABLES, attributes
from casus.study.streaming.chunk import Kept
from casus.study.streaming.plan import Plan
from casus.study.streaming.write import settle

if TYPE_CHECKING:
    import xarray as xr

OUTCOMES = "outcomes.zarr"
BYTES = 4
"""Of a number, before it is compressed."""


def most_bytes(plan: Plan) -> int:
    """Bytes that the outcomes take before they are compressed."""
    return plan.draws * plan.pairs * len(OUTCOME_SCALARS) * BYTES if plan.keep == "outcomes" else 0


def begin_outcomes(plan: Plan, folder: Path) -> None:
    """An empty store in which every outcome is missing; what lay there is gone."""
    import zarr

    root = zarr.open_group(
        folder / OUTCOMES, mode="w", attributes={"designs": list(plan.titles), "attacks": list(plan.attacks)}
    )
    shape = (len(plan.titles), len(plan.attacks))
    for name in OUTCOME_SCALARS:
        root.create_array(
            name,
            shape=(*shape, plan.draws),
            chunks=(*shape, min(plan.chunk, plan.draws)),
            dtype="float32",
            fill_value=float("nan"),
            dimension_names=BY_DRAW,
            attributes={**attributes(VARIABLES[name])},
            config={"write_empty_chunks": True},
        )


def add_outcomes(plan: Plan, folder: Path, part: range, outcomes: Kept) -> None:
    """Write a chunk of the draws, and wait until it is on the disk."""
    import zarr

    root: Any = zarr.open_group(folder / OUTCOMES, mode="r+")
    for name, values in outcomes.items():
        root[name][:, :, part.start : part.stop] = values
        file = folder / OUTCOMES / name / "c" / "0" / "0" / str(part.start // plan.chunk)
        settle(file)
        settle(file.parent)


def drop_unfinished(folder: Path) -> None:
    """Remove the files that a run was writing when it was killed."""
    for file in (folder / OUTCOMES).rglob("*.partial"):
        file.unlink()


def open_streamed_outcomes(plan: Plan, folder: Path) -> xr.Dataset:
    """The outcomes as a dataset (design, attack, draw) of which only what is looked at is read."""
    import xarray as xr

    data: xr.Dataset = xr.open_zarr(folder / OUTCOMES, consolidated=False, chunks=None)
    return data.assign_coords(design=list(plan.titles), attack=list(plan.attacks), draw=range(plan.draws))
