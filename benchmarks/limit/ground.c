/* The ground loop of campaigns in C: opened fronts in, the same fronts at the horizon out.

   The rules are those of docs/method/ground.md, supply.md, warning.md and docs/method/laws. This is a limit to hold the kernel
   against, and no part of Casus. In each step both sides' reserves move, every attacked axis fights under the law of its world,
   and the losses are taken. What was drawn comes from Python (records.h, written by records.py); the tables stand here again.

   cc -O3 -march=native -fopenmp -shared -fPIC ground.c -lm        (not -ffast-math: results are compared to 1e-9)
*/

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "records.h"

static inline double least(double a, double b) { return b < a ? b : a; }
static inline double most(double a, double b) { return b > a ? b : a; }
static inline double share(double number) { return least(1.0, most(0.0, number)); }

/* --- looking up tables ----------------------------------------------------------------------------------------------- */

/* Value at a number, straight between printed points and constant beyond the ends. */
static inline double between(double number, int points, const double *at, const double *value) {
    if (number <= at[0]) return value[0];
    for (int right = 1; right < points; right++)
        if (number <= at[right]) {
            double part = (number - at[right - 1]) / (at[right] - at[right - 1]);
            return value[right - 1] + part * (value[right] - value[right - 1]);
        }
    return value[points - 1];
}

/* Index of the last floor that a number reaches. */
static inline int band_of(double number, int bands, const double *floor) {
    int band = 0;
    while (band + 1 < bands && number >= floor[band + 1]) band++;
    return band;
}

#define LENGTH(table) ((int)(sizeof(table) / sizeof((table)[0])))
#define BETWEEN(number, at, value) between(number, LENGTH(at), at, value)

/* --- Dupuy 1979, Numbers, Predictions and War, appendix A, as restated -------------------------------------------------- */

static const double POSTURE_STRENGTH[] = {1.2, 1.3, 1.5, 1.6}; /* by works: none (delay), hasty, prepared, fortified */
static const double BAND_FLOOR[] = {1.00, 1.11, 1.26, 1.46, 1.76, 2.26, 3.01, 4.26, 6.01}; /* least ratio of each band */
enum { BANDS = LENGTH(BAND_FLOOR), FOOT = 2, COLUMNS };
static const double ADVANCE[COLUMNS][4][BANDS] = {
    /* km a day of armour, mechanised infantry, infantry, by works and band */
    {{4.0, 5.0, 6.0, 9.0, 12.0, 16.0, 20.0, 40.0, 60.0},
     {4.0, 5.0, 6.0, 9.0, 12.0, 16.0, 20.0, 40.0, 60.0},
     {2.0, 2.25, 2.5, 4.0, 6.0, 8.0, 10.0, 20.0, 30.0},
     {1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 5.0, 10.0, 30.0}},
    {{4.0, 4.5, 5.0, 7.5, 10.0, 13.0, 16.0, 30.0, 48.0},
     {4.0, 4.5, 5.0, 7.5, 10.0, 13.0, 16.0, 30.0, 48.0},
     {2.0, 2.25, 2.5, 3.5, 5.0, 7.0, 8.0, 16.0, 24.0},
     {1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 8.0, 24.0}},
    {{4.0, 4.5, 5.0, 6.5, 8.0, 10.0, 12.0, 18.0, 24.0},
     {4.0, 4.5, 5.0, 6.5, 8.0, 10.0, 12.0, 18.0, 24.0},
     {2.0, 2.25, 2.5, 3.0, 4.0, 5.0, 6.0, 10.0, 12.0},
     {1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 6.0, 12.0}},
};
static const double RIVER_M[] = {0.0, 20.0, 50.0, 100.0, 500.0};
static const double RIVER_UNFORDABLE[] = {1.0, 0.85, 0.8, 0.7, 0.5}; /* factor on the advance across it */
static const double AIR_CONTROL[] = {-1.0, 0.0, 1.0};
static const double AIR_MOBILITY[] = {0.9, 1.0, 1.1};
static const double AIR_VULNERABILITY[] = {1.1, 1.0, 0.9};
static const double OWN_RATIO[] = {0.15, 0.2, 0.25, 0.35, 0.45, 0.6, 0.83, 1.5, 2.5, 3.0};
static const double OPPOSITION[] = {1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7}; /* factor on losses by own ratio */
static const double SIZE_KPERSON[] = {0.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0};
static const double SIZE_FACTOR[] = {2.0, 1.5, 1.0, 0.9, 0.8, 0.7, 0.6}; /* factor on losses by size of force */
static const double HOLDING = 0.3;                                       /* factor on losses of a force that only holds */
static const double MOST_FATIGUED = 0.5;                                 /* effectiveness of an exhausted force */
static const double LEAST_RATIO = 0.05; /* chosen: a side's own power ratio is not looked up below it */

