"""exp and log in plain arithmetic, so that the compiler can work on several lanes at once: a call into the C library stops it.

Both are fdlibm's (Sun Microsystems 1993, e_exp.c and e_log.c), without branches; equal to the library's within 4e-16
relative. Doubles become integers and back by bits alone, since AVX2 has no conversion between doubles and 64-bit integers.
"""

from __future__ import annotations

import numpy as np

from .kept import compiled

LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
PER_LN2 = 1.44269504088896338700
TO_INTEGER = 6755399441055744.0
"""1.5 times 2^52: a double of less than 2^51 plus this has the nearest integer in its last bits."""
TO_INTEGER_BITS = 0x4338000000000000
BIAS, MANTISSA_BITS = 1023, 52
ROOT_HALF_BITS = 0x3FE6A09E667F3BCD
MOST = 708.0  # beyond it exp leaves the normal doubles


@compiled
def exp(number):  # type: ignore[no-untyped-def]
    """The number e to a power, which is cut at +-708."""
    number = min(MOST, max(-MOST, number))
    shifted = number * PER_LN2 + TO_INTEGER
    twos = shifted - TO_INTEGER
    high, low = number - twos * LN2_HIGH, twos * LN2_LOW
    rest = high - low
    square = rest * rest
    inner = -1.65339022054652515390e-06 + square * 4.13813679705723846039e-08
    inner = -2.77777777770155933842e-03 + square * (6.61375632143793436117e-05 + square * inner)
    c = rest - square * (1.66666666666666019037e-01 + square * inner)
    scale = (np.float64(shifted).view(np.int64) + BIAS) << MANTISSA_BITS
    return (1.0 - ((low - rest * c / (2.0 - c)) - high)) * np.int64(scale).view(np.float64)


@compiled
def log(number):  # type: ignore[no-untyped-def]
    """Natural logarithm of a normal number above 0."""
    bits = np.float64(number).view(np.int64)
    twos = (bits - ROOT_HALF_BITS) >> MANTISSA_BITS
    f = np.int64(bits - (twos << MANTISSA_BITS)).view(np.float64) - 1.0
    whole = np.int64(twos + TO_INTEGER_BITS).view(np.float64) - TO_INTEGER
    s = f / (2.0 + f)
    z = s * s
    inner = 1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860511658591e-01)
    inner = 3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * (2.222219843214978396e-01 + z * inner))
    r = z * (6.666666666666735130e-01 + z * inner)
    half = 0.5 * f * f
    return whole * LN2_HIGH - ((half - (s * (half + r) + whole * LN2_LOW)) - f)
