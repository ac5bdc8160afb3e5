"""Which law of ground combat each world has: a verdict that turns on the choice of law is no verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Outcomes
from casus.foundation.codes import LAWS
from casus.study.claims.verdict import FEWEST_OF_A_LAW

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Laws:
    """The worlds of each law."""

    worlds: Mapping[str, Mask]

    def heard(self, applies: Mask) -> Mapping[str, Mask]:
        """The laws that have enough of the worlds in which a claim applies, to be heard on their own."""
        return {law: of for law, of in self.worlds.items() if (of & applies).sum() >= FEWEST_OF_A_LAW}


def laws_of(outcomes: Outcomes) -> Laws:
    """The law of each world of a study: drawn once for all designs and attacks."""
    code = np.asarray(outcomes.data["law"].isel(design=0, attack=0).values)
    return Laws({law: code == number for number, law in enumerate(LAWS) if (code == number).any()})
