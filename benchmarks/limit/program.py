"""The C program: built where there is a compiler, then called with records of plain numbers."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from casus.flow.campaign.arrays import Records

from . import records

SOURCE = Path(__file__).with_name("ground.c")
FLAGS = ("-O3", "-march=native", "-fopenmp", "-shared", "-fPIC")
POINTER, INTEGER, REAL = ctypes.c_void_p, ctypes.c_int64, ctypes.c_double
Play = Callable[[Records, float, int, float, Records, Records, int], None]
"""theatre, intensity, steps, days of a step, worlds, fronts (changed in place), threads."""


def compiler() -> str | None:
    """A C compiler of this machine: the one named in CC, else gcc."""
    return shutil.which(os.environ.get("CC", "gcc"))


def build(compiler: str, folder: Path, *further_flags: str) -> Play:
    """The program, compiled into a folder; raises SystemExit with the compiler's own words where it fails."""
    (folder / "records.h").write_text(records.header(), "utf-8")
    library = folder / f"ground{'-'.join(further_flags)}.so"
    command = [compiler, *FLAGS, *further_flags, f"-I{folder}", str(SOURCE), "-o", str(library), "-lm"]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        raise SystemExit(f"benchmarks/limit: {' '.join(command)}\n{made.stderr}")
    play_all = ctypes.CDLL(str(library)).play_all
    play_all.argtypes = (POINTER, REAL, INTEGER, REAL, INTEGER, POINTER, POINTER, INTEGER)
    play_all.restype = None

    def play(
        theatre: Records, intensity: float, steps: int, days: float, worlds: Records, fronts: Records, threads: int
    ) -> None:
        play_all(
            theatre.ctypes.data, intensity, steps, days, len(worlds), worlds.ctypes.data, fronts.ctypes.data, threads
        )

    return play
