"""Factors in, groups of them by subject out: every factor is in one, chance beside the numbers that it decides by."""

from __future__ import annotations

from collections.abc import Sequence

from casus.study.sensitivity.ties import HONOUR, Factor, together

SUBJECTS = {
    "warning": "warning, surprise, monitoring",
    "decision": "decision: when, and by which rule",
    "honour": "honour: whether, and with what",
    "deployment": "deployment, command, pools of forces",
    "air": "air",
    "strike": "drones and missiles",
    "supply": "supply",
    "law": "which law of ground combat",
    "ground": "ground combat, terrain, weather",
    "protected": "forces of the protected state",
    "aggressor": "forces of the aggressor, and of its attack",
    "strategy": "price, cost, stakes, reference class",
    "other_attacks": "attacks that are not played",
    "small": "small random numbers",
}
"""Every subject with what it is about."""
_STRIKES = ("drones", "cruise", "ballistic", "interceptor", "saved_months")
_OF_NATIONS = {
    "honour": ("event_honour", "event_act", "event_form", "event_barred", "event_offer", "ground_barred", "offer", "support",
               "peacekeeping", "stake"),
    "decision": ("event_deadline", "event_emergency", "event_block", "haste"),
    "air": ("fighters", "stealth_share"),
}  # fmt: skip
_PREFIXES = {
    "warning": ("warning_", "surprise_", "monitoring_", "event.belief", "event.attribution"),
    "decision": ("decision_", "event.leader", "event.haste", "event.qualifies"),
    "honour": ("honour_", "willingness_", HONOUR),
    "deployment": ("deployment_", "command_", "entry."),
    "air": ("air_",),
    "strike": ("strike_",),
    "supply": ("supply_",),
    "law": ("ground_law",),
    "ground": (
        "ground_",
        "weather_",
        "hero_",
        "dupuy_",
        "bracken_",
        "epstein_",
        "biddle_",
        "brigade_persons",
        "positional_",
    ),
    "protected": ("arms_value",),
    "aggressor": ("ally.", "event.ally.", "attack."),
}


def by_subject(factors: Sequence[Factor], attack: str) -> list[Factor]:
    """Everything that is uncertain as one group for each subject that occurs; other attacks than this are set apart."""
    groups: dict[str, list[Factor]] = {}
    for factor in factors:
        groups.setdefault(subject_of(factor, attack), []).append(factor)
    return [together(name, what, groups[name]) for name, what in SUBJECTS.items() if name in groups]


def subject_of(factor: Factor, attack: str) -> str:
    """The subject that a factor belongs to, where this attack is played."""
    name = factor.name
    if factor.numbers:
        return "small"
    if name.startswith("nation."):
        return _of_a_nation(name.rsplit(".", 1)[1])
    if name.startswith(("protected.", "aggressor.")):
        side, field = name.split(".", 1)
        return "strike" if field.startswith(_STRIKES) else "air" if field == "aircraft" else side
    if name.startswith("attack."):
        if not name.startswith(f"attack.{attack}."):
            return "other_attacks"
        return "warning" if name.endswith((".buildup", ".believed")) else "aggressor"
    return next((subject for subject, starts in _PREFIXES.items() if name.startswith(starts)), "strategy")


def _of_a_nation(field: str) -> str:
    return next((subject for subject, fields in _OF_NATIONS.items() if field in fields), "deployment")
