"""The page needs nothing else, says what the study says, and lets no name of a scenario act in it."""

from __future__ import annotations

import base64
import json
import math
import re
from dataclasses import replace

import numpy as np
import pytest
from read_page import elements, rows_of

from casus.app.report.compose import compose
from casus.app.report.gather import gather
from casus.app.report.page import csv_text, page, script_json
from casus.app.report.parts import Points, figures_of
from casus.app.report.sections.deterrence import deters
from casus.app.report.sections.summary import summary
from casus.app.report.teller import Teller
from casus.app.words.catalogue import LANGUAGES
from casus.flow.handoffs import Outcomes
from casus.flow.outcome.store import save_outcomes
from casus.study.compare import Study, open_study

DRAWING = "globalThis.vegaEmbed = async () => {};"
EVIL = "</script><script>alert('x')</script><b>&amp; \u2028 Name"
REACHES = ("src", "href", "action", "srcset", "data", "poster", "formaction")


@pytest.fixture(scope="module")
def read(pages):
    return {language: elements(text) for language, text in pages.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_it_reaches_outside(language, read, pages):
    for element in read[language]:
        for name in REACHES:
            address = element.attributes.get(name, "#")
            assert address.startswith(("#", "data:text/csv;")), (element.tag, name, address[:80])
    assert "url(" not in pages[language]
    assert "@import" not in pages[language]
    (policy,) = [e for e in read[language] if e.attributes.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.attributes["content"].split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    assert "unsafe" not in rules["style-src-elem"]
    assert "connect-src" not in rules


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_order(language, read):
    ids = [e.attributes["id"] for e in read[language] if e.attributes.get("id")]
    assert len(ids) == len(set(ids))
    levels = [int(e.tag[1]) for e in read[language] if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    for link in (e.attributes["href"][1:] for e in read[language] if e.attributes.get("href", "").startswith("#")):
        assert link in ids, link
    (root,) = [e for e in read[language] if e.tag == "html"]
    assert root.attributes["lang"] == language
    for table in (e for e in read[language] if e.tag == "table"):
        assert table.text.strip()
    heads = [e for e in read[language] if e.tag == "th"]
    assert heads
    assert all(e.attributes["scope"] in {"col", "row"} for e in heads)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_words_data_source_and_what_it_rests_on(language, read, reports, gathered):
    figures = [figure for section in reports[language].sections for figure in figures_of(section.parts)]
    kinds = {figure.id.removeprefix("fig-").split("-of-")[0] for figure in figures}
    assert {
        "map",
        "axes",
        "fronts-full",
        "ways",
        "held",
        "laws",
        "lenses",
        "price",
        "survival",
        "cost",
        "claims",
    } <= kinds
    known = {e.attributes["id"] for e in read[language] if e.attributes.get("id")}
    drawn = {e.attributes["data-spec"]: e for e in read[language] if "data-spec" in e.attributes}
    saved = {e.attributes["download"]: e.attributes["href"] for e in read[language] if "download" in e.attributes}
    specs = {e.attributes["id"]: e.text for e in read[language] if e.attributes.get("type") == "application/json"}
    for figure in figures:
        assert drawn[f"spec-{figure.id}"].attributes["aria-label"] == figure.alt
        assert len(figure.alt) > 30
        assert figure.caption
        assert gathered.said["scenario_digest"] in figure.source
        assert json.loads(specs[f"spec-{figure.id}"])["config"]["aria"] is False
        assert figure.table.rows
        assert len(rows_of(saved[f"{figure.id}.csv"])) == len(figure.data) > 0
        assert all(f"evidence-{rest.evidence}" in known for rest in figure.rests if rest.evidence)
    assert any(figure.rests for figure in figures)


def test_data_come_back_as_they_were(reports):
    for figure in (figure for section in reports["en"].sections for figure in figures_of(section.parts)):
        rows = rows_of(f"x,{base64.b64encode(csv_text(figure.data).encode()).decode()}")
        for given, found in zip(figure.data, rows, strict=True):
            for name, value in given.items():
                if isinstance(value, float):
                    assert found[name] == "" if math.isnan(value) else float(found[name]) == value
                elif isinstance(value, str):
                    assert found[name] == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_of_the_summary_are_those_of_the_study(language, read, gathered, kept):
    said = [
        json.loads(e.attributes["data-values"])
        for e in read[language]
        if "data-values" in e.attributes and "section#summary" in e.inside
    ]
    answers = open_study(kept).as_json()
    held = {id: one["p_held"] for id, one in answers["designs"].items()}
    shares = [of["p"] for of in said if "p" in of]
    wanted = (max(held.values()), held[answers["baseline"]], min(held.values()))
    assert shares == pytest.approx(wanted, abs=1e-6)  # the contract of the command rounds to six digits
    (gain,) = [of["gain"] for of in said if "gain" in of]
    best = max(held, key=lambda id: held[id])
    assert gain == pytest.approx(100 * answers["designs"][best]["gain"]["value"], abs=1e-4)
    (price,) = [(of["high"], of["low"]) for of in said if "high_ends" in of]
    prices = [one["price_of_aggression"]["meur"]["p50"] for one in answers["designs"].values()]
    assert price == pytest.approx((max(prices), min(prices)), rel=1e-5)
    moved = [
        one["movement_to_contact"] for one in answers["designs"].values() if one["movement_to_contact"] is not None
    ]
    contact = [of for of in said if "low_design" in of and of.get("high") == pytest.approx(max(moved), abs=1e-6)]
    assert contact
    (open_places,) = [of for of in said if "pairs" in of] or [{"count": 0}]
    assert open_places["count"] == len(answers["undecided_pairs"])


def test_the_same_study_gives_the_same_file(gathered, pages):
    say = Teller("en")
    again = page(compose(gathered, say), say, DRAWING)
    assert again == pages["en"]


@pytest.fixture(scope="module")
def stopped(kept, tmp_path_factory):
    """A study that was interrupted, with names that would like to act: its report, and the page."""
    data = open_study(kept).outcomes.copy(deep=True)
    data.attrs |= {"title": EVIL, "complete": 0}
    for dim in ("design", "attack", "axis", "nation"):
        data[f"{dim}_title"] = (dim, np.array([f"{EVIL} {name}" for name in data[f"{dim}_title"].values]))
    last, attack = str(data["design"].values[-1]), str(data["attack"].values[0])
    for variable in data.data_vars.values():
        if {"design", "attack"} <= set(variable.dims) and variable.dtype.kind == "f":
            variable.loc[{"design": last, "attack": attack}] = np.nan
    say = Teller("en")
    report = compose(gather(save_outcomes(Outcomes(data), tmp_path_factory.mktemp("stopped") / "study")), say)
    return report, page(report, say, DRAWING)


def test_names_of_a_scenario_do_nothing_in_a_page(stopped):
    report, text = stopped
    found = elements(text)
    assert not [e for e in found if e.tag in {"b", "iframe", "img"}]
    kinds = [e.attributes.get("type") for e in found if e.tag == "script"]
    figures = [figure for section in report.sections for figure in figures_of(section.parts)]
    assert kinds == ["application/json"] * len(figures) + ["module", "module"]
    assert "alert('x')</script>" not in text
    assert EVIL in json.loads(script_json({"name": EVIL}))["name"]
    assert any(EVIL in e.text for e in found if e.tag == "h1")


def test_a_study_that_was_stopped_says_so(stopped):
    report, text = stopped
    assert report.partial.startswith("PARTIAL")
    found = elements(text)
    assert any(report.partial in e.text for e in found if e.attributes.get("role") == "note")
    assert not {"nan", "NaN", "None"} & {e.text.strip() for e in found if e.tag in {"td", "th", "li"}}


def test_a_study_without_lenses_says_that_it_has_none(gathered):
    study = Study(gathered.outcomes)
    study.deterrence = None
    say, without = Teller("uk"), replace(gathered, study=study)
    assert deters(without, say).parts == (say.tell("deterrence-none"),)
    told = {of.text for part in summary(without, say).parts if isinstance(part, Points) for of in part.sentences}
    assert say.say("sum-no-lenses") in told
