"""`casus warm`: compile the kernel ahead of the first study."""

from __future__ import annotations

import click


@click.command(name="warm")
def command() -> None:
    """Compile the campaign kernel now and keep it, so that the first study starts at once.

    \b
    casus warm
    """
    from rich.console import Console

    from casus.app.cli.progress import compile_kernel
    from casus.flow.campaign.compiled import CACHE

    compile_kernel(Console(stderr=True))
    click.echo(
        f"compiled; kept in {CACHE}" if CACHE else "compiled, but no folder can be written to, so it is not kept"
    )
