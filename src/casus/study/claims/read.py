"""A file of claims in, each with its parsed hypothesis out; every problem in the file is reported at once, with its position."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casus.evidence.entry import Source
from casus.flow.scenario.read import CLAIMS, scenario_folder
from casus.foundation.documents import Document, read_document
from casus.foundation.errors import InputError, Place, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.validation import validate_document
from casus.study.claims.claim import Claim, ClaimsFile
from casus.study.claims.language.check import problems
from casus.study.claims.language.hypothesis import Hypothesis, parse
from casus.study.claims.language.known import Known
from casus.study.claims.verdict import THRESHOLDS

ON_AVERAGE = "on average"
_KEY = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)+$")


@dataclass(frozen=True)
class Stated:
    """A claim with its hypothesis as a tree, or none where its author says that it cannot be tested."""

    claim: Claim
    hypothesis: Hypothesis | None


def claims_file(scenario: str) -> Path:
    """The claims that come with a scenario; raises InputError for one that has none."""
    file = scenario_folder(scenario) / CLAIMS
    if not file.is_file():
        raise InputError([Problem(f"the scenario '{scenario}' has no claims", Place(file), "give a file of your own")])
    return file


def read_claims(file: Path, known: Known, sources: Mapping[str, Source]) -> tuple[Stated, ...]:
    """Every claim of a file, checked against the names of a study; raises InputError with every problem found."""
    document = read_document(file)
    claims = validate_document(document, ClaimsFile).claims
    found = list(_twice(claims, document))
    stated = []
    for index, claim in enumerate(claims):
        found += _unknown_source(claim, document.place(("claims", index, "source")), sources)
        try:
            at_hypothesis, at_strength = (
                document.place(("claims", index, field)) for field in ("hypothesis", "strength")
            )
            stated.append(state(claim, known, at_hypothesis, at_strength))
        except InputError as error:
            found += error.problems
    if found:
        raise InputError(found)
    return tuple(stated)


def state(claim: Claim, known: Known, place: Place | None = None, at_strength: Place | None = None) -> Stated:
    """A claim with its hypothesis; raises InputError where that cannot be read, has unknown names, or needs another strength."""
    if claim.hypothesis is None:
        return Stated(claim, None)
    hypothesis = parse(claim.hypothesis, place)
    found = [*problems(hypothesis, known, place), *_wrong_strength(claim, hypothesis, at_strength)]
    if found:
        raise InputError(found)
    return Stated(claim, hypothesis)


def _twice(claims: Sequence[Claim], document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, claim in enumerate(claims):
        if claim.id in seen:
            yield Problem(f"the claim '{claim.id}' is there twice", document.place(("claims", index, "id")))
        seen.add(claim.id)


def _unknown_source(claim: Claim, place: Place, sources: Mapping[str, Source]) -> Iterable[Problem]:
    """What looks like a key of the bibliography must be one; anything else is a reference in words."""
    if claim.source is not None and _KEY.match(claim.source) and claim.source not in sources:
        yield Problem(f"unknown source '{claim.source}'", place, unknown_name_hint(claim.source, sources))


def _wrong_strength(claim: Claim, hypothesis: Hypothesis, place: Place | None) -> Iterable[Problem]:
    """A share of worlds is asked of what is true or false in a world alone."""
    if hypothesis.about == "averages" and claim.strength != ON_AVERAGE:
        what = f"strength: the hypothesis is about averages, which hold or do not; '{claim.strength}' asks for a share of worlds"
        yield Problem(what, place, f"write '{ON_AVERAGE}'")
    if hypothesis.about == "worlds" and claim.strength == ON_AVERAGE:
        what = "strength: the hypothesis is true or false in each world; 'on average' asks for a mean or a probability"
        yield Problem(what, place, f"allowed: {', '.join(THRESHOLDS)}")
