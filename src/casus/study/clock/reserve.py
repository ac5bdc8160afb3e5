"""A clock in; how sure it is, what else would do, and what it hides, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.measure import Z95, share
from casus.foundation.codes import LAWS
from casus.study.clock.words import brigades_text, delay_text, difference_text, hours_text, share_text
from casus.study.clock.worth import gain, is_told_apart
from casus.study.reservations import Reservations
from casus.study.vary.force import with_brigades

if TYPE_CHECKING:
    from casus.study.clock.clock import Clock


def reservations_of(clock: Clock) -> Reservations:
    """What goes with a clock, in sentences filled from its numbers."""
    return Reservations(_confidence(clock), _alternative(clock), tuple(_hides(clock)))


# --- how sure ---------------------------------------------------------------------------------------------------------


def _confidence(clock: Clock) -> str:
    """Monte Carlo error, steps that run the wrong way, spread between laws."""
    order, error = clock.order, Z95 * float(np.nanmax(clock.se))
    cell = clock.own_row[clock.after_24_h]
    by_law = {
        law: share(cell.held[cell.law == code]).value for code, law in enumerate(LAWS) if (cell.law == code).any()
    }
    low, high = min(by_law, key=by_law.__getitem__), max(by_law, key=by_law.__getitem__)
    return (
        f"A cell alone is good to ±{error:.3f} (95 %, {len(cell.held):,} worlds); steps between cells meet the same worlds and "
        f"are surer. Of {order.steps} steps {order.wrong} run the wrong way (later or fewer held more), {order.beyond_error} of "
        f"them beyond their error, the largest by {order.worst:.3f}. What the model does not know is larger: at 24 hours after, "
        f"p_held is {share_text(by_law[low])} under {low} and {share_text(by_law[high])} under {high}."
    )


# --- what else would do -----------------------------------------------------------------------------------------------


def _alternative(clock: Clock) -> str:
    """Brigades that would do for a decision that comes 24 hours after what deciding early does; or what deciding early spares."""
    first, late = clock.own_row[0], clock.own_row[clock.after_24_h]
    gained = gain(first, late)
    early, own = delay_text(clock.delay_hours[0]), clock.brigades[clock.own]
    if clock.after_24_h == 0:
        return "No delay before 24 hours after was asked for, so that nothing can be said of what deciding earlier would spare."
    if not is_told_apart(gained) or gained.value <= 0.0:
        return (
            f"Deciding {early} instead of 24 hours after moves p_held by {difference_text(gained)}, which is within its error: "
            f"with {brigades_text(own)} in place there is nothing to buy here with hours. {_what_brigades_give(clock)}"
        )
    parts = (
        f"Deciding {early} instead of 24 hours after gains {difference_text(gained)} with {brigades_text(own)} in place.",
        _bought_with_brigades(clock),
        _spared(clock),
        "Deciding early is priced at nothing here.",
    )
    return " ".join(part for part in parts if part)


def _bought_with_brigades(clock: Clock) -> str:
    """What it takes in brigades to gain as much as the earliest decision does, with the decision 24 hours after."""
    column, own = clock.after_24_h, clock.own
    wanted = float(clock.p_held[own, 0])
    needed = _first_reaching(clock.brigades[own:], clock.p_held[own:, column], wanted)
    if needed is None:
        most = clock.brigades[-1]
        return (
            f"Brigades do not buy that within this grid: {brigades_text(most)} in place, decided 24 hours after, hold "
            f"{share_text(float(clock.p_held[-1, column]))} for {_more_cost(clock, most)}."
        )
    return (
        f"Decided 24 hours after, about {brigades_text(needed)} in place hold as often ({share_text(wanted)}) for "
        f"{_more_cost(clock, needed)}."
    )


def _spared(clock: Clock) -> str:
    """The fewest brigades of the grid that hold no less often, decided early, than the design's own 24 hours after."""
    late = clock.own_row[clock.after_24_h]
    for row, number in enumerate(clock.brigades[: clock.own]):
        less = gain(clock.cells[row][0], late)
        if less.value >= 0.0:
            saved = -_cost_difference(clock, number)
            return (
                f"The other way round, {brigades_text(number)} in place, decided {delay_text(clock.delay_hours[0])}, hold no less "
                f"often ({share_text(float(clock.p_held[row, 0]))}) and cost {saved:,.0f} million euro a year less."
            )
    return "No smaller number in place on this grid makes up for lateness by deciding early." if clock.own else ""


def _what_brigades_give(clock: Clock) -> str:
    """What the largest number of brigades gives, at 24 hours after."""
    most, column = clock.brigades[-1], clock.after_24_h
    if clock.own == len(clock.brigades) - 1:
        return "No more brigades than the design's own were asked for."
    more = gain(clock.cells[-1][column], clock.own_row[column])
    sure = "" if is_told_apart(more) else ", which is within its error"
    return f"{brigades_text(most)} in place, decided then, move it by {difference_text(more)}{sure}, for {_more_cost(clock, most)}."


