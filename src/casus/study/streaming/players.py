"""An address or none in, who plays a streamed study's chunks out: this process, or workers whose results are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from casus.flow.handoffs import Outcomes
from casus.flow.pipeline import conclude
from casus.flow.ranges import Asked, PlayedRange, joined_ranges, play_range
from casus.foundation.version import VERSION
from casus.study.cluster.address import read_address
from casus.study.cluster.build import Build
from casus.study.cluster.play import ranges_on, say_nothing
from casus.study.cluster.reach import reached
from casus.study.cluster.spread import Heard, spread
from casus.study.cluster.worker import opened
from casus.study.streaming.chunk import Chunk, Told, play_chunk

if TYPE_CHECKING:
    from distributed import Client


class Players(Protocol):
    """Who plays."""

    def first(self, asked: Asked, draws: int) -> PlayedRange:
        """The campaigns of the first draws, whole."""

    def chunks(self, asked: Asked, parts: Sequence[range], keep: bool) -> Iterator[Chunk]:
        """The chunks, in their order."""


@contextmanager
def players(cluster: str | None, told: Told, heard: Heard | None) -> Iterator[Players]:
    """This process, or the workers at an address for as long as they are needed.

    Raises InputError for what is no address, ClusterError for workers that cannot be reached.
    """
    if cluster is None:
        yield _Here(told)
    else:
        with reached(read_address(cluster)) as client:
            yield _Workers(client, told, heard or say_nothing)


def first_outcomes(asked: Asked, draws: int, play: Players) -> Outcomes:
    """The study of the first draws, at which the lenses look."""
    return conclude(asked, [play.first(asked, draws)], VERSION)


@dataclass(frozen=True)
class _Here:
    told: Told

    def first(self, asked: Asked, draws: int) -> PlayedRange:
        played = play_range(asked, range(draws), lambda *_: self.told(draws))
        if played.interrupted:
            raise KeyboardInterrupt
        return played

    def chunks(self, asked: Asked, parts: Sequence[range], keep: bool) -> Iterator[Chunk]:
        return (play_chunk(asked, part, keep, self.told) for part in parts)


@dataclass(frozen=True)
class _Workers:
    client: Client
    told: Told
    heard: Heard

    def first(self, asked: Asked, draws: int) -> PlayedRange:
        played = joined_ranges(list(ranges_on(self.client, asked, draws, self.heard)))
        self.told(draws * _pairs(asked))
        return played

    def chunks(self, asked: Asked, parts: Sequence[range], keep: bool) -> Iterator[Chunk]:
        with closing(spread(self.client, asked, parts, partial(_chunk_part, keep), self.heard)) as chunks:
            for part, chunk in zip(parts, chunks, strict=True):
                yield chunk
                self.told(len(part) * _pairs(asked))


def _pairs(asked: Asked) -> int:
    return len(asked.designs) * len(asked.attacks)


def _chunk_part(keep: bool, sent: bytes, build: Build, part: range) -> Chunk:
    """A chunk, played on a worker."""
    return play_chunk(opened(sent, build), part, keep, _unheard)


def _unheard(campaigns: int) -> None:
    """Progress that nobody hears: a worker's chunks are counted where they arrive."""
