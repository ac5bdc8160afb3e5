"""Numbers of a clock in, how they are said out."""

from __future__ import annotations

import math

from casus.flow.metrics.catalogue import HOURS_PER_DAY
from casus.flow.metrics.measure import Z95, Difference

DAYS_IN_HOURS = 48.0  # chosen: below two days, hours are said


def share_text(share: float) -> str:
    """A share to three digits, or a dash.

    >>> share_text(0.6784), share_text(float("nan"))
    ('0.678', '–')
    """
    return "–" if math.isnan(share) else f"{share:.3f}"


def difference_text(difference: Difference) -> str:
    """A difference of p_held with its 95 % error.

    >>> difference_text(Difference(0.05, 0.01))
    '+0.050 ± 0.020'
    """
    return f"{difference.value:+.3f} ± {Z95 * difference.se:.3f}"


def delay_text(hours: float) -> str:
    """A delay, said as when it is decided.

    >>> delay_text(-720.0), delay_text(0.0), delay_text(24.0), delay_text(24.5)
    ('30 days before the attack', 'at the attack', '24 hours after', '24.5 hours after')
    """
    if hours == 0.0:
        return "at the attack"
    when = "before the attack" if hours < 0.0 else "after"
    return f"{_span(abs(hours))} {when}"


def hours_text(hours: float) -> str:
    """A time from the attack on, short.

    >>> hours_text(-744.0), hours_text(7.25), hours_text(-6.0)
    ('day -31', '+7.2 h', '-6 h')
    """
    return f"{hours:+.2g} h" if abs(hours) < DAYS_IN_HOURS else f"day {hours / HOURS_PER_DAY:+.3g}".replace("+", "")


def column_text(hours: float) -> str:
    """A delay as the head of a column.

    >>> column_text(-336.0), column_text(24.0), column_text(0.0), column_text(72.0)
    ('-14 d', '+24 h', '0', '+3 d')
    """
    if hours == 0.0:
        return "0"
    return f"{hours:+g} h" if abs(hours) < DAYS_IN_HOURS else f"{hours / HOURS_PER_DAY:+.3g} d"


def brigades_text(brigades: float) -> str:
    """A number of brigades.

    >>> brigades_text(1.0), brigades_text(6.25), brigades_text(0.0)
    ('1 brigade', '6.2 brigades', '0 brigades')
    """
    return f"{round(brigades, 1):g} brigade{'' if brigades == 1.0 else 's'}"


def _span(hours: float) -> str:
    return f"{hours:g} hours" if hours < DAYS_IN_HOURS else f"{hours / HOURS_PER_DAY:g} days"
