"""A streamed study in a process of its own, killed (SIGKILL) as often as asked, each time after some of its campaigns."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

PLAY = """
import sys
from pathlib import Path
from casus.study.streaming.stream import resume, stream
folder, draws, chunk = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
told = lambda done, total: print(done, flush=True)
if (folder / "plan.json").exists():
    resume(folder, told)
else:
    stream("tutorial", folder, ["tripwire"], ["probe"], draws, 7, lenses=False, chunk=chunk, progress=told)
print("finished", flush=True)
"""


def play_and_kill(folder: Path, draws: int, chunk: int, dice: random.Random) -> bool:
    """Whether the study was finished before it was killed: after a few of its campaigns, and some thousandths of a second."""
    command = [sys.executable, "-c", PLAY, str(folder), str(draws), str(chunk)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(dice.randint(1, 4)):
            if process.stdout.readline().strip() in {"finished", ""}:
                return process.wait() == 0
        time.sleep(dice.uniform(0.0, 0.1))
        process.kill()
    return False
