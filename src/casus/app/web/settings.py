"""What a workbench is started with, checked."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass
from pathlib import Path

from casus.app.web.bench import DRAWS, MOST_DRAWS
from casus.flow.scenario.read import scenario_names
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

LEAST_TOKEN = 16  # chosen: letters; a token made here has 43
LOOPBACK_NAMES = ("localhost",)
ANY = ("0.0.0.0", "::")


@dataclass(frozen=True)
class Settings:
    """Where the workbench listens, who may use it, and where it keeps what it is told to keep."""

    host: str
    port: int
    token: str | None
    """What everybody must show; None for a workbench on this computer alone."""
    workspace: Path
    names: tuple[str, ...] = ()
    """Further names under which a browser may reach it."""
    scenario: str = "ukraine"
    """The scenario that a new bench opens with."""
    draws: int = DRAWS
    """In so many possible worlds."""

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may say in its Host header, without the port; addresses are judged by `allows_host`."""
        own = () if self.host in ANY else (self.host.lower(),)
        local = ("localhost", "127.0.0.1", "::1") if is_loopback(self.host) or self.host in ANY else ()
        return frozenset((*own, *local, *(name.lower() for name in self.names)))

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host = "127.0.0.1" if self.host in ANY else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


def settings_of(
    host: str,
    port: int,
    token: str | None,
    workspace: Path,
    names: tuple[str, ...] = (),
    scenario: str = "ukraine",
    draws: int = DRAWS,
) -> Settings:
    """The settings; raises InputError for an address that others reach without a token, one that is guessed, an unknown scenario.

    It is refused rather than given a token of its own: who opens a door to others should know that he did.
    """
    if token is None and not is_loopback(host):
        hint = f"add --token {secrets.token_urlsafe(32)} (made just now), or leave --host out"
        raise InputError([Problem(f"--host {host}: others can reach this address; it needs a token", hint=hint)])
    if token is not None and len(token) < LEAST_TOKEN:
        hint = f"for example {secrets.token_urlsafe(32)}"
        raise InputError([Problem(f"--token has {len(token)} letters; it needs {LEAST_TOKEN}", hint=hint)])
    if not 0 < port < 65536:
        raise InputError([Problem(f"--port is {port}; it must be 1 to 65535")])
    if scenario not in scenario_names():
        hint = unknown_name_hint(scenario, scenario_names())
        raise InputError([Problem(f"unknown scenario '{scenario}'", hint=hint)])
    if not 1 <= draws <= MOST_DRAWS:
        raise InputError([Problem(f"--draws is {draws:,}; on the bench it must be 1 to {MOST_DRAWS:,}")])
    return Settings(host, port, token, workspace, names, scenario, draws)


def is_loopback(host: str) -> bool:
    """Whether only this computer reaches an address."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
