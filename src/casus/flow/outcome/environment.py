"""Nothing in, what the last bits of a study depend on beside its question out: the code, the libraries and the processor."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from casus.evidence.fitted import FITTED
from casus.flow.campaign.device import device_name
from casus.foundation.sizes import COMPILED

HOUSE = Path(__file__).parents[2]
KERNEL = "flow/campaign"
MODEL = ("evidence", "pacts/honour", "foundation", "flow")
SHOWN_ONLY = "flow/views"
LIBRARIES = ("numpy", "numba", "numba-cuda", "llvmlite", "scipy", "xarray")


@cache
def environment() -> dict[str, str]:
    """By name; two studies of one question with the same values here have the same bits."""
    return {
        "kernel": _digest(_sources(KERNEL)),
        "model": _digest(_of_model()),
        "python": platform.python_version(),
        **{library: _version(library) for library in LIBRARIES},
        "libc": " ".join(part for part in platform.libc_ver() if part) or "unknown",
        "device": device_name(),
        "machine": f"{platform.system()} {platform.machine()}",
        **_processor(),
    }


def _processor() -> dict[str, str]:
    """For which processor the kernel is compiled, and which of its instructions numpy and the mathematical library may use."""
    import numpy as np
    from llvmlite.binding import get_host_cpu_features, get_host_cpu_name

    simd = np.show_config(mode="dicts")["SIMD Extensions"]
    features = os.environ.get("NUMBA_CPU_FEATURES") or get_host_cpu_features().flatten()
    return {
        "cpu": os.environ.get("NUMBA_CPU_NAME") or get_host_cpu_name(),
        "cpu_features": _hash(str(features).encode()),
        "numpy_simd": " ".join([*simd["baseline"], *simd.get("found", [])]),
        "libc_tunables": os.environ.get("GLIBC_TUNABLES", ""),
        "blas_core": os.environ.get("OPENBLAS_CORETYPE", ""),
        "compiled": "yes" if COMPILED else "no",
    }


def _of_model() -> list[Path]:
    """Sources beside the kernel's that numbers depend on, and what was fitted once."""
    sources = (file for part in MODEL for file in _sources(part))
    return [FITTED, *(file for file in sources if not _is(file, SHOWN_ONLY, KERNEL))]


def _sources(part: str) -> list[Path]:
    return sorted((HOUSE / part).rglob("*.py"))


def _is(file: Path, *parts: str) -> bool:
    return any((HOUSE / part) in file.parents for part in parts)


def _digest(files: Iterable[Path]) -> str:
    return _hash(b"".join(file.name.encode() + b"\0" + file.read_bytes() for file in files))


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
