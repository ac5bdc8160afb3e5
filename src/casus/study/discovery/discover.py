"""Factors and what happened in each world in, the plain conditions under which it happens out: the question of scenario discovery.

The boxes are sought in one half of the worlds and told of the other. Of hundreds of factors some always go with a result by
luck, and a box that was shaped to its worlds looks denser in them than it is; in worlds it never saw it cannot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.foundation.json_numbers import json_number
from casus.study.discovery.box import FAILS, Beyond, Box
from casus.study.discovery.cart import CartCheck, cart_check
from casus.study.discovery.chance import box_p, quasi_p
from casus.study.discovery.choose import QUASI_P, Chosen, choose, nearest_best
from casus.study.discovery.described_box import conditions_of
from casus.study.discovery.prim import USUAL, Rule, Step, prim
from casus.study.discovery.ranked import Ranked, ranked
from casus.study.discovery.region import Mask, Region
from casus.study.factors import Factors
from casus.study.sensitivity.given import explained_alone

MOST_FACTORS = 40
"""Chosen: with more, PRIM peels by luck; those that explain most alone are kept."""
FEWER = (12, 4, 1)
"""Chosen: PRIM is run among so many of the strongest as well. Among many it spends its slices on what is luck, and may leave what
matters half peeled where worlds are few (Kwakkel 2019 constrains the factors likewise)."""
MOST_CONDITIONS = 4
"""Chosen: what fits a sentence; Bryant and Lempert (2010) advise two to four."""
BOX_P = 0.01
"""Chosen: of a hundred results that are pure noise, one may yield a box."""
LEAST_WORLDS = 40
"""Chosen: fewer in a half tell a share of a half to no better than 0.15."""
SPLIT_SEED = 1999
"""Chosen: any number would do, but for ever the same."""


@dataclass(frozen=True)
class Way:
    """PRIM's way to a box, in the half of the worlds in which it was sought."""

    steps: tuple[Step, ...]
    chosen: int
    """Place of the step from which the box was taken, before conditions that do little were dropped."""


@dataclass(frozen=True)
class Discovery:
    """The conditions under which something happens."""

    boxes: tuple[Box, ...]
    """The best first; each further one was sought among the worlds that the earlier ones leave. Empty where none beats chance."""
    base_share: float
    """Share of all worlds in which it happens (or its mean)."""
    worlds: int
    """Worlds in which the question arises."""
    held_back: int
    """Of these, the worlds of which the boxes are told; they were sought in the others."""
    factors: int
    """Factors that vary among them."""
    kept: tuple[str, ...]
    """Names of the factors among which boxes were sought: all, or those that explain most alone."""
    coverage: float
    """Share of all in which it happens that any box holds."""
    cart: CartCheck
    """What a decision tree makes of the same worlds, as a check."""
    ways: tuple[Way, ...]
    """PRIM's way to each box, and to the one that did not beat chance."""
    none_because: str
    """Why there is no box; empty where there is one."""
    what_happens: str = FAILS
    """For the sentences."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each box in a sentence, or that there is none."""
        return tuple(box.told(self.what_happens) for box in self.boxes) or (self.none_because,)

    @property
    def how(self) -> str:
        """How it was sought, in a sentence."""
        some = f"the {len(self.kept)} of {self.factors} factors that explain most alone"
        kept = some if self.screened else f"{self.factors} factors"
        return (
            f"Sought by PRIM among {kept} in {self.worlds - self.held_back:,} worlds; the shares are of {self.held_back:,} others "
            "that it never saw."
        )

    @property
    def screened(self) -> bool:
        """Whether factors were left out before boxes were sought."""
        return len(self.kept) < self.factors

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "boxes": [box.as_json() | {"sentence": box.told(self.what_happens)} for box in self.boxes],
            "none_because": self.none_because or None,
            "base_share": json_number(self.base_share),
            "coverage": json_number(self.coverage),
            "worlds": self.worlds,
            "held_back": self.held_back,
            "factors": self.factors,
            "kept_factors": list(self.kept),
            "how": self.how,
            "cart": self.cart.as_json(),
        }


@dataclass(frozen=True)
class _Half:
    """Some of the worlds."""

    at: Ranked
    y: Floats


