"""The base of every record read from a file: closed (no unknown field), frozen, finite numbers only."""

from __future__ import annotations

import typing
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator
from pydantic_core.core_schema import ValidationInfo


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

    @field_validator("*", mode="before")
    @classmethod
    def _truth_is_no_number(cls, value: Any, info: ValidationInfo) -> Any:
        """Python counts True as 1; a file that says `true` where a number belongs is wrong."""
        if not isinstance(value, (bool, list, tuple)):
            return value
        given = [value] if isinstance(value, bool) else value
        wanted = cls.model_fields[info.field_name or ""].annotation
        if any(isinstance(item, bool) for item in given) and bool not in {wanted, *typing.get_args(wanted)}:
            raise ValueError("input should be a valid number, not true or false")
        return value
