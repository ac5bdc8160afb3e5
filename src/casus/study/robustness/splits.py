"""Compared designs in, their ranks in every way of splitting the question out: by law, by prior, by attack, by lens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.catalogue import LENSES, METRICS, world_values
from casus.study.robustness.compared import Compared
from casus.study.robustness.curves import Curve
from casus.study.robustness.explained import explained
from casus.study.robustness.ranks import Flip, Group, agreement, flips_of, ranks_of, spearman

SHUFFLES = 200
"""Chosen: enough to tell a share of 5 % from one of 10 %."""
FEWEST = 10
"""Chosen: fewer worlds than this rank nothing."""
HALVED = 4
"""Chosen: numbers at whose median the worlds are cut in two."""
ONLY_FOR_LENS = {"reference_specification": "reference"}
"""Choices that no campaign reads: they bear on one lens alone."""


@dataclass(frozen=True)
class Split:
    """One way of splitting the worlds, or of asking otherwise, and the ranks in each part."""

    name: str
    """The factor by which worlds are split, or `attack`, `lens`, `seed`."""
    what: str
    """It, as a phrase."""
    of_worlds: bool
    """True where the parts are worlds; False where they are other measures of the same."""
    groups: tuple[str, ...]
    worlds: tuple[int, ...]
    """By group, how many."""
    means: Floats
    """(groups, designs) in the measure's own unit."""
    ranks: Floats
    """(groups, designs) from 1."""
    agreement: float
    """Kendall's W."""
    spearman: float
    by_chance: tuple[float, float]
    """Where 90 % of W lie once worlds are dealt to the groups by chance: what error alone does. NaN where they cannot be."""
    flips: tuple[Flip, ...]
    flips_within_error: int


def splits_of(of: Compared, outcomes: Outcomes, curves: Sequence[Curve], rng: np.random.Generator) -> list[Split]:
    """Every split that has at least two parts."""
    partitions = [*_choices(of), *_halves(of, curves)]
    found = [_split(of, name, what, _parts(of, labels, codes), codes, rng) for name, what, labels, codes in partitions]
    asked = [("attack", "attack option", _attacks(of, outcomes)), ("lens", "lens on deterrence", _lenses(of, outcomes))]
    found += [_split(of, name, what, groups, None, rng) for name, what, groups in asked]
    return [one for one in found if len(one.groups) > 1]


def beside(of: Compared, other: Compared, seeds: tuple[int, int]) -> Split:
    """The same designs in worlds of another seed, as a split of its own."""
    groups = [Group(f"seed {seed}", each.better, _sign(each)) for seed, each in zip(seeds, (of, other), strict=True)]
    return _split(of, "seed", "seed of all chance", groups, None, np.random.default_rng(0))


Partition = tuple[str, str, tuple[str, ...], npt.NDArray[np.intp]]


def _choices(of: Compared) -> Iterator[Partition]:
    """By every choice among readings and laws that the metric can depend on."""
    for column, values in zip(of.factors.columns, of.factors.values.T, strict=True):
        if column.words and ONLY_FOR_LENS.get(column.name, of.lens) == of.lens:
            yield column.name, column.what, column.words, values.astype(np.intp)


def _halves(of: Compared, curves: Sequence[Curve]) -> Iterator[Partition]:
    """Below and above the median of the numbers that explain most of the lead of the best design over the next."""
    first, second = np.argsort(-of.better.mean(axis=1), kind="stable")[:2]
    lead = np.eye(len(of.designs))[[first]] - np.eye(len(of.designs))[[second]]
    share = explained(curves, of.better, lead)[:, 0]
    numbers = [k for k in np.argsort(-share, kind="stable") if share[k] > 0.0 and not curves[k].is_choice]
    for place in numbers[:HALVED]:
        column, values = of.factors.columns[place], of.factors.values[:, place]
        middle = float(np.median(values))
        labels = (f"below {middle:.4g}", f"above {middle:.4g}")
        yield column.name, column.what, labels, (values > middle).astype(np.intp)


def _parts(of: Compared, labels: Sequence[str], codes: npt.NDArray[np.intp]) -> list[Group]:
    return [
        Group(label, of.better[:, codes == code], _sign(of))
        for code, label in enumerate(labels)
        if (codes == code).sum() >= FEWEST
    ]


def _attacks(of: Compared, outcomes: Outcomes) -> list[Group]:
    """The metric against every attack."""
    if of.metric.of not in ("campaign", "price"):
        return []
    attacks = [str(id) for id in outcomes.data["attack"].values]
    return _measured(of, outcomes, [(attack, of.metric.name, attack, None) for attack in attacks])


def _lenses(of: Compared, outcomes: Outcomes) -> list[Group]:
    """The probability of an attack within ten years by every lens."""
    if "survival" not in outcomes.data:
        return []
    return _measured(of, outcomes, [(lens, "attack_10y", None, lens) for lens in LENSES])


def _measured(
    of: Compared, outcomes: Outcomes, asked: Sequence[tuple[str, str, str | None, str | None]]
) -> list[Group]:
    """The same designs by other measures, each in the worlds in which all designs have a finite value."""
    groups = []
    for label, name, attack, lens in asked:
        values = np.stack([world_values(outcomes, name, design, attack, lens) for design in of.designs])
        seen = values[:, np.isfinite(values).all(axis=0)]
        sign = 1.0 if METRICS[name].better == "higher" else -1.0
        if seen.shape[1] >= FEWEST:
            groups.append(Group(label, sign * seen, sign))
    return groups


def _split(
    of: Compared,
    name: str,
    what: str,
    groups: list[Group],
    codes: npt.NDArray[np.intp] | None,
    rng: np.random.Generator,
) -> Split:
    means = np.array([group.better.mean(axis=1) for group in groups]).reshape(len(groups), len(of.designs))
    ranks = ranks_of(means) if groups else means
    signs = np.array([group.sign for group in groups])
    flips, unsure = flips_of(of.better.mean(axis=1), groups)
    sizes = tuple(group.better.shape[1] for group in groups)
    chance = (np.nan, np.nan) if codes is None or len(groups) < 2 else _by_chance(of.better, sizes, rng)
    return Split(
        name,
        what,
        codes is not None,
        tuple(group.label for group in groups),
        sizes,
        means * signs[:, None],
        ranks,
        agreement(ranks),
        spearman(ranks),
        chance,
        tuple(sorted(flips, key=lambda flip: -flip.by / max(flip.se, 1e-300))),
        unsure,
    )


def _sign(of: Compared) -> float:
    return 1.0 if of.metric.better == "higher" else -1.0


def _by_chance(better: Floats, sizes: Sequence[int], rng: np.random.Generator) -> tuple[float, float]:
    """Where 90 % of W lie once as many worlds are dealt to each group by chance."""
    found = [agreement(ranks_of(_dealt(better, sizes, rng))) for _ in range(SHUFFLES)]
    low, high = np.quantile(found, [0.05, 0.95])
    return float(low), float(high)


def _dealt(better: Floats, sizes: Sequence[int], rng: np.random.Generator) -> Floats:
    """(groups, designs) means after dealing."""
    mixed = better[:, rng.permutation(better.shape[1])]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    sums = np.add.reduceat(mixed[:, : sum(sizes)], starts, axis=1)
    return np.asarray((sums / np.asarray(sizes)).T)