/* Standard rate of advance, km a day, for a band against works. */
static inline double dupuy_rate(int works, int band, double armour, double mechanised) {
    double foot = most(0.0, 1.0 - armour - mechanised);
    return armour * ADVANCE[0][works][band] + mechanised * ADVANCE[1][works][band] + foot * ADVANCE[FOOT][works][band];
}

/* Share of strength that a side loses in a day: its norm, eased by superiority, size and cover. */
static inline double dupuy_loss(double norm, double own_ratio, double kpersons, double cover, bool advancing) {
    double eased = BETWEEN(own_ratio, OWN_RATIO, OPPOSITION) * BETWEEN(kpersons, SIZE_KPERSON, SIZE_FACTOR);
    return norm * eased * cover * (advancing ? 1.0 : HOLDING);
}

/* --- what every law gets and gives ---------------------------------------------------------------------------------- */

struct clash {
    double attackers, defenders;          /* brigades */
    double attack, defence;               /* powers, the defence's behind works and terrain */
    double ratio;                         /* of the two, cut at OVERWHELMING */
    int64_t works;                        /* index into POSTURE_STRENGTH */
    double thin;                          /* 0 where brigades cover the width, 1 where the line has come apart */
    double width_km, mobility, cover;     /* mobility and cover: factors on the advance and on casualties */
    double attacker_freshness, defender_freshness; /* Dupuy's, 1 fresh */
    double withdrawal_km, prosecution;    /* a day; Epstein's state */
    bool stopped;                         /* an attack that was given up */
    double days;                          /* length of the step */
};

struct result {
    double advance_km;                    /* a day */
    double attacker_loss, defender_loss;  /* shares a day */
};

/* Dupuy: bands of the power ratio give the advance, norms with factors the losses. */
static inline struct result dupuy(const struct world *world, const struct clash *clash) {
    double ratio = clash->ratio * clash->attacker_freshness / clash->defender_freshness, advance = 0.0;
    if (ratio >= 1.0) {
        double armour = world->aggressor_heavy_share, mechanised = (1.0 - armour) * world->aggressor_medium_share;
        double mobility = clash->mobility * BETWEEN(-world->control, AIR_CONTROL, AIR_MOBILITY);
        int band = band_of(ratio, BANDS, BAND_FLOOR);
        double in_works = dupuy_rate(clash->works, band, armour, mechanised) * mobility;
        double in_open = dupuy_rate(0, band, armour, mechanised) * mobility;
        advance = (1.0 - clash->thin) * in_works + clash->thin * in_open;
    }
    bool moving = advance > 0.0 && !clash->stopped;
    double thousand = world->brigade_persons / 1000.0, own = 1.0 / most(ratio, LEAST_RATIO);
    double attacker_loss =
        dupuy_loss(world->ground_attacker_loss_per_day, ratio, clash->attackers * thousand, clash->cover, moving);
    double defender_loss =
        dupuy_loss(world->ground_defender_loss_per_day, own, clash->defenders * thousand, clash->cover, moving);
    attacker_loss *= BETWEEN(-world->control, AIR_CONTROL, AIR_VULNERABILITY);
    defender_loss *= BETWEEN(world->control, AIR_CONTROL, AIR_VULNERABILITY);
    return (struct result){advance, least(1.0, attacker_loss), least(1.0, defender_loss)};
}

/* --- HERO 1972, ORALFORE, and CDB90's losses: the class of resistance gives the rate ------------------------------------ */

static const double CLASSES[] = {0.0, 1.0, 2.0, 3.0}; /* of resistance: negligible, slight, moderate, intense */
static const double LOG_MEDIAN[] = {               /* of km a day by class: ln 40, ln 20, ln 5, ln 2 */
    3.6888794541139363, 2.995732273553991, 1.6094379124341003, 0.6931471805599453};
static const double ATTACKER_LOSS[] = {0.0019, 0.0022, 0.0039, 0.0059};  /* share a day by class */
static const double WORKS_INTENSITY[] = {1.7, 2.0, 3.0, 3.0};            /* class of a manned line by works */
static const double THIN_INTENSITY = 0.6;                                /* class of a line that has come apart */
static const double EASED_FROM = 3.0, EASED_TO = 10.0;                   /* chosen: ratios that take off up to a class */
static const double BATTLE_LOG_RATIO[] = { /* ln of 0.65, 0.866, 1.22, 1.73, 2.45, 3.46, 4.9, 7.5 */
    -0.4307829160924543, -0.14387037041970317, 0.19885085874516517, 0.5481214085096876,
    0.8960880245566357, 1.2412685890696329, 1.589235205116581, 2.0149030205422647};
static const double DEFENDER_LOSS[] = {0.0189, 0.0259, 0.0298, 0.0258, 0.0203, 0.0235, 0.0697, 0.189}; /* share a day */
static const double USUAL_MOBILITY = 0.75; /* mean recorded rates over the same brought to good going */

