"""A tested claim in, its card as a file and as a record out: PNG, SVG, or a page that a screen reader can read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from casus.app.card.draw import draw_card
from casus.app.card.laid import laid_out
from casus.app.card.page import page_of
from casus.app.card.said import Said, alt_text, said_of
from casus.app.words.catalogue import words
from casus.evidence.entry import Source
from casus.evidence.register import read_register
from casus.flow.scenario.read import scenario_register
from casus.flow.views.picture import png, svg
from casus.flow.views.vega_lite import Spec
from casus.foundation.errors import InputError, Place, Problem
from casus.study.claims.tested import ClaimsTested, Tested

SUFFIXES = (".png", ".svg", ".html")
SCALE = 20 / 9
"""Picture pixels for each pixel of the layout: 1,200 across."""


@dataclass(frozen=True)
class Card:
    """A card: what it says, the picture, and the picture in words."""

    tested: Tested
    said: Said
    picture: Spec
    alt: str

    def as_json(self) -> dict[str, Any]:
        """For machines: the claim as tested, and what the card says of it."""
        said = self.said
        return {
            "id": self.tested.claim.id,
            "language": said.language,
            "verdict": said.verdict,
            "measured": list(said.measured),
            "caveat": said.caveat,
            "attribution": [line for line in said.attribution if line],
            "chart": said.rows(),
            "sections": {section.heading: list(section.lines) for section in said.sections},
            "foot": list(said.foot),
            "alt": self.alt,
            "tested": self.tested.as_json(),
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ARG002 (as IPython calls it)
        """As a picture 540 pixels wide with its words for those who do not see it, and as words where none can be shown."""
        drawn = b64encode(png(self.picture, SCALE)).decode()
        image = f'<img alt="{escape(self.alt)}" width="540" src="data:image/png;base64,{drawn}">'
        return {"text/html": image, "text/plain": self.alt}

    def written_as(self, suffix: str) -> bytes:
        """The card in the form of a file with that suffix."""
        if suffix == ".svg":
            return svg(self.picture)
        drawn = png(self.picture, SCALE)
        return drawn if suffix == ".png" else page_of(self.said, self.alt, drawn).encode()


def card_of(found: ClaimsTested, claim: str, language: str, sources: Mapping[str, Source]) -> Card:
    """The card of one claim; raises KeyError for a claim that was not tested, InputError for a language that is not spoken."""
    speak, tested = words(language, "card"), found.of(claim)
    said = said_of(tested, found.provenance, found.complete, speak, sources)
    return Card(tested, said, draw_card(laid_out(said), said.kind), alt_text(said, speak))


def sources_of(found: ClaimsTested) -> Mapping[str, Source]:
    """The works that claims may cite: those of the register, and those that lie beside the file of the claims."""
    return (read_register() if found.file is None else scenario_register(Path(found.file).parent)).sources


def require_card(file: Path) -> None:
    """Raise InputError for a file whose suffix is not that of a card."""
    if file.suffix.lower() not in SUFFIXES:
        hint = f"allowed: {', '.join(SUFFIXES)}"
        raise InputError([Problem(f"a card cannot be written as '{file.suffix or file.name}'", Place(file), hint)])
