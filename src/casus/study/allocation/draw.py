"""An allocation in, the map of its zones by nation out."""

from __future__ import annotations

from casus.flow.metrics.measure import Z95
from casus.flow.views.manned import Manned
from casus.flow.views.map import draw_map
from casus.flow.views.vega_lite import Spec
from casus.study.allocation.record import Allocation


def draw_allocation(found: Allocation) -> Spec:
    """Zones with their nations and brigades on the map of the theatre, the worst axis marked, P(held) beside each axis."""
    scenario = found.scenario
    axes = {axis.id: axis.name for axis in scenario.theatre.axes}
    nations = {nation.id: nation.name for nation in scenario.guarantors}
    brigades = {
        zone: {nations[nation]: sum(kinds.values()) for nation, kinds in of.items()}
        for zone, of in found.by_zone().items()
    }
    beside = {axis: f": {share.value:.2f}" for axis, share in found.axes.items()}
    beside[found.worst_axis] += ", the worst"
    of, error = found.provenance, Z95 * found.value.se
    lines = (
        f"P(held) {found.value.value:.2f} ± {error:.2f} (95 %) when all of the attack '{found.attack}' comes on the worst axis "
        f"(broad dark line), {axes[found.worst_axis]}; behind each axis: P(held) when it comes there.",
        "Pies and boxes: brigades in the line of each zone, by nation (grey: beyond eight colours). "
        f"{of['draws']:,} draws, seed {of['seed']}, Casus {of['version']}. A model's answer, not a forecast.",
    )
    heading = f"{scenario.design(found.design).title}: who stands where{'' if found.complete else ' (PARTIAL)'}"
    return draw_map(scenario, Manned(heading, lines, brigades, beside, found.worst_axis))
