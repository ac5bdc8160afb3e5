"""How many threads play campaigns; no result depends on it."""

from __future__ import annotations

from casus.foundation.errors import InputError, Problem


def use_threads(count: int | None) -> None:
    """Use this many threads (None: as many as the machine gives); raises InputError for a number it cannot give."""
    if count is None:
        return
    import numba

    most = int(numba.config.NUMBA_NUM_THREADS)
    if not 1 <= count <= most:
        raise InputError([Problem(f"threads is {count}; this machine gives 1 to {most}")])
    numba.set_num_threads(count)
