"""Every backtest by name, and the one way to run it."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol, cast

from casus.backtest.scorecard import Scorecard, Settings
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

CASES = {
    "battles": "battles",
    "ukraine-2022": "ukraine_2022",
    "collapse-2022": "collapse_2022",
    "positional": "positional",
    "strikes": "strikes",
    "baltics-2016": "baltics_2016",
    "iwo-jima": "iwo_jima",
    "ardennes": "ardennes",
    "battle-of-britain": "battle_of_britain",
    "decision-clock": "decision_clock",
    "deployments": "deployments",
    "honour": "honour",
    "reliability": "reliability",
    "institutions": "institutions",
    "strategic-probit": "strategic_probit",
    "crises": "crises",
}
"""The file in this folder that holds each case; it is imported when it is asked for."""


class Case(Protocol):
    """What the file of a case holds."""

    ID: str
    TITLE: str
    DATA: str | None
    """The series in data/ that it is scored on, and whose columns a user's own file must have; None where none is shipped."""
    NEEDS: str | None
    """Where to get the file that it cannot be run without; None where it needs none."""

    def run(self, settings: Settings) -> Scorecard:
        """Predict, and compare with what happened."""

    def chart(self, card: Scorecard) -> Any:
        """The prediction against what happened, without title."""


def case(name: str) -> Case:
    """A case by its id; raises InputError for an unknown one."""
    if name not in CASES:
        raise InputError([Problem(f"unknown backtest '{name}'", hint=unknown_name_hint(name, CASES))])
    return cast(Case, import_module(f"casus.backtest.{CASES[name]}"))


def run_case(name: str, settings: Settings) -> Scorecard:
    """The scorecard of a case; raises InputError where it needs a file that was not given."""
    chosen = case(name)
    if chosen.NEEDS and settings.data is None:
        raise InputError([Problem(f"'{name}' needs --data FILE", hint=chosen.NEEDS)])
    return chosen.run(settings)


def without_outside_file() -> list[str]:
    """The cases that run on what comes with Casus."""
    return [name for name in CASES if case(name).NEEDS is None]
