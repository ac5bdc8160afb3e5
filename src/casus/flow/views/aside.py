"""Charts in, pictures out, drawn by another process while this one goes on with something else.

What draws holds on to Python's lock, so that no thread of this process could draw meanwhile.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from casus.flow.views.picture import plain, png, require_picture, write_picture
from casus.flow.views.second_process import start_python

SCALE = 2.0
"""Pixels of a picture for each pixel of its chart, as for `save_picture`."""


class Aside:
    """Pictures that are being drawn aside; started well before they are wanted, for what draws takes a while to start."""

    def __init__(self) -> None:
        self._process = start_drawing()
        self._pool = ThreadPoolExecutor(1)
        self._asked: list[tuple[Path, Future[bytes]]] = []

    def save(self, chart: Any, file: Path) -> Path:
        """The file (PNG) that `finish` will write."""
        require_picture(file)
        self._asked.append((file, self._pool.submit(self._drawn, plain(chart))))
        return file

    def finish(self) -> list[Path]:
        """The files that were asked for, written; raises InputError where one cannot be."""
        return [write_picture(picture.result(), file) for file, picture in self._asked]

    def close(self) -> None:
        """Let go of the other process."""
        self._pool.shutdown(cancel_futures=True)
        if self._process is not None:
            self._process.kill()  # every picture that was waited for is here
            self._process.communicate()
            self._process = None

    def _drawn(self, chart: dict[str, Any]) -> bytes:
        """A picture, by the other process; where that cannot be had, by this one."""
        if self._process is not None and self._process.stdin and self._process.stdout:
            try:
                pickle.dump(chart, self._process.stdin)
                self._process.stdin.flush()
                return bytes(pickle.load(self._process.stdout))
            except (OSError, EOFError, pickle.UnpicklingError):
                pass
        return png(chart, SCALE)


def start_drawing() -> subprocess.Popen[bytes] | None:
    """A process that runs `draw_for_another`, in a session of its own so that Ctrl-C does not end it before the study is kept.

    None where it gains nothing or cannot be had.
    """
    return start_python(
        f"from {__name__} import draw_for_another; draw_for_another()", subprocess.PIPE, own_session=True
    )


def draw_for_another() -> None:
    """Read charts and write pictures until no more come; the first, which nobody sees, sets up what draws."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    png({"data": {"values": [{}]}, "mark": "text", "encoding": {"text": {"value": "Casus"}}}, SCALE)
    while True:
        try:
            chart = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(png(chart, SCALE), answers)
        answers.flush()
