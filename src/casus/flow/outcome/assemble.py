"""Campaigns in, one dataset out: dimensions design, attack, draw (and axis, day, nation), units, provenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from casus.flow.campaign.arrays import OUTCOME_SCALARS
from casus.flow.draws.described import Described
from casus.flow.handoffs import Draws, Floats, Outcomes
from casus.flow.outcome.narrow import Kept, recorded_days, tails_of
from casus.flow.outcome.variables import VARIABLES, attributes
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario

BY_DRAW = ("design", "attack", "draw")


def assemble(
    scenario: Scenario,
    designs: Sequence[Design],
    attacks: Sequence[AttackOption],
    draws: Draws,
    columns: Sequence[Described],
    kept: Kept,
    complete: bool,
    by_design: Mapping[str, tuple[tuple[str, ...], Sequence[Floats]]],
    provenance: Mapping[str, str | int],
) -> Outcomes:
    """The dataset of a study; where it is not `complete`, some campaigns are missing (NaN), and it says so.

    `columns` says what is drawn. `by_design` holds further variables: dimensions, the first of which is the design, and an
    array for each design.
    """
    import xarray as xr

    dims: dict[str, tuple[str, ...]] = dict.fromkeys(OUTCOME_SCALARS, BY_DRAW)
    dims |= {name: (*BY_DRAW, *tail) for name, tail in tails_of(scenario).items()}
    arrays = (
        {**kept}
        | {name: np.array(values) for name, (_, values) in by_design.items()}
        | {
            "drawn": draws.table_of([column.name for column in columns]),
            "brigade_persons": draws.columns["brigade_persons"],
            "start_km": _start_km(scenario, designs),
            "hold_km": _hold_km(scenario),
            "member": _members(scenario, designs),
            "ceded_km2": np.array([design.settlement.ceded_km2 for design in designs]),
        }
    )
    dims |= {name: own for name, (own, _) in by_design.items()} | {
        "drawn": ("quantity", "draw"),
        "brigade_persons": ("draw",),
        "start_km": ("design", "axis"),
        "hold_km": ("axis",),
        "member": ("design", "nation"),
        "ceded_km2": ("design",),
    }
    data = xr.Dataset(
        {name: (dims[name], array, attributes(VARIABLES[name])) for name, array in arrays.items()},
        _coordinates(scenario, designs, attacks, draws) | _quantities(columns),
        said_of_study(scenario, designs, len(draws), complete, provenance),
    )
    return Outcomes(data)


def _start_km(scenario: Scenario, designs: Sequence[Design]) -> Floats:
    axes = scenario.theatre.axes
    return np.array([[design.settlement.start_km.get(axis.id, 0.0) for axis in axes] for design in designs])


def _hold_km(scenario: Scenario) -> Floats:
    theatre = scenario.theatre
    return np.array([axis.hold_depth_km or theatre.hold_depth_km for axis in theatre.axes])


def _members(scenario: Scenario, designs: Sequence[Design]) -> Floats:
    pacts = [design.pact.parties.guarantors for design in designs]
    return np.array([[float(nation.id in pact) for nation in scenario.guarantors] for pact in pacts])


def _coordinates(
    scenario: Scenario,
    designs: Sequence[Design],
    attacks: Sequence[AttackOption],
    draws: Draws,
) -> dict[str, object]:
    axes = scenario.theatre.axes
    return {
        "design": [design.id for design in designs],
        "attack": [attack.id for attack in attacks],
        "draw": draws.numbers,
        "axis": [axis.id for axis in axes],
        "nation": [nation.id for nation in scenario.guarantors],
        "day": ("day", recorded_days(scenario), {"long_name": "days after the attack", "units": "day"}),
        "design_title": ("design", [design.title for design in designs]),
        "design_tags": ("design", [" ".join(design.tags) for design in designs]),
        "attack_title": ("attack", [attack.title for attack in attacks]),
        "attack_intensity": ("attack", [attack.intensity for attack in attacks]),
        "axis_title": ("axis", [axis.name for axis in axes]),
        "nation_title": ("nation", [nation.name for nation in scenario.guarantors]),
    }


def _quantities(columns: Sequence[Described]) -> dict[str, object]:
    """What is drawn, and on what evidence each stands; the words of a choice have spaces between them."""
    return {
        "quantity": [column.name for column in columns],
        "quantity_what": ("quantity", [column.what for column in columns]),
        "quantity_unit": ("quantity", [column.unit for column in columns]),
        "quantity_grade": ("quantity", [column.grade for column in columns]),
        "quantity_status": ("quantity", [column.status for column in columns]),
        "quantity_evidence": ("quantity", [column.evidence for column in columns]),
        "quantity_words": ("quantity", [" ".join(column.words) for column in columns]),
    }


def said_of_study(
    scenario: Scenario, designs: Sequence[Design], draws: int, complete: bool, provenance: Mapping[str, str | int]
) -> dict[str, str | int | float]:
    """What is said of a study as a whole: scenario, settings, the design that others are held against, provenance."""
    baseline = scenario.setup.baseline
    return {
        "scenario": scenario.id,
        "title": scenario.setup.title,
        "base_date": scenario.setup.base_date,
        "baseline": baseline if baseline in {design.id for design in designs} else designs[0].id,
        "hold_depth_km": scenario.theatre.hold_depth_km,
        "hold_depth_varies": int(any(axis.hold_depth_km for axis in scenario.theatre.axes)),
        "horizon_days": scenario.setup.horizon_days,
        "step_hours": scenario.setup.step_hours,
        "scenario_digest": scenario.digest,
        "draws": draws,
        "complete": int(complete),
        **provenance,
    }
