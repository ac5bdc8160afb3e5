"""Uniform numbers by name: Monte Carlo, Latin hypercube and Sobol designs.

The stream of a name depends on the seed and on that name alone, so that adding a quantity never shifts another. Sobol
numbers are the exception that their construction forces: names share the dimensions of one sequence, in alphabetical
order, and only the shift of each is its own.

A part of the draws can be had without the others, and has the same numbers as in the whole, bit for bit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Literal

import numpy as np

from casus.evidence.distribution import Floats
from casus.flow.draws.shuffled import shuffled

Sampling = Literal["monte-carlo", "latin-hypercube", "sobol"]
SAMPLINGS: tuple[Sampling, ...] = ("monte-carlo", "latin-hypercube", "sobol")

BLOCK = 4
"""Numbers that Philox makes at each step of its counter (4x64: Salmon, Moraes, Dror and Shaw 2011)."""
SMALLEST = 2.0**-53
"""Uniform numbers are kept inside (0, 1): the ends have no finite normal quantile."""


def key_of(seed: int, name: str) -> int:
    """A 64-bit key for a seed and a name."""
    return int.from_bytes(hashlib.blake2b(f"{seed}/{name}".encode(), digest_size=8).digest(), "little")


def uniforms(
    sampling: Sampling, seed: int, names: Sequence[str], draws: int, part: range | None = None
) -> dict[str, Floats]:
    """For each name, uniform numbers in (0, 1): those of all `draws`, or of a part of them, which are the same numbers."""
    part = range(draws) if part is None else part
    if sampling == "sobol":
        return _sobol(seed, names, part)
    if sampling == "latin-hypercube":
        return {name: _inside(_latin_hypercube(seed, name, draws, part)) for name in names}
    return {name: _inside(_monte_carlo(_generator(seed, name, part.start), len(part))) for name in names}


def _generator(seed: int, name: str, start: int = 0) -> np.random.Generator:
    """The generator of a name, past its first `start` numbers; its counter moves by blocks of four."""
    philox = np.random.Philox(key=key_of(seed, name))
    philox.advance(start // BLOCK)
    generator = np.random.Generator(philox)
    generator.random(start % BLOCK)
    return generator


def _monte_carlo(generator: np.random.Generator, draws: int) -> Floats:
    """Independent numbers; the first n of a longer run are those of a run of n."""
    return generator.random(draws)


def _latin_hypercube(seed: int, name: str, draws: int, part: range) -> Floats:
    """One number in each of `draws` equal strata, in random order (McKay, Beckman and Conover 1979)."""
    strata = shuffled(key_of(seed, f"{name}/stratum"), draws, part)
    within: Floats = _generator(seed, name, part.start).random(len(part))
    return (strata + within) / draws


def _sobol(seed: int, names: Sequence[str], part: range) -> dict[str, Floats]:
    """A Sobol sequence, one dimension a name, each shifted modulo 1 by its own random number (Cranley and Patterson 1976)."""
    ordered = sorted(names)
    points = _points(len(ordered), part)
    shifts = (_generator(seed, name).random() for name in ordered)
    return {
        name: _inside((points[:, d] + shift) % 1.0) for d, (name, shift) in enumerate(zip(ordered, shifts, strict=True))
    }


def _points(dimensions: int, part: range) -> Floats:
    """(part, dimensions) points of the sequence; from its start, in the power of two that SciPy asks for."""
    from scipy.stats.qmc import Sobol

    engine = Sobol(dimensions, scramble=False)
    if part.start == 0:
        points: Floats = engine.random_base2(max(1, (len(part) - 1).bit_length()))[: len(part)]
        return points
    return np.asarray(engine.fast_forward(part.start).random(len(part)))


def _inside(numbers: Floats) -> Floats:
    return np.clip(numbers, SMALLEST, 1.0 - SMALLEST)
