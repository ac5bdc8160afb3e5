"""The authors' file of pacts called in wars in, how often promises were kept out; nine published counts must come out equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.stata import read_stata_table
from casus.foundation.errors import InputError, Place, Problem

if TYPE_CHECKING:
    import pandas as pd

ID = "reliability"
TITLE = "Alliances called in wars, 1816-2003: how often promises were kept"
DATA = None
NEEDS = (
    "the file BerkemeierFuhrmannRAP2018_0303.dta of Berkemeier and Fuhrmann (2018): github joshuaalley/treaty-depth, folder "
    "data/leeds-anac-replication. It has no licence, so Casus checks against it and does not pass it on; "
    "see docs/method/backtests/reliability.md"
)
SOURCES = (
    "M. Berkemeier and M. Fuhrmann, Reassessing the fulfillment of alliance commitments in war, Research and Politics (2018): "
    "replication file, script and codebook",
)

MARK = (0.0, 1.0)
ONLY_ONE = (1.0,)
COLUMNS = {
    "sample": MARK,
    "atopid": (),
    "multilateral": MARK,
    "defense": MARK,
    "offense": MARK,
    "neutral": MARK,
    "nonagg": MARK,
    "dnaLLM": ONLY_ONE,
    "honorLLM": ONLY_ONE,
    "violateLLM": ONLY_ONE,
    "sabroskyhonorllm": ONLY_ONE,
}
"""What is read. `sample` is 1 for 1816-1944; the last four are 1 or missing, never 0."""
CODES = frozenset({"dnaLLM", "honorLLM", "violateLLM", "sabroskyhonorllm"})

ARAB_LEAGUE, NATO = 3205.0, 3180.0
"""Their numbers in ATOP (Alliance Treaty Obligations and Provisions)."""
LEEDS_LONG_MITCHELL = (
    0.745  # share kept, Leeds, Long and Mitchell 2000 (J. Conflict Resolution 44:686-699), abstract seen
)


@dataclass(frozen=True)
class Count:
    """How many promises were kept of those that were called."""

    kept: int
    called: int

    @property
    def share(self) -> float:
        """Kept over called; not a number where none was called."""
        return self.kept / self.called if self.called else float("nan")

    def __str__(self) -> str:
        return f"{self.kept} of {self.called}"


@dataclass(frozen=True)
class Cut:
    """A part of the record: rows whose columns hold these values."""

    what: str
    holds: Mapping[str, float] = field(default_factory=dict)


PUBLISHED = {
    "all": Count(73, 146),
    "before_1945": Count(61, 92),
    "since_1945": Count(12, 54),
    "defence": Count(42, 102),
    "offence": Count(31, 42),
    "neutrality": Count(35, 45),
    "nonaggression": Count(18, 49),
    "defence_before_1945": Count(36, 59),
    "defence_since_1945": Count(6, 43),
}
"""The nine counts that the paper's script states."""

CUTS = {
    "all": Cut("all promises"),
    "before_1945": Cut("1816-1944", {"sample": 1.0}),
    "since_1945": Cut("1945-2003", {"sample": 0.0}),
    "defence": Cut("defence", {"defense": 1.0}),
    "offence": Cut("offence", {"offense": 1.0}),
    "neutrality": Cut("neutrality", {"neutral": 1.0}),
    "nonaggression": Cut("non-aggression", {"nonagg": 1.0}),
    "defence_before_1945": Cut("defence, 1816-1944", {"defense": 1.0, "sample": 1.0}),
    "defence_since_1945": Cut("defence, 1945-2003", {"defense": 1.0, "sample": 0.0}),
    "bilateral": Cut("two parties", {"multilateral": 0.0}),
    "multilateral": Cut("more parties", {"multilateral": 1.0}),
    "bilateral_since_1945": Cut("two parties, 1945-2003", {"multilateral": 0.0, "sample": 0.0}),
    "multilateral_since_1945": Cut("more parties, 1945-2003", {"multilateral": 1.0, "sample": 0.0}),
    "arab_league": Cut("Arab League, defence", {"defense": 1.0, "sample": 0.0, "atopid": ARAB_LEAGUE}),
    "nato": Cut("NATO, defence", {"defense": 1.0, "sample": 0.0, "atopid": NATO}),
}
"""The parts counted: those published, and six further ones that have no bar."""


def run(settings: Settings) -> Scorecard:
    """The recount, beside what a reader would get who fell into the trap of the file."""
    if settings.data is None:
        raise ValueError("run_case asks for the file")
    rows = read_rows(settings.data)
    counts = {name: count(rows, cut) for name, cut in CUTS.items()}
    lenient = Count(int((_called(rows).sabroskyhonorllm == 1.0).sum()), counts["all"].called)
    return Scorecard(
        id=ID,
        title=TITLE,
        n=counts["all"].called,
        of="promises called in wars",
        score={f"share_{name}": counted.share for name, counted in counts.items() if counted.called}
        | {"share_lenient": lenient.share},
        baseline={
            "share_of_all_rows": Count(counts["all"].kept, len(rows)).share,
            "share_leeds_long_mitchell_2000": LEEDS_LONG_MITCHELL,
        },
        bars=tuple(_bar(name, counts[name]) for name in PUBLISHED),
        reading=_reading(counts, lenient, len(rows)),
        sources=SOURCES,
        rows=[_row(name, counts[name]) for name in CUTS if counts[name].called],
    )


