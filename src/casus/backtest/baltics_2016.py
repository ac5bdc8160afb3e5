"""The Baltic states in RAND's games of 2014-15: when the outskirts of Tallinn or Riga are reached, under two postures.

Laws and parameters are those of every scenario; what differs from Ukraine is the opposition. RAND's players did not play
whether allies fight, so the bars are set over the worlds in which those with forces in place do.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from casus.backtest.replay import replay
from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.flow.campaign.arrays import COMBAT
from casus.flow.handoffs import Floats
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.codes import LAWS
from casus.foundation.errors import InputError, Problem

ID = "baltics-2016"
TITLE = "Baltic states 2016: days until the outskirts of Tallinn or Riga are reached"
DATA = None
NEEDS = None

SCENARIO, LIGHT, SEVEN = "baltics-2016", "posture-2016", "seven-brigades"
REACHED_DAYS = 60.0 / 24.0  # RAND RR-1253: at most 60 hours, in every game
FAIT_ACCOMPLI_DAYS = 10.0  # chosen, as the case asks: what is lost later is no fait accompli
SHOWN_DAYS = tuple(range(31))


def run(settings: Settings) -> Scorecard:
    """Play both postures, and count the worlds in which the outskirts are reached in time."""
    if settings.data is not None:
        problem = Problem("takes no --data: the games left no series", hint="change the scenario baltics-2016 instead")
        raise InputError([problem])
    lost, fought, laws = {}, {}, {}
    for design in (LIGHT, SEVEN):
        scenario, _, campaigns = replay(SCENARIO, design, settings)
        lost[design], laws[design] = (np.asarray(campaigns.records[name]) for name in ("lost_day", "law"))
        fought[design] = _fights(scenario, scenario.design(design), campaigns.records["help_level"])
    light, seven = lost[LIGHT][fought[LIGHT]], lost[SEVEN][fought[SEVEN]]
    score = {
        "reached_60h_posture_2016": _by(light, REACHED_DAYS),
        "reached_10d_posture_2016": _by(light, FAIT_ACCOMPLI_DAYS),
        "reached_10d_seven_brigades": _by(seven, FAIT_ACCOMPLI_DAYS),
        "reached_60h_all_worlds": _by(lost[LIGHT], REACHED_DAYS),
        "reached_10d_seven_all_worlds": _by(lost[SEVEN], FAIT_ACCOMPLI_DAYS),
    }
    score |= {
        f"reached_60h_{law}": _by(light[laws[LIGHT][fought[LIGHT]] == code], REACHED_DAYS)
        for code, law in enumerate(LAWS)
        if (laws[LIGHT] == code).any()
    }
    return Scorecard(
        id=ID,
        title=TITLE,
        n=len(light) + len(seven),
        of="worlds in which allies in place fight",
        score=score,
        baseline={"rand_reached_60h_posture_2016": 1.0, "rand_reached_10d_seven_brigades": 0.0},
        bars=(
            Bar("posture of 2016: outskirts reached within 60 hours", score["reached_60h_posture_2016"], low=0.5),
            Bar("seven brigades: outskirts reached within ten days", score["reached_10d_seven_brigades"], high=0.5),
        ),
        reading=(
            "Same laws and parameters as for Ukraine, positional war left out as before 2023; the games themselves are the "
            "baseline, and 'most' is more than half.",
            "Worlds in which the allies with forces in place fight, since the games did not play that decision; the shares over "
            "all worlds stand beside.",
            "The games were a judgement of their umpires, not an event. Their order of battle is recalled.",
        ),
        sources=("Shlapak and Johnson, RAND RR-1253 (2016), summary",),
        rows=list(_rows({LIGHT: light, SEVEN: seven})),
    )


def chart(card: Scorecard) -> Any:
    """Share of the worlds in which the outskirts were reached, by day and posture."""
    import altair as alt

    from casus.flow.views import palette

    base = alt.Chart(alt.InlineData(values=card.rows)).encode(
        x=alt.X("day:Q", title="days after the attack"),
        y=alt.Y(
            "share:Q",
            title="share of worlds: outskirts reached",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format=".0%"),
        ),
        color=alt.Color(
            "posture:N",
            title=None,
            scale=alt.Scale(domain=["posture of 2016", "seven brigades"], range=[palette.VERMILLION, palette.BLUE]),
        ),
    )
    marks = [
        {"day": REACHED_DAYS, "share": 0.95, "text": "60 hours: RAND's games"},
        {"day": FAIT_ACCOMPLI_DAYS, "share": 0.88, "text": "ten days"},
    ]
    rule = alt.Chart(alt.InlineData(values=marks)).encode(x="day:Q")
    text = rule.encode(y="share:Q", text="text:N")
    return alt.layer(
        base.mark_line(strokeWidth=2.4, interpolate="monotone"),
        rule.mark_rule(color=palette.QUIET_INK, strokeDash=[5, 3]),
        text.mark_text(align="left", dx=6, color=palette.QUIET_INK, fontSize=11),
    ).properties(width=820, height=300)


def _fights(scenario: Scenario, design: Design, help_level: Floats) -> Any:
    """(draws,): whether every nation with forces in place fights."""
    nations = [nation.id for nation in scenario.guarantors]
    placed = {nations.index(contingent.nation) for contingent in design.posture.in_place}
    return (help_level[:, sorted(placed)] >= COMBAT).all(axis=1)


def _by(lost_day: Floats, day: float) -> float:
    return float(np.mean(lost_day <= day)) if len(lost_day) else float("nan")


def _rows(lost: dict[str, Any]) -> Any:
    names = {LIGHT: "posture of 2016", SEVEN: "seven brigades"}
    for design, lost_day in lost.items():
        for day in SHOWN_DAYS:
            yield {"posture": names[design], "day": day, "share": _by(lost_day, day)}
