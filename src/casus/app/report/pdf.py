"""A report in, the same as PDF out: set by typst, charts as drawings, byte for byte the same for the same study."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from casus.app.report.charts import fitted
from casus.app.report.parts import Cell, Facts, Figure, Fold, Part, Points, Report, Section, Sentence, Table, figures_of
from casus.app.report.teller import Teller
from casus.foundation.errors import StoreError

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
CHART_WIDTH = 780.0
"""Pixels for which charts are laid out, chosen: three panels in a row of a page's width."""
BROAD = 12
"""Columns from which a table lies across its page, chosen."""
CODE = re.compile(r"`([^`]+)`")


def require_typst() -> None:
    """Raise StoreError where typst is not installed, with how to get it."""
    try:
        import typst  # noqa: F401
    except ImportError as error:
        hint = "install Casus with the extra 'pdf' (pip install 'casus[pdf]'), or print the page from a browser"
        raise StoreError(f"a PDF is set by typst, which is not installed\n    hint: {hint}") from error


def pdf(report: Report, say: Teller) -> bytes:
    """The PDF; fonts are those that come with typst, and no date but the study's stands in it."""
    import typst

    require_typst()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for section in report.sections:
            for figure in figures_of(_shown(section.parts)):
                (folder / f"{figure.id}.svg").write_bytes(_svg(figure))
        (folder / "report.typ").write_text(source(report, say), "utf-8")
        made = typst.compile(str(folder / "report.typ"), root=place, ignore_system_fonts=True)
        return bytes(made if isinstance(made, bytes) else b"".join(made))


def source(report: Report, say: Teller) -> str:
    """The report as typst reads it: calls of the template's functions, every text a string of its own."""
    head = {
        "title": report.title,
        "kind": say.say("kind"),
        "subtitle": report.subtitle,
        "dated": report.dated,
        "partial": report.partial,
        "contents": say.say("contents"),
        "language": report.language,
        "footer": say.say("footer"),
        "page": say.say("page-of"),
        "model": say.say("answer-of-a-model"),
        "english": "" if report.language == "en" else say.say("what-stays-english"),
    }
    lines = [
        TEMPLATE.read_text("utf-8"),
        "#show: report.with(" + ", ".join(f"{name}: {_text(of)}" for name, of in head.items()) + ")",
    ]
    for section in report.sections:
        lines += _section(section)
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Iterator[str]:
    """Its parts, on a page that lies across where a table needs that."""
    broad = any(isinstance(part, Table) and len(part.columns) >= BROAD for part in section.parts)
    if broad:
        yield "#std.page(flipped: true, margin: 15mm)["
    yield f"#heading(level: 1, {_text(section.heading)}) <{section.id}>"
    for part in _shown(section.parts):
        yield from _part(part, 2)
    if broad:
        yield "]"


def _shown(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What is printed: of folded figures those that are open, of folded tables all."""
    return tuple(part for part in parts if not isinstance(part, Fold) or part.open or not figures_of(part.parts))


def _part(part: Part, level: int) -> Iterator[str]:
    if isinstance(part, Sentence):
        yield f"#para({_rich(part.text)})"
    elif isinstance(part, Points):
        if part.heading:
            yield f"#over({_text(part.heading)})"
        yield f"#points({', '.join(_rich(sentence.text) for sentence in part.sentences)},)"
    elif isinstance(part, Table):
        yield _table(part)
    elif isinstance(part, Figure):
        yield from _figure(part, level)
    elif isinstance(part, Facts):
        yield f"#facts({', '.join(f'({_text(name)}, {_text(cell.text)})' for name, cell in part.pairs)},)"
    else:
        yield f"#heading(level: {level}, {_text(part.summary)})"
        for inner in part.parts:
            yield from _part(inner, level + 1)


def _figure(figure: Figure, level: int) -> Iterator[str]:
    rests = ", ".join(f"({_text(rest.text)}, {_text(rest.share)})" for rest in figure.rests)
    yield (
        f"#chart({_text(figure.heading)}, {_text(f'{figure.id}.svg')}, {_text(figure.alt)}, {_text(figure.caption)}, "
        f"{_text(figure.source)}, {_text(figure.rests_note)}, ({rests}{',' if rests else ''}), level: {level})"
    )


def _table(table: Table) -> str:
    heads = "".join(f"[#{_text(column.heading)}], " for column in table.columns)
    align = ", ".join("right" if column.number else "left" for column in table.columns)
    widths = ", ".join(_width(table, place) for place in range(len(table.columns)))
    cells = ", ".join(_cell(cell) for row in table.rows for cell in row)
    note = _rich(table.note) if table.note else "none"
    return f"#sheet({_text(table.caption)}, ({heads}), ({align},), ({widths},), ({cells},), note: {note})"


def _width(table: Table, place: int) -> str:
    """A share of the line for words, as little as they take for numbers; a fixed one for names beside many numbers."""
    column = table.columns[place]
    if place == 0 and sum(of.number for of in table.columns) > 2:
        return "27mm"
    return "auto" if column.number or not column.weight else f"{column.weight}fr"


def _cell(cell: Cell) -> str:
    return f"[#{_text(cell.text)}]"


def _text(text: str) -> str:
    """Text as a string of typst's, in which nothing is a command."""
    return json.dumps(text, ensure_ascii=False).replace("\\b", "").replace("\\f", "").replace("\\/", "/")


def _rich(text: str) -> str:
    """Text with what stands between backticks as code."""
    parts = [f"raw({_text(part)})" if place % 2 else _text(part) for place, part in enumerate(CODE.split(text)) if part]
    return f"[{''.join(f'#{part};' for part in parts)}]"


def _svg(figure: Figure) -> bytes:
    import vl_convert

    spec = fitted(figure.spec, CHART_WIDTH)
    return str(vl_convert.vegalite_to_svg({**spec, "background": "#ffffff"})).encode()