/* Class of resistance of a line behind works, manned or thin. */
static inline double resistance(int64_t works, double thinness, double ratio) {
    double thin = share(thinness), manned = (1.0 - thin) * WORKS_INTENSITY[works] + thin * THIN_INTENSITY;
    if (ratio <= EASED_FROM) return manned;
    return most(0.0, manned - least(1.0, log(ratio / EASED_FROM) / log(EASED_TO / EASED_FROM)));
}

/* Median recorded rate for a class of resistance, km a day. */
static inline double recorded_rate(double intensity) { return exp(BETWEEN(intensity, CLASSES, LOG_MEDIAN)); }

/* HERO: the ratio is a threshold, the intensity of resistance gives the rate and the losses. */
static inline struct result hero(const struct world *world, const struct clash *clash) {
    double intensity = resistance(clash->works, clash->thin, clash->ratio), advance = 0.0;
    if (clash->ratio >= world->hero_threshold) advance = recorded_rate(intensity) * clash->mobility / USUAL_MOBILITY;
    double mission = advance > 0.0 && !clash->stopped ? world->hero_loss_factor : HOLDING * world->hero_loss_factor;
    double log_ratio = clash->ratio > 0.0 ? log(clash->ratio) : BATTLE_LOG_RATIO[0];
    double attacker_loss = BETWEEN(intensity, CLASSES, ATTACKER_LOSS) * mission;
    double defender_loss = BETWEEN(log_ratio, BATTLE_LOG_RATIO, DEFENDER_LOSS) * mission;
    return (struct result){advance, least(1.0, attacker_loss), least(1.0, defender_loss)};
}

/* --- Bracken 1995 (generalised Lanchester) with Helmbold 1993's odds of winning ------------------------------------------ */

static const double LARGEST_EXPONENT = 300.0; /* chosen: products of powers stay finite */
static const double EXCHANGE_DAYS = 5.0;      /* Dupuy 1979: an engagement ends after five days at most */
static const double LEAST_LOSS = 1e-12;       /* chosen: stands for no loss at all */
static const double INTERCEPT = 0.15, SLOPE = -2.23; /* logit of the attacker's win on the advantage, CDB90 from 1914 on */

static inline double bounded_exp(double exponent) {
    return exp(least(LARGEST_EXPONENT, most(-LARGEST_EXPONENT, exponent)));
}

/* 1 - left^2 for the share left of a force. */
static inline double lost(double left) { return most(LEAST_LOSS, (1.0 - share(left)) * (1.0 + share(left))); }

/* Probability that the attacker wins after such losses in five days. */
static inline double win_probability(double attacker_loss, double defender_loss) {
    double advantage =
        0.5 * log(lost(1.0 - attacker_loss * EXCHANGE_DAYS) / lost(1.0 - defender_loss * EXCHANGE_DAYS));
    double logit = INTERCEPT + SLOPE * advantage;
    if (logit >= 0.0) return 1.0 / (1.0 + exp(-logit));
    double odds = exp(logit);
    return odds / (1.0 + odds);
}

/* Bracken: losses from both powers; the front moves as far as the exchange favours the attack. */
static inline struct result bracken(const struct world *world, const struct clash *clash) {
    double attacker_loss = 0.0, defender_loss = 0.0;
    if (clash->attack > 0.0 && clash->defence > 0.0) {
        double mean = 0.5 * clash->attack + 0.5 * clash->defence, scale = world->bracken_p + world->bracken_q - 1.0;
        double log_attack = log(clash->attack / mean), log_defence = log(clash->defence / mean);
        double tilt = world->bracken_p * (log_attack - log_defence), d = world->bracken_d;
        attacker_loss = least(1.0, world->ground_attacker_loss_per_day * d * bounded_exp(scale * log_attack - tilt));
        defender_loss =
            d > 0.0 ? least(1.0, world->ground_defender_loss_per_day / d * bounded_exp(scale * log_defence + tilt)) : 1.0;
    }
    double odds = most(0.0, 2.0 * win_probability(attacker_loss, defender_loss) - 1.0), advance = 0.0;
    if (odds > 0.0 && clash->ratio >= LEAST_RATIO) {
        double intensity = resistance(clash->works, clash->thin, clash->ratio);
        advance = odds * recorded_rate(intensity) * clash->mobility / USUAL_MOBILITY;
    }
    double mission = advance > 0.0 && !clash->stopped ? 1.0 : HOLDING;
    return (struct result){advance, attacker_loss * mission, defender_loss * mission};
}

/* --- Epstein 1985 ----------------------------------------------------------------------------------------------------- */