def discover(
    factors: Factors,
    result: Floats,
    *,
    numbers: npt.NDArray[np.int64] | None = None,
    most_boxes: int = 2,
    most_conditions: int = MOST_CONDITIONS,
    most_factors: int = MOST_FACTORS,
    rule: Rule = USUAL,
    what_happens: str = FAILS,
) -> Discovery:
    """The boxes in which a (worlds,) result happens: 1 where it does, 0 where not, missing where the question does not arise.

    A number between 0 and 1 will do as well: its mean is raised. `numbers` are those of the worlds, by which they are split (their
    places if not given). Raises ValueError for results beyond 0 and 1. A factor with missing values is left out.

    >>> from casus.flow.draws.described import Described
    >>> x = np.random.default_rng(1).random((2000, 2))
    >>> columns = tuple(Described(name, name, "1", "C", "judgement", "") for name in ("force", "luck"))
    >>> found = discover(Factors(x, columns), (x[:, 0] < 0.3).astype(float))
    >>> [condition.column.name for condition in found.boxes[0].conditions], found.boxes[0].density
    (['force'], 1.0)
    """
    seen = np.isfinite(result)
    y = result[seen].astype(np.float64)
    _refuse_beyond(y)
    all_of = ranked(factors, seen)
    seek = sought_in(np.flatnonzero(seen) if numbers is None else numbers[seen])
    halves = (_Half(_take(all_of, seek), y[seek]), _Half(_take(all_of, ~seek), y[~seek]))
    idle = _nothing_to_seek(*halves)
    kept = np.zeros(0, dtype=np.intp) if idle else _screened(halves[0], most_factors)
    first, second = (_Half(half.at.only(kept), half.y) for half in halves)
    regions, ways = ([], []) if idle else _boxes(first, second, most_boxes, most_conditions, rule)
    return Discovery(
        boxes=tuple(_box(region, second, regions[:place]) for place, region in enumerate(regions)),
        base_share=float(y.mean()) if len(y) else float("nan"),
        worlds=len(y),
        held_back=len(second.y),
        factors=len(all_of.columns),
        kept=second.at.names,
        coverage=_covered(regions, second),
        cart=_unchecked() if idle else cart_check(first.at, first.y, second.at, second.y, regions),
        ways=tuple(ways),
        none_because="" if regions else idle or _none(second, what_happens),
        what_happens=what_happens,
    )


def sought_in(numbers: npt.NDArray[np.int64] | npt.NDArray[np.intp]) -> Mask:
    """(worlds,) which half boxes are sought in, by the numbers of the worlds; that of a world never changes.

    By a coin for each number: every second world would cut a low-discrepancy sequence along one of its factors.
    """
    coins = np.random.default_rng(SPLIT_SEED).random(int(numbers.max()) + 1 if len(numbers) else 0)
    half: Mask = coins[numbers] < 0.5
    return half


def _refuse_beyond(y: Floats) -> None:
    if len(y) and (y.min() < 0.0 or y.max() > 1.0):
        raise ValueError(f"results run from {y.min():g} to {y.max():g}; they must lie between 0 and 1 (scale them)")


def _take(worlds: Ranked, some: Mask) -> Ranked:
    return Ranked(worlds.columns, worlds.ranks[some], worlds.levels)


def _nothing_to_seek(first: _Half, second: _Half) -> str:
    """Why there is nothing to seek, or nothing."""
    if min(len(first.y), len(second.y)) < LEAST_WORLDS:
        return f"Too few worlds to seek conditions in ({len(first.y) + len(second.y)})."
    if not first.at.columns:
        return "No factor differs between the worlds."
    for half in (first, second):
        if np.ptp(half.y) == 0.0:
            return "It happens in all worlds alike, or in none: there are no conditions to seek."
    return ""


def _screened(half: _Half, most: int) -> npt.NDArray[np.intp]:
    """Places of the factors that explain most alone, in order; all, where there are not too many."""
    count = len(half.at.columns)
    if count <= most:
        return np.arange(count)
    return np.sort(_strongest(half.at, half.y)[:most])