def _first_reaching(brigades: tuple[float, ...], held: Floats, wanted: float) -> float | None:
    """The number at which p_held, linear between the points of the grid, first reaches what is wanted; None if never."""
    for place in range(1, len(brigades)):
        below, above = float(held[place - 1]), float(held[place])
        if above >= wanted:
            part = 1.0 if above <= below else max(0.0, wanted - below) / (above - below)
            return brigades[place - 1] + part * (brigades[place] - brigades[place - 1])
    return None


def _more_cost(clock: Clock, brigades: float) -> str:
    return f"{_cost_difference(clock, brigades):,.0f} million euro a year more"


def _cost_difference(clock: Clock, brigades: float) -> float:
    """Million euro a year more than the design costs, with so many in place: the median over the worlds."""
    asked = clock.asked
    design = clock.designs.get(brigades)
    if design is None:
        design = with_brigades(asked.scenario, clock.designs[clock.brigades[-1]], asked.attack, brigades)
    more = yearly_cost_meur(asked.scenario, design, asked.draws) - yearly_cost_meur(
        asked.scenario, asked.design, asked.draws
    )
    return float(np.median(more))


# --- what it hides ----------------------------------------------------------------------------------------------------


def _hides(clock: Clock) -> list[str]:
    said = [_politics(clock), _one_day(clock), _foreknowledge(clock), _held_fixed(clock), _broken_terms(clock)]
    return [sentence for sentence in said if sentence]


def _politics(clock: Clock) -> str:
    """Whether words are kept as drawn, or all are."""
    if clock.word == "kept":
        return (
            "Every guarantor keeps its word here (--word kept): this is what would be possible, not what is likely. As drawn "
            "(--word drawn), a nation may stay out at every delay."
        )
    return (
        f"Words are kept as drawn (--word drawn): anybody decides to help in {share_text(clock.written.decided.value)} of "
        "the worlds as written, and those who stay out stay out at every delay. --word kept shows what would be possible, "
        "politics aside. Troops in the line make "
        "their nation likelier to keep its word, so that more brigades bring more politics too."
    )


def _one_day(clock: Clock) -> str:
    """That all decide at once, and when they do as written."""
    hours = clock.written.decision_hours
    written = (
        "as written nobody ever decides"
        if np.isnan(hours.p50)
        else f"as written half of those who help have decided {hours_text(hours.p50)} (80 % of worlds: {hours_text(hours.p10)} to "
        f"{hours_text(hours.p90)}), where they are called at all ({share_text(clock.written.called.value)})"
    )
    return f"All that keep their word decide on one day, called or not; {written}."


def _foreknowledge(clock: Clock) -> str:
    """How often anybody could have known on the earliest day."""
    days = -clock.days[0]
    known = _warned_share(clock, days)
    if days <= 0.0:
        return (
            f"In {share_text(_warned_share(clock, 0.0))} of the worlds a warning is believed before the attack at all."
        )
    return (
        f"A decision {delay_text(clock.delay_hours[0])} needs foreknowledge that the model does not grant: a warning is believed "
        f"by then in {share_text(known)} of the worlds, and before the attack in {share_text(_warned_share(clock, 0.0))}. An early "
        "decision does not alert the protected state's army, and nothing deters the attack here: it comes in every cell."
    )


def _warned_share(clock: Clock, days: float) -> float:
    """Share of the worlds in which a warning is believed, and at least so many days before the attack."""
    warned = clock.written.warning_days
    return float(((warned > 0.0) & (warned >= days)).mean())


def _held_fixed(clock: Clock) -> str:
    own = clock.brigades[clock.own]
    how = (
        "grow and shrink in proportion"
        if own
        else "are shared out to the guarantors by their pools, as medium brigades"
    )
    return (
        f"Only brigades in place and the day change; they {how}, whether or not a nation could relieve them. Before the attack an "
        "early decision brings forces and aircraft, but no arms or interceptors: those flow from day 0."
    )


def _broken_terms(clock: Clock) -> str:
    """What of the design its larger rows would break, or leave idle; nothing where neither is so."""
    settlement, most = clock.asked.design.settlement, clock.brigades[-1]
    said = []
    if settlement.foreign_troops == "banned" and most > 0.0:
        said.append("The settlement bans foreign troops; rows with brigades in place break it.")
    if most > 0.0 and not np.nanmax(clock.p_contact) > 0.0:
        said.append(
            f"What the pact owes brings no combat forces in any world: all {brigades_text(most)} would withdraw."
        )
    return " ".join(said)
