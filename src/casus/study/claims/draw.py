"""What became of claims in, their chart out: how often each holds, against how often its author says."""

from __future__ import annotations

from typing import Any

from casus.flow.views import palette
from casus.flow.views.frame import brief_source, source_title, theme, title
from casus.flow.views.vega_lite import Spec, layer, name, number
from casus.study.claims.show import sides_of
from casus.study.claims.tested import ClaimsTested, Tested

Row = dict[str, Any]
WIDTH, STEP = 520, 20  # chosen, pixels
COLOURS = {
    "supported": palette.GREEN,
    "contested": palette.ORANGE,
    "refuted": palette.VERMILLION,
    "not testable": palette.GHOST,
}
SHAPES = {"worlds": "circle", "averages": "diamond", "one calculation": "square"}
LABELS = {
    "title": None, "labelFontSize": 11.5, "labelLimit": 280, "labelPadding": 10, "minExtent": 250, "domain": False,
    "ticks": False, "grid": True,
}  # fmt: skip
SHARES = {"format": ".0%", "title": "share of worlds, or of resampled studies", "tickCount": 5}
UNNAMED = {"labels": False, "ticks": False, "title": None, "tickCount": 5, "domain": False}
LEGEND = {"title": None, "orient": "bottom", "symbolType": "circle", "labelFontSize": 12}
VERDICT = name("verdict", {"scale": {"domain": list(COLOURS), "range": list(COLOURS.values())}, "legend": LEGEND})
ABOUT = name("about", {"scale": {"domain": list(SHAPES), "range": list(SHAPES.values())}, "legend": None})


def draw_claims(of: ClaimsTested) -> Spec:
    """A row for each claim, by side: share with interval, a tick where its strength begins, coloured by verdict."""
    sides = sides_of(of.claims)
    heading = f"Claims about {of.provenance.get('title', of.provenance['scenario'])}"
    lines = [
        "Circle: of the worlds in which the claim applies, the share in which it holds, with its 95 % Monte Carlo interval;",
        "black tick: the share that its author's words ask for. Diamond: claim about averages, share of resampled studies in",
        "which it holds (0.95 supports, 0.05 refutes). Square: calculated once. Not testable: no number in this study.",
    ]
    panels = {
        "vconcat": [_panel(_rows(of, side), side, last=side == sides[-1]) for side in sides],
        "spacing": 8,
        "resolve": {"scale": {"color": "shared", "shape": "shared"}},
        "title": {"text": heading, **title(lines)},
    }
    stopped = [] if of.complete else ["Stopped early: what was not played is left out."]
    return {
        "vconcat": [panels],
        "title": {"text": [brief_source(of.provenance), *stopped], **source_title()},
        **theme(),
    }


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


def _panel(rows: list[Row], side: str, last: bool) -> Spec:
    base = {"data": {"values": rows}}
    y = name("label", {"sort": [row["label"] for row in rows], "axis": LABELS})
    across = {"scale": {"domain": [0, 1], "nice": False}, "axis": SHARES if last else UNNAMED}
    layers = [
        _where("isValid(datum.share)")
        | layer(
            "rule",
            {"strokeWidth": 2.5},
            {"y": y, "x": number("low", across), "x2": {"field": "high"}, "color": VERDICT},
        ),
        _where("isValid(datum.asked) && isValid(datum.share)")
        | layer("tick", {"thickness": 2, "height": 14, "color": palette.INK}, {"y": y, "x": number("asked", across)}),
        _where("isValid(datum.share)")
        | layer(
            "point",
            {"size": 80, "filled": True, "opacity": 1},
            {"y": y, "x": number("share", across), "color": VERDICT, "shape": ABOUT},
        ),
        _where("isValid(datum.text)")
        | layer(
            "text",
            {"align": "left", "fontSize": 11, "color": palette.QUIET_INK, "fontStyle": "italic"},
            {"y": y, "x": {"value": 6}, "text": name("text")},
        ),
    ]
    heading = {"text": side or "others", "anchor": "start", "frame": "group", "fontSize": 13, "offset": 4}
    return base | {"layer": layers, "width": WIDTH, "height": {"step": STEP}, "title": heading}


def _where(test: str) -> Spec:
    return {"transform": [{"filter": test}]}
