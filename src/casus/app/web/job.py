"""`python -m casus.app.web.job PART FOLDER`: a study asked for in PART, played; its answers stand in FOLDER when all are there."""

from __future__ import annotations

import inspect
import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from casus.app.web.bench import Bench, library_scenario, read_bench
from casus.app.web.jobs import ASKED, BENCH, FAILED, PROGRESS, be_patient
from casus.app.web.rerun import reference_of
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import CasusError
from casus.foundation.whole_files import write_whole


def main() -> None:
    """Play what is asked for; exits 1 where it is refused, with the reason in the folder."""
    part, folder = Path(sys.argv[1]), Path(sys.argv[2])
    signal.signal(signal.SIGTERM, _stop)
    be_patient()
    try:
        answer(part)
        part.rename(folder)
    except CasusError as error:
        (part / FAILED).write_text(str(error), "utf-8")
        sys.exit(1)


def answer(part: Path) -> None:
    """Play the study of a folder, and write its answers there."""
    asked = json.loads((part / ASKED).read_text("utf-8"))
    bench = read_bench((part / BENCH).read_bytes(), part / BENCH)
    scenario = scenario_on(bench)
    if asked["question"] == "compare":
        _compare(scenario, bench, asked, part)
    else:
        _ask(scenario, asked, part)


def scenario_on(bench: Bench) -> Scenario:
    """The scenario with the designs of the bench in place of its own; what they are held against is its baseline."""
    scenario = library_scenario(bench.scenario)
    reference = reference_of(bench, scenario)
    setup = scenario.setup.model_copy(update={"baseline": reference.id})
    designs: tuple[Design, ...] = (reference, *bench.designs)
    return scenario.model_copy(update={"setup": setup, "designs": designs, "variants": ()})


def _compare(scenario: Scenario, bench: Bench, asked: dict[str, Any], part: Path) -> None:
    from casus.study.compare import compare

    told = _Told(part, (1 + len(bench.designs)) * len(scenario.attacks))
    study = compare(
        scenario, draws=asked["draws"], seed=asked["seed"], progress=lambda d, a: told(f"{d.id} against {a.id}")
    )
    study.save(part)
    (part / "answers.json").write_text(json.dumps(study.as_json(), indent=2), "utf-8")
    (part / "table.csv").write_text(study.table().to_csv(index=False), "utf-8")


def _ask(scenario: Scenario, asked: dict[str, Any], part: Path) -> None:
    """Answer a planner's question about one design."""
    from casus.study import planner

    question = getattr(planner, asked["question"])
    hears = next(name for name in ("heard", "progress") if name in inspect.signature(question).parameters)
    told = _Told(part, None)
    given: dict[str, Any] = {"design": asked["design"], "draws": asked["draws"], "seed": asked["seed"]}
    if "attack" in inspect.signature(question).parameters:
        given["attack"] = asked["attack"]
    found = question(scenario, **given, **{hears: told})
    (part / "answers.json").write_text(json.dumps(found.as_json(), indent=2), "utf-8")


class _Told:
    """Progress into a file that the page reads."""

    def __init__(self, part: Path, total: int | None) -> None:
        self.part, self.total, self.done = part, total, 0
        self._write("")

    def __call__(self, *what: Any) -> None:
        self.done += 1
        self._write(what[0] if what and isinstance(what[0], str) else "")

    def _write(self, said: str) -> None:
        write_whole(self.part / PROGRESS, json.dumps({"done": self.done, "total": self.total, "said": said}).encode())


def _stop(_signal: int, _frame: FrameType | None) -> None:
    os._exit(130)


if __name__ == "__main__":
    main()
