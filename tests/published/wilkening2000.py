"""The defence played shot by shot with a fixed seed; the closed forms of the law are its means."""

from __future__ import annotations

import numpy as np

SEED, DRAWS = 2000, 40_000


def simulated_leak(kill: float, shots: int) -> float:
    """Share of threats that no shot of a barrage hits."""
    random = np.random.default_rng(SEED)
    return float((random.random((DRAWS, shots)) >= kill).all(axis=1).mean())


def simulated_shots(kill: float, shots: int) -> float:
    """Mean shots fired at a threat until one hits or none is left."""
    random = np.random.default_rng(SEED)
    return float(np.minimum(random.geometric(kill, DRAWS), shots).mean())


def simulated_layers(first_leak: float, second_leak: float) -> float:
    """Share of threats that pass two layers."""
    random = np.random.default_rng(SEED)
    return float((random.random((DRAWS, 2)) < [first_leak, second_leak]).all(axis=1).mean())


def simulated_common_mode(leak: float, failure: float) -> float:
    """Share of threats that pass because the defence failed as a whole, or because it missed."""
    random = np.random.default_rng(SEED)
    return float(((random.random(DRAWS) < failure) | (random.random(DRAWS) < leak)).mean())


def simulated_no_leaker(leak: float, threats: int, failure: float) -> float:
    """Share of raids none of which gets through; a failure of the whole defence is drawn once for a raid."""
    random = np.random.default_rng(SEED)
    stopped = (random.random((DRAWS, threats)) >= leak).all(axis=1)
    return float((stopped & (random.random(DRAWS) >= failure)).mean())


def simulated_inventory(kill: float, interceptors: int, threats: int) -> list[float]:
    """Share of raids none of which gets through, and threats that do: interceptors dealt out in turn, all fired."""
    random = np.random.default_rng(SEED)
    target = np.arange(interceptors) % threats
    hit = random.random((DRAWS, interceptors)) < kill
    stopped = np.stack([hit[:, target == threat].any(axis=1) for threat in range(threats)], axis=1)
    return [float(stopped.all(axis=1).mean()), float((~stopped).sum(axis=1).mean())]
