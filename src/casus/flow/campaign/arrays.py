"""The numbers that one campaign reads and writes, as records of fixed size, and the codes for what they hold.

Records, not classes: compiled code reads a record in place, and one compilation serves every scenario because the sizes
do not depend on it. Arrays are padded to those sizes; `axes`, `nations` and their like say how much is used. Units
are in the field names, or those of the evidence entry of that name. The record of a world (one draw) is `pack.world_type`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from casus.foundation.codes import LAWS, MODES
from casus.foundation.sizes import AXES, CITIES, CONTINGENTS, ENTRIES, LANES, NATIONS, SEGMENTS, ZONES

Records = npt.NDArray[np.void]

THREAT, ARMED_ATTACK, ATTRIBUTED_ATTACK, SUSTAINED_ATTACK, OUT_OF_REACH = range(5)
RULES = ("each", "consensus", "quorum", "majority", "lead", "single")
EACH, CONSENSUS, QUORUM, MAJORITY, LEAD, SINGLE = range(6)
ACCESSES = ("free", "escorted", "remote")
FREE, ESCORTED, REMOTE = range(3)
POWERS = ("attributes", "reports", "observes")
ATTRIBUTES, REPORTS, OBSERVES = range(3)
PROCEDURES = ("executive", "cabinet", "parliament")
EXECUTIVE, CABINET, PARLIAMENT = range(3)
COMMANDS = ("ad-hoc", "lead", "integrated")
AD_HOC, LEAD_NATION, INTEGRATED = range(3)
UNIT_TYPES = ("heavy", "medium", "light")
HEAVY, MEDIUM, LIGHT = range(3)
WORKS = ("none", "hasty", "prepared", "fortified")
NO_WORKS, HASTY, PREPARED, FORTIFIED = range(len(WORKS))
BANDS = 9  # of Dupuy's ratios
DUPUY, BRACKEN, EPSTEIN, BIDDLE, HERO, POSITIONAL = range(len(LAWS))
IN_LINE, IN_RESERVE, ON_STANDBY, IN_POOL = range(4)
TIERS = 3
CROSSINGS = ("none", "strait", "ocean")
NO_CROSSING, STRAIT, OCEAN = range(3)
IN_PLACE, BY_AIR, BY_ROAD, BY_RAIL, BY_SEA = range(len(MODES))
NOT_BOUND, STAYS = -1, -2
NO_HELP, WORDS, MATERIEL, ENABLERS, COMBAT = range(5)

RECORDED_DAYS = (0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 75, 90)
"""Days after the attack at which the depth on each axis is kept."""


WEEKS = 14
"""Weeks for which the pace of operations is drawn; more than the longest horizon."""

CACHE_LINE = 64
"""Bytes. A record of lanes that begins elsewhere has each of its vectors in two lines; a campaign then takes a tenth longer."""


Shapes = dict[str, tuple[int, ...]]


def _record(integers: Shapes, floats: Shapes, places: Shapes | None = None) -> np.dtype[np.void]:
    """A record type of integer and float fields with their shapes.

    `places` have no sign: an index that might be negative keeps a compiler from working on several lanes at once.
    """
    fields = [(name, "i8", shape) for name, shape in integers.items()]
    fields += [(name, "f8", shape) for name, shape in floats.items()]
    return np.dtype([*fields, *((name, "u8", shape) for name, shape in (places or {}).items())])


APART = AXES + 1
"""Room for axes in the records of a block. With 16, the same axis of all fields would fall into the same few lines of a core's
nearest cache and drive each other out of it."""


def _in_lanes(integers: Shapes, floats: Shapes, places: Shapes | None = None) -> np.dtype[np.void]:
    """The same for all lanes of a block, whose index comes last."""
    kinds = (integers, floats, places or {})
    return _record(*({name: (*shape, LANES) for name, shape in kind.items()} for kind in kinds))


GROUND = _record(
    {
        "axes": (),
        "zones": (),
        "entries": (),
        "cities": (),
        "segments": (AXES,),  # number of segments of each axis
        "works": (AXES, SEGMENTS),  # index into WORKS
        "urban": (AXES, SEGMENTS),  # 1 where the segment lies in a city
        "city": (AXES, SEGMENTS),  # the city at the far end, or -1; two axes may lead to one city
        "key": (CITIES,),  # 1 for a key city
        "ally": (AXES,),  # index of the ally that opens it, or -1
        "zone": (AXES,),
        "gauge_break": (ENTRIES,),
    },
    {
        "hold_depth_km": (AXES,),  # depth beyond which the line did not hold
        "end_km": (AXES, SEGMENTS),  # distance of each segment's far end from the start of the axis
        "width_km": (AXES, SEGMENTS),
        "mobility": (AXES, SEGMENTS),  # Dupuy's terrain factor on advance
        "defence": (AXES, SEGMENTS),  # Dupuy's terrain factor on defence
        "casualty": (AXES, SEGMENTS),  # Dupuy's terrain factor on casualties
        "river_m": (AXES, SEGMENTS),  # river at the near end
        "people": (CITIES,),  # inhabitants
        "start_km": (AXES,),  # depth ceded beforehand
        "rail_km": (AXES,),
        "defender_share": (AXES,),
        "zone_km": (ZONES, AXES),  # from a zone's centre to the start of an axis, along the ground
        "entry_km": (ENTRIES, ZONES),  # from an entry point to a zone, along the ground
        "country_km2": (),  # area that the defence of the air has to watch
    },
)
"""Axes made of segments, as the settlement leaves them."""

PROMISE = _record(
    {
        "nations": (),
        "member": (NATIONS,),
        "members": (),
        "trigger": (),
        "joint": (),  # 1 where the adversary sits on the body that finds the trigger
        "binding": (),  # 1 where it binds in law
        "treaty": (),
        "automatic": (),
        "rule": (),
        "quorum": (),  # members that must agree
        "fallback": (),  # 1 where the text lets willing members act when the body does not
        "lead": (),  # nation, or -1
        "adversary_at_the_table": (),
    },
    {
        "obligation": (),
        "weight": (NATIONS,),  # votes of each member
        "majority_share": (),  # of the votes
        "meet_days": (),  # infinite where the text sets no clock
        "decide_days": (),
        "act_days": (),
        "decided_day": (),  # on which all who keep their word decide, whatever the text and their procedures say; infinite: no such
    },
)
"""The pact."""

STAND = _record(
    {
        "delegated": (),
        "mandate": (),
        "command": (),
        "zones_by_nation": (),
        "planned": (),  # 1 where headquarters and plans stand in peacetime
        "monitors_access": (),  # index into ACCESSES
        "monitors_power": (),  # index into POWERS
        "arms_at_war": (),
        "sanctions_kept": (),
        "based_inside": (),  # 1 where the aircraft assigned have their bases in the protected state
    },
    {
        "monitors": (),  # persons of the mission on the line; 0 for none
        "forward_stock_days": (),
        "aircraft": (),  # guarantors' combat aircraft assigned in peacetime
        "stations": (),  # patrol stations that they are to hold
        "alert": (),  # of them, on quick-reaction alert
        "station_km": (),  # from their bases to a station, as the crow flies
        "drone_defence": (),  # further drones that can be engaged in a day
        "cruise_batteries": (),
        "ballistic_batteries": (),
        "interceptors": (),
        "interceptors_month": (),
        "ballistic_interceptors": (),
        "ballistic_interceptors_month": (),
        "arms_beur_year": (),
        "army_cap_kperson": (),  # infinite where none
    },
)
"""The posture's and the settlement's single numbers."""

CONTINGENT = _record(
    {
        "count": (),
        "nation": (CONTINGENTS,),
        "type": (CONTINGENTS,),
        "zone": (CONTINGENTS,),  # -1 for forces at home
        "status": (CONTINGENTS,),
        "tier": (CONTINGENTS,),  # of readiness within a pool, 0 for the first
        "prepositioned": (CONTINGENTS,),
    },
    {
        "brigades": (CONTINGENTS,),  # 0 for a pool: what the design has not used is worked out in each world
        "notice_days": (CONTINGENTS,),  # -1 where the nation's own notice holds
    },
)
"""Forces of the guarantors: in place, on standby, and what is left in the pools."""

NATION = _record(
    {
        "procedure": (NATIONS,),
        "emergency": (NATIONS,),  # 1 where the government may act at once in danger
        "treaty_exempt": (NATIONS,),  # 1 where a ratified treaty stands in for a vote of parliament
        "entry": (NATIONS,),
        "crossing": (NATIONS,),  # index into CROSSINGS
    },
    {
        "land_km": (NATIONS,),  # from home, or from where it lands, to its entry point, along the ground
        "air_km": (NATIONS,),  # from home to its entry point, straight
        "used_heavy": (NATIONS,),  # brigades of its pool that the design already has in place or on standby
        "used_light": (NATIONS,),
    },
)
"""What does not change between worlds about each guarantor."""

ASSAULT = _record(
    {"index": (), "deniable": (), "great_power": ()},
    {
        "intensity": (),
        "weight": (AXES,),
        "inside_km": (),  # from air bases in the protected state to the attacked axes, as the crow flies
        "outside_km": (),  # from those abroad
    },
)
"""The attack option; weights sum to 1 over the attacked axes."""

CLOCK = _record({"steps": (), "records": (), "recorded_step": (len(RECORDED_DAYS),)}, {"step_days": ()})
"""Settings of the time loop, and the step after which each day of RECORDED_DAYS is over."""

COUNCIL = _record(
    {"turn": (NATIONS,)},  # the members, in the order in which they are ready to decide
    {
        "delay_days": (NATIONS,),  # from the trigger to its own decision, were it alone
        "decision_day": (NATIONS,),
        "help_level": (NATIONS,),
        "act_by_day": (NATIONS,),  # infinite where no clock to act is kept
        "troops": (NATIONS,),
        "assigned": (NATIONS,),
    },
)
"""What each guarantor decided; whether it has troops in the line of an attacked zone, and forces in place or on standby."""

FRONT = _in_lanes(
    {
        "segment": (APART,),  # in which the front stands
        "works": (APART,),  # index into WORKS; as from `width_km` to `next_km`, that of its segment
        "allied_nations": (APART,),  # whose contingents stand there
    },
    {
        "attacked": (APART,),  # 1 where the axis is attacked
        "width_km": (APART,),
        "mobility": (APART,),
        "defence": (APART,),
        "casualty": (APART,),
        "urban": (APART,),
        "strength": (APART,),  # Dupuy's multiplier of its works
        "resistance": (APART,),  # HERO's class of resistance of its works, manned
        "room": (APART,),  # brigades that its width has room for
        "cover": (APART,),  # share of its width that a brigade covers
        "crossing_ratio": (APART,),  # of powers that forces its river; 0 without one
        "river_mobility": (APART,),  # Dupuy's factor on the advance close behind its river
        "near_km": (APART,),  # its near end
        "end_km": (APART,),  # its far end
        "next_km": (APART,),  # depth at which the next segment begins; infinite in the last
        "depth_km": (APART,),
        "attackers": (APART,),
        "sent": (APART,),  # attackers that were ever sent there
        "defenders": (APART,),  # brigades of the protected state
        "allied": (APART,),  # brigades of guarantors in the line
        "allied_holding": (APART,),  # the same by value of type
        "allied_load": (APART,),  # and by what their type uses, in heavy ones
        "allied_mending": (
            APART,
        ),  # in hospital and workshop, from where they will return; the next two by value and use
        "holding_mending": (APART,),
        "load_mending": (APART,),
        "allied_days": (APART,),  # of ammunition that they carry
        "allied_fuel_days": (APART,),
        "allied_value": (APART,),  # fighting value that supply leaves them in the next step, as a share
        "attacker_loss": (APART,),  # share lost in this step
        "defender_loss": (APART,),
        "weight": (APART,),
        "need": (APART,),  # how hard the axis was pressed a step ago
        "defender_share": (APART,),  # of the line's forces
        "ratio": (APART,),  # of powers, a step ago
        "attacker_freshness": (APART,),  # Dupuy's factor of fatigue, 1 for fresh forces
        "defender_freshness": (APART,),
        "attackers_before": (APART,),  # brigades a step ago
        "defenders_before": (APART,),
        "withdrawal_km": (APART,),  # a day; Epstein's rate of withdrawal
        "prosecution": (APART,),  # share a day; Epstein's rate of attack
        "attackers_mending": (APART,),  # brigades in hospital and workshop that will return
        "defenders_mending": (APART,),
        "ammunition_rate": (APART,),  # days of supply that a brigade uses in a day
        "fuel_rate": (APART,),
        "depth_before_km": (APART,),  # a step ago
    },
)
"""What stands on each axis (brigades)."""

SIDES = _in_lanes(
    {},
    {
        "surprised": (),  # share of the effect of surprise that warning and time have left
        "resting": (),  # brigades of the protected state on axes that are not attacked
        "own_start": (),
        "own_reserve": (),
        "own_reserve_start": (),
        "own_replaced": (),
        "own_lost": (),
        "own_mending": (),
        "allied_lost": (),
        "allied_replaced": (),
        "hostile_entered": (),
        "hostile_waiting": (),
        "hostile_lost": (),
        "hostile_replaced": (),
        "warning_days": (),
        "marched_km": (),  # that a contingent would have come in the theatre since the attack
        "due_day": (),  # on which the next of the contingents that have still to come into the line sets out
        "due_km": (),  # of `marched_km`, at which the next of those that have set out is there
        "contact_day": (),  # of guarantors' forces with the aggressor's; infinite so far
        "contact_depth_km": (),
        "lost_day": (),  # on which the line gave way; infinite so far
        "max_depth_km": (),  # gained on any axis
    },
)
"""What both sides hold back, have brought and have lost in the whole theatre (brigades), and what befell the line as a whole."""

CLASH = _in_lanes(
    {},
    {
        "manning": (),  # share of the protected state's forces in position
        "holding_value": (),  # of its brigades in position, by value of type
        "defence_value": (),  # power of a brigade of its
        "for_defence": (),  # factor of the air on the defence's power
        "attack_value": (),  # power of a brigade of the aggressor's
        "surprise": (),  # factor on its advance
        "control": (),  # of the air, from -1 (the aggressor's) to 1
        "damage_meur": (),  # done by strikes so far
        "march_km": (),  # that a contingent comes forward in a day in the theatre
        "coordination": (),  # factor on guarantors' power where contingents of several nations stand
        **dict.fromkeys(("committed", "hostile_committed"), ()),  # brigades of both reserves on their way
        **dict.fromkeys(("total", "hostile_total"), ()),  # claims of all axes on them
        **dict.fromkeys(("each", "hostile_each"), ()),  # brigades for a unit of claims
        "wanted": (),  # days of ammunition that contingents on an axis want of the forward stock
        "fuel_short": (),  # days of fuel that they lack
        "fighting": (),  # defenders in position, and from here on what holds for one axis
        "attack": (),
        "defence": (),
        "behind_works": (),  # the same with works and terrain
        "ratio": (),
        "thin": (),
        "terrain_mobility": (),
        "stopped": (),  # 1 where the attack was given up
        "advance": (),  # km a day
        "through": (),  # km a day, by road through a line that does not hold
        "attacker_loss": (),  # share a day
        "defender_loss": (),
        "fresh_ratio": (),  # of powers with both sides' fatigue (Dupuy)
        "works_km": (),  # standard rate in its band against the works (Dupuy)
        "open_km": (),  # and against none
        "log_attack": (),  # of powers over their mean (Bracken)
        "log_defence": (),
        "log_ratio": (),
        "intensity": (),  # of resistance (HERO)
        "recorded_km": (),  # a day, that recorded attacks made against it
        "odds": (),  # of winning, above even (Bracken)
        "counter": (),  # km a day
    },
)
"""What one loop over the lanes leaves for the next: the powers of this step, then what meets on one axis."""

ARSENAL = _in_lanes(
    {},
    {
        **dict.fromkeys(("drones", "cruise", "ballistic", "interceptors", "ballistic_interceptors"), ()),
        "cruise_hit": (),  # probability that an engaged missile is destroyed
        "ballistic_hit": (),
        "through_day": (),  # weapons that get through in a day
        "missiles_through_day": (),  # of them, cruise and ballistic missiles
        **dict.fromkeys(("drones_through", "cruise_through", "ballistic_through"), ()),  # in this step
        **dict.fromkeys(("drones_launched", "cruise_launched", "ballistic_launched"), ()),  # so far, as the next ones
        **dict.fromkeys(("drone_leakers", "cruise_leakers", "ballistic_leakers"), ()),
        "interceptors_used": (),
        "damage_meur": (),
        "answered_share": (),  # of the shots wanted at cruise missiles that the stock allowed
    },
)
"""The aggressor's weapons to strike with, the interceptors of the protected state, and what got through in this step."""

