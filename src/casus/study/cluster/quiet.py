"""Loaded by Dask into each process of `local:N`: Ctrl-C is for the command that started them, which then ends them in order."""

from __future__ import annotations

import signal


def dask_setup(_: object) -> None:
    """Leave Ctrl-C to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
