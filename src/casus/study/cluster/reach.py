"""An address in, a client of its scheduler out, for as long as a study takes; what is not there is said in words."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import resource_tracker
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
NOT_STARTED = '    hint: in a script, call Casus behind `if __name__ == "__main__":`; else see whether memory or processes ran out'


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
    """Dask says nothing of its own: what matters of a lost worker or scheduler is said in our words.

    Some of its loggers have a level of their own, so that each is silenced.
    """
    names = [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]
    levels = {name: logging.getLogger(name).level for name in ("distributed", *names)}
    try:
        for name in levels:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


@contextmanager
def _deaf() -> Iterator[Callable[[], object]]:
    """A time in which threads and processes begin that never hear Ctrl-C, and what ends it for this thread.

    Whoever asks hears it, and says what is kept; a worker that is still starting would say where it was.
    """
    resource_tracker.ensure_running()  # which would let the signal through again where it is started later
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    hear = partial(signal.pthread_sigmask, signal.SIG_SETMASK, before)
    try:
        yield hear
    finally:
        hear()


@contextmanager
def _started(address: Local) -> Iterator[LocalCluster]:
    """Processes on this machine, each with its share of the cores, that read one compiled kernel."""
    from distributed import LocalCluster

    _compile_once()
    with _deaf() as hear:
        try:
            cluster = LocalCluster(
                n_workers=address.workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
                env={"NUMBA_NUM_THREADS": str(address.kernel_threads)},
                preload="casus.study.cluster.quiet",
            )
        except (OSError, RuntimeError) as error:
            raise ClusterError(f"--cluster {address}: its processes did not start: {error}\n{NOT_STARTED}") from error
        with cluster:
            hear()
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
