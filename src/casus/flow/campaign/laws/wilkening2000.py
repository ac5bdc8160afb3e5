"""Interceptors: kill probability and shots in; leak, shots expected and the chance that nothing gets through out.

Source: the standard arithmetic of independent shots, in the form that D. Wilkening uses (A simple model for calculating
ballistic missile defense effectiveness, Science and Global Security 8, 2000); recalled, and found alike in public code.
The paper was not seen. The closed forms are checked against simulation in tests/published/wilkening2000.yaml.

Domain of validity: threats that come one by one and are tracked rightly, shots that miss independently of each other but
for an explicit common failure, interceptors shared evenly. Saturation of radars and launchers, decoys and wrong kill
assessment are not in it, nor is any real kill probability: the published shares of intercepts are the defender's claims.
"""

from __future__ import annotations

import math

from casus.flow.campaign.compiled import compiled


@compiled
def barrage_leak(kill, shots):  # type: ignore[no-untyped-def]
    """Probability that a threat survives every shot: (1 - p)**n."""
    return (1.0 - min(max(kill, 0.0), 1.0)) ** max(shots, 0.0)


@compiled
def expected_shots(kill, shots):  # type: ignore[no-untyped-def]
    """Mean shots at a threat if each miss is seen before the next shot, with at most so many: (1 - (1 - p)**n) / p.

    The leak is that of the barrage, which always spends n; where nothing can hit, this is n too.
    """
    most, hit = max(shots, 0.0), min(max(kill, 0.0), 1.0)
    if hit <= 0.0 or most <= 0.0:
        return most
    if hit >= 1.0:
        return 1.0
    return -math.expm1(most * math.log1p(-hit)) / hit


@compiled
def layered_leak(first_leak, second_leak):  # type: ignore[no-untyped-def]
    """Probability of passing two layers that fail independently: the product of their leaks."""
    return min(max(first_leak, 0.0), 1.0) * min(max(second_leak, 0.0), 1.0)


@compiled
def common_mode_leak(leak, failure):  # type: ignore[no-untyped-def]
    """Leak with a probability that the whole defence fails at once: c + (1 - c) * leak."""
    all_at_once = min(max(failure, 0.0), 1.0)
    return all_at_once + (1.0 - all_at_once) * min(max(leak, 0.0), 1.0)


@compiled
def no_leaker_probability(leak, threats, failure):  # type: ignore[no-untyped-def]
    """Probability that none of the threats gets through: (1 - c) * (1 - leak)**N; a common failure lets all through."""
    if threats <= 0.0:
        return 1.0
    return (1.0 - min(max(failure, 0.0), 1.0)) * (1.0 - min(max(leak, 0.0), 1.0)) ** threats


@compiled
def no_leaker_with_inventory(kill, interceptors, threats):  # type: ignore[no-untyped-def]
    """Probability that none of the threats gets through if every interceptor is used, shared as evenly as can be.

    With I = q * N + r, r threats get q + 1 shots: P = (1 - (1 - p)**q)**(N - r) * (1 - (1 - p)**(q + 1))**r.
    """
    if threats <= 0.0:
        return 1.0
    each = math.floor(max(interceptors, 0.0) / threats)
    with_one_more = max(interceptors, 0.0) - each * threats
    fewer = (1.0 - barrage_leak(kill, each)) ** (threats - with_one_more)
    return fewer * (1.0 - barrage_leak(kill, each + 1.0)) ** with_one_more


@compiled
def leakers_with_inventory(kill, interceptors, threats):  # type: ignore[no-untyped-def]
    """Mean number of threats that get through if every interceptor is used, shared as evenly as can be."""
    if threats <= 0.0:
        return 0.0
    each = math.floor(max(interceptors, 0.0) / threats)
    with_one_more = max(interceptors, 0.0) - each * threats
    return (threats - with_one_more) * barrage_leak(kill, each) + with_one_more * barrage_leak(kill, each + 1.0)
