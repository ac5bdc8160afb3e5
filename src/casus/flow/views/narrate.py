"""Sentences filled from typed results, never inferred."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casus.flow.metrics.answers import Answers

MOST_NAMED = 4  # chosen: more pairs than this in one sentence are not read


def sentence_on_draws(answers: Answers) -> str:
    """Whether the draws suffice to order the designs, and if not, which neighbours they leave open."""
    of, attack = answers.provenance, answers.headline
    draws = of.get("draws_played", of["draws"])
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


def sentence_on_part(of: Mapping[str, Any]) -> str:
    """What is missing from a study that was interrupted."""
    if of.get("streamed"):
        return f"PARTIAL: interrupted after {of['draws_played']:,} of {of['draws']:,} draws; these are their answers"
    return "PARTIAL: the study was interrupted; missing campaigns are shown as -"


def sentence_on_stream(of: Mapping[str, Any]) -> str:
    """How exact the numbers of a streamed study are, and in which draws its lenses looked."""
    lenses = (
        f" The lenses on deterrence look at the first {of['lens_draws']:,} draws alone." if of["lens_draws"] else ""
    )
    return (
        f"Streamed: shares and means are exact over all {of['draws_played']:,} draws, quantiles within "
        f"{of['quantile_error']:.1%} of their values.{lenses}"
    )
