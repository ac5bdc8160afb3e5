"""What is said of a text that is no claim: what, where, and what would be right."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from claimed import known

import casus.study.claims.language as language
from casus.foundation.documents import read_document
from casus.foundation.errors import InputError, Place
from casus.study.claims.language.check import problems
from casus.study.claims.language.hypothesis import MOST_CHARACTERS, MOST_DEPTH, parse

FOLDER = Path(language.__file__).parent

SYNTAX = [
    ("", 1, "the text ends too early", "a number, 'not' or '('"),
    ("held(line, full) and", 21, "the text ends too early", "a metric such as held(DESIGN, ATTACK)"),
    ("held(line full)", 11, "'full' cannot stand here", "expected ',' or ')'"),
    ("held(line, full) an held(paper, full)", 18, "'an' cannot stand here", "did you mean 'and'?"),
    ("held(line, full) = 1", 18, "'=' is not read here", "write '=='"),
    ("held(line, full) && 1", 18, "'&' is not read here", "write 'and'"),
    ("Held(line, full)", 1, "'H' is not read here", "small letters"),
    ("held('line', full)", 6, "''' is not read here", "without quotes"),
    ("all(d of designs: held(d, full))", 7, "'of' cannot stand here", "expected 'in'"),
    ("all(d in attack: held(line, d))", 10, "'attack' cannot stand here", "did you mean 'attacks'?"),
    ("all(share in designs: 1 < 2)", 5, "'share' cannot stand here", "is a word of the language"),
    ("all(d in attacks[air]: 1 < 2)", 17, "'[' cannot stand here", "expected ':' or 'without'"),
    ("held(line, full) > .5", 20, "'.' is not read here", "0.5"),
    ("held(line, full) > 50 %", 23, "'%' is not read here", "as in 10%"),
    ("mean(2 ^ 3) > 1", 8, "'^' is not read here", "no powers"),
    ("1 < 2 given 3 < 4", 7, "'given' cannot stand here", "expected the end"),
    ("1 <\u00a02", 4, "U+00A0", "no-break"),
    ("1e999 > 1", 1, "the number is too large", ""),
    ("__import__('os').system('true')", 1, "'_' is not read here", "starts with a letter"),
    ("held.__class__.__mro__", 1, "the name 'held.__class__.__mro__' stands alone", ""),
    ("f'{held}'", 2, "''' is not read here", ""),
    ("lambda: 1", 7, "':' cannot stand here", ""),
    ("[d for d in designs]", 1, "'[' cannot stand here", ""),
]

MEANING = [
    ("eval(1)", 1, "unknown metric 'eval'", ""),
    ("hold(line, full)", 1, "unknown metric 'hold'", "did you mean 'held'?"),
    ("held(lime, full)", 6, "unknown design 'lime'", "did you mean 'line'? allowed: line, paper, rear-force"),
    ("held(line, fall)", 12, "unknown attack 'fall'", "did you mean 'full'?"),
    ("attack_10y(line, prize) > 0", 18, "unknown lens 'prize'", "did you mean 'price'?"),
    ("drawn(ground_lw) == dupuy1979", 7, "unknown quantity 'ground_lw'", "did you mean 'ground_law'?"),
    ("drawn(nation.highland.support) > 1", 7, "unknown quantity", "did you mean 'nation.high-land.support'?"),
    ("drawn(ground_law) == dupuy", 22, "unknown word 'dupuy'", "did you mean 'dupuy1979'?"),
    ("drawn(ground_law) < dupuy1979", 1, "a drawn choice is compared with one of its words", "drawn(CHOICE) == WORD"),
    ("drawn(ground_law) > 1", 1, "a drawn choice is compared with one of its words", ""),
    ("mean(drawn(ground_law)) > 1", 6, "is a word in each world", "== or !="),
    ("all(d in designs[politcal]: held(d, full))", 18, "unknown tag 'politcal'", "did you mean 'political'?"),
    ("all(d in designs without {lime}: held(d, full))", 27, "unknown design 'lime'", "did you mean 'line'?"),
    ("held(line)", 1, "'held' wants 2 arguments (design, attack); 1 given", "write held(DESIGN, ATTACK)"),
    ("price_of_aggression(line, full, 1) > 0", 1, "wants 1 or 2 arguments (design, attack); 3 given", ""),
    (
        "delta(held, line, full) > 0",
        1,
        "wants 3 arguments (design, design, attack)",
        "delta(held, DESIGN, OTHER, ATTACK)",
    ),
    ("held(full, line)", 6, "'full' is an attack; a design is wanted here", "allowed: line"),
    ("held(line, 1)", 12, "'held' wants an attack here, not a number", ""),
    ("crisis_war(line, full, 2) > 0", 24, "'crisis_war' wants a credibility here", "from 0 to 1"),
    ("crisis_war(line, full, line) > 0", 24, "'crisis_war' wants a credibility here", "from 0 to 1"),
    ("held(line, full) > 0.5", 20, "compares a number with what is true or false", "probability(...)"),
    ("held(line, full) >= depth_km(line, full)", 21, "compares a number with what is true or false", ""),
    ("depth_km(line, full)", 1, "is a number where something true or false is wanted", "compare it"),
    ("not 1", 5, "is a number where something true or false is wanted", "compare it"),
    ("held(line, full) + 1 > 1", 1, "is true or false where a number is wanted", "count(...)"),
    ("mean(held(line, full)) > 1", 6, "is true or false where a number is wanted", "write probability(...)"),
    ("probability(depth_km(line, full)) > 1", 13, "is a number where something true or false is wanted", "mean(...)"),
    ("max(d in designs: held(d, full)) > 1", 19, "is true or false where a number is wanted", "any(...)"),
    ("any(d in designs: depth_km(d, full))", 19, "is a number where something true or false is wanted", "max(...)"),
    ("held", 1, "the name 'held' stands alone", "write held(DESIGN, ATTACK)"),
    ("ground_law == 1", 1, "the name 'ground_law' stands alone", "write drawn(ground_law)"),
    ("1 < depth-1", 5, "the name 'depth-1' stands alone", "subtraction needs spaces"),
    ("held(d, full)", 6, "nothing binds the variable 'd'", "all(d in designs: ...)"),
    ("any(d in designs: any(d in attacks: held(line, d)))", 23, "the variable 'd' is bound twice", "another name"),
    ("any(full in designs: held(full, probe))", 5, "the variable 'full' is the name of an attack", "such as d"),
    ("any(d in attacks: held(d, full))", 24, "'d' stands for an attack; 'held' wants a design here", ""),
    ("all(d in {line, full}: held(d, full))", 17, "'full' is an attack; a design is wanted here", ""),
    ("all(d in {line} without {line}: held(d, full))", 10, "the set has no design in it", ""),
    ("all(d in designs[rear, not rear]: held(d, full))", 10, "the set has no design in it", ""),
    ("mean(mean(1)) > 0", 6, "an average cannot stand within an average", ""),
    ("given mean(1) > 0: held(line, full)", 7, "an average cannot stand in a condition", ""),
    ("mean(cost_meur_year(line)) > cost_meur_year(paper)", 30, "has a value of its own in each world", "mean(...)"),
    ("held(line, full) or mean(1) > 0", 1, "has a value of its own in each world", "probability(...)"),
]


def said_of(text, place=None):
    try:
        return problems(parse(text, place), known(), place)
    except InputError as error:
        return list(error.problems)


@pytest.mark.parametrize(("text", "character", "what", "hint"), SYNTAX + MEANING)
def test_an_error_points_at_the_character_and_says_what_would_be_right(text, character, what, hint):
    first = said_of(text)[0]
    assert first.place is None
    assert first.what.startswith(f"character {character}: ")
    assert what in first.what
    assert hint in str(first.hint)


def test_the_text_is_shown_with_carets_beneath():
    (problem,) = said_of("given held(line, full):\n  held(line, fall)")
    assert str(problem.hint).split("\n")[1:] == ["        held(line, fall)", "                   ^^^^"]


def test_a_long_text_is_shown_around_the_spot():
    (problem,) = said_of(" or ".join(["held(line, full)"] * 20 + ["held(lime, full)"] + ["held(line, full)"] * 20))
    _, shown, carets = str(problem.hint).split("\n")
    assert len(shown) < 120
    assert shown[carets.index("^") :].startswith("lime")


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_the_text():
    found = said_of("held(lime, full) and hold(line, full) and held(line, fall)")
    assert [problem.what.split(": ")[1] for problem in found] == [
        "unknown design 'lime'",
        "unknown metric 'hold'",
        "unknown attack 'fall'",
    ]


STYLES = {
    "plain": "claims:\n- text: held(line, full) and @\n",
    "plain over lines": "claims:\n- text: held(line,\n    full)\n\n    and @ or\n    held(line, full)\n",
    "in single quotes": "a: 'given held(line, full): @'\n",
    "in double quotes": 'a:   "given held(line, full):\n   @ and"\n',
    "kept lines": "a: |\n  given held(line, full):\n      not\n  1 < @\nb: 1\n",
    "folded lines, with a comment": "a:\n- b: >- # why: @ home\n    held(line, full)\n\n    and @\n",
    "on the line after its key": "a:\n  b:\n    held(line, full) and @\n",
    "after a key in quotes": "'a b': \"held(line, full) and @\"\n",
    "behind an anchor": "a: &x held(line, full) and @\n",
    "in a flow": "{a: 1 < 2 @}\n",
    "with a mark of byte order": "\ufeffa: held(line, full) and @\n",
    "with lines of another system": "a: >\r\n  held(line, full)\r\n  and @\r\n",
}


@pytest.mark.parametrize("style", STYLES)
def test_in_a_file_the_place_is_that_of_the_character(style, tmp_path):
    file = tmp_path / "claims.yaml"
    file.write_bytes(STYLES[style].encode())
    document = read_document(file)
    path = max(document.places, key=len)
    text = document.data
    for step in path:
        text = text[step]
    (problem,) = said_of(text, document.place(path))
    line = STYLES[style].removeprefix("\ufeff").splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1] == "@"
    assert problem.place.column - 1 == line.rindex("@")
    assert "'@' is not read here" in problem.what


@pytest.mark.parametrize("source", ["", "a: something else entirely\n", "a: '@\\u0041'\n"])
def test_where_the_file_does_not_say_the_text_the_place_is_counted_from_its_start(source, tmp_path):
    file = tmp_path / "claims.yaml"
    file.write_text(source, "utf-8")
    (problem,) = said_of("held(line, fall)", Place(file, 3, 4))
    assert (problem.place.line, problem.place.column) == (3, 4 + 11)


def test_the_end_of_a_text_is_behind_its_last_character(tmp_path):
    file = tmp_path / "claims.yaml"
    file.write_text("a: held(line, full) and\nb: 1\n", "utf-8")
    (problem,) = said_of("held(line, full) and", Place(file, 1, 4))
    assert (problem.place.line, problem.place.column) == (1, 24)


# --- limits -----------------------------------------------------------------------------------------------------------


def test_a_text_may_be_long_and_no_longer():
    fits = "1 < 2" + " " * (MOST_CHARACTERS - 5)
    assert said_of(fits) == []
    (problem,) = said_of(fits + " ")
    assert "the text has 2,001 characters; at most 2,000 are read" in problem.what


@pytest.mark.parametrize("deeper", ["not ", "-", "abs("])
def test_a_text_may_nest_and_no_deeper(deeper):
    def nested(depth):
        inner = "held(line, full)" if deeper == "not " else "1"
        text = deeper * (depth - 1) + inner + (")" * (depth - 1) if deeper == "abs(" else "")
        return text if deeper == "not " else text + " < 2"

    around = 0 if deeper == "not " else 1  # the comparison
    assert said_of(nested(MOST_DEPTH - around)) == []
    (problem,) = said_of(nested(MOST_DEPTH - around + 1))
    assert "nests deeper than 40" in problem.what


def test_brackets_alone_nest_nothing_and_break_nothing():
    assert said_of("(" * 900 + "1 < 2" + ")" * 900) == []
    assert said_of("+".join(["1"] * 900) + " < 2") == []


def test_sets_within_sets_may_not_explode():
    text = "held(line, full)"
    for depth in range(9):
        text = f"any(x{depth} in designs: {text} or held(x{depth}, full))"
    (problem,) = said_of(text)
    assert "at most 20,000 are made" in problem.what


# --- nothing is run ---------------------------------------------------------------------------------------------------


def test_no_code_of_the_language_runs_text_or_looks_names_up_as_attributes():
    files = sorted(FOLDER.glob("*.py"))
    assert len(files) > 10
    banned = {
        "eval",
        "exec",
        "compile",
        "getattr",
        "setattr",
        "delattr",
        "globals",
        "locals",
        "vars",
        "__import__",
        "open",
    }
    for file in files:
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        named = {node.id for node in nodes if isinstance(node, ast.Name)}
        reached = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        imported = {name.name for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for name in node.names}
        assert not banned & named, file
        assert not banned - {"compile"} & reached, file  # patterns are compiled
        assert not {"importlib", "subprocess", "os", "pickle", "builtins", "operator"} & imported, file
        assert not {attribute for attribute in reached if attribute.startswith("__")}, file