def _strongest(worlds: Ranked, y: Floats) -> npt.NDArray[np.intp]:
    """Places of the factors, that which explains most alone first."""
    share = explained_alone(Factors(worlds.ranks, worlds.columns), y).share
    return np.asarray(np.argsort(-share, kind="stable"), dtype=np.intp)


def _boxes(
    first: _Half, second: _Half, most_boxes: int, most_conditions: int, rule: Rule
) -> tuple[list[Region], list[Way]]:
    """Boxes that hold in the worlds held back, and PRIM's way to each and to the one that did not."""
    regions: list[Region] = []
    ways: list[Way] = []
    while len(regions) < most_boxes:
        way, region = _best_way(first, _left(regions, first.at.ranks), most_conditions, rule)
        ways.append(way)
        held = _confirmed(region, second, _left(regions, second.at.ranks))
        if held is None:
            break
        regions.append(held)
    return regions, ways


def _best_way(first: _Half, left: Mask, most_conditions: int, rule: Rule) -> tuple[Way, Region | None]:
    """Of PRIM's ways among many factors and among few, the one with the best box; and that box, if there is any."""
    factors = len(first.at.columns)
    order = _strongest(Ranked(first.at.columns, first.at.ranks[left], first.at.levels), first.y[left])
    found: list[tuple[Way, Chosen | None]] = []
    for places in (np.sort(order[:most]) for most in (factors, *FEWER) if most == factors or most < factors):
        some = first.at.only(places)
        steps = prim(some.ranks, first.y, some.choices, rule, left)
        chosen = choose(steps, some.ranks[left], first.y[left], most_conditions)
        steps = tuple(replace(step, region=step.region.placed(places, factors)) for step in steps)
        if chosen:
            chosen = replace(chosen, region=chosen.region.placed(places, factors))
        found.append((Way(steps, chosen.step if chosen else 0), chosen))
    best = nearest_best([chosen for _, chosen in found if chosen])
    return next((way, chosen.region if chosen else None) for way, chosen in found if chosen is best)


def _left(regions: Sequence[Region], ranks: Floats) -> Mask:
    """(worlds,) those that no box holds yet."""
    left = np.ones(len(ranks), dtype=bool)
    for region in regions:
        left &= ~region.inside(ranks)
    return left


def _confirmed(region: Region | None, second: _Half, left: Mask) -> Region | None:
    """The box if it beats chance in the worlds held back and left, without the conditions that do not."""
    if region is None:
        return None
    ranks, y = second.at.ranks[left], second.y[left]
    if box_p(region.inside(ranks), y) >= BOX_P:
        return None
    tried = len(region.restricted)
    while region.restricted:
        p = {place: quasi_p(region, place, ranks, y) * tried for place in region.restricted}
        weakest = max(p, key=lambda place: p[place])
        if p[weakest] <= QUASI_P:
            break
        region = region.only([place for place in region.restricted if place != weakest])
    return region if region.restricted and _denser(region, second) else None


def _denser(region: Region, second: _Half) -> bool:
    """Whether it is denser than all worlds, those of earlier boxes among them."""
    inside = region.inside(second.at.ranks)
    return bool(inside.any() and second.y[inside].mean() > second.y.mean())


def _box(region: Region, second: _Half, before: Sequence[Region]) -> Box:
    inside, left, y = region.inside(second.at.ranks), _left(before, second.at.ranks), second.y
    return Box(
        conditions=conditions_of(region, second.at, y),
        worlds=len(y),
        mass=float(inside.mean()),
        density=float(y[inside].mean()),
        coverage=float(y[inside].sum() / y.sum()),
        base_share=float(y.mean()),
        p=box_p(inside, y),
        beyond=Beyond(float(y[inside & left].mean()), float(y[left].mean())) if before else None,
    )


def _covered(regions: Sequence[Region], second: _Half) -> float:
    total = float(second.y.sum())
    return float(second.y[~_left(regions, second.at.ranks)].sum()) / total if total else 0.0


def _none(second: _Half, what_happens: str) -> str:
    return (
        f"No conditions were found under which {what_happens} more often than chance would have it "
        f"({second.y.mean():.2f} overall)."
    )


def _unchecked() -> CartCheck:
    missing = float("nan")
    return CartCheck((), missing, 0.0, missing, (), True)