SKY = _in_lanes(
    {},
    {
        "own_aircraft": (),
        "hostile_aircraft": (),
        "attack_share": (),  # of the aggressor's aircraft that take part in this attack
        "own_lost": (),  # so far
        "hostile_lost": (),
        "tempo": (),  # of flying, 1 in the first days
        "base_hits": (),  # missiles that hit bases inside in a day
        "stations_held": (),  # mean since the first decision
        "station_aircraft": (),  # mean number that they take, with those in the shops
        "arrived": (),  # fighters of nations that have decided and had time to come, those assigned among them
        "assigned_lost": (),  # of the guarantors' aircraft assigned in peacetime
        "sent_lost": (),  # of those that came later
        "released_share": (),  # of the aircraft assigned, by the fighters of the nations that have decided
        "stealth_share": (),  # of the released aircraft that is of the fifth generation
        "recount_day": (),  # on which one of these changes next
        "inside_rate": (),  # sorties a day that the cycle allows from bases inside
        "outside_rate": (),
        "station_by_cycle": (),  # serviceable aircraft that the cycle takes for a station
        "denial": (),  # share of the aggressor's sorties that air defence with full stocks prevents
        "base_share": (),  # of the sorties from bases inside that missiles have left
        "on_alert": (),  # serviceable aircraft assigned, by duty
        "on_stations": (),
        "on_line": (),
        "stations": (),  # held
        "released_days": (),  # since the first decision
        "fighter_kill_share": (),  # of the cruise missiles
        "fighter_drones_day": (),  # drones that fighters can engage in a day
        "own_sorties": (),  # a day, past the other side's air defence
        "assigned_sorties": (),
        "sent_sorties": (),
        "hostile_sorties": (),
        "control": (),  # of the air, from -1 (the aggressor's) to 1
        "interdiction": (),  # share of the defence's movement lost to the aggressor's control
        "hostile_interdiction": (),  # share of the aggressor's movement lost to the defence's control
    },
)
"""Both sides' aircraft and their duties, and who controls the air in this step."""

