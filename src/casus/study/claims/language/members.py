"""The members that a fold goes over, and of what kind they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from casus.flow.metrics.catalogue import LENSES
from casus.study.claims.language.known import SHIPPED_ATTACKS, Known
from casus.study.claims.language.nodes import Members

Kind = Literal["design", "attack", "lens"]
KINDS: tuple[Kind, ...] = ("design", "attack", "lens")
_SINGULAR: dict[str, Kind] = {"designs": "design", "attacks": "attack", "lenses": "lens"}


def kind_of(members: Members, known: Known) -> Kind:
    """Of what kind the members are; of a list, the kind that knows most of its names, here or in another study."""
    if members.of is not None:
        return _SINGULAR[members.of]
    names = {name.text for name in members.listed}
    usual: dict[Kind, Iterable[str]] = {"design": (), "attack": SHIPPED_ATTACKS, "lens": LENSES}
    return max(KINDS, key=lambda kind: len(names & {*known.of(kind), *usual[kind]}))


def expand(members: Members, known: Known) -> tuple[str, ...]:
    """Names of the members in the order of the study, or in that of a list; each once, and only those that the study has."""
    kind, out = kind_of(members, known), {name.text for name in members.without}
    of = known.of(kind)
    if members.of is None:
        chosen = [name for name in dict.fromkeys(one.text for one in members.listed) if name in of]
    elif kind == "design":
        chosen = [design for design, tags in known.designs.items() if _tagged(members, tags)]
    else:
        chosen = list(of)
    return tuple(name for name in chosen if name not in out)


def _tagged(members: Members, tags: tuple[str, ...]) -> bool:
    return all((tag.text in tags) == tag.wanted for tag in members.tags)
