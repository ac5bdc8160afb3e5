"""Boxes in, lines for a terminal out."""

from __future__ import annotations

from rich.markup import escape

from casus.study.discovery.discover import Discovery


def lines_of(of: Discovery) -> list[str]:
    """Each box as a sentence with its tests, what a tree says, and how it was sought; with rich's marks."""
    said: list[str] = []
    for box in of.boxes:
        said.append(escape(box.told(of.what_happens)))
        low, high = box.density_interval
        tests = "; ".join(f"{condition.column.name} {p_words(condition.quasi_p)}" for condition in box.conditions)
        said.append(f"[dim]  density {low:.2f} to {high:.2f}; quasi-p: {escape(tests)}[/dim]")
    if not of.boxes:
        said.append(escape(of.none_because))
    if of.kept:
        said += [f"[dim]{escape(of.cart.sentence)}[/dim]", f"[dim]{of.how}[/dim]"]
    return said


def p_words(p: float) -> str:
    """A probability that may be tiny.

    >>> p_words(1e-9), p_words(0.0312)
    ('below 0.001', '0.031')
    """
    return "below 0.001" if p < 0.001 else f"{p:.3f}"
