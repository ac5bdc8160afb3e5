"""A field of a design in, the drawn quantities that act where its value does out."""

from __future__ import annotations

from casus.foundation.documents import Path_

RESTS_ON: dict[str, tuple[str, ...]] = {
    # the pact
    "within_h": (
        "decision_attribution_open_days", "decision_attribution_grey_days", "decision_attribution_grey_probability",
    ),
    "level": (
        "honour_obligation_logit", "honour_combat_if_all_aid", "honour_combat_if_deemed_necessary",
        "honour_materiel_if_consult",
    ),
    "meet_h": ("decision_meet_kept_probability", "decision_convene_days"),
    "decide_h": (
        "decision_decide_kept_probability", "decision_convene_days", "decision_cabinet_days", "decision_parliament_days",
    ),
    "act_h": ("decision_act_kept_probability", "honour_act_given_decision", "deployment_notice_factor"),
    "quorum": ("decision_cabinet_days", "decision_parliament_days", "decision_nation_spread_log"),
    "majority_share": ("decision_cabinet_days", "decision_parliament_days", "decision_nation_spread_log"),
    "weights": ("decision_cabinet_days", "decision_parliament_days", "decision_nation_spread_log"),
    # the posture
    "brigades": (
        "ground_hold_km_per_brigade", "ground_guarantor_quality", "honour_troops_logit", "command_seam_loss_share",
    ),
    "notice_days": ("deployment_notice_factor", "deployment_friction_log", "deployment_available_share"),
    "forward_stock_days": ("supply_dry_value_share", "supply_guarantor_stock_days", "protected.stock"),
    "aircraft": ("air_serviceable_guarantor", "air_sorties_guarantor", "air_guarantor_quality", "air_power_gain"),
    "stations": ("air_station_h", "air_station_area", "air_serviceable_guarantor", "air_sorties_guarantor"),
    "alert": ("air_alert_worth", "air_serviceable_guarantor"),
    "drones_day": ("strike_drone_capacity", "strike_drone_kill_share"),
    "cruise_batteries": ("strike_cruise_batteries_needed", "strike_cruise_shot_kill", "strike_battery_serviceable"),
    "ballistic_batteries": (
        "strike_ballistic_batteries_needed", "strike_ballistic_shot_kill", "strike_battery_serviceable",
    ),
    "interceptors": ("protected.interceptors", "strike_cruise_shots", "strike_cruise_shot_kill"),
    "interceptors_month": ("protected.interceptor_supply", "strike_cruise_shots", "strike_cruise_shot_kill"),
    "ballistic_interceptors": (
        "protected.ballistic_interceptors", "strike_ballistic_shots", "strike_ballistic_shot_kill",
    ),
    "ballistic_interceptors_month": (
        "protected.ballistic_interceptor_supply", "strike_ballistic_shots", "strike_ballistic_shot_kill",
    ),
    "persons": ("monitoring_full_persons", "decision_monitoring_speedup"),
    "arms_meur_year": ("supply_aid_resupply_share", "supply_aid_delay_days"),
    # the settlement
    "army_cap_kperson": ("protected.personnel",),
}  # fmt: skip
"""By name of the field; a field that is not here meets no drawn quantity of its own."""


def rests_on(path: Path_) -> tuple[str, ...]:
    """The quantities of the field at a path: its own, or those of the table that it is an entry of."""
    return next((RESTS_ON[str(step)] for step in reversed(path) if str(step) in RESTS_ON), ())


def attack_rests_on(attack: str) -> tuple[str, ...]:
    """Those that act where the build-up before an attack is set."""
    return (f"attack.{attack}.buildup", f"attack.{attack}.believed", "warning_seen_share", "warning_full_alert_days")
