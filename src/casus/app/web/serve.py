"""Settings in, the workbench served until it is stopped."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from threading import Timer

from casus.app.web.settings import Settings
from casus.foundation.errors import InputError, Problem

MOST_MESSAGE = 1_000_000
"""Bytes of one message over the socket; chosen: a file that is brought along has half of that."""


def serve(settings: Settings, open_browser: bool, said: Callable[[str], None]) -> None:
    """Serve until interrupted; `said` is told where. Raises InputError without the extra `web`, or where the port is taken."""
    refuse_without_web()
    refuse_taken_port(settings)
    import uvicorn

    from casus.app.web.app import build

    link = settings.address + (f"?token={settings.token}" if settings.token else "")
    said(f"workbench: {link}")
    said(f"workspace: {settings.workspace.resolve()}; end with Ctrl-C")
    if open_browser:
        Timer(1.5, webbrowser.open, [link]).start()
    uvicorn.run(
        build(settings), host=settings.host, port=settings.port, log_level="warning", ws_max_size=MOST_MESSAGE,
        server_header=False, proxy_headers=False, timeout_graceful_shutdown=2,
    )  # fmt: skip


def refuse_without_web() -> None:
    """Raise InputError where the extra is not installed."""
    try:
        import nicegui  # noqa: F401
    except ImportError as error:
        hint = "python -m pip install 'casus[web]'"
        raise InputError([Problem("the workbench needs the extra 'web', which is not installed", hint=hint)]) from error


def refuse_taken_port(settings: Settings) -> None:
    """Raise InputError where nothing can listen there."""
    import socket

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as error:
            what = f"cannot listen on {settings.host} port {settings.port}: {error.strerror or error}"
            raise InputError([Problem(what, hint="name another with --port")]) from error
