"""All rules in the order of their ids, and choosing among them."""

from __future__ import annotations

from collections.abc import Sequence

from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.pacts.rules import decision, duration, forces, law, limits, obligation, parties, settlement, trigger
from casus.pacts.rules.rule import Rule

FAMILIES = {
    "trigger": trigger.RULES,
    "obligation": obligation.RULES,
    "decision": decision.RULES,
    "forces": forces.RULES,
    "law": law.RULES,
    "parties": parties.RULES,
    "duration": duration.RULES,
    "limits": limits.RULES,
    "settlement": settlement.RULES,
}
"""Rules by family, each in a file of that name."""

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES.values() for rule in family)


def rule(id: str) -> Rule:
    """A rule by its id or its name; raises InputError with the nearest known."""
    wanted = id.lower()
    for known in RULES:
        if wanted in {known.id.lower(), known.name}:
            return known
    names = [name for known in RULES for name in (known.id, known.name)]
    raise InputError([Problem(f"unknown rule '{id}'", hint=unknown_name_hint(id, names))])


def family_of(rule: Rule) -> str:
    """The family of a rule."""
    return next(name for name, rules in FAMILIES.items() if rule in rules)


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Rules whose id begins with, or whose name or family is, one of `select` (all, if none) and none of `ignore`.

    Raises InputError for a word that fits no rule.
    """
    unknown = [word for word in (*select, *ignore) if not any(_fits(rule, word) for rule in RULES)]
    if unknown:
        known = [*FAMILIES, *(name for rule in RULES for name in (rule.id, rule.name))]
        raise InputError(Problem(f"no rule fits '{word}'", hint=unknown_name_hint(word, known)) for word in unknown)
    return tuple(
        rule
        for rule in RULES
        if (not select or any(_fits(rule, word) for word in select)) and not any(_fits(rule, word) for word in ignore)
    )


def _fits(rule: Rule, word: str) -> bool:
    return bool(word) and (rule.id.startswith(word.upper()) or word.lower() in {rule.name, family_of(rule)})
