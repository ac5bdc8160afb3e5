"""What is asked of a study and an address in, its campaigns as the workers there played them out: the bits of one machine."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING

from casus.flow.handoffs import Outcomes
from casus.flow.pipeline import Assembled, conclude
from casus.flow.ranges import Asked, PlayedRange
from casus.foundation.version import VERSION
from casus.study.cluster.address import read_address
from casus.study.cluster.parts import parts_of
from casus.study.cluster.reach import reached
from casus.study.cluster.spread import Heard, Spread, spread
from casus.study.cluster.worker import play_part

if TYPE_CHECKING:
    from distributed import Client


def outcomes_on_cluster(
    asked: Asked, address: str, heard: Heard | None = None, assembled: Assembled | None = None
) -> Outcomes:
    """The outcomes of a study; interrupted, those of its first draws, as far as they are played, marked partial.

    Raises InputError for what is no address, ClusterError where the workers cannot play it.
    """
    outcomes = conclude(asked, _played(asked, address, heard), VERSION, assembled)
    whole = outcomes.draws == asked.draws
    return outcomes if whole else Outcomes(outcomes.data.assign_attrs(complete=0))


def _played(asked: Asked, address: str, heard: Heard | None) -> list[PlayedRange]:
    """The ranges of a study; interrupted, the first of them, if there are any."""
    played: list[PlayedRange] = []
    try:
        with (
            reached(read_address(address)) as client,
            closing(ranges_on(client, asked, asked.draws, heard or say_nothing)) as ranges,
        ):
            for one in ranges:
                played.append(one)
    except KeyboardInterrupt:
        if not played:
            raise
    return played


def ranges_on(client: Client, asked: Asked, draws: int, heard: Heard) -> Generator[PlayedRange]:
    """The ranges of a study's first draws in their order, each as soon as it and all before it are played."""
    threads = sum(client.nthreads().values())
    parts = parts_of(draws, len(asked.designs) * len(asked.attacks), threads)
    yield from spread(client, asked, parts, play_part, heard)


def say_nothing(how_far: Spread) -> None:
    """Progress that nobody watches."""
