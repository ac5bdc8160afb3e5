"""What a browser is told to refuse on our pages; why each part is as wide as it is says `docs/decisions/0026-workbench.md`."""

from __future__ import annotations

import re

HIDDEN = "'sha256-ZdHxw9eWtnxUb3mk6tBS+gIiVUPE3pGM470keHPDFlE='"
"""Of `display: none`, the one style that NiceGUI's page states on an element."""
PAGE = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    f"style-src-attr 'unsafe-hashes' {HIDDEN}; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""Of a page. Nothing is compiled in the browser, and no script or style runs that we did not send."""
ELSE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
"""Of everything that is no page."""
TAG = re.compile(rb"<(script|style)(?=[\s>])")
LASTING = ("/_nicegui/", "/casus-static/")
"""Files whose address changes when they do."""


def headers_for(path: str, page: bool, nonce: str) -> list[tuple[bytes, bytes]]:
    """The headers of an answer."""
    policy = PAGE.format(nonce=nonce) if page else ELSE
    headers = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if not path.startswith(LASTING):
        headers["cache-control"] = "no-store"
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def with_nonce(body: bytes, nonce: str) -> bytes:
    """A page whose own scripts and styles carry the nonce; NiceGUI escapes `<` in all that readers write."""
    return TAG.sub(rb'<\1 nonce="' + nonce.encode() + rb'"', body)
