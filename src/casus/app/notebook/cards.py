"""Claims that were tested in, the card of one of them out, as a notebook shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casus.app.card.card import Card
    from casus.study.claims.tested import ClaimsTested


def card(of: ClaimsTested, claim: str, language: str = "en") -> Card:
    """The card of a claim, as `casus card` makes it; raises InputError for a claim that is not there, or an unknown language."""
    from casus.app.card.card import card_of, sources_of
    from casus.study.asked import chosen

    chosen("claim", [claim], [one.claim.id for one in of.claims])
    return card_of(of, claim, language, sources_of(of))
