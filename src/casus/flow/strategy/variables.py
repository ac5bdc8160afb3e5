"""Every variable that the lenses add to a study's dataset: what it is and in what unit."""

from __future__ import annotations

VARIABLES: dict[str, tuple[str, str]] = {
    "price_meur": ("value of the aggressor's full aims at which the attack breaks even; infinite: never", "MEUR"),
    "price_se_meur": ("Monte Carlo standard error of the price, at the prices of a typical world", "MEUR"),
    "price_part_meur": ("how much of the price comes from each part, mean over worlds", "MEUR"),
    "attack_probability": (
        "probability of the attack within ten years by its price, were it the only one",
        "probability",
    ),
    "aims_gained_share": ("share of the full aims that the attack gains, as the aggressor expects it", "share"),
    "acting_share": ("share of the guarantors, by brigades, that send more than words, mean over worlds", "share"),
    "believed_share": ("the same as the aggressor believes it", "share"),
    "aims_value_meur": ("what the full aims are worth to the aggressor", "MEUR"),
    "challenge_probability": (
        "probability of a challenge in the game, in the worlds in which it was solved",
        "probability",
    ),
    "stand_probability": ("probability that guarantors stand once challenged, likewise", "probability"),
    "war_probability": ("probability of a war with the guarantors, likewise", "probability"),
    "challenge_in_time_probability": (
        "probability that the challenge comes within ten years, likewise, were it the only one",
        "probability",
    ),
    "typical_challenge_probability": ("probability of a challenge in a typical world, by credibility", "probability"),
    "typical_stand_probability": ("probability that guarantors stand once challenged, likewise", "probability"),
    "typical_war_probability": ("probability of a war with the guarantors, likewise", "probability"),
    "typical_resolved_probability": ("belief that the guarantors are resolved, in a typical world", "probability"),
    "quantal_challenge_probability": (
        "probability of a challenge in a typical world along the logit branch, by precision; infinite: the limit",
        "probability",
    ),
    "game_regret": ("largest regret of the games that converged, in units of the payoffs' range", "1"),
    "game_solved_share": ("share of the games whose solution converged", "share"),
    "survival": ("probability that peace lasts so long, by the reference class", "probability"),
    "survival_by_reading": ("the same in each reading of what pacts do, median over worlds", "probability"),
    "hazard_effect": ("ratio of the hazard of renewed war by effect, median over worlds", "1"),
    "aims_paid_meur": ("what it has paid for them, or for like ones, before", "MEUR"),
}
"""By name: meaning and unit."""
