"""The generalised Lanchester law with exponents p and q and a tactical factor d (Bracken 1995).

In: strengths of two sides and rates of loss. Out: losses or loss shares a day, and the closed forms of the square law.

A side of strength X that faces Y loses k Y^p X^q a day. p = 1, q = 0 is the square law (aimed fire), p = q = 1 the linear
law (fire into an area), p = 0, q = 1 the logarithmic law (own numbers are the targets and the cause). d > 1 favours the
defender: it multiplies the attacker's losses and divides the defender's. Papers differ in which way d is printed: Fricker's
0.81 is ours, Bracken's 1.25 is taken as its inverse.

Source: Bracken 1995, Naval Research Logistics 42(4):559-577, recalled, not seen; its form agrees with a public Bayesian model
of the Ardennes that was seen. The square and linear laws: Lanchester 1916, seen in Spradlin and Spradlin 2007. Domain of
validity: one continuous battle between two forces that both stay in contact, hours to weeks. It knows neither ground,
reserves nor withdrawal. Fitted exponents differ widely between battles (see docs/method/laws/bracken1995.md).
"""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import either, exp, log, ratio_or
from casus.flow.campaign.compiled import compiled, compiled_in_place

NEVER = (
    1e9  # chosen: in days or any other unit of time, longer than any battle; stands for "neither side is annihilated"
)
LARGEST_EXPONENT = 300.0  # chosen: exp(300) is 2e130, so that products of powers stay finite


@compiled
def power(base, exponent):  # type: ignore[no-untyped-def]
    """base^exponent, always finite: 0 for a base that is not there (1 where the exponent is 0)."""
    if exponent == 0.0:
        return 1.0
    if base <= 0.0:
        return 0.0
    return _exp(exponent * log(base))


@compiled
def losses_per_day(attackers, defenders, by_attacker, by_defender, p, q, d):  # type: ignore[no-untyped-def]
    """(attacker's, defender's) losses a day, in the unit of the strengths; no side loses more than it has.

    attacker's = d k_D D^p A^q and defender's = k_A A^p D^q / d, with k_A the rate of killing by the attacker.
    """
    if attackers <= 0.0 or defenders <= 0.0:
        return 0.0, 0.0
    attacker_loss = d * by_defender * power(defenders, p) * power(attackers, q)
    defender_loss = by_attacker * power(attackers, p) * power(defenders, q) / d if d > 0.0 else defenders
    return min(attackers, attacker_loss), min(defenders, defender_loss)


@compiled_in_place
def loss_shares_per_day(attack, defence, norm_attacker, norm_defender, p, q, d):  # type: ignore[no-untyped-def]
    """(attacker's, defender's) loss shares a day from two powers in any common unit; the norms at parity and d = 1.

    From X' = k Y^p X^q follows X'/X = k Y^p X^(q-1) = k r^p X^(p+q-1) with r = Y/X. The scale X is measured against
    the mean of both powers, x = X / ((X + Y)/2), so that the unit drops out and parity gives x = r = 1, hence k = norm:

        defender's = norm_D / d (A/D)^p (2D/(A+D))^(p+q-1)
        attacker's = norm_A * d (D/A)^p (2A/(A+D))^(p+q-1)

    A larger battle at the same ratio therefore has the same shares: the dependence of the law on absolute scale is
    given up, for no unit of power is common to its fits and this model. More attackers never lower the defender's share, nor
    raise their own, where p >= 0 and 0 <= q <= 1; for q > 1 this ends at A/D = p/(q - 1). Shares are at most 1.
    """
    met = attack > 0.0 and defence > 0.0
    log_attack, log_defence = log_shares(attack, defence)
    attacker_share, defender_share = shares_per_day(log_attack, log_defence, norm_attacker, norm_defender, p, q, d)
    return either(met, attacker_share, 0.0), either(met, defender_share, 0.0)


