"""Decision: when each guarantor decides, whether it keeps its word, and what the rule of the pact makes of it."""

from __future__ import annotations

import math

from casus.flow.campaign.arrays import EXECUTIVE, LEAD, NO_HELP, PARLIAMENT, SINGLE
from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.council import collective_day, decides_together
from casus.flow.campaign.honour import form_of_help, is_swift, keeps_word, sway_of_others


@compiled
def decide(world, promise, stand, nations, assault, trigger, council):  # type: ignore[no-untyped-def]
    """Fill, for each nation, the day of its decision (infinite: never) and the level of its help."""
    for nation in range(promise.nations):
        council.decision_day[nation] = math.inf
        council.act_by_day[nation] = math.inf
        council.help_level[nation] = NO_HELP
        council.delay_days[nation] = math.inf
        if promise.member[nation]:
            council.delay_days[nation] = delay_days(world, promise, stand, nations, council, nation)
    imposed = math.isfinite(promise.decided_day)
    if imposed:
        trigger = promise.decided_day
    if not math.isfinite(trigger):
        return
    follows = promise.rule == LEAD or promise.rule == SINGLE
    lead_keeps = follows and _lead_keeps(world, promise, stand, assault, council)
    _decide_in_turn(world, promise, stand, assault, trigger, follows, lead_keeps, council)
    _keep_clock_to_act(world, promise, trigger, council)
    _apply_rule(world, promise, stand, trigger, follows, lead_keeps, council)
    if imposed:
        _decide_on(promise.decided_day, promise, council)


@compiled
def _decide_on(day, promise, council):  # type: ignore[no-untyped-def]
    """Move every decision that is ever made to one day; a nation that a body blocks for good stays blocked."""
    for nation in range(promise.nations):
        if math.isfinite(council.decision_day[nation]):
            council.decision_day[nation] = day


@compiled
def head_start_days(promise):  # type: ignore[no-untyped-def]
    """Days before the attack on which an imposed decision falls: so long headquarters have been forming when it comes."""
    return max(0.0, -promise.decided_day)


@compiled
def delay_days(world, promise, stand, nations, council, nation):  # type: ignore[no-untyped-def]
    """Days from the trigger to a nation's binding decision, were it alone."""
    spread = math.exp(
        world.decision_nation_spread_log * world.nation_haste[nation]
        + world.decision_common_spread_log * world.event_haste
    )
    typical = _procedure_days(world, promise, stand, nations, nation)
    if stand.planned:
        typical *= world.decision_planned_factor
    luck, meeting = world.nation_event_deadline[nation], world.decision_convene_days
    if luck < world.decision_meet_kept_probability:
        meeting = min(meeting, promise.meet_days)
    total = meeting + typical * spread
    if luck < world.decision_decide_kept_probability:
        total = min(total, promise.decide_days)
    swift = is_swift(promise, stand, council, nation)
    return min(total, world.decision_delegated_days * spread) if swift else total


@compiled
def _procedure_days(world, promise, stand, nations, nation):  # type: ignore[no-untyped-def]
    """Days that the constitution's procedure takes, where no plan shortens it."""
    procedure = nations.procedure[nation]
    if procedure == EXECUTIVE:
        return world.decision_executive_days
    days = world.decision_cabinet_days
    if procedure == PARLIAMENT:
        exempt = nations.treaty_exempt[nation] and promise.treaty and promise.binding
        used = world.nation_event_emergency[nation] < world.decision_emergency_used_probability
        short = exempt or (nations.emergency[nation] and used)
        # The procedures are drawn apart, so that one may be the longer in a world: what shortens takes the shorter.
        days = min(world.decision_parliament_days, days) if short else world.decision_parliament_days
    return min(days, world.decision_executive_days) if stand.mandate else days


@compiled
def _lead_keeps(world, promise, stand, assault, council):  # type: ignore[no-untyped-def]
    """Whether the lead nation is there, or needs no new decision of its capital, and keeps its word."""
    absent = world.event_leader < world.decision_leader_absent_probability
    if absent and not is_swift(promise, stand, council, promise.lead):
        return False
    return keeps_word(world, promise, stand, assault, council, promise.lead, 0.0)


@compiled
def _decide_in_turn(world, promise, stand, assault, trigger, follows, lead_keeps, council):  # type: ignore[no-untyped-def]
    """Let the nations decide in the order in which they are ready; each sees its lead and what those before it did."""
    kept = 0
    for before in range(_line_up(promise, council)):
        nation = council.turn[before]
        leads = follows and nation == promise.lead
        if leads:
            keeps = lead_keeps
        else:
            sway = sway_of_others(world, world.honour_cascade_logit, kept / before) if before > 0 else 0.0
            if follows:
                sway += sway_of_others(world, world.honour_leader_logit, 1.0 if lead_keeps else 0.0)
            keeps = keeps_word(world, promise, stand, assault, council, nation, sway)
        if keeps:
            kept += 1
            council.decision_day[nation] = trigger + council.delay_days[nation]
            council.help_level[nation] = form_of_help(world, promise, stand, council, nation)


@compiled
def _line_up(promise, council):  # type: ignore[no-untyped-def]
    """Set the order in which members are ready, ties in the order of the nations; returns how many they are."""
    members = 0
    for nation in range(promise.nations):
        if promise.member[nation]:
            place = members
            while place > 0 and council.delay_days[council.turn[place - 1]] > council.delay_days[nation]:
                council.turn[place] = council.turn[place - 1]
                place -= 1
            council.turn[place] = nation
            members += 1
    return members


@compiled
def _keep_clock_to_act(world, promise, trigger, council):  # type: ignore[no-untyped-def]
    """Where a nation keeps the clock to act, it has decided by then for its part, and its assigned forces wait for no notice.

    The rule of the pact comes after: no clock of one nation moves a body that another blocks.
    """
    if not math.isfinite(promise.act_days):
        return
    for nation in range(promise.nations):
        kept = world.nation_event_deadline[nation] < world.decision_act_kept_probability
        if kept and math.isfinite(council.decision_day[nation]):
            council.act_by_day[nation] = trigger + promise.act_days
            council.decision_day[nation] = min(council.decision_day[nation], council.act_by_day[nation])


@compiled
def _apply_rule(world, promise, stand, trigger, follows, lead_keeps, council):  # type: ignore[no-untyped-def]
    """Put the days that nations reached alone through the pact's rule of decision.

    A nation that waits in vain acts alone after a while, or at once with the others where the text lets the willing act.
    """
    if decides_together(promise):
        together = collective_day(world, promise, trigger, council)
    elif follows:
        together = math.inf
        if lead_keeps:
            after = 0.0 if promise.rule == SINGLE else world.decision_follow_days
            together = council.decision_day[promise.lead] + after
    else:
        return
    for nation in range(promise.nations):
        own = council.decision_day[nation]
        if math.isfinite(own) and not (lead_keeps and nation == promise.lead):
            free = promise.fallback or is_swift(promise, stand, council, nation)
            alone = own if free else own + world.decision_fallback_days
            by_rule = together if promise.rule == SINGLE else max(own, together)
            council.decision_day[nation] = min(by_rule, alone)
