"""A variant's file and the design that it changes in, the whole design out; its problems are shown at the variant's own lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.variant import VARIANT, Variant
from casus.foundation.documents import Document, read_document
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.validation import validate_document


def read_variant(file: Path, designs: Mapping[str, Document]) -> tuple[Document, Design]:
    """The whole design, and a document that has its data with the places of the variant's file.

    `designs` are the documents of the designs that it may change, by id. Raises InputError for one that is not there, and for a
    change that makes no sound design.
    """
    document = read_document(file)
    variant = validate_document(document, Variant)
    if variant.of not in designs:
        hint = unknown_name_hint(variant.of, designs)
        raise InputError([Problem(f"unknown design '{variant.of}'", document.place(("of",)), hint)])
    whole = _whole(variant, document, designs[variant.of].data)
    return whole, validate_document(whole, Design)


def _whole(variant: Variant, document: Document, design: dict[str, Any]) -> Document:
    own = {"id": variant.id, "title": variant.title, "summary": variant.summary, "source": variant.source}
    data = _changed(design, variant.change) | own | {"tags": [VARIANT]}
    inside = {path[1:]: place for path, place in document.places.items() if path[:1] == ("change",)}
    return Document(document.file, data, document.places | inside | {(): document.place(("of",))})


def _changed(whole: Mapping[str, Any], change: Mapping[Any, Any]) -> dict[str, Any]:
    """A mapping with some of its keys changed, within mappings too; null takes a key away."""
    after = dict(whole)
    for key, value in change.items():
        if value is None:
            after.pop(key, None)
        elif isinstance(value, dict) and isinstance(after.get(key), dict):
            after[key] = _changed(after[key], value)
        else:
            after[key] = value
    return after
