"""`casus lint`: what the text of a pact leaves open, rule by rule."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from casus.foundation.errors import InputError, Problem

if TYPE_CHECKING:
    from casus.pacts.lint import Finding, Text
    from casus.pacts.rules.rule import Rule, Severity

T = TypeVar("T")
Format = Literal["text", "json", "sarif"]

HAS_ERRORS = 1
"""Exit code where a finding has the severity error."""
RULES_HELP = "ids, beginnings of ids, names or families, with commas between; repeat as needed."


@click.command(name="lint")
@click.argument("names", nargs=-1, metavar="[NAME|FILE]...")
@click.option("--all", "casebook", is_flag=True, help="Every pact of the casebook.")
@click.option("--scenario", default="ukraine", show_default=True, help="Scenario in which a design is looked up.")
@click.option("--select", multiple=True, metavar="RULES", help=f"Only these rules: {RULES_HELP}")
@click.option("--ignore", multiple=True, metavar="RULES", help=f"All but these rules: {RULES_HELP}")
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "note"]),
    default="note",
    show_default=True,
    help="Lowest severity that is shown; counts name the rest too.",
)
@click.option(
    "--format", "kind", type=click.Choice(["text", "sarif"]), default="text", show_default=True, help="Format."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Keep the findings in this file too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(
    names: tuple[str, ...],
    casebook: bool,
    scenario: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: Severity,
    kind: Literal["text", "sarif"],
    out: Path | None,
    as_json: bool,
) -> None:
    """Say what the text of a pact leaves open, rule by rule; exit 1 where a finding is an error.

    NAME is a pact of the casebook, a design of the scenario, or SCENARIO/DESIGN; FILE is a pact or a design of your own.
    A line reads pact:article: RULE message [severity]; `casus rule RULE` says why it matters and how to mend it.

    \b
    casus lint budapest-1994 north-atlantic-1949
    casus lint consult-24h --select decision,T104
    casus lint my-pact.yaml --severity warning
    casus lint --all --format sarif --out findings.sarif
    """
    from casus.app.cli.files import write_text
    from casus.pacts.lint import lint

    if not names and not casebook:
        raise click.UsageError("name a pact, a design or a file, or say --all for the whole casebook")
    if as_json and kind == "sarif" and out is None:
        raise click.UsageError("--json and --format sarif both want stdout; give one of them, or --out FILE for SARIF")
    rules, texts = _read(names, casebook, scenario, select, ignore)
    report = _Report(texts, rules, tuple(lint(texts, rules)), severity, frozenset(Path(name) for name in names))
    asked: Format = "json" if as_json else kind
    if out is None:
        click.echo(report.as_format(asked))
    else:
        written = write_text(out, f"{report.as_format('sarif' if kind == 'sarif' else asked)}\n")
        click.echo(f"wrote {written}", err=True)
        click.echo(report.as_format("json" if as_json else "text"))
    if any(finding.rule.severity == "error" for finding in report.findings):
        sys.exit(HAS_ERRORS)


# --- what is asked ----------------------------------------------------------------------------------------------------


def _read(
    names: Sequence[str], casebook: bool, scenario: str, select: Sequence[str], ignore: Sequence[str]
) -> tuple[tuple[Rule, ...], tuple[Text, ...]]:
    """The rules and the texts; raises InputError with every word and name that is wrong."""
    from casus.pacts.read import casebook_names
    from casus.pacts.rules.catalogue import RULES

    asked = list(dict.fromkeys([*(casebook_names() if casebook else ()), *names]))
    problems: list[Problem] = []
    rules = _collect(partial(_rules, _words(select), _words(ignore)), problems) or RULES
    texts = [_collect(partial(_text, name, scenario), problems) for name in asked]
    if problems:
        raise InputError(dict.fromkeys(problems))
    return rules, _told_apart(asked, [text for text in texts if text is not None])


def _collect(read: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return read()
    except InputError as error:
        problems.extend(error.problems)
        return None


def _rules(select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    from casus.pacts.rules.catalogue import chosen

    rules = chosen(select, ignore)
    if not rules:
        raise InputError([Problem("no rule is left to apply", hint="--ignore takes away all that --select names")])
    return rules


def _words(options: Sequence[str]) -> list[str]:
    """The words of options with commas in them; of a blank option one blank word, to be refused."""
    return [word for option in options for word in re.findall(r"[^,\s]+", option) or [""]]


def _text(name: str, scenario: str) -> Text:
    from casus.flow.scenario.texts import find_text

    return find_text(name, scenario).text


def _told_apart(asked: Sequence[str], texts: Sequence[Text]) -> tuple[Text, ...]:
    """The texts, those that share a name called as they were asked for."""
    times = Counter(text.name for text in texts)
    return tuple(
        replace(text, name=name) if times[text.name] > 1 else text for name, text in zip(asked, texts, strict=True)
    )


# --- what is said -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Report:
    """What was found in which texts by which rules, and from which severity on it is shown."""

    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    lowest: Severity
    files: frozenset[Path]
    """Files that the user named; a finding in one of them is shown with its place."""

    def as_format(self, format: Format) -> str:
        """The report in one of its formats."""
        if format == "text":
            return "\n".join(self._lines())
        if format == "json":
            return json.dumps(self._as_json())
        from casus.pacts.sarif import sarif_log

        return json.dumps(sarif_log(self._shown(), self.rules, Path.cwd()), indent=2)

    def _shown(self) -> list[Finding]:
        from casus.pacts.rules.rule import SEVERITIES

        seen = SEVERITIES[: SEVERITIES.index(self.lowest) + 1]
        return [finding for finding in self.findings if finding.rule.severity in seen]

    def _counts(self) -> dict[str, dict[Severity, int]]:
        from casus.pacts.lint import counts

        return {
            text.name: counts(finding for finding in self.findings if finding.pact == text.name) for text in self.texts
        }

    def _as_json(self) -> dict[str, Any]:
        from casus.foundation.version import VERSION

        return {
            "findings": [finding.as_json() for finding in self._shown()],
            "counts": self._counts(),
            "rules": len(self.rules),
            "version": VERSION,
        }

    def _lines(self) -> Iterator[str]:
        """A line for each finding shown, then one for each text."""
        shown = self._shown()
        yield from (self._line(finding) for finding in shown)
        shown_of = Counter(finding.pact for finding in shown)
        for name, found in self._counts().items():
            hidden = sum(found.values()) - shown_of[name]
            numbers = ", ".join(f"{number} {severity}{'s' * (number != 1)}" for severity, number in found.items())
            yield f"{name}: {numbers}{f' ({hidden} not shown)' if hidden else ''}"

    def _line(self, finding: Finding) -> str:
        place = f"{finding.place}: " if finding.place and finding.place.file in self.files else ""
        text = " ".join(str(finding).split())  # an article of a user's own may hold a line break
        return f"{place}{text} [{finding.rule.severity}]"
