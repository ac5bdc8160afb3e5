"""A card: words and numbers together, its caveat in the picture, nothing clipped or covered, in both languages."""

from __future__ import annotations

import functools
import json
import math
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.app.card.card import card_of
from casus.app.card.conditions import catalogue_key
from casus.app.card.draw import SIGNS, draw_card
from casus.app.card.laid import COLOURS, MARGIN, WIDTH, laid_out
from casus.app.card.said import percent, said_of
from casus.app.words.catalogue import LANGUAGES, words
from casus.flow.draws.described import Described
from casus.flow.metrics.measure import Share
from casus.flow.views.labels import Box
from casus.foundation.units import UNITS
from casus.study.claims import tested as records
from casus.study.claims.claim import Claim
from casus.study.claims.language.lack import Lack
from casus.study.claims.likelihood import RANGES, WORDS, word_for
from casus.study.claims.tested import ByLaw, Failing, Leaning, Turned
from casus.study.claims.untested import Untested
from casus.study.claims.verdict import THRESHOLDS
from casus.study.discovery.box import Box as Region
from casus.study.discovery.box import Condition
from casus.study.discovery.stated import UNTOLD_UNITS, Shown, Stated

PROVENANCE = {
    "scenario": "tutorial", "title": "Aurelia after a truce", "scenario_digest": "b867991027104a0e",
    "evidence_digest": "1abd479fc3cb8871", "draws": 2000, "version": "0.1.0", "seed": 7,
}  # fmt: skip
LAWS = {
    "dupuy1979": ByLaw(0.9, 0.85, 0.94, 200, "supported"),
    "positional2023": ByLaw(0.02, 0.01, 0.05, 800, "refuted"),
}


def claim(says="Battlegroups hold.", who="A minister", **changed):
    known = {"id": "mine", "who": who, "says": says, "hypothesis": "held(tripwire, full)", "strength": "usually"}
    return Claim.model_validate(known | changed)


def judged(of=None, share=0.62, n=2000, **changed):
    held = Share(share, (share * (1 - share) / n) ** 0.5, n)
    known = {
        "claim": of or claim(), "verdict": "refuted", "why": "because", "about": "worlds", "holds": held, "worlds": n,
        "threshold": 0.75, "stands_as": "in most worlds", "by_law": LAWS, "laws_against": ("dupuy1979",),
        "fails_when": (Failing("In 39 % of the worlds it fails.", 0.9, 0.5, {}),),
        "rests_on": (Leaning("x", "chance that Elmere breaks its word", 0.4, "honour-prior", "C", "judgement"),),
        "grades": {"C": 0.9, "chance": 0.1},
    }  # fmt: skip
    return records.Tested(**known | changed)


def said(of=None, language="en", complete=True):
    return said_of(of or judged(), PROVENANCE, complete, words(language, "card"), {})


def everything(of):
    return " ".join(line.text for line in laid_out(of).lines)


# --- words of likelihood ------------------------------------------------------------------------------------------------


SHARES = st.floats(0, 1)


@given(SHARES, SHARES)
def test_a_word_covers_the_whole_interval_and_no_stronger_word_does(a, b):
    low, high = sorted((a, b))
    covering = [word for word, (least, most) in RANGES.items() if least <= low and high <= most]
    assert word_for(low, high) == (covering[0] if covering else "not settled")


@given(SHARES, SHARES, SHARES, SHARES)
def test_a_narrower_interval_never_gets_a_weaker_word(a, b, c, d):
    low, inner_low, inner_high, high = sorted((a, b, c, d))
    assert WORDS.index(word_for(inner_low, inner_high)) <= WORDS.index(word_for(low, high))


@given(SHARES, SHARES)
def test_a_word_for_a_claim_is_the_mirror_of_the_word_for_its_opposite(a, b):
    """Where neither end lies on the edge of a range, which rounding could move across it."""
    low, high = (round(end, 4) for end in sorted((a, b)))
    edges = {edge for ends in RANGES.values() for edge in ends} | {
        1 - edge for ends in RANGES.values() for edge in ends
    }
    if min(abs(end - edge) for end in (low, high) for edge in edges) > 0.011:
        there, back = word_for(low, high), word_for(1 - high, 1 - low)
        assert (there == back) if "as likely" in there or there == "not settled" else (there != back)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_verdict_and_strength_is_said_in_every_language(language):
    speak = words(language, "card")
    said_words = {speak.say(f"word-{word.replace(' ', '-')}") for word in WORDS}
    assert len(said_words) == len(WORDS)
    for strength in (*THRESHOLDS, "on average"):
        assert speak.say(f"strength-{strength.replace(' ', '-')}")
    for verdict in COLOURS:
        assert speak.say(f"verdict-{verdict.replace(' ', '-')}")
    assert set(COLOURS) == set(SIGNS)


