"""`casus law` as a user meets it: the list, the domain of validity, values, refusals in words."""

from __future__ import annotations

import json

import pytest
from in_process import run_in_process

AT_500_NMI = ("--set", "distance_nmi=500", "--set", "cruise_kn=500", "--set", "turnaround_h=3")
TEN_AGAINST_EIGHT = {
    **{"units_a": 10, "units_b": 8, "missiles_a": 2, "missiles_b": 2},
    **{"kills_a": 1, "kills_b": 1, "staying_a": 2, "staying_b": 2},
}


def run(*arguments):
    return run_in_process(["casus", "law", *arguments])


def found(*arguments):
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_list_names_laws_and_no_shared_tables():
    held = {law["law"]: law for law in found()["laws"]}
    assert {"dupuy1979", "positional2023", "davis1995", "stillion1999", "hughes1995", "wilkening2000"} <= set(held)
    assert not {"tables", "terrain"} & set(held)
    assert all(law["summary"] and law["functions"] for law in held.values())
    shown = run().stdout
    assert all(name in shown for name in held)


def test_a_law_is_shown_with_its_domain_of_validity_and_its_functions():
    shown = run("davis1995").stdout
    assert "Domain of validity" in shown
    assert "OUR RECONSTRUCTION" in shown
    functions = {function["function"]: function for function in found("davis1995")["functions"]}
    assert functions["theatre_break_even"]["parameters"] == ["sector_ratio", "met_share", "holding_ratio"]
    assert all(function["text"] for function in functions.values())


def test_functions_that_a_law_borrows_are_not_its_own():
    names = {function["function"] for function in found("dupuy1979")["functions"]}
    assert "advance_km_per_day" in names
    assert not {"interpolate", "band_of", "compiled"} & names


def test_a_function_without_numbers_is_described():
    assert "--set distance_nmi=..." in run("stillion1999.sorties_per_day").stdout
    assert found("stillion1999.sorties_per_day")["parameters"] == ["distance_nmi", "cruise_kn", "turnaround_h"]


def test_a_function_is_evaluated():
    done = run("stillion1999.sorties_per_day", *AT_500_NMI)
    assert (done.returncode, done.stderr) == (0, "")
    assert float(done.stdout) == pytest.approx(2.46, abs=0.005)


def test_several_values_come_as_a_list():
    sets = [word for name, number in TEN_AGAINST_EIGHT.items() for word in ("--set", f"{name}={number}")]
    answer = found("hughes1995.exchange", *sets)
    assert answer == {"law": "hughes1995", "function": "exchange", "inputs": TEN_AGAINST_EIGHT, "values": [7, 2]}
    assert run("hughes1995.exchange", *sets).stdout == "7, 2\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("davis",), "unknown law 'davis'\n    hint: did you mean 'davis1995'?"),
        (("davis1995.share",), "unknown function 'davis1995.share'\n    hint: did you mean 'share_met'?"),
        ((".share_met",), "unknown law ''"),
        (("tables",), "unknown law 'tables'"),
        (("davis1995", "--set", "a=1"), "--set needs a function"),
        (("--set", "a=1"), "--set needs a function"),
        (("davis1995.share_met", "--set", "front_share"), "--set front_share is not name=value"),
        (("davis1995.share_met", "--set", "front_share=half"), "'half' is not a number"),
        (("davis1995.share_met", "--set", "front_share=nan"), "'nan' is not a number"),
        (("davis1995.share_met", "--set", "front_share="), "'' is not a number"),
        (("davis1995.share_met", "--set", "front_share=1", "--set", "front_share=0"), "front_share is given twice"),
        (("davis1995.share_met", "--set", "front_share=1"), "davis1995.share_met needs 'moved_share'"),
        (("davis1995.share_met", "--set", "front_shear=1"), "did you mean 'front_share'?"),
    ],
)
def test_bad_input_exits_with_2_and_words(arguments, says):
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_everything_that_is_wrong_is_said_at_once():
    said = run("davis1995.share_met", "--set", "front_shear=1").stderr
    assert "no parameter 'front_shear'" in said
    assert "needs 'front_share'" in said
    assert "needs 'moved_share'" in said


def test_numbers_that_a_law_was_not_made_for_are_refused_in_words():
    from casus.flow.views.law import evaluate, read_law
    from casus.foundation.errors import InputError

    law = read_law("dupuy1979")
    function = law.function("advance_km_per_day")
    beyond = dict.fromkeys(function.parameters, 1.0) | {"works": 99}
    with pytest.raises(InputError, match=r"advance_km_per_day gives no value.*\n.*hint: .*casus law dupuy1979"):
        evaluate(law, function, beyond)


def test_every_law_says_where_it_holds_and_what_each_function_gives():
    from casus.flow.views.law import law_names, read_law

    laws = [read_law(name) for name in law_names()]
    assert laws
    for law in laws:
        assert "domain of validity" in " ".join(law.text.lower().split()), law.name
        assert law.functions, law.name
        assert all(function.summary for function in law.functions), law.name
