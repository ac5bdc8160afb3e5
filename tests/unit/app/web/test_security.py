"""The guard: who is asked, from where, with what right; and what a browser is told to refuse."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from casus.app.cli.serve import command
from casus.app.web.security import MOST_BODY, SESSION_COOKIE, TOKEN_COOKIE, Guard, allows_host
from casus.app.web.settings import Settings, settings_of
from casus.foundation.errors import InputError

TOKEN = "correct-horse-battery-staple"
HERE = "http://127.0.0.1:8765"


async def _page(request):
    return HTMLResponse("<html><script>1</script><style>a{}</style><script type='module'>2</script></html>")


async def _said(request):
    return PlainTextResponse(f"{len(await request.body())} {request.scope['casus_session']}")


async def _socket(websocket):
    await websocket.accept()
    await websocket.send_text(websocket.scope["casus_session"])
    await websocket.close()


INNER = Starlette(routes=[
    Route("/", _page), Route("/said", _said, methods=["GET", "POST"]), WebSocketRoute("/socket", _socket),
])  # fmt: skip


def guarded(token: str | None = None, host: str = "127.0.0.1", names: tuple[str, ...] = ()) -> Guard:
    return Guard(INNER, settings_of(host, 8765, token, Path(), names))


def ask(guard: Guard, method: str = "GET", path: str = "/said", base: str = HERE, **given) -> httpx.Response:
    async def asked():
        transport = httpx.ASGITransport(guard)
        kept = given.pop("cookies", None)
        async with httpx.AsyncClient(transport=transport, base_url=base, cookies=kept) as client:
            return await client.request(method, path, **given)

    return asyncio.run(asked())


# --- Host and Origin


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"])
def test_its_own_names_are_answered(host):
    assert ask(guarded(), headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost.evil.example:8765",
        "x@127.0.0.1:8765",
        "",
        "[::1",
        "127.0.0.1:8765/x",
        "0x7f.1:8765",
    ],
)
def test_another_name_is_refused_so_that_no_name_server_turns_it_here(host):
    answer = ask(guarded(), headers={"host": host})
    assert answer.status_code == 421
    assert "--name" in answer.text


def test_a_name_that_was_given_is_answered_and_an_address_only_where_it_listens_to_all():
    settings = settings_of("0.0.0.0", 8765, TOKEN, Path(), ("bench.example.org",))
    assert allows_host(settings, "bench.example.org:8765")
    assert allows_host(settings, "192.0.2.7:8765")
    assert not allows_host(settings, "other.example.org:8765")
    assert not allows_host(settings_of("127.0.0.1", 8765, None, Path()), "192.0.2.7:8765")


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "http://127.0.0.1", f"{HERE}.evil.example", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_of_another_site_is_refused(origin, method):
    assert ask(guarded(), method, headers={"origin": origin}).status_code == 403


def test_a_request_of_the_page_itself_and_of_a_program_passes():
    assert ask(guarded(), "POST", headers={"origin": HERE}).status_code == 200
    assert ask(guarded(), "POST").status_code == 200


@pytest.mark.parametrize(
    ("method", "mode", "status"), [("GET", "navigate", 200), ("GET", "no-cors", 403), ("POST", "navigate", 403)]
)
def test_another_site_may_link_here_and_do_nothing_else(method, mode, status):
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode}
    assert ask(guarded(), method, headers=headers).status_code == status


def test_two_hosts_or_origins_are_none():
    assert ask(guarded(), headers=[("host", "127.0.0.1:8765"), ("host", "127.0.0.1:8765")]).status_code == 421
    assert ask(guarded(), headers=[("origin", HERE), ("origin", HERE)]).status_code == 403


# --- sockets


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"host": "evil.example"}])
def test_a_socket_of_another_site_is_closed(headers):
    client = TestClient(guarded(), base_url=HERE)
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/socket", headers=headers) as socket:
        socket.receive_text()


def test_a_socket_needs_the_token_too():
    client = TestClient(guarded(TOKEN), base_url=HERE)
    headers = {"origin": HERE, "host": "127.0.0.1:8765"}
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/socket", headers=headers) as socket:
        socket.receive_text()
    cookie = ask(guarded(TOKEN), path="/", params={"token": TOKEN}).headers["set-cookie"].split(";")[0]
    headers = {"origin": HERE, "host": "127.0.0.1:8765", "cookie": cookie}
    with client.websocket_connect("/socket", headers=headers) as socket:
        assert len(socket.receive_text()) == 43


# --- token


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"headers": {"authorization": "Bearer wrong"}},
        {"headers": {"authorization": TOKEN}},
        {"cookies": {TOKEN_COOKIE: TOKEN}},
        {"params": {"token": TOKEN}},
    ],
    ids=["none", "wrong", "no-bearer", "token-in-cookie", "elsewhere-in-link"],
)
def test_without_the_token_nothing_is_answered(given):
    answer = ask(guarded(TOKEN), **given)
    assert answer.status_code == 401
    assert TOKEN not in answer.text


def test_a_link_with_the_token_becomes_a_cookie_that_scripts_cannot_read():
    answer = ask(guarded(TOKEN), path="/", params={"token": TOKEN})
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/"))
    assert TOKEN not in cookie
    value = cookie.split("=", 1)[1].split(";")[0]
    assert ask(guarded(TOKEN), cookies={TOKEN_COOKIE: value}).status_code == 200
    assert ask(guarded(TOKEN + "x"), cookies={TOKEN_COOKIE: value}).status_code == 401


def test_a_program_shows_the_token_as_a_bearer():
    assert ask(guarded(TOKEN), headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_link_with_another_token_is_refused():
    assert ask(guarded(TOKEN), path="/", params={"token": "guess"}).status_code == 401


@pytest.mark.parametrize(
    ("host", "token", "why"),
    [
        ("0.0.0.0", None, "it needs a token"),
        ("192.0.2.1", None, "it needs a token"),
        ("example.org", None, "it needs a token"),
        ("127.0.0.1", "short", "has 5 letters"),
    ],
)
def test_an_open_door_without_a_key_is_refused(host, token, why):
    with pytest.raises(InputError, match=why):
        settings_of(host, 8765, token, Path())


def test_the_command_says_so_before_anything_is_loaded(tmp_path):
    done = CliRunner().invoke(command, ["--host", "0.0.0.0", "--workspace", str(tmp_path)])
    assert isinstance(done.exception, InputError)
    assert "add --token" in str(done.exception)


@pytest.mark.parametrize("port", [0, 70000])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(InputError, match="must be 1 to 65535"):
        settings_of("127.0.0.1", port, None, Path())


# --- sizes, sessions, headers


def test_a_large_body_is_refused_announced_or_in_pieces():
    assert ask(guarded(), "POST", content=b"x" * (MOST_BODY + 1)).status_code == 413

    async def pieces():
        for _ in range(MOST_BODY // 1000 + 2):
            yield b"x" * 1000

    with pytest.raises(Exception, match=r"^$|disconnect"):  # the server hangs up in the middle
        ask(guarded(), "POST", content=pieces())


def test_each_browser_has_a_session_of_its_own_that_nobody_chooses():
    secrets = [ask(guarded(), path="/").headers["set-cookie"].split(";")[0].split("=")[1] for _ in range(2)]
    assert secrets[0] != secrets[1]
    assert ask(guarded(), cookies={SESSION_COOKIE: secrets[0]}).text.split()[1] == secrets[0]
    chosen = ask(guarded(), cookies={SESSION_COOKIE: "admin"}).text.split()[1]
    assert chosen != "admin"
    assert len(chosen) == 43


def test_a_page_may_run_its_own_scripts_alone_and_none_may_compile():
    answer = ask(guarded(), path="/")
    policy = answer.headers["content-security-policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert answer.text.count(f'nonce="{nonce}"') == 3
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy
    assert "script-src 'self' 'nonce-" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http:" not in policy.replace("http://", "")
    assert ask(guarded(), path="/").headers["content-security-policy"] != policy


@pytest.mark.parametrize("path", ["/", "/said", "/nowhere"])
def test_every_answer_carries_the_headers(path):
    headers = ask(guarded(), path=path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_refusals_carry_them_too():
    assert ask(guarded(), headers={"host": "evil"}).headers["x-content-type-options"] == "nosniff"


def test_a_workbench_of_one_computer_has_no_token():
    assert isinstance(settings_of("::1", 8765, None, Path()), Settings)
