"""A study and a file of claims in, what the study says of each claim out; nothing is played again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.answers import provenance_of
from casus.flow.metrics.catalogue import METRICS, world_values
from casus.flow.scenario.read import scenario_register
from casus.flow.scenario.schema.scenario import Scenario
from casus.study.asked import chosen
from casus.study.claims.ahead import known_ahead
from casus.study.claims.averages import judged_on_average
from casus.study.claims.claim import Claim
from casus.study.claims.fails import failing_worlds, turning_halves
from casus.study.claims.language.check import missing
from casus.study.claims.language.evaluate import Evaluator
from casus.study.claims.language.hypothesis import parse
from casus.study.claims.language.known import Known, known_of
from casus.study.claims.language.reads import Read, drawn_names, reads
from casus.study.claims.language.values import Values
from casus.study.claims.laws import Laws, laws_of
from casus.study.claims.leans import leanings
from casus.study.claims.read import ON_AVERAGE, Stated, claims_file, read_claims, state
from casus.study.claims.reserve import reserved
from casus.study.claims.tested import ClaimsTested, Failing, Tested
from casus.study.claims.untested import Untested
from casus.study.claims.worlds import judged_by_world, judged_once
from casus.study.factors import Factors, factors_of

OF_LENSES = {"price", "lens", "crisis"}
"""What metrics are of that a study has only where it was played with lenses."""
NOT_SOUGHT: tuple[tuple[Failing, ...], str] = ((), "when it fails was not sought here; `casus claims` seeks it")
MOST_RESULTS = 6  # chosen: metrics whose drivers are sought for a claim about averages; each takes about 0.1 s


def judge_claims(
    outcomes: Outcomes,
    file: str | Path | None = None,
    only: Sequence[str] | None = None,
    conditions: bool = True,
) -> ClaimsTested:
    """What a study says of the claims in a file, or of those that come with its scenario; `only` names some of them.

    Without `conditions` it is not sought when a claim fails, which takes most of the time; verdicts are the same. Raises InputError
    for a file that cannot be read, with every problem found, and for a claim that is not there.
    """
    given = claims_file(str(outcomes.data.attrs["scenario"])) if file is None else Path(file)
    variants = [file.stem for file in (given.parent / "variants").glob("*.yaml")]
    designs = [file.stem for file in (given.parent / "designs").glob("*.yaml")]
    known = known_of(outcomes, [*designs, *variants])
    stated = read_claims(given, known, scenario_register(given.parent).sources)
    wanted = chosen("claim", only, [one.claim.id for one in stated])
    return _judged(outcomes, known, [one for one in stated if one.claim.id in wanted], str(given), conditions)


@dataclass(frozen=True)
class Asks:
    """What claims ask of a study that is yet to be played."""

    lenses: bool
    """Whether designs deter."""
    variants: tuple[str, ...]
    """Variants that they name."""


def try_hypotheses(outcomes: Outcomes, texts: Sequence[str]) -> ClaimsTested:
    """What a study says of expressions that somebody wants to try; each is asked to hold in most worlds, or on average."""
    known = known_of(outcomes)
    return _judged(outcomes, known, [as_claim(text, number, known) for number, text in enumerate(texts, 1)], None)


def check_ahead(
    scenario: Scenario, file: str | Path | None, only: Sequence[str] | None = None, texts: Sequence[str] = ()
) -> Asks:
    """What the study of a scenario must hold, beside its designs and attacks, for the claims to be tested.

    Raises InputError, before a study is played, for whatever would be refused when it is there.
    """
    known = known_ahead(scenario, scenario_register(Path(scenario.folder)))
    stated = [as_claim(text, number, known) for number, text in enumerate(texts, 1)]
    if file is not None:
        read = read_claims(Path(file), known, scenario_register(Path(file).parent).sources)
        wanted = chosen("claim", only, [one.claim.id for one in read])
        stated += [one for one in read if one.claim.id in wanted]
    asked = [read for one in stated if one.hypothesis for read in reads(one.hypothesis, known)]
    named = {design for _, design, *_ in asked}
    return Asks(
        lenses=any(METRICS[metric].of in OF_LENSES for metric, *_ in asked),
        variants=tuple(variant.id for variant in scenario.variants if variant.id in named),
    )


def as_claim(text: str, number: int, known: Known) -> Stated:
    """An expression as a claim of nobody's; raises InputError that points at the character."""
    strength = ON_AVERAGE if parse(text).about == "averages" else "in most worlds"
    claim = {"id": f"test-{number}", "who": "you", "says": text, "hypothesis": text, "strength": strength}
    return state(Claim.model_validate(claim), known)