STORE = _in_lanes(
    {},
    {
        "own_days": (),  # of ammunition at combat intensity, for the army as it was at the start
        "forward_days": (),  # likewise; shared with guarantors' contingents
        "own_fuel_days": (),
        "hostile_days": (),  # for the first echelon of a full attack
        "hostile_fuel_days": (),
        "brigade_tonnes": (),  # in a day of ammunition of the protected state's mean brigade
        "entry_tonnes": (),  # a day that all entry points can pass, unstruck
        "helped_share": (),  # of the guarantors whose help has had time to arrive
        "recount_day": (),  # on which that share changes next
        **dict.fromkeys(
            ("own_use", "hostile_use", "own_fuel_use", "hostile_fuel_use"), ()
        ),  # a day, in days of a brigade
        "allied_use": (),  # in days of a heavy brigade
        "allied_fuel_use": (),
        "own_value": (),  # fighting value that supply leaves, as a share
        "hostile_value": (),
        "passing": (),  # share of what guarantors send that passes the entry points
        "interdiction": (),  # share of the defence's movement that adverse air stops
        "hostile_interdiction": (),
        "open_share": (),  # of the entry points' capacity that strikes leave
        **dict.fromkeys(("came", "lent", "needed", "short", "hostile_needed", "hostile_short"), ()),  # days so far
    },
)
"""Both sides' supplies, what they leave a force worth in the next step, and what came, was lent, needed and lacking so far.

`came` is the protected state's resupply, `lent` what contingents took of the forward stock; `needed` and `short` are those
of both, in days of the protected state's army.
"""

