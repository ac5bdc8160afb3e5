"""Charts that are written as plain Vega-Lite are what its schema asks for."""

from __future__ import annotations

import altair as alt
import pytest

import casus
from casus.flow.scenario.read import read_scenario
from casus.flow.views.chart import fronts_over_time, held_by_design
from casus.flow.views.map import draw_map
from casus.flow.views.price_chart import price_by_design
from casus.flow.views.survival_chart import survival_by_design
from casus.study.claims.draw import draw_claims

DRAWN = {
    "held": lambda study: held_by_design(study.handoff),
    "fronts": lambda study: fronts_over_time(study.handoff, "full", "memorandum"),
    "price": lambda study: price_by_design(study.handoff, study.deterrence),
    "survival": lambda study: survival_by_design(study.handoff, study.deterrence),
    "claims": lambda study: draw_claims(study.claims()),
}


@pytest.fixture(scope="module")
def study():
    return casus.compare("tutorial", designs=["memorandum", "tripwire"], attacks=["full"], draws=10)


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_sound_vega_lite(name, study):
    drawn = DRAWN[name](study)
    assert alt.VConcatChart.from_dict(drawn).to_dict(validate=True)
    drawn["vconcat"][0]["spacing"] = "wide"
    with pytest.raises(Exception, match="wide"):
        alt.VConcatChart.from_dict(drawn)


def test_the_map_is_sound_vega_lite():
    drawn = draw_map(read_scenario("tutorial"))
    assert alt.LayerChart.from_dict(drawn).to_dict(validate=True)
    drawn["layer"][0]["mark"]["clip"] = "often"
    with pytest.raises(Exception, match="often"):
        alt.LayerChart.from_dict(drawn)
