"""The workbench's door for programs under many more requests than the suite sends it, and behind its guard."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from casus.app.web.app import build_api
from casus.app.web.security import Guard
from casus.app.web.settings import settings_of
from casus.app.web.turns import Turns

EXAMPLES = 400


@pytest.mark.verify
@pytest.mark.parametrize("guarded", [False, True])
def test_no_request_breaks_it(guarded):
    turns = Turns()
    api = build_api(turns)
    app = Guard(api, settings_of("127.0.0.1", 80, None, Path(), ("testserver",))) if guarded else api
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    try:
        for operation in (result.ok() for result in schema.get_all_operations()):
            _fuzz(operation)
    finally:
        turns.close()


def _fuzz(operation) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def answers_as_described(case):  # the description cannot say which designs are sound: those that are not get 422
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    answers_as_described()
