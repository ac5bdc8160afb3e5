"""All charts of a study, drawn into its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from casus.flow.handoffs import Outcomes
from casus.flow.strategy.deterrence import Deterrence
from casus.flow.views.chart import fronts_over_time, held_by_design
from casus.flow.views.picture import save_picture
from casus.flow.views.price_chart import price_by_design
from casus.flow.views.survival_chart import survival_by_design

Save = Callable[[Any, Path], Path]
"""Draws a chart into a file, now or later."""


def draw_gallery(outcomes: Outcomes, folder: Path, save: Save = save_picture) -> list[Path]:
    """The pictures written: designs by share held, and fronts over time for each attack that was played."""
    files = [folder / "held.png"]
    save(held_by_design(outcomes), files[0])
    for attack in outcomes.data["attack"].values:
        if bool(outcomes.data["held"].sel(attack=attack).notnull().any()):
            files.append(folder / f"fronts-{attack}.png")
            save(fronts_over_time(outcomes, str(attack), str(outcomes.data.attrs["baseline"])), files[-1])
    return files


def draw_lenses(outcomes: Outcomes, found: Deterrence, folder: Path, save: Save = save_picture) -> list[Path]:
    """The pictures written: the price by attack and design where the scenario has one, and survival by the reference class."""
    files = []
    if found.aims_value_meur is not None:
        files.append(folder / "price.png")
        save(price_by_design(outcomes, found), files[-1])
    files.append(folder / "survival.png")
    save(survival_by_design(outcomes, found), files[-1])
    return files
