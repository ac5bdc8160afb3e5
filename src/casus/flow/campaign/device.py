"""On what campaigns are played: the processor, or a graphics card (CUDA). It is chosen before the kernel is imported, and stays.

The kernel's records are laid out for one or the other (`sizes.LANES`), so that a process plays on one of them alone.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.util import find_spec

from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

DEVICES = CPU, CUDA = ("cpu", "cuda")
VARIABLE = "CASUS_DEVICE"
LAID_OUT = "casus.foundation.sizes"  # the first module to depend on the device


def use_device(name: str | None) -> None:
    """Play on this device (None: the one that CASUS_DEVICE names, or the processor).

    Raises InputError for a device that is unknown or not there, and where the kernel is laid out for another already.
    """
    wanted = name or os.environ.get(VARIABLE) or CPU
    refuse_unknown(wanted)
    laid_out = sys.modules.get(LAID_OUT)
    if laid_out is not None and wanted != laid_out.DEVICE:
        hint = f"choose it before anything else of Casus is used, or set {VARIABLE}={wanted} and start anew"
        raise InputError([Problem(f"device is {wanted}; this process plays on {laid_out.DEVICE} already", hint=hint)])
    if name is not None:
        os.environ[VARIABLE] = name  # for the import that is to come, and for processes of our own
    device()


@cache
def device() -> str:
    """The device on which this process plays; raises InputError where it is unknown or not there."""
    from casus.foundation.sizes import DEVICE

    refuse_unknown(DEVICE)
    if DEVICE == CUDA:
        require_card()
    return DEVICE


def refuse_unknown(name: str) -> None:
    """Raise InputError for a name that is no device."""
    if name not in DEVICES:
        raise InputError([Problem(f"unknown device '{name}'", hint=unknown_name_hint(name, DEVICES))])


def require_card() -> None:
    """Raise InputError where nothing can be played on a graphics card, with what is missing."""
    # Numba reads both when it is imported: where compiled code is kept, and that a study may leave a card half empty.
    import casus.flow.campaign.compiled  # noqa: F401

    os.environ.setdefault("NUMBA_CUDA_LOW_OCCUPANCY_WARNINGS", "0")
    import numba
    from numba import cuda

    simulated = bool(numba.config.ENABLE_CUDASIM)
    if not simulated and not (find_spec("numba_cuda") and cuda.is_available()):
        hint = (
            "needs an NVIDIA card with its driver, and pip install 'casus[cuda]'; without --device the processor plays"
        )
        raise InputError([Problem("device is cuda; this machine has no graphics card that Numba can use", hint=hint)])
    if bool(numba.config.DISABLE_JIT) != simulated:
        hint = "NUMBA_ENABLE_CUDASIM=1 and NUMBA_DISABLE_JIT=1 go together; for a real card leave both out"
        raise InputError(
            [Problem("device is cuda; the simulator plays uncompiled code, a card compiled code", hint=hint)]
        )


@cache
def device_name() -> str:
    """The device and, of a graphics card, its name; a simulated one says so."""
    if device() == CPU:
        return CPU
    import numba
    from numba import cuda

    if numba.config.ENABLE_CUDASIM:
        return f"{CUDA} simulator"
    name = cuda.get_current_device().name
    return f"{CUDA} {name.decode() if isinstance(name, bytes) else name}"
