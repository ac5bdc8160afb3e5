"""A page in, its elements with their attributes and texts out, as a browser would find them."""

from __future__ import annotations

import base64
import csv
import io
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    """Tags and ids of what it lies in, from the outermost."""
    text: str = field(default="")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag, attributes):
        inside = tuple(f"{one.tag}#{one.attributes.get('id', '')}" for one in self.open)
        element = Element(tag, {name: value or "" for name, value in attributes}, inside)
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        while self.open and self.open[-1].tag != tag:
            self.open.pop()
        if self.open:
            self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element.text += data


def elements(page: str) -> list[Element]:
    """Every element, in the order of the page."""
    reader = _Reader()
    reader.feed(page)
    return reader.found


def rows_of(address: str) -> list[dict[str, str]]:
    """The rows of a CSV that an address holds."""
    text = base64.b64decode(address.partition(",")[2]).decode()
    return list(csv.DictReader(io.StringIO(text)))
