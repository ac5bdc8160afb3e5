"""Attacks and lenses by the words that a language has for them, for sentences and for charts."""

from __future__ import annotations

from casus.app.report.gather import Gathered
from casus.app.report.teller import Teller


def attack_name(say: Teller, attack: str) -> str:
    """An attack option as the start of a line."""
    return say.say(f"attack-{attack}")


def attack_within(say: Teller, attack: str) -> str:
    """An attack option within a sentence, as what a design stands against."""
    return say.say(f"against-{attack}")


def attack_titles(of: Gathered, say: Teller) -> dict[str, str]:
    """By the scenario's title of an attack, its kind in the page's language: what panels of charts are called."""
    data = of.outcomes.data
    pairs = zip(data["attack"].values.tolist(), data["attack_title"].values.tolist(), strict=True)
    return {str(title): attack_name(say, str(attack)) for attack, title in pairs}
