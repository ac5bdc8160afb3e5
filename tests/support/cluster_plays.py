"""What workers are made to do in tests: be slow, be killed, fail. Workers find these by name, so they stand in a module."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from casus.flow.ranges import PlayedRange
from casus.study.cluster.build import Build
from casus.study.cluster.worker import play_part


def slow_at_first(sent: bytes, build: Build, part: range) -> PlayedRange:
    """Ends the first range last."""
    if part.start == 0:
        time.sleep(0.5)
    return play_part(sent, build, part)


def killed_once(mark: str, sent: bytes, build: Build, part: range) -> PlayedRange:
    """Is killed at its second range, the first time that it is played."""
    if part.start > 0 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return play_part(sent, build, part)


def always_killed(sent: bytes, build: Build, part: range) -> PlayedRange:
    """Never comes back."""
    os.kill(os.getpid(), signal.SIGKILL)
    return play_part(sent, build, part)


def fails(sent: bytes, build: Build, part: range) -> PlayedRange:
    """Has a fault."""
    raise ValueError("a fault in the model")
