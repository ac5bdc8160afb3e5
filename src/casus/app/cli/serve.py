"""`casus serve`: the workbench in a browser."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; another needs --token.")
@click.option("--port", type=int, default=8765, show_default=True, help="Port to listen on.")
@click.option("--token", help="What everybody must show; kept in a cookie once the printed link was opened.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name under which browsers reach it.")
@click.option("--scenario", default="ukraine", show_default=True, help="Scenario that a new bench opens with.")
@click.option("--draws", type=int, default=2000, show_default=True, help="Possible worlds of a new bench.")
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("casus-workspace"),
    show_default=True,
    help="Folder for saved benches and finished studies.",
)
@click.option("--open/--no-open", "open_browser", default=False, help="Open a browser (default: no).")
def command(
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    scenario: str,
    draws: int,
    workspace: Path,
    open_browser: bool,
) -> None:
    """Open the workbench: edit designs, move levers, and see at once what changes.

    It listens on this computer alone, and asks no other computer for anything. Nothing is kept but what is saved.

    \b
    casus serve
    casus serve --port 9000 --workspace ~/casus --open
    casus serve --host 0.0.0.0 --name bench.example.org --token "$(openssl rand -base64 32)"
    """
    from casus.app.web.serve import serve
    from casus.app.web.settings import settings_of

    settings = settings_of(host, port, token, workspace, names, scenario, draws)
    serve(settings, open_browser, lambda text: click.echo(text, err=True))
