"""A small synthetic study from which a timeline is read: three nations of a pact and one that is no party to it."""

from __future__ import annotations

import numpy as np
import xarray as xr

from casus.flow.handoffs import Outcomes

NATIONS = {"atland": "Atland", "borland": "Borland", "corland": "Corland", "outland": "Outland"}
AXES = {"north": "Northern road", "south": "Southern road"}
DAYS = [0, 5, 10, 30, 60, 90]
COMBAT, WORDS = 4.0, 1.0
NEVER = np.inf


def synthetic(
    decision: np.ndarray,
    left: np.ndarray,
    arrival: np.ndarray,
    joined: np.ndarray,
    axis: np.ndarray,
    level: np.ndarray | None = None,
    seed: int = 1,
) -> Outcomes:
    """A study of one design and attack; what is given is (draws, nations).

    The trigger is met with the first decision, at the attack at the latest; half of the worlds have 4 days of warning.
    """
    draws = len(decision)
    chance = np.random.default_rng(seed)
    depth = np.cumsum(chance.gamma(1.0, 3.0, (1, 1, draws, 2, len(DAYS))), axis=-1)
    depth[..., 1, :] += 50.0
    present = np.stack([(arrival <= day).sum(axis=1) for day in DAYS], axis=1).astype(float)
    in_line = np.stack([(joined <= day).sum(axis=1) for day in DAYS], axis=1).astype(float)
    by_draw, by_nation, by_day = ("design", "attack", "draw"), ("nation",), ("day",)

    def whole(values: np.ndarray) -> np.ndarray:
        return np.asarray(values, dtype=float)[None, None]

    return Outcomes(
        xr.Dataset(
            {
                "held": (by_draw, np.ones((1, 1, draws))),
                "warning_days": (by_draw, whole(np.where(np.arange(draws) % 2 == 0, 4.0, 0.0))),
                "trigger_day": (by_draw, whole(np.minimum(decision.min(axis=1), 0.0))),
                "contact_day": (by_draw, whole(joined.min(axis=1))),
                "decision_day": (by_draw + by_nation, whole(decision)),
                "left_day": (by_draw + by_nation, whole(left)),
                "arrival_day": (by_draw + by_nation, whole(arrival)),
                "arrival_mode": (by_draw + by_nation, whole(np.where(arrival == decision, 0.0, 3.0))),
                "joined_day": (by_draw + by_nation, whole(joined)),
                "joined_axis": (by_draw + by_nation, whole(axis)),
                "help_level": (by_draw + by_nation, whole(np.full(decision.shape, COMBAT) if level is None else level)),
                "arrived_brigades": (by_draw + by_day, whole(present)),
                "line_brigades": (by_draw + by_day, whole(in_line)),
                "depth_km": ((*by_draw, "axis", "day"), depth),
                "start_km": (("design", "axis"), np.array([[0.0, 50.0]])),
                "hold_km": (("axis",), np.array([30.0, 45.0])),
                "member": (("design", "nation"), np.array([[1.0, 1.0, 1.0, 0.0]])),
            },
            {
                "design": ["shield"], "attack": ["full"], "draw": range(draws), "axis": list(AXES), "day": DAYS,
                "nation": list(NATIONS), "nation_title": ("nation", list(NATIONS.values())),
                "axis_title": ("axis", list(AXES.values())), "design_title": ("design", ["A shield"]),
                "attack_title": ("attack", ["An invasion on every road"]), "attack_intensity": ("attack", [1.0]),
            },
            {
                "scenario": "elmere", "title": "Elmere", "version": "0.1.0", "seed": seed, "sampling": "monte-carlo",
                "draws": draws, "complete": 1, "horizon_days": 90, "baseline": "shield", "scenario_digest": "abc",
                "hold_depth_km": 30.0, "hold_depth_varies": 1,
            },
        )
    )  # fmt: skip


def columns(*by_nation: list[float] | float, draws: int = 20) -> np.ndarray:
    """(draws, nations) from a list, or one number for all draws, for each nation; the last nation never comes."""
    return np.stack([np.broadcast_to(np.asarray(one, dtype=float), (draws,)) for one in (*by_nation, NEVER)], axis=1)


def usual() -> Outcomes:
    """Atland is in place; Borland comes in 16 of 20 worlds, on day 10 to 25, and joins in 12 of them; Corland only on day 95."""
    late = [float(10 + draw) if draw < 16 else NEVER for draw in range(20)]
    joins = [float(20 + draw) if draw < 12 else 120.0 for draw in range(20)]
    return synthetic(
        decision=columns(-2.0, 1.0, 3.0),
        left=columns(-2.0, 5.0, 40.0),
        arrival=columns(-2.0, late, 95.0),
        joined=columns(0.0, joins, NEVER),
        axis=columns(1.0, 0.0, np.nan),
    )


def nobody() -> Outcomes:
    """All decide for words, and nobody comes."""
    never = columns(NEVER, NEVER, NEVER)
    words = np.full(never.shape, WORDS)
    return synthetic(columns(1.0, 2.0, 3.0), never, never, never, np.full(never.shape, np.nan), words)