@given(st.floats(0, 1))
def test_per_cent_never_rounds_a_share_to_all_or_none(share):
    assert (percent(share) == 100.0) == (share == 1.0)
    assert (percent(share) == 0.0) == (share == 0.0)
    assert abs(percent(share) - 100 * share) <= 0.1001


# --- what it says ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_numbers_stand_together_with_caveat_and_provenance_in_the_picture(language):
    card = said(language=language)
    drawn = everything(card)
    low, high = judged().ci
    for share in (0.62, low, high):
        number = f"{percent(share):g}"
        assert number in drawn or number.replace(".", ",") in drawn
    word = words(language, "card").say("word-more-likely-than-not")
    seed = "seed\u00a07" if language == "en" else "зерно\u00a07"
    for text in (word, PROVENANCE["scenario_digest"], PROVENANCE["evidence_digest"], PROVENANCE["version"], seed):
        assert text in drawn
    assert card.caveat in drawn
    assert card.partial == ""


def test_the_caveat_stands_inside_the_panel_of_the_verdict():
    sheet = laid_out(said())
    panel = max((shape.box for shape in sheet.shapes), key=lambda box: (box.right - box.left) * (box.bottom - box.top))
    verdict = next(line for line in sheet.lines if line.text == said().verdict)
    first = next(line for line in sheet.lines if line.text.startswith("A model's answer"))
    assert verdict.box.within(panel)
    assert first.box.within(panel)


def test_what_is_refuted_as_said_may_stand_in_weaker_words():
    card = said()
    assert card.verdict == "Refuted as “usually”"
    assert "The strongest words that it supports: “in most worlds”." in card.measured
    assert any("Laws of ground combat that say the opposite: dupuy1979" in line for line in card.measured)
    assert "Not even “in some worlds” is supported." in said(judged(stands_as=None)).measured


def test_a_claim_that_holds_in_every_world_says_that_structure_decides():
    always = said(judged(share=1.0, verdict="supported", fails_when=(), laws_against=()))
    assert "none of its uncertainty" in " ".join(always.measured)
    assert "It fails in none of the worlds" in everything(always)


def test_a_claim_about_averages_is_no_share_of_worlds():
    card = said(
        judged(about="averages", holds=None, resamples=0.97, true_here=True, worlds=300, threshold=None, stands_as=None)
    )
    assert card.asked is None
    assert "told apart from chance" in card.measured[0]
    assert "likely" not in " ".join(card.measured)
    assert "resampled studies" in card.chart


def test_what_cannot_be_tested_says_why_and_draws_no_chart():
    untested = claim(hypothesis=None, strength=None, not_testable="No lens reads it.")
    card = said(records.Tested(untested, "not testable", "No lens reads it."))
    assert card.measured == ("This study has no number for it: No lens reads it.",)
    assert card.bars == ()
    assert card.verdict == "Not testable"


def test_one_calculation_has_no_share():
    card = said(
        judged(
            about="one calculation", holds=Share(0.0, 0.0, 1), worlds=1, threshold=None, by_law=None, laws_against=()
        )
    )
    assert card.measured == ("Not true in the one calculation that answers it; there is no share of worlds.",)
    assert card.bars == ()


def test_a_partial_study_says_so_near_the_top():
    sheet = laid_out(said(complete=False))
    assert sheet.lines[1].text.startswith("PARTIAL:")


# --- what it says of ours is said in its language --------------------------------------------------------------------------

OURS = r"\b(worlds?|fails?|where|above|below|between|about|days?|overall|covers|drawn|neither|study|fewer|margin)\b"
WARNING = Stated("the DATA", "above", Shown(10.0, 1), unit="day")
RELATIONS = (
    WARNING,
    Stated("the DATA", "below", high=Shown(1234.5, 0, about=True), unit="km"),
    Stated("the DATA", "between", Shown(0.25, 2), Shown(0.5, 2), drawn=True),
    Stated("the DATA", "at-least", Shown(3.0, 0)),
    Stated("the DATA", "at-most", high=Shown(1980.0, 0, grouped=False)),
    Stated("the DATA", "exactly", Shown(math.inf, 0), unit="hour"),
    Stated("the DATA", "among", words=("A", "B", "C")),
    Stated("the DATA", "not-one", words=("A",)),
    Stated("the DATA", "none-of", words=("A", "B")),
)
BOX = Region(
    tuple(Condition(Described("x", "the DATA", "1", "C", "judgement", ""), 0.0, 1.0, (), 0.0, one) for one in RELATIONS),
    1000, 0.67, 0.456, 0.97, 0.32, 0.0,
)  # fmt: skip
REASONS = (
    Untested("lacks", (Lack("design", "X"), Lack("lens", "Y", "for the set"), Lack("design", "Z", "tagged"))),
    Untested("few-worlds", worlds=21, of=2000, fewest=30),
    Untested("few-averaged", worlds=2, fewest=30),
    Untested("undefined"),
)


