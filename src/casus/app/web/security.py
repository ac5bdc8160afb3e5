"""Requests and sockets in, those that may pass out: who is asked (Host), from where (Origin), with what right, how large."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casus.app.web.policy import headers_for, with_nonce
from casus.app.web.settings import ANY, Settings

TOKEN_COOKIE, SESSION_COOKIE = "casus_token", "casus_session"
MOST_BODY = 600_000
"""Bytes of a request; chosen: a bench with five designs takes 30 kB."""
SAFE = {"GET", "HEAD", "OPTIONS"}
SESSION_ID = re.compile(r"[A-Za-z0-9_-]{43}")


class Guard:
    """Stands before everything, sockets too."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or say in words why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is not None:
            await _refuse(scope, receive, send, *refused)
        elif scope["type"] == "http" and (given := _token_in_link(scope)) is not None:
            await self._take_token(scope, send, given)
        else:
            await self._pass(scope, receive, send)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        headers = _headers(scope)
        if not allows_host(self.settings, headers.get("host", "")):
            return 421, "This workbench does not answer to that name (Host). Start it with --name to add one."
        if not self._same_origin(headers, scope):
            return 403, "This request comes from another site (Origin)."
        if scope["type"] == "http" and _token_in_link(scope) is not None:
            return None
        if self.settings.token is not None and not self._shows_token(headers):
            return 401, "This workbench needs its token: open the link that was printed when it was started."
        if (length := headers.get("content-length", "0")).isdigit() and int(length) > MOST_BODY:
            return 413, f"The request is larger than {MOST_BODY:,} bytes."
        return None

    def _same_origin(self, headers: dict[str, str], scope: Scope) -> bool:
        """Whether a request comes from the page itself, from a reader's own hand, or from a program."""
        origin = headers.get("origin")
        if origin is not None:
            return origin in {f"http://{headers.get('host')}", f"https://{headers.get('host')}"}
        site = headers.get("sec-fetch-site", "none")
        harmless = scope["type"] == "http" and scope["method"] in SAFE and headers.get("sec-fetch-mode") == "navigate"
        return site in {"none", "same-origin"} or harmless

    def _shows_token(self, headers: dict[str, str]) -> bool:
        bearer = headers.get("authorization", "")
        given = bearer.removeprefix("Bearer ") if bearer.startswith("Bearer ") else None
        cookie = cookies_of(headers).get(TOKEN_COOKIE, "")
        by_cookie = hmac.compare_digest(cookie.encode(), self._mark().encode())
        return by_cookie or (given is not None and self._is_token(given))

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), (self.settings.token or "").encode())

    def _mark(self) -> str:
        """What the cookie holds: made from the token, and not the token."""
        return hmac.new((self.settings.token or "").encode(), b"casus workbench cookie", hashlib.sha256).hexdigest()

    async def _take_token(self, scope: Scope, send: Send, given: str) -> None:
        """Turn a link with a token into a cookie, and take it out of the address."""
        if self.settings.token is not None and not self._is_token(given):
            await _answer(send, 401, "That is not the token of this workbench.")
            return
        rest = {name: values for name, values in _query(scope).items() if name != "token"}
        cookie = f"{TOKEN_COOKIE}={self._mark()}; Path=/; HttpOnly; SameSite=Strict"
        headers = [(b"location", (scope["path"] + ("?" + urlencode(rest, True) if rest else "")).encode())]
        headers += [(b"set-cookie", cookie.encode())] if self.settings.token is not None else []
        await _answer(send, 303, "", headers)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on with its session; bodies are counted, and answers get their headers."""
        headers = _headers(scope)
        known = cookies_of(headers).get(SESSION_COOKIE, "")
        new = None if SESSION_ID.fullmatch(known) else secrets.token_urlsafe(32)
        scope = {**scope, "casus_session": new or known}
        if scope["type"] == "http":
            nonce = secrets.token_urlsafe(16)
            await self.app(scope, _counted(receive), _Dressed(send, scope["path"], nonce, new))
        else:
            await self.app(scope, receive, send)


class _Dressed:
    """Sends an answer with its headers; a page gets the nonce into its scripts and styles."""

    def __init__(self, send: Send, path: str, nonce: str, new_session: str | None) -> None:
        self.send, self.path, self.nonce, self.new_session = send, path, nonce, new_session
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            page = _is_page(message)
            message = {**message, "headers": [*_kept(message["headers"]), *headers_for(self.path, page, self.nonce)]}
            if page and self.new_session is not None:
                cookie = f"{SESSION_COOKIE}={self.new_session}; Path=/; HttpOnly; SameSite=Strict"
                message["headers"].append((b"set-cookie", cookie.encode()))
            if page:
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            body = with_nonce(self._body, self.nonce)
            start = self._start
            start["headers"] = [
                (name, str(len(body)).encode() if name == b"content-length" else value)
                for name, value in start["headers"]
            ]
            await self.send(start)
            message = {**message, "body": body}
        await self.send(message)


def allows_host(settings: Settings, given: str) -> bool:
    """Whether a Host header names this workbench and its port: a name it was given, or a number where it listens to all."""
    try:
        split = urlsplit(f"//{given}")
        name, port = (split.hostname or "").lower(), split.port
    except ValueError:
        return False
    if (
        split.username is not None
        or split.path
        or port not in {settings.port, None if settings.port == 80 else settings.port}
    ):
        return False
    return name in settings.hosts or (settings.host in ANY and _is_number(name))


def cookies_of(headers: dict[str, str]) -> dict[str, str]:
    """Cookies by name; none from what cannot be read."""
    try:
        return {name: one.value for name, one in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _is_number(name: str) -> bool:
    """Whether a host is an address, which no name server can turn another way."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _headers(scope: Scope) -> dict[str, str]:
    """Headers by name; of one that is given twice the first, but two hosts or origins are none."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = "" if key in {"host", "origin"} and key in found else found.get(key, text)
    return found


def _query(scope: Scope) -> dict[str, list[str]]:
    return parse_qs(scope.get("query_string", b"").decode("latin-1"))


def _token_in_link(scope: Scope) -> str | None:
    given = _query(scope).get("token")
    return given[0] if given and scope["path"] == "/" and scope["method"] == "GET" else None


def _is_page(message: Message) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"])


def _kept(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower(), value) for name, value in headers]


def _counted(receive: Receive) -> Receive:
    """Receives no more than a request may have; what is sent in pieces is counted too."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BODY:
            return {"type": "http.disconnect"}
        return message

    return counted


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, said: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": said[:120]})
        return
    await _answer(send, status, said)


async def _answer(send: Send, status: int, said: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    own = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(said.encode())).encode())]
    nonce = secrets.token_urlsafe(16)
    all_headers = [*own, *headers_for("/", False, nonce), *headers]
    await send({"type": "http.response.start", "status": status, "headers": all_headers})
    await send({"type": "http.response.body", "body": said.encode()})
