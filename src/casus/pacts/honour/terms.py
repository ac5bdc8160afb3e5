"""A call in, what the model of kept promises knows of it out: one number a term, each 0 at its reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casus.foundation import references
from casus.pacts.schema.history import Call, Instrument
from casus.pacts.schema.pact import Pact

SLOPES = ("obligation", "unratified", "integration", "troops", "crowd", "great_power", "intensity")
"""Terms beside the base rate; the evidence on each is `honour-<term>-logit`."""
FAMILIES = ("post1945_multilateral", "all_defence", "pre1945_defence", "leeds")
"""Four readings of the record of kept promises, in the order of their codes."""
KEPT = {"honoured": 1.0, "partly": 0.5, "not": 0.0}
"""What an outcome counts for; half a promise kept counts half."""
INTEGRATION = {"none": 0.0, "lead": 0.5, "integrated": 1.0}


@dataclass(frozen=True)
class Case:
    """One call as the model sees it."""

    name: str
    """Instrument and date."""
    event: str
    """Calls of one event share a year and a month: what moved one capital moved the others."""
    terms: tuple[float, ...]
    """One number for each of SLOPES, the crowd without its reference."""
    kept: float


def cases(instruments: Iterable[Instrument]) -> Iterator[Case]:
    """Every call whose outcome is known, in the order of the casebook."""
    for instrument in instruments:
        for call in instrument.history:
            if call.outcome != "untested":
                yield Case(
                    f"{instrument.id} {call.date}", call.date[:7], terms(instrument.pact, call), KEPT[call.outcome]
                )


def terms(pact: Pact, call: Call) -> tuple[float, ...]:
    """One number for each of SLOPES; what is not known of a call stands at its reference."""
    level = pact.obligation.level if call.level is None else call.level
    headquarters = pact.peacetime.headquarters if pact.peacetime else "none"
    great_power = references.GREAT_POWER if call.great_power is None else float(call.great_power)
    intensity = references.INTENSITY if call.scale is None else references.SCALES[call.scale]
    return (
        level - references.OBLIGATION,
        0.0 if pact.binding else 1.0,
        INTEGRATION[headquarters],
        float(bool(call.troops)),
        1.0 - 1.0 / _called_on(pact, call),
        great_power - references.GREAT_POWER,
        intensity - references.INTENSITY,
    )


def crowd_of_record(family: str) -> float:
    """Mean crowd of the tests behind a reading of the record."""
    only = family == FAMILIES[0]
    return references.CROWD_OF_MULTILATERAL * (1.0 if only else references.MULTILATERAL_SHARE)


def _called_on(pact: Pact, call: Call) -> int:
    """How many guarantors were called on; a group counts as many as the pact says."""
    return pact.guarantor_count if call.guarantors == pact.parties.guarantors else len(call.guarantors)
