"""The main job: every design against every attack option in the same possible worlds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.evidence.register import Register
from casus.flow.draws.streams import Sampling
from casus.flow.handoffs import Outcomes
from casus.flow.metrics.answers import Answers, answer
from casus.flow.metrics.band import Band
from casus.flow.metrics.catalogue import LENSES
from casus.flow.metrics.measure import heaviest_attack
from casus.flow.metrics.timeline import timeline
from casus.flow.metrics.timetable import Timeline
from casus.flow.outcome.environment import environment
from casus.flow.outcome.question import Question
from casus.flow.outcome.store import open_outcomes, open_question, save_outcomes
from casus.flow.pipeline import play_study
from casus.flow.ranges import Progress
from casus.flow.scenario.kept import scenario_files, whole_question
from casus.flow.scenario.read import name_or_folder
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.as_json import agreement_as_json, columns_of
from casus.flow.strategy.deterrence import Deterrence, deterrence
from casus.foundation.version import VERSION
from casus.study.asked import chosen, refuse_bad_numbers, refuse_bad_sampling, scenario_and_register

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from casus.study.claims.tested import ClaimsTested
    from casus.study.cluster.spread import Heard

DEFAULT_DRAWS = 2000
NO_BAND = Band(math.nan, math.nan, math.nan)
MOST_CAMPAIGNS = 10_000_000  # chosen: their outcomes take about 10 GB, and a study is held in memory whole


class Study:
    """A comparison that was played: its outcomes, and the answers and the lenses on deterrence read off them."""

    def __init__(self, outcomes: Outcomes, question: Question | None = None) -> None:
        self._outcomes = outcomes
        self._question = question
        self.answers: Answers = answer(outcomes)
        self.deterrence: Deterrence | None = deterrence(outcomes) if "survival" in outcomes.data else None

    @property
    def outcomes(self) -> xr.Dataset:
        """Every campaign's outcomes: dimensions design, attack, draw, and axis, day, nation where they apply."""
        return self._outcomes.data

    @property
    def handoff(self) -> Outcomes:
        """The outcomes as the views take them."""
        return self._outcomes

    @property
    def provenance(self) -> dict[str, Any]:
        """Scenario, seed, draws, version, digests: what would give the same numbers again."""
        return self.answers.provenance

    @property
    def complete(self) -> bool:
        """False where the study was stopped before every campaign was played."""
        return self._outcomes.complete

    def table(self) -> pd.DataFrame:
        """One row for each design and attack, one column for each metric."""
        import pandas as pd

        return pd.DataFrame([row | self._lens_columns(row["design"], row["attack"]) for row in self.answers.rows()])

    def as_json(self) -> dict[str, Any]:
        """Answers and lenses in the form of the command's contract; numbers that do not exist are null."""
        answers = self.answers.as_json()
        if self.deterrence is None:
            return answers
        columns = columns_of(self.deterrence)
        designs = {design: given | columns[design] for design, given in answers["designs"].items()}
        return answers | {"designs": designs, "lenses": agreement_as_json(self.deterrence)}

    def _lens_columns(self, design: str, attack: str) -> dict[str, float]:
        """What the lenses add to a row: the price of its attack, and each lens's probability for the design."""
        if self.deterrence is None:
            return {}
        lenses = self.deterrence.lenses[design]
        price = lenses.prices[attack].price_meur if attack in lenses.prices else NO_BAND
        columns = {f"price_meur_{part}": getattr(price, part) for part in ("p05", "p50", "p95")}
        chances = {lens: lenses.p_attack[lens].value for lens in LENSES if lens in lenses.p_attack}
        return columns | {f"p_attack_10y_{lens}": chances.get(lens, math.nan) for lens in LENSES}

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

    def claims(self, file: str | Path | None = None) -> ClaimsTested:
        """What the study says of the claims in a file, or of those that come with its scenario; nothing is played again.

        Raises InputError for a file that cannot be read, with every problem found.
        """
        from casus.study.claims.claims import judge_claims

        return judge_claims(self._outcomes, file)

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
) -> Study:
    """Play a scenario's designs against its attack options in the same worlds, and measure what happened.

    Takes the name or folder of a scenario, or one that was read. Variants are played where `designs` names them. Without `lenses`
    the study does not ask whether designs deter, which takes about half of the time. With `cluster`, an address such as "local:4"
    or "tcp://10.0.0.5:8786", the workers there play it; the answers are the same, bit for bit, and `on_cluster` hears how far they
    are. Raises InputError for an unknown name, ClusterError for workers that cannot be reached or are lost.

    >>> study = compare("tutorial", designs=["memorandum"], attacks=["probe"], draws=20)
    >>> study.outcomes["held"].shape
    (1, 1, 20)
    """
    asked, register = scenario_and_register(scenario)
    known = [design.id for design in (asked.every_design if designs else asked.designs)]
    design_ids = chosen("design", designs, known)
    attack_ids = chosen("attack", attacks, [attack.id for attack in asked.attacks])
    refuse_bad_numbers(draws, MOST_CAMPAIGNS // (len(design_ids) * len(attack_ids)), seed)
    refuse_bad_sampling(sampling)
    question = _question(asked, register, design_ids, attack_ids, lenses)
    outcomes = play_study(
        asked,
        register,
        [design for design in asked.every_design if design.id in design_ids],
        [attack for attack in asked.attacks if attack.id in attack_ids],
        draws,
        seed,
        sampling,
        VERSION,
        progress or say_nothing,
        lenses,
    )
    return Study(outcomes, question)


def open_study(folder: str | Path) -> Study:
    """A study that was saved; raises StoreError for a folder that holds none, or a broken one."""
    return Study(open_outcomes(Path(folder)), open_question(Path(folder)))


def _question(
    scenario: Scenario, register: Register, designs: Sequence[str], attacks: Sequence[str], lenses: bool
) -> Question:
    """What is asked, with the scenario's files as they are before it is played."""
    return Question(
        name_or_folder(scenario),
        tuple(design.id for design in scenario.every_design if design.id in designs),
        tuple(attack.id for attack in scenario.attacks if attack.id in attacks),
        lenses,
        environment(),
        partial(whole_question, scenario, register, scenario_files(scenario)),
    )


def say_nothing(design: Design, attack: AttackOption) -> None:
    """Progress that nobody watches."""