def _judged(
    outcomes: Outcomes, known: Known, stated: Sequence[Stated], file: str | None, conditions: bool = True
) -> ClaimsTested:
    bench = _Bench(outcomes, known, conditions)
    tested = tuple(bench.judge(one) for one in stated)
    again = {name: value for name, value in provenance_of(outcomes.data.attrs) if name != "complete"}
    return ClaimsTested(tested, file, reserved(tested, outcomes), again, outcomes.complete)


@dataclass(frozen=True)
class _Bench:
    """A study laid out for many claims: what is read once is kept."""

    outcomes: Outcomes
    known: Known
    conditions: bool
    """Whether it is sought when claims fail."""

    @cached_property
    def values(self) -> Values:
        return Values(self.outcomes)

    @cached_property
    def factors(self) -> Factors:
        return factors_of(self.outcomes)

    @cached_property
    def laws(self) -> Laws:
        return laws_of(self.outcomes)

    def judge(self, stated: Stated) -> Tested:
        """The verdict on one claim, where it fails and what it rests on."""
        claim, hypothesis = stated.claim, stated.hypothesis
        if hypothesis is None:
            return Tested(claim, "not testable", str(claim.not_testable))
        lacking = missing(hypothesis, self.known)
        if lacking:
            why = Untested("lacks", tuple(lacking))
            return Tested(claim, "not testable", why.text, why)
        asked = reads(hypothesis, self.known)
        evaluator = Evaluator(hypothesis, self.outcomes, self.values, self.known)
        if hypothesis.about == "averages":
            return self._average(claim, evaluator, asked)
        holds = evaluator.truth().holds
        if asked and not drawn_names(hypothesis) and all(METRICS[metric].of == "crisis" for metric, *_ in asked):
            return judged_once(claim, holds)
        return self._world(judged_by_world(claim, holds, self.laws), holds, asked)

    def _world(self, of: Tested, holds: Floats, asked: frozenset[Read]) -> Tested:
        if of.verdict == "not testable":
            return of
        boxes, none = failing_worlds(self.outcomes, holds, self.factors, asked) if self.conditions else NOT_SOUGHT
        found = leanings(self.factors, [holds])
        return replace(of, fails_when=boxes, no_conditions=none, rests_on=found.strongest, grades=found.by_grade)

    def _average(self, claim: Claim, evaluator: Evaluator, asked: frozenset[Read]) -> Tested:
        truths, applies = evaluator.of_averages, evaluator.truth().applies
        of = judged_on_average(claim, truths, applies, self.laws)
        if of.verdict == "not testable":
            return of
        found = leanings(self.factors, self._results(asked))
        halves, none = turning_halves(truths, applies, of.margin, found) if self.conditions else NOT_SOUGHT
        return replace(of, fails_when=halves, no_conditions=none, rests_on=found.strongest, grades=found.by_grade)

    def _results(self, asked: frozenset[Read]) -> list[Floats]:
        """(worlds,) what a claim about averages averages, in a settled order."""
        read = sorted((one for one in asked if METRICS[one[0]].of != "crisis"), key=str)[:MOST_RESULTS]
        return [world_values(self.outcomes, metric, str(design), attack, lens) for metric, design, attack, lens in read]
