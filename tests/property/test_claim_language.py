"""The language of claims: what reads back is what was written, a second reading agrees, and no text breaks or runs anything."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from claimed import ATTACKS, DESIGNS, LAWS, WORLDS, Naive, known, made_up
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.foundation.errors import InputError, Place
from casus.study.claims.language.check import missing, problems
from casus.study.claims.language.evaluate import Evaluator, evaluate
from casus.study.claims.language.hypothesis import Hypothesis, parse
from casus.study.claims.language.nodes import (
    Absolute,
    And,
    Average,
    Compared,
    Delta,
    Drawn,
    Measured,
    Members,
    Name,
    Node,
    Not,
    Number,
    Opposite,
    Or,
    Over,
    Product,
    Sum,
    Tag,
    Word,
    walk,
)
from casus.study.claims.language.unparse import unparse
from casus.study.claims.language.values import Values

SIGNS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
CONSTANTS = st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 16.0])
DIVISORS = st.sampled_from([Number(0.0), Number(0.5), Number(2.0), Measured(Name("cost_meur_year"), (Name("line"),))])
NUMBERS = ["depth_km", "contact_hours", "lost_day", "contact_moved_km"]
SETS = [
    ("design", Members("designs")),
    ("design", Members("designs", (Tag("forces-in-place", True),))),
    ("design", Members("designs", (Tag("political", False), Tag("rear", False)))),
    ("design", Members("designs", without=(Name("paper"), Name("accession")))),
    ("design", Members(None, listed=(Name("line"), Name("paper")))),
    ("attack", Members("attacks")),
    ("attack", Members(None, listed=(Name("full"), Name("probe")), without=(Name("probe"),))),
    ("lens", Members("lenses", without=(Name("game"),))),
]
CLAIMS = [
    "held(line, full)",
    "given not held(paper, full): contact_hours(paper, full) > 24 * lost_day(paper, full)",
    "all(d in designs[forces-in-place, not rear] without {paper}: probability(held(d, full)) < 75%)",
    "price_of_aggression(line) >= max(d in designs[no-troops]: price_of_aggression(d, full))",
    "share(a in attacks: held(line, a)) > 0.5 or count(x in {price, game}: attack_10y(line, x) > 1e-1) == 2",
    "mean(depth_km(line, full) given drawn(ground_law) == positional2023) < median(depth_km(paper, full))",
    "0 <= delta(held, line, paper, full) <= 1 and not crisis_war(line, full, 0.5) != abs(-drawn(nation.high-land.support))",
]
SAVED = Values(made_up())


# --- what the grammar allows ------------------------------------------------------------------------------------------


@st.composite
def things(draw: st.DrawFn, kind: str, bound: dict[str, str]) -> Name:
    names = {"design": list(DESIGNS), "attack": list(ATTACKS), "lens": ["price", "game", "reference"]}[kind]
    return Name(draw(st.sampled_from(names + [variable for variable, of in bound.items() if of == kind])))


@st.composite
def measured(draw: st.DrawFn, bound: dict[str, str], flag: bool) -> Node:
    def of(*kinds: str) -> tuple[Name, ...]:
        return tuple(draw(things(kind, bound)) for kind in kinds)

    if flag:
        return Measured(Name(draw(st.sampled_from(["held", "movement_to_contact", "contact"]))), of("design", "attack"))
    which = draw(st.integers(0, 6))
    match which:
        case 0:
            return Measured(Name("cost_meur_year"), of("design"))
        case 1:
            return Measured(Name("price_of_aggression"), of("design", *draw(st.sampled_from([(), ("attack",)]))))
        case 2:
            return Measured(Name("attack_10y"), of("design", "lens"))
        case 3:
            return Measured(
                Name("crisis_war"), (*of("design", "attack"), Number(draw(st.sampled_from([0.0, 0.4, 1.0]))))
            )
        case 4:
            return Delta(Name(draw(st.sampled_from(["held", *NUMBERS]))), of("design", "design", "attack"))
        case 5:
            return Drawn(Name("nation.high-land.support"))
    return Measured(Name(draw(st.sampled_from(NUMBERS))), of("design", "attack"))


@st.composite
def over(draw: st.DrawFn, depth: int, bound: dict[str, str], averages: bool, folds: list[str]) -> Over:
    kind, members = draw(st.sampled_from(SETS))
    variable, fold = f"x{len(bound)}", draw(st.sampled_from(folds))
    within = (numbers if fold in {"max", "min"} else truths)(depth - 1, bound | {variable: kind}, averages)
    return Over(fold, Name(variable), members, draw(within))


@st.composite
def numbers(draw: st.DrawFn, depth: int, bound: dict[str, str], averages: bool) -> Node:
    if depth <= 0:
        return draw(averaged(0, bound)) if averages else draw(CONSTANTS.map(Number) | measured(bound, flag=False))
    of = numbers(depth - 1, bound, averages)
    parts = tuple(draw(st.lists(of, min_size=2, max_size=3)))
    match draw(st.integers(0, 6)):
        case 0:
            return Sum(parts, tuple(draw(st.sampled_from("+-")) for _ in parts[1:]))
        case 1:
            return Product(parts, ("*",) * (len(parts) - 1))
        case 2 if not averages:
            return Product((parts[0], draw(DIVISORS), parts[1]), ("/", "*"))
        case 3:
            return draw(st.sampled_from([Opposite, Absolute]))(parts[0])
        case 4:
            return draw(over(depth, bound, averages, ["max", "min", "count", "share"]))
        case 5 if averages:
            return draw(averaged(depth - 1, bound))
    return draw(CONSTANTS.map(Number)) if averages else draw(measured(bound, flag=False))


@st.composite
def averaged(draw: st.DrawFn, depth: int, bound: dict[str, str]) -> Average:
    within = draw(st.none() | truths(0, bound, False))
    if draw(st.booleans()):
        return Average("probability", draw(truths(depth, bound, False)), within)
    return Average(draw(st.sampled_from(["mean", "median"])), draw(numbers(depth, bound, False)), within)


@st.composite
def truths(draw: st.DrawFn, depth: int, bound: dict[str, str], averages: bool) -> Node:
    if depth <= 0 and not averages:
        choice = Compared(
            (Drawn(Name("ground_law")), Word(draw(st.sampled_from(LAWS)))), (draw(st.sampled_from(["==", "!="])),)
        )
        return draw(measured(bound, flag=True) | st.just(choice))
    match draw(st.integers(0, 4)) if depth > 0 else 4:
        case 0:
            return Not(draw(truths(depth - 1, bound, averages)))
        case 1 | 2 as which:
            parts = draw(st.lists(truths(depth - 1, bound, averages), min_size=2, max_size=3))
            return (And, Or)[which - 1](tuple(parts))
        case 3:
            return draw(over(depth, bound, averages, ["all", "any"]))
    operands = tuple(draw(st.lists(numbers(depth - 1, bound, averages), min_size=2, max_size=3)))
    return Compared(operands, tuple(draw(SIGNS) for _ in operands[1:]))


@st.composite
def hypotheses(draw: st.DrawFn) -> Hypothesis:
    averages = draw(st.booleans())
    condition = draw(st.none() | truths(1, {}, False))
    statement = draw(truths(draw(st.integers(1, 3)), {}, averages))
    about = "averages" if any(isinstance(node, Average) for node, _ in walk(statement)) else "worlds"
    return Hypothesis("", condition, statement, about)


@settings(max_examples=40)
@given(hypotheses(), st.lists(st.integers(0, WORLDS - 1), max_size=WORLDS, unique=True))
def test_a_second_reading_agrees_in_every_world(written, some):
    text = unparse(written)
    hypothesis = parse(text)
    assert hypothesis == written
    assert unparse(hypothesis) == text
    assert (problems(hypothesis, known()), missing(hypothesis, known())) == ([], [])
    evaluator = Evaluator(hypothesis, made_up(), SAVED, known())
    for worlds in (None, np.array(some, np.intp)):
        chosen = list(range(WORLDS)) if worlds is None else some
        np.testing.assert_array_equal(evaluator.truth(worlds).holds, Naive(chosen).holds(hypothesis), err_msg=text)


@given(st.floats(0, allow_infinity=False, allow_nan=False))
def test_every_number_reads_back(value):
    written = Hypothesis("", None, Compared((Number(value), Opposite(Number(value))), ("<=",)), "worlds")
    assert parse(unparse(written)) == written


@given(st.lists(st.integers(0, WORLDS - 1), min_size=1, max_size=20))
def test_a_world_named_twice_counts_twice(worlds):
    chosen = np.array(worlds)
    held = np.asarray(made_up().data["lost_day"].sel(design="line", attack="full").values)[chosen]
    for name, numpy_average in (("mean", np.mean), ("median", np.median)):
        truth = evaluate(parse(f"{name}(lost_day(line, full)) > 2"), made_up(), chosen)
        assert truth.margin == numpy_average(held) - 2
        assert set(truth.holds) == {float(numpy_average(held) > 2)}


# --- laws of truth ----------------------------------------------------------------------------------------------------

TRIES = settings(max_examples=30)
SMALL = truths(1, {}, False)


def truth_of(node: Node) -> np.ndarray:
    return Evaluator(Hypothesis("", None, node, "worlds"), made_up(), SAVED, known()).truth().holds


@TRIES
@given(SMALL, SMALL)
def test_de_morgan_holds_for_the_unknown_too(one, other):
    for outer, inner in ((And, Or), (Or, And)):
        together, apart = Not(outer((one, other))), inner((Not(one), Not(other)))
        np.testing.assert_array_equal(truth_of(together), truth_of(apart))


@TRIES
@given(SMALL, SMALL, SMALL)
def test_and_and_or_are_those_of_kleene(one, other, third):
    a, b, unknown = (
        truth_of(one),
        truth_of(other),
        Compared((Number(0.0), Product((Number(1.0), Number(0.0)), ("/",))), ("<",)),
    )
    assert np.isnan(truth_of(unknown)).all()
    np.testing.assert_array_equal(truth_of(Not(Not(one))), a)
    np.testing.assert_array_equal(truth_of(And((one, one))), a)
    np.testing.assert_array_equal(truth_of(And((one, other))), truth_of(And((other, one))))
    np.testing.assert_array_equal(truth_of(Or((one, And((one, other))))), a)
    np.testing.assert_array_equal(
        truth_of(And((one, Or((other, third))))), truth_of(Or((And((one, other)), And((one, third)))))
    )
    np.testing.assert_array_equal(truth_of(And((one, unknown))), np.where(a == 0, 0, np.nan))
    np.testing.assert_array_equal(truth_of(Or((one, unknown))), np.where(a == 1, 1, np.nan))
    decided = ~np.isnan(a) & ~np.isnan(b)
    assert (truth_of(And((one, other)))[decided] == np.minimum(a, b)[decided]).all()


@given(st.sampled_from(SETS[:5]), st.sampled_from(["held", "contact"]))
def test_a_fold_is_what_it_would_be_written_out(of, metric):
    members = [name for name in DESIGNS if name in {d for d in known().designs if _in(of[1], d)}]
    parts = tuple(Measured(Name(metric), (Name(name), Name("full"))) for name in members)
    body = Measured(Name(metric), (Name("d"), Name("full")))
    for fold, written in (("all", And), ("any", Or)):
        alone = written((*parts, parts[0]))
        np.testing.assert_array_equal(truth_of(Over(fold, Name("d"), of[1], body)), truth_of(alone))
    values = np.array([truth_of(part) for part in parts])
    count = Compared((Over("count", Name("d"), of[1], body), Number(1.0)), (">=",))
    np.testing.assert_array_equal(truth_of(count), truth_of(Over("any", Name("d"), of[1], body)))
    share = Over("share", Name("d"), of[1], body)
    mean = values.mean(axis=0)
    for world in np.flatnonzero(~np.isnan(mean)):
        assert truth_of(Compared((share, Number(float(mean[world]))), ("==",)))[world] == 1


def _in(members: Members, design: str) -> bool:
    tags = DESIGNS[design].split()
    listed = {name.text for name in members.listed} if members.of is None else set(DESIGNS)
    right = all((tag.text in tags) == tag.wanted for tag in members.tags)
    return design in listed and right and design not in {name.text for name in members.without}


# --- texts that are not claims ----------------------------------------------------------------------------------------

WORDS = """
given or and not in without designs attacks lenses all any count share max min delta abs probability mean median drawn
held contact_hours attack_10y price_of_aggression crisis_war line paper rear-force full probe price ground_law d x
( ) [ ] { } , : < <= == != + - * / 1 0.5 10% 1e3 1e999 forces-in-place political positional2023 @ __import__ 'x' " . _
"""


def tried(text: str) -> None:
    """Parse, check and evaluate: nothing but InputError comes of it, and that points into the text."""
    try:
        hypothesis = parse(text)
        found = problems(hypothesis, known())
        if not found and not missing(hypothesis, known()):
            truth = Evaluator(hypothesis, made_up(), SAVED, known()).truth()
            assert np.isin(truth.holds[~np.isnan(truth.holds)], (0.0, 1.0)).all()
            return
    except InputError as error:
        found = list(error.problems)
        assert found
        _points_into(text, error)
    for problem in found:
        at = re.match(r"character (\d+): ", problem.what)
        assert at
        assert 1 <= int(at[1]) <= len(text) + 1
        shown, carets = str(problem.hint).split("\n")[-2:]
        assert set(carets) == {" ", "^"}
        assert len(carets) <= len(shown) + 1


def _points_into(text: str, error: InputError) -> None:
    """With a place, the position is that of the same character."""
    try:
        parse(text, Place(Path("no-such-file.yaml"), 7, 5))
    except InputError as again:
        (problem,), (plain,) = again.problems, error.problems
        offset = int(re.match(r"character (\d+): ", plain.what)[1]) - 1
        lines = text[:offset].split("\n")
        expected = (7 + len(lines) - 1, len(lines[-1]) + (5 if len(lines) == 1 else 1))
        assert (problem.place.line, problem.place.column) == expected


@settings(max_examples=100)
@given(st.text(max_size=60) | st.text("abdhel_.-()[]{},:<=!>+*/%0123e&|'\"\\ \n\t", max_size=60))
def test_no_text_breaks_it(text):
    tried(text)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join))
def test_no_soup_of_words_breaks_it(text):
    tried(text)


@settings(max_examples=100)
@given(st.data())
def test_no_slip_of_the_pen_breaks_it(data):
    text = data.draw(st.sampled_from(CLAIMS))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 6))
        put = data.draw(st.sampled_from(["", *WORDS.split()]) | st.text(max_size=2))
        text = text[:at] + put + text[at + length :]
    tried(text)


def test_the_claims_that_are_spoilt_are_sound():
    for text in CLAIMS:
        hypothesis = parse(text)
        assert (problems(hypothesis, known()), missing(hypothesis, known())) == ([], [])