def failing_in(where, language):
    of = judged(fails_when=(Failing("In 67 % of the worlds, in English.", 0.456, 0.97, {}, where),))
    return next(line for section in said(of, language).sections for line in section.lines if "DATA" in line)


def test_where_it_fails_is_in_per_cent_like_the_rest_of_the_card():
    one = replace(BOX, conditions=BOX.conditions[:1])
    assert failing_in(one, "en") == (
        "In 67 % of the worlds, those where the DATA is above 10.0\u00a0days, it fails in 45.6 % of them (32 % of all worlds); "
        "that covers 97 % of all failures."
    )
    assert failing_in(one, "uk") == (
        "У 67~% світів~— тих, де «the DATA» становить понад 10,0~дн.,~— не справджується в 45,6~% випадків (серед усіх "
        "світів~— у 32~%); це 97~% усіх невдач."
    ).replace("~", "\u00a0")


@pytest.mark.parametrize("where", [BOX, Turned(WARNING, -0.0123456, 12345.6)], ids=["box", "half"])
def test_nothing_of_ours_is_english_on_a_card_in_another_language(where):
    assert not re.findall(OURS, failing_in(where, "uk"))
    assert re.findall(OURS, failing_in(where, "en"))


def test_a_half_is_told_with_both_margins():
    assert "-0.0123 there and 12,300 overall" in failing_in(Turned(WARNING, -0.0123456, 12345.6), "en")
    assert "-0,0123, а загалом 12\u00a0300" in failing_in(Turned(WARNING, -0.0123456, 12345.6), "uk")


@pytest.mark.parametrize("why", REASONS, ids=lambda why: why.reason)
def test_why_there_is_no_number_is_in_the_language_of_the_card(why):
    of = records.Tested(claim(), "not testable", why.text, why)
    english, other = (" ".join(said(of, language).measured) for language in ("en", "uk"))
    assert not re.findall(OURS, other)
    assert re.findall(OURS, english)
    for name in [lack.name for lack in why.lacks] + [str(number) for number in (why.worlds, why.fewest) if number]:
        assert name in english
        assert name in other


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_is_named_in_every_language(language):
    speak = words(language, "card")
    named = [key for key in map(catalogue_key, UNITS) if key not in UNTOLD_UNITS]
    assert len(named) > 30
    same = {unit for unit in named if speak.say("unit", {"unit": unit}) == unit}
    assert same == ({"km", "m", "aircraft"} if language == "en" else set())


def test_a_date_that_the_speaker_ends_with_is_said_once():
    assert (
        said(judged(claim(who="Officials, in public debate since 2014", when="2014"))).attribution[0].count("2014") == 1
    )
    assert "A minister, 2014." in said(judged(claim(when="2014"))).attribution[0]


# --- how it is laid out -----------------------------------------------------------------------------------------------------

LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)
LONG = st.lists(
    st.one_of(LETTERS, st.sampled_from(["W" * 180, "щ" * 90, "a", "Ukraine", "твердження"])), min_size=1, max_size=120
)


@given(
    LONG.map(" ".join),
    st.sampled_from(sorted(LANGUAGES)),
    st.booleans(),
    st.sampled_from([0.0, 0.001, 0.35, 0.75, 0.999, 1.0]),
)
def test_nothing_is_clipped_or_covered_however_long_a_claim_is(text, language, complete, share):
    of = judged(claim(says=text[:2000], who=text[:200]), share=share, fails_when=(Failing(text[:900], 0.9, 0.5, {}),))
    sheet = laid_out(said(of, language, complete))
    page = Box(0, 0, WIDTH, sheet.height)
    boxes = [line.box for line in sheet.lines]
    assert all(box.within(page) for box in boxes)
    assert all(shape.box.within(page) for shape in sheet.shapes)
    assert all(box.right <= WIDTH - MARGIN + 0.01 for box in boxes)
    for place, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[place + 1 :])


