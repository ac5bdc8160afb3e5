"""A burden in, its tables out: all designs and the frontier, or the bill of one design in full."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from rich.table import Table

from casus.flow.handoffs import Floats
from casus.flow.metrics.band import Band
from casus.flow.metrics.catalogue import LENSES
from casus.flow.views.cells import MEUR_PER_BEUR, NONE, plain
from casus.flow.views.console import Paper, design_table, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.study.burden.avoided import Avoided
from casus.study.burden.bill import YEARS
from casus.study.burden.cautions import sign
from casus.study.burden.cost import PRICE, Burden, DesignCost
from casus.study.burden.worth import Worth, worth

SHOWN_SHARE = 0.0005
"""Chosen: nations that pay less of the bill than this are not shown; the JSON has them."""


def print_burden(found: Burden, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print the answer: the design asked about in full, or all designs; then what goes with every answer."""
    wide = on or wide_console()
    asked = None if found.asked is None else found.designs[found.asked]
    tables = [*_of_all(found)] if asked is None else [*_of_one(found, asked)]
    for table in tables:
        wide.print(table, "")
    _print_notes(wide, found)
    said = found.reservations
    print_reservations(wide, said.confidence, said.alternative, said.hides)
    print_provenance(wide, found.provenance, seconds)


def _of_all(found: Burden) -> Iterator[Table]:
    yield cost_table(found)
    if any(one.lenses for one in found.designs.values()):
        yield net_table(found)


def _of_one(found: Burden, asked: DesignCost) -> Iterator[Table]:
    yield bill_table(asked)
    if asked.yearly.mean > 0.0:
        yield nation_table(found, asked)
    yield war_table(found, asked)
    yield lens_table(found, asked)


def cost_table(found: Burden) -> Table:
    """Every design: cost, present value, deterrence, and which other design dominates it."""
    by_price = PRICE in found.frontiers
    measure = PRICE if by_price else "reference"
    table = design_table(
        "What guarantees cost, and what they deter",
        ("BEUR a year", f"{YEARS} years", *(["price, BEUR"] if by_price else []), *LENSES, "dominated by"),
        "Medians [90 % of worlds], billion euro of 2025; ten years: mean of today's value. Price: value of the aggressor's aims at "
        "which the cheapest attack breaks even; by lens: probability of an attack in ten years. Dominated: "
        f"another costs no more and deters no less, by the {'price of aggression' if by_price else 'reference class'}; "
        "? within error.",
    )  # fmt: skip
    line = found.frontiers.get(measure)
    for one in _by_cost(found):
        beaten = None if line is None else line.dominated.get(one.design)
        on = "[bold]frontier[/bold]" if line is not None and one.design in line.designs else NONE
        mark = on if beaten is None else f"{beaten.by}{'' if beaten.sure else ' ?'}"
        price = [_band(one.price_meur)] if by_price else []
        lenses = (plain(_p(one, lens), 2) for lens in LENSES)
        table.add_row(one.design, _median(one.yearly), _b(one.present.mean), *price, *lenses, mark)
    return table


def net_table(found: Burden) -> Table:
    """Every design: the war avoided less what it costs, lens by lens."""
    headings = [heading for lens in LENSES for heading in (f"{lens}: net", "ratio")]
    table = design_table(
        f"Is it less than the war that it prevents? Against '{found.baseline}', lens by lens",
        tuple(headings),
        "Net: expected cost of the war avoided in ten years less what the design costs more than the baseline, present values, "
        "mean [90 % of worlds], billion euro. Ratio: mean avoided over mean extra cost; - where it costs no more. Negative: it "
        "makes the war dearer by more than it makes it rarer. The lenses are not averaged.",
    )
    for one in _by_cost(found):
        cells = [cell for lens in LENSES for cell in _net_cells(one.lenses.get(lens))]
        table.add_row(one.design, *cells)
    return table


def bill_table(one: DesignCost) -> Table:
    """One design's lines: each year, at the start, and all together over ten years."""
    table = design_table(
        f"The bill of {one.design}",
        ("a year", "90 % of worlds", "at the start", "90 % of worlds"),
        "Million euro of 2025, means over worlds, which add up. What is paid at the start is written off over ten years in the "
        f"first column. Today's value of {YEARS} years of peace, the start paid at once and each year discounted at "
        f"{worth(one.bill.rate).p50:.1%} [{worth(one.bill.rate).p05:.1%}, {worth(one.bill.rate).p95:.1%}]: "
        f"{_mean_range(one.present)} billion euro; an attack would end it sooner.",
    )  # fmt: skip
    table.columns[0].header = "line"
    for line, meur in one.bill.lines.items():
        if meur.any():
            start = one.bill.once.get(line)
            table.add_row(line, *_meur(meur), *(("", "") if start is None else _meur(start)))
    start = np.sum([np.zeros_like(one.bill.rate), *one.bill.once.values()], axis=0)
    table.add_row("[bold]all[/bold]", *_meur(one.bill.yearly), *_meur(start))
    return table


