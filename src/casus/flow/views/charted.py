"""A chart as an object: a notebook shows it, a file keeps it, and its specification can be taken elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from casus.flow.views.picture import plain, png, save_picture

VEGA_LITE = "application/vnd.vegalite.v6+json"
"""What notebooks call a Vega-Lite 6 chart; one that does not know it shows the picture."""
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""A name, not an address that anybody asks."""
SCALE = (
    1.5  # chosen: picture pixels for each pixel of the chart; sharp on most screens, and half the size of twice as many
)


class Chart:
    """A chart that was drawn: `spec` is plain Vega-Lite, `save` writes it as PNG or SVG, a notebook shows it without a network."""

    def __init__(self, drawn: Any, scale: float = SCALE) -> None:
        self._scale = scale
        self.spec: dict[str, Any] = {"$schema": SCHEMA, **plain(drawn)}

    @cached_property
    def png(self) -> bytes:
        """The picture."""
        return png(self.spec, self._scale)

    @property
    def alt(self) -> str:
        """What it shows, in its own titles; its numbers are in the table that it is drawn from."""
        return " ".join(dict.fromkeys(titles(self.spec)))

    def save(self, file: str | Path) -> Path:
        """The file, written as PNG or SVG by its suffix; raises InputError for another suffix."""
        return save_picture(self.spec, Path(file))

    def __repr__(self) -> str:
        return f"<Chart: {self.alt}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ARG002 (as IPython calls it)
        """As Vega-Lite where the notebook draws that itself, as a picture elsewhere, as words where neither can be shown."""
        return {VEGA_LITE: self.spec, "image/png": b64encode(self.png).decode(), "text/plain": repr(self)}


def titles(spec: dict[str, Any]) -> Iterator[str]:
    """Titles and subtitles of a chart and its parts, from the outside inwards; where its numbers come from is the last."""
    own = spec.get("title")
    parts = [part for way in ("vconcat", "hconcat", "concat") for part in spec.get(way, ())]
    for part in parts:
        yield from titles(part)
    if isinstance(own, str):
        yield own
    elif isinstance(own, dict):
        for text in (own.get("text"), own.get("subtitle")):
            yield from [text] if isinstance(text, str) else text or []