/* Epstein: the defence falls back when its losses pass what it bears, the attack presses as hard as it bears. */
static inline struct result epstein(const struct world *world, const struct clash *clash) {
    double attacker_loss = 0.0, defender_loss = 0.0, fastest = world->epstein_most_withdrawal;
    if (clash->attack > 0.0 && clash->defence > 0.0) {
        attacker_loss = share(fastest > 0.0 ? clash->prosecution * (1.0 - clash->withdrawal_km / fastest) : clash->prosecution);
        double killed = attacker_loss * clash->attack, room = world->epstein_exchange * clash->defence;
        defender_loss = killed <= 0.0 ? 0.0 : killed >= room ? 1.0 : killed / room;
    }
    double mission = clash->stopped ? HOLDING : 1.0;
    return (struct result){clash->withdrawal_km * clash->mobility, attacker_loss * mission, defender_loss * mission};
}

/* Rate of withdrawal, km a day, after a step's losses; none at or below the threshold. */
static inline double next_withdrawal_km(const struct world *world, double withdrawal_km, double loss, double days) {
    double threshold = world->epstein_defender_threshold, fastest = world->epstein_most_withdrawal;
    if (loss <= threshold || threshold >= 1.0) return 0.0;
    double pressure = (least(1.0, loss) - threshold) / (1.0 - threshold);
    return least(fastest, most(0.0, withdrawal_km + (fastest - withdrawal_km) * pressure * days));
}

/* Rate of prosecution, share a day, after a step's losses. */
static inline double next_prosecution(const struct world *world, double prosecution, double loss, double days) {
    double threshold = world->epstein_attacker_threshold;
    if (threshold <= 0.0) return 0.0;
    double held = least(threshold, most(0.0, prosecution));
    return least(threshold, most(0.0, held - (1.0 - held / threshold) * (loss - threshold) * days));
}

/* --- Biddle 2004, appendix A: table A.1 and equations A.6 to A.17 ----------------------------------------------------- */

static const double HALTED_PER_DEFENDER = 2.5;  /* k1 */
static const double PINNING_RATIO = 0.4;        /* k3 */
static const double ASSAULT_KM = 25.0;          /* width of the assault */
static const double RESERVE_KM_PER_DAY = 20.0;  /* figure A.13 as restated */
static const double LEAST_KM = 1e-3;            /* chosen: no width or depth is 0 */
static const double LONGEST_DAYS = 3650.0;      /* chosen: stands for "never halted" */

/* Days until a surplus of attackers is used up (A.17), while reserves arrive and then after the last has arrived. */
static inline double days_until_spent(double surplus, double used, double halted, double all_arrived_days) {
    if (surplus <= 0.0) return 0.0;
    double early = used + halted;
    if (early > 0.0) {
        double days = surplus / early;
        if (days < all_arrived_days) return least(LONGEST_DAYS, days);
    }
    if (used <= 0.0) return LONGEST_DAYS;
    return least(LONGEST_DAYS, most(0.0, surplus - halted * all_arrived_days) / used);
}

/* Biddle: an assault goes on until flank guards, casualties and the defence's reserves have used it up. */
static inline struct result biddle(const struct world *world, const struct clash *clash) {
    double attackers = clash->attack * world->brigade_persons, defenders = clash->defence * world->brigade_persons;
    double width = most(LEAST_KM, clash->width_km), assault = least(width, ASSAULT_KM);
    double speed = world->biddle_assault_km_per_day, forward = defenders * (1.0 - share(world->biddle_reserve_share));
    double met = forward * assault / width / most(LEAST_KM, world->biddle_position_depth_km); /* for each km, A.10 */
    double casualties = world->biddle_casualties * met;                                       /* for each km, A.11 */
    double halted = HALTED_PER_DEFENDER * (1.0 - share(world->biddle_exposure_defender));     /* A.6 */
    double pinned = PINNING_RATIO * forward / width * most(0.0, width - assault);             /* A.8 */
    double days = days_until_spent(attackers - pinned - halted * met,                         /* A.9 */
                                   (casualties + 2.0 * world->biddle_guards * defenders) * speed, /* A.12 */
                                   halted * world->biddle_arriving * defenders / width,       /* A.14 */
                                   least(LONGEST_DAYS, width / RESERVE_KM_PER_DAY));
    double advance = clash->stopped ? 0.0 : speed * clash->mobility * least(1.0, days / clash->days);
    double attacker_loss = world->ground_attacker_loss_per_day * HOLDING;
    double defender_loss = world->ground_defender_loss_per_day * HOLDING;
    if (attackers > 0.0 && defenders > 0.0) {
        attacker_loss += casualties * advance / attackers;
        defender_loss += met * advance / defenders;
    }
    return (struct result){advance, least(1.0, attacker_loss), least(1.0, defender_loss)};
}

/* --- the positional front of 2023-26 ---------------------------------------------------------------------------------- */

static const double USUAL_OVER_THRESHOLD = 1.5; /* chosen: recorded offensives had half more than they needed */
static const double MOST_OVER_USUAL = 2.0;      /* the fastest month gained 1.9 times the mean of 2024-25 */