UNITS = _record(
    {
        "axis": (CONTINGENTS,),  # -1: not in the line
        "bound_for": (CONTINGENTS,),  # an axis; NOT_BOUND: for none so far; STAYS: for none ever
        "withdrawn": (CONTINGENTS,),
        "mode": (CONTINGENTS,),  # index into MODES
        "coming": (),  # how many ever come
        "listed": (CONTINGENTS,),  # those, in their own order
        "order": (
            CONTINGENTS,
        ),  # the same, in the order of a day; once the attack is on, those that have still to come
        "awaited": (),  # how many these are
        "stands": (AXES,),  # nations with contingents in the line there, the bit of each
    },
    {
        "drag": (NATIONS,),  # factor of a nation's friction
        "brigades": (CONTINGENTS,),  # when it enters the theatre
        "leaves_day": (CONTINGENTS,),
        "head_day": (CONTINGENTS,),  # its first part at its entry point
        "ready_day": (CONTINGENTS,),  # all of it there
        "from_day": (CONTINGENTS,),  # day from which it can move in the theatre
        "arrives_km": (CONTINGENTS,),  # of `marched_km`, at which it is in the line
        "joined_day": (CONTINGENTS,),
        "lift_free_day": (NATIONS,),  # on which a nation's transports are free again; to work with, as the next one
        "entry_free_day": (ENTRIES,),
    },
)
"""What has become of each contingent."""

