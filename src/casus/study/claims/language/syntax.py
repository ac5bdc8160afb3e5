"""The parser's complaint in, a problem in plain words out: what stands there, what could stand there, what was perhaps meant."""

from __future__ import annotations

from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from casus.foundation.errors import Place, Problem
from casus.foundation.names import nearest_name
from casus.study.claims.language.nodes import Span
from casus.study.claims.language.spot import problem_at

END = "$END"
START = "a metric such as held(DESIGN, ATTACK), a number, 'not' or '('"
ORDER = {
    "EXPRESSION": START,
    "CONTINUED": "a comparison, '+', '-', '*', '/', 'and', 'or'",
    "NAME": "a name",
    "NUMBER": "a number",
    "IN": "'in'",
    "DESIGNS": "'designs'",
    "ATTACKS": "'attacks'",
    "LENSES": "'lenses'",
    "LBRACE": "'{'",
    "NOT": "'not'",
    "LPAR": "'('",
    "LSQB": "'['",
    "COMMA": "','",
    "COLON": "':'",
    "GIVEN": "'given'",
    "WITHOUT": "'without'",
    "RSQB": "']'",
    "RBRACE": "'}'",
    "RPAR": "')'",
    END: "the end",
}
"""What may stand somewhere, in plain words and in the order in which they are said."""
BEGINS = {"NUMBER", "LPAR", "NOT", "ALL", "ANY", "COUNT", "SHARE", "MAX", "MIN", "ABS", "DRAWN", "DELTA", "MINUS"} | {
    "PROBABILITY",
    "MEAN",
    "MEDIAN",
}
GOES_ON = {"AND", "OR", "SIGN", "PLUS", "MINUS", "TIMES", "OVER"}
INSTEAD = {
    "&": "write 'and'",
    "|": "write 'or'",
    "!": "write 'not', or '!=' between two values",
    "=": "write '==' for is equal to",
    "≤": "write '<='",
    "≥": "write '>='",
    "≠": "write '!='",
    "×": "write '*'",
    "÷": "write '/'",
    "−": "write '-'",
    "–": "write '-'",
    "'": "names are written without quotes",
    '"': "names are written without quotes",
    "%": "a share is written as in 10%, without a space",
    ".": "a number starts with a digit: 0.5",
    "_": "a name starts with a letter",
    ";": "a claim is one statement; join two with 'and'",
    "^": "there are no powers",
    "#": "there are no comments",
    "\\": "there are no escapes",
    "\u00a0": "this is a no-break space; write a plain one",
}


def unexpected_character(text: str, error: UnexpectedCharacters, place: Place | None) -> Problem:
    """A character that the language does not have."""
    offset = error.pos_in_stream or 0
    letter = text[offset]
    shown = f"'{letter}'" if letter.isprintable() else f"the character U+{ord(letter):04X}"
    hint = INSTEAD.get(letter)
    if letter.isupper():
        hint = "names and words are written in small letters"
    return problem_at(text, Span(offset, offset + 1), f"{shown} is not read here", hint, place)


def unexpected_token(text: str, error: UnexpectedToken, place: Place | None) -> Problem:
    """A word, number or sign that cannot stand where it does; or the end, too early."""
    token, allowed = error.token, set(error.accepts or error.expected)
    expected = f"expected {_listed(_plain(allowed))}"
    if token.type == END:
        end = len(text.rstrip())
        return problem_at(text, Span(end, end + 1), "the text ends too early", expected, place)
    at = Span(token.start_pos or 0, token.end_pos or 0)
    hint = _meant(str(token), token.type, allowed) + expected
    return problem_at(text, at, f"'{token}' cannot stand here", hint, place)


def _meant(written: str, kind: str, allowed: set[str]) -> str:
    """The words that were perhaps meant: the nearest of those allowed, or why a word of the language is no name."""
    if kind == "NAME":
        near = nearest_name(
            written, [word.lower() for word in allowed if word.isalpha() and word not in {"NAME", "SIGN"}]
        )
        return f"did you mean '{near}'? " if near else ""
    if "NAME" in allowed and written.isalpha():
        return f"'{written}' is a word of the language and names nothing; "
    return "write % right behind the number; " if written == "%" else ""


def _plain(allowed: set[str]) -> list[str]:
    """What is allowed, in plain words."""
    rest = set(allowed)
    if "NUMBER" in rest and "ABS" in rest:
        rest = rest - BEGINS - {"NAME"} | {"EXPRESSION"}
    if "AND" in rest or "SIGN" in rest or "PLUS" in rest:
        rest = rest - GOES_ON | {"CONTINUED"}
    return [words for kind, words in ORDER.items() if kind in rest]


def _listed(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
