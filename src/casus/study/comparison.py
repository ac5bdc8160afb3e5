"""Answers and lenses in, the comparison of designs out as a table and as JSON, whether its worlds were kept or not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from casus.flow.metrics.answers import Answers
from casus.flow.metrics.band import Band
from casus.flow.metrics.catalogue import LENSES
from casus.flow.strategy.as_json import agreement_as_json, columns_of
from casus.flow.strategy.deterrence import Deterrence

if TYPE_CHECKING:
    import pandas as pd

NO_BAND = Band(math.nan, math.nan, math.nan)


class Comparison:
    """Designs compared: the answers, and what the lenses on deterrence see."""

    answers: Answers
    """Every metric of every design and attack, with intervals."""
    deterrence: Deterrence | None
    """What price, game and reference class see in each design; None of a study that was played without lenses."""

    def __init__(self, answers: Answers, found: Deterrence | None) -> None:
        self.answers = answers
        self.deterrence = found

    def __repr__(self) -> str:
        of, designs, attacks = self.provenance, len(self.answers.titles), len(self.answers.attacks)
        asked = f"{designs} designs, {attacks} attacks, {of['draws']:,} draws, seed {of['seed']}"
        return f"<{type(self).__name__} of '{of['scenario']}': {asked}{'' if self.complete else ', PARTIAL'}>"

    @property
    def provenance(self) -> dict[str, Any]:
        """Scenario, seed, draws, version, digests: what would give the same numbers again."""
        return self.answers.provenance

    @property
    def complete(self) -> bool:
        """False where the study was stopped before every campaign was played."""
        return bool(self.provenance["complete"])

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
