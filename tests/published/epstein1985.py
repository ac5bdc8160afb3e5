"""Epstein's illustrative campaign, day by day, from the functions of our law; columns by name at the days asked for."""

from __future__ import annotations

from functools import cache

from casus.flow.campaign.laws import epstein1985 as law

MOST_WITHDRAWAL_KM, EXCHANGE = 20.0, 1.5
ATTACKER_THRESHOLD, DEFENDER_THRESHOLD = 0.075, 0.05
LETHALITY, VEHICLES = 47_490.0, 1_200.0
DEFENDER_AIR = (300.0, 1.5, 0.05, 0.5)  # aircraft, sorties a day, loss a sortie, kills a sortie
ATTACKER_AIR = (250.0, 1.0, 0.05, 0.25)
LAST_DAY = 60


def column(name: str, days: list[int], air: bool = True) -> list[float]:
    """One column of the table at some days."""
    rows = campaign(air)
    return [rows[day - 1][name] for day in days]


def percent(name: str, days: list[int]) -> list[float]:
    """One column of shares, in per cent."""
    return [100.0 * share for share in column(name, days)]


@cache
def campaign(air: bool) -> tuple[dict[str, float], ...]:
    """The state at the start of each day and what happens in it; without air power both fleets stay on the ground."""
    rows = []
    attack, defence, withdrawal, prosecution, moved = 330_000.0, 200_000.0, 0.0, 0.02, 0.0
    for day in range(1, LAST_DAY + 1):
        moved += withdrawal
        own, theirs = law.loss_shares_per_day(attack, defence, withdrawal, MOST_WITHDRAWAL_KM, prosecution, EXCHANGE)
        (defender_aircraft, to_attack), (attacker_aircraft, to_defence) = (
            sky(fleet, day) if air else (0.0, 0.0) for fleet in (DEFENDER_AIR, ATTACKER_AIR)
        )
        attack_left = law.strength_after(attack, own, to_attack, 1.0)
        defence_left = law.strength_after(defence, theirs, to_defence, 1.0)
        attacker_share, defender_share = law.total_share(attack, attack_left), law.total_share(defence, defence_left)
        rows.append({
            "defence": defence, "attack": attack, "prosecution": prosecution, "attacker_share": attacker_share,
            "withdrawal_km": withdrawal, "defender_share": defender_share, "moved_km": moved,
            "defender_aircraft": defender_aircraft, "attacker_aircraft": attacker_aircraft,
        })  # fmt: skip
        attack, defence = attack_left, defence_left
        withdrawal = law.next_withdrawal_km(withdrawal, defender_share, DEFENDER_THRESHOLD, MOST_WITHDRAWAL_KM, 1.0)
        prosecution = law.next_prosecution(prosecution, attacker_share, ATTACKER_THRESHOLD, 1.0)
    return tuple(rows)


def sky(fleet: tuple[float, float, float, float], day: int) -> tuple[float, float]:
    """(aircraft, lethality destroyed) of a fleet on a day."""
    first, sorties, loss, kills = fleet
    aircraft = law.aircraft_left(first, sorties, loss, day - 1.0)
    return aircraft, law.close_air_kills(aircraft, sorties, loss, kills, LETHALITY, VEHICLES)
