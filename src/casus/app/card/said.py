"""A claim that was tested and a language in, everything that its card says out: sentences filled from typed results alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casus.app.card.conditions import fails_where, percent, why_untested
from casus.app.words.catalogue import Words
from casus.evidence.entry import Source
from casus.foundation.json_numbers import json_number
from casus.study.claims.averages import RESAMPLES
from casus.study.claims.claim import Claim
from casus.study.claims.likelihood import word_for
from casus.study.claims.tested import Tested
from casus.study.claims.verdict import SURE, THRESHOLDS, Verdict

NO_GRADE = {"", "chance"}


@dataclass(frozen=True)
class Bar:
    """A share with its interval, where it has one."""

    name: str
    share: float
    low: float
    high: float
    text: str
    whole: bool = False
    """Whether it is that of all worlds."""


@dataclass(frozen=True)
class Section:
    """A heading with the sentences under it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """The words and numbers of a card, from top to bottom."""

    language: str
    heading: str
    scenario: str
    partial: str
    """Empty where the study is whole."""
    claim: str
    attribution: tuple[str, ...]
    kind: Verdict
    verdict: str
    measured: tuple[str, ...]
    """What was found and what the claim's words ask for."""
    caveat: str
    chart: str
    bars: tuple[Bar, ...]
    """None where no share was measured."""
    asked: float | None
    """Share of worlds that its words ask for."""
    asked_text: str
    key: str
    sections: tuple[Section, ...]
    foot: tuple[str, ...]

    @property
    def alt(self) -> tuple[str, ...]:
        """What a reader who does not see the picture needs of it: claim, verdict, numbers, caveat."""
        return (self.claim, self.verdict, *self.measured, self.caveat)

    def rows(self) -> list[dict[str, Any]]:
        """The numbers of the chart."""
        shares = ("share", "low", "high")
        return [{"name": bar.name} | {name: json_number(getattr(bar, name)) for name in shares} for bar in self.bars]


def said_of(
    of: Tested, provenance: Mapping[str, Any], complete: bool, speak: Words, sources: Mapping[str, Source]
) -> Said:
    """What the card of a claim says, in the language of the words."""
    about_averages = "-average" if of.about == "averages" else ""
    return Said(
        language=speak.language,
        heading=speak.say("heading"),
        scenario=str(provenance.get("title", provenance["scenario"])),
        partial="" if complete else speak.say("partial"),
        claim=of.claim.says,
        attribution=tuple(line for line in _attribution(of.claim, speak, sources) if line),
        kind=of.verdict,
        verdict=_verdict(of, speak),
        measured=tuple(_measured(of, speak)),
        caveat=speak.say("caveat"),
        chart=speak.say(f"chart{about_averages}"),
        bars=tuple(_bars(of, speak)),
        asked=of.threshold if of.about == "worlds" else None,
        asked_text=speak.say("asked-here"),
        key=speak.say(f"chart-key{about_averages}"),
        sections=tuple(section for section in _sections(of, speak) if section.lines),
        foot=tuple(_foot(of.claim, provenance, speak)),
    )


def alt_text(said: Said, speak: Words) -> str:
    """The picture in a few sentences."""
    measured = " ".join(said.measured)
    return speak.say("alt", {"claim": said.claim, "verdict": said.verdict, "measured": measured, "caveat": said.caveat})


def _attribution(claim: Claim, speak: Words, sources: Mapping[str, Source]) -> Iterator[str]:
    who = ", ".join(text for text in (claim.who, claim.where) if text)
    who = f"{who}, {claim.when}" if claim.when and not who.endswith(claim.when) else who
    yield f"{speak.say('said-by', {'who': who})} {speak.say('paraphrased')}"
    if claim.source:
        source = _cited(claim.source, sources).rstrip(".")
        yield speak.say("source", {"source": source, "seen": "yes" if claim.seen else "no"})
    yield speak.say("in-english")


def _cited(source: str, sources: Mapping[str, Source]) -> str:
    """A work of the bibliography by author, year and title; a reference in words as it is."""
    return sources[source].citation if source in sources else source


def _verdict(of: Tested, speak: Words) -> str:
    """The verdict in a word, with the strength on which it is one: what is refuted as `always` may well stand as `usually`."""
    word = speak.say(f"verdict-{of.verdict.replace(' ', '-')}")
    word = word[:1].upper() + word[1:]
    if of.about != "worlds" or of.verdict == "not testable":
        return word
    return speak.say("verdict-as", {"verdict": word, "strength": _strength(of.claim.strength, speak)})


