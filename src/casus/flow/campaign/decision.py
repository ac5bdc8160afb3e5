"""Decision: when each guarantor decides, whether it keeps its word, and what form its help takes."""

from __future__ import annotations

import math

from casus.flow.campaign.arrays import (
    ARMED_ATTACK,
    ATTRIBUTED_ATTACK,
    CABINET,
    COMBAT,
    CONSENSUS,
    EACH,
    ENABLERS,
    INTEGRATED,
    LEAD,
    LEAD_NATION,
    MAJORITY,
    MATERIEL,
    NO_HELP,
    PARLIAMENT,
    THREAT,
)
from casus.flow.campaign.compiled import compiled

LARGE_INTENSITY = 0.5  # chosen: `limited` and `full` attacks are large, `grey` and `probe` are small
REFERENCE_OBLIGATION = 3.5  # the pacts behind the base rates promise help "as deemed necessary" or "all aid"
REFERENCE_STAKE, REFERENCE_INTENSITY = 0.5, 0.5  # as the evidence entries state
MAJORITY_SHARE = 2.0 / 3.0  # the usual qualified majority (Rio Treaty, art. 17: two thirds)


@compiled
def trigger_day(world, promise, stand, assault, warning_days):  # type: ignore[no-untyped-def]
    """Day on which the pact's trigger is met, before 0 on warning; infinite where it never is."""
    speedup = world.decision_monitoring_speedup if stand.monitoring else 1.0
    if assault.deniable:
        if world.event_attribution >= 1.0 - (1.0 - world.decision_attribution_grey_probability) / speedup:
            return math.inf
        attributed = world.decision_attribution_grey_days / speedup
    else:
        attributed = world.decision_attribution_open_days / speedup
    if promise.trigger == THREAT and warning_days > 0.0 and not assault.deniable:
        return -warning_days
    if promise.trigger == THREAT or promise.trigger == ARMED_ATTACK:
        return attributed if assault.deniable else 0.0
    if promise.trigger == ATTRIBUTED_ATTACK:
        return attributed
    small = assault.intensity < LARGE_INTENSITY
    if small and world.event_qualifies >= world.decision_small_attack_qualifies_probability:
        return math.inf
    return attributed + world.decision_sustained_days


@compiled
def decide(world, promise, stand, nations, assault, trigger, council):  # type: ignore[no-untyped-def]
    """Fill, for each nation, the day of its decision (infinite: never) and the level of its help."""
    for nation in range(promise.nations):
        council.decision_day[nation] = math.inf
        council.help_level[nation] = NO_HELP
    if not math.isfinite(trigger):
        return
    leads = promise.rule == LEAD
    lead_keeps = leads and _keeps(world, promise, stand, assault, council, promise.lead, 0.0)
    for nation in range(promise.nations):
        if promise.member[nation]:
            sway = 0.0
            if leads and nation != promise.lead:
                sway = world.honour_leader_logit if lead_keeps else -world.honour_leader_logit
            if _keeps(world, promise, stand, assault, council, nation, sway):
                council.decision_day[nation] = trigger + _delay(world, promise, stand, nations, council, nation)
                council.help_level[nation] = _form_of_help(world, promise, council, nation)
    _apply_rule(world, promise, stand, nations, trigger, lead_keeps, council)


@compiled
def _is_swift(promise, stand, council, nation):  # type: ignore[no-untyped-def]
    """Whether a nation needs no new decision: the pact says so, or it gave authority over forces that it has assigned."""
    return promise.automatic or (stand.delegated and council.assigned[nation] > 0.0)


@compiled
def _keeps(world, promise, stand, assault, council, nation, sway):  # type: ignore[no-untyped-def]
    """Whether a nation keeps its word: a logit of pact, posture and politics against its own and a common mood."""
    logit = _base_logit(world) + sway
    logit += world.honour_obligation_logit * (promise.obligation - REFERENCE_OBLIGATION)
    logit += 0.0 if promise.ratified else world.honour_unratified_logit
    logit += world.honour_integration_logit * _integration(stand)
    logit += world.honour_troops_logit * council.troops[nation]
    logit += world.honour_support_logit * (world.nation_support[nation] - world.honour_reference_support) * 10.0
    logit += world.honour_stake_logit * (world.nation_stake[nation] - REFERENCE_STAKE)
    logit += world.honour_intensity_logit * (assault.intensity - REFERENCE_INTENSITY)
    logit += world.honour_delegated_logit if _is_swift(promise, stand, council, nation) else 0.0
    logit += world.honour_common_shock_sd * world.honour_common_shock
    luck = world.nation_event_honour[nation]
    return logit > math.log(luck / (1.0 - luck))


