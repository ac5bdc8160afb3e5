"""Whether the law functions of a campaign's step can be worked out for several draws at once, and what a draw then costs.

Each function runs over 24 lanes of random clashes in a loop of its own, as the kernel runs it; the results must equal those
of single calls. A loop counts as packed where its machine code does arithmetic on four doubles at a time and on no single ones.

python benchmarks/lanes.py [NAME ...]
"""

from __future__ import annotations

import argparse
import re
import time
from collections import namedtuple
from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from casus.flow.campaign import arithmetic, combat, ground, strike
from casus.flow.campaign.laws import bracken1995, dupuy1979, epstein1985, hero1972

LANES, BLOCKS, TIMES, TRIES = 24, 16, 400, 15
jit = numba.njit(error_model="numpy")
jit_in_place = numba.njit(error_model="numpy", forceinline=True)

WORLD = {
    "aggressor_heavy_share": (0.0, 0.5), "aggressor_medium_share": (0.0, 1.0), "brigade_persons": (3000.0, 5000.0),
    "ground_attacker_loss_per_day": (0.005, 0.05), "ground_defender_loss_per_day": (0.005, 0.05),
    "bracken_p": (0.0, 1.5), "bracken_q": (0.0, 1.0), "bracken_d": (0.5, 2.0),
    "epstein_most_withdrawal": (5.0, 20.0), "epstein_exchange": (1.0, 3.0),
    "epstein_defender_threshold": (0.01, 0.1), "epstein_attacker_threshold": (0.01, 0.1),
    "biddle_reserve_share": (0.1, 0.5), "biddle_assault_km_per_day": (0.5, 5.0), "biddle_exposure_defender": (0.0, 1.0),
    "biddle_position_depth_km": (5.0, 20.0), "hero_threshold": (1.0, 1.5), "hero_loss_factor": (0.5, 4.0),
    "ground_positional_threshold": (1.0, 3.0), "ground_positional_advance": (0.01, 0.2),
    "ground_positional_loss_per_day": (0.005, 0.05), "ground_positional_exchange": (1.0, 4.0),
    "dupuy_fatigue_per_day": (0.01, 0.1),
}  # fmt: skip
SETTLED = {"biddle_guards": (0.001, 0.01), "biddle_arriving": (0.001, 0.1), "biddle_casualties": (0.1, 10.0)}
CLASH = {
    "attackers": (0.0, 20.0), "defenders": (0.0, 20.0), "attack": (0.0, 20.0), "defence": (0.0, 20.0),
    "ratio": (0.0, 8.0), "thin": (-0.5, 1.5), "width_km": (10.0, 200.0), "mobility": (0.3, 1.1),
    "cover": (0.3, 1.0), "control": (-1.0, 1.0),
    "withdrawal_km": (0.0, 10.0), "prosecution": (0.0, 0.1), "stopped": (0, 2), "days": (1.0, 1.0),
}  # fmt: skip
REST = {
    "depth_km": (0.0, 200.0), "rail_km": (0.0, 100.0), "day": (0.0, 90.0), "number": (-2.0, 2.0), "river_m": (-100.0, 600.0),
    "loss": (0.0, 0.2), "works": (0, 4), "attacker_freshness": (0.5, 1.0),
}  # fmt: skip
RANGES = {**WORLD, **SETTLED, **CLASH, **REST}
INTEGERS = ("works", "stopped")
RESULTS = ("first", "second", "third")

World = namedtuple("World", list(WORLD))
Settled = namedtuple("Settled", list(SETTLED))
BLOCK = np.dtype([(name, "i8" if name in INTEGERS else "f8", (LANES,)) for name in (*RANGES, *RESULTS)])


def _reader(name: str, fields: dict[str, Any], holder: Any) -> Any:
    """A compiled function that gathers one lane of a block into a named tuple."""
    numbers = ", ".join(f"at.{field}[lane]" + (" > 0" if field == "stopped" else "") for field in fields)
    scope = {"holder": holder}
    exec(f"def {name}(at, lane):\n    return holder({numbers})", scope)
    return jit_in_place(scope[name])


