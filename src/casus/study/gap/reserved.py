"""What goes with an answer about the gap: how sure it is, what else would close it, and what it hides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from casus.flow.campaign.arrays import MATERIEL, Records
from casus.flow.handoffs import Floats
from casus.foundation.codes import LAWS
from casus.study.asked import Asked
from casus.study.gap.fates import Flags, Race
from casus.study.gap.others import Other, cheapest_way
from casus.study.gap.shares import Parts
from casus.study.reservations import Reservations

FEWEST = 10  # chosen: a share of fewer worlds is not worth a sentence


def reserved(
    asked: Asked,
    records: Records,
    of: Race,
    gaps: Flags,
    parts: Parts | None,
    held_away: float,
    others: Sequence[Other],
) -> Reservations:
    """The three, about the reading that counts the first contingent."""
    return Reservations(
        _confidence(of, records, gaps, parts),
        _alternative(others, of),
        (*_hidden(asked, records, of, gaps, parts, held_away),),
    )


def _confidence(of: Race, records: Records, gaps: Flags, parts: Parts | None) -> str:
    low, high = of.gap.interval
    text = f"The gap is {of.gap.value:.3f} (95 % {low:.3f} to {high:.3f}) in {of.gap.n:,} worlds: error of the sample alone. "
    by_law = {law: float(gaps[records["law"] == code].mean()) for code, law in _played_laws(records)}
    least, most = min(by_law, key=lambda law: by_law[law]), max(by_law, key=lambda law: by_law[law])
    text += f"By law of ground combat it is {by_law[least]:.2f} ({least}) to {by_law[most]:.2f} ({most})."
    if parts is None:
        return f"{text} The causes were not played to the end."
    worst = max(part.closes.se for part in parts.by_cause.values())
    return f"{text} The parts of the causes are differences in the same worlds, with standard errors of {worst:.3f} at most."


def _played_laws(records: Records) -> Iterator[tuple[int, str]]:
    for code, law in enumerate(LAWS):
        if (records["law"] == code).any():
            yield code, law


def _alternative(others: Sequence[Other], of: Race) -> str:
    if len(others) < 2:
        return "No other design was played."
    if not of.gap.value > 0.0:
        return "There is no gap to close in these worlds."
    own, rest = others[0], others[1:]
    said = f"Of the {len(rest)} other designs of the scenario, in {own.gap.n:,} of the worlds, "
    best = cheapest_way(others)
    if best is None:
        nearest = min(rest, key=lambda other: other.gap.value)
        return f"{said}none leaves half of the gap or less; '{nearest.id}' leaves {nearest.gap.value:.2f} of {own.gap.value:.2f}."
    return (
        f"{said}the cheapest that leaves half of the gap or less is '{best.id}': {best.gap.value:.2f} for "
        f"{best.cost_meur_year:,.0f} million euro a year, against {own.gap.value:.2f} for {own.cost_meur_year:,.0f}."
    )


def _hidden(
    asked: Asked, records: Records, of: Race, gaps: Flags, parts: Parts | None, held_away: float
) -> Iterator[str]:
    yield _warning(np.asarray(records["warning_days"]), gaps)
    held = float((records["held"] > 0).mean())
    text = f"Help in place is not a line that holds: in {of.fates.fell_helped:.2f} of the worlds help is first, and the line falls."
    yield text if parts is None else f"{text} It holds in {held:.2f}, and with all four causes away in {held_away:.2f}."
    if gaps.sum() >= FEWEST:
        yield _other_help(records, gaps)
    if parts is not None and _overlap(parts) > parts.closed.se:
        yield _together(parts)
    yield (
        "A cause is taken away whole, which no government can do; and the armies that come are no better led or supplied for it. "
        f"Of the line's fall itself nothing is taken away: half of the lost lines fall by day {_median_loss(records):.1f}."
        if of.falls.value > 0.0
        else "The line is lost in none of these worlds, so that nothing can come too late."
    )
    if asked.design.settlement.neutral or asked.design.pact.adversary_at_the_table:
        yield (
            "With politics away the aggressor's consent counts for nothing: a text that needs it is read as if it did not. "
            "The settlement stays as it is."
        )


def _warning(warned: Floats, gaps: Flags) -> str:
    believed = warned > 0.0
    there = [f"{gaps[worlds].mean():.2f}" if worlds.any() else "none" for worlds in (believed, ~believed)]
    return (
        f"The warning is believed in {believed.mean():.2f} of the worlds; the gap is {there[0]} in those and {there[1]} in the "
        "others. Disbelief is in none of the four causes, for it binds the defender too: without warning, politics taken away "
        "decides at the hour of the attack."
    )


def _other_help(records: Records, gaps: Flags) -> str:
    helped = (records["acted_share"] > 0.0) & (records["first_decision_day"] < records["lost_day"])
    level = records["help_level"][gaps & helped].max(axis=1) if (gaps & helped).any() else np.zeros(0)
    count = float((level >= MATERIEL).sum() / gaps.sum())
    return (
        f"Only brigades in the line count as help. In {count:.2f} of the worlds of the gap some guarantor had decided on arms, "
        "aircraft or forces before the line was lost."
    )


def _overlap(parts: Parts) -> float:
    """How far what the causes close one by one is from what they close at once."""
    return abs(sum(part.alone.value for part in parts.by_cause.values()) - parts.closed.value)


def _together(parts: Parts) -> str:
    alone = sum(part.alone.value for part in parts.by_cause.values())
    last = {cause: part.last.value for cause, part in parts.by_cause.items()}
    most = max(last, key=lambda cause: last[cause])
    return (
        f"The causes work together: each taken away alone they close {alone:.3f} in sum, all at once {parts.closed.value:.3f}; "
        f"with the other three away {most} still keeps {last[most]:.3f}. The parts are means over all orders; "
        "no order is the right one."
    )


def _median_loss(records: Records) -> float:
    lost = records["lost_day"]
    return float(np.median(lost[np.isfinite(lost)]))
