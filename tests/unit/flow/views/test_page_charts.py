"""Charts made for pages show what their tables say, and are sound Vega-Lite."""

from __future__ import annotations

import altair as alt
import numpy as np
import pytest

import casus
from casus.flow.handoffs import Outcomes
from casus.flow.views.axis_chart import axis_table, fronts_by_axis
from casus.flow.views.cost_chart import held_against_cost
from casus.flow.views.driver_chart import COLOURS, drivers_chart
from casus.flow.views.law_chart import held_by_law, law_table
from casus.flow.views.lens_chart import attack_by_lens, chance_ends, lens_table
from casus.flow.views.way_chart import advance_table, way_chart, way_table
from casus.study.burden.held_frontier import held_for_cost
from casus.study.factors import factors_of
from casus.study.sensitivity.drivers import drivers
from casus.study.sensitivity.standing import STANDINGS


@pytest.fixture(scope="module")
def study():
    return casus.compare("tutorial", designs=["memorandum", "tripwire", "forward-defence"], attacks=["full"], draws=60)


def sound(spec):
    kind = alt.VConcatChart if "vconcat" in spec else alt.LayerChart
    return kind.from_dict(spec).to_dict(validate=True)


def test_fronts_by_axis_are_quantiles_of_that_axis(study):
    rows = axis_table(study.handoff, "tripwire", "full", "memorandum")
    data = study.outcomes.sel(design="tripwire", attack="full")
    axes, days = study.outcomes["axis"].values.tolist(), study.outcomes["day"].values.tolist()
    assert [(row["axis"], row["day"]) for row in rows] == [(axis, day) for axis in axes for day in days]
    for row in rows:
        assert row["q05"] <= row["q25"] <= row["q50"] <= row["q75"] <= row["q95"]
        moved = data["depth_km"].sel(axis=row["axis"], day=row["day"]) - data["start_km"].sel(axis=row["axis"])
        assert row["q95"] == pytest.approx(float(np.quantile(moved, 0.95)), abs=0.006)
    assert sound(fronts_by_axis(study.handoff, "tripwire", "full", "memorandum"))


def test_what_was_not_played_has_no_fronts(study):
    data = study.outcomes.copy(deep=True)
    for name in ("held", "depth_km"):
        data[name].loc[{"design": "tripwire"}] = np.nan
    assert axis_table(Outcomes(data), "tripwire", "full", "memorandum") == []
    assert axis_table(Outcomes(data), "forward-defence", "full", "memorandum")


def test_worlds_of_the_laws_add_up_to_all(study):
    rows = law_table(study.answers)
    for design in study.answers.titles:
        own = [row for row in rows if row["design"] == design]
        assert sum(row["n"] for row in own) == 60
        held = sum(row["n"] * row["p_held"] for row in own) / 60
        assert held == pytest.approx(study.answers.headline_answer(design).held.value)
        assert all(row["low"] <= row["p_held"] <= row["high"] for row in own)
    assert sound(held_by_law(study.handoff, study.answers))


def test_lenses_are_never_averaged(study):
    rows = lens_table(study.handoff, study.deterrence)
    assert {row["lens"] for row in rows} == {"price", "game", "reference"}
    for row in rows:
        chance = study.deterrence.lenses[row["design"]].p_attack[row["lens"]]
        assert row["p_attack"] == chance.value
        assert (row["low"], row["high"]) == chance_ends(row["lens"], chance)
    assert sound(attack_by_lens(study.handoff, study.deterrence))


def test_the_frontier_holds_more_for_more(study):
    found = held_for_cost(study.handoff, study.answers)
    on = [one for one in found if one.on_frontier]
    assert on
    assert [one.cost for one in on] == sorted(one.cost for one in on)
    assert [one.held for one in on] == sorted(one.held for one in on)
    for one in found:
        assert one.on_frontier == (one.beaten_by is None)
        assert not any(
            other.cost <= one.cost and other.held >= one.held and (other.cost, other.held) != (one.cost, one.held)
            for other in found
            if one.on_frontier
        )
        if one.beaten_by:
            (other,) = [of for of in found if of.design == one.beaten_by]
            assert other.cost <= one.cost
            assert other.held >= one.held
        assert (one.offered_share is None) == (one.offered == "no forces asked for")
    rows = [one.as_row() for one in found]
    spec = held_against_cost(rows)
    dots = next(of for of in spec["layer"] if of["mark"]["type"] == "point")
    assert dots["data"]["values"] == rows
    assert sound(spec)


def test_drivers_explain_no_more_than_all(study):
    found = drivers(study.handoff, factors_of(study.handoff), "held", "forward-defence", "full")
    shares = [one.share for one in found.strongest]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share <= 1 for share in shares)
    assert set(found.by_standing) <= set(STANDINGS)
    assert sum(found.by_standing.values()) >= sum(shares) - 1e-9
    assert set(COLOURS) == set(STANDINGS)
    assert sound(
        drivers_chart(
            [{"what": "a", "share": 0.4, "standing": "chance"}, {"what": "b", "share": 0.2, "standing": "A or B"}]
        )
    )


def test_a_planted_driver_is_found(study):
    factors = factors_of(study.handoff)
    planted = factors.columns[3].name
    data = study.outcomes.copy(deep=True)
    data["max_depth_km"][:] = factors.values[:, 3]
    found = drivers(Outcomes(data), factors, "depth_km", "tripwire", "full")
    assert found.strongest[0].name == planted
    assert found.strongest[0].share > 0.8


def test_ways_are_those_of_the_timeline(study):
    of = study.timeline("forward-defence", "full")
    rows = way_table(of)
    assert rows
    for row in rows:
        nation = next(nation for nation in of.nations if nation.name == row["nation"])
        assert row["p50"] == nation.way[row["event"]].p50
        assert row["p10"] <= row["p50"] <= row["p90"]
    assert [row["day"] for row in advance_table(of)] == study.outcomes["day"].values.tolist()
    assert sound(way_chart(of))
    nobody = way_chart(study.timeline("memorandum", "full"))
    assert len(nobody["vconcat"]) == 1
    assert sound(nobody)
