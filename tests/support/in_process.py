"""The command line in this process: what a command prints and exits with, without the seconds that a new Python takes."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

import pytest

from casus.app.cli.main import main


class Finished(NamedTuple):
    """A command that has ended."""

    returncode: int
    stdout: str
    stderr: str


def run_in_process(words: list[str]) -> Finished:
    """What `casus` does when it is called with these words, the first of which is its name."""
    said, told, code = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(told):
        patch.setattr(sys, "argv", words)
        try:
            main()
        except SystemExit as stopped:
            code = int(stopped.code or 0)
    return Finished(code, said.getvalue(), told.getvalue())
