"""exp, log and a safe ratio without branches or calls, so that a compiler can work on several campaigns at once.

A call into the C library stops it, and so does a division that only some campaigns come to. exp, expm1 and log are fdlibm's
(Sun Microsystems 1993: e_exp.c, e_log.c), which write a number as a power of 2 times what is near 1 (Cody and Waite 1980);
they are within 2 units in the last place of the true value. Doubles become integers and back by their bits alone, since
few processors convert four at a time. Uncompiled they do the same on NumPy's numbers.
"""

from __future__ import annotations

import math

import numpy as np

from casus.flow.campaign.compiled import compiled_in_place

LN2_HIGH, LN2_LOW = (
    6.93147180369123816490e-01,
    1.90821492927058770002e-10,
)  # ln 2 in two parts; all numbers are fdlibm's
PER_LN2 = 1.44269504088896338700
TO_INTEGER = 6755399441055744.0  # 1.5 times 2^52: a small number plus this has its nearest integer in its last bits
TO_INTEGER_BITS = 0x4338000000000000  # the bits of TO_INTEGER
BIAS, MANTISSA_BITS = 1023, 52  # of a double
ROOT_HALF_BITS = 0x3FE6A09E667F3BCD  # the bits of the square root of 1/2
LEAST_EXPONENT, MOST_EXPONENT = -708.0, 709.0  # beyond them e to a number is no normal double
LEAST_NORMAL = 2.2250738585072014e-308
LIFT, LIFT_TWOS = 18014398509481984.0, 54.0  # times 2^54 every double is normal


@compiled_in_place
def either(condition, number, otherwise):  # type: ignore[no-untyped-def]
    """One of two numbers that are both known already."""
    return number if condition else otherwise


@compiled_in_place
def ratio_or(numerator, denominator, otherwise):  # type: ignore[no-untyped-def]
    """The ratio of two numbers, or what stands for it where the denominator is not above 0."""
    there = denominator > 0.0
    return either(there, numerator / either(there, denominator, 1.0), otherwise)


@compiled_in_place
def exp(number):  # type: ignore[no-untyped-def]
    """The exponential of a number; 0 below -708 and infinite above 709, where the result is no normal double."""
    growth, scale = _growth(number)
    not_small = 0.0 if number < LEAST_EXPONENT else (1.0 + growth) * scale
    return math.inf if number > MOST_EXPONENT else not_small


@compiled_in_place
def expm1(number):  # type: ignore[no-untyped-def]
    """The exponential of a number, less 1, which stays exact where the number is small; -1 below -708 and infinite above 709."""
    growth, scale = _growth(number)
    not_small = -1.0 if number < LEAST_EXPONENT else growth * scale + (scale - 1.0)
    return math.inf if number > MOST_EXPONENT else not_small


@compiled_in_place
def log(number):  # type: ignore[no-untyped-def]
    """Natural logarithm: minus infinity at 0, and not a number below."""
    lifted = number < LEAST_NORMAL
    bits = np.float64(number * LIFT if lifted else number).view(np.int64)
    twos = (bits - ROOT_HALF_BITS) >> MANTISSA_BITS
    f = np.int64(bits - (twos << MANTISSA_BITS)).view(np.float64) - 1.0
    power = np.int64(twos + TO_INTEGER_BITS).view(np.float64) - (TO_INTEGER + (LIFT_TWOS if lifted else 0.0))
    s = f / (2.0 + f)
    z = s * s
    inner = 1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860511658591e-01)
    inner = 3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * (2.222219843214978396e-01 + z * inner))
    r = z * (6.666666666666735130e-01 + z * inner)
    half = 0.5 * f * f
    inside = power * LN2_HIGH - ((half - (s * (half + r) + power * LN2_LOW)) - f)
    above = inside if number > 0.0 else (-math.inf if number == 0.0 else math.nan)
    return above if number < math.inf else number


@compiled_in_place
def _growth(number):  # type: ignore[no-untyped-def]
    """(g, 2^n) for which e to the number is (1 + g) 2^n, with g between -0.3 and 0.42."""
    shifted = number * PER_LN2 + TO_INTEGER
    twos = shifted - TO_INTEGER
    high, low = number - twos * LN2_HIGH, twos * LN2_LOW
    rest = high - low
    square = rest * rest
    inner = -1.65339022054652515390e-06 + square * 4.13813679705723846039e-08
    inner = -2.77777777770155933842e-03 + square * (6.61375632143793436117e-05 + square * inner)
    c = rest - square * (1.66666666666666019037e-01 + square * inner)
    scale = (np.float64(shifted).view(np.int64) + BIAS) << MANTISSA_BITS
    return high - (low - rest * c / (2.0 - c)), np.int64(scale).view(np.float64)
