"""A parsed claim and a study's names in, every problem out; and, apart from them, what the claim asks of that this study lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from casus.flow.metrics.catalogue import LENSES, METRICS
from casus.foundation.errors import Place, Problem
from casus.foundation.names import unknown_name_hint
from casus.study.claims.language.forms import Slot, least, slots, written
from casus.study.claims.language.hypothesis import Hypothesis
from casus.study.claims.language.known import Known, known_of, misspelt
from casus.study.claims.language.lack import Lack
from casus.study.claims.language.members import KINDS, Kind, expand, kind_of
from casus.study.claims.language.mixture import averages_in, mixtures
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
    Span,
    Sum,
    Word,
)
from casus.study.claims.language.spot import problem_at
from casus.study.claims.language.weight import MOST_EVALUATIONS, weight

__all__ = ["Known", "known_of", "missing", "problems"]

Sort = Literal["truth", "number", "choice", "unclear"]
Bound = Mapping[str, Kind]
VARIABLE_LENGTH = 2  # chosen: a name so short was meant as a variable


def problems(hypothesis: Hypothesis, known: Known, place: Place | None = None) -> list[Problem]:
    """What is wrong with a claim whatever the study, in the order of the text: spelling, arguments, kinds, averages, size."""
    return _checked(hypothesis, known, place).in_order()


def missing(hypothesis: Hypothesis, known: Known) -> list[Lack]:
    """What a sound claim asks for that this study does not have; it cannot be tested here."""
    return list(dict.fromkeys(_checked(hypothesis, known, None).lacking))


def _checked(hypothesis: Hypothesis, known: Known, place: Place | None) -> _Check:
    check = _Check(hypothesis.text, known, place)
    if hypothesis.condition is not None:
        check.want("truth", hypothesis.condition, {})
        for average in averages_in(hypothesis.condition):
            check.report(
                average.at, "an average cannot stand in a condition", "what is given holds or not in each world"
            )
    check.want("truth", hypothesis.statement, {})
    if hypothesis.about == "averages":
        for node, what, hint in mixtures(hypothesis.statement):
            check.report(node.at, what, hint)
    heavy = weight(hypothesis, known)
    if heavy > MOST_EVALUATIONS:
        what = f"takes {heavy:,} evaluations; at most {MOST_EVALUATIONS:,} are made"
        check.report(hypothesis.statement.at, what, "go over smaller sets, or fewer sets within sets")
    return check


@dataclass
class _Check:
    """Walks the tree once, and notes what is wrong and what is lacking."""

    text: str
    known: Known
    place: Place | None
    found: list[tuple[int, Problem]] = field(default_factory=list)
    lacking: list[Lack] = field(default_factory=list)

    def in_order(self) -> list[Problem]:
        """The problems in the order of the text, each once."""
        return list(dict.fromkeys(problem for _, problem in sorted(self.found, key=lambda pair: pair[0])))

    def report(self, at: Span, what: str, hint: str | None = None) -> None:
        """Note a problem."""
        self.found.append((at.start, problem_at(self.text, at, what, hint, self.place)))

    # --- kinds of value ------------------------------------------------------------------------------------------------

    def want(self, wanted: Literal["truth", "number"], node: Node, bound: Bound, instead: str | None = None) -> None:
        """Check an expression, and report one of another sort; `instead` says what was perhaps meant."""
        sort = self.sort(node, bound)
        if sort == "choice":
            self.report(
                node.at, "is a word in each world, not a number", "compare it with one of its words by == or !="
            )
        elif wanted == "truth" and sort == "number":
            self.report(node.at, "is a number where something true or false is wanted", instead or "compare it: x > 0")
        elif wanted == "number" and sort == "truth":
            usual = "count(...), share(...) and probability(...) make numbers of it"
            self.report(node.at, "is true or false where a number is wanted", instead or usual)

    def sort(self, node: Node, bound: Bound) -> Sort:
        """What sort of value an expression has; whatever is wrong within it is reported."""
        match node:
            case Number():
                return "number"
            case Word():
                return self._word(node)
            case Measured() | Delta():
                return self._metric(node, bound)
            case Drawn():
                return self._drawn(node)
            case Not():
                return self._all("truth", (node.of,), bound)
            case And() | Or():
                return self._all("truth", node.parts, bound)
            case Compared():
                return self._compared(node, bound)
            case Sum() | Product():
                return self._all("number", node.parts, bound)
            case Opposite() | Absolute():
                return self._all("number", (node.of,), bound)
            case Over():
                return self._over(node, bound)
            case Average():
                return self._average(node, bound)

    def _all(self, sort: Literal["truth", "number"], parts: Iterable[Node], bound: Bound) -> Sort:
        for part in parts:
            self.want(sort, part, bound)
        return sort

    def _word(self, node: Word) -> Sort:
        """A name that stands alone where no word is wanted."""
        metric = METRICS.get(node.text)
        what = f"the name '{node.text}' stands alone"
        if metric is not None:
            self.report(node.at, what, f"write {written(metric)}")
        elif node.text in self.known.quantities:
            self.report(node.at, what, f"write drawn({node.text})")
        elif "-" in node.text:
            self.report(node.at, what, "a '-' within a name is part of it; subtraction needs spaces around it")
        else:
            self.report(node.at, what, "write METRIC(DESIGN, ...), drawn(QUANTITY), or a number")
        return "unclear"

    def _over(self, node: Over, bound: Bound) -> Sort:
        kind = self._members(node.members)
        self._variable(node.variable, bound)
        within = {**bound, node.variable.text: kind}
        if node.fold in {"max", "min"}:
            self.want("number", node.of, within, "all(...) and any(...) go over what is true or false")
            return "number"
        self.want("truth", node.of, within, "compare it, or take max(...) or min(...)")
        return "truth" if node.fold in {"all", "any"} else "number"

    def _average(self, node: Average, bound: Bound) -> Sort:
        if node.mean == "probability":
            self.want("truth", node.of, bound, "compare it, or take mean(...) or median(...)")
        else:
            self.want("number", node.of, bound, "write probability(...)")
        if node.given is not None:
            self.want("truth", node.given, bound)
        return "number"

    # --- comparisons ---------------------------------------------------------------------------------------------------

    def _compared(self, node: Compared, bound: Bound) -> Sort:
        words = [part for part in node.parts if isinstance(part, Word)]
        choice = next((part for part in node.parts if isinstance(part, Drawn) and self._is_choice(part)), None)
        unclear = any(
            isinstance(part, Drawn) and part.quantity.text not in self.known.quantities for part in node.parts
        )
        if choice is not None or (unclear and words):
            self._compare_words(node, choice, words, bound)
            return "truth"
        sorts = [(part, self.sort(part, bound)) for part in node.parts]
        if any(sort == "truth" for _, sort in sorts):
            for part, sort in sorts:
                if sort == "number" and not (isinstance(part, Number) and part.value in (0.0, 1.0)):
                    hint = "its frequency is probability(...); whether it is true is told by 0 and 1, or by itself"
                    self.report(part.at, "compares a number with what is true or false", hint)
        return "truth"

    def _is_choice(self, node: Drawn) -> bool:
        return bool(self.known.quantities.get(node.quantity.text))

    def _compare_words(self, node: Compared, choice: Drawn | None, words: list[Word], bound: Bound) -> None:
        """A choice beside one of its words, and nothing else."""
        for part in node.parts:
            if not isinstance(part, Word):
                self.sort(part, bound)
        if len(node.parts) != 2 or len(words) != 1 or node.signs[0] not in {"==", "!="}:
            hint = "write drawn(CHOICE) == WORD or drawn(CHOICE) != WORD"
            self.report(node.at, "a drawn choice is compared with one of its words, by == or != alone", hint)
        for word in words if choice is not None else ():
            allowed = self.known.quantities[choice.quantity.text] if choice is not None else ()
            if word.text not in allowed:
                self.report(word.at, f"unknown word '{word.text}'", unknown_name_hint(word.text, allowed))

    # --- names ---------------------------------------------------------------------------------------------------------

    def _drawn(self, node: Drawn) -> Sort:
        name = node.quantity
        if name.text in self.known.quantities:
            return "choice" if self.known.quantities[name.text] else "number"
        self._unknown(name, "quantity", self.known.quantities)
        return "unclear"

    def _metric(self, node: Measured | Delta, bound: Bound) -> Sort:
        """A metric with its arguments, or the difference of two."""
        metric, delta = METRICS.get(node.metric.text), isinstance(node, Delta)
        if metric is None:
            hint = unknown_name_hint(node.metric.text, METRICS)
            self.report(node.metric.at, f"unknown metric '{node.metric.text}'", hint)
            return "unclear"
        wanted, given = slots(metric, delta), node.arguments
        if not least(metric, delta) <= len(given) <= len(wanted):
            counts = " or ".join(str(count) for count in range(least(metric, delta), len(wanted) + 1))
            names = f"{counts} argument{'s' if counts != '1' else ''} ({', '.join(wanted)})"
            what = f"'{metric.name}' wants {names}; {len(given)} given"
            self.report(node.at, what, f"write {written(metric, delta)}")
        for slot, argument in zip(wanted, given, strict=False):
            self._argument(slot, argument, metric.name, bound)
        if metric.of in {"price", "crisis"}:
            self._lens({"price": "price", "crisis": "game"}[metric.of])
        return "truth" if metric.flag and not delta else "number"

    def _argument(self, slot: Slot, argument: Name | Number, metric: str, bound: Bound) -> None:
        if slot == "credibility":
            if not isinstance(argument, Number) or not 0.0 <= argument.value <= 1.0:
                self.report(argument.at, f"'{metric}' wants a credibility here", "a number from 0 to 1")
        elif isinstance(argument, Number):
            self.report(argument.at, f"'{metric}' wants {_a(slot)} here, not a number")
        elif argument.text in bound:
            if bound[argument.text] != slot:
                what = f"'{argument.text}' stands for {_a(bound[argument.text])}; '{metric}' wants {_a(slot)} here"
                self.report(argument.at, what)
        else:
            self._thing(argument, slot, bound)

    def _thing(self, name: Name, kind: Kind, bound: Bound) -> None:
        """A design, attack or lens by its name."""
        if name.text in self.known.of(kind):
            return
        other = next((one for one in KINDS if name.text in self.known.of(one)), None)
        if other is not None:
            what = f"'{name.text}' is {_a(other)}; {_a(kind)} is wanted here"
            self.report(name.at, what, unknown_name_hint(name.text, self.known.of(kind)))
        elif kind == "lens":
            self._lens(name.text, name)
        elif len(name.text) <= VARIABLE_LENGTH and name.text not in self.known.elsewhere:
            hint = f"bind it, as in all({name.text} in {kind}s: ...)"
            self.report(name.at, f"nothing binds the variable '{name.text}'", hint)
        else:
            self._unknown(name, kind, (*self.known.of(kind), *(one for one in bound if bound[one] == kind)))

    def _lens(self, lens: str, name: Name | None = None) -> None:
        if lens not in LENSES and name is not None:
            self.report(name.at, f"unknown lens '{lens}'", unknown_name_hint(lens, LENSES))
        elif lens not in self.known.lenses:
            self.lacking.append(Lack("lens", lens))

    def _unknown(self, name: Name, kind: str, allowed: Iterable[str]) -> None:
        """A spelling mistake, or something that this study lacks."""
        if misspelt(name.text, allowed, self.known.elsewhere):
            self.report(name.at, f"unknown {kind} '{name.text}'", unknown_name_hint(name.text, allowed))
        else:
            self.lacking.append(Lack(kind, name.text))

    # --- sets ----------------------------------------------------------------------------------------------------------

    def _variable(self, name: Name, bound: Bound) -> None:
        if name.text in bound:
            self.report(name.at, f"the variable '{name.text}' is bound twice", "give the inner one another name")
        for kind in KINDS:
            if name.text in self.known.of(kind):
                what = f"the variable '{name.text}' is the name of {_a(kind)}"
                self.report(name.at, what, "give it another name, such as d")

    def _members(self, members: Members) -> Kind:
        """The kind of a set's members, its names checked."""
        kind, before = kind_of(members, self.known), (len(self.found), len(self.lacking))
        for tag in members.tags:
            self._tag(tag.text, tag.at, tag.wanted)
        for name in members.listed:
            self._thing(name, kind, {})
        for name in members.without:
            if name.text not in self.known.of(kind):
                self._left_out(name, kind)
        if not expand(members, self.known) and before == (len(self.found), len(self.lacking)):
            self._empty(members, kind)
        return kind

    def _tag(self, tag: str, at: Span, wanted: bool) -> None:
        """A tag that no design has; one that designs must not have is no lack."""
        if tag in self.known.tags:
            return
        if misspelt(tag, self.known.tags):
            self.report(at, f"unknown tag '{tag}'", unknown_name_hint(tag, self.known.tags))
        elif wanted:
            self.lacking.append(Lack("design", tag, "with the tag"))

    def _left_out(self, name: Name, kind: Kind) -> None:
        """A name taken out of a set that does not have it: no lack, but perhaps misspelt or of another kind."""
        if any(name.text in self.known.of(one) for one in KINDS):
            self.report(name.at, f"'{name.text}' is not {_a(kind)}")
        elif misspelt(name.text, self.known.of(kind), self.known.elsewhere):
            self.report(name.at, f"unknown {kind} '{name.text}'", unknown_name_hint(name.text, self.known.of(kind)))

    def _empty(self, members: Members, kind: Kind) -> None:
        """A set without members: by what the claim says, or because this study has none."""
        wanted = {tag.text for tag in members.tags if tag.wanted}
        denied = {tag.text for tag in members.tags if not tag.wanted}
        if wanted & denied or (members.of is None and members.listed):
            self.report(members.at, f"the set has no {kind} in it", "nothing is left of it in any study")
        elif members.tags:
            tags = ", ".join(tag.text if tag.wanted else f"not {tag.text}" for tag in members.tags)
            self.lacking.append(Lack("design", tags, "with the tags" if len(members.tags) > 1 else "tagged"))
        else:
            self.lacking.append(Lack(kind, self.text[members.at.start : members.at.end], "for the set"))


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
