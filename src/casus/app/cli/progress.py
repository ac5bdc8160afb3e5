"""Progress on stderr: how many campaigns of a study are played, and when the kernel is being compiled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from casus.flow.pipeline import Progress as Step
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario


@contextmanager
def study_progress(scenario: Scenario, designs: Sequence[str] | None, attacks: Sequence[str] | None) -> Iterator[Step]:
    """A callback that moves a progress bar by one design and attack; the bar vanishes when done."""
    console = Console(stderr=True)
    total = len(designs or scenario.designs) * len(attacks or scenario.attacks)
    compile_kernel(console)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("playing", total=total)

        def step(design: Design, attack: AttackOption) -> None:
            bar.update(task, advance=1, description=f"played {design.id} against {attack.id}")

        yield step


def compile_kernel(console: Console) -> None:
    """Compile the kernel, with a word about it, where no compiled one lies in the cache."""
    from casus.flow.campaign.warm import is_compiled, warm_kernel

    if is_compiled():
        return
    with console.status("compiling the campaign kernel (once after installing or changing Casus; under a minute)"):
        warm_kernel()
