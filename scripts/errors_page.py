"""The tree of errors, the exit codes and the environment variables in, the lines of their reference page out."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import casus
from casus.app.cli import main
from casus.foundation import errors

SOURCES = Path(casus.__file__).parent
RAISED_BY = {
    "CasusError": "catch this one to catch all",
    "InputError": "a scenario, pact, claim, option or argument that will not do; `problems` has every one of them",
    "StoreError": "a folder that is no study, a broken or a foreign one, or a place that cannot be written",
    "ClusterError": "`--cluster`, `cluster=`",
}
"""Where a user meets each class; a class that is missing here stops the generator."""
VARIABLES = {
    "CASUS_CACHE_DIR": "Folder for compiled code. Without it: `$XDG_CACHE_HOME/casus`, `~/.cache/casus`, or the system's folder "
    "for temporary files.",
    "CASUS_DEVICE": "`cpu` (the default) or `cuda`: what campaigns are played on; `--device` says the same for one command.",
}
"""What each variable of ours does; one that the code reads and that is missing here stops the generator."""
OTHERS = {
    "NUMBA_NUM_THREADS": "Threads that campaigns are played on; `--threads` says the same for one command.",
    "NUMBA_DISABLE_JIT": "`1`: the model runs uncompiled, the same and slow, steppable in a debugger.",
    "NUMBA_ENABLE_CUDASIM": "`1`: with `CASUS_DEVICE=cuda`, a simulator in place of a graphics card, for tests.",
    "XDG_CACHE_HOME": "Where compiled code is kept, unless `CASUS_CACHE_DIR` says so.",
}
"""Variables of others that Casus heeds."""


CODES = {
    0: "done",
    1: "the question's answer is no: a lint error, a missed bar of a backtest, a replay that differs, no change that gains, "
    "a size that no force reaches; the whole answer is given all the same",
    main.BAD_INPUT: "bad input: every problem with file, line and column, what is wrong, what is allowed, and the nearest known "
    "name; nothing was answered",
    main.INTERRUPTED: "interrupted (Ctrl-C): what was finished is given and marked as partial; a file is whole, or is not there",
}
"""What each exit code means."""

BESIDE_CODES = """
With `--json` one object is written to standard output where the code is 0 or 1, and nothing where it is 2. Progress and errors
go to standard error.
"""
ABOUT_ERRORS = """
What Casus refuses is an error of this tree, in Python as on the command line; anything else is a fault of ours.
"""
BESIDE_ERRORS = """
`CasusError`, `InputError` and `StoreError` are names of `casus`; `ClusterError` is in `casus.foundation.errors`. An
`InputError` carries `problems`, each a record of three fields:

| field | holds |
| --- | --- |
| `what` | what is wrong, with the value |
| `place` | `file`, `line` and `column`, counted from 1; none where no file is at fault |
| `hint` | what would be right: allowed values, or the nearest known name |
"""
ABOUT_VARIABLES = """
They are read once, when Casus is loaded. What decides the bits of a result: [reproducibility](../method/reproducibility.md).
"""


def lines() -> Iterator[str]:
    """The page."""
    yield from ("# Errors, exit codes and environment", "", "## Exit codes of every command", "")
    yield from ("| code | means |", "| --- | --- |")
    yield from (f"| {code} | {meaning} |" for code, meaning in CODES.items())
    yield BESIDE_CODES
    yield from ("## Errors", ABOUT_ERRORS, "| class | is a | means | met where |", "| --- | --- | --- | --- |")
    yield from _errors()
    yield BESIDE_ERRORS
    yield from ("## Environment variables", ABOUT_VARIABLES, "| variable | does |", "| --- | --- |")
    yield from (f"| `{name}` | {VARIABLES[name]} |" for name in read_by_the_code())
    yield from (f"| `{name}` | {meaning} |" for name, meaning in OTHERS.items())


def _errors() -> Iterator[str]:
    for name, kind in _classes():
        meaning = " ".join((inspect.getdoc(kind) or "").split())
        yield f"| `{name}` | `{kind.__bases__[0].__name__}` | {meaning} | {RAISED_BY[name]} |"


def _classes() -> Iterator[tuple[str, type]]:
    for name, kind in vars(errors).items():
        if inspect.isclass(kind) and issubclass(kind, errors.CasusError):
            yield name, kind


def read_by_the_code() -> list[str]:
    """Names of the variables of ours that the sources speak of."""
    texts = [file.read_text("utf-8") for file in SOURCES.rglob("*.py")]
    return sorted({name for text in texts for name in re.findall(r"\bCASUS_[A-Z_]+\b", text)})
