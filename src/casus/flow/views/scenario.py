"""A scenario in words and tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table

from casus.evidence.register import Register
from casus.flow.scenario.quantities import named_quantities
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.quantity import Quantity
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.views.evidence import value_text


def describe_scenario(scenario: Scenario) -> Group:
    """What a scenario holds: roles, axes, attacks, designs."""
    setup, theatre = scenario.setup, scenario.theatre
    head = [
        f"[bold]{setup.title}[/bold]  ({scenario.id}, base date {setup.base_date})",
        setup.summary,
        "",
        f"protected  {setup.protected.name}",
        f"aggressor  {setup.aggressor.name}" + "".join(f", with {ally.name}" for ally in setup.aggressor.allies),
        f"guarantors {', '.join(nation.name for nation in scenario.guarantors)}",
        f"played     {setup.horizon_days} days from the attack, in steps of {setup.step_hours} h",
        f"held       no axis deeper than {theatre.hold_depth_km:g} km (or its own hold depth), no key city lost",
    ]
    shown = [_axes(scenario), _attacks(scenario), _designs("designs (the first is the baseline)", scenario.designs)]
    if scenario.variants:
        shown.append(_designs("variants: designs that differ in one thing, played by name", scenario.variants))
    return Group("\n".join(head), *shown)


def list_quantities(scenario: Scenario, register: Register) -> Table:
    """Every quantity that a draw gives one value, with where its value comes from."""
    table = Table(
        caption="the name is that of the stream of draws, for correlations and sensitivity", caption_justify="left"
    )
    for heading in ("quantity", "5-95 %", "unit", "from"):
        table.add_column(heading, overflow="fold")
    for named in named_quantities(scenario):
        table.add_row(named.name, *_quantity(named.quantity, register))
    return table


def _quantity(quantity: Quantity, register: Register) -> tuple[str, str, str]:
    if quantity.evidence is not None:
        entry = register.entry(quantity.evidence)
        return value_text(entry), entry.unit, f"evidence {entry.id} ({entry.grade})"
    shown = f"{quantity.value:g}" if quantity.range is None else f"[{quantity.range[0]:g}, {quantity.range[1]:g}]"
    return shown, quantity.unit or "", f"{quantity.status}: {quantity.why}"


def _axes(scenario: Scenario) -> Table:
    table = Table(title="axes", title_justify="left")
    for heading in ("id", "name", "kind", "zone"):
        table.add_column(heading)
    for heading in ("segments", "length km", "first width km"):
        table.add_column(heading, justify="right")
    table.add_column("leads to")
    for axis in scenario.theatre.axes:
        length = sum(segment.length_km for segment in axis.segments)
        width = axis.segments[0].width_km
        opened = f" (opened by {axis.opened_by})" if axis.opened_by else ""
        row = (
            axis.id,
            axis.name,
            axis.kind + opened,
            axis.zone,
            str(len(axis.segments)),
            f"{length:.0f}",
            f"{width:.0f}",
        )
        table.add_row(*row, axis.segments[-1].to)
    return table


def _attacks(scenario: Scenario) -> Table:
    table = Table(title="attack options", title_justify="left")
    for heading in ("id", "what", "deniable", "axes"):
        table.add_column(heading, overflow="fold")
    for attack in scenario.attacks:
        table.add_row(attack.id, attack.title, "yes" if attack.deniable else "no", ", ".join(attack.axes))
    return table


def _designs(title: str, designs: Sequence[Design]) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in ("id", "title", "what it is"):
        table.add_column(heading, overflow="fold")
    for design in designs:
        table.add_row(design.id, design.title, design.summary)
    return table