/* Rate of advance, km a day: none below the threshold, then in proportion to the ratio. */
static inline double positional_rate(const struct world *world, double ratio) {
    double threshold = world->ground_positional_threshold;
    if (ratio < threshold) return 0.0;
    return world->ground_positional_advance * least(ratio / (threshold * USUAL_OVER_THRESHOLD), MOST_OVER_USUAL);
}

/* Metres a day above a threshold, at a steady price. */
static inline struct result positional(const struct world *world, const struct clash *clash) {
    double advance = positional_rate(world, clash->ratio), loss = world->ground_positional_loss_per_day, exchanged = 0.0;
    if (!(advance > 0.0 && !clash->stopped)) loss *= HOLDING;
    if (clash->defenders > 0.0) exchanged = loss * clash->attackers / (world->ground_positional_exchange * clash->defenders);
    return (struct result){advance, loss, least(1.0, exchanged)};
}

/* What the law of this world makes of a clash. */
static inline struct result opposed(const struct world *world, const struct clash *clash) {
    switch (world->law) {
        case DUPUY1979: return dupuy(world, clash);
        case BRACKEN1995: return bracken(world, clash);
        case EPSTEIN1985: return epstein(world, clash);
        case BIDDLE2004: return biddle(world, clash);
        case HERO1972: return hero(world, clash);
        default: return positional(world, clash);
    }
}

/* --- one axis, one step: what is the same under every law ----------------------------------------------------------------- */

static const double OVERWHELMING = 20.0;        /* chosen: a ratio beyond the last band of every table */
static const double THINNEST = 1e-6;            /* brigades; below this a side is not there */
static const double FASTEST_KM_PER_DAY = 150.0; /* tracked columns march 100 to 150 km a day on roads, as recalled */
static const double SLIGHT_SHARE = 0.43;        /* HERO 1972: mean rate against slight over that against no resistance */
static const double BANK_KM = 10.0;             /* chosen: depth behind a river over which it still slows the advance */
static const double SLOWEST_BEYOND_RAIL = 0.2;  /* chosen: power left to an attack far beyond its railheads */
static const double LARGE_RIVER_M = 500.0;      /* Dupuy's widest class */
static const double COUNTER_HEAVY_SHARE = 0.5;  /* chosen: half of what counter-attacks is armoured */
enum { HASTY = 1, DAYS_PER_PACE = 7 };          /* works of a force that has just stopped; chosen: an operation's pace */

static inline double near_end_km(const struct theatre *theatre, int64_t axis, int64_t segment) {
    return segment > 0 ? theatre->end_km[axis][segment - 1] : 0.0;
}

/* Power and tempo left to an attack that has outrun its railheads (after Vershinin 2021). */
static inline double beyond_rail(const struct world *world, double distance_km, double day) {
    double over = distance_km - world->ground_rail_reach;
    if (over <= 0.0 || day < world->ground_carried_days) return 1.0;
    return most(SLOWEST_BEYOND_RAIL, 1.0 - over / world->ground_rail_reach);
}

/* How thin a line is: 0 where brigades cover the width, 1 and it comes apart. */
static inline double thinness(const struct world *world, double width_km, double holding) {
    double covered = world->ground_hold_km_per_brigade, porous = world->ground_porous_km_per_brigade;
    if (holding <= THINNEST) return 1.0;
    if (porous <= covered) return width_km / holding > porous ? 1.0 : 0.0;
    return share((width_km - covered * holding) / ((porous - covered) * holding));
}

static inline double power_ratio(double attack, double defence) {
    if (attack * OVERWHELMING <= 0.0) return 0.0;
    return attack >= OVERWHELMING * defence ? OVERWHELMING : attack / defence;
}

/* Share of the brigades that the width has room for. */
static inline double share_with_room(double brigades, double room) { return brigades > room ? room / brigades : 1.0; }

/* Dupuy's factor on the advance while a river lies close behind. */
static inline double river_mobility(double river_m, double near_km, double depth_km) {
    if (river_m <= 0.0 || depth_km > near_km + BANK_KM) return 1.0;
    return BETWEEN(river_m, RIVER_M, RIVER_UNFORDABLE);
}

/* Whether the front stands at a river that this ratio cannot force. */
static inline bool held_at_river(const struct world *world, double river_m, double bank_km, double depth_km, double ratio) {
    if (river_m <= 0.0 || depth_km > bank_km) return false;
    return ratio < 1.0 + (world->ground_river_hold_ratio - 1.0) * least(1.0, river_m / LARGE_RIVER_M);
}

