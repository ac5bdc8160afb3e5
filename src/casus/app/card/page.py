"""What a card says and its picture in, a page out that opens from a disk, needs no network and can be read aloud."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from casus.app.card.said import Said, Section

STYLE = (
    "body{margin:1rem auto;max-width:540px;padding:0 .5rem;font:1rem/1.45 'Liberation Sans',Arial,Helvetica,sans-serif;"
    "color:#222;background:#fff;overflow-wrap:anywhere}img{width:100%;height:auto}table{border-collapse:collapse}"
    "h1{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"  # it stands in the picture, and is read aloud
    "th,td{padding:.15rem .8rem .15rem 0;text-align:left}td{text-align:right}"
)


def page_of(said: Said, alt: str, picture: bytes) -> str:
    """The page: the picture with its words for those who do not see it, and below it the same as text and as a table."""
    image = f'<img src="data:image/png;base64,{b64encode(picture).decode()}" alt="{escape(alt)}">'
    body = "".join(
        [
            f"<main><h1>{escape(said.claim)}</h1>{image}",
            f"<details><summary>{escape(said.heading)}: {escape(said.verdict)}</summary>",
            *(
                f"<p>{escape(line)}</p>"
                for line in (said.partial, *said.attribution, *said.measured, said.caveat)
                if line
            ),
            _table(said),
            *map(_section, said.sections),
            *(f"<p>{escape(line)}</p>" for line in said.foot),
            "</details></main>",
        ]
    )
    return (
        f'<!doctype html><html lang="{said.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
        f"<title>{escape(said.claim)}</title><style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def _table(said: Said) -> str:
    """The numbers of the chart."""
    if not said.bars:
        return ""
    rows = "".join(f'<tr><th scope="row">{escape(bar.name)}</th><td>{escape(bar.text)}</td></tr>' for bar in said.bars)
    return f"<table><caption>{escape(said.chart)}</caption>{rows}</table>"


def _section(section: Section) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in section.lines)
    return f"<h2 style='font-size:1rem'>{escape(section.heading)}</h2><ul>{lines}</ul>"
