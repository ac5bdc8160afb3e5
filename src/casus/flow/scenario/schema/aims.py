"""What the aggressor is after, what it has shown that this is worth to it, and what the guarantors have (scenario.yaml, `aims`)."""

from __future__ import annotations

from casus.flow.scenario.schema.quantity import Quantity
from casus.foundation.records import Record


class Paid(Record):
    """What the aggressor has paid for these aims, or for like ones: the yardstick of what they are worth to it."""

    soldiers: Quantity
    """Soldiers killed, wounded, captured and missing."""
    brigades: Quantity
    """Equipment lost for good, in brigades."""
    aircraft: Quantity
    """Aircraft lost."""
    days: Quantity
    """Days of war at full scale."""
    sanctions_years: Quantity
    """Years under a full regime of sanctions."""


class Aims(Record):
    """What the lenses of price and game need; without it a scenario has neither."""

    output: Quantity
    """The aggressor's yearly output, of which sanctions take a share."""
    readiness: Quantity
    """Months from the start of the peace until it could mount the full attack; a smaller one in proportion to its scale."""
    paid: Paid
    """What it has paid."""
    multiple: Quantity
    """Value that it puts on its full aims, over what was paid."""
    guarantors_value: Quantity
    """What it is worth to the guarantors together that it does not reach them."""
