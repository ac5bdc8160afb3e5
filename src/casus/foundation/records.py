"""The base of every record read from a file: closed (no unknown field), frozen, finite numbers only."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A closed, frozen record; a field's docstring is its comment, its JSON-schema text and its reference page."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        str_strip_whitespace=True,
        populate_by_name=True,
    )
