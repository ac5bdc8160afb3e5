"""The answer about signposts in, its sentences out."""

from __future__ import annotations

from collections.abc import Iterator

from casus.study.adaptation.record import Adapted, Policy, Set

UNITS = {
    "1": "",
    "share": "",
    "probability": "",
    "kperson": " thousand",
    "weapon": "",
    "weapon/month": " a month",
    "brigade": "",
    "aircraft": "",
}
"""Units that a sentence leaves out, or says otherwise."""


def headline(of: Adapted) -> list[str]:
    """The plain ways, what knowing everything would do, and the policies that are worth their trigger."""
    return [*_plain(of), _perfect(of), *_found(of)]


def sentence(of: Adapted, policy: Policy) -> str:
    """One policy: when to strengthen, how often that is, and what it is worth."""
    chosen = of.chosen
    cost = policy.cost_meur_year - chosen.base.cost_meur_year
    whole = chosen.always.cost_meur_year - chosen.base.cost_meur_year
    dear = f"{cost / whole:.0%} of its extra cost" if whole > 0.0 else f"{cost:,.0f} million euro a year more"
    share = policy.share_of_gain.value
    part = "" if share != share else f": {share:.0%} of the gain of '{chosen.to}' always in place, for {dear}"
    return (
        f"Strengthen '{of.design}' into '{chosen.to}' where {condition(policy)}. That is "
        f"{policy.strengthened_share.value:.0%} of the worlds; {of.metric} is {number(of, policy.value.value)} against "
        f"{number(of, chosen.base.value.value)}{part}. As many worlds "
        f"at random would gain {number(of, policy.random_gain)}, this gains {number(of, policy.gain.value)} (p = {policy.p:.3f})."
    )


def condition(policy: Policy) -> str:
    """When it strengthens, in words."""
    return f" {policy.join} ".join(f"{one.signpost.short} {level(one)}" for one in policy.sets)


def level(of: Set) -> str:
    """The side of its trigger on which a signpost must lie."""
    if of.trigger.never:
        return "says nothing (never)"
    at = f"{of.trigger.at:,.3g}" if abs(of.trigger.at) < 1000.0 else f"{of.trigger.at:,.0f}"
    unit = UNITS.get(of.signpost.unit, f" {of.signpost.unit}s")
    return f"is at most {at}{unit}" if of.trigger.below else f"is above {at}{unit}"


def number(of: Adapted, value: float) -> str:
    """A value of the metric, as tables and sentences show it."""
    if of.flag or of.unit in {"1", "share", "probability"}:
        return f"{value:.3f}"
    return f"{value:,.0f}" if abs(value) >= 100.0 else f"{value:.3g}"


def _plain(of: Adapted) -> Iterator[str]:
    base, always, begun = of.chosen.base, of.chosen.always, of.chosen.begun
    yield (
        f"As it is, {of.metric_what}: {number(of, base.value.value)} (mean over worlds), for {base.cost_meur_year:,.0f} "
        f"million euro a year. With '{of.chosen.to}' in place in every world: {number(of, always.value.value)}, for "
        f"{always.cost_meur_year:,.0f}; "
        f"begun at the ceasefire, and in time in {of.chosen.in_time_share:.0%}: {number(of, begun.value.value)}."
    )


def _perfect(of: Adapted) -> str:
    perfect = of.chosen.perfect_begun
    return (
        f"Whoever knew everything would strengthen {perfect.strengthened_share:.1%} of the worlds and reach "
        f"{number(of, perfect.value.value)} for {perfect.cost_meur_year:,.0f} million euro a year: the bound on what any "
        "signpost can do."
    )


def _found(of: Adapted) -> Iterator[str]:
    worth = of.chosen.worth_it
    if not of.chosen.always.gain.value > 0.0:
        yield f"'{of.chosen.to}' is no strengthening here: in place in every world it gains nothing in the mean."
    for policy in worth:
        yield sentence(of, policy)
    if not worth:
        yield _nothing(of)


def _nothing(of: Adapted) -> str:
    best = min(of.chosen.policies, key=lambda one: one.p, default=None)
    if best is None:
        return "No signpost differs from world to world here: there is nothing to watch."
    said = "No signpost is worth its trigger: none beats strengthening as many worlds at random by more than chance"
    if best.fresh is None:
        return f"{said} (the best, {best.id}: p = {best.p:.3f}; not played in fresh worlds)."
    return (
        f"{said}. The best, {best.id}, gains {number(of, best.excess.value)} beyond chance (p = {best.p:.3f}), and "
        f"{number(of, best.fresh.value)} ({number(of, best.fresh.low)} to {number(of, best.fresh.high)}) in fresh worlds."
    )
