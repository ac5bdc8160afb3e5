"""A value of a design as it is and as its scenario has it in, whose choice it is out: a line of a note."""

from __future__ import annotations

from typing import Any

from casus.app.web.session import Session


def chosen(session: Session, now: Any, was: Any, unit: str = "") -> str:
    """Who chose a value of the open design; `was` is the same value of the scenario's design of that name."""
    if session.origin is None:
        return "Your choice: a design sets it, no evidence does."
    if now == was:
        return "As the scenario's design has it: a choice of the design, no evidence sets it."
    return f"Changed here: the scenario's design has {'none' if was is None else f'{was:g} {unit}'.strip()}."
