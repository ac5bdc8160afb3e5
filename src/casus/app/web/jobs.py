"""Long studies aside: each in a process of its own, with progress and a way to stop it; finished ones stay in the workspace."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from casus.app.web.workspace import NAME, STUDIES, Workspace
from casus.foundation.errors import InputError, Problem

MOST_RUNNING = 2
"""Chosen: each takes all threads, at low priority, so that the bench stays quick."""
MOST_JOB_DRAWS = 100_000
QUESTIONS = {
    "compare": "Compare all designs on the bench",
    "size": "What is the smallest force that holds?",
    "clock": "What are an hour and a brigade worth?",
    "gap": "Is help in place before the line is lost?",
    "dropout": "Who is pivotal, who redundant?",
    "cost": "What does it cost, against the war it avoids?",
    "explore": "On what does the result depend?",
}
"""What can be asked aside, by its command."""
ASKED, PROGRESS, FAILED, BENCH = "asked.json", "progress.json", "failed.txt", "bench.yaml"


@dataclass(frozen=True)
class Job:
    """One study as the page lists it."""

    id: str
    question: str
    title: str
    draws: int
    seed: int
    state: str
    """running, done, or failed."""
    done: int
    total: int | None
    """Pieces of work done, and of how many; None where nobody knows."""
    said: str
    """Of a failed one, why; else what was played last."""
    folder: Path


class Jobs:
    """The studies of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._failed: dict[str, Job] = {}

    def start(self, question: str, bench_text: str, design: str, attack: str, draws: int, seed: int) -> str:
        """The id of a study that has begun; raises InputError for what cannot be asked, and while enough are running."""
        self._collect()
        if question not in QUESTIONS:
            raise InputError([Problem(f"unknown question '{question}'", hint=f"allowed: {', '.join(QUESTIONS)}")])
        if not 1 <= draws <= MOST_JOB_DRAWS:
            raise InputError([Problem(f"draws is {draws:,}; it must be 1 to {MOST_JOB_DRAWS:,}")])
        if len(self._running) >= MOST_RUNNING:
            raise InputError([Problem(f"{MOST_RUNNING} studies are running; wait for one, or stop it")])
        id = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{question}-{secrets.token_hex(2)}"
        part = self._part(id)
        part.mkdir(parents=True)
        asked = {"question": question, "design": design, "attack": attack, "draws": draws, "seed": seed}
        (part / ASKED).write_text(json.dumps(asked), "utf-8")
        (part / BENCH).write_text(bench_text, "utf-8")
        command = [sys.executable, "-m", "casus.app.web.job", str(part), str(self.workspace.study(id))]
        self._running[id] = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return id

    def list(self) -> list[Job]:
        """Every study, the newest first."""
        self._collect()
        done = (_job(folder, "done") for folder in self._folders())
        running = (_job(self._part(id), "running", id) for id in self._running)
        found = [job for job in (*running, *done) if job is not None]
        return sorted([*found, *self._failed.values()], key=lambda job: job.id, reverse=True)

    def cancel(self, id: str) -> None:
        """Stop a study; nothing of it is left."""
        process = self._running.pop(id, None)
        if process is not None:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            shutil.rmtree(self._part(id), ignore_errors=True)

    def remove(self, id: str) -> None:
        """Delete a finished study, or forget a failed one."""
        if self._failed.pop(id, None) is None and id not in self._running:
            shutil.rmtree(self.workspace.study(id), ignore_errors=True)

    def close(self) -> None:
        """Stop all that is running."""
        for id in list(self._running):
            self.cancel(id)

    def _collect(self) -> None:
        """Take note of what has ended."""
        for id, process in list(self._running.items()):
            if process.poll() is None:
                continue
            del self._running[id]
            part = self._part(id)
            if part.exists():
                if (job := _job(part, "failed", id)) is not None:
                    self._failed[id] = job
                shutil.rmtree(part, ignore_errors=True)

    def _folders(self) -> Iterator[Path]:
        for folder in (self.workspace.folder / STUDIES).iterdir():
            if NAME.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
                yield folder

    def _part(self, id: str) -> Path:
        return self.workspace.study(id).with_name(f".{id}.part")


def _job(folder: Path, state: str, id: str | None = None) -> Job | None:
    asked, progress = _read(folder / ASKED), _read(folder / PROGRESS)
    if asked is None or asked.get("question") not in QUESTIONS:
        return None
    failed = folder / FAILED
    said = failed.read_text("utf-8")[:2000] if failed.exists() else str((progress or {}).get("said", ""))
    if state == "failed" and not failed.exists():
        said = "it ended without a word"
    return Job(
        id or folder.name, asked["question"], QUESTIONS[asked["question"]], int(asked["draws"]), int(asked["seed"]), state,
        int((progress or {}).get("done", 0)), (progress or {}).get("total"), said, folder,
    )  # fmt: skip


def _read(file: Path) -> dict[str, Any] | None:
    try:
        read: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return read


def be_patient() -> None:
    """Let everything else on the computer go first."""
    os.nice(10)
