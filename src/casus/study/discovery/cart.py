"""The same worlds in, a classification tree's account of them and whether it agrees with the boxes out.

A tree (Breiman, Friedman, Olshen and Stone 1984) is greedy where PRIM is patient, and splits all worlds where PRIM looks for one
corner. That two methods so unlike find the same worlds is evidence that they are there; scikit-learn grows the tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from casus.flow.handoffs import Floats
from casus.foundation.json_numbers import json_number
from casus.study.discovery.box import Condition
from casus.study.discovery.choose import correlation
from casus.study.discovery.described_box import conditions_of
from casus.study.discovery.ranked import Ranked
from casus.study.discovery.region import Mask, Region, everywhere

DEPTH = 3
"""Chosen: a leaf of more than three questions is no plainer than a table."""
LEAST_LEAF = 0.05
"""The least mass of PRIM's boxes."""
LEAST_GAIN = 20.0
"""Chosen: a split must explain so many parts in n of the variance; chi-squared of one degree passes that by chance once in 10^5."""
AGREES = 0.5
"""Chosen: two sets of worlds agree when they share more than they do not."""


@dataclass(frozen=True)
class CartCheck:
    """What a tree says of the same worlds; shares are of the worlds held back."""

    leaves: tuple[tuple[Condition, ...], ...]
    """Conditions of its leaves in which the thing of interest happens most, the worst first."""
    density: float
    """Share of the worlds in those leaves in which it happens; missing without leaves."""
    coverage: float
    """Share of all in which it happens that they hold."""
    jaccard: float
    """Worlds in both the boxes and the leaves, of those in either; missing where both are empty."""
    shared: tuple[str, ...]
    """Factors that both limit."""
    agrees: bool

    @property
    def sentence(self) -> str:
        """Whether the two methods agree."""
        if np.isnan(self.jaccard):
            return "A classification tree finds nothing either."
        if not self.leaves:
            return "A classification tree finds no such worlds: the boxes stand on PRIM alone."
        leaf = " and ".join(one.text for one in self.leaves[0])
        if self.jaccard == 0.0:
            return f"PRIM finds no box that beats chance; a classification tree would point to: {leaf} ({self.density:.2f})."
        in_part = self.shared and self.jaccard >= AGREES / 2.0
        verdict = "agrees" if self.agrees else "agrees in part" if in_part else "disagrees"
        how = f"{self.jaccard:.2f} of the worlds in either are in both"
        return f"A classification tree {verdict}: {how}; its worst leaf is where {leaf}."

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "agrees": self.agrees,
            "sentence": self.sentence,
            "jaccard": json_number(self.jaccard),
            "shared_factors": list(self.shared),
            "density": json_number(self.density),
            "coverage": json_number(self.coverage),
            "leaves": [[condition.as_json() for condition in leaf] for leaf in self.leaves],
        }


def cart_check(seek: Ranked, y: Floats, held_back: Ranked, y_held_back: Floats, boxes: Sequence[Region]) -> CartCheck:
    """What a tree grown in some worlds says of those held back, beside boxes found in the same."""
    wanted = float(y[_any(boxes, seek.ranks)].sum())
    leaves = worst_leaves(seek, y, wanted)
    mine, boxed = _any(leaves, held_back.ranks), _any(boxes, held_back.ranks)
    either, both = int((mine | boxed).sum()), int((mine & boxed).sum())
    total = float(y_held_back.sum())
    jaccard = both / either if either else float("nan")
    return CartCheck(
        leaves=tuple(conditions_of(leaf, held_back, y_held_back) for leaf in leaves),
        density=float(y_held_back[mine].mean()) if mine.any() else float("nan"),
        coverage=float(y_held_back[mine].sum()) / total if total else 0.0,
        jaccard=jaccard,
        shared=_shared(leaves, boxes, held_back),
        agrees=not either or jaccard >= AGREES,
    )


def worst_leaves(worlds: Ranked, y: Floats, wanted: float) -> list[Region]:
    """Leaves of a tree grown in these worlds, the worst first: as many as hold about as much of what is of interest as `wanted`.

    With nothing wanted, as many as tell most of the result together.
    """
    leaves = [leaf for leaf in _grown(worlds, y) if leaf.restricted]
    leaves.sort(key=lambda leaf: -float(y[leaf.inside(worlds.ranks)].mean()))
    taken = [_any(leaves[: n + 1], worlds.ranks) for n in range(len(leaves))]
    if not leaves:
        return []
    if wanted > 0.0:
        return leaves[: int(np.argmin([abs(float(y[some].sum()) - wanted) for some in taken])) + 1]
    return leaves[: int(np.argmax([correlation(some, y) for some in taken])) + 1]


def _grown(worlds: Ranked, y: Floats) -> list[Region]:
    """All leaves of the pruned tree."""
    from sklearn.tree import DecisionTreeRegressor

    # Least squares on a flag splits as Gini does: both are twice or once p(1-p), and it takes shares as well.
    tree = DecisionTreeRegressor(
        max_depth=DEPTH,
        min_samples_leaf=max(1, round(LEAST_LEAF * len(y))),
        min_impurity_decrease=LEAST_GAIN / len(y) * float(y.var()),
        random_state=0,
    )
    columns, meaning = _columns(worlds)
    tree.fit(columns, y)
    return _walk(tree.tree_, 0, everywhere(len(worlds.columns)), meaning, worlds)


def _columns(worlds: Ranked) -> tuple[Floats, list[tuple[int, int | None]]]:
    """What the tree may split by, and the factor and alternative that each column stands for."""
    meaning: list[tuple[int, int | None]] = []
    for place in range(len(worlds.columns)):
        coded = place in worlds.choices
        meaning += [(place, int(code)) for code in worlds.levels[place]] if coded else [(place, None)]
    columns = [
        worlds.ranks[:, place] if code is None else (worlds.ranks[:, place] == code).astype(float)
        for place, code in meaning
    ]
    return np.stack(columns, axis=1), meaning


def _walk(tree: Any, node: int, region: Region, meaning: list[tuple[int, int | None]], worlds: Ranked) -> list[Region]:
    """The leaves below a node."""
    if tree.children_left[node] < 0:
        return [region]
    place, code = meaning[tree.feature[node]]
    if code is None:
        low, high, cut = float(region.low[place]), float(region.high[place]), float(tree.threshold[node])
        sides = [region.limited(place, low, min(high, cut)), region.limited(place, max(low, cut), high)]
    else:
        held = region.admitted.get(place, frozenset(map(int, worlds.levels[place])))
        sides = [region.admitting(place, held - {code}), region.admitting(place, held & {code})]
    below = (tree.children_left[node], tree.children_right[node])
    return [
        leaf for side, child in zip(sides, below, strict=True) for leaf in _walk(tree, child, side, meaning, worlds)
    ]


def _any(regions: Sequence[Region], ranks: Floats) -> Mask:
    found = np.zeros(len(ranks), dtype=bool)
    for region in regions:
        found |= region.inside(ranks)
    return found


def _shared(leaves: Sequence[Region], boxes: Sequence[Region], worlds: Ranked) -> tuple[str, ...]:
    limited = [{place for region in regions for place in region.restricted} for regions in (leaves, boxes)]
    return tuple(worlds.columns[place].name for place in sorted(limited[0] & limited[1]))
