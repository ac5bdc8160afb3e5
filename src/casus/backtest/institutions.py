"""The authors' file of 137 promises called in wars in, the logit of which were kept, refitted with our estimator, out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from casus.backtest.logit import area_under_curve, log_loss, probability
from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.scores import skill
from casus.backtest.stata import read_stata_table
from casus.flow.handoffs import Floats
from casus.foundation.errors import InputError, Place, Problem
from casus.pacts.honour.logistic import Fitted, fit

if TYPE_CHECKING:
    import pandas as pd

ID = "institutions"
TITLE = "Institutions of alliances and promises kept: the logit of Leeds and Anac"
DATA = None
NEEDS = (
    "the file LeedsAnacIIrep.dta of Leeds and Anac (2005): github joshuaalley/treaty-depth, folder "
    "data/leeds-anac-replication. It has no licence, so Casus checks against it and does not pass it on; "
    "see docs/method/backtests/reliability.md"
)
SOURCES = (
    "B. A. Leeds and S. Anac, Alliance Institutionalization and Alliance Performance, International Interactions 31:183-202 "
    "(2005): replication file and script; the numbers to meet are an earlier refit by other code, not the printed table",
    "J. Alley, treaty-depth (github, manuscript): the sign under another measure of depth",
)

CASES = 137
TERMS = {
    "constant": "constant",
    "milinst": "military institutions (0 to 2)",
    "formal": "formality (0 to 2)",
    "chcap2d": "change of capability",
    "dinstch2": "change of institutions",
    "origtar1": "against the first target",
}
COLUMNS: dict[str, tuple[float, ...]] = {
    "war": (),
    "honor3": (0.0, 1.0),
    "milinst": (0.0, 1.0, 2.0),
    "formal": (0.0, 1.0, 2.0),
    "chcap2d": (0.0, 1.0),
    "dinstch2": (0.0, 1.0),
    "origtar1": (0.0, 1.0),
}
EARLIER = {
    "constant": (3.691, 0.639),
    "milinst": (-0.709, 0.298),
    "formal": (-0.929, 0.359),
    "chcap2d": (-1.547, 0.516),
    "dinstch2": (-1.460, 0.604),
    "origtar1": (-1.359, 0.480),
}
"""Coefficient and standard error of the specification in the authors' script, from an earlier refit to three places."""
EARLIER_LOG_LIKELIHOOD = -57.345
EARLIER_CORRECT_SHARE = 0.818
HALF_A_PLACE = 0.0005  # what rounding to three places hides
FLAT = math.inf
Z90 = 1.645  # ends of the central 90 % of a normal distribution


def run(settings: Settings) -> Scorecard:
    """The refit beside the earlier one, and what the same terms foretell of wars that were left out."""
    if settings.data is None:
        raise ValueError("run_case asks for the file")
    table = read_promises(settings.data)
    terms, kept = design(table), table.honor3.to_numpy()
    fitted = fit(terms, kept, 0.0, FLAT)
    chance = probability(terms @ fitted.coefficients)
    correct = _correct(chance, kept)
    return Scorecard(
        id=ID,
        title=TITLE,
        n=len(kept),
        of="promises called in wars",
        score={
            **dict(zip(TERMS, fitted.coefficients.tolist(), strict=True)),
            "log_likelihood": fitted.log_likelihood,
            "correct_share": correct,
            **_changes(terms, fitted),
            **_wars_out(terms, kept, table.war.to_numpy()),
        },
        baseline={
            "correct_share_always_kept": float(kept.mean()),
            "log_likelihood_constant_alone": fit(terms[:, :1], kept, 0.0, FLAT).log_likelihood,
        },
        bars=_bars(fitted, correct, len(kept)),
        reading=_reading(table),
        sources=SOURCES,
        rows=[*_rows(fitted)],
    )


def read_promises(file: Path) -> pd.DataFrame:
    """One row for each promise; raises InputError where all were kept, or none, so that there is nothing to tell apart."""
    table = read_stata_table(file, COLUMNS)
    if table.honor3.nunique() < 2:
        raise InputError(
            [Problem("honor3 is the same in all rows", Place(file), "some kept and some broken are needed")]
        )
    return table


def design(table: pd.DataFrame) -> Floats:
    """A column of ones, and the terms in the order of TERMS."""
    columns = [table[name].to_numpy() for name in TERMS if name != "constant"]
    return np.column_stack([np.ones(len(table)), *columns])


