"""What runs on a worker: what is asked of a study and a range of its draws in, the campaigns of that range out."""

from __future__ import annotations

import os
import pickle
import socket
import zlib
from functools import lru_cache

from casus.flow.ranges import Asked, PlayedRange, play_range
from casus.foundation.errors import ClusterError
from casus.study.cluster.build import Build, this_build


def packed(asked: Asked) -> bytes:
    """What is asked, as the workers get it: once each, about 0.1 MB."""
    return zlib.compress(pickle.dumps(asked))


def play_part(sent: bytes, build: Build, part: range) -> PlayedRange:
    """The campaigns of a range of draws; raises ClusterError where this worker would give other bits than the `build` asked for."""
    return play_range(opened(sent, build), part)


def opened(sent: bytes, build: Build) -> Asked:
    """What is asked, on a worker that may play it and has taken its threads; raises ClusterError on one that may not."""
    refuse_other_build(build)
    _use_own_threads()
    return _unpacked(sent)


def refuse_other_build(build: Build) -> None:
    """Raise ClusterError where this process differs in anything that decides the bits of a result."""
    if differences := build.differences(this_build()):
        raise ClusterError(
            f"the worker on {socket.gethostname()} would give other bits than this machine: {'; '.join(differences)}\n"
            "    hint: install the same Casus with the same lock file on all machines, and run this command on one of them"
        )


def as_sent(sent: bytes) -> bytes:
    """The same bytes: a result that Dask makes again on another worker where every worker that held it is lost."""
    return sent


@lru_cache(maxsize=2)
def _unpacked(sent: bytes) -> Asked:
    asked: Asked = pickle.loads(zlib.decompress(sent))
    return asked


def _use_own_threads() -> None:
    """Play on as many threads as NUMBA_NUM_THREADS says, or as the worker was started with."""
    from distributed import get_worker

    from casus.flow.campaign.threads import most_threads, use_threads

    most = most_threads()
    use_threads(most if os.environ.get("NUMBA_NUM_THREADS") else min(get_worker().state.nthreads, most))
