"""The extended-deterrence game with two-sided doubt: payoffs and how likely each side is hard in; who does what, and war, out.

The challenger keeps the status quo (SQ) or attacks; the defender concedes (DC) or defies; the challenger then backs down (CD)
or fights (DD). A hard challenger (probability p) fights, a soft one backs down; a hard defender (q) defies, a soft one
would rather concede than be fought. Each knows its own kind only. A hard challenger attacks up to a chance c_hard of
defiance, a soft one up to c_soft; a soft defender defies up to a chance d_fight that the attacker is hard:

    c_hard = (c_dc - c_sq) / (c_dc - c_dd_hard)    c_soft = (c_dc - c_sq) / (c_dc - c_cd)
    d_fight = (d_cd - d_dc) / (d_cd - d_dd_soft)

    deterrence  q >= c_hard                  nobody attacks
    separating  c_soft <= q < c_hard         the hard attack, the soft do not; a soft defender concedes
    attack      q < c_soft, p >= d_fight     both attack; a soft defender concedes
    bluff       q < c_soft, p < d_fight      the hard attack, the soft with x; a soft defender defies with y

    x = p (1 - d_fight) / ((1 - p) d_fight)        y = (c_soft - q) / (1 - q)

Source: in the spirit of F. Zagare and D. M. Kilgour, Perfect Deterrence (2000), unilateral deterrence, not read in full; the
parameters are ours and the equilibria derived. All four regions agree with Gambit, and with our solver
(tests/published/games.yaml).

Domain of validity: the orders that `deterrence_two_sided` checks; one crisis, once. Off the path a soft defender is taken to
concede. Where q < c_hard nobody attacking is an equilibrium too, if any attacker were taken to be soft; it is not given here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from casus.flow.strategy.games.numbers import order_problems, probability_problems, size_problems
from casus.foundation.errors import InputError

DETERRENCE, SEPARATING, ATTACK, BLUFF = "deterrence", "separating", "attack", "bluff"
ORDERS = (
    ("c_dc", "c_sq"),
    ("c_sq", "c_dd_hard"),
    ("c_dd_hard", "c_cd"),
    ("c_cd", "c_dd_soft"),
    ("d_cd", "d_dc"),
    ("d_dd_hard", "d_dc"),
    ("d_dc", "d_dd_soft"),
)
"""What each side likes better than what."""


@dataclass(frozen=True)
class Payoffs:
    """What the four ends are worth to the challenger (c) and to the defender (d)."""

    c_dc: float
    c_sq: float
    c_dd_hard: float
    c_cd: float
    c_dd_soft: float
    d_sq: float
    d_cd: float
    d_dd_hard: float
    d_dc: float
    d_dd_soft: float


@dataclass(frozen=True)
class TwoSided:
    """The equilibrium of the region, its thresholds, and the probabilities of its ends."""

    region: str
    x: float
    """Probability that a soft challenger attacks."""
    y: float
    """Probability that a soft defender defies."""
    sq_probability: float
    dc_probability: float
    cd_probability: float
    war_probability: float
    c_hard: float
    c_soft: float
    d_fight: float


def deterrence_two_sided(payoffs: Payoffs, p: float, q: float) -> TwoSided:
    """Who does what, and how likely each end is, when the challenger is hard with p and the defender with q.

    Raises InputError for payoffs out of their order (`ORDERS`) or size, and for p and q that are no probabilities.
    """
    worth = asdict(payoffs)
    problems = [*size_problems(worth), *order_problems(worth, ORDERS), *probability_problems({"p": p, "q": q})]
    if problems:
        raise InputError(problems)
    c_hard = (payoffs.c_dc - payoffs.c_sq) / (payoffs.c_dc - payoffs.c_dd_hard)
    c_soft = (payoffs.c_dc - payoffs.c_sq) / (payoffs.c_dc - payoffs.c_cd)
    d_fight = (payoffs.d_cd - payoffs.d_dc) / (payoffs.d_cd - payoffs.d_dd_soft)
    region, hard_attacks, x, y = _played(p, q, c_hard, c_soft, d_fight)
    hard, soft, defied = p * hard_attacks, (1.0 - p) * x, q + (1.0 - q) * y
    return TwoSided(
        region=region,
        x=x,
        y=y,
        sq_probability=1.0 - hard - soft,
        dc_probability=(hard + soft) * (1.0 - defied),
        cd_probability=soft * defied,
        war_probability=hard * defied,
        c_hard=c_hard,
        c_soft=c_soft,
        d_fight=d_fight,
    )


def _played(p: float, q: float, c_hard: float, c_soft: float, d_fight: float) -> tuple[str, float, float, float]:
    """The region, and how likely a hard challenger attacks, a soft one attacks, and a soft defender defies."""
    if q >= c_hard:
        return DETERRENCE, 0.0, 0.0, 0.0
    if q >= c_soft:
        return SEPARATING, 1.0, 0.0, 0.0
    if p >= d_fight:
        return ATTACK, 1.0, 1.0, 0.0
    return BLUFF, 1.0, p * (1.0 - d_fight) / ((1.0 - p) * d_fight), (c_soft - q) / (1.0 - q)
