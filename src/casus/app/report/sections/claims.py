"""What people claim, and what this study says of it: verdicts with the share of worlds, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from casus.app.report.figure import figure
from casus.app.report.gather import Gathered
from casus.app.report.parts import Cell, Column, Figure, Part, Section, Table
from casus.app.report.teller import NONE, Amount, Teller
from casus.study.claims.draw import draw_claims
from casus.study.claims.tested import ClaimsTested, Tested

HEADS = {"claim": 4, "who": 2, "strength": 1, "share": 0, "verdict": 0, "rests": 3}
"""By heading, how wide it is."""


def claims(of: Gathered, say: Teller) -> Section:
    """The claims that came with the scenario, all of them, whatever becomes of them."""
    found = None if of.asked is None else of.asked.claims
    if found is None:
        return Section("claims", say.say("claims-heading"), (say.tell("claims-none"),))
    parts: tuple[Part, ...] = (say.tell("claims-lead", count=len(found.claims)), say.tell("claims-how"))
    turned = [one.claim.id for one in found.claims if one.laws_against]
    if turned:
        parts = (*parts, say.tell("claims-turned", count=len(turned), names=", ".join(turned)))
    return Section("claims", say.say("claims-heading"), (*parts, _chart(of, say, found), _table(say, found)))


def _chart(of: Gathered, say: Teller, found: ClaimsTested) -> Figure:
    rows = [
        {
            "claim": one.claim.id, "side": one.claim.side, "verdict": one.verdict, "holds_share": one.holds_share,
            "low": None if one.ci is None else one.ci[0], "high": None if one.ci is None else one.ci[1], "asked": one.threshold,
            "worlds": one.worlds,
        }
        for one in found.claims
    ]  # fmt: skip
    shown = {
        "claim": "name",
        "verdict_name": "text",
        "holds_share": "share",
        "low": "share",
        "high": "share",
        "asked": "share",
        "worlds": "0",
    }
    rows = [row | {"verdict_name": verdict_name(say, str(row["verdict"]))} for row in rows]
    counts = {name: sum(row["verdict"] == name for row in rows) for name in ("supported", "contested", "refuted")}
    values: dict[str, str | int | Amount] = {"count": len(rows), **counts}
    return figure(of, say, "claims", draw_claims(found), rows, shown, values=values)


def _table(say: Teller, found: ClaimsTested) -> Table:
    columns = tuple(Column(say.say(f"claim-{head}"), head == "share", weight) for head, weight in HEADS.items())
    rows = tuple(tuple(_row(say, one)) for one in found.claims)
    data = tuple(found.rows())
    return Table("claims-table", say.say("claims-caption"), columns, rows, say.say("claims-note"), data, sortable=True)


def _row(say: Teller, one: Tested) -> Iterator[Cell]:
    yield Cell(one.claim.says, one.claim.says, lang="en")
    yield Cell(one.claim.who, lang="en")
    yield Cell(say.say(f"strength-{one.claim.strength.replace(' ', '-')}") if one.claim.strength else NONE)
    share = one.holds_share
    if share is None:
        yield Cell(NONE)
    else:
        ends = "" if one.ci is None else f"[{say.range(*(say.number(100.0 * end, 1).text for end in one.ci))}]"
        yield say.cell(say.share(share), ends)
    yield Cell(verdict_name(say, one.verdict), mark=one.verdict.replace(" ", "-"))
    first = next((rest for rest in one.rests_on), None)
    if first is None:
        yield Cell(NONE)
    else:
        yield Cell(
            f"{first.what} ({say.share(first.share, 0).text})",
            href=f"#evidence-{first.evidence}" if first.evidence else "",
            lang="en",
        )


def verdict_name(say: Teller, verdict: str) -> str:
    """A verdict in the page's language."""
    return say.say(f"verdict-{verdict.replace(' ', '-')}")