def read_rows(file: Path) -> pd.DataFrame:
    """Every pair of a pact and a war; raises InputError where one was called and is neither kept nor broken, or is both.

    The codes hold 1 or nothing, so that a missing one would otherwise count as broken without a word.
    """
    rows = read_stata_table(file, COLUMNS, CODES)
    called, kept, broken = rows.dnaLLM != 1.0, rows.honorLLM == 1.0, rows.violateLLM == 1.0
    wrong = (called & (kept == broken)) | (~called & (kept | broken))
    if wrong.any():
        first = int(wrong.to_numpy().argmax()) + 1
        what = f"{int(wrong.sum())} row(s), first row {first}: not coded as one of three"
        hint = "each row has 1 in exactly one of honorLLM (kept), violateLLM (broken) and dnaLLM (not called)"
        raise InputError([Problem(what, Place(file), hint)])
    return rows


def count(rows: pd.DataFrame, cut: Cut) -> Count:
    """How many of a cut's promises were called (dnaLLM is not 1), and how many of these were kept (honorLLM is 1)."""
    called = _called(rows)
    for column, value in cut.holds.items():
        called = called[called[column] == value]
    return Count(int((called.honorLLM == 1.0).sum()), len(called))


def _called(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows.dnaLLM != 1.0]


def jeffreys_interval(counted: Count, share: float = 0.9) -> tuple[float, float]:
    """The central interval of the chance behind a count, under Jeffreys' prior: Beta(kept + 1/2, broken + 1/2)."""
    from scipy.stats import beta

    ends = beta.ppf([(1.0 - share) / 2.0, (1.0 + share) / 2.0], counted.kept + 0.5, counted.called - counted.kept + 0.5)
    return float(ends[0]), float(ends[1])


def _bar(name: str, found: Count) -> Bar:
    """By how many cases the two numbers are off; cleared at 0."""
    published = PUBLISHED[name]
    off = abs(found.kept - published.kept) + abs(found.called - published.called)
    return Bar(f"off the published {published}: {CUTS[name].what}", float(off), high=0.0)


def _reading(counts: Mapping[str, Count], lenient: Count, rows: int) -> tuple[str, ...]:
    few, many = counts["bilateral"], counts["multilateral"]
    few_late, many_late = counts["bilateral_since_1945"], counts["multilateral_since_1945"]
    return (
        "This is a recount and predicts nothing: cleared bars say that the file is read as its authors meant it, not that "
        "the next promise is kept as often as the last.",
        f"In the file a kept promise is 1 and everything else is missing, and most of its {rows} rows were never called. Who "
        "divides by all rows gets the first baseline; the second is an older study that read obligations clause by clause.",
        f"Without a bar: kept by two parties {few}, by more {many}; since 1945 {few_late} and {many_late}. Where one member "
        f"who fought is enough for a pact of more than two, {lenient} were kept, not {counts['all']}.",
        "The coding rule drives the number: a promise of help is kept where the ally fought, so that arms and sanctions count as "
        "broken, and a promise of non-aggression that was simply kept is not counted at all.",
        "Promises are called only where deterrence has failed, so these are no shares of all promises. Of the "
        f"{counts['defence_since_1945'].called} calls on defence since 1945, {counts['arab_league'].called} are on the Arab League "
        f"({counts['arab_league'].kept} kept) and {counts['nato'].called} on NATO.",
    )


def _row(name: str, counted: Count) -> dict[str, Any]:
    low, high = jeffreys_interval(counted)
    published = PUBLISHED[name].share if name in PUBLISHED else None
    label = f"{CUTS[name].what}: {counted}"
    return {"cut": label, "share": counted.share, "low": low, "high": high, "published": published}


def chart(card: Scorecard) -> Any:
    """Each cut's share with the 90 % interval of the chance behind it; rings are what was published."""
    import altair as alt

    from casus.flow.views.palette import BLUE, VERMILLION

    order = [row["cut"] for row in card.rows]
    base = alt.Chart(alt.InlineData(values=card.rows)).encode(
        y=alt.Y("cut:N", sort=order, title="kept of called", axis=alt.Axis(labelLimit=260))
    )
    share, ticks = alt.Scale(domain=[0, 1]), alt.Axis(tickCount=10)
    spans = base.mark_rule(color=BLUE, strokeWidth=2).encode(
        x=alt.X("low:Q", scale=share, axis=ticks, title="share kept, with the 90 % interval of the chance behind it"),
        x2="high:Q",
    )
    points = base.mark_point(color=BLUE, filled=True, size=70).encode(x=alt.X("share:Q", scale=share))
    rings = base.transform_filter("datum.published !== null").mark_point(color=VERMILLION, size=190)
    return alt.layer(spans, points, rings.encode(x=alt.X("published:Q", scale=share))).properties(width=620, height=380)
