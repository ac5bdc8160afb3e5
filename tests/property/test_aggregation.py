"""From sector to theatre: the campaign aggregates as Davis (RAND MR-638, 1995) says that sectors do.

Six equal sectors, square-law combat, no chance: what ratio of a whole theatre does an attacker need who attacks some of
them, if it needs a given ratio in one?
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from casus.flow.campaign.arrays import BRACKEN, LAWS
from casus.flow.campaign.laws.davis1995 import SECTOR_BREAK_EVEN, share_met, theatre_break_even
from casus.flow.campaign.simulate import simulate
from casus.flow.draws.sample import sample
from casus.flow.handoffs import Draws
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register
from casus.flow.scenario.schema.scenario import Scenario

SECTORS = 6
RATIOS = np.geomspace(0.01, 30.0, 800)  # attackers over defenders of the whole theatre, one for each draw
STEP = float(RATIOS[1] / RATIOS[0] - 1.0)
DEFENDERS = 60.0
STILL = {
    "ground_allotment_log_sd": 0.0, "ground_advance_log_sd": 0.0, "weather_wet_probability": 0.0, "event.belief": 0.0,
    "ground_attack_km_per_brigade": 0.01, "ground_hold_km_per_brigade": 1e4, "ground_porous_km_per_brigade": 2e4,
    "ground_overrun_ratio": 1e6, "ground_break_strength_share": 0.0, "ground_thin_share": 0.0, "ground_reserve_days_protected": 2.0,
    "bracken_p": 1.0, "bracken_q": 0.0, "bracken_d": 1.0, "ground_medium_value": 1.0, "ground_heavy_value": 1.0,
    "ground_light_value": 1.0, "ground_aggressor_quality": 1.0, "sanctions_brake_share": 0.0,
    "protected.heavy": DEFENDERS, "protected.medium": 0.0, "protected.light": 0.0, "protected.line_share": 1.0,
    "protected.aircraft": 0.0, "aggressor.aircraft": 0.0, "aggressor.reserve": 0.0, "protected.stock": 1e4, "aggressor.stock": 1e4,
    "attack.full.buildup": 90.0, "warning_seen_share": 0.1,
}  # fmt: skip
"""A theatre without chance, surprise, thin lines or reserves."""


@pytest.fixture(scope="module")
def theatre() -> Scenario:
    """Six equal sectors of the tutorial's ground."""
    scenario = read_scenario("tutorial")
    pattern = next(axis for axis in scenario.theatre.axes if axis.id == "central")
    ground = pattern.segments[0].model_copy(update={"city": None, "length_km": 400.0})
    axes = tuple(
        pattern.model_copy(update={"id": f"sector-{n}", "segments": (ground,), "defender_share": 1.0 / SECTORS})
        for n in range(SECTORS)
    )
    return scenario.model_copy(update={"theatre": scenario.theatre.model_copy(update={"axes": axes})})


@cache
def one_world_of(name: str) -> Draws:
    return sample(read_scenario(name), scenario_register(scenario_folder(name)), len(RATIOS), 1)


def break_even(theatre: Scenario, law: int, attacked: int, **changed: float) -> float:
    """Least ratio of the theatre's forces with which an attack on so many sectors gains ground within three days."""
    drawn = one_world_of("tutorial")
    columns = {name: np.full(len(RATIOS), column[0]) for name, column in drawn.columns.items()}
    columns |= {name: np.full(len(RATIOS), value) for name, value in (STILL | changed).items() if name in columns}
    columns |= {"attack.full.brigades": RATIOS * DEFENDERS, "ground_law": np.full(len(RATIOS), float(law))}
    attack = next(option for option in theatre.attacks if option.id == "full")
    attack = attack.model_copy(update={"axes": {f"sector-{n}": 1.0 / attacked for n in range(attacked)}})
    played = theatre.model_copy(
        update={"setup": theatre.setup.model_copy(update={"attacks": (attack,), "horizon_days": 3})}
    )
    draws = Draws(columns, drawn.numbers * 0, drawn.seed, drawn.sampling)
    depth = simulate(played, theatre.design("memorandum"), attack, draws).records["max_depth_km"]
    return float(RATIOS[np.argmax(depth > 0.0)]) if (depth > 0.0).any() else float("inf")


def test_every_name_that_is_stilled_is_a_column() -> None:
    assert set(STILL) <= set(one_world_of("tutorial").columns)


@pytest.mark.parametrize("attacked", [1, 2, 3])
@pytest.mark.parametrize("law", range(len(LAWS)), ids=LAWS)
def test_an_attack_on_a_share_of_the_front_needs_that_share_of_the_ratio(
    theatre: Scenario, law: int, attacked: int
) -> None:
    everywhere = break_even(theatre, law, SECTORS)
    share = attacked / SECTORS
    found = break_even(theatre, law, attacked)
    assert np.isfinite(everywhere)
    assert found == pytest.approx(theatre_break_even(everywhere, share, 0.0), rel=2 * STEP)


def test_defenders_who_have_moved_raise_the_ratio_that_is_needed(theatre: Scenario) -> None:
    surprised = break_even(theatre, BRACKEN, 2)
    moved = break_even(theatre, BRACKEN, 2, ground_thin_share=0.4)
    everywhere = break_even(theatre, BRACKEN, SECTORS)
    assert surprised * (1.0 + STEP) < moved
    assert moved <= theatre_break_even(everywhere, share_met(2 / SECTORS, 0.4), 0.0) * (1.0 + 2 * STEP)


def test_three_to_one_in_a_sector_is_one_and_a_fifth_to_two_in_a_theatre(theatre: Scenario) -> None:
    """Davis's range, with his three to one and 3:4 where the attacker only holds, over the shares that our theatre gives."""
    shares = [share_met(attacked / SECTORS, moved) for attacked, moved in ((2, 0.0), (2, 0.4), (1, 0.04))]
    ratios = [theatre_break_even(SECTOR_BREAK_EVEN, share, 0.75) for share in shares]
    assert ratios == pytest.approx([1.5, 2.1, 1.2], abs=0.01)
