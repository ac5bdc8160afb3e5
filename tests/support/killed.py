"""A streamed study in a process of its own, killed (SIGKILL) as often as asked, each time after some of its campaigns.

A server that has loaded everything forks such a process in a moment; a new Python would take seconds each time.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER = """
import os, sys, tempfile
from pathlib import Path
import zarr
from casus.study.streaming.stream import resume, stream

def told(done, total):
    print("heard", flush=True)

def play(folder, draws, chunk):
    if (folder / "plan.json").exists():
        resume(folder, told)
    else:
        stream("tutorial", folder, ["tripwire"], ["probe"], draws, 7, lenses=False, chunk=chunk, progress=told)
    print("finished", flush=True)

with tempfile.TemporaryDirectory() as folder:
    stream("tutorial", folder, ["tripwire"], ["probe"], 2, lenses=False, keep="summaries")
for line in sys.stdin:
    folder, draws, chunk = line.split()
    child = os.fork()
    if child == 0:
        print("process", os.getpid(), flush=True)
        try:
            play(Path(folder), int(draws), int(chunk))
        finally:
            os._exit(0)
    sys.stdin.readline()  # until it is waited for, a process that has ended keeps its number
    os.waitpid(child, 0)
    print("ended", flush=True)
"""
FORKS = {"NUMBA_THREADING_LAYER": "workqueue", "NUMBA_NUM_THREADS": "1"}
"""The layer of threads that a process may fork with."""


class Victims:
    """Plays a study as far as it is let."""

    def __init__(self, server: subprocess.Popen[str], seed: int) -> None:
        self._server = server
        self._dice = random.Random(seed)

    def play_and_kill(self, folder: Path, draws: int, chunk: int) -> bool:
        """Whether the study was finished before it was killed: after a few of its campaigns, and some thousandths of a second."""
        print(folder, draws, chunk, file=self._server.stdin, flush=True)
        process = int(self._line().split()[1])
        heard, finished = self._dice.randint(1, 5), False
        while heard and not finished:
            heard, finished = heard - 1, self._line() == "finished"
        time.sleep(self._dice.uniform(0.0, 0.05))
        os.kill(process, signal.SIGKILL)
        print("wait for it", file=self._server.stdin, flush=True)
        while (line := self._line()) != "ended":
            finished = finished or line == "finished"
        return finished

    def _line(self) -> str:
        line = self._server.stdout.readline().strip()  # type: ignore[union-attr]
        assert line, "the server ended"
        return line


@contextmanager
def victims(seed: int) -> Iterator[Victims]:
    """Studies to be killed."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **FORKS},
    ) as server:
        yield Victims(server, seed)
        server.stdin.close()  # type: ignore[union-attr]
