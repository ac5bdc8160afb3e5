"""The planner's questions are there from Python, under the names that their commands have."""

from __future__ import annotations

import pytest

from casus import planner
from casus.app.cli.main import COMMANDS


@pytest.mark.parametrize("question", sorted(planner.QUESTIONS))
def test_every_question_is_a_function_and_a_command(question):
    assert callable(getattr(planner, question))
    assert question in COMMANDS


def test_what_is_no_question_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        planner.nothing  # noqa: B018
