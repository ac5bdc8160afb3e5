"""The theatre as a map, and on it what happens: fronts by design and attack, and by axis for each design in turn."""

from __future__ import annotations

import math
from collections.abc import Iterator

from casus.app.report.charts import Fit
from casus.app.report.figure import figure
from casus.app.report.gather import Gathered
from casus.app.report.names import attack_name, attack_titles, attack_within
from casus.app.report.parts import Figure, Fold, Part, Section
from casus.app.report.teller import Amount, Teller
from casus.flow.views.axis_chart import axis_table, fronts_by_axis
from casus.flow.views.chart import PANEL_WIDTH, fronts_over_time, fronts_table

QUANTILES = {"q05": "1", "q25": "1", "q50": "1", "q75": "1", "q95": "1", "baseline_q50": "1"}
FANS = Fit(PANEL_WIDTH, 190, 42, 4)


def ground(of: Gathered, say: Teller) -> Section:
    """The map, then the front on each axis under each design: the one that holds most is open, the others can be opened."""
    parts: list[Part] = [say.tell("ground-lead")]
    if of.asked is not None:
        parts.append(_map(of, say))
    for place, design in enumerate(of.played):
        parts.append(Fold(of.answers.titles[design], (_axes(of, say, design),), open=place == 0, id=f"axes-{design}"))
    return Section("ground", say.say("ground-heading"), tuple(parts))


def fronts(of: Gathered, say: Teller) -> Section:
    """The deepest front by day, for each attack."""
    attacks = [
        attack for attack in of.answers.attacks if any(of.answers.answers[d, attack].held.n for d in of.answers.titles)
    ]
    ordered = sorted(attacks, key=lambda attack: attack != of.answers.headline)
    parts = tuple(
        Fold(attack_name(say, attack), (_front(of, say, attack),), open=place == 0, id=f"fronts-of-{attack}")
        for place, attack in enumerate(ordered)
    )
    return Section("fronts", say.say("fronts-heading"), (say.tell("fronts-lead"), *parts))


def _map(of: Gathered, say: Teller) -> Figure:
    from casus.flow.views.map import draw_map

    assert of.asked is not None
    scenario, theatre = of.asked.scenario, of.asked.scenario.theatre
    rows = [
        *(
            {"kind": say.say("place-axis"), "name": f"{place}. {axis.name}"}
            for place, axis in enumerate(theatre.axes, 1)
        ),
        *({"kind": say.say("place-zone"), "name": zone.name} for zone in theatre.zones),
        *({"kind": say.say("place-entry"), "name": entry.name} for entry in theatre.entry_points),
        *(
            {"kind": say.say("place-key-city"), "name": city.name}
            for city in scenario.cities
            if city.id in theatre.key_cities
        ),
    ]
    values: dict[str, str | int | Amount] = {
        "axes": len(theatre.axes),
        "zones": len(theatre.zones),
        "entries": len(theatre.entry_points),
        "cities": len(theatre.key_cities),
        "depth": say.number(theatre.hold_depth_km),
        "date": say.date(str(scenario.setup.base_date)),
    }
    return figure(of, say, "map", draw_map(scenario), rows, {"kind": "text", "name": "name"}, values=values)


def _axes(of: Gathered, say: Teller, design: str) -> Figure:
    attack, baseline = of.answers.headline, of.answers.baseline
    rows = axis_table(of.outcomes, design, attack, baseline)
    last = max(row["day"] for row in rows)
    beyond = {row["title"]: row["q95"] - row["hold"] for row in rows if row["day"] == last}
    deepest = max(beyond, key=lambda title: beyond[title])
    at = next(row for row in rows if row["day"] == last and row["title"] == deepest)
    values: dict[str, str | int | Amount] = {
        "design": say.title(of.answers.titles[design]),
        "attack": attack_within(say, attack),
        "axes": len(beyond),
        "baseline": say.title(of.answers.titles[baseline]),
        "axis": say.title(at["title"]),
        "day": str(last),
        "km": say.number(at["q50"], 1),
        "low": say.number(at["q05"], 1),
        "high": say.number(at["q95"], 1),
        "hold": say.number(at["hold"]),
    }
    shown = {"title": "name", "day": "0", "hold": "0", **QUANTILES}
    chart = fronts_by_axis(of.outcomes, design, attack, baseline)
    return figure(of, say, "axes", chart, rows, shown, FANS, of.rests["depth_km"], f"axes-of-{design}", values)


def _front(of: Gathered, say: Teller, attack: str) -> Figure:
    baseline = of.answers.baseline
    rows = fronts_table(of.outcomes, attack, baseline)
    shown = {"title": "name", "day": "0", **QUANTILES}
    chart = fronts_over_time(of.outcomes, attack, baseline)
    values: dict[str, str | int | Amount] = dict(_front_values(of, say, rows, attack))
    rests = of.rests["depth_km"] if attack == of.answers.headline else None
    return figure(
        of, say, "fronts", chart, rows, shown, FANS, rests, f"fronts-{attack}", values, attack_titles(of, say)
    )


def _front_values(
    of: Gathered, say: Teller, rows: list[dict[str, float | str]], attack: str
) -> Iterator[tuple[str, str | int | Amount]]:
    last = max(float(row["day"]) for row in rows)
    ends = {
        str(row["title"]): float(row["q50"]) for row in rows if row["day"] == last and not math.isnan(float(row["q50"]))
    }
    low, high = min(ends, key=lambda title: ends[title]), max(ends, key=lambda title: ends[title])
    yield "attack", attack_within(say, attack)
    yield "designs", len(ends)
    yield "day", say.number(last)
    yield "low_design", say.title(low)
    yield "low", say.number(ends[low], 1)
    yield "high_design", say.title(high)
    yield "high", say.number(ends[high], 1)
    yield "same", int(ends[low] == ends[high])
    yield "hold", say.number(float(of.outcomes.data.attrs["hold_depth_km"]))
    yield "baseline", say.title(of.answers.titles[of.answers.baseline])