/* Kilometres a day, by road, through a line that has come apart in open country, or that is overrun. */
static inline double exploitation(const struct world *world, double width_km, double attackers, double ratio) {
    double covering = least(1.0, attackers * world->ground_porous_km_per_brigade / width_km);
    if (ratio <= 1.0) return world->ground_exploitation * SLIGHT_SHARE * ratio * covering;
    double ease = log(ratio) / log(OVERWHELMING);
    return world->ground_exploitation * (SLIGHT_SHARE + (1.0 - SLIGHT_SHARE) * ease) * covering;
}

/* Kilometres a day that the defence takes back where the balance has turned far enough. */
static inline double counter_advance(const struct world *world, double attack, double defence, double terrain, double mobility) {
    double ratio = power_ratio(defence, attack * (POSTURE_STRENGTH[HASTY] * terrain));
    if (ratio < world->ground_counterattack_ratio) return 0.0;
    if (world->law == POSITIONAL2023) return positional_rate(world, ratio);
    if (ratio < 1.0) return 0.0;
    int band = band_of(ratio, BANDS, BAND_FLOOR);
    return dupuy_rate(HASTY, band, COUNTER_HEAVY_SHARE, 1.0 - COUNTER_HEAVY_SHARE) * mobility;
}

/* What holds for all axes in a step. */
struct step {
    double day, days;
    int week;
    double manning, holding;        /* a brigade of the defence: share in position, the same by value of type */
    double own_value, hostile_value; /* power of a brigade of either side */
    double for_defence, surprise;   /* factors on the defence's power and on the advance */
};

/* One axis in a step: the advance in km a day (negative where the defence counter-attacks), both losses, and the ratio. */
static inline struct result fight(const struct world *restrict world, const struct theatre *restrict theatre,
                                  const struct front *restrict front, const struct step *step, int64_t axis, double *ratio) {
    double depth_km = front->depth_km[axis], attackers = front->attackers[axis], brigades = front->defenders[axis];
    int64_t segment = front->segment[axis], works = theatre->works[axis][segment];
    double width_km = theatre->width_km[axis][segment], terrain = theatre->defence[axis][segment];
    double river_m = theatre->river_m[axis][segment], near_km = near_end_km(theatre, axis, segment);
    double defenders = brigades * step->manning + front->allied[axis];
    double holding = brigades * step->holding + front->allied_holding[axis];
    double room = width_km / world->ground_attack_km_per_brigade;
    double tempo = beyond_rail(world, theatre->rail_km[axis] + depth_km, step->day);
    double by_weather = front->weather_mobility[step->week];
    double attack = attackers * step->hostile_value * share_with_room(attackers, room) * tempo * front->weather_attack[step->week];
    double defence = (brigades * step->own_value + front->allied_power[axis]) * step->for_defence * share_with_room(defenders, room);
    double thin = thinness(world, width_km, holding);
    double behind_works = defence * ((1.0 - thin) * POSTURE_STRENGTH[works] + thin * POSTURE_STRENGTH[0]) * terrain;
    double river = river_mobility(river_m, near_km, depth_km);
    struct clash clash = {
        .attackers = attackers, .defenders = defenders, .attack = attack, .defence = behind_works,
        .ratio = power_ratio(attack, behind_works), .works = works, .thin = thin, .width_km = width_km,
        .mobility = theatre->mobility[axis][segment] * river * world->ground_road_factor * by_weather,
        .cover = theatre->casualty[axis][segment],
        .attacker_freshness = front->attacker_freshness[axis], .defender_freshness = front->defender_freshness[axis],
        .withdrawal_km = front->withdrawal_km[axis], .prosecution = front->prosecution[axis],
        .stopped = attackers < world->ground_break_strength_share * front->sent[axis], .days = step->days,
    };
    struct result result = opposed(world, &clash);
    double advance = 0.0;
    if (!clash.stopped) {
        advance = result.advance_km * (front->pace[axis][step->week] * step->surprise);
        if ((thin >= 1.0 && !theatre->urban[axis][segment]) || clash.ratio >= world->ground_overrun_ratio) {
            double by_road = by_weather * river * front->rush[axis][step->week] * tempo;
            advance = most(advance, exploitation(world, width_km, attackers, clash.ratio) * by_road);
        }
        advance = least(advance, FASTEST_KM_PER_DAY);
        if (held_at_river(world, river_m, most(near_km, theatre->start_km[axis]), depth_km, clash.ratio)) advance = 0.0;
    }
    if (advance <= 0.0 && depth_km > theatre->start_km[axis])
        advance = -counter_advance(world, attack, defence, terrain, clash.mobility);
    result.advance_km = advance;
    *ratio = clash.ratio;
    return result;
}

