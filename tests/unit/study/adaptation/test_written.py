"""The file of signposts: what is shipped is sound, and what is wrong is named by line and column."""

from __future__ import annotations

import pytest

from casus.evidence.register import read_register
from casus.flow.draws.sample import chance_names
from casus.flow.scenario.quantities import named_quantities
from casus.flow.scenario.read import read_scenario, scenario_names
from casus.foundation.errors import InputError
from casus.study.adaptation.written import OBSERVABLE, SHIPPED, matched, read_signposts

SHIPPED_TEXT = SHIPPED.read_text("utf-8")


def written(tmp_path, old, new):
    assert SHIPPED_TEXT.count(old) >= 1
    file = tmp_path / "own.yaml"
    file.write_text(SHIPPED_TEXT.replace(old, new, 1), "utf-8")
    return file


def test_the_shipped_file_is_sound():
    read = read_signposts()
    assert len(read.signposts) >= 10
    assert {one.evidence for one in read.building if one.evidence} <= set(read_register().entries)
    assert all(one.error_share > 0.0 for one in read.signposts)  # nobody sees without error


def test_every_shipped_signpost_is_there_in_some_shipped_scenario():
    found = set()
    for name in scenario_names():
        scenario = read_scenario(name)
        names = chance_names(scenario)
        nations = [one.id for one in scenario.guarantors]
        lead = nations[0] if nations else None
        for one in read_signposts().signposts:
            if all(matched(p, names, scenario.attacks[0].id, nations, lead) for p in (*one.of, *one.over)):
                found.add(one.id)
    assert found == {one.id for one in read_signposts().signposts}


def test_nothing_is_observable_that_is_no_quantity_of_a_role():
    names = {named.name for named in named_quantities(read_scenario("tutorial"))}
    known = [matched(p, sorted(names), "full", ["elmere", "dorvan"], "elmere") for p in OBSERVABLE]
    assert all(known)
    for hidden in (
        "honour_base_leeds",
        "event.belief",
        "nation.elmere.event_honour",
        "aims.readiness",
        "attack.full.believed",
    ):
        assert all(hidden not in one for one in known)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("of: [nation.*.support]", "of: [nation.*.suport]", "is nothing that can be watched in peacetime"),
        ("of: [nation.*.support]", "of: [nation.*.suport]", "did you mean 'nation.*.support'?"),
        ("of: [nation.*.support]", "of: [honour_base_leeds]", "'honour_base_leeds' is nothing that can be watched"),
        ("of: [nation.*.support]", "of: [nation.*.event_honour]", "is nothing that can be watched"),
        ("of: [attack.*.brigades]", "of: [attack.*.believed]", "is nothing that can be watched"),
        ("reading: mean", "reading: average", "unknown name 'average'"),
        ("reading: sum", "reading: ratio", "a ratio needs it"),
        ("error_share: 0.5", "error_share: -1", "greater than or equal to 0"),
        ("id: lead-support", "id: voters-support", "signposts: 'voters-support' appears twice"),
        ("months: [3, 24]}", "months: [24, 3]}", "rise from the least to the most"),
        ("part: works", "part: stocks", "nothing says how long 'works' takes"),
        ("unit: kperson", "unit: thousands", "unknown unit 'thousands'"),
        ("observed_by: polls in each guarantor", "observd_by: polls", "unknown key 'observd_by'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, old, new, words):
    file = written(tmp_path, old, new)
    with pytest.raises(InputError) as refused:
        read_signposts(file)
    assert words in str(refused.value)
    assert f"{file}:" in str(refused.value)
    line = int(str(refused.value).split(f"{file}:")[1].split(":")[0])
    assert line >= 1


def test_a_wrong_pattern_is_named_by_its_own_line(tmp_path):
    file = written(tmp_path, "of: [nation.*.support]", "of: [nation.*.suport]")
    lines = file.read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "suport" in text)
    with pytest.raises(InputError, match=f":{line}:8:"):
        read_signposts(file)