def nation_table(found: Burden, one: DesignCost) -> Table:
    """Who pays: own forces, and a share of what belongs to nobody."""
    table = design_table(
        "Who pays",
        ("own forces", "shared, by key", "together", "of the bill"),
        "Million euro a year, means. Own: its forces in place and on standby, with their rotation. Shared: everything else but "
        "works, split by the brigades that the guarantors of the pact could send (chosen). Works count as the protected state's.",
    )
    table.columns[0].header = "nation"
    total = one.yearly.mean
    sums = {nation: float(meur.mean()) for nation, meur in one.bill.by_nation.items()}
    for nation in sorted(sums, key=lambda id: -sums[id]):
        if sums[nation] > SHOWN_SHARE * total:
            own = float(one.bill.own[nation].mean())
            shares = (own, sums[nation] - own, sums[nation])
            table.add_row(found.nations[nation], *(plain(meur, 0) for meur in shares), f"{sums[nation] / total:.0%}")
    protected = float(one.bill.protected.mean())
    table.add_row(found.protected, plain(protected, 0), plain(0.0, 0), plain(protected, 0), f"{protected / total:.0%}")
    return table


def war_table(found: Burden, one: DesignCost) -> Table:
    """What each attack would cost protected state and guarantors under this design, were it to come."""
    baseline = found.designs.get(found.baseline, one)
    table = design_table(
        f"The war, were it to come: under {one.design} (under {baseline.design})",
        tuple(one.war),
        "Billion euro of 2025, means over worlds; protected state and guarantors together. First order: what each line leaves out "
        "is on the method page.",
    )
    table.columns[0].header = "line"
    for line in next(iter(one.war.values())):
        table.add_row(line, *(_pair(one, baseline, attack, [line]) for attack in one.war))
    table.add_row("[bold]all[/bold]", *(_pair(one, baseline, attack, list(one.war[attack])) for attack in one.war))
    return table


def lens_table(found: Burden, one: DesignCost) -> Table:
    """One design under each lens: attack, war avoided, cost, net and ratio."""
    table = design_table(
        f"War avoided in ten years, against '{found.baseline}'",
        ("attack", "war avoided", "extra cost", "net", "ratio", "pays in", "no wider war", "heaviest"),
        "Attack: probability within ten years. Billion euro, present values, means [90 % of worlds]. Pays in: share of worlds. "
        "The last two are the net where war costs guarantors nothing beyond soldiers and stake, and where any war is the heaviest "
        "attack. The lenses are not averaged.",
    )
    table.columns[0].header = "lens"
    for lens, of in one.lenses.items():
        cells = (_mean_range(of.avoided_meur), _b(of.extra_cost_meur.mean), _mean_range(of.net_meur), _ratio(of))
        last = (
            f"{of.pays_share:.0%} of {of.worlds}",
            _b(of.net_without_wider_war_meur.mean),
            _b(of.net_of_heaviest_meur.mean),
        )
        table.add_row(lens, plain(of.p_attack.mean, 2), *cells, *last)
    return table


def _print_notes(wide: Paper, found: Burden) -> None:
    """What is missing, and where lenses disagree about the sign."""
    if PRICE not in found.frontiers:
        wide.print("The scenario does not say what the aggressor is after: price and game have nothing to say.\n")
    shown = [one for one in found.designs.values() if found.asked in (None, one.design)]
    torn = [one.design for one in shown if {"yes", "no"} <= {sign(lens.net_meur) for lens in one.lenses.values()}]
    if torn:
        wide.print(f"The lenses disagree whether it pays, on average: {', '.join(torn)}.\n")


def _by_cost(found: Burden) -> list[DesignCost]:
    return sorted(found.designs.values(), key=lambda one: (one.yearly.p50, one.design))


def _p(one: DesignCost, lens: str) -> float:
    return one.lenses[lens].p_attack.mean if lens in one.lenses else math.nan


def _net_cells(given: Avoided | None) -> tuple[str, str]:
    return (NONE, NONE) if given is None else (_mean_range(given.net_meur), _ratio(given))


def _ratio(given: Avoided) -> str:
    return plain(given.ratio, 2)


def _pair(one: DesignCost, baseline: DesignCost, attack: str, lines: list[str]) -> str:
    here, there = (sum(of.war[attack][line].mean for line in lines) for of in (one, baseline))
    return f"{_b(here)} ({_b(there)})"


def _meur(values: Floats) -> tuple[str, str]:
    given = worth(values)
    return plain(given.mean, 0), f"{plain(given.p05, 0)} to {plain(given.p95, 0)}"


def _b(meur: float) -> str:
    return plain(meur / MEUR_PER_BEUR, 0 if abs(meur) >= 10.0 * MEUR_PER_BEUR else 1)


def _median(given: Worth) -> str:
    return f"{_b(given.p50)} [{_b(given.p05)}, {_b(given.p95)}]"


def _mean_range(given: Worth) -> str:
    return f"{_b(given.mean)} [{_b(given.p05)}, {_b(given.p95)}]"


def _band(given: Band | None) -> str:
    if given is None:
        return NONE
    return f"{_bn(given.p50)} [{_bn(given.p05)}, {_bn(given.p95)}]"


def _bn(meur: float) -> str:
    return "never" if math.isinf(meur) else _b(meur)
