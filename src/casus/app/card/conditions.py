"""Where a claim fails, or why it cannot be tested, as values in; the sentence of a language out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fluent.runtime.types import FluentFloat

from casus.app.words.catalogue import Value, Words
from casus.study.claims.tested import Turned
from casus.study.claims.untested import Untested
from casus.study.discovery.box import Box
from casus.study.discovery.stated import Shown, Stated

FIGURES = 3
"""Chosen: significant figures of a margin."""
LEAST_SHOWN, MOST_SHOWN = 0.1, 99.9
"""Per cent, chosen: what is not quite none or all is never written as none or all."""


def percent(share: float) -> float:
    """A share in per cent with a decimal, which never calls nearly all 'all' or hardly any 'none'.

    >>> percent(0.9999), percent(1.0), percent(0.0001)
    (99.9, 100.0, 0.1)
    """
    rounded = round(100.0 * share, 1)
    return rounded if share in {0.0, 1.0} else min(max(rounded, LEAST_SHOWN), MOST_SHOWN)


def fails_where(of: Box | Turned, speak: Words) -> str:
    """In which worlds it fails, or turns over, and how that compares with all."""
    if isinstance(of, Turned):
        margins = {"here": _figures(of.margin), "overall": _figures(of.margin_overall)}
        return speak.say("fails-turned", {"where": _stated(of.where, speak), **margins})
    shares = {name: percent(getattr(of, name)) for name in ("mass", "density", "coverage")}
    where = _listed([_stated(condition.stated, speak) for condition in of.conditions], "and", speak)
    return speak.say("fails-in", {**shares, "where": where, "base": percent(of.base_share)})


def why_untested(of: Untested, speak: Words) -> str:
    """Why a study has no number for it."""
    if of.reason == "lacks":
        things = [
            speak.say("lack", {"kind": it.kind, "name": it.name, "how": catalogue_key(it.how)}) for it in of.lacks
        ]
        return speak.say("untested-lacks", {"things": _listed(things, "and", speak)})
    return speak.say(f"untested-{of.reason}", {"n": of.worlds, "of": of.of, "fewest": of.fewest})


def _stated(of: Stated, speak: Words) -> str:
    """One condition: how the quantity lies to its limits."""
    what: dict[str, Value] = {"what": of.subject, "drawn": "yes" if of.drawn else "no"}
    if of.words:
        words = _listed(of.words, "or" if of.relation == "among" else "nor", speak)
        return speak.say(f"where-{of.relation}", {**what, "words": words})
    unit = f"\u00a0{speak.say('unit', {'unit': catalogue_key(of.unit)})}" if of.unit else ""
    limits = [_number(limit, speak) for limit in (of.low, of.high) if limit is not None]
    if of.relation == "between":
        return speak.say("where-between", {**what, "low": limits[0], "high": f"{limits[1]}{unit}"})
    return speak.say(f"where-{of.relation}", {**what, "limit": f"{limits[0]}{unit}"})


def _number(of: Shown, speak: Words) -> str:
    if not math.isfinite(of.rounded):
        return speak.say("never")
    digits = max(of.decimals, 0)
    options = {"minimumFractionDigits": digits, "maximumFractionDigits": digits, "useGrouping": of.grouped}
    number = speak.say("number", {"number": FluentFloat(of.rounded, **options)})
    return speak.say("about", {"number": number}) if of.about else number


def _figures(value: float) -> Value:
    return FluentFloat(float(f"{value:.{FIGURES}g}"), maximumFractionDigits=15)


def _listed(parts: Sequence[str], link: str, speak: Words) -> str:
    """Parts with commas, and a word before the last."""
    if len(parts) == 1:
        return parts[0]
    return speak.say(link, {"first": ", ".join(parts[:-1]), "last": parts[-1]})


def catalogue_key(name: str) -> str:
    """A name as a catalogue can have it."""
    return name.replace(" ", "-").replace("1/", "per-").replace("/", "-per-")