world = _reader("world", WORLD, World)
settled = _reader("settled", SETTLED, Settled)
clash = _reader("clash", CLASH, combat.Clash)
CASES: dict[str, Callable[..., Any]] = {
    "exp": lambda at, i: (arithmetic.exp(at.number[i]), 0.0, 0.0),
    "expm1": lambda at, i: (arithmetic.expm1(at.number[i]), 0.0, 0.0),
    "log": lambda at, i: (arithmetic.log(at.attack[i]), 0.0, 0.0),
    "table of 10 rows": lambda at, i: (
        dupuy1979.interpolate(at.ratio[i], dupuy1979.OWN_RATIO, dupuy1979.OPPOSITION), 0.0, 0.0,
    ),
    "table of 3 rows": lambda at, i: (dupuy1979.air_mobility(at.control[i]), 0.0, 0.0),
    "table of 9 bands": lambda at, i: (float(dupuy1979.band_of(dupuy1979.BAND_FLOOR, at.ratio[i])), 0.0, 0.0),
    "Dupuy's advance": lambda at, i: (
        dupuy1979.advance_km_per_day(at.ratio[i], at.works[i], 0.8, at.aggressor_heavy_share[i], 0.1), 0.0, 0.0,
    ),
    "Dupuy's losses": lambda at, i: (
        dupuy1979.loss_share_per_day(0.01, at.ratio[i], at.attackers[i] * 4.0, 1.0, at.stopped[i] > 0), 0.0, 0.0,
    ),
    "Bracken's losses": lambda at, i: (*bracken1995.loss_shares_per_day(
        at.attack[i], at.defence[i], 0.01, 0.01, at.bracken_p[i], at.bracken_q[i], at.bracken_d[i]), 0.0,
    ),
    "resistance": lambda at, i: (hero1972.resistance(2.0, at.thin[i], arithmetic.log(at.ratio[i])), 0.0, 0.0),
    "HERO's advance": lambda at, i: (
        hero1972.advance_km_per_day(at.ratio[i], 1.2, at.thin[i] + 1.0, 0.0), 0.0, 0.0,
    ),
    "Dupuy's step": lambda at, i: (
        combat.dupuy_advance(clash(at, i), at.ratio[i], 5.0, 9.0),
        combat.dupuy_attacker_loss(world(at, i), clash(at, i), at.ratio[i], at.stopped[i] > 0),
        combat.dupuy_defender_loss(world(at, i), clash(at, i), at.ratio[i], at.stopped[i] > 0),
    ),
    "logarithms of powers": lambda at, i: (*bracken1995.log_shares(at.attack[i], at.defence[i]), 0.0),
    "Bracken's shares": lambda at, i: (*combat.bracken_losses(
        world(at, i), at.number[i], at.thin[i], at.stopped[i] > 0), 0.0,
    ),
    "odds above even": lambda at, i: (combat.odds_above_even(at.loss[i], at.prosecution[i]), 0.0, 0.0),
    "recorded rate": lambda at, i: (combat.recorded_km(at.mobility[i], at.thin[i] + 1.0), 0.0, 0.0),
    "epstein": lambda at, i: combat.epstein(world(at, i), clash(at, i)),
    "biddle": lambda at, i: combat.biddle(world(at, i), settled(at, i), clash(at, i)),
    "HERO's losses": lambda at, i: (*combat.hero_losses(
        world(at, i), at.number[i], at.thin[i] + 1.0, at.stopped[i] > 0), 0.0,
    ),
    "positional": lambda at, i: combat.positional(world(at, i), clash(at, i)),
    "freshness": lambda at, i: (
        combat.freshness(world(at, i), at.attacker_freshness[i], at.attackers[i], at.defenders[i], 1.0), 0.0, 0.0,
    ),
    "Epstein's state": lambda at, i: (
        epstein1985.next_withdrawal_km(
            at.withdrawal_km[i], at.loss[i], at.epstein_defender_threshold[i], at.epstein_most_withdrawal[i], 1.0
        ),
        epstein1985.next_prosecution(at.prosecution[i], at.loss[i], at.epstein_attacker_threshold[i], 1.0), 0.0,
    ),
    "thinness": lambda at, i: (ground.thinness(5.0, 0.1, at.width_km[i], at.defenders[i]), 0.0, 0.0),
    "manned_strength": lambda at, i: (
        ground.manned_strength(dupuy1979.POSTURE_STRENGTH[at.works[i]], at.thin[i]), 0.0, 0.0,
    ),
    "power_ratio": lambda at, i: (ground.power_ratio(at.attack[i], at.defence[i]), 0.0, 0.0),
    "share_with_room": lambda at, i: (ground.share_with_room(at.attackers[i], at.width_km[i] * 0.1), 0.0, 0.0),
    "beyond_rail_factor": lambda at, i: (
        ground.beyond_rail_factor(at.rail_km[i] + at.depth_km[i], 150.0, 1.0 / 150.0, at.day[i] < 4.0), 0.0, 0.0,
    ),
    "exploitation_km": lambda at, i: (
        ground.exploitation_km(60.0, 0.1, at.attackers[i], at.ratio[i]), 0.0, 0.0,
    ),
    "counter_advance_km": lambda at, i: (ground.counter_advance_km(at.ratio[i], at.mobility[i]), 0.0, 0.0),
    "river_mobility": lambda at, i: (dupuy1979.river_mobility(at.river_m[i], False), 0.0, 0.0),
    "engaged_share": lambda at, i: (strike.engaged_share(at.attack[i], at.defence[i]), 0.0, 0.0),
    "will_factor": lambda at, i: (strike.will_factor(at.number[i], at.attack[i]), 0.0, 0.0),
}  # fmt: skip
"""Three numbers for a lane of a block, by the name of the function that gives them."""


