"""The middle of the page: the map with what has moved, and the fronts of every design."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from casus.app.web.bench import PINNED, Bench, library_scenario
from casus.app.web.components.parts import Tag, button
from casus.app.web.components.vega_chart import VegaChart
from casus.app.web.fronts import front_number, hold_number, horizon_number, moved_number, standing_number
from casus.app.web.numbers import Number
from casus.app.web.pages.acting import Acting
from casus.app.web.pages.noted import Put, Standing
from casus.app.web.rerun import Shown
from casus.app.web.static_files import SCRIPT_PATH
from casus.flow.views.chart import Row, front_of, fronts_table
from casus.flow.views.map import draw_map
from casus.flow.views.moved import moved_layers, moved_table, standing_table
from casus.flow.views.picture import plain
from casus.flow.views.theatre_tables import TheatreTables, theatre_tables
from casus.flow.views.theatre_tables import plain as unbracketed

STEP_KM = 50.0  # chosen: the fronts' axis grows by so much, so that it seldom jumps


class Centre:
    """Map and fronts."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        with Tag("div", "", "attacks", role="group", aria_label="Attack that map and fronts show"):
            Tag("span", "Attack", "lead")
            self.attacks = Tag("div", "", "segments")
        with Tag("section", "", "card map-card", aria_label="Map"):
            with Tag("div", "", "titled"):
                self.map_title = Tag("h2", "Map")
                self.larger = button("Larger", self._enlarge, "small", aria_pressed="false")
            self.map_box = Tag("div", "", "map-scroll", tabindex=0, role="region", aria_label="Map, scrolls sideways")
            with self.map_box:
                self.map = VegaChart(SCRIPT_PATH)
            self.moved = Standing(Tag("dl", "", "figures", aria_label="Numbers of the map"))
            self.legend = Tag("p", "", "caption")
        with Tag("section", "", "card", aria_label="Fronts"):
            self.fans_title = Tag("h2", "How far the front moves")
            self.fans = Tag("div", "", "fans")
            self.settings = Standing(Tag("dl", "", "figures", aria_label="Settings of the scenario"))
            self.fans_caption = Tag("p", "", "caption")
        self.charts: list[VegaChart] = []
        self.names: list[Tag] = []
        self.fronts: list[Standing] = []
        self._bench: Bench | None = None
        self._selected = -1
        self._attacks_key: object = None

    def update(self) -> None:
        """Show the session."""
        session = self.acting.session
        self._show_attacks()
        shown = session.shown
        if shown is None or shown.bench.scenario != session.bench.scenario:
            return
        if self._bench is not shown.bench or self._selected != session.selected:
            self._bench, self._selected = shown.bench, session.selected
            self._show_map(shown)
            self._show_fans(shown)

    def _enlarge(self) -> None:
        """The map at twice its width, or as it was."""
        large = "large" in self.map_box.classes
        self.map_box.classes(replace="map-scroll" if large else "map-scroll large")
        self.map.gives(large=not large)
        self.larger.says("Larger" if large else "Smaller")
        self.larger.attribute("aria-pressed", str(not large).lower())

    def _show_attacks(self) -> None:
        session = self.acting.session
        key = (session.bench.scenario, session.bench.attack)
        if key == self._attacks_key:
            return
        self._attacks_key = key
        self.attacks.clear()
        with self.attacks:
            for attack in session.scenario.attacks:
                chosen = attack.id == session.bench.attack
                tag = Tag(
                    "button",
                    attack.id,
                    f"segment {'on' if chosen else ''}",
                    type="button",
                    aria_pressed=str(chosen).lower(),
                    title=attack.title,
                )
                tag.on("click", self._picks(attack.id), args=[])

    def _picks(self, attack: str) -> Callable[[Any], None]:
        return lambda _: self.acting.do(lambda: self.acting.session.show_attack(attack))

    def _show_map(self, shown: Shown) -> None:
        session = self.acting.session
        place = min(session.selected, len(shown.bench.designs) - 1)
        design = shown.bench.designs[place]
        spec, tables = base_map(shown.bench.scenario)
        scenario = library_scenario(shown.bench.scenario)
        moved = moved_table(scenario, shown.outcomes, design.id, shown.bench.attack)
        standing = standing_table(scenario, design)
        layers = moved_layers(scenario, tables, moved, standing)
        days = scenario.setup.horizon_days
        self.map_title.says(f"{place + 1}  {design.title}: the {shown.bench.attack} attack after {days} days")
        said = (
            ", ".join(f"{one['name']} {one['q50']:.0f} km" for one in moved if one["q50"] >= 1)
            or "nowhere in the median"
        )
        self.map.gives(focus=float(np.mean([row["x"] for row in tables.heads])) / tables.sheet.width)
        self.map.show({**spec, "layer": [*spec["layer"], *layers]}, f"Map of the theatre. The front moved: {said}.")
        axes = {row["axis"]: row["number"] for row in tables.badges}
        _list(
            self.moved,
            [(f"Axis {axes[row['axis']]}", moved_number(shown, row, days)) for row in moved]
            + [(unbracketed(row["name"]), standing_number(shown, design, row)) for row in standing],
        )
        self.legend.says(
            "Black: how far the front has moved on each axis, median of the worlds; grey: in 95 % of them, with both numbers. "
            f"Green disc: guarantors' brigades in place. Ground: {tables.credit}"
        )

    def _show_fans(self, shown: Shown) -> None:
        designs = shown.bench.designs
        if len(self.charts) != len(designs):
            self._build_fans(len(designs))
        table = fronts_table(shown.outcomes, shown.bench.attack, PINNED)
        highest = max((row["q95"] or 0.0 for row in table), default=STEP_KM)
        top = STEP_KM * (1 + int(highest // STEP_KM))
        for place, design in enumerate(designs):
            rows = [row for row in table if row["design"] == design.id]
            last = rows[-1] if rows else {}
            self.names[place].says(design.title)
            self.charts[place].show(front_of(rows, shown.outcomes, top), _said(design.title, last))
            self.fronts[place].shows(design.id, [front_number(shown, last)], lambda put: put())
        scenario = library_scenario(shown.bench.scenario)
        horizon = horizon_number(shown, scenario.setup.horizon_days)
        _list(self.settings, [("Hold depth", hold_number(scenario)), ("Horizon", horizon)])
        against = shown.answers.titles[PINNED]
        self.fans_caption.says(
            "Deepest front on any axis, km beyond where it starts. Blue: median, middle half and 5-95 % of the worlds. "
            f"Grey: {against}, median and 5-95 %. Dashed: hold depth; a campaign is also lost with a key city."
        )

    def _build_fans(self, count: int) -> None:
        self.fans.clear()
        self.charts, self.names, self.fronts = [], [], []
        with self.fans:
            for place in range(count):
                with Tag("figure", "", "fan"):
                    with Tag("figcaption"):
                        Tag("span", str(place + 1), f"swatch of-{place}", aria_hidden="true")
                        self.names.append(Tag("span", "", "name"))
                        self.fronts.append(Standing(Tag("span", "", "at-last")))
                    self.charts.append(VegaChart(SCRIPT_PATH))


def _list(place: Standing, numbers: Sequence[tuple[str, Number]]) -> None:
    """Numbers with what each is of."""
    names = [of for of, _ in numbers]

    def draw(put: Put) -> None:
        for name in names:
            with Tag("div"):
                Tag("dt", name)
                with Tag("dd"):
                    put()

    place.shows(names, [number for _, number in numbers], draw)


def _said(title: str, row: Row) -> str:
    """What a chart of fronts shows, for who cannot see it."""
    return f"{title}: at the horizon the front is {row.get('q50')} km deep, 5 to 95 %: {row.get('q05')} to {row.get('q95')} km"


@lru_cache(maxsize=8)
def base_map(scenario: str) -> tuple[dict[str, Any], TheatreTables]:
    """The map of a scenario without its title, and its tables; drawn once, for it takes two seconds."""
    read = library_scenario(scenario)
    spec = plain(draw_map(read))
    return {name: part for name, part in spec.items() if name != "title"}, theatre_tables(read)
