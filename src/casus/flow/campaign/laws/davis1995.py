"""Davis on aggregation: the force ratio that an attacker needs in a theatre, given the one that it needs in a sector.

In: the break-even ratio in a sector, the share of the defence that the attacker meets where it attacks, the ratio with
which it holds elsewhere. Out: the break-even ratio of the theatre.

Source: P. K. Davis, Aggregation, Disaggregation, and the 3:1 Rules in Ground Combat, RAND MR-638 (1995). Its chapter 6
was read; it gives the three results (3:1 in a sector is about 1.5, 1.2 or 2.1 in a theatre under canonical,
defence-conservative and attacker-conservative assumptions), but not the shares behind them. The derivation here is OUR
RECONSTRUCTION: a weighted mean of sector ratios. Its three shares were chosen so that his three numbers come out, hence
that they do is no test of his method, and other pairs of share and holding ratio would serve as well.

Domain of validity: one battle between ground forces spread over many sectors, square-law combat within each, no reserve
committed and nobody moved between sectors while it lasts. Where there is time to do so Davis finds no aggregate law with
constant coefficients: what counts then is how long the battle lasts against how long it takes to decide and to move.
"""

from __future__ import annotations

from casus.flow.campaign.compiled import compiled

SECTOR_BREAK_EVEN = 3.0
"""Ratio of forces at which a prepared sector just holds: the 3:1 rule. Davis 1995, chapter 6 (seen)."""

HOLDING_RATIO = 0.75
"""Attackers for each defender where the attacker only holds. Chosen: with it, plain fractions give all three results."""

CANONICAL_SHARE = 1.0 / 3.0
"""Share of the defence met where the attack falls. Chosen: gives 1.5; a third of an evenly held front is attacked."""

DEFENCE_CONSERVATIVE_SHARE = 0.2
"""Chosen: gives 1.2; the attacker needs less than canonical, as a cautious defence must fear: a fifth is attacked."""

ATTACKER_CONSERVATIVE_SHARE = 0.6
"""Chosen: gives 2.1; the attack was foreseen: of the two thirds elsewhere, two fifths have moved to meet it."""


@compiled
def sector_break_even(kill_rate_ratio):  # type: ignore[no-untyped-def]
    """Force ratio at which square-law combat is even, for how many times better a defender kills than an attacker.

    From a * A**2 = d * D**2: A/D = sqrt(d/a), so that 3:1 means a defender who kills nine times as well.
    """
    return max(kill_rate_ratio, 0.0) ** 0.5


@compiled
def share_met(front_share, moved_share):  # type: ignore[no-untyped-def]
    """Share of the defence that stands where the attack falls.

    share = f + m * (1 - f), for a share f of an evenly held front that is attacked, and a share m of the defenders of
    the rest that has moved there before the battle.
    """
    front = min(max(front_share, 0.0), 1.0)
    return front + min(max(moved_share, 0.0), 1.0) * (1.0 - front)


@compiled
def theatre_break_even(sector_ratio, met_share, holding_ratio):  # type: ignore[no-untyped-def]
    """Force ratio of the whole theatre with which an attacker is just even where it attacks.

    T = met * sector_ratio + (1 - met) * holding_ratio. Rises with the share met as long as it takes more to attack than
    to hold.
    """
    met = min(max(met_share, 0.0), 1.0)
    return met * max(sector_ratio, 0.0) + (1.0 - met) * max(holding_ratio, 0.0)


@compiled
def main_effort_share(sector_ratio, met_share, holding_ratio):  # type: ignore[no-untyped-def]
    """Share of its forces that the attacker masses where it attacks, at break-even; 0 where it needs no forces.

    share = met * sector_ratio / T.
    """
    theatre = theatre_break_even(sector_ratio, met_share, holding_ratio)
    return min(max(met_share, 0.0), 1.0) * max(sector_ratio, 0.0) / theatre if theatre > 0.0 else 0.0


@compiled
def affordable_share(theatre_ratio, sector_ratio, holding_ratio):  # type: ignore[no-untyped-def]
    """Greatest share of the defence that an attacker with this theatre ratio can meet at break-even, from 0 to 1.

    met = (T - holding) / (sector - holding); all of it where attacking takes no more than holding and T covers that.
    """
    if theatre_ratio >= sector_ratio:
        return 1.0
    if theatre_ratio <= holding_ratio or sector_ratio <= holding_ratio:
        return 0.0
    return (theatre_ratio - holding_ratio) / (sector_ratio - holding_ratio)
