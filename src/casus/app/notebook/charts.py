"""What was found in, its charts out, each by name: the same that the command line keeps as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from casus.app.notebook.kinds import of_kind
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

if TYPE_CHECKING:
    from casus.flow.scenario.schema.scenario import Scenario
    from casus.flow.views.charted import Chart
    from casus.study.compare import Study

HERE = "casus.app.notebook.charts"
STUDY = ("held", "fronts", "price", "survival")
DRAWN: Mapping[str, Mapping[str, str]] = {
    "casus.study.compare.Study": {name: f"{HERE}:draw_{name}" for name in STUDY},
    "casus.flow.scenario.schema.scenario.Scenario": {"map": f"{HERE}:draw_scenario"},
    "casus.flow.metrics.timetable.Timeline": {"gantt": "casus.flow.views.gantt:draw_gantt"},
    "casus.study.adaptation.record.Adapted": {"adapt": "casus.study.adaptation.draw:draw_adapted"},
    "casus.study.allocation.record.Allocation": {"allocation": "casus.study.allocation.draw:draw_allocation"},
    "casus.study.burden.cost.Burden": {"cost": "casus.study.burden.draw:cost_and_deterrence"},
    "casus.study.claims.tested.ClaimsTested": {"claims": "casus.study.claims.draw:draw_claims"},
    "casus.study.clock.clock.Clock": {"clock": "casus.study.clock.draw:clock_chart"},
    "casus.study.dropout.found.Dropout": {"dropout": "casus.study.dropout.draw:draw_dropout"},
    "casus.study.gap.found.Gap": {"gap": "casus.study.gap.draw:draw_gap"},
    "casus.study.improvement.record.Improvement": {"improve": "casus.study.improvement.draw:draw_improvement"},
    "casus.study.robustness.found.Robustness": {
        "ranks": "casus.study.robustness.draw:draw_ranks",
        "information": "casus.study.robustness.draw:draw_information",
    },
    "casus.study.sensitivity.found.Explored": {
        "indices": "casus.study.sensitivity.draw:draw_indices",
        "tornado": "casus.study.sensitivity.draw:draw_tornado",
    },
    "casus.study.sizing.sizing.Sizing": {"size": "casus.study.sizing.draw:draw_sizing"},
}
"""By kind, the function that draws each chart, the usual one first; it is loaded when it is asked for."""

MAPS, MAP_SCALE = ("map", "allocation"), 1.0
"""Maps are 1,200 pixels wide as they are; at more a notebook holds megabytes of them."""


def chart(of: Any, name: str | None = None, attack: str | None = None) -> Chart:
    """A chart of a study, a scenario, a timeline or an answer: the usual one, or that of the name.

    Of a study: `held`, `fronts` (of `attack`, or the heaviest), `price`, `survival`. Raises InputError for a name that is not
    there, and for what has no chart.
    """
    from casus.flow.views.charted import Chart

    drawn = of_kind(of, DRAWN)
    if drawn is None:
        raise InputError([Problem(f"there is no chart of a {type(of).__name__}")])
    wanted = next(iter(drawn)) if name is None else name
    if wanted not in drawn:
        raise InputError([Problem(f"unknown chart '{wanted}'", hint=unknown_name_hint(wanted, drawn))])
    draw = loaded(drawn[wanted])
    made = draw(of, attack) if wanted == "fronts" else draw(of)
    return Chart(made, MAP_SCALE) if wanted in MAPS else Chart(made)


def loaded(where: str) -> Callable[..., Any]:
    """The function at `module:name`."""
    module, name = where.split(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def draw_held(of: Study) -> Any:
    """How often each design holds, by attack."""
    from casus.flow.views.chart import held_by_design

    return held_by_design(of.handoff)


def draw_fronts(of: Study, attack: str | None) -> Any:
    """How far the front moves, by design."""
    from casus.flow.metrics.measure import heaviest_attack
    from casus.flow.views.chart import fronts_over_time
    from casus.study.asked import chosen

    wanted = heaviest_attack(of.handoff) if attack is None else attack
    chosen("attack", [wanted], [str(id) for id in of.outcomes["attack"].values])
    return fronts_over_time(of.handoff, wanted, str(of.outcomes.attrs["baseline"]))


def draw_price(of: Study) -> Any:
    """The price of aggression, by attack and design."""
    from casus.flow.views.price_chart import price_by_design

    found = _lenses(of)
    if found.aims_value_meur is None:
        raise InputError([Problem("this scenario does not say what the aims are worth, so there is no price to draw")])
    return price_by_design(of.handoff, found)


def draw_survival(of: Study) -> Any:
    """Peace that lasts, by the reference class."""
    from casus.flow.views.survival_chart import survival_by_design

    return survival_by_design(of.handoff, _lenses(of))


def _lenses(of: Study) -> Any:
    if of.deterrence is None:
        raise InputError([Problem("this study was played without the lenses on deterrence", hint="play it with them")])
    return of.deterrence


def draw_scenario(of: Scenario) -> Any:
    """The map of the theatre."""
    from casus.flow.views.map import draw_map

    return draw_map(of)
