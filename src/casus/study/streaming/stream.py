"""Studies of any number of draws: begun in a folder, played chunk by chunk, gone on with after whatever stopped them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from casus.flow.draws.streams import Sampling
from casus.flow.outcome.store import FIRST, is_study, save_outcomes
from casus.flow.ranges import Asked
from casus.flow.scenario.kept import read_kept, write_files
from casus.flow.scenario.read import scenario_folder
from casus.flow.scenario.schema.edited import EDITED
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem, StoreError
from casus.foundation.names import unknown_name_hint
from casus.study.cluster.spread import Heard as OnCluster
from casus.study.compare import asked_of, question_of
from casus.study.streaming.chunk import Told, usual_chunk
from casus.study.streaming.lock import writing
from casus.study.streaming.outcomes import add_outcomes, begin_outcomes, drop_unfinished
from casus.study.streaming.plan import (
    KEEPS,
    Keep,
    Plan,
    open_plan_question,
    plan_of,
    read_plan,
    refuse_changed,
    write_plan,
)
from casus.study.streaming.players import Players, first_outcomes, players
from casus.study.streaming.streamed import StreamedStudy, open_streamed
from casus.study.streaming.summaries import read_tally, save_tally

MOST_DRAWS = 1_000_000_000
"""Chosen: a Sobol sequence has so many points, and the kernel's counter of draws four times as many."""
LENS_DRAWS = 2000
"""First draws in which the lenses look at the designs; chosen: as many as a usual study has."""

Heard = Callable[[int, int], None]
"""Hears how many campaigns are played, of how many."""


def stream(
    scenario: str | Scenario,
    folder: str | Path,
    designs: Sequence[str] | None = None,
    attacks: Sequence[str] | None = None,
    draws: int = 1_000_000,
    seed: int = 1,
    sampling: Sampling = "monte-carlo",
    lenses: bool = True,
    keep: Keep = "outcomes",
    chunk: int | None = None,
    progress: Heard | None = None,
    cluster: str | None = None,
    on_cluster: OnCluster | None = None,
) -> StreamedStudy:
    """Play a study of any number of draws, its outcomes and what they come to in a folder; memory holds a part of a chunk.

    Takes what `compare` takes. `keep` says whether each campaign's single numbers are kept ("outcomes"), or what they come to
    alone ("summaries"). `chunk` is how many draws are lost at most when it is stopped; no result depends on it. An interruption
    returns what is finished; `resume` goes on. With `cluster`, an address, the workers there play the chunks and this process
    writes them; the files are the same. Raises InputError for what cannot be asked, StoreError for a folder that cannot be written
    to, ClusterError for workers that cannot be reached or are lost.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     study = stream("tutorial", folder, designs=["memorandum"], attacks=["probe"], draws=20, lenses=False, chunk=8)
    >>> study.provenance["draws_played"], study.complete
    (20, True)
    """
    asked = asked_of(scenario, designs, attacks, draws, seed, sampling, lenses, MOST_DRAWS)
    _refuse_bad_choices(keep, chunk)
    pairs = len(asked.designs) * len(asked.attacks)
    plan = plan_of(asked, chunk or usual_chunk(pairs), min(draws, LENS_DRAWS) if lenses else 0, keep)
    folder = Path(folder)
    try:
        write_plan(plan, folder, question_of(asked))
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return _go_on(asked, plan, folder, progress, cluster, on_cluster)


def resume(
    folder: str | Path,
    progress: Heard | None = None,
    cluster: str | None = None,
    on_cluster: OnCluster | None = None,
) -> StreamedStudy:
    """Go on with a streamed study where it stopped; of a finished one, its answers.

    The bits are those of a run that was never stopped. Raises InputError where scenario, evidence or version are no longer those
    that it was begun with, StoreError for a folder that holds no streamed study.
    """
    folder = Path(folder)
    plan = read_plan(folder)
    designs, lenses = list(plan.titles), plan.lens_draws > 0
    asked = asked_of(
        _scenario_of(plan, folder), designs, plan.attacks, plan.draws, plan.seed, plan.sampling, lenses, MOST_DRAWS
    )
    refuse_changed(plan, asked)
    return _go_on(asked, plan, folder, progress, cluster, on_cluster)


def _scenario_of(plan: Plan, folder: Path) -> str | Scenario:
    """By name, to be read as it is today; one that was edited in Python as the folder keeps it."""
    question = open_plan_question(folder) if str(plan.said["scenario_digest"]).startswith(EDITED) else None
    if question is None:
        return plan.scenario
    with TemporaryDirectory() as place:
        write_files(question.files(), Path(place))
        kept, _ = read_kept(Path(place))
    return kept.model_copy(update={"folder": str(scenario_folder(plan.scenario))})


def _refuse_bad_choices(keep: str, chunk: int | None) -> None:
    if keep not in KEEPS:
        raise InputError([Problem(f"unknown choice of what to keep '{keep}'", hint=unknown_name_hint(keep, KEEPS))])
    if chunk is not None and chunk < 1:
        raise InputError([Problem(f"chunk is {chunk}; it must be at least 1 draw")])


def _go_on(
    asked: Asked, plan: Plan, folder: Path, heard: Heard | None, cluster: str | None, on_cluster: OnCluster | None
) -> StreamedStudy:
    """Play what is missing; an interruption drops the chunk at work and keeps those before it."""
    with writing(folder):
        try:
            told = _counting(plan, folder, heard)
            with players(cluster, told, on_cluster) as play:
                if plan.lens_draws and not is_study(folder / FIRST):
                    _play_first(asked, plan, folder, play)
                _play_rest(replace(asked, lenses=False), plan, folder, play)
        except KeyboardInterrupt:
            if read_tally(folder) is None:
                raise
    return open_streamed(folder)


def _counting(plan: Plan, folder: Path, heard: Heard | None) -> Told:
    """What adds up the campaigns played, those of earlier runs included."""
    tally = read_tally(folder)
    done = plan.pairs * ((0 if tally is None else tally.worlds) + (plan.lens_draws if is_study(folder / FIRST) else 0))

    def told(campaigns: int) -> None:
        nonlocal done
        done += campaigns
        if heard is not None:
            heard(done, plan.pairs * (plan.draws + plan.lens_draws))

    told(0)
    return told


def _play_first(asked: Asked, plan: Plan, folder: Path, play: Players) -> None:
    """Keep the study of the first draws, at which the lenses look.

    Of a Latin hypercube they are no hypercube of their own, so that such a study cannot be asked again by itself.
    """
    again = None if plan.sampling == "latin-hypercube" else question_of(asked)
    save_outcomes(first_outcomes(asked, plan.lens_draws, play), folder / FIRST, again)


def _play_rest(asked: Asked, plan: Plan, folder: Path, play: Players) -> None:
    """The chunks that are missing, each counted once it is whole on the disk."""
    tally = read_tally(folder)
    keeps = plan.keep == "outcomes"
    if keeps and tally is None:
        begin_outcomes(plan, folder)
    elif keeps:
        drop_unfinished(folder)
    parts = plan.chunks_from(0 if tally is None else tally.worlds)
    for part, chunk in zip(parts, play.chunks(asked, parts, keeps), strict=True):
        if chunk.outcomes is not None:
            add_outcomes(plan, folder, part, chunk.outcomes)
        tally = chunk.tally if tally is None else tally + chunk.tally
        save_tally(tally, folder)
