"""The few files that the page loads: the script that draws charts, the style, and what a session exports."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response

from casus.app.web.desk import Desk
from casus.flow.views.vega_script import vega_script
from casus.foundation.version import VERSION

HERE = Path(__file__).parent / "static"
FOREVER = {"cache-control": "public, max-age=31536000, immutable"}
STYLE = (HERE / "casus.css").read_bytes()
STYLE_PATH = f"/casus-static/{sha256(STYLE).hexdigest()[:12]}.css"
SCRIPT_PATH = f"/casus-static/vega-{VERSION}.js"


def mount_files(api: FastAPI, desk: Desk) -> None:
    """Add the routes."""

    @api.get(STYLE_PATH, include_in_schema=False)
    def style() -> Response:
        return Response(STYLE, media_type="text/css", headers=FOREVER)

    @api.get(SCRIPT_PATH, include_in_schema=False)
    def script() -> Response:
        return Response(vega_script(), media_type="text/javascript", headers=FOREVER)

    @api.get("/export/bench.yaml", include_in_schema=False)
    def bench(request: Request) -> Response:
        session = desk.known_session(request.scope["casus_session"])
        return _file(session.bench_text(), "bench.yaml") if session else _nothing()

    @api.get("/export/design.yaml", include_in_schema=False)
    def design(request: Request) -> Response:
        session = desk.known_session(request.scope["casus_session"])
        return _file(session.design_text(), f"{session.design.id}.yaml") if session else _nothing()


def _file(text: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="application/yaml", headers=headers)


def _nothing() -> Response:
    return PlainTextResponse("This browser has no bench; open the page first.", 404)