def blocks(seed: int) -> np.ndarray:
    """Blocks of random lanes; a lane in eight has a side that is not there."""
    random = np.random.default_rng(seed)
    made = np.zeros(BLOCKS, BLOCK)
    for name, (low, high) in RANGES.items():
        shape = (BLOCKS, LANES)
        made[name] = random.integers(low, high, shape) if name in INTEGERS else random.uniform(low, high, shape)
    for name in ("attack", "defence", "attackers", "defenders", "ratio", "withdrawal_km"):
        made[name][random.random((BLOCKS, LANES)) < 1.0 / 8.0] = 0.0
    return made.view(np.recarray)


def lane_loop(function: Any) -> Any:
    """The loop over the lanes of a block."""

    @jit
    def loop(at):  # type: ignore[no-untyped-def]
        for lane in range(LANES):
            at.first[lane], at.second[lane], at.third[lane] = function(at, lane)

    return loop


@jit
def _repeat(loop, made, times):  # type: ignore[no-untyped-def]
    for _ in range(times):
        for block in range(len(made)):
            loop(made[block])


def measure(name: str) -> tuple[float, float, int, int, int]:
    """(ns a lane, the same one by one, packed operations, single ones, calls) of a function; raises where lanes differ."""
    function = jit_in_place(CASES[name])
    loop, made, alone = lane_loop(function), blocks(1), blocks(1)

    @jit
    def one_by_one(at, order):  # type: ignore[no-untyped-def]
        for place in order:
            at.first[place], at.second[place], at.third[place] = function(at, place)

    order = np.random.default_rng(2).permutation(LANES)

    @jit
    def repeat_one(made, order, times):  # type: ignore[no-untyped-def]
        for _ in range(times):
            for block in range(len(made)):
                one_by_one(made[block], order)

    repeat_one(alone, order, 1)
    _repeat(loop, made, 1)
    for result in RESULTS:
        if not np.array_equal(made[result], alone[result], equal_nan=True):
            raise SystemExit(
                f"{name}: lanes differ from single calls by {np.nanmax(np.abs(made[result] - alone[result]))}"
            )
    loop(made[0])
    body = next(iter(loop.inspect_asm().values())).split(".Lfunc_end0:")[0]
    packed = len(re.findall(r"\tv(?:add|sub|mul|div|sqrt|max|min|fmadd\w*|cmp\w*)pd\t.*ymm", body))
    single = len(re.findall(r"\tv(?:add|sub|mul|div|sqrt|max|min|fmadd\w*)sd\t", body))
    calls = len(re.findall(r"\tcallq?\t", body))
    together = _least(lambda: _repeat(loop, made, TIMES))
    apart = _least(lambda: repeat_one(alone, order, TIMES))
    return together, apart, packed, single, calls


def _least(run: Callable[[], object]) -> float:
    """Least nanoseconds that a run took for each lane."""
    spent = []
    for _ in range(TRIES):
        start = time.perf_counter()
        run()
        spent.append(time.perf_counter() - start)
    return min(spent) / (TIMES * BLOCKS * LANES) * 1e9


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", default=[])
    print(f"{'function':22}{'ns a lane':>10}{'one by one':>12}{'packed':>8}{'single':>8}{'calls':>7}")
    for name in arguments.parse_args().names or CASES:
        together, apart, packed, single, calls = measure(name)
        print(f"{name:22}{together:10.2f}{apart:12.2f}{packed:8}{single:8}{calls:7}")