@compiled
def _base_logit(world):  # type: ignore[no-untyped-def]
    """Log-odds of the record of kept promises, in the reading that this world takes of it."""
    family = int(world.honour_prior_family)
    share = world.honour_base_leeds
    if family == 0:
        share = world.honour_base_post1945_multilateral
    elif family == 1:
        share = world.honour_base_all_defence
    elif family == 2:
        share = world.honour_base_pre1945_defence
    return math.log(share / (1.0 - share))


@compiled
def _integration(stand):  # type: ignore[no-untyped-def]
    """How far headquarters and plans stand in peacetime: 0 none, 0.5 a lead nation's, 1 integrated."""
    if not stand.planned:
        return 0.0
    if stand.command == INTEGRATED:
        return 1.0
    return 0.5 if stand.command == LEAD_NATION else 0.0


@compiled
def _delay(world, promise, stand, nations, council, nation):  # type: ignore[no-untyped-def]
    """Days from the trigger to a nation's binding decision."""
    spread = math.exp(world.decision_nation_spread_log * world.nation_haste[nation])
    if _is_swift(promise, stand, council, nation):
        return world.decision_delegated_days * spread
    procedure = nations.procedure[nation]
    typical = world.decision_executive_days
    if not stand.mandate and procedure == CABINET:
        typical = world.decision_cabinet_days
    if not stand.mandate and procedure == PARLIAMENT:
        typical = world.decision_parliament_days
    keeps_clock = world.nation_event_deadline[nation] < world.decision_deadline_kept_probability
    meeting = min(world.decision_convene_days, promise.meet_days) if keeps_clock else world.decision_convene_days
    total = meeting + typical * spread
    return min(total, promise.decide_days) if keeps_clock else total


@compiled
def _form_of_help(world, promise, council, nation):  # type: ignore[no-untyped-def]
    """Materiel, enablers or combat forces."""
    if promise.obligation < 2.5:
        return MATERIEL
    combat = world.honour_combat_if_all_aid if promise.obligation >= 3.75 else world.honour_combat_if_deemed_necessary
    if council.troops[nation] > 0.0:
        combat = max(combat, world.honour_combat_if_troops_in_zone)
    elif world.nation_event_barred[nation] < world.nation_ground_barred[nation]:
        return ENABLERS
    return COMBAT if world.nation_event_form[nation] < combat else ENABLERS


@compiled
def _apply_rule(world, promise, stand, nations, trigger, lead_keeps, council):  # type: ignore[no-untyped-def]
    """Put the days that nations reached alone through the pact's rule of decision."""
    if promise.rule == EACH:
        return
    if promise.rule == CONSENSUS or promise.rule == MAJORITY:
        together = _collective_day(world, promise, stand, nations, trigger, council)
    else:
        together = council.decision_day[promise.lead] + world.decision_follow_days if lead_keeps else math.inf
    for nation in range(promise.nations):
        bound = not (lead_keeps and nation == promise.lead) and not _is_swift(promise, stand, council, nation)
        if math.isfinite(council.decision_day[nation]) and bound:
            alone = council.decision_day[nation] + world.decision_fallback_days
            council.decision_day[nation] = min(max(council.decision_day[nation], together), alone)


@compiled
def _collective_day(world, promise, stand, nations, trigger, council):  # type: ignore[no-untyped-def]
    """Day on which the guarantors decide together; infinite where a member blocks or no majority forms."""
    if promise.adversary_is_guarantor:
        return math.inf
    members, willing, last = 0, 0, trigger
    for nation in range(promise.nations):
        if promise.member[nation]:
            members += 1
            if math.isfinite(council.decision_day[nation]):
                willing += 1
                last = max(last, council.decision_day[nation])
            elif promise.rule == CONSENSUS:
                if world.nation_event_block[nation] < world.decision_block_probability:
                    return math.inf
                last = max(last, trigger + _delay(world, promise, stand, nations, council, nation))
    if promise.rule == CONSENSUS:
        return last if willing > 0 else math.inf
    if willing < MAJORITY_SHARE * members:
        return math.inf
    return _day_of_share(promise, council, MAJORITY_SHARE * members)


@compiled
def _day_of_share(promise, council, needed):  # type: ignore[no-untyped-def]
    """Earliest day by which at least `needed` members have decided."""
    best = math.inf
    for candidate in range(promise.nations):
        if promise.member[candidate] and council.decision_day[candidate] < best:
            decided = 0
            for nation in range(promise.nations):
                if promise.member[nation] and council.decision_day[nation] <= council.decision_day[candidate]:
                    decided += 1
            if decided >= needed:
                best = council.decision_day[candidate]
    return best
