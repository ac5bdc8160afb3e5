"""The script that draws charts in a browser comes whole from the machine itself."""

import re
import subprocess
import sys

from casus.flow.views import second_process
from casus.flow.views import vega_script as module
from casus.flow.views.vega_script import Making, start_making, vega_script

START = start_making
"""As it is before tests are told to start no process."""


def test_the_script_gives_a_page_its_two_names_and_imports_nothing():
    script = vega_script()
    assert "globalThis.vegaEmbed" in script
    assert "globalThis.vega" in script
    assert not re.search(r"^\s*import\b", script, re.MULTILINE)


def test_the_script_can_stand_within_a_page():
    assert "</script" not in vega_script()


def test_another_process_makes_the_same_and_this_one_where_that_fails(monkeypatch):
    monkeypatch.setattr(second_process.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(module, "start_making", START)
    assert Making().finish() == vega_script()
    failing = [sys.executable, "-c", "raise SystemExit(1)"]
    monkeypatch.setattr(module, "start_making", lambda: subprocess.Popen(failing, stdout=subprocess.PIPE))
    assert Making().finish() == vega_script()
    monkeypatch.setattr(module, "start_making", lambda: None)
    assert Making().finish() == vega_script()
