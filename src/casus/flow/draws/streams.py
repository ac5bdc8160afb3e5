"""Uniform numbers by name: Monte Carlo, Latin hypercube and Sobol designs.

The stream of a name depends on the seed and on that name alone, so that adding a quantity never shifts another. Sobol
numbers are the exception that their construction forces: names share the dimensions of one sequence, in alphabetical
order, and only the shift of each is its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Literal

import numpy as np

from casus.evidence.distribution import Floats

Sampling = Literal["monte-carlo", "latin-hypercube", "sobol"]
SAMPLINGS: tuple[Sampling, ...] = ("monte-carlo", "latin-hypercube", "sobol")

SMALLEST = 2.0**-53
"""Uniform numbers are kept inside (0, 1): the ends have no finite normal quantile."""


def key_of(seed: int, name: str) -> int:
    """A 64-bit key for a seed and a name."""
    return int.from_bytes(hashlib.blake2b(f"{seed}/{name}".encode(), digest_size=8).digest(), "little")


def uniforms(sampling: Sampling, seed: int, names: Sequence[str], draws: int) -> dict[str, Floats]:
    """For each name, `draws` uniform numbers in (0, 1)."""
    if sampling == "sobol":
        return _sobol(seed, names, draws)
    one = _monte_carlo if sampling == "monte-carlo" else _latin_hypercube
    return {name: _inside(one(_generator(seed, name), draws)) for name in names}


def _generator(seed: int, name: str) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=key_of(seed, name)))


def _monte_carlo(generator: np.random.Generator, draws: int) -> Floats:
    """Independent numbers; the first n of a longer run are those of a run of n."""
    return generator.random(draws)


def _latin_hypercube(generator: np.random.Generator, draws: int) -> Floats:
    """One number in each of `draws` equal strata, in random order (McKay, Beckman and Conover 1979)."""
    return (generator.permutation(draws) + generator.random(draws)) / draws


def _sobol(seed: int, names: Sequence[str], draws: int) -> dict[str, Floats]:
    """A Sobol sequence, one dimension a name, each shifted modulo 1 by its own random number (Cranley and Patterson 1976)."""
    from scipy.stats.qmc import Sobol

    ordered = sorted(names)
    bits = max(1, (draws - 1).bit_length())
    points = Sobol(len(ordered), scramble=False).random_base2(bits)[:draws]
    shifts = (_generator(seed, name).random() for name in ordered)
    return {
        name: _inside((points[:, d] + shift) % 1.0) for d, (name, shift) in enumerate(zip(ordered, shifts, strict=True))
    }


def _inside(numbers: Floats) -> Floats:
    return np.clip(numbers, SMALLEST, 1.0 - SMALLEST)
