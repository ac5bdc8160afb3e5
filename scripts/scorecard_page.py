"""The kept scorecards of the backtests in, the lines of their reference page out."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casus.backtest.scorecard import number_text

KEPT = Path(__file__).parents[1] / "docs" / "reference" / "backtests"
ORDER = (
    "battles", "ukraine-2022", "collapse-2022", "positional", "strikes", "baltics-2016", "iwo-jima", "ardennes",
    "battle-of-britain", "decision-clock", "deployments", "crises", "honour", "reliability", "institutions",
    "strategic-probit",
)  # fmt: skip
"""As in the table of cases; one that is not named here comes last."""


def lines() -> Iterator[str]:
    """The page: a table of verdicts, then each case with its bars, score, baselines, chart and how to read it."""
    cases = list(_cases())
    passed = sum(case["passed"] for case in cases)
    yield from (
        "# Scorecards of the backtests",
        "",
        f"{passed} of {len(cases)} cases clear every bar. A missed bar is shown as missed; where one of our own was taken "
        "away, the limits say so. How each case predicts and what it leaves out is in "
        "[the method](../method/backtests/index.md), and why bars are missed in [the limits](../method/limits.md).",
        "",
        "Made with `make scorecards` (and `BATTLES=`, `RELIABILITY=`, `INSTITUTIONS=`, `PROBIT=` for the cases that need a file "
        "which we may not pass on).",
        "",
        "| case | verdict | n | bars |",
        "| --- | --- | --- | --- |",
    )
    for case in cases:
        bars = "<br>".join(_bar(bar) for bar in case["bars"])
        verdict = "passed" if case["passed"] else "**missed**"
        yield f"| [{case['id']}](#{case['id']}) | {verdict} | {case['n']:,} {case['of']} | {bars} |"
    yield ""
    for case in cases:
        yield from _section(case)


def _cases() -> Iterator[dict[str, Any]]:
    """Every kept case with the folder of its chart, in order."""
    found = {}
    for file in sorted(KEPT.rglob("scorecards.json")):
        kept = json.loads(file.read_text("utf-8"))
        for case in kept["cases"]:
            folder = file.parent.relative_to(KEPT.parent)
            found[case["id"]] = case | {"folder": folder.as_posix(), "draws": kept["draws"], "seed": kept["seed"]}
    yield from (found[id] for id in sorted(found, key=lambda id: ORDER.index(id) if id in ORDER else len(ORDER)))


def _section(case: dict[str, Any]) -> Iterator[str]:
    yield from (f"## {case['id']}", "", f"{case['title']}. {case['verdict'].capitalize()}.", "")
    yield from (f"- {_bar(bar)}" for bar in case["bars"])
    yield ""
    yield from ("| | value |", "| --- | --- |")
    for kind in ("score", "baseline"):
        for name, value in case[kind].items():
            yield f"| {kind}: {name} | {_number(value)} |"
    yield from ("", f"![{case['title']}]({case['folder']}/{case['id']}.png)", "")
    yield from (f"{sentence}" for sentence in case["reading"])
    yield from ("", f"Sources: {'; '.join(case['sources'])}.", "")


def _bar(bar: dict[str, Any]) -> str:
    mark = "cleared" if bar["passed"] else "**missed**"
    return f"{bar['what']}: {_number(bar['value'])} ({mark}; bar: {_range(bar['low'], bar['high'])})"


def _range(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{_number(low)} to {_number(high)}"
    return f"at least {_number(low)}" if low is not None else f"at most {_number(high)}"


def _number(value: float | None) -> str:
    return number_text(math.nan if value is None else value)
