"""A study's question and folder in, the claims that come with its scenario out: as they are today, or as the study kept them."""

from __future__ import annotations

from pathlib import Path

from casus.flow.outcome.asked import ASKED
from casus.flow.outcome.question import Question
from casus.flow.scenario.read import CLAIMS
from casus.foundation.errors import InputError, Problem
from casus.study.claims.read import claims_file


def own_claims(question: Question, folder: Path) -> Path:
    """The file in the scenario's folder; where that is gone or has none, the one in the study's folder.

    Raises InputError where neither is there, and StoreError where the study's is not what was kept.
    """
    try:
        return claims_file(question.scenario)
    except InputError as gone:
        kept = next((name for name in question.files() if name.endswith(f"/{CLAIMS}")), None)
        if kept is None:
            what = f"{gone.problems[0].what}, and {folder} keeps no claims"
            raise InputError([Problem(what, hint="give a file of your own (--file)")]) from gone
        return folder / ASKED / kept
