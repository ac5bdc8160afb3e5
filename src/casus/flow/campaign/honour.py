"""Honour: whether a guarantor keeps its word, and what form its help takes."""

from __future__ import annotations

import math

from casus.flow.campaign.arrays import COMBAT, ENABLERS, INTEGRATED, LEAD_NATION, MATERIEL, WORDS
from casus.flow.campaign.compiled import compiled
from casus.foundation import references

REFERENCE_STAKE = 0.5  # as the evidence entry states
POST1945_MULTILATERAL = 0  # the reading of the record that holds multilateral pacts alone
CONSULTS, EQUIPS, ALL_AID = 1.5, 2.5, 3.75  # on the scale of obligation: below, words; materiel; from there, all aid


@compiled
def keeps_word(world, promise, stand, assault, council, nation, sway):  # type: ignore[no-untyped-def]
    """Whether a nation keeps its word: a logit of pact, posture and politics against its own and a common mood."""
    logit = base_logit(world) + sway
    logit += world.honour_obligation_logit * (promise.obligation - references.OBLIGATION)
    logit += 0.0 if promise.binding else world.honour_unratified_logit
    logit += world.honour_integration_logit * integration(stand)
    logit += world.honour_troops_logit * council.troops[nation]
    logit += world.honour_crowd_logit * (crowd(promise) - _crowd_of_record(world))
    logit += world.honour_great_power_logit * (assault.great_power - references.GREAT_POWER)
    logit += world.honour_intensity_logit * (assault.intensity - references.INTENSITY)
    logit += world.honour_support_logit * (world.nation_support[nation] - world.honour_reference_support) * 10.0
    logit += world.honour_stake_logit * (world.nation_stake[nation] - REFERENCE_STAKE)
    logit += world.honour_delegated_logit if is_swift(promise, stand, council, nation) else 0.0
    logit += world.honour_common_shock_sd * world.honour_common_shock
    luck = world.nation_event_honour[nation]
    return logit > math.log(luck / (1.0 - luck))


@compiled
def is_swift(promise, stand, council, nation):  # type: ignore[no-untyped-def]
    """Whether a nation needs no new decision: the pact says so, or it gave authority over forces that it has assigned."""
    return promise.automatic or (stand.delegated and council.assigned[nation] > 0.0)


@compiled
def base_logit(world):  # type: ignore[no-untyped-def]
    """Log-odds of the record of kept promises, in the reading that this world takes of it."""
    share = base_share(world)
    return math.log(share / (1.0 - share))


@compiled
def base_share(world):  # type: ignore[no-untyped-def]
    """Share of promises kept on record, in the reading that this world takes of it."""
    family = int(world.honour_prior_family)
    share = world.honour_base_leeds
    if family == POST1945_MULTILATERAL:
        share = world.honour_base_post1945_multilateral
    elif family == 1:
        share = world.honour_base_all_defence
    elif family == 2:
        share = world.honour_base_pre1945_defence
    return share


@compiled
def sway_of_others(world, logit, kept_share):  # type: ignore[no-untyped-def]
    """What the choice of others adds to a nation's log-odds: `logit` to either side of one half, nought at the record's own rate.

    The record was made by nations that saw each other's choices too, so that what they did as usual moves nobody.
    """
    return logit * 2.0 * (kept_share - base_share(world))


@compiled
def integration(stand):  # type: ignore[no-untyped-def]
    """How far headquarters and plans stand in peacetime: 0 none, 0.5 a lead nation's, 1 integrated."""
    if not stand.planned:
        return 0.0
    if stand.command == INTEGRATED:
        return 1.0
    return 0.5 if stand.command == LEAD_NATION else 0.0


@compiled
def crowd(promise):  # type: ignore[no-untyped-def]
    """How far one guarantor may leave it to the others: 0 for one alone, towards 1 for many."""
    return 1.0 - 1.0 / promise.members if promise.members > 0 else 0.0


@compiled
def _crowd_of_record(world):  # type: ignore[no-untyped-def]
    """Mean crowd of the tests behind the reading of the record."""
    only = int(world.honour_prior_family) == POST1945_MULTILATERAL
    return references.CROWD_OF_MULTILATERAL * (1.0 if only else references.MULTILATERAL_SHARE)


@compiled
def form_of_help(world, promise, stand, council, nation):  # type: ignore[no-untyped-def]
    """What a nation that keeps its word does: words, materiel, enablers or combat forces."""
    swift = is_swift(promise, stand, council, nation)
    if promise.obligation < CONSULTS:
        return MATERIEL if world.nation_event_act[nation] < world.honour_materiel_if_consult else WORDS
    if not swift and world.nation_event_act[nation] >= world.honour_act_given_decision:
        return WORDS
    if promise.obligation < EQUIPS:
        return MATERIEL
    all_aid = promise.obligation >= ALL_AID
    combat = world.honour_combat_if_all_aid if all_aid else world.honour_combat_if_deemed_necessary
    if council.troops[nation] > 0.0:
        combat = max(combat, world.honour_combat_if_troops_in_zone)
    elif world.nation_event_barred[nation] < world.nation_ground_barred[nation]:
        return ENABLERS
    return COMBAT if world.nation_event_form[nation] < combat else ENABLERS