def _bars(fitted: Fitted, correct: float, count: int) -> tuple[Bar, ...]:
    known = np.array(list(EARLIER.values()))
    likelihood_off = abs(fitted.log_likelihood - EARLIER_LOG_LIKELIHOOD)
    return (
        Bar("promises", float(count), CASES, CASES),
        Bar("largest difference of a coefficient", _largest(fitted.coefficients - known[:, 0]), high=HALF_A_PLACE),
        Bar(
            "largest difference of a standard error", _largest(fitted.standard_errors - known[:, 1]), high=HALF_A_PLACE
        ),
        Bar("difference of the log likelihood", likelihood_off, high=HALF_A_PLACE),
        Bar("difference of the share told right", abs(correct - EARLIER_CORRECT_SHARE), high=HALF_A_PLACE),
    )


def _largest(differences: Floats) -> float:
    return float(np.abs(differences).max())


def _correct(chance: Floats, kept: Floats) -> float:
    """Share of promises on the side of one half where they ended."""
    return float(np.mean((chance > 0.5) == (kept == 1.0)))


def _changes(terms: Floats, fitted: Fitted) -> dict[str, float]:
    """By term, what its rise from least to most does to the chance while the others stand at their means."""
    changes = {}
    for place, name in list(enumerate(TERMS))[1:]:
        ends = np.tile(terms.mean(axis=0), (2, 1))
        ends[:, place] = terms[:, place].min(), terms[:, place].max()
        least, most = probability(ends @ fitted.coefficients)
        changes[f"change_{name}"] = float(most - least)
    return changes


def _wars_out(terms: Floats, kept: Floats, wars: Floats) -> dict[str, float]:
    """The same, each war foretold by a fit on the others; skill is over their share. Not numbers where such a fit has no end."""
    chance, share = np.empty(len(kept)), np.empty(len(kept))
    try:
        for war in np.unique(wars):
            inside = wars == war
            others = fit(terms[~inside], kept[~inside], 0.0, FLAT)
            chance[inside] = probability(terms[inside] @ others.coefficients)
            share[inside] = kept[~inside].mean()
    except InputError:
        chance[:] = share[:] = math.nan
    known = not np.isnan(chance).any()
    return {
        "correct_share_wars_out": _correct(chance, kept) if known else math.nan,
        "log_skill_wars_out": skill(log_loss(chance, kept), log_loss(share, kept)) if known else math.nan,
        "auc_wars_out": area_under_curve(chance, kept) if known else math.nan,
    }


def _reading(table: pd.DataFrame) -> tuple[str, ...]:
    largest = table.groupby("war").size().max()
    return (
        "Reproduced is the logit that the authors' script names, on their file; the numbers to meet come from an earlier refit "
        "by other code, since the printed table was not at hand. Cleared bars say that our estimator is right.",
        "The share told right is that of cases the model was fitted on; wars_out leaves one war out at a time, and its rival is "
        "the share of promises kept in the others. Allies in one war do not decide alone, so the cases are fewer than they look: "
        f"{table.war.nunique()} wars, one of which has {largest} of the {len(table)} promises.",
        "All five terms speak against the promise, institutions and formality too, which the authors found surprising: states "
        "may bind themselves most where they trust each other least. Under another measure of depth (Alley) that sign turns.",
        "As in every such record, only promises that had failed to deter an attack, or were made in a war, are in it.",
    )


def _rows(fitted: Fitted) -> list[dict[str, Any]]:
    found: Mapping[str, tuple[float, float]] = dict(
        zip(TERMS, zip(fitted.coefficients.tolist(), fitted.standard_errors.tolist(), strict=True), strict=True)
    )
    return [
        {
            "term": what,
            "coefficient": found[name][0],
            "low": found[name][0] - Z90 * found[name][1],
            "high": found[name][0] + Z90 * found[name][1],
            "earlier": EARLIER[name][0],
        }
        for name, what in TERMS.items()
        if name != "constant"
    ]


def chart(card: Scorecard) -> Any:
    """Our coefficients with their 90 % intervals; rings are the earlier refit."""
    import altair as alt

    from casus.flow.views.palette import BLUE, QUIET_INK, VERMILLION

    base = alt.Chart(alt.InlineData(values=card.rows)).encode(
        y=alt.Y("term:N", sort=[row["term"] for row in card.rows], title="term", axis=alt.Axis(labelLimit=260))
    )
    zero = alt.Chart(alt.InlineData(values=[{"at": 0}])).mark_rule(color=QUIET_INK, strokeDash=[4, 4])
    spans = base.mark_rule(color=BLUE, strokeWidth=2).encode(
        x=alt.X("low:Q", title="effect on the logit of a kept promise, with its 90 % interval"), x2="high:Q"
    )
    points = base.mark_point(color=BLUE, filled=True, size=70).encode(x="coefficient:Q")
    rings = base.mark_point(color=VERMILLION, size=190).encode(x="earlier:Q")
    return alt.layer(zero.encode(x="at:Q"), spans, points, rings).properties(width=620, height=220)
