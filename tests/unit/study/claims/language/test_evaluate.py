"""What claims mean: checked by hand on a made-up study, and on every metric of a real one."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from claimed import DESIGNS, WORLDS, known, made_up

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.catalogue import LENSES, METRICS, world_values
from casus.flow.scenario.read import LIBRARY
from casus.foundation.documents import read_document
from casus.foundation.errors import InputError
from casus.study.claims.language.check import missing, problems
from casus.study.claims.language.evaluate import Evaluator, evaluate
from casus.study.claims.language.forms import written
from casus.study.claims.language.hypothesis import parse
from casus.study.claims.language.known import NEAR, SHIPPED_ATTACKS, Known, known_of, misspelt
from casus.study.claims.language.members import expand
from casus.study.claims.language.reads import drawn_names, reads
from casus.study.claims.language.unparse import unparse
from casus.study.compare import compare


def holds(text, worlds=None):
    return evaluate(parse(text), made_up(), worlds).holds


def values(name, *arguments):
    return world_values(made_up(), name, *arguments)


def test_a_difference_is_taken_world_by_world():
    held = [values("held", design, "full") for design in ("line", "paper")]
    same = np.where(np.isnan(held[0] - held[1]), np.nan, held[0] - held[1] == 1)
    np.testing.assert_array_equal(holds("delta(held, line, paper, full) == 1"), same)
    cost = values("cost_meur_year", "line") - values("cost_meur_year", "paper")
    np.testing.assert_array_equal(holds("delta(cost_meur_year, line, paper) > 0"), cost > 0)
    assert evaluate(parse("mean(delta(cost_meur_year, line, paper)) > 1"), made_up()).margin == cost.mean() - 1


def test_what_is_endless_compares_and_what_is_missing_does_not():
    lost, moved = values("lost_day", "line", "full"), values("contact_moved_km", "line", "full")
    assert np.isinf(lost).any()
    assert np.isnan(moved).any()
    np.testing.assert_array_equal(holds("lost_day(line, full) > 1000"), np.isinf(lost))
    np.testing.assert_array_equal(np.isnan(holds("contact_moved_km(line, full) >= 0")), np.isnan(moved))
    never = holds("lost_day(line, full) - lost_day(line, full) == 0")  # endless minus endless is not known
    np.testing.assert_array_equal(np.isnan(never), np.isinf(lost))
    assert np.isnan(holds("1 / 0 > 0")).all()


def test_a_condition_says_of_which_worlds_a_claim_speaks():
    given, stated = values("contact", "line", "full") == 1, values("depth_km", "paper", "full")
    truth = evaluate(parse("given contact(line, full): depth_km(paper, full) > 0.5"), made_up())
    np.testing.assert_array_equal(truth.applies, given)
    np.testing.assert_array_equal(truth.holds, np.where(given & ~np.isnan(stated), stated > 0.5, np.nan))
    unknown = evaluate(parse("given held(line, full): 1 < 2"), made_up()).applies
    np.testing.assert_array_equal(unknown, values("held", "line", "full") == 1)


def test_averages_are_those_of_numpy_over_the_worlds_in_which_they_are_known():
    held, cost = values("held", "line", "full"), values("cost_meur_year", "line")
    depth, price = values("depth_km", "line", "full"), values("price_of_aggression", "line")
    by_hand = {
        "probability(held(line, full))": np.nanmean(held),
        "probability(held(line, full) given cost_meur_year(line) > 1)": np.nanmean(held[cost > 1]),
        "mean(depth_km(line, full))": np.nanmean(depth),
        "median(price_of_aggression(line))": np.nanmedian(price),
        "median(depth_km(line, full) given held(line, full))": np.nanmedian(depth[held == 1]),
        "mean(lost_day(line, full))": math.inf,
        "mean(-lost_day(line, full))": -math.inf,
    }
    for text, value in by_hand.items():
        assert evaluate(parse(f"{text} > 0"), made_up()).margin == pytest.approx(value), text


def test_an_average_over_no_worlds_is_not_known():
    truth = evaluate(parse("probability(held(line, full) given 1 > 2) >= 0"), made_up())
    assert np.isnan(truth.holds).all()
    assert truth.applies.all()
    assert math.isnan(truth.margin)
    none = evaluate(parse("median(cost_meur_year(line)) > 0"), made_up(), np.array([], np.intp))
    assert len(none.holds) == 0


def test_a_condition_narrows_the_worlds_of_averages():
    cost, contact = values("cost_meur_year", "line"), values("contact", "line", "full") == 1
    truth = evaluate(parse("given contact(line, full): mean(cost_meur_year(line)) > 2"), made_up())
    assert truth.margin == cost[contact].mean() - 2
    np.testing.assert_array_equal(truth.holds, np.where(contact, float(cost[contact].mean() > 2), np.nan))


def test_only_one_comparison_of_averages_has_a_margin():
    assert math.isnan(evaluate(parse("held(line, full) == 1"), made_up()).margin)
    assert math.isnan(evaluate(parse("0 < probability(held(line, full)) < 1"), made_up()).margin)
    assert math.isnan(evaluate(parse("not probability(held(line, full)) < 1"), made_up()).margin)


def test_a_count_decides_a_comparison_as_soon_as_it_can():
    held = np.stack([values("held", design, "full") for design in DESIGNS])
    true, unknown = (held == 1).sum(axis=0), np.isnan(held).sum(axis=0)
    assert ((true >= 1) & (unknown > 0)).any()
    decided = np.where(true >= 2, 1.0, np.where(true + unknown < 2, 0.0, np.nan))
    np.testing.assert_array_equal(holds("count(d in designs: held(d, full)) >= 2"), decided)
    np.testing.assert_array_equal(holds("share(d in designs: held(d, full)) > 1/2"), decided)
    alone = holds("count(d in designs: held(d, full)) + 0 >= 2")  # a term of a sum is a number, known or not
    np.testing.assert_array_equal(np.isnan(alone), unknown > 0)


def test_a_choice_is_compared_with_its_words():
    law = made_up().data["drawn"].values[0]
    np.testing.assert_array_equal(holds("drawn(ground_law) == positional2023"), law == 1)
    np.testing.assert_array_equal(holds("dupuy1979 != drawn(ground_law)"), law == 1)


def test_many_selections_at_once_are_as_each_alone():
    chance = np.random.default_rng(2)
    selections = [chance.integers(0, WORLDS, size) for size in chance.integers(1, 12, 300)]
    text = "given contact(line, full): median(depth_km(line, full)) > probability(held(line, full))"
    evaluator = Evaluator(parse(text), made_up())
    found, margins = evaluator.of_averages(selections)
    assert found.shape == margins.shape == (300,)
    for place, worlds in enumerate(selections):
        truth = evaluator.truth(worlds)
        np.testing.assert_array_equal(margins[place], truth.margin)
        assert set(truth.holds[truth.applies]) <= {found[place]} or math.isnan(found[place])
    assert [len(part) for part in evaluator.of_averages([])] == [0, 0]


def test_of_worlds_chosen_each_keeps_its_truth():
    chosen = np.array([5, 5, 0])
    np.testing.assert_array_equal(holds("held(line, full)", chosen), values("held", "line", "full")[chosen])


# --- what it reads, and what a study lacks ----------------------------------------------------------------------------


def test_what_a_claim_reads_is_listed_with_its_sets_gone_over():
    text = (
        "given drawn(ground_law) == dupuy1979: all(d in designs[forces-in-place]: all(l in {price}: mean(attack_10y(d, l)) < 1))"
        " and mean(delta(held, line, paper, full)) > mean(price_of_aggression(line)) + mean(crisis_war(line, full, 0.5))"
    )
    assert reads(parse(text), known()) == {
        ("attack_10y", "line", None, "price"),
        ("attack_10y", "rear-force", None, "price"),
        ("held", "line", "full", None),
        ("held", "paper", "full", None),
        ("price_of_aggression", "line", None, None),
        ("crisis_war", "line", "full", None),
    }
    assert drawn_names(parse(text)) == {"ground_law"}


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("held(tripwire, full)", ["design 'tripwire'"]),
        ("held(line, limited) or held(line, grey)", ["attack 'limited'", "attack 'grey'"]),
        ("any(a in {grey, limited}: held(line, a))", ["attack 'grey'", "attack 'limited'"]),
        ("drawn(nation.atlantis.support) > 1", ["quantity 'nation.atlantis.support'"]),
        ("drawn(honour_prior_family) == leeds", ["quantity 'honour_prior_family'"]),
        ("all(d in {line, accession}: held(d, full))", ["design 'accession'"]),
        ("all(d in designs[cession]: held(d, full))", ["design with the tag 'cession'"]),
        ("all(d in designs[rear, treaty]: held(d, full))", ["design with the tags 'rear, treaty'"]),
        ("all(d in designs without {accession}: held(d, full))", []),
        ("all(d in designs[not cession]: held(d, full))", []),
    ],
)
def test_what_a_study_lacks_is_not_a_mistake(text, lacks):
    hypothesis = parse(text)
    assert problems(hypothesis, known()) == []
    assert [lack.text for lack in missing(hypothesis, known())] == lacks
    if lacks:
        with pytest.raises(InputError, match=re.escape(f"the study has no {lacks[0]}")):
            evaluate(hypothesis, made_up())


def test_a_study_without_lenses_lacks_them():
    bare = Outcomes(made_up().data.drop_vars(["attack_probability", "challenge_in_time_probability", "survival"]))
    for text, lens in {
        "price_of_aggression(line) > 0": "price",
        "attack_10y(line, reference) > 0": "reference",
        "crisis_war(line, full, 0.5) > 0": "game",
    }.items():
        assert [lack.text for lack in missing(parse(text), known_of(bare))] == [f"lens '{lens}'"]
    every = missing(parse("all(l in lenses: attack_10y(line, l) > 0)"), known_of(bare))
    assert [lack.text for lack in every] == ["lens for the set 'lenses'"]


def test_designs_left_out_of_a_study_can_be_named():
    text = parse("held(line-2, full)")
    assert "unknown design 'line-2'" in problems(text, known())[0].what
    assert [lack.text for lack in missing(text, known_of(made_up(), elsewhere=["line-2"]))] == ["design 'line-2'"]


def test_a_claim_that_is_wrong_is_not_evaluated():
    with pytest.raises(InputError, match="unknown design 'lime'"):
        evaluate(parse("held(lime, full)"), made_up())


def test_no_shipped_tag_or_attack_is_taken_for_another_misspelt():
    scenarios = sorted(LIBRARY.glob("*/scenario.yaml"))
    assert scenarios
    attacks = {attack["id"] for file in scenarios for attack in read_document(file).data["attacks"]}
    assert attacks <= SHIPPED_ATTACKS
    texts = [file.read_text("utf-8") for file in LIBRARY.glob("*/designs/*.yaml")]
    tags = {
        tag
        for text in texts
        for line in re.findall(r"^tags: \[(.*)\]$", text, re.MULTILINE)
        for tag in line.split(", ")
    }
    assert len(tags) > 5
    assert [(tag, other) for tag in tags for other in tags - {tag} if misspelt(tag, [other])] == []
    assert NEAR < 1


@pytest.mark.parametrize(
    ("over", "meant"),
    [
        ("designs", ["line", "paper"]),
        ("designs[not forward]", ["paper"]),
        ("designs[variant]", ["line-each"]),
        ("designs[variant, not forward]", ["line-each"]),
        ("{line-each, paper}", ["line-each", "paper"]),
    ],
)
def test_variants_take_part_only_where_they_are_asked_for(over, meant):
    known = Known({"line": ("forward",), "line-each": ("variant",), "paper": ()}, ("full",), (), {})
    assert list(expand(parse(f"any(d in {over}: held(d, full))").statement.members, known)) == meant


# --- a real study -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def played():
    return compare("tutorial", designs=["memorandum", "tripwire"], attacks=["full"], draws=20).handoff


def test_every_metric_can_be_written_and_is_what_the_catalogue_reads(played):
    for name, metric in METRICS.items():
        for lens in LENSES:
            text = written(metric).replace("DESIGN", "tripwire").replace("ATTACK", "full").replace("LENS", lens)
            hypothesis = parse(f"{text} == {text}" if metric.flag else f"{text} >= 0")
            arguments = {"design": "tripwire"} | ({"lens": lens} if "LENS" in written(metric) else {})
            arguments |= {"attack": "full"} if "ATTACK" in written(metric) else {}
            arguments |= {"credibility": 0.5} if "0.5" in written(metric) else {}
            read = world_values(played, name, **arguments)
            wanted = np.where(np.isnan(read), np.nan, True if metric.flag else read >= 0)
            np.testing.assert_array_equal(evaluate(hypothesis, played).holds, wanted, err_msg=text)
            assert {one[0] for one in reads(hypothesis, known_of(played))} == {name}
            if "LENS" not in text and "lens" not in written(metric).lower():
                break


def test_canonical_text_has_one_form():
    texts = {
        "given  held(line,full) :not(held(paper,full))": "given held(line, full): not held(paper, full)",
        "(1+2)*3-(4-5)<10%": "(1 + 2) * 3 - (4 - 5) < 0.1",
        "((1<2)and(2<3))or not(1<2 or 2<3)": "1 < 2 and 2 < 3 or not (1 < 2 or 2 < 3)",
        "1<2 and(2<3 and 3<4)": "1 < 2 and (2 < 3 and 3 < 4)",
        "(1<2 or 2<3)or 3<4": "(1 < 2 or 2 < 3) or 3 < 4",
        "1+(2+3)<(4*5)*6": "1 + (2 + 3) < (4 * 5) * 6",
        "-(1+2) < - -1e3": "-(1 + 2) < --1000",
        "all(d in{line,paper}without{line}:held(d,full))": "all(d in {line, paper} without {line}: held(d, full))",
    }
    for text, canonical in texts.items():
        assert unparse(parse(text)) == canonical
        assert parse(canonical) == parse(text)
