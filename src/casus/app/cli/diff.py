"""`casus diff`: two pacts field by field, what each trips in the linter, and their outcomes where both are designs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from casus.app.cli.settings import PARTIAL, attacks_option, json_option
from casus.foundation.errors import InputError

if TYPE_CHECKING:
    from casus.flow.metrics.pair import Change
    from casus.flow.scenario.texts import Found
    from casus.pacts.diff import Difference
    from casus.pacts.lint import Finding
    from casus.study.compare import Study

DEFAULT_DRAWS = 500


@dataclass(frozen=True)
class _Settings:
    """How outcomes are played."""

    scenario: str
    attacks: list[str] | None
    draws: int
    seed: int


@click.command(name="diff")
@click.argument("a", metavar="PACT")
@click.argument("b", metavar="PACT")
@click.option("--scenario", default="ukraine", show_default=True, help="Scenario in which designs are looked up.")
@attacks_option
@click.option("--draws", type=int, default=DEFAULT_DRAWS, show_default=True, help="Possible worlds that both meet.")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of all chance.")
@click.option("--no-play", is_flag=True, help="Compare the texts only.")
@json_option
def command(
    a: str,
    b: str,
    scenario: str,
    attacks: list[str] | None,
    draws: int,
    seed: int,
    no_play: bool,
    as_json: bool,
) -> None:
    """Show two pacts field by field, the rules that only one trips, and what changes in outcome.

    PACT is a pact of the casebook, a design of the scenario, SCENARIO/DESIGN, or a file. A name that both the casebook and
    the scenario have is the casebook's. Outcomes need two designs of one scenario: both meet the same worlds, and the
    difference is the second minus the first. Posture and settlement of designs are compared too.

    \b
    casus diff budapest-1994 north-atlantic-1949
    casus diff consult-24h article5-like --attacks full
    casus diff paris-2026 ukraine/paris-2026 --no-play
    casus diff my-pact.yaml italy-2025
    """
    from casus.pacts.lint import lint
    from casus.pacts.rules.catalogue import RULES

    found = _find(a, b, scenario)
    fields = _fields(*found)
    tripped = [list(lint([one.text], RULES)) for one in found]
    findings = _only_one_trips(*tripped)
    unplayed = "not asked for" if no_play else _why_unplayed(found, fields)
    study = None if unplayed else _play(found, _Settings(scenario, attacks, draws, seed))
    if as_json:
        texts = {"a": a, "b": b, "identical": not fields, "differences": [_field(one) for one in fields]}
        lint_json = {"lint": [one.as_json() for one in findings]}
        click.echo(json.dumps(texts | lint_json | {"outcomes": _outcomes(study, found), "not_played": unplayed}))
    else:
        _print(found, (a, b), fields, findings, study, unplayed)
    if study and not study.complete:
        click.echo("interrupted: this comparison is PARTIAL; missing campaigns are left out", err=True)
        sys.exit(PARTIAL)


def _find(a: str, b: str, scenario: str) -> tuple[Found, Found]:
    """Both pacts; raises InputError with everything that is wrong with either name."""
    from casus.app.cli.pact_names import say_whose
    from casus.flow.scenario.texts import find_text

    found, problems = [], []
    for name in (a, b):
        try:
            found.append(find_text(name, scenario))
            say_whose(name, found[-1], scenario)
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise InputError(problems)
    return found[0], found[1]


def _fields(a: Found, b: Found) -> tuple[Difference, ...]:
    """Fields that differ; two designs with posture and settlement, from which their pacts' peacetime and terms are read."""
    from casus.pacts.diff import differences

    if not (a.design and b.design):
        return differences(a.text.pact, b.text.pact)
    return (
        *differences(a.design.pact, b.design.pact),
        *differences(a.design.posture, b.design.posture, "posture"),
        *differences(a.design.settlement, b.design.settlement, "settlement"),
    )


def _only_one_trips(a: Sequence[Finding], b: Sequence[Finding]) -> list[Finding]:
    """Findings of rules that the other pact does not trip at all."""
    by_a, by_b = ({one.rule.id for one in findings} for findings in (a, b))
    return [one for one in a if one.rule.id not in by_b] + [one for one in b if one.rule.id not in by_a]


def _why_unplayed(found: tuple[Found, Found], fields: Sequence[Difference]) -> str | None:
    """Why there are no outcomes, or None where they can be played."""
    pacts = [one.text.name for one in found if not one.design]
    if pacts:
        return f"{' and '.join(dict.fromkeys(pacts))}: a text alone, without posture and settlement, cannot be played"
    if None in {one.scenario for one in found}:
        return "a design in a file of its own belongs to no scenario"
    if len({one.scenario for one in found}) > 1:
        return f"the designs belong to different scenarios: {found[0].scenario} and {found[1].scenario}"
    return None if fields else "the two are the same"


def _play(found: tuple[Found, Found], settings: _Settings) -> Study:
    from casus.app.cli.pact_names import scenario_of
    from casus.app.cli.progress import study_progress
    from casus.study.compare import compare

    read = scenario_of(found[0], settings.scenario)
    designs = [one.text.name for one in found]
    with study_progress(read, designs, settings.attacks) as progress:
        return compare(read, designs, settings.attacks, settings.draws, settings.seed, progress=progress, lenses=False)


def _print(
    found: tuple[Found, Found],
    names: tuple[str, str],
    fields: Sequence[Difference],
    findings: Sequence[Finding],
    study: Study | None,
    unplayed: str | None,
) -> None:
    from casus.flow.metrics.pair import change_of_cost, changes
    from casus.flow.views.console import wide_console
    from casus.flow.views.diff import change_table, field_table, finding_table

    wide = wide_console()
    if not fields:
        wide.print(f"{names[0]} and {names[1]} are the same, field by field.", highlight=False)
        return
    wide.print(field_table(fields, *names))
    wide.print()
    wide.print(finding_table(findings) if findings else "Both trip the same rules of the linter.")
    wide.print()
    if study is None:
        wide.print(f"No outcomes: {unplayed}.", highlight=False, markup=False)
        return
    a, b = (one.text.name for one in found)
    wide.print(change_table(changes(study.handoff, a, b), change_of_cost(study.handoff, a, b), *names))
    of = study.answers.provenance
    wide.print(f"[dim]{of['scenario']}, {of['draws']:,} draws, seed {of['seed']}, Casus {of['version']}[/dim]")


def _field(one: Difference) -> dict[str, Any]:
    return {"field": one.field, "a": one.a, "b": one.b}


def _outcomes(study: Study | None, found: tuple[Found, Found]) -> dict[str, Any] | None:
    from casus.flow.metrics.pair import change_of_cost, changes

    if study is None:
        return None
    a, b = (one.text.name for one in found)
    attacks = {
        attack: {one.measure: _change(one) for one in played} for attack, played in changes(study.handoff, a, b).items()
    }
    cost = _change(change_of_cost(study.handoff, a, b))
    return {"by_attack": attacks, "cost_meur_year": cost, **study.answers.provenance}


def _change(one: Change) -> dict[str, float | int | None]:
    numbers = {"a": one.a, "b": one.b, "difference": one.difference.value, "se": one.difference.se}
    plain = {name: float(f"{value:.6g}") if value == value else None for name, value in numbers.items()}
    return {**plain, "worlds": one.worlds}
