"""`casus card`: one claim of a saved study in a picture, for a reader who has a minute."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casus.app.cli.settings import json_option
from casus.app.words.catalogue import LANGUAGES

if TYPE_CHECKING:
    from casus.app.card.card import Card
    from casus.study.claims.tested import ClaimsTested

ALL = "all"
"""Asked for instead of a claim: a card for each, in a folder."""


@click.command(name="card")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--claim", required=True, metavar="C", help=f"The claim, or {ALL}.")
@click.option("--file", type=click.Path(path_type=Path), help="Claims of your own (default: the scenario's).")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The card, .png, .svg or .html (default: CLAIM.png here); for all, a folder.",
)
@click.option("--language", default="en", show_default=True, help=f"Language: {' or '.join(LANGUAGES)}.")
@json_option
def command(study: Path, claim: str, file: Path | None, out: Path | None, language: str, as_json: bool) -> None:
    """Make a card: the claim, the verdict in calibrated words, its numbers, what it rests on, and its caveat in the picture.

    STUDY is the folder of a study that was kept by `casus compare --out`; nothing is played. With --json and without --out only
    the words and numbers are given, and no picture is written.

    \b
    casus card results/ --claim decide-24h-too-late
    casus card results/ --claim paris-over-words --language uk --out paris.svg
    casus card results/ --claim all --out cards/
    casus card results/ --claim mine --file my-claims.yaml --json
    """
    from casus.app.card.card import card_of, sources_of

    _refuse_early(claim, out, language)
    found = _tested(study, file, None if claim == ALL else [claim])
    sources = sources_of(found)
    said = []
    for one in found.claims:
        card = card_of(found, one.claim.id, language, sources)
        if to := _file_of(one.claim.id, claim, out, as_json):
            _write(card, to)
        said.append(card.as_json())
    if as_json:
        click.echo(json.dumps(_one_object(said, found), allow_nan=False))


def _refuse_early(claim: str, out: Path | None, language: str) -> None:
    """Refuse whatever can be told to be wrong before the study is opened."""
    from casus.app.card.card import require_card
    from casus.app.cli.files import require_writable, require_writable_file
    from casus.app.words.catalogue import words

    words(language, "card")
    if out is not None and claim == ALL:
        require_writable(out)
    elif out is not None:
        require_card(out)
        require_writable_file(out)


def _tested(study: Path, file: Path | None, only: list[str] | None) -> ClaimsTested:
    """The claims asked for, tested in the worlds of the study; raises InputError for one that is unknown."""
    from casus.study.compare import open_study

    click.echo(f"testing {'every claim' if only is None else only[0]} in the worlds of {study} ...", err=True)
    return open_study(study).claims(file, only)


def _file_of(id: str, asked: str, out: Path | None, as_json: bool) -> Path | None:
    """Where a card goes; nowhere where only its words were asked for."""
    if out is None:
        return None if as_json else Path(f"{id}.png")
    return out / f"{id}.png" if asked == ALL else out


def _write(card: Card, file: Path) -> None:
    """The card, put in place whole; raises StoreError where it cannot be."""
    from casus.app.cli.files import write_bytes

    click.echo(f"wrote {write_bytes(file, card.written_as(file.suffix.lower()))}", err=True)


def _one_object(said: list[dict[str, Any]], found: ClaimsTested) -> dict[str, Any]:
    """Every card, with the study that they are of."""
    return {"cards": said, "complete": found.complete, **found.provenance}
