"""The answer about guarantors that stay out in, its chart out: what each pledge is worth, and what its absence alone loses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casus.flow.metrics.measure import Z95
from casus.flow.views import palette
from casus.flow.views.frame import brief_source, framed
from casus.study.dropout.found import Dropout, Pledge
from casus.study.dropout.show import leader_line

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
WIDTH, ROW = 620, 27  # chosen, pixels


def draw_dropout(of: Dropout) -> alt.VConcatChart:
    """Bars of the Shapley values with 95 % intervals; diamonds for the loss when a guarantor is absent alone."""
    kind = "exact, over all subsets" if of.exact else "sampled, an order of dropping out for each world and its reverse"
    return framed(
        _bars(of),
        f"What each pledge is worth: {of.title}",
        [
            f"{of.attack_title}. {leader_line(of)}",
            f"Bars: Shapley value in probability of holding ({kind}), with 95 % intervals; "
            f"they sum to the {of.whole.value:.3f} that all add.",
            "Diamonds: loss when it alone is absent; filled where it is beyond chance for all at once (pivotal). Right: value, and "
            "brigades in place.",
        ],
        [
            brief_source(of.provenance),
            *([] if of.complete else ["Stopped early: what was not played is left out."]),
        ],
    )  # fmt: skip


def value_table(of: Dropout) -> list[Row]:
    """A row for each guarantor, the most valuable first: value with its interval, single loss, and whether it is pivotal."""
    rows = [_row(pledge) for pledge in of.pledges]
    return sorted(rows, key=lambda row: (-(row["value"] or 0.0), -row["loss"]))


def _row(pledge: Pledge) -> Row:
    value = pledge.value
    row: Row = {"name": pledge.member.name, "loss": pledge.loss.value, "verdict": pledge.loss.verdict}
    if value is None:
        return row | {"value": None, "low": None, "high": None, "text": ""}
    half = Z95 * value.se
    placed = f" ({pledge.member.in_place:g} in place)" if pledge.member.in_place else ""
    text = f"{value.value:.3f}{placed}".replace("-", "−")
    return row | {"value": value.value, "low": value.value - half, "high": value.value + half, "text": text}


def _bars(of: Dropout) -> Any:
    import altair as alt

    rows = value_table(of)
    ends = [number for row in rows for number in (row["loss"], row["low"], row["high"]) if number is not None]
    top = 1.05 * max(0.01, *ends)
    scale = alt.Scale(domain=[min(-0.02 * top, *ends), top], nice=False)  # room for the diamond at nought
    order = [row["name"] for row in rows]
    axis = alt.Axis(title=None, labelFontSize=12, labelLimit=220, domain=False, ticks=False)
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=alt.Y("name:N", sort=order, axis=axis))
    bottom = alt.Axis(title="probability of holding", tickCount=6, grid=True)
    pivotal = alt.condition("datum.verdict == 'pivotal'", alt.value(palette.VERMILLION), alt.value(palette.PAPER))
    layers = [
        base.mark_bar(height=ROW // 2, color=palette.SKY_BLUE).encode(x=alt.X("value:Q", scale=scale, axis=bottom)),
        base.mark_rule(strokeWidth=1.6, color=palette.INK).encode(x=alt.X("low:Q", scale=scale), x2="high:Q"),
        base.mark_point(
            shape="diamond", size=70, stroke=palette.VERMILLION, filled=True, opacity=1, strokeWidth=1.6
        ).encode(x=alt.X("loss:Q", scale=scale), fill=pivotal),
        base.mark_text(align="left", fontSize=11, color=palette.INK).encode(x=alt.value(WIDTH + 10), text="text:N"),
    ]
    return alt.layer(*layers).properties(width=WIDTH, height=ROW * max(1, len(rows)))
