"""Code in, another Python that runs it while this one goes on out."""

from __future__ import annotations

import os
import subprocess
import sys


def start_python(code: str, stdin: int | None = None, own_session: bool = False) -> subprocess.Popen[bytes] | None:
    """A process that imports from where this one does; None where a second one would gain nothing, or cannot be started.

    What it writes is read from its `stdout`. In a session of its own Ctrl-C does not end it.
    """
    if (os.cpu_count() or 1) < 2 or not sys.executable:
        return None
    whole = f"import sys; sys.path[:] = {sys.path!r}; {code}"
    try:
        return subprocess.Popen(
            [sys.executable, "-c", whole],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=own_session,
        )
    except OSError:
        return None
