"""A scenario in, the names that a claim over its study may use out: so that a claim is checked before the study is played."""

from __future__ import annotations

from casus.evidence.register import Register
from casus.flow.draws.described import described
from casus.flow.metrics.catalogue import LENSES
from casus.flow.scenario.schema.scenario import Scenario
from casus.study.claims.language.known import SHIPPED_ATTACKS, Known, shipped_designs


def known_ahead(scenario: Scenario, register: Register) -> Known:
    """What the study of all of a scenario's designs, variants and attacks, with lenses, will know."""
    return Known(
        designs={design.id: tuple(design.tags) for design in scenario.every_design},
        attacks=tuple(attack.id for attack in scenario.attacks),
        lenses=LENSES,
        quantities={column.name: column.words for column in described(scenario, register)},
        elsewhere=shipped_designs() | SHIPPED_ATTACKS,
    )
