"""Another number of brigades: in proportion where there are some, by pools and attacked zones where there are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.scenario.read import read_scenario
from casus.foundation.errors import InputError
from casus.study.asked import attack_of
from casus.study.vary.force import WHERE, brigades_of, with_brigades, zone_weights

SCENARIO = read_scenario("tutorial")
ATTACK = attack_of(SCENARIO, None)
DESIGNS = [design for design in SCENARIO.designs if design.pact.parties.guarantors]
KINDS = [None, "heavy", "medium", "light"]


@given(st.sampled_from(DESIGNS), st.floats(0.0, 40.0), st.sampled_from(WHERE), st.sampled_from(KINDS))
def test_design_has_as_many_brigades_as_were_asked_for(design, brigades, where, kind):
    before = design.model_dump_json()
    found = with_brigades(SCENARIO, design, ATTACK, brigades, where, kind)
    assert brigades_of(found, where, kind) == pytest.approx(brigades)
    assert design.model_dump_json() == before
    if kind is not None:
        for other in {"heavy", "medium", "light"} - {kind}:
            assert brigades_of(found, where, other) == pytest.approx(brigades_of(design, where, other))


@given(st.sampled_from(DESIGNS), st.floats(0.1, 40.0))
def test_those_in_place_stay_in_proportion(design, brigades):
    have, found = design.posture.in_place, with_brigades(SCENARIO, design, ATTACK, brigades).posture.in_place
    if have:
        factor = brigades / sum(one.brigades for one in have)
        assert [one.brigades for one in found] == pytest.approx([one.brigades * factor for one in have])
        assert [(one.nation, one.zone, one.type) for one in found] == [(o.nation, o.zone, o.type) for o in have]


def test_a_first_force_comes_from_the_pools_and_goes_where_the_attack_falls():
    bare = SCENARIO.design("consult-24h")
    assert not bare.posture.in_place
    nations = bare.pact.parties.guarantors
    pools = {nation: float(place) for place, nation in enumerate(nations)}
    found = with_brigades(SCENARIO, bare, ATTACK, 10.0, pools=pools).posture.in_place
    sent = {one.nation: one.brigades for one in found}
    assert nations[0] not in sent
    assert sent == pytest.approx({nation: 10.0 * size / sum(pools.values()) for nation, size in pools.items() if size})
    assert {one.zone for one in found} <= set(zone_weights(SCENARIO, ATTACK))


def test_weights_of_the_attacked_zones_add_up_to_one():
    weights = zone_weights(SCENARIO, ATTACK)
    assert weights
    assert sum(weights.values()) == pytest.approx(1.0)
    assert min(weights.values()) > 0


@pytest.mark.parametrize("where", WHERE)
def test_nobody_to_send_them_is_refused_in_words(where):
    bare = SCENARIO.design("consult-24h")
    with pytest.raises(InputError, match="has no guarantor whose pool could send heavy brigades"):
        with_brigades(SCENARIO, bare, ATTACK, 3.0, where, "heavy", pools={})