SETTLED = _in_lanes(
    {},
    {
        "hostile_full": (),  # brigades of a full attack's first echelon, for which the aggressor's days of supply are stated
        "own_type_value": (),  # of the protected state's mean brigade, against a mechanised one
        "own_value": (),  # the same with the arms that guarantors gave in peacetime
        "hostile_value": (),  # of the aggressor's mean brigade
        "surprise_keeps": (),  # share of it that a step leaves
        "will_log": (),  # logarithm of the factor on the protected state's will for a unit of damage
        "committed_share": (),  # of a waiting reserve that is committed in a step
        "spared_share": (),  # of what a quiet axis can spare that leaves it in a step
        "healed_share": (),  # of those in hospital and workshop that return in a step
        "per_rail_reach": (),  # over the reach of railheads
        "dense_km": (),  # width for a brigade from which on a line begins to thin
        "thinning": (),  # of a line with each further kilometre for a brigade
        "quiet_rate": (),  # days of ammunition that a brigade uses in a day where nobody fights
        "busy_rate": (),  # and where the fighting is hardest
        "dupuy_km": (len(WORKS), BANDS),  # a day, standard for the aggressor's mix of forces
        "biddle_guards": (),  # attackers tied down on a flank for each km gained and each defender
        "biddle_arriving": (),  # of the defenders' reserves to reach an assault in a day, on a width of one km, for each defender
        "biddle_casualties": (),  # attackers lost in a km for each defender met in it
        "drones_made": (),  # in a step, as the next five
        "cruise_made": (),
        "ballistic_made": (),
        "drones_wanted": (),  # by the aggressor, for a salvo of this attack
        "cruise_wanted": (),
        "ballistic_wanted": (),
        "ballistic_coverage": (),  # share of ballistic missiles aimed where a battery can meet them
        "cruise_inland": (),  # share of cruise missiles aimed behind the front
        "cruise_coverage": (),  # share of cruise missiles aimed where medium batteries can meet them
    },
)
"""What does not change in a campaign once its world, design and attack are known, worked out before the first step."""

