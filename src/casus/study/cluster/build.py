"""What decides the bits of a result on a machine, and in which of it two machines differ."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from casus.flow.campaign.device import device_name
from casus.foundation.version import VERSION

PACKAGE = Path(__file__).parents[2]
PLAYED = ("foundation", "evidence", "pacts", "flow")
"""Parts of Casus that run on a worker."""


@dataclass(frozen=True)
class Build:
    """Two machines with equal builds give the same bits for the same draws."""

    casus: str
    sources: str
    """Digest of the sources of kernel, draws, evidence and pacts."""
    numpy: str
    scipy: str
    numba: str
    device: str
    arithmetic: str
    """Digest of some logarithms, powers and products, which processors and system libraries may round differently."""

    def differences(self, other: Build) -> list[str]:
        """In words, each thing in which the other differs; empty where both give the same bits."""
        pairs = ((field.name, getattr(self, field.name), getattr(other, field.name)) for field in fields(self))
        return [f"{name} {theirs} (here {ours})" for name, ours, theirs in pairs if ours != theirs]


@cache
def this_build() -> Build:
    """The build of this process."""
    return Build(
        VERSION, _sources(), version("numpy"), version("scipy"), version("numba"), device_name(), _arithmetic()
    )


def _sources() -> str:
    hashed = hashlib.sha256()
    for file in _files():
        hashed.update(file.relative_to(PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    return hashed.hexdigest()[:16]


def _files() -> Iterator[Path]:
    for part in PLAYED:
        yield from sorted((PACKAGE / part).rglob("*.py"))
    yield PACKAGE / "pacts" / "honour" / "fitted.yaml"


def _arithmetic() -> str:
    """Digest of functions that draws and kernel use, at a thousand places: of NumPy, SciPy and the system's own library."""
    from scipy.special import ndtr, ndtri

    x = np.linspace(1e-6, 1.0 - 1e-6, 1000)
    factor = np.linalg.cholesky(np.exp(-np.abs(np.subtract.outer(x[::50], x[::50]))))
    arrays = (np.exp(x), np.log(x), x**0.37, np.tanh(x), ndtri(x), ndtr(x), factor)
    own = np.array([(math.exp(v), math.log(v), math.pow(v, 0.37), math.sin(v)) for v in x.tolist()])
    return hashlib.sha256(b"".join(array.tobytes() for array in (*arrays, own))).hexdigest()[:16]
