"""Charts are drawn from tables whose quantiles are ordered, whose shares are shares, and where the baseline is everywhere."""

from __future__ import annotations

import json
import warnings

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.flow.handoffs import Outcomes
from casus.flow.views.chart import QUANTILES, fronts_over_time, fronts_table, held_by_design, held_table
from casus.flow.views.picture import save_picture

DAYS = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 75, 90]
DESIGNS = {"memorandum": "Memorandum", "tripwire": "Tripwire", "forward": "Forward defence"}
ATTACKS = {"probe": "A thrust on one axis", "full": "An invasion on every axis"}


def outcomes(
    seed: int = 1, draws: int = 40, ceded_km: float = 0.0, unplayed: tuple[str, str] | None = None
) -> Outcomes:
    """A synthetic study: fronts that only advance, `ceded_km` of ground given up before under the third design."""
    chance = np.random.default_rng(seed)
    shape = (len(DESIGNS), len(ATTACKS), draws, 2, len(DAYS))
    depth = np.cumsum(chance.gamma(0.5, 4.0, shape), axis=-1)
    start = np.zeros((len(DESIGNS), 2))
    start[2] = ceded_km
    depth = depth + start[:, None, None, :, None]
    held = (depth[..., -1] - start[:, None, None, :] <= 30).all(axis=-1).astype(float)
    data = xr.Dataset(
        {
            "depth_km": (("design", "attack", "draw", "axis", "day"), depth),
            "start_km": (("design", "axis"), start),
            "held": (("design", "attack", "draw"), held),
        },
        {
            "design": list(DESIGNS), "attack": list(ATTACKS), "draw": range(draws), "axis": ["a", "b"], "day": DAYS,
            "design_title": ("design", list(DESIGNS.values())), "attack_title": ("attack", list(ATTACKS.values())),
        },
        {
            "scenario": "tutorial", "title": "A tutorial", "version": "0.1.0", "seed": seed, "sampling": "monte-carlo",
            "draws": draws, "complete": int(unplayed is None), "hold_depth_km": 30.0, "baseline": "memorandum",
        },
    )  # fmt: skip
    if unplayed:
        for name in ("depth_km", "held"):
            data[name].loc[{"design": unplayed[0], "attack": unplayed[1]}] = np.nan
    return Outcomes(data)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_quantiles_are_ordered_and_complete(seed, draws):
    rows = fronts_table(outcomes(seed, draws), "full", "memorandum")
    assert [(row["design"], row["day"]) for row in rows] == [(design, day) for design in DESIGNS for day in DAYS]
    for row in rows:
        fan = [row[name] for name in QUANTILES]
        assert fan == sorted(fan)
        assert row["baseline_q05"] <= row["baseline_q50"] <= row["baseline_q95"]


def test_the_baseline_is_in_every_panel():
    rows = fronts_table(outcomes(), "full", "memorandum")
    own = [(row["q05"], row["q50"], row["q95"]) for row in rows if row["design"] == "memorandum"]
    for design in DESIGNS:
        ghost = [
            (row["baseline_q05"], row["baseline_q50"], row["baseline_q95"]) for row in rows if row["design"] == design
        ]
        assert ghost == own


def test_the_median_is_that_of_the_deepest_axis():
    study = outcomes()
    deepest = study.data["depth_km"].sel(design="tripwire", attack="full", day=90).max("axis")
    (row,) = [
        row for row in fronts_table(study, "full", "memorandum") if (row["design"], row["day"]) == ("tripwire", 90)
    ]
    assert row["q50"] == pytest.approx(float(deepest.median()), abs=0.01)


def test_ground_ceded_beforehand_is_no_advance():
    plain, ceded = (fronts_table(outcomes(ceded_km=km), "full", "memorandum") for km in (0, 70))
    assert [row["q50"] for row in plain] == pytest.approx([row["q50"] for row in ceded], abs=0.02)


def test_shares_lie_in_their_intervals():
    rows = held_table(outcomes())
    assert [(row["attack"], row["design"]) for row in rows] == [
        (attack, design) for attack in ATTACKS for design in DESIGNS
    ]
    assert all(0 <= row["low"] <= row["p_held"] <= row["high"] <= 1 and row["low"] < row["high"] for row in rows)
    assert all(row["n"] == 40 for row in rows)


def test_the_ghost_of_a_panel_is_the_baselines_own_share():
    rows = held_table(outcomes())
    for attack in ATTACKS:
        (own,) = [row["p_held"] for row in rows if row["attack"] == attack and row["is_baseline"]]
        assert {row["baseline_held"] for row in rows if row["attack"] == attack} == {own}


def test_what_was_not_played_is_left_out_and_the_chart_says_so():
    study = outcomes(unplayed=("tripwire", "full"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fronts, held = fronts_table(study, "full", "memorandum"), held_table(study)
    assert {row["design"] for row in fronts} == {"memorandum", "forward"}
    assert ("full", "tripwire") not in {(row["attack"], row["design"]) for row in held}
    assert "Stopped early" in json.dumps(fronts_over_time(study, "full", "memorandum"))


def test_without_the_baseline_there_is_no_ghost():
    study = outcomes(unplayed=("memorandum", "full"))
    assert {row["baseline_q50"] for row in fronts_table(study, "full", "memorandum")} == {None}
    assert {row["baseline_held"] for row in held_table(study) if row["attack"] == "full"} == {None}


@pytest.mark.parametrize(
    "draw", [lambda study: fronts_over_time(study, "full", "memorandum"), held_by_design], ids=["fronts", "held"]
)
def test_a_chart_states_draws_seed_source_and_units(draw, tmp_path):
    chart = draw(outcomes(seed=7, draws=1500))
    text = json.dumps(chart)
    for stated in ("n = 1,500 draws", "seed 7", "Casus 0.1.0", "'tutorial'", "30 km", "Memorandum"):
        assert stated in text
    assert save_picture(chart, tmp_path / "chart.png", scale=1).stat().st_size > 10_000


def test_axes_carry_units():
    fronts = json.dumps(fronts_over_time(outcomes(), "full", "memorandum"))
    assert "days after the attack" in fronts
    assert '"title": "km' in fronts
    assert "share of draws held" in json.dumps(held_by_design(outcomes()))


@pytest.mark.parametrize(
    ("share", "said"), [(1.0, "100%"), (0.9975, ">99%"), (0.0025, "<1%"), (0.0, "0%"), (0.546, "55%")]
)
def test_nearly_all_is_not_called_all(share, said):
    study = outcomes(draws=400)
    study.data["held"][:] = (np.arange(400) < round(share * 400)).astype(float)
    assert f'"text": "{said}"' in json.dumps(held_by_design(study))


def test_a_study_of_nothing_draws_nothing_and_does_not_fail(tmp_path):
    study = outcomes()
    for name in ("depth_km", "held"):
        study.data[name][:] = np.nan
    assert fronts_table(study, "full", "memorandum") == []
    assert held_table(study) == []
    for place, chart in enumerate((held_by_design(study), fronts_over_time(study, "full", "memorandum"))):
        save_picture(chart, tmp_path / f"{place}.svg")