/* Move the front of an axis: at most to the next segment or the end of the axis, and not past the start. */
static inline void move_front(const struct theatre *restrict theatre, struct front *restrict front, int64_t axis, double km) {
    double before = front->depth_km[axis], wanted = before + km;
    if (km <= 0.0) wanted = most(theatre->start_km[axis], wanted);
    else if (isfinite(wanted)) wanted = least(wanted, theatre->end_km[axis][front->segment[axis]]);
    else return;
    if (wanted == before) return;
    int64_t segment = 0;
    while (segment + 1 < theatre->segments[axis] && wanted >= theatre->end_km[axis][segment]) segment++;
    front->depth_km[axis] = wanted;
    front->segment[axis] = segment;
}

/* Freshness after a step of combat, brigades that joined since the last one counting as fresh. */
static inline double tired(const struct world *world, double freshness, double now, double before, double days) {
    if (now > before && before > 0.0) freshness = (freshness * before + now - before) / now;
    return most(MOST_FATIGUED, freshness - world->dupuy_fatigue_per_day * days);
}

/* Let both sides tire and be relieved (Dupuy), or adapt their pace to their losses (Epstein). */
static inline void adapt(const struct world *restrict world, struct front *restrict front, int64_t axis, double defenders,
                         struct result result, double days) {
    if (world->law == DUPUY1979) {
        double attackers = front->attackers[axis];
        front->attacker_freshness[axis] =
            tired(world, front->attacker_freshness[axis], attackers, front->attackers_before[axis], days);
        front->defender_freshness[axis] =
            tired(world, front->defender_freshness[axis], defenders, front->defenders_before[axis], days);
        front->attackers_before[axis] = attackers;
        front->defenders_before[axis] = defenders;
    } else if (world->law == EPSTEIN1985) {
        front->withdrawal_km[axis] = next_withdrawal_km(world, front->withdrawal_km[axis], result.defender_loss, days);
        front->prosecution[axis] = next_prosecution(world, front->prosecution[axis], result.attacker_loss, days);
    }
}

/* --- a step --------------------------------------------------------------------------------------------------------------- */

static const double MEUR_PER_UNIT_OF_WILL = 10000.0; /* the evidence states the factor for ten billion euro of damage */

/* What manning, supply, damage, control of the air and surprise make of both sides in a step. */
static inline struct step open_step(const struct world *restrict world, struct front *restrict front, double day, double days) {
    double peacetime = world->warning_peacetime_manning_share;
    double manning =
        peacetime + (1.0 - peacetime) * least(1.0, (world->warning_days + day) / world->warning_full_alert_days);
    double will = exp(world->will_log * (world->damage_meur / MEUR_PER_UNIT_OF_WILL)), surprised = front->surprised;
    struct step step = {
        .day = day, .days = days, .week = (int)day / DAYS_PER_PACE,
        .manning = manning, .holding = manning * world->own_type_value,
        .own_value = world->own_value * world->own_supply * manning * will,
        .hostile_value = world->hostile_value * world->hostile_supply *
                         (1.0 + world->air_power_gain * most(0.0, -world->control)) *
                         (1.0 + (world->surprise_power_factor - 1.0) * surprised),
        .for_defence = 1.0 + world->air_power_gain * most(0.0, world->control),
        .surprise = 1.0 + (world->surprise_mobility_factor - 1.0) * surprised,
    };
    front->surprised *= world->surprise_keeps;
    return step;
}

/* Fight on every axis that has attackers, and move its front. */
static inline void fight_everywhere(const struct world *restrict world, const struct theatre *restrict theatre,
                                    struct front *restrict front, double day, double days) {
    struct step step = open_step(world, front, day, days);
    for (int64_t place = 0; place < front->pressed; place++) {
        int64_t axis = front->listed[place];
        if (front->attackers[axis] <= THINNEST) continue;
        double ratio, defenders = front->defenders[axis] * step.manning + front->allied[axis];
        struct result result = fight(world, theatre, front, &step, axis, &ratio);
        move_front(theatre, front, axis, result.advance_km * days);
        double gone = (front->depth_km[axis] - theatre->start_km[axis]) / theatre->hold_depth_km[axis];
        front->ratio[axis] = ratio;
        front->need[axis] = ratio * (1.0 + gone);
        adapt(world, front, axis, defenders, result, days);
        front->attacker_loss[axis] = least(1.0, result.attacker_loss * days);
        front->defender_loss[axis] = least(1.0, result.defender_loss * days);
    }
}

/* --- reserves and losses -------------------------------------------------------------------------------------------------- */

static const double QUIET_RATIO = 0.5;           /* chosen: below it an axis can spare brigades */
static const double FIRST_LOOK_KM = 1.0;         /* chosen: an axis that has not moved counts as a kilometre deep */
static const double MOBILISED_AFTER_DAYS = 30.0; /* chosen: a mobilisation is worth nothing before a month */
static const double DAYS_PER_MONTH = 30.4;

