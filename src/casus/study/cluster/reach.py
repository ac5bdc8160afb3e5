"""An address in, a client of its scheduler out, for as long as a study takes; what is not there is said in words."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from casus.foundation.errors import ClusterError
from casus.study.cluster.address import EXAMPLES, Local, Scheduler
from casus.study.cluster.build import this_build
from casus.study.cluster.worker import refuse_other_build

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

ANSWER_SECONDS = 5.0
"""A scheduler that says nothing for so long is not there; chosen: one across the world answers within one second."""
EXTRA = "pip install 'casus[cluster]'"


@contextmanager
def reached(address: Local | Scheduler) -> Iterator[Client]:
    """A client of the scheduler there; workers of `local:N` start with it and end with it, whatever ends the study.

    Raises ClusterError where there is no scheduler, or a worker that would give other bits.
    """
    _require_dask()
    with _silent():
        if isinstance(address, Local):
            with _started(address) as cluster, _client_of(cluster, str(address)) as client:
                yield client
        else:
            _require_scheduler(address)
            with _client_of(address.url, str(address)) as client:
                _require_same_build(client)
                yield client


def _require_dask() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise ClusterError(f"--cluster needs Dask, which is not installed\n    hint: {EXTRA}") from error


@contextmanager
def _silent() -> Iterator[None]:
    """Dask says nothing of its own: what matters of a lost worker or scheduler is said in our words."""
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


@contextmanager
def _started(address: Local) -> Iterator[LocalCluster]:
    """Processes on this machine, each with its share of the cores, that read one compiled kernel."""
    from distributed import LocalCluster

    _compile_once()
    with LocalCluster(
        n_workers=address.workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
        env={"NUMBA_NUM_THREADS": str(address.kernel_threads)},
        preload="casus.study.cluster.quiet",
    ) as cluster:
        yield cluster


def _compile_once() -> None:
    """The kernel in the cache before workers look there, so that they do not compile it each for itself."""
    from casus.flow.campaign.warm import is_compiled, warm_kernel

    if not is_compiled():
        warm_kernel()


@contextmanager
def _client_of(cluster: LocalCluster | str, name: str) -> Iterator[Client]:
    from distributed import Client

    try:
        client = Client(cluster, timeout=ANSWER_SECONDS, set_as_default=False, name="casus")
    except (OSError, RuntimeError, TypeError, ValueError) as error:
        raise _mute(name, error) from error
    with client:
        yield client


def _require_scheduler(address: Scheduler) -> None:
    """Raise ClusterError where no scheduler answers within a few seconds."""
    with ThreadPoolExecutor(1) as aside:  # a notebook runs an event loop of its own in this thread
        try:
            there = aside.submit(asyncio.run, _identity(address.url)).result()
        except FileNotFoundError as error:
            raise ClusterError(
                f"--cluster {address}: a certificate of Dask's configuration is missing: {error}"
            ) from error
        except OSError as error:  # a TimeoutError is one
            raise ClusterError(
                f"--cluster {address}: no Dask scheduler answers there within {ANSWER_SECONDS:.0f} seconds\n"
                f"    hint: start one with `dask scheduler`, or name another: {EXAMPLES}"
            ) from error
        except KeyError:
            there = {"type": "Worker"}
        except (RuntimeError, TypeError, ValueError) as error:  # such as encryption that only one side asks for
            raise _mute(str(address), error) from error
    if there["type"] != "Scheduler":
        raise ClusterError(f"--cluster {address}: a Dask worker answers there\n    hint: name its scheduler")


def _mute(name: str, error: Exception) -> ClusterError:
    return ClusterError(f"--cluster {name}: the scheduler cannot be spoken with: {error}")


async def _identity(url: str) -> dict[str, Any]:
    """What the one who answers there says of itself."""
    from distributed.core import rpc
    from distributed.security import Security

    async def ask() -> dict[str, Any]:
        async with rpc(url, connection_args=Security().get_connection_args("client"), timeout=ANSWER_SECONDS) as there:
            said: dict[str, Any] = await there.identity()
            return said

    return await asyncio.wait_for(ask(), ANSWER_SECONDS)


def _require_same_build(client: Client) -> None:
    """Raise ClusterError for the first worker that would give other bits; those that come later are asked with each chunk."""
    for worker, refused in client.run(refuse_other_build, this_build(), on_error="return").items():
        if isinstance(refused, Exception):
            raise unlike(refused, worker) from refused


def unlike(error: Exception, worker: str) -> ClusterError:
    """The refusal of a worker in words; one that cannot even read the question has no Casus, or quite another."""
    if isinstance(error, ClusterError):
        return error
    return ClusterError(
        f"{worker} cannot play: {type(error).__name__}: {error}\n"
        f"    hint: scheduler and workers need the same Casus, Python and Dask as this machine: {EXTRA}"
    )
