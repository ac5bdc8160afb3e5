"""Sentences filled from typed results, never inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casus.flow.metrics.answers import Answers

MOST_NAMED = 4  # chosen: more pairs than this in one sentence are not read


def sentence_on_draws(answers: Answers) -> str:
    """Whether the draws suffice to order the designs, and if not, which neighbours they leave open."""
    draws, attack = answers.provenance["draws"], answers.headline
    if len(answers.titles) < 2:
        return "One design alone has no order."
    if not answers.undecided:
        return (
            f"{draws:,} draws suffice: every neighbour in the order of p_held ({attack} attack) is told apart at 95 %; "
            "doubling them is not likely to change the order."
        )
    named = ", ".join(f"{a} / {b}" for a, b in answers.undecided[:MOST_NAMED])
    more = len(answers.undecided) - MOST_NAMED
    rest = f" and {more} more" if more > 0 else ""
    return (
        f"{draws:,} draws do not settle the whole order of p_held ({attack} attack): these neighbours may change places with "
        f"more draws: {named}{rest}."
    )