@settings(max_examples=20)
@given(LONG.map(" ".join))
def test_every_letter_of_a_claim_is_written(text):
    sheet = laid_out(said(judged(claim(says=text[:2000]))))
    written = "".join(line.text for line in sheet.lines).replace(" ", "")
    assert re.sub(r"[ \t\r\n]", "", text[:2000]) in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_that_are_drawn_are_no_wider_than_they_were_measured(language):
    """Vega measures the same lines with the font that draws them: a picture that fits its text is not wider than the page."""
    import vl_convert

    sheet = laid_out(said(judged(claim(says="Жоден ШИРОКИЙ щит не WITHSTANDS it. " * 6)), language))
    free = draw_card(sheet, "refuted") | {"autosize": "pad"}
    drawn = vl_convert.vegalite_to_svg(free)
    width = float(re.search(r'<svg[^>]* width="([0-9.]+)"', drawn)[1])
    assert width <= WIDTH + 1


def test_the_picture_is_vega_lite_and_of_the_width_that_it_says():
    from casus.app.card.card import SCALE
    from casus.flow.views.picture import png

    sheet = laid_out(said())
    picture = png(draw_card(sheet, "refuted"), SCALE)
    width, height = (int.from_bytes(picture[place : place + 4], "big") for place in (16, 20))
    assert (width, height) == (1200, round(SCALE * sheet.height))


# --- from the command line ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    from casus.study.compare import compare

    folder = tmp_path_factory.mktemp("kept") / "study"
    compare("tutorial", attacks=["full"], draws=60, lenses=False).save(folder)
    return folder


def run(*arguments):
    from in_process import run_in_process

    return run_in_process(["casus", "card", *map(str, arguments)])


@pytest.fixture(scope="module", autouse=True)
def _opened_once():
    """A study takes most of a second to open; here it is opened once."""
    from casus.study import compare

    opened = functools.lru_cache(compare.open_study)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare, "open_study", lambda folder: opened(str(folder)))
        yield


@pytest.fixture(scope="module")
def found(kept):
    from casus.study.claims.claims import judge_claims
    from casus.study.compare import open_study

    return judge_claims(open_study(kept).handoff, None, ["a-day-is-enough"])


def test_a_card_is_written_by_the_command(kept, tmp_path):
    file = tmp_path / "card.png"
    done = run(kept, "--claim", "a-day-is-enough", "--out", file)
    assert done.returncode == 0, done.stderr
    assert file.read_bytes().startswith(b"\x89PNG")
    assert f"wrote {file}" in done.stderr
    assert list(tmp_path.iterdir()) == [file]


def test_a_card_has_the_form_of_its_suffix_and_a_page_can_be_read_aloud_and_asks_nobody(found):
    card = card_of(found, "a-day-is-enough", "uk", {})
    assert card.written_as(".svg").startswith(b"<svg")
    page = card.written_as(".html").decode()
    assert page.startswith("<!doctype html>")
    assert '<html lang="uk">' in page
    assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="[^"]{80,}">', page)
    assert "<caption>" in page
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    assert "default-src 'none'" in page


def test_json_has_the_words_the_numbers_and_the_picture_in_words(kept, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(kept, "--claim", "a-day-is-enough", "--json")
    (card,) = json.loads(done.stdout)["cards"]
    assert card["tested"]["holds_share"] == card["chart"][0]["share"]
    assert card["caveat"] in card["alt"]
    assert card["measured"][0] in card["alt"]
    assert not list(tmp_path.iterdir()), "with --json alone no picture is written"


def test_all_makes_a_card_of_each(kept, tmp_path, monkeypatch):
    from casus.app.card import card

    monkeypatch.setattr(card, "png", lambda picture, scale: b"PNG")
    done = run(kept, "--claim", "all", "--out", tmp_path / "cards", "--json")
    cards = json.loads(done.stdout)["cards"]
    assert {f"{card['id']}.png" for card in cards} == {file.name for file in (tmp_path / "cards").iterdir()}
    assert len(cards) == 7


@pytest.mark.parametrize(
    ("arguments", "said_so"),
    [
        (("--claim", "a-day-enough"), "unknown claim 'a-day-enough'\n    hint: did you mean 'a-day-is-enough'"),
        (("--claim", "a-day-is-enough", "--language", "ua"), "unknown language 'ua'\n    hint: did you mean 'uk'"),
        (("--claim", "a-day-is-enough", "--out", "card.gif"), "a card cannot be written as '.gif'"),
        (("--claim", "a-day-is-enough", "--file", "nowhere.yaml"), "nowhere.yaml:1:1: cannot be read"),
    ],
)
def test_bad_input_is_refused_in_words(kept, tmp_path, monkeypatch, arguments, said_so):
    monkeypatch.chdir(tmp_path)
    done = run(kept, *arguments)
    assert done.returncode == 2
    assert said_so in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_no_study_is_refused(tmp_path):
    done = run(tmp_path, "--claim", "x", "--json")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_partial_study_is_marked_on_its_card(found):
    card = card_of(replace(found, complete=False), "a-day-is-enough", "en", {})
    assert "PARTIAL" in card.said.partial
