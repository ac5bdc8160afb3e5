"""`casus`: finds the command, turns every refusal into words and an exit code."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import click

from casus.foundation.errors import CasusError

COMMANDS = {
    "compare": "Play every design against every attack and compare them.",
    "deter": "Ask whether designs deter: price, game and reference class side by side.",
    "size": "Find the smallest force that reaches a target probability of holding.",
    "clock": "Ask what deciding early, and brigades in place, are worth.",
    "allocate": "Place contributions in zones, against an attacker who picks the worst axis.",
    "gap": "Ask whether help is in place before the line is lost, and what keeps it away.",
    "dropout": "Ask what is lost when guarantors stay out: who is pivotal, who redundant.",
    "cost": "Ask what designs cost, who pays, and whether it is less than the war they prevent.",
    "improve": "Say which changes to a design buy most for a yearly budget.",
    "claims": "Test what people claim: how often it holds, where it fails, on what that rests.",
    "card": "Make a one-page card on a claim, for a reader who has a minute.",
    "explore": "Ask what a result depends on, and where a design fails.",
    "robustness": "Ask how firm a recommendation is, and what would reverse it.",
    "adapt": "Ask under which observable signposts a design should be strengthened.",
    "report": "Write a saved study as one file to read, print and pass on.",
    "replay": "Play a saved study again, and compare it bit for bit.",
    "serve": "Open the workbench in a browser: edit designs and see at once what changes.",
    "show": "Describe a scenario, design, pact, evidence entry or saved study.",
    "lint": "Say what the text of a pact leaves open, rule by rule.",
    "rule": "Explain one rule of the linter, or list them all.",
    "diff": "Compare two pacts field by field, and their outcomes where both are designs.",
    "backtest": "Score the model against recorded history.",
    "law": "List, describe or evaluate the published laws that the model is built from.",
    "game": "Solve one of the library games, for checking and teaching.",
    "evidence": "List or show the register of cited quantities.",
    "check": "Check a scenario and say everything that is wrong with it.",
    "new": "Start a scenario of your own from a template.",
    "schema": "Write the JSON Schema of scenarios and pacts, for editors.",
    "warm": "Compile the kernel now, so that the first study starts at once.",
}
"""Every command with its line in the overview; its file in this folder is imported when it is called."""

FIRST_COLLECT_AFTER = 500_000
"""New objects after which Python looks for circles among them for the first time; chosen: loading makes half as many, of which
none is in vain."""
COLLECT_AFTER = (50_000, 5, 2)
"""New objects after which it does so from then on, and how often among older ones; chosen: by itself it does so after each 700
(Python 3.11). Every half million objects it looks through all, about as often as before."""
BAD_INPUT = 2
INTERRUPTED = 130


class _LazyGroup(click.Group):
    """Knows every command by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"casus.app.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from casus.foundation.names import unknown_name_hint

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"unknown command '{args[0]}'\n    hint: {unknown_name_hint(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)


def _print_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from casus.foundation.version import VERSION

        click.echo(f"casus {VERSION}")
        ctx.exit()


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version."
)
def casus() -> None:
    """Design security guarantees and stress-test them before somebody else does.

    \b
    casus compare ukraine                 the main job: every design against every attack
    casus show ukraine --map map.png      the scenario, in words and as a map
    casus evidence --grade A              the numbers that it stands on
    """


def main() -> None:
    """Run the command line; exits 0 when done, 1 when the answer is 'no', 2 on bad input, 130 interrupted."""
    _seldom_look_for_circles()
    # Read when NumPy is loaded: no matrix here is worth threads that wait in circles.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        with _without_dask():
            sys.exit(casus(prog_name="casus", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except CasusError as error:
        click.echo(str(error), err=True)
        sys.exit(BAD_INPUT)
    except click.Abort:  # what click makes of Ctrl-C
        click.echo("interrupted; nothing was finished", err=True)
        sys.exit(INTERRUPTED)


def _seldom_look_for_circles() -> None:
    """Spare Python a fifth of the time that a command takes to start, and most of what it takes to end: then none is looked for."""
    gc.set_threshold(FIRST_COLLECT_AFTER)
    gc.callbacks.append(_now_more_often)
    atexit.register(gc.freeze)


@contextmanager
def _without_dask() -> Iterator[None]:
    """Tell xarray that there is no Dask, which it loads (0.2 s) to know arrays of its; only where workers play are there any."""
    spared = "dask" not in sys.modules and not any(argument.startswith("--cluster") for argument in sys.argv)
    if spared:
        sys.modules["dask"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if spared:
            del sys.modules["dask"]


def _now_more_often(phase: str, _: dict[str, int]) -> None:
    """Once circles were looked for, look more often: who makes so many objects runs for long."""
    if phase == "stop":
        gc.callbacks.remove(_now_more_often)
        gc.set_threshold(*COLLECT_AFTER)


if __name__ == "__main__":
    main()
