"""A chart in, the chart with its title, its subtitle and where its numbers come from out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from casus.flow.handoffs import Outcomes
from casus.flow.views import palette

if TYPE_CHECKING:
    import altair as alt


def framed(chart: Any, heading: str, lines: list[str], source: str | list[str]) -> alt.VConcatChart:
    """The chart with its title above and, below, where its numbers come from."""
    import altair as alt

    looks = theme()
    framed: alt.VConcatChart = alt.vconcat(
        chart.properties(title=alt.TitleParams(heading, **title(lines))),
        title=alt.TitleParams(source, **source_title()),
        background=looks["background"], padding=looks["padding"], config=looks["config"],
    )  # fmt: skip
    return framed


def title(lines: list[str]) -> dict[str, Any]:
    """How a chart's title looks, with its subtitle."""
    return {
        "subtitle": lines, "anchor": "start", "fontSize": 20, "subtitleFontSize": 12.5,
        "subtitleColor": palette.QUIET_INK, "subtitleLineHeight": 17, "subtitlePadding": 6, "offset": 14,
    }  # fmt: skip


def source_title() -> dict[str, Any]:
    """How the line below a chart looks."""
    return {
        "orient": "bottom", "anchor": "start", "fontSize": 10.5, "fontWeight": "normal",
        "color": palette.QUIET_INK, "offset": 12,
    }  # fmt: skip


def theme() -> dict[str, Any]:
    """How everything else of a chart looks."""
    axis = {
        "gridColor": palette.GRID, "domainColor": palette.GHOST, "tickColor": palette.GHOST, "labelColor": palette.INK,
        "titleColor": palette.QUIET_INK, "titleFontWeight": "normal",
    }  # fmt: skip
    view = {"continuousWidth": 300, "continuousHeight": 300, "stroke": None}
    return {
        "background": palette.PAPER,
        "padding": 12,
        "config": {"font": palette.FONT, "view": view, "axis": axis},
    }


def drawn(outcomes: Outcomes) -> str:
    """How many draws, from which seed; and whether the study is whole."""
    text = f"n = {outcomes.draws:,} draws for each design, seed {outcomes.data.attrs['seed']}."
    return text if outcomes.complete else f"{text} Stopped early: campaigns that were not played are left out."


def source_of(outcomes: Outcomes) -> str:
    """Provenance of a study in a line: what would give the same numbers again."""
    known = outcomes.data.attrs
    digest = f" ({known['scenario_digest']})" if "scenario_digest" in known else ""
    return (
        f"Source: Casus {known['version']}, scenario '{known['scenario']}'{digest}, {known['title']}; {known['draws']} draws, "
        f"seed {known['seed']}, sampling {known['sampling']}. A model's answer, not a forecast."
    )


def answer_source(of: Mapping[str, Any]) -> str:
    """Provenance of an answer in a line, with its scenario in words."""
    return (
        f"Source: Casus {of['version']}, scenario '{of['scenario']}' ({of['scenario_digest']}), {of['scenario_title']}; "
        f"{of['draws']} draws, seed {of['seed']}, sampling {of['sampling']}. A model's answer, not a forecast."
    )


def brief_source(of: Mapping[str, Any]) -> str:
    """The same for a chart with less room."""
    return (
        f"Source: Casus {of['version']}, scenario '{of['scenario']}' ({of['scenario_digest']}); {of['draws']:,} draws, "
        f"seed {of['seed']}. A model's answer, not a forecast."
    )


def titles_of(outcomes: Outcomes, dim: str) -> dict[str, str]:
    """Titles by id of the designs or attacks of a study, in its order."""
    data = outcomes.data
    return dict(zip(data[dim].values.tolist(), data[f"{dim}_title"].values.tolist(), strict=True))
