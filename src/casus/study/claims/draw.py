"""What became of claims in, their chart out: how often each holds, against how often its author says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casus.flow.views import palette
from casus.flow.views.frame import brief_source, framed
from casus.study.claims.show import sides_of
from casus.study.claims.tested import ClaimsTested, Tested

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
WIDTH, STEP = 520, 20  # chosen, pixels
COLOURS = {
    "supported": palette.GREEN,
    "contested": palette.ORANGE,
    "refuted": palette.VERMILLION,
    "not testable": palette.GHOST,
}
SHAPES = {"worlds": "circle", "averages": "diamond", "one calculation": "square"}


def draw_claims(of: ClaimsTested) -> alt.VConcatChart:
    """A row for each claim, by side: share with interval, a tick where its strength begins, coloured by verdict."""
    import altair as alt

    sides = sides_of(of.claims)
    panels = [_panel(_rows(of, side), side, last=side == sides[-1]) for side in sides]
    chart = alt.vconcat(*panels, spacing=8).resolve_scale(color="shared", shape="shared")
    return framed(
        chart,
        f"Claims about {of.provenance.get('title', of.provenance['scenario'])}",
        [
            "Circle: of the worlds in which the claim applies, the share in which it holds, with its 95 % Monte Carlo interval;",
            "black tick: the share that its author's words ask for. Diamond: claim about averages, share of resampled studies in",
            "which it holds (0.95 supports, 0.05 refutes). Square: calculated once. Not testable: no number in this study.",
        ],
        [brief_source(of.provenance), *([] if of.complete else ["Stopped early: what was not played is left out."])],
    )


def _rows(of: ClaimsTested, side: str) -> list[Row]:
    return [claim_row(one) for one in of.claims if (one.claim.side or "") == side]


def claim_row(of: Tested) -> Row:
    """What is drawn of a claim; nothing is where there is no number."""
    low, high = of.ci or (of.holds_share, of.holds_share)
    return {
        "label": of.claim.id,
        "share": of.holds_share,
        "low": low,
        "high": high,
        "asked": of.threshold,
        "verdict": of.verdict,
        "about": of.about or "worlds",
        "text": "not testable" if of.holds_share is None else None,
    }


def _panel(rows: list[Row], side: str, last: bool) -> Any:
    import altair as alt

    y = alt.Y(
        "label:N",
        sort=[row["label"] for row in rows],
        axis=alt.Axis(
            title=None,
            labelFontSize=11.5,
            labelLimit=280,
            labelPadding=10,
            minExtent=250,
            domain=False,
            ticks=False,
            grid=True,
        ),
    )
    axis = alt.Axis(format=".0%", title="share of worlds, or of resampled studies", tickCount=5) if last else alt.Axis(
        labels=False, ticks=False, title=None, tickCount=5, domain=False
    )  # fmt: skip
    scale = alt.Scale(domain=[0, 1], nice=False)
    colour = alt.Color(
        "verdict:N",
        scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
        legend=alt.Legend(title=None, orient="bottom", symbolType="circle", labelFontSize=12),
    )
    shape = alt.Shape("about:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None)
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y)
    known, x = base.transform_filter("isValid(datum.share)"), alt.X("share:Q", scale=scale, axis=axis)
    layers = [
        known.mark_rule(strokeWidth=2.5).encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", color=colour),
        base.transform_filter("isValid(datum.asked) && isValid(datum.share)")
        .mark_tick(thickness=2, height=14, color=palette.INK)
        .encode(x=alt.X("asked:Q", scale=scale, axis=axis)),
        known.mark_point(size=80, filled=True, opacity=1).encode(x=x, color=colour, shape=shape),
        base.transform_filter("isValid(datum.text)")
        .mark_text(align="left", fontSize=11, color=palette.QUIET_INK, fontStyle="italic")
        .encode(x=alt.value(6), text="text:N"),
    ]
    title = alt.TitleParams(side or "others", anchor="start", frame="group", fontSize=13, offset=4)
    return alt.layer(*layers).properties(width=WIDTH, height=alt.Step(STEP), title=title)
