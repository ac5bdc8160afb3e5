"""A design in, the same design with a part of it replaced out; and what of a design tells it from another."""

from __future__ import annotations

from typing import Any

from casus.flow.scenario.schema.design import Design


def content(design: Design) -> str:
    """What is promised, what stands behind it and on which terms; not the design's name."""
    return "".join(part.model_dump_json() for part in (design.pact, design.posture, design.settlement))


def with_posture(design: Design, **fields: Any) -> Design:
    """The design with some fields of its posture replaced."""
    return design.model_copy(update={"posture": design.posture.model_copy(update=fields)})


def with_settlement(design: Design, **fields: Any) -> Design:
    """The design with some fields of its settlement replaced."""
    return design.model_copy(update={"settlement": design.settlement.model_copy(update=fields)})


def with_pact(design: Design, part: str, **fields: Any) -> Design:
    """The design with some fields of one clause of its pact replaced."""
    clause = getattr(design.pact, part).model_copy(update=fields)
    return design.model_copy(update={"pact": design.pact.model_copy(update={part: clause})})
