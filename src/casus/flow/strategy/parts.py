"""A price in, how much of it comes from denial, intervention, sanctions and time out; the parts add up to the price.

Each of the four is taken away and put back in every order, and its part is the mean of what that changes (Shapley 1953):
no order in which to take them away is the right one. Without all four the attack is free.

  denial        what the protected state does with all that it was given, and what its resistance costs: undefended, every
                attacked axis would fall to its end for nothing
  intervention  what the guarantors change in the campaign, as believed, and what war with them costs elsewhere
  sanctions     the expected loss from those that the attack brings
  time          the running cost of the days played and the whole cost of the war that goes on
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from casus.flow.handoffs import Columns, Floats
from casus.flow.strategy.course import Course
from casus.flow.strategy.price import Terms, break_even, cost_lines_meur, gained_share
from casus.foundation.shapley import Coalition, coalitions, shapley_values

PARTS = ("denial", "intervention", "sanctions", "time")
IN_CAMPAIGN = ("denial", "intervention")
"""Parts without which the campaign is another."""
LINES = {"intervention": "intervention", "sanctions": "sanctions", "time": "time"}
"""The line of the ledger that is struck out without a part."""


def parts_meur(free: Course, alone: Course, expected: Course, of: Columns, terms: Terms) -> dict[str, Floats]:
    """(worlds,) million euro of each part; not a number where the price is infinite.

    `free` is the attack undefended, `alone` without guarantors, `expected` with them as the aggressor believes them.
    """
    courses = {present: _course(present, free, alone, expected) for present in coalitions(IN_CAMPAIGN)}
    lines = {present: cost_lines_meur(course, of, terms) for present, course in courses.items()}
    gained = {present: gained_share(course, of) for present, course in courses.items()}
    priced = {
        present: _price(present, lines[campaign], gained[campaign])
        for present in coalitions(PARTS)
        for campaign in [present & {*IN_CAMPAIGN}]
    }
    return shapley_values(PARTS, priced)


def _course(present: Coalition, free: Course, alone: Course, expected: Course) -> Course:
    """The campaign with some of the parts only."""
    course = expected if "intervention" in present else alone
    return course if "denial" in present else free._replace(fighting=course.fighting)


def _price(present: Coalition, lines: Mapping[str, Floats], gained: Floats) -> Floats:
    """The price with some of the parts only."""
    kept = [line for part, line in LINES.items() if part in present] + ["losses", "failure"]
    return break_even(np.asarray(sum(lines[line] for line in kept)), gained)
