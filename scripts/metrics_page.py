"""The catalogue of metrics in, the lines of its reference page out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import xarray as xr

from casus.flow.metrics.catalogue import LENS_READS, LENSES, METRICS, Metric

KINDS = {
    "campaign": (
        "Of a campaign",
        "Read of one design against one attack: `held(tripwire, full)` in the language of claims.",
    ),
    "design": ("Of a design", "Read of a design alone, in each world: `cost_meur_year(tripwire)`."),
    "price": ("Of the aggressor's ledger", "Read of one attack, or of the cheapest where none is named."),
    "lens": ("Of a lens", f"Read of a design through a lens: {', '.join(f'`{lens}`' for lens in LENSES)}."),
    "crisis": ("Of the game", "Read of the game in a typical world, by the guarantors' credibility."),
}
"""The heading of each kind of metric, and how it is asked for."""
BETTER = {"higher": "higher", "lower": "lower", "neither": "-"}


ABOUT = f"""
{len(METRICS)} names that claims, sensitivity and robustness know (`casus explore --metric`). A metric has a value in every
world: a flag is 1 or 0, a moment that never comes is infinite, and a value is missing where the question does not arise, such as
how far the front had moved at a contact that never came. Over many worlds it becomes a figure with its uncertainty:

| of a | figure | uncertainty of the draws | spread of the worlds |
| --- | --- | --- | --- |
| flag | share of the worlds in which the question arises | 95 % interval after Wilson; of a gain, that of paired differences | - |
| number | mean, or median where it may be infinite | standard error of the mean | 5, 10, 50, 90 and 95 % quantiles |

The draws can be multiplied; the spread is what the evidence leaves open, and does not shrink. How outcomes become metrics:
[outcomes and metrics](../method/outcomes.md). The variables that they are read of: [outcomes of a study](outcomes.md). The
expressions: [the language of claims](../method/claim-language.md).
"""
HEADINGS = (
    "| metric | unit | what it is, in one world | kind | better | read of |",
    "| --- | --- | --- | --- | --- | --- |",
)


def lines() -> Iterator[str]:
    """The page: what a metric is and how sure a figure is, then a table for each kind."""
    yield from ("# Metrics", ABOUT)
    for kind, (heading, how) in KINDS.items():
        yield from (f"## {heading}", "", how, "", *HEADINGS)
        yield from (_row(one) for one in METRICS.values() if one.of == kind)
        yield ""


def _row(one: Metric) -> str:
    kind = "flag" if one.flag else "number"
    variables = ", ".join(f"`{name}`" for name in read_of(one))
    return f"| `{one.name}` | {one.unit} | {one.what} | {kind} | {BETTER[one.better]} | {variables} |"


def read_of(one: Metric) -> list[str]:
    """The variables of a study's dataset that a metric looks at, found out by letting it look."""
    part = _Watched()
    for read in LENS_READS.values() if one.of == "lens" else [one.read]:
        read(part)
    return list(dict.fromkeys(part.asked))


class _Watched:
    """Part of a study in which every variable is there, and that notes which one is asked for."""

    attrs = {"horizon_days": 90}
    DIMS = ("draw", "attack", "day", "axis", "year")

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> xr.DataArray:
        self.asked.append(name)
        return xr.DataArray(np.ones((1,) * len(self.DIMS)), dims=self.DIMS)
