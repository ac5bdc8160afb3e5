"""The main job: every design against every attack option in the same possible worlds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from casus.flow.draws.streams import Sampling
from casus.flow.handoffs import Outcomes
from casus.flow.metrics.answers import answer
from casus.flow.metrics.measure import heaviest_attack
from casus.flow.metrics.timeline import timeline
from casus.flow.metrics.timetable import Timeline
from casus.flow.outcome.environment import environment
from casus.flow.outcome.question import Question
from casus.flow.outcome.store import open_outcomes, open_question, save_outcomes
from casus.flow.pipeline import Assembled, play_study
from casus.flow.ranges import Asked, Progress
from casus.flow.scenario.kept import scenario_files, whole_question
from casus.flow.scenario.read import name_or_folder
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.deterrence import deterrence
from casus.foundation.version import VERSION
from casus.study.asked import chosen, refuse_bad_numbers, refuse_bad_sampling, scenario_and_register
from casus.study.comparison import Comparison

if TYPE_CHECKING:
    import xarray as xr

    from casus.study.claims.tested import ClaimsTested
    from casus.study.cluster.spread import Heard

DEFAULT_DRAWS = 2000
MOST_CAMPAIGNS = (
    1_000_000  # chosen: with what the lenses need they take about 10 GB, and a study is held in memory whole
)
STREAM = "casus.streaming.stream plays more, in a folder; so does casus compare --out DIR"


class Study(Comparison):
    """A comparison that was played: its outcomes, and the answers and the lenses on deterrence read off them."""

    def __init__(self, outcomes: Outcomes, question: Question | None = None, folder: Path | None = None) -> None:
        """`folder` is where it is kept, of one that was opened."""
        super().__init__(answer(outcomes), deterrence(outcomes) if "survival" in outcomes.data else None)
        self._outcomes = outcomes
        self._question = question
        self._folder = folder

    @property
    def outcomes(self) -> xr.Dataset:
        """Every campaign's outcomes: dimensions design, attack, draw, and axis, day, nation where they apply."""
        return self._outcomes.data

    @property
    def handoff(self) -> Outcomes:
        """The outcomes as the views take them."""
        return self._outcomes

    def timeline(self, design: str, attack: str | None = None) -> Timeline:
        """When each nation decides, leaves, arrives and joins the line, against the aggressor's advance on the same days.

        Without an attack, the heaviest that was played. Its `rows()` make a table (`pandas.DataFrame`), its `as_json()` is
        complete. Raises InputError for a name that the study does not have.
        """
        data = self._outcomes.data
        chosen("design", [design], [str(id) for id in data["design"].values])
        wanted = heaviest_attack(self._outcomes) if attack is None else attack
        chosen("attack", [wanted], [str(id) for id in data["attack"].values])
        return timeline(self._outcomes, design, wanted)

    def claims(self, file: str | Path | None = None, only: Sequence[str] | None = None) -> ClaimsTested:
        """What the study says of the claims in a file, or of those that come with its scenario; nothing is played again.

        `only` names some of them. Where the scenario's folder is gone, the claims are those that an opened study kept. Raises
        InputError for a file that cannot be read, with every problem found.
        """
        from casus.study.claims.claims import judge_claims

        return judge_claims(self._outcomes, file or self._own_claims(), only)

    def _own_claims(self) -> Path:
        from casus.study.claims.own import own_claims
        from casus.study.claims.read import claims_file

        if self._question is not None and self._folder is not None:
            return own_claims(self._question, self._folder)
        return claims_file(self._question.scenario if self._question else str(self.provenance["scenario"]))

    def save(self, folder: str | Path) -> Path:
        """Keep the study in a folder, from which `casus.open_study` reads it without rerunning."""
        return save_outcomes(self._outcomes, Path(folder), self._question)