@compiled_in_place
def log_shares(attack, defence):  # type: ignore[no-untyped-def]
    """Logarithms of two powers over their mean; 0 where one is not there."""
    met = attack > 0.0 and defence > 0.0
    attack, defence = either(met, attack, 1.0), either(met, defence, 1.0)
    mean = 0.5 * attack + 0.5 * defence
    return log(attack / mean), log(defence / mean)


@compiled_in_place
def shares_per_day(log_attack, log_defence, norm_attacker, norm_defender, p, q, d):  # type: ignore[no-untyped-def]
    """The shares of `loss_shares_per_day` from the logarithms of two powers that are there."""
    scale, tilt = p + q - 1.0, p * (log_attack - log_defence)
    attacker_share = norm_attacker * d * _exp(scale * log_attack - tilt)
    defender_share = either(d > 0.0, ratio_or(norm_defender, d, 1.0) * _exp(scale * log_defence + tilt), 1.0)
    return min(1.0, attacker_share), min(1.0, defender_share)


@compiled_in_place
def _exp(exponent):  # type: ignore[no-untyped-def]
    """e^exponent, always finite."""
    return exp(min(LARGEST_EXPONENT, max(-LARGEST_EXPONENT, exponent)))


@compiled
def square_invariant(x, y, by_x, by_y):  # type: ignore[no-untyped-def]
    """by_x X^2 - by_y Y^2, which the square law keeps; above 0 X wins, below 0 Y wins."""
    return by_x * x * x - by_y * y * y


@compiled
def square_end(x, y, by_x, by_y):  # type: ignore[no-untyped-def]
    """(time, X left, Y left) when one side is annihilated under the square law; (NEVER, 0, 0) at exact parity of the two.

    With X' = -by_y Y and Y' = -by_x X: t = atanh(sqrt(by_y/by_x) Y/X) / sqrt(by_x by_y) where X wins.
    """
    if x <= 0.0 or y <= 0.0:
        return 0.0, max(0.0, x), max(0.0, y)
    if by_x <= 0.0 and by_y <= 0.0:
        return NEVER, x, y
    x_force, y_force = math.sqrt(by_x) * x, math.sqrt(by_y) * y
    if x_force == y_force:
        return NEVER, 0.0, 0.0
    if by_x <= 0.0:
        return min(NEVER, x / by_y / y), 0.0, y
    if by_y <= 0.0:
        return min(NEVER, y / by_x / x), x, 0.0
    rate = math.sqrt(by_x) * math.sqrt(by_y)
    ratio = min(x_force, y_force) / max(x_force, y_force)
    left = math.sqrt((1.0 - ratio) * (1.0 + ratio))
    time = min(NEVER, (0.5 * math.log((1.0 + ratio) / (1.0 - ratio)) / rate) if rate > 0.0 else NEVER)
    return (time, x * left, 0.0) if x_force > y_force else (time, 0.0, y * left)


@compiled
def square_survivors(x, y, by_x, by_y, time):  # type: ignore[no-untyped-def]
    """(X, Y) left after a time under the square law; once one side is gone, the other stands still.

    X(t) = X cosh(l t) - n Y sinh(l t), Y(t) = Y cosh(l t) - X sinh(l t) / n; l = sqrt(by_x by_y), n = sqrt(by_y/by_x).
    """
    end, x_left, y_left = square_end(x, y, by_x, by_y)
    if time >= end:
        return x_left, y_left
    x, y = max(0.0, x), max(0.0, y)
    rate = math.sqrt(by_x) * math.sqrt(by_y)
    if rate <= 0.0:
        return max(0.0, x - by_y * y * time), max(0.0, y - by_x * x * time)
    worth_of_y = math.sqrt(by_y) / math.sqrt(by_x)
    growing, shrinking = math.exp(min(LARGEST_EXPONENT, rate * time)), math.exp(-rate * time)
    difference, total = x - worth_of_y * y, x + worth_of_y * y
    x_now = 0.5 * (difference * growing + total * shrinking)
    y_now = 0.5 * (total * shrinking - difference * growing) / worth_of_y
    return min(x, max(0.0, x_now)), min(y, max(0.0, y_now))
