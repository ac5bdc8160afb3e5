"""The folder of a streamed study in, its ranges of draws played again one by one and compared bit for bit out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.tally import Tally
from casus.flow.outcome.store import FIRST, open_outcomes
from casus.flow.ranges import Asked
from casus.flow.strategy.deterrence import deterrence
from casus.foundation.errors import InputError, Problem
from casus.study.again.asked import asked_again, counting, open_kept, since
from casus.study.again.causes import Elsewhere
from casus.study.again.changed import Changed
from casus.study.again.compared import Compared, compared_range, compared_study, compared_summaries
from casus.study.again.found import Ranges, Replayed
from casus.study.again.moved import Moved, moved
from casus.study.comparison import Comparison
from casus.study.streaming.chunk import Chunk
from casus.study.streaming.outcomes import outcomes_dataset, read_outcomes
from casus.study.streaming.plan import Plan, open_plan_question, plan_of, read_plan
from casus.study.streaming.players import Players, first_outcomes, players
from casus.study.streaming.stream import Heard
from casus.study.streaming.streamed import answers_so_far, open_streamed, said_so_far, tally_so_far

NOTHING_YET = Compared()


@dataclass(frozen=True)
class _Stream:
    """A streamed study's folder, opened."""

    folder: Path
    plan: Plan
    tally: Tally

    @property
    def finished(self) -> list[range]:
        """The ranges that are finished, in which it was played."""
        return [part for part in self.plan.chunks_from(0) if part.stop <= self.tally.worlds]


@dataclass(frozen=True)
class _Again:
    """What was played again so far."""

    first: Outcomes | None = None
    """The study of the first draws, where the lenses look at it."""
    tally: Tally | None = None
    parts: tuple[range, ...] = ()
    differ: tuple[range, ...] = ()
    ranges: Compared = NOTHING_YET
    of_first: Compared = NOTHING_YET

    def with_range(self, part: range, tally: Tally, compared: Compared) -> _Again:
        """With a further range."""
        apart = bool(compared.differences or compared.unlike)
        return replace(
            self,
            tally=tally if self.tally is None else self.tally + tally,
            parts=(*self.parts, part),
            differ=(*self.differ, part) if apart else self.differ,
            ranges=self.ranges + compared,
        )

    @property
    def draws(self) -> int:
        """Worlds of the ranges."""
        return sum(map(len, self.parts))


def replay_streamed(
    folder: Path, place: Path, ranges: int | None, today: bool, scenario: str | None, heard: Heard
) -> Replayed:
    """A streamed study's ranges played again, all or some of them spread evenly, its question written out at `place`.

    An interruption keeps the ranges that are finished.
    """
    plan = read_plan(folder)
    stream = _Stream(folder, plan, tally_so_far(folder))
    question = open_kept(folder, open_plan_question(folder), place)
    chosen = _chosen(stream, ranges)
    settings = (plan.draws, plan.seed, plan.sampling, plan.lens_draws > 0)
    edited, asked = asked_again(question, today, scenario, *settings)
    with players(None, counting(asked, sum(map(len, chosen)) + plan.lens_draws, heard), None) as play:
        again = _play(stream, asked, chosen, play)
    return _found(stream, asked, chosen, again, edited, since(question.question, str(plan.said["version"])))


def _chosen(stream: _Stream, ranges: int | None) -> list[range]:
    """The ranges to replay; raises InputError for a number that will not do."""
    finished = stream.finished
    if ranges is None:
        return finished
    if not 1 <= ranges <= len(finished):
        raise InputError([Problem(f"ranges is {ranges:,}; {len(finished):,} of the study are finished")])
    if ranges < len(finished) and stream.plan.keep == "summaries":
        hint = "leave out --ranges and replay all"
        raise InputError([Problem("ranges: the study keeps summaries alone, which are those of all ranges", hint=hint)])
    return [finished[at * (len(finished) - 1) // max(1, ranges - 1)] for at in range(ranges)]


def _play(stream: _Stream, asked: Asked, chosen: Sequence[range], play: Players) -> _Again:
    """Goes on upwards where it is interrupted before anything is finished."""
    again = _Again()
    if stream.plan.lens_draws:
        first = first_outcomes(asked, stream.plan.lens_draws, play)
        kept = open_outcomes(stream.folder / FIRST)
        again = _Again(first, of_first=compared_study(kept, first, FIRST))
    keeps = stream.plan.keep == "outcomes"
    try:
        chunks = play.chunks(replace(asked, lenses=False), chosen, keeps)
        for part, chunk in zip(chosen, chunks, strict=True):
            again = again.with_range(part, chunk.tally, _compared(stream, asked, part, chunk))
    except KeyboardInterrupt:
        if again.first is None and not again.parts:
            raise
    return again


def _compared(stream: _Stream, asked: Asked, part: range, chunk: Chunk) -> Compared:
    if chunk.outcomes is None:
        return NOTHING_YET
    designs, attacks = [design.id for design in asked.designs], [attack.id for attack in asked.attacks]
    again = outcomes_dataset(designs, attacks, part, chunk.outcomes)
    return compared_range(read_outcomes(stream.plan, stream.folder, part), again)


def _found(
    stream: _Stream, asked: Asked, chosen: Sequence[range], again: _Again, edited: Changed | None, elsewhere: Elsewhere
) -> Replayed:
    whole = again.tally is not None and again.draws == stream.tally.worlds
    by_draw = replace(again.ranges, differences=tuple(replace(one, of=again.draws) for one in again.ranges.differences))
    summaries = compared_summaries(stream.tally, again.tally) if whole and again.tally is not None else NOTHING_YET
    compared = by_draw + again.of_first + summaries
    complete = len(again.parts) == len(chosen)
    return Replayed(
        outcomes=None,
        draws=again.draws,
        campaigns=again.draws * len(asked.designs) * len(asked.attacks),
        numbers=compared.numbers,
        differences=compared.differences,
        unlike=compared.unlike,
        moved=_moved(stream, asked, again) if whole and (compared.differences or compared.unlike) else (),
        left_out=tuple(_left_out(stream, whole, complete, len(again.parts))),
        changed=edited,
        elsewhere=elsewhere,
        complete=complete,
        provenance=said_so_far(stream.plan, stream.tally),
        ranges=Ranges(
            len(again.parts), len(stream.finished), again.draws, stream.tally.worlds, again.differ, again.ranges.first
        ),
    )


def _moved(stream: _Stream, asked: Asked, again: _Again) -> tuple[Moved, ...]:
    """Cells of the tables that read otherwise, where all that is finished was replayed."""
    assert again.tally is not None
    plan = plan_of(asked, stream.plan.chunk, stream.plan.lens_draws, stream.plan.keep)
    lenses = None if again.first is None else deterrence(again.first)
    return moved(open_streamed(stream.folder), Comparison(answers_so_far(plan, again.tally), lenses))


def _left_out(stream: _Stream, whole: bool, complete: bool, replayed: int) -> Iterator[str]:
    if not whole:
        yield f"the summaries: they are those of all {len(stream.finished):,} ranges, and {replayed:,} were replayed"
    if stream.plan.keep == "summaries":
        yield "campaigns one by one: the study keeps summaries alone"
    if not complete:
        yield "ranges that were not replayed: it was interrupted"
