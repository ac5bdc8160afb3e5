"""The text of `--cluster` in, where the workers are out; anything that is no address is refused here."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from casus.foundation.errors import InputError, Problem

LOCAL = re.compile(r"local:(\d{1,6})")
SCHEDULER = re.compile(
    r"(?:(?P<kind>tcp|tls)://)?(?P<host>[A-Za-z0-9](?:[A-Za-z0-9._-]*)|\[[0-9A-Fa-f:.]+\]):(?P<port>\d{1,5})/?"
)
EXAMPLES = "for example local:4 (four processes here), tcp://10.0.0.5:8786 or node17:8786 (a Dask scheduler)"
HIGHEST_PORT = 65_535


@dataclass(frozen=True)
class Local:
    """Processes that are started on this machine and end with the study."""

    workers: int

    @property
    def kernel_threads(self) -> int:
        """The share of this machine's cores that each of them gets."""
        return max(1, cores() // self.workers)

    def __str__(self) -> str:
        return f"local:{self.workers}"


@dataclass(frozen=True)
class Scheduler:
    """A Dask scheduler that runs already, with workers of its own."""

    url: str

    def __str__(self) -> str:
        return self.url


def read_address(text: str) -> Local | Scheduler:
    """Where the workers are; raises InputError for what is no address, with examples."""
    if local := LOCAL.fullmatch(text.strip()):
        return _local(int(local[1]), text)
    given = SCHEDULER.fullmatch(text.strip())
    if given is None or given["host"] == "local":
        raise _refused(f"'{text}' is no address of a cluster", EXAMPLES)
    if not 1 <= int(given["port"]) <= HIGHEST_PORT:
        raise _refused(f"'{text}': no port is {given['port']}; they go from 1 to {HIGHEST_PORT}", EXAMPLES)
    return Scheduler(f"{given['kind'] or 'tcp'}://{given['host']}:{int(given['port'])}")


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _local(workers: int, text: str) -> Local:
    most = max(2, cores())  # chosen: two even on one core, so that it can be tried anywhere
    if not 1 <= workers <= most:
        raise _refused(f"'{text}': this machine has {cores()} cores; it takes local:1 to local:{most}", EXAMPLES)
    return Local(workers)


def _refused(what: str, hint: str) -> InputError:
    return InputError([Problem(f"--cluster {what}", hint=hint)])
