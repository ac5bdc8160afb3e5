"""How long the workbench takes after a lever has moved, without a browser: answers, all attacks, price; as JSON.

python benchmarks/workbench.py [--draws N] [--repeats N]
"""

from __future__ import annotations

import argparse
import json
import os
import time

from casus.app.web.rerun import Reruns
from casus.app.web.session import Session


def main() -> None:
    """Measure and print: the least and the middle of wall and processor seconds from the move to each stage."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draws", type=int, default=2000)
    arguments.add_argument("--repeats", type=int, default=9)
    given = arguments.parse_args()
    session, reruns = Session("ukraine", given.draws), Reruns()
    session.add("consult-24h")
    session.add("article5-like")
    session.select(1)
    for shown in reruns.stages(session.bench):
        session.show(shown)
    figures: dict[str, list[tuple[float, float]]] = {"attack": [], "attacks": [], "price": []}
    for repeat in range(given.repeats):
        wall, busy = time.perf_counter(), time.process_time()
        session.move_lever("force", 6.0 + 0.5 * repeat)
        for shown in reruns.stages(session.bench):
            figures[shown.stage].append((time.perf_counter() - wall, time.process_time() - busy))
    middle = given.repeats // 2
    print(json.dumps({
        "draws": given.draws, "designs": 4, "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1),
        **{
            f"{stage}_{kind}_seconds": {"least": round(sorted(taken)[0], 2), "middle": round(sorted(taken)[middle], 2)}
            for stage, pairs in figures.items()
            for kind, taken in zip(("wall", "processor"), zip(*pairs, strict=True), strict=True)
        },
    }, indent=2))  # fmt: skip


if __name__ == "__main__":
    main()