WORLDS_FIELDS = (
    "ground_law", "ground_attack_km_per_brigade", "ground_rail_reach", "ground_carried_days",
    "ground_porous_km_per_brigade", "ground_road_factor", "ground_break_strength_share", "ground_overrun_ratio",
    "ground_exploitation", "ground_river_hold_ratio", "ground_counterattack_ratio", "ground_positional_threshold",
    "ground_positional_advance", "ground_positional_loss_per_day", "ground_positional_exchange",
    "ground_attacker_loss_per_day", "ground_defender_loss_per_day", "bracken_p", "bracken_q", "bracken_d",
    "epstein_most_withdrawal", "epstein_exchange", "epstein_defender_threshold", "epstein_attacker_threshold",
    "biddle_reserve_share", "biddle_assault_km_per_day", "biddle_position_depth_km", "biddle_exposure_defender",
    "hero_threshold", "hero_loss_factor", "dupuy_fatigue_per_day", "brigade_persons", "warning_full_alert_days",
    "warning_peacetime_manning_share", "air_power_gain", "surprise_power_factor", "surprise_mobility_factor",
    "ground_reserve_days_protected", "ground_reserve_days_aggressor", "aggressor_mobilised", "protected_replacement",
    "supply_return_share", "supply_static_fuel_share", "supply_heavy_ammunition_tonnes", "supply_heavy_fuel_tonnes",
    "supply_guarantor_resupply_share", "supply_aid_resupply_share", "supply_own_resupply_share",
    "supply_protected_fuel_share", "supply_dry_value_share", "supply_no_fuel_value_share",
    "supply_aggressor_resupply_share", "supply_aggressor_fuel_share", "ground_guarantor_quality",
    "deployment_onward_km_per_day", "command_seam_loss_share", "command_adhoc_factor", "command_lead_factor",
    "command_integrated_factor", "command_lead_days", "command_adhoc_days",
    "air_alert_worth", "air_base_aim_share", "air_base_loss_per_hit", "air_base_sorties_per_hit", "air_cruise_kill",
    "air_denial_aggressor", "air_denial_dry_share", "air_drones_per_sortie", "air_guarantor_quality",
    "air_interdiction_share", "air_loss_per_sortie", "air_neutral_sorties", "air_serviceable_aggressor",
    "air_serviceable_guarantor", "air_serviceable_protected", "air_sorties_aggressor", "air_sorties_guarantor",
    "air_sorties_protected", "air_station_area", "air_station_h", "air_stealth_denial_share", "air_surge_days",
    "air_sustained_share", "protected_ballistic_interceptor_supply", "protected_interceptor_supply",
    "strike_ballistic_shots", "strike_cruise_other_kill", "strike_cruise_shots", "strike_damage_per_drone",
    "strike_decoy_share", "strike_delay_per_leaker", "strike_drone_capacity", "strike_drone_kill_share",
    "strike_missile_damage_factor",
)  # fmt: skip
FORTUNES: Shapes = {
    "pace": (APART, WEEKS),  # factor on the rate of advance against resistance
    "rush": (APART, WEEKS),  # factor on the rate of exploitation
    "weather_mobility": (WEEKS,),  # Dupuy's factors of the weather
    "weather_attack": (WEEKS,),
}
"""What chance decides in a world by axis and week (`fortunes`)."""

