"""Progress on stderr: how many campaigns of a study are played, and when the kernel is being compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from casus.flow.ranges import Progress as Step
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario

if TYPE_CHECKING:
    from casus.study.cluster.spread import Heard, Spread


@contextmanager
def study_progress(scenario: Scenario, designs: Sequence[str] | None, attacks: Sequence[str] | None) -> Iterator[Step]:
    """A callback that moves a progress bar by one design and attack; the bar vanishes when done."""
    total = len(designs or scenario.designs) * len(attacks or scenario.attacks)
    with progress_of(total) as told:

        def step(design: Design, attack: AttackOption) -> None:
            told(f"{design.id} against {attack.id}")

        yield step


@contextmanager
def progress_of(total: int | None) -> Iterator[Callable[[str], None]]:
    """A callback that moves a progress bar by one, and says what was played; without a total, it counts."""
    console = Console(stderr=True)
    compile_kernel(console)
    count = TextColumn("{task.completed}" if total is None else "{task.completed}/{task.total}")
    columns = (TextColumn("{task.description}"), BarColumn(), count, TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("playing", total=total)

        def told(what: str) -> None:
            bar.update(task, advance=1, description=f"played {what}")

        yield told


class Rate(ProgressColumn):
    """Campaigns a second."""

    def render(self, task: Task) -> Text:
        """As a column of the bar."""
        return Text(f"{task.speed:,.0f} campaigns/s" if task.speed else "")


@contextmanager
def campaign_progress() -> Iterator[Callable[[int, int], None]]:
    """A callback that shows how many campaigns are played, of how many, how many in a second, and how long the rest takes."""
    console = Console(stderr=True)
    compile_kernel(console)
    count = TextColumn("{task.completed:,}/{task.total:,}")
    columns = (BarColumn(), count, Rate(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, speed_estimate_period=120.0) as bar:
        tasks: list[TaskID] = []

        def heard(done: int, total: int) -> None:
            if not tasks:
                tasks.append(bar.add_task("playing", total=total, completed=done))
            bar.update(tasks[0], completed=done)

        yield heard


@contextmanager
def cluster_progress() -> Iterator[Heard]:
    """A callback that shows how far a study has come on its workers: chunks, campaigns a second over all of them, how many live."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total} chunks"))
    with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("reaching the workers", total=None)

        def heard(how_far: Spread) -> None:
            bar.update(task, completed=how_far.done, total=how_far.parts, description=told_of(how_far))

        yield heard


def told_of(how_far: Spread) -> str:
    """One line on the workers: how many there are, and how fast they are together."""
    if not how_far.workers:
        return "waiting for workers"
    rate = how_far.campaigns / how_far.seconds if how_far.seconds > 0.0 else 0.0
    return f"{how_far.workers} worker{'s' * (how_far.workers != 1)}, {rate:,.0f} campaigns/s"


@contextmanager
def working_on(what: str) -> Iterator[None]:
    """A word that something is being done, for as long as it is."""
    with Console(stderr=True).status(what):
        yield


def compile_kernel(console: Console) -> None:
    """Compile the kernel, with a word about it, where no compiled one lies in the cache."""
    from casus.flow.campaign.warm import is_compiled, warm_kernel

    if is_compiled():
        return
    with console.status("compiling the campaign kernel (once after installing or changing Casus; under a minute)"):
        warm_kernel()
