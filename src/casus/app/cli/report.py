"""`casus report`: a saved study as one file to read, print and pass on."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import json_option

if TYPE_CHECKING:
    from casus.app.report.gather import Gathered

NAMES = {"en": "report", "uk": "report.uk"}
"""By language: how the file is called in the study's folder."""


@click.command(name="report")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the page here (default: report.html in STUDY).")
@click.option(
    "--pdf",
    "pdf",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Also as PDF (default: report.pdf beside the page).",
)
@click.option("--language", default="en", show_default=True, metavar="CODE", help="en (English) or uk (Ukrainian).")
@json_option
def command(study: Path, out: Path | None, pdf: str | None, language: str, as_json: bool) -> None:
    """Write a report of a saved study: one HTML file that works offline, opens from disk and prints.

    STUDY is a folder that `casus compare --out` kept. Nothing is played again and nothing is fetched: summary, tables, map, charts,
    claims, findings, limits, provenance and the evidence used are within the file, each chart with its data. In Ukrainian the
    names of the scenario's own stay as they are.

    \b
    casus report out/demo
    casus report out/demo --out ukraine.html --pdf ukraine.pdf
    casus report out/demo --language uk
    """
    from casus.app.cli.files import require_writable_file
    from casus.app.report.gather import refuse_streamed
    from casus.app.words.catalogue import words

    started = time.perf_counter()
    words(language, "report")  # an unknown language is refused before any work
    refuse_streamed(study)
    page_file = out or study / f"{NAMES[language]}.html"
    pdf_file = None if pdf is None else Path(pdf) if pdf else page_file.with_suffix(".pdf")
    _refuse(study, pdf_file)
    for file in (page_file, pdf_file):
        if file is not None:
            require_writable_file(file)
    made = _made(study, language, pdf_file is not None)
    written = _write(made, page_file, pdf_file)
    if as_json:
        click.echo(json.dumps(made.as_json(written) | {"seconds": round(time.perf_counter() - started, 3)}))
    else:
        for file in written:
            click.echo(f"wrote {file} ({_size(file)})")
    for file in written if as_json else ():
        click.echo(f"wrote {file}", err=True)
    if not made.complete:
        click.echo("the study is PARTIAL, and its report says so", err=True)


def _refuse(study: Path, pdf_file: Path | None) -> None:
    """Raise StoreError for what is no study, and for a PDF without the program that sets it, before any folder is made."""
    from casus.app.report.pdf import require_typst
    from casus.flow.outcome.store import open_question

    open_question(study)
    if pdf_file is not None:
        require_typst()


class _Made:
    """A report, set as page and perhaps as PDF."""

    def __init__(self, gathered: Gathered, language: str, page: str, pdf: bytes | None) -> None:
        self.page, self.pdf = page, pdf
        self.complete = gathered.study.complete
        self._known, self._language = dict(gathered.said), language

    def as_json(self, written: list[Path]) -> dict[str, object]:
        """What was written and of what study."""
        files = [{"file": file.as_posix(), "bytes": file.stat().st_size} for file in written]
        return {"written": files, "language": self._language, **self._known}


def _made(study: Path, language: str, with_pdf: bool) -> _Made:
    from casus.app.cli.progress import working_on
    from casus.app.report.compose import compose
    from casus.app.report.gather import gather
    from casus.app.report.page import page
    from casus.app.report.pdf import pdf
    from casus.app.report.teller import Teller
    from casus.flow.views.vega_script import Making

    with working_on("writing the report"):
        script = Making()
        gathered, say = gather(study), Teller(language)
        report = compose(gathered, say)
        return _Made(gathered, language, page(report, say, script.finish()), pdf(report, say) if with_pdf else None)


def _write(made: _Made, page_file: Path, pdf_file: Path | None) -> list[Path]:
    from casus.app.cli.files import write_bytes, write_text

    written = [write_text(page_file, made.page)]
    return written + ([write_bytes(pdf_file, made.pdf)] if pdf_file is not None and made.pdf is not None else [])


def _size(file: Path) -> str:
    return f"{file.stat().st_size / 1e6:.1f} MB"
