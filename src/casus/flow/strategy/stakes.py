"""Courses of a design's campaigns in; what each end of the crisis is worth to the challenger and to the guarantors out.

The game lens asks what the two do when each knows the other's choices but not the other's mind. It has four ends:

  peace    nobody attacks
  yielded  the attack comes and the guarantors stand aside: the campaigns of the protected state alone
  backed   the guarantors stand and the aggressor backs down
  war      they stand and it fights on: the campaigns in which every guarantor keeps its word

Peace is worth nothing to either; everything else is counted from there, in million euro.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from casus.flow.handoffs import Columns, Floats
from casus.flow.strategy.course import Course
from casus.flow.strategy.price import Terms, belief_weight, cost_meur, gained_share, paid_meur
from casus.pacts.schema.pact import Pact

TYPES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Quantiles of the value of aims that stand for five equally likely challengers; five are chosen, as few as show a spread."""
LEAST_PROMISE = 1.5
"""Obligation from which there is something to break: more than talks, on the casebook's scale."""


@dataclass(frozen=True)
class Stakes:
    """The ends of the crisis, over worlds."""

    yielded: Floats
    """(types, worlds) of the challenger, by what its aims are worth to it."""
    war: Floats
    """(types, worlds) likewise."""
    backed: Floats
    """(worlds,) of the challenger."""
    guarantor_yielded: Floats
    """(worlds,) of guarantors that are not resolved."""
    guarantor_war: Floats
    """(worlds,) likewise."""
    resolved: Floats
    """(worlds,) the aggressor's belief that the guarantors are resolved, and so stand whatever comes."""


def stakes_of(
    pact: Pact, without: Course, with_them: Course, kept: Course, multiples: Floats, of: Columns, terms: Terms
) -> Stakes:
    """The ends of one attack on one design.

    Courses are averages over the same worlds: without guarantors, as the model has it, and with every word kept. `multiples`
    (types,) is what the aims are worth to each challenger, over what was paid.
    """
    yielded, war = cost_meur(without, of, terms), cost_meur(kept, of, terms)
    types = multiples[:, None] * np.atleast_1d(paid_meur(of))[None, :]
    worth = of["aims.guarantors_value"]
    return Stakes(
        yielded=types * gained_share(without, of) - yielded,
        war=types * gained_share(kept, of) - war,
        backed=np.atleast_1d(-of["backdown_share"] * terms.scale * of["price_failure"]),
        guarantor_yielded=np.atleast_1d(-worth * gained_share(without, of) - broken_word_meur(pact, of)),
        guarantor_war=np.atleast_1d(
            -worth * gained_share(kept, of)
            - kept.guarantor_soldiers * of["guarantor_price_soldier"]
            - terms.scale * of["guarantor_dread"]
        ),
        resolved=np.atleast_1d(with_them.acting * belief_weight(with_them.acting, of["belief_honour_logit"])),
    )


def joined(many: Sequence[Stakes]) -> Stakes:
    """The stakes of several attacks as if they were more worlds of one."""
    return Stakes(*(np.concatenate([getattr(one, field.name) for one in many], axis=-1) for field in fields(Stakes)))


def broken_word_meur(pact: Pact, of: Columns) -> Floats:
    """(worlds,) what standing aside costs the guarantors elsewhere: nothing where only talks are owed, less where it is not law."""
    if pact.obligation.level < LEAST_PROMISE:
        return np.zeros_like(of["guarantor_broken_word"])
    return np.asarray(of["guarantor_broken_word"] * (1.0 if pact.binding else of["reference_political_share"]))
