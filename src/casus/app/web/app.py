"""Settings in, the workbench as an ASGI application out: the page, the door for programs, and the guard before both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from casus.app.web.api import api_router, refuse_in_words
from casus.app.web.security import Guard
from casus.app.web.settings import Settings
from casus.app.web.turns import Turns
from casus.foundation.errors import CasusError
from casus.foundation.version import VERSION


def build_api(turns: Turns) -> FastAPI:
    """The door for programs alone."""
    api = FastAPI(
        title="Casus workbench", version=VERSION, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        description="Designs of security guarantees, linted, checked and played. A model's answer, not a forecast.",
    )  # fmt: skip
    api.include_router(api_router(turns))
    for kind in (CasusError, RequestValidationError):
        api.add_exception_handler(kind, refuse_in_words)
    return api


def build(settings: Settings) -> ASGIApp:
    """Everything; once in a process, for NiceGUI keeps one application."""
    from nicegui import ui

    from casus.app.web.desk import Desk
    from casus.app.web.pages.bench_page import show_page
    from casus.app.web.static_files import mount_files

    turns = Turns()
    desk = Desk(settings, turns)
    api = build_api(turns)
    own = api.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with own(app):
            yield
        desk.close()

    api.router.lifespan_context = lifespan
    mount_files(api, desk)
    ui.page("/", title="Casus workbench", response_timeout=60.0)(show_page(desk))
    ui.run_with(
        api, title="Casus workbench", tailwind=False, gzip_middleware_factory=None, show_welcome_message=False,
        reconnect_timeout=30.0, language="en-US",
    )  # fmt: skip
    return GZipMiddleware(Guard(api, settings), minimum_size=1000)