WORLDS = _in_lanes({}, dict.fromkeys(WORLDS_FIELDS, ()) | FORTUNES)
"""What the phases that play lanes in step read of a world, for all lanes of a block."""

ROLL = _record(
    {
        "filled": (),  # lanes that play a campaign; the rest repeat a world and count for nothing
        "pressed": (),  # how many axes are attacked in any lane
    },
    {"key_km": (AXES,)},  # depth at which an axis has reached a key city since the attack; infinite without one
    {
        "listed": (AXES,),  # the axes that are attacked in any lane, in their own order
        "joined": (AXES,),  # 1 where guarantors' contingents have joined the line in any lane
    },
)
"""What the lanes of a block have in common."""

LANED = {
    "roll": ROLL, "settled": SETTLED, "front": FRONT, "sides": SIDES, "clash": CLASH, "store": STORE, "sky": SKY,
    "arsenal": ARSENAL,
}  # fmt: skip
"""The records of a block that its campaigns set and change in step."""

STATE = np.dtype([("council", COUNCIL), ("units", UNITS)])
"""What one campaign of a block sets and changes apart from the others."""

OUTCOME_SCALARS = (
    "warning_days", "trigger_day", "first_decision_day", "decided_share", "honoured_share", "acted_share", "combat_share",
    "contact_day", "contact_depth_km", "held", "lost_day", "max_depth_km", "area_km2", "people", "key_cities",
    "protected_start", "protected_replaced", "protected_present", "protected_lost",
    "guarantor_entered", "guarantor_replaced", "guarantor_present", "guarantor_lost", "guarantor_withdrawn",
    "aggressor_entered", "aggressor_replaced", "aggressor_present", "aggressor_lost", "aggressor_waiting",
    "aircraft_lost_defence", "aircraft_lost_guarantor", "aircraft_lost_aggressor", "control_of_air",
    "stations_held", "station_aircraft",
    "drones_launched", "cruise_launched", "ballistic_launched", "drone_leakers", "cruise_leakers", "ballistic_leakers",
    "damage_meur", "interceptors_used", "interceptors_left",
    "stock_left_days", "fuel_left_days", "short_share", "aggressor_short_share", "law",
)  # fmt: skip