def _measured(of: Tested, speak: Words) -> Iterator[str]:
    """What was found, with its calibrated word; then what was asked, and what speaks against it."""
    true = "yes" if of.true_here or (of.holds is not None and of.holds.value > 0.0) else "no"
    if of.verdict == "not testable":
        yield speak.say("no-number", {"why": _why(of, speak)})
    elif of.about == "one calculation":
        yield speak.say("once", {"true": true})
    elif of.holds is not None and of.ci is not None:
        low, high = of.ci
        ends = {"share": percent(of.holds.value), "low": percent(low), "high": percent(high)}
        word = speak.say(f"word-{word_for(low, high).replace(' ', '-')}")
        yield speak.say("in-worlds", {**ends, "n": of.holds.n, "word": word})
        asked = _strength(of.claim.strength, speak)
        yield speak.say("asks", {"strength": asked, "bar": 100.0 * (of.threshold or 0.0)})
        yield from _stands(of, speak)
        if of.holds.value in {0.0, 1.0}:
            yield speak.say("structure")
    elif of.resamples is not None:
        apart = "word-apart" if of.resamples >= SURE or of.resamples <= 1.0 - SURE else "word-not-apart"
        numbers = {"n": of.worlds, "share": percent(of.resamples), "resamples": RESAMPLES}
        yield speak.say("on-average", {**numbers, "true": true, "word": speak.say(apart)})
        yield speak.say("asks-average")
    if of.laws_against:
        yield speak.say("laws-against", {"laws": ", ".join(of.laws_against)})


def _why(of: Tested, speak: Words) -> str:
    """Why there is no number: of the study, in the card's language; of the claim's author, as he wrote it."""
    return of.why if of.untested is None else why_untested(of.untested, speak)


def _stands(of: Tested, speak: Words) -> Iterator[str]:
    """The strongest words that its share supports, where they are not the author's."""
    if of.stands_as is None:
        yield speak.say("stands-not", {"strength": _strength(tuple(THRESHOLDS)[-1], speak)})
    elif of.stands_as != of.claim.strength:
        yield speak.say("stands", {"strength": _strength(of.stands_as, speak)})


def _strength(strength: str | None, speak: Words) -> str:
    return speak.say(f"strength-{str(strength).replace(' ', '-')}")


def _bars(of: Tested, speak: Words) -> Iterator[Bar]:
    """All worlds, then the worlds of each law; none where no share was measured."""
    if of.verdict == "not testable" or of.holds_share is None or of.about == "one calculation":
        return
    low, high = of.ci or (of.holds_share, of.holds_share)
    yield Bar(speak.say("all-worlds"), of.holds_share, low, high, _percent_text(of.holds_share, speak), whole=True)
    for law, one in (of.by_law or {}).items():
        ends = (one.low, one.high) if of.about == "worlds" else (one.holds, one.holds)
        yield Bar(law, one.holds, *ends, _percent_text(one.holds, speak))


def _percent_text(share: float, speak: Words) -> str:
    return speak.say("percent", {"share": percent(share)})


def _sections(of: Tested, speak: Words) -> Iterator[Section]:
    if of.verdict != "not testable":
        yield Section(speak.say("fails"), (_fails(of, speak),))
        yield Section(speak.say("rests"), tuple(_rests(of, speak)))
    yield Section(speak.say("silent"), tuple(speak.say(f"silent-{what}") for what in ("coding", "model", "rest")))


def _fails(of: Tested, speak: Words) -> str:
    if of.fails_when:
        first = of.fails_when[0]
        return first.sentence if first.where is None else fails_where(first.where, speak)
    if of.about == "one calculation":
        return speak.say("fails-once")
    if of.about == "worlds" and of.holds is not None and of.holds.value in {0.0, 1.0}:
        return speak.say("fails-nowhere" if of.holds.value else "fails-everywhere")
    return speak.say("fails-unnamed")


def _rests(of: Tested, speak: Words) -> Iterator[str]:
    """How its truth divides by grade of evidence, and the quantity that explains most of it."""
    if not of.rests_on:
        yield speak.say("rests-nothing")
        return
    parts = sorted((of.grades or {}).items(), key=lambda part: -part[1])
    named = (speak.say("rests-grade", {"grade": grade, "share": 100.0 * share}) for grade, share in parts)
    yield speak.say("rests-grades", {"parts": ", ".join(named)})
    most = of.rests_on[0]
    if most.grade in NO_GRADE:
        yield speak.say("rests-most-chance", {"what": most.what})
    else:
        numbers = {"what": most.what, "evidence": most.evidence or most.status, "grade": most.grade}
        yield speak.say("rests-most", numbers)


def _foot(claim: Claim, of: Mapping[str, Any], speak: Words) -> Iterator[str]:
    known = {"version": of["version"], "scenario": of["scenario"], "digest": of["scenario_digest"]}
    yield speak.say(
        "foot", {**known, "evidence": of["evidence_digest"], "draws": int(of["draws"]), "seed": str(of["seed"])}
    )
    yield speak.say("foot-again", {"claim": claim.id})
