"""The blocks of code on the pages: where they stand, what they hold, and what a command in one must be to be a command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from casus.app.cli.main import COMMANDS, casus

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE_MARK = "# file: "
OURS = re.compile(r"(?:[A-Z_]+=\S* )*(casus .*)")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def commands(self) -> list[str]:
        """The commands of ours that a reader would type."""
        return [line[2:] for line in self.text.splitlines() if line.startswith("$ casus ")]

    @property
    def where(self) -> str:
        """Page and line, for whoever must mend it."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks_of(page: Path) -> list[Block]:
    """All blocks of a page, in order."""
    text = page.read_text("utf-8")
    return [Block(page, text.count("\n", 0, m.start()) + 1, m[1], m[2]) for m in FENCE.finditer(text)]


def write_file(block: Block, folder: Path) -> None:
    """Write what a block says is the content of a file."""
    file = folder / block.text.splitlines()[0].removeprefix(FILE_MARK)
    assert folder in file.resolve().parents, f"{block.where}: writes outside its folder"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(block.text, "utf-8")


def commands_in(text: str) -> Iterator[list[str]]:
    """The words of every command of ours in a block of a shell, without what is set before it and what comes after it."""
    for line in text.replace("\\\n", " ").splitlines():
        for part in re.split(r"&&|;|\|", line.removeprefix("$ ").partition(" #")[0]):
            if found := OURS.fullmatch(part.strip()):
                yield shlex.split(found[1])


def refuse_unknown_words(words: list[str]) -> None:
    """Parse a command without running it; raises click.UsageError for a command or an option that does not exist."""
    name = words[1] if len(words) > 1 else "--help"
    if name.startswith("-"):
        return
    if name not in COMMANDS:
        raise click.UsageError(f"no command is named '{name}'")
    group = click.Context(casus, info_name="casus", **casus.context_settings)
    command = casus.get_command(group, name)
    assert command is not None
    context = click.Context(command, parent=group, info_name=name)
    command.make_parser(context).parse_args([*words[2:]])