OUTCOME = _record(
    {},
    {
        **dict.fromkeys(OUTCOME_SCALARS, ()),
        "decision_day": (NATIONS,),
        "help_level": (NATIONS,),
        "left_day": (NATIONS,),
        "arrival_day": (NATIONS,),
        "arrival_mode": (NATIONS,),  # index into MODES; not a number: none
        "joined_day": (NATIONS,),
        "joined_axis": (NATIONS,),  # not a number: none
        "depth_km": (AXES, len(RECORDED_DAYS)),
        "arrived_brigades": (len(RECORDED_DAYS),),  # guarantors' forces in the theatre
        "line_brigades": (len(RECORDED_DAYS),),  # those of them in the line
        "control_day": (len(RECORDED_DAYS),),
    },
)
"""What one campaign measured; infinite days mean 'never', strengths are brigade equivalents."""


def one(record: np.dtype[np.void]) -> np.record:
    """An empty record of a type, with its fields as attributes."""
    return many(record, 1)[0]


def many(record: np.dtype[np.void], count: int) -> np.recarray[tuple[int], np.dtype[np.void]]:
    """Empty records of a type, with their fields as attributes; the first begins a line of the nearest cache."""
    room = np.zeros(count * record.itemsize + CACHE_LINE, np.uint8)
    start = -room.ctypes.data % CACHE_LINE
    return room[start : start + count * record.itemsize].view(record).view(np.recarray)
