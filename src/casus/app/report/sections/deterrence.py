"""Whether it deters: three lenses side by side, never averaged, and where they part."""

from __future__ import annotations

import math
from collections.abc import Iterator

from casus.app.report.charts import Fit
from casus.app.report.figure import figure
from casus.app.report.gather import Gathered
from casus.app.report.names import attack_name, attack_titles
from casus.app.report.parts import Cell, Column, Figure, Part, Points, Section, Sentence, Table
from casus.app.report.sections.held import PANELS
from casus.app.report.teller import NONE, Amount, Teller
from casus.flow.metrics.catalogue import LENSES
from casus.flow.strategy.deterrence import Chance, Deterrence
from casus.flow.strategy.disagreement import correlations, disagreements
from casus.flow.strategy.risk import YEARS
from casus.flow.views.lens_chart import attack_by_lens, chance_ends, lens_table
from casus.flow.views.price_chart import price_by_design, price_table
from casus.flow.views.survival_chart import PANEL_WIDTH, survival_by_design, survival_table

SURVIVAL = Fit(PANEL_WIDTH, 190, 42, 4)


def deters(of: Gathered, say: Teller) -> Section:
    """The lenses' table and charts; a word where the study was played without them."""
    found = of.found
    if found is None:
        return Section("deterrence", say.say("deterrence-heading"), (say.tell("deterrence-none"),))
    parts: list[Part] = [say.tell("deterrence-lead"), _table(of, say, found)]
    apart = tuple(_apart(of, say, found))
    if apart:
        parts.append(Points(apart))
    parts.append(_lenses(of, say, found))
    if found.aims_value_meur is not None:
        parts.append(_price(of, say, found))
    parts.append(_survival(of, say, found))
    return Section("deterrence", say.say("deterrence-heading"), tuple(parts))


def _table(of: Gathered, say: Teller, found: Deterrence) -> Table:
    heads = [Column(say.say("table-design"))]
    heads += [Column(say.say("table-price"), True), Column(say.say("table-cheapest"))] * (
        found.aims_value_meur is not None
    )
    heads += [Column(say.say("table-attack", lens=say.say(f"lens-{lens}")), True) for lens in LENSES]
    heads += [Column(say.say("table-place", lens=say.say(f"lens-{lens}")), True) for lens in LENSES]
    rows = tuple(tuple(_row(of, say, found, design)) for design in of.played)
    data = tuple(lens_table(of.outcomes, found))
    return Table(
        "lens-table",
        say.say("lens-caption", years=say.number(YEARS)),
        tuple(heads),
        rows,
        say.say("lens-note"),
        data,
        sortable=True,
    )


def _row(of: Gathered, say: Teller, found: Deterrence, design: str) -> Iterator[Cell]:
    lenses = found.lenses[design]
    yield Cell(of.answers.titles[design], lang="en")
    if found.aims_value_meur is not None:
        price = lenses.price_meur
        known = price is not None and not math.isnan(price.p50)
        yield say.cell(say.billions(price.p50), f"[{say.band(price)}]") if price and known else Cell(NONE)
        yield Cell(attack_name(say, lenses.cheapest)) if lenses.cheapest else Cell(NONE)
    for lens in LENSES:
        yield _chance(say, lens, lenses.p_attack.get(lens))
    for lens in LENSES:
        place = found.ranks(lens).get(design)
        yield Cell(NONE) if place is None else Cell(say.general(place), place)


def _chance(say: Teller, lens: str, chance: Chance | None) -> Cell:
    if chance is None or math.isnan(chance.value):
        return Cell(NONE)
    low, high = (say.number(100.0 * end).text for end in chance_ends(lens, chance))
    return say.cell(say.share(chance.value, 0), f"[{say.range(low, high)}]")


def _apart(of: Gathered, say: Teller, found: Deterrence) -> Iterator[Sentence]:
    pairs = [
        say.say("rank-pair", one=say.say(f"lens-{a}"), other=say.say(f"lens-{b}"), rho=say.number(rho, 2))
        for (a, b), rho in correlations(found).items()
        if not math.isnan(rho)
    ]
    if pairs:
        yield say.tell("rank-correlations", pairs="; ".join(pairs))
    for one in disagreements(found):
        places = ", ".join(f"{say.say(f'lens-{lens}')} {say.general(place)}" for lens, place in one.places.items())
        yield say.tell("lenses-apart", design=say.title(of.answers.titles[one.design]), places=places)


def _lenses(of: Gathered, say: Teller, found: Deterrence) -> Figure:
    rows = [row | {"lens_name": say.say(f"lens-{row['lens']}")} for row in lens_table(of.outcomes, found)]
    shown = {"lens_name": "text", "title": "name", "p_attack": "share", "low": "share", "high": "share", "place": "1"}
    values: dict[str, str | int | Amount] = {
        "lenses": len({row["lens"] for row in rows}),
        "designs": len(of.played),
        "years": say.number(YEARS),
    }
    return figure(of, say, "lenses", attack_by_lens(of.outcomes, found), rows, shown, PANELS, values=values)


def _price(of: Gathered, say: Teller, found: Deterrence) -> Figure:
    rows = [row | {"attack_kind": attack_name(say, row["attack"])} for row in price_table(of.outcomes, found)]
    shown = {"attack_kind": "text", "title": "name", "low": "1", "middle": "1", "high": "1"}
    heaviest = [row for row in rows if row["attack"] == of.answers.headline and row["middle"] is not None]
    low, high = (pick(heaviest or rows, key=lambda row: row["middle"] or 0.0) for pick in (min, max))
    worth = found.aims_value_meur
    assert worth is not None
    values: dict[str, str | int | Amount] = {
        "attack": attack_name(say, of.answers.headline),
        "low_design": say.title(low["title"]),
        "low": say.number(low["middle"] or math.nan),
        "high_design": say.title(high["title"]),
        "high": say.number(high["middle"] or math.nan),
        "worth": say.billions(worth.p50),
    }
    names = attack_titles(of, say)
    return figure(
        of,
        say,
        "price",
        price_by_design(of.outcomes, found),
        rows,
        shown,
        PANELS,
        of.rests.get("price"),
        "price",
        values,
        names,
    )


def _survival(of: Gathered, say: Teller, found: Deterrence) -> Figure:
    rows = survival_table(of.outcomes, found)
    shown = {"title": "name", "year": "0", "low_share": "share", "share": "share", "high_share": "share"}
    table = [row | {"low_share": row["low"], "share": row["middle"], "high_share": row["high"]} for row in rows]
    ends = {row["title"].rpartition(":")[0]: row["middle"] for row in rows if row["year"] == YEARS}
    low, high = min(ends, key=lambda title: ends[title]), max(ends, key=lambda title: ends[title])
    values: dict[str, str | int | Amount] = {
        "years": say.number(YEARS), "low_design": say.title(low), "low": say.share(ends[low], 0), "high_design": say.title(high),
        "high": say.share(ends[high], 0), "baseline": say.title(of.answers.titles[of.answers.baseline]),
    }  # fmt: skip
    chart = survival_by_design(of.outcomes, found)
    return figure(of, say, "survival", chart, table, shown, SURVIVAL, of.rests.get("reference"), values=values)