def compare(
    scenario: str | Scenario,
    designs: Sequence[str] | None = None,
    attacks: Sequence[str] | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    sampling: Sampling = "monte-carlo",
    progress: Progress | None = None,
    lenses: bool = True,
    cluster: str | None = None,
    on_cluster: Heard | None = None,
    assembled: Assembled | None = None,
) -> Study:
    """Play a scenario's designs against its attack options in the same worlds, and measure what happened.

    Takes the name or folder of a scenario, or one that was read. Variants are played where `designs` names them. Without `lenses`
    the study does not ask whether designs deter, which takes about half of the time. With `cluster`, an address such as "local:4"
    or "tcp://10.0.0.5:8786", the workers there play it; the answers are the same, bit for bit, and `on_cluster` hears how far they
    are. `assembled` is told of the outcomes before the lenses look at them. Raises InputError for an unknown name, ClusterError
    for workers that cannot be reached or are lost.

    >>> study = compare("tutorial", designs=["memorandum"], attacks=["probe"], draws=20)
    >>> study.outcomes["held"].shape
    (1, 1, 20)
    """
    asked = asked_of(scenario, designs, attacks, draws, seed, sampling, lenses)
    question = question_of(asked)
    if cluster is not None:
        from casus.study.cluster.play import outcomes_on_cluster

        return Study(outcomes_on_cluster(asked, cluster, on_cluster, assembled), question)
    return Study(play_study(asked, VERSION, _loading_meanwhile(progress or say_nothing), assembled), question)


def asked_of(
    scenario: str | Scenario,
    designs: Sequence[str] | None,
    attacks: Sequence[str] | None,
    draws: int,
    seed: int,
    sampling: Sampling,
    lenses: bool,
    most_draws: int | None = None,
) -> Asked:
    """What is asked of a study, read and checked; without `most_draws` as many draws will do as can be held in memory.

    Raises InputError for names that are not there, or numbers that will not do.
    """
    read, register = scenario_and_register(scenario)
    known = [design.id for design in (read.every_design if designs else read.designs)]
    design_ids = chosen("design", designs, known)
    attack_ids = chosen("attack", attacks, [attack.id for attack in read.attacks])
    in_memory = MOST_CAMPAIGNS // (len(design_ids) * len(attack_ids))
    refuse_bad_numbers(draws, most_draws or in_memory, seed, None if most_draws else STREAM)
    refuse_bad_sampling(sampling)
    these = tuple(design for design in read.every_design if design.id in design_ids)
    against = tuple(attack for attack in read.attacks if attack.id in attack_ids)
    return Asked(read, register, these, against, draws, seed, sampling, lenses)


def open_study(folder: str | Path) -> Study:
    """A study that was saved; raises StoreError for a folder that holds none, or a broken one."""
    return Study(open_outcomes(Path(folder)), open_question(Path(folder)), Path(folder))


def question_of(asked: Asked) -> Question:
    """What is asked, with the scenario's files as they are before it is played."""
    scenario = asked.scenario
    return Question(
        name_or_folder(scenario),
        tuple(design.id for design in asked.designs),
        tuple(attack.id for attack in asked.attacks),
        asked.lenses,
        environment(),
        partial(whole_question, scenario, asked.register, scenario_files(scenario)),
    )


def _loading_meanwhile(progress: Progress) -> Progress:
    """The same progress; at its first step what is needed later begins to be loaded.

    To load is Python's work, and before there is little else to do; campaigns are played without Python's lock.
    """
    loading: list[Thread] = []

    def told(design: Design, attack: AttackOption) -> None:
        if not loading and "xarray" not in sys.modules:
            loading.append(Thread(target=_load_what_follows))
            loading[0].start()
        progress(design, attack)

    return told


def _load_what_follows() -> None:
    """Load what assembles, judges and keeps a study."""
    import h5py  # noqa: F401
    import scipy.sparse  # noqa: F401
    import xarray as xr

    xr.Dataset({"held": ("design", [1.0])}, {"design": ["none"]}).sel(design="none").notnull()


def say_nothing(design: Design, attack: AttackOption) -> None:
    """Progress that nobody watches."""
