"""The firmness of a recommendation in, its charts out: ranks in every part of every split, and what facts would be worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casus.flow.views import palette
from casus.flow.views.frame import framed
from casus.study.robustness.found import Robustness
from casus.study.robustness.words import measured, number, per_thousand

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
CELL_WIDTH, CELL_HEIGHT = 32, 26  # chosen, pixels
BARS, BAR = 420, 30
MOST_BARS = 12
TITLES = {
    "all": "all",
    "ground_law": "law of ground combat",
    "honour_prior_family": "record of alliances",
    "reference_specification": "what pacts do to attack",
    "attack": "attack option",
    "lens": "lens",
    "seed": "seed",
}
SHADES = ("#08519C", "#DEEBF7")
"""Chosen: from the best rank, dark, to the last, pale; read by lightness alone."""


def draw_ranks(of: Robustness) -> alt.VConcatChart:
    """Designs by the parts of every split, each with its rank: where a row keeps its shade the rank is firm."""
    import altair as alt

    panels = [_panel(of, name, rows, place == 0) for place, (name, rows) in enumerate(rank_cells(of).items())]
    return framed(
        alt.hconcat(*panels, spacing=14),
        f"How firm are the ranks? {of.provenance['title']}",
        [
            f"{measured(of)}.",
            "Rank of each design, 1 is best, in all worlds and in parts of them: by law, by reading of the record, below and above",
            "the median of what explains most of the lead. Then by other measures in the same worlds: against other attacks, and",
            "by the probability of an attack within ten years, lens by lens.",
        ],
        _source(of),
    )


def draw_information(of: Robustness) -> alt.VConcatChart:
    """What knowing everything, and each fact that counts, would be worth before choosing, with intervals."""
    import altair as alt

    rows, (scale, unit) = worth_bars(of), per_thousand(of)
    top = max(1e-9, 1.2 * max(row["high"] for row in rows), 1.2 * scale * of.information.threshold)
    x = alt.Scale(domain=[0.0, top], nice=False)
    axis = alt.Axis(title=None, labelFontSize=12, labelLimit=280, domain=False, ticks=False)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("fact:N", sort=[row["fact"] for row in rows], axis=axis)
    )
    colour = alt.condition("datum.counts", alt.value(palette.SKY_BLUE), alt.value(palette.GHOST))
    bars = base.mark_bar(height=BAR // 2).encode(
        x=alt.X("value:Q", scale=x, axis=alt.Axis(title=unit, tickCount=5)), color=colour
    )
    rules = base.mark_rule(strokeWidth=1.6, color=palette.INK).encode(x=alt.X("low:Q", scale=x), x2="high:Q")
    texts = base.mark_text(align="left", dx=8, fontSize=11, color=palette.INK).encode(
        x=alt.X("high:Q", scale=x), text="text:N"
    )
    chance = alt.Chart(alt.InlineData(values=[{"chance": scale * of.information.threshold}]))
    line = chance.mark_rule(strokeDash=[4, 3], color=palette.VERMILLION).encode(x=alt.X("chance:Q", scale=x))
    known = [one.column.name for one in of.information.worths]
    return framed(
        alt.layer(bars, rules, texts, line).properties(width=BARS, height=BAR * len(rows)),
        f"Which fact would change the choice? {of.provenance['title']}",
        [
            f"{measured(of)}.",
            f"What knowing a fact before choosing would be worth, against choosing {of.recommended}; 95 % intervals.",
            f"Dashed: what the best of {of.information.factors} facts of no bearing would seem worth."
            + ("" if known else " No single fact is above it."),
        ],
        _source(of),
    )


def rank_cells(of: Robustness) -> dict[str, list[Row]]:
    """By split, a cell for each part and design."""
    plain = {k: place + 1.0 for place, k in enumerate(of.order)}
    cells = {"all": [_cell(of, k, "all worlds", rank) for k, rank in plain.items()]}
    for split in of.splits:
        cells[split.name] = [
            _cell(of, k, group, float(split.ranks[g, k])) for g, group in enumerate(split.groups) for k in of.order
        ]
    return cells


def worth_bars(of: Robustness) -> list[Row]:
    """A bar for everything, for the facts that count, and for the nearest that does not."""
    scale, _ = per_thousand(of)
    known, se = of.information, 1.96 * of.information.everything_se
    rows = [_bar("everything", known.everything, known.everything - se, known.everything + se, scale, True, "")]
    for one in known.worths[:MOST_BARS]:
        where = " or ".join(sorted({of.designs[turn.best] for turn in one.turns}))
        rows.append(_bar(one.column.name, one.value, *one.interval, scale, True, where))
    if known.nearest and not known.worths:
        one = known.nearest
        rows.append(_bar(one.column.name, one.value, *one.interval, scale, False, "not above chance"))
    return rows


def _bar(fact: str, value: float, low: float, high: float, scale: float, counts: bool, said: str) -> Row:
    text = f"{scale * value:.3g}" + (f"  ({said})" if said else "")
    return {
        "fact": fact,
        "value": scale * value,
        "low": scale * max(0.0, low),
        "high": scale * high,
        "counts": counts,
        "text": text,
    }


def _cell(of: Robustness, k: int, group: str, rank: float) -> Row:
    dark = rank <= (len(of.designs) + 1) / 3.0
    return {"design": of.designs[k], "group": group, "rank": rank, "text": f"{rank:g}", "dark": dark}


def _panel(of: Robustness, name: str, rows: list[Row], first: bool) -> Any:
    """The cells of one split, its parts side by side."""
    import altair as alt

    order = [of.designs[k] for k in of.order]
    groups = list(dict.fromkeys(row["group"] for row in rows))
    y = alt.Axis(title=None, labels=first, labelFontSize=12, domain=False, ticks=False)
    x = alt.Axis(
        title=None, orient="bottom", labelAngle=-60, labelFontSize=11, labelLimit=150, domain=False, ticks=False
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("group:N", sort=groups, axis=x), y=alt.Y("design:N", sort=order, axis=y)
    )
    colour = alt.Color("rank:Q", scale=alt.Scale(domain=[1, len(order)], range=list(SHADES)), legend=None)
    ink = alt.condition("datum.dark", alt.value(palette.PAPER), alt.value(palette.INK))
    heading = alt.TitleParams(
        _heading(name, len(groups)), anchor="start", frame="group", fontSize=11, lineHeight=13, offset=6
    )
    return alt.layer(
        base.mark_rect(stroke=palette.PAPER, strokeWidth=1.5).encode(color=colour),
        base.mark_text(fontSize=10.5).encode(text="text:N", color=ink),
    ).properties(width=CELL_WIDTH * len(groups), height=CELL_HEIGHT * len(order), title=heading)


def _heading(name: str, columns: int) -> list[str]:
    """The title of a panel, broken to its width."""
    import textwrap

    return textwrap.wrap(TITLES.get(name, name.replace(".", ". ").replace("_", " ")), max(8, 6 * columns))


def _source(of: Robustness) -> list[str]:
    given = of.provenance
    best = f"{of.recommended} {number(of.of.values[of.best.best].mean(), of.of.metric)}"
    text = (
        f"Source: Casus {given['version']}, scenario '{given['scenario']}' ({given['scenario_digest']}); {given['draws']:,} draws, "
        f"seed {given['seed']}. Best on average: {best}. A model's answer, not a forecast."
    )
    return [text, *([] if of.complete else ["Stopped early: what was not played is left out."])]