/* Take into the reserve what axes can spare on which the attack has become too weak to matter. */
static inline void relieve_quiet_axes(const struct world *restrict world, struct front *restrict front) {
    double spared = 0.0;
    for (int64_t place = 0; place < front->pressed; place++) {
        int64_t axis = front->listed[place];
        if (front->ratio[axis] >= QUIET_RATIO) continue;
        double spare = front->defenders[axis] * (1.0 - front->ratio[axis] / QUIET_RATIO) * world->spared_share;
        front->defenders[axis] -= spare;
        spared += spare;
    }
    front->own_reserve += spared;
}

/* Send brigades of the protected state's reserve to the attacked axes, as hard as each was pressed a step ago. */
static inline void plug(struct front *restrict front, double brigades) {
    double total = 0.0;
    for (int64_t place = 0; place < front->pressed; place++) total += front->need[front->listed[place]];
    if (total <= 0.0) return;
    double each = brigades / total;
    for (int64_t place = 0; place < front->pressed; place++) {
        int64_t axis = front->listed[place];
        front->defenders[axis] += each * front->need[axis];
    }
    front->own_reserve -= brigades;
}

/* Send waiting brigades of the aggressor to the attacked axes, in proportion to the depth gained on each. */
static inline void exploit(const struct theatre *restrict theatre, struct front *restrict front, double brigades) {
    double total = 0.0, success_km[AXES];
    for (int64_t place = 0; place < front->pressed; place++) {
        int64_t axis = front->listed[place];
        success_km[place] = FIRST_LOOK_KM + most(0.0, front->depth_km[axis] - theatre->start_km[axis]);
        total += success_km[place];
    }
    double each = brigades / total;
    for (int64_t place = 0; place < front->pressed; place++) {
        int64_t axis = front->listed[place];
        front->attackers[axis] += each * success_km[place];
        front->sent[axis] += each * success_km[place];
    }
    front->hostile_waiting -= brigades;
    front->hostile_entered += brigades;
}

/* Commit both sides' reserves: the defence where it is pressed, the aggressor where it succeeds. */
static inline void move_reserves(const struct world *restrict world, const struct theatre *restrict theatre,
                                 struct front *restrict front, double intensity, double day, double days) {
    if (day >= world->ground_reserve_days_protected - world->warning_days) {
        relieve_quiet_axes(world, front);
        plug(front, front->own_reserve * world->committed_share);
    }
    if (day >= world->ground_reserve_days_aggressor) exploit(theatre, front, front->hostile_waiting * world->committed_share);
    if (day >= MOBILISED_AFTER_DAYS) {
        double raised = world->aggressor_mobilised * intensity * days / DAYS_PER_MONTH;
        front->hostile_waiting += raised;
        exploit(theatre, front, raised);
        double gone = most(0.0, front->own_lost - front->own_replaced - front->own_mending);
        double replaced = least(1.0, world->protected_replacement * days) * gone;
        front->own_replaced += replaced;
        front->own_reserve += replaced;
        plug(front, replaced);
    }
}

/* Take a step's losses from both sides on each axis; some return in time, to the formation that lost them. */
static inline void take_losses(const struct world *restrict world, struct front *restrict front) {
    double back = world->healed_share, returning = world->supply_return_share;
    double hostile_lost = 0.0, hostile_replaced = 0.0, own_lost = 0.0, own_replaced = 0.0, own_mending = 0.0;
    for (int64_t place = 0; place < front->pressed; place++) {
        int64_t axis = front->listed[place];
        double lost = front->attackers[axis] * front->attacker_loss[axis];
        double mending = front->attackers_mending[axis] + lost * returning;
        front->attackers_mending[axis] = mending * (1.0 - back);
        front->attackers[axis] += mending * back - lost;
        hostile_lost += lost;
        hostile_replaced += mending * back;
        lost = front->defenders[axis] * front->defender_loss[axis];
        mending = front->defenders_mending[axis] + lost * returning;
        front->defenders_mending[axis] = mending * (1.0 - back);
        front->defenders[axis] += mending * back - lost;
        own_lost += lost;
        own_replaced += mending * back;
        own_mending += front->defenders_mending[axis];
    }
    front->hostile_lost += hostile_lost;
    front->hostile_replaced += hostile_replaced;
    front->own_lost += own_lost;
    front->own_replaced += own_replaced;
    front->own_mending = own_mending;
}

/* Play all campaigns from their opened fronts to the horizon, in place, on so many threads. */
void play_all(const struct theatre *theatre, double intensity, int64_t steps, double days, int64_t draws,
              const struct world *worlds, struct front *fronts, int64_t threads) {
#pragma omp parallel for schedule(dynamic, 16) num_threads(threads)
    for (int64_t draw = 0; draw < draws; draw++)
        for (int64_t step = 0; step < steps; step++) {
            double day = step * days;
            move_reserves(&worlds[draw], theatre, &fronts[draw], intensity, day, days);
            fight_everywhere(&worlds[draw], theatre, &fronts[draw], day, days);
            take_losses(&worlds[draw], &fronts[draw]);
        }
}
