"""What became of claims in, the terminal's tables out: all of them in short, or one in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.markup import escape
from rich.table import Table

from casus.flow.views.console import Paper, figures_table, print_provenance, wide_console
from casus.flow.views.reservations import print_reservations
from casus.study.claims.tested import ClaimsTested, Tested

NONE = "-"
STYLES = {"supported": "green", "refuted": "red", "contested": "yellow", "not testable": "dim"}


def print_claims(of: ClaimsTested, seconds: float | None = None, on: Paper | None = None) -> None:
    """Print all claims in a table and where each fails; or, where there is but one, all that is known of it."""
    wide = on or wide_console()
    if len(of.claims) == 1:
        print_one(wide, of.claims[0])
    else:
        wide.print(claims_table(of))
        wide.print()
        wide.print(conditions_table(of.claims))
        wide.print()
        if on is None and any(one.claim.who != "you" for one in of.claims):
            wide.print(
                "[dim]--claims ID shows one in full: its coding, each law, and the evidence that it rests on.[/dim]\n"
            )
    sure = of.reservations
    print_reservations(wide, escape(sure.confidence), escape(sure.alternative), [escape(text) for text in sure.hides])
    print_provenance(wide, of.provenance, seconds)


def claims_table(of: ClaimsTested) -> Table:
    """A row for each claim, grouped by side in the order of the file."""
    table = figures_table(f"Claims about {of.provenance.get('title', of.provenance['scenario'])}", ("",), ())
    for heading, justify in (("who", "left"), ("holds in", "right"), ("asked", "left"), ("verdict", "left")):
        table.add_column(heading, justify=justify, no_wrap=heading != "who")  # type: ignore[arg-type]
    table.caption = (
        "holds in: share of the worlds in which the claim applies, with its 95 % Monte Carlo interval; of a claim about averages "
        "(avg) the share of resampled studies, and by how much its left side exceeds its "
        "right. asked: always 0.95, usually 0.75, in most worlds 0.5, in some 0.05 of the worlds."
    )
    for side in sides_of(of.claims):
        if side:
            table.add_row(f"[dim]{side}[/dim]")
        for one in (one for one in of.claims if (one.claim.side or "") == side):
            style = STYLES[one.verdict]
            table.add_row(
                one.claim.id,
                escape(one.claim.who),
                _holds(one),
                one.claim.strength or NONE,
                f"[{style}]{one.verdict}[/{style}]",
            )
    return table


def conditions_table(claims: Sequence[Tested]) -> Table:
    """Beside each claim, the conditions under which it fails (the first box or half), or why it is not tested."""
    table = figures_table("Where they fail, turn over, or cannot be tested", ("",), ())
    table.add_column("")
    for one in claims:
        for place, line in enumerate(_conditions(one)):
            table.add_row(one.claim.id if place == 0 else "", escape(line))
    return table


def print_one(wide: Paper, of: Tested) -> None:
    """Print a claim in full."""
    claim, style = of.claim, STYLES[of.verdict]
    wide.print(f"[bold]{claim.id}[/bold]  [{style}]{of.verdict}[/{style}]", highlight=False)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for word, line in _in_full(of):
        grid.add_row(word, escape(line))
    wide.print(grid, highlight=False)
    wide.print()
    for table in _details(of):
        wide.print(table)
        wide.print()


def _in_full(of: Tested) -> Iterator[tuple[str, str]]:
    claim = of.claim
    said = ", ".join(text for text in (claim.who, claim.where, claim.when) if text)
    yield "said by", said
    if claim.source:
        yield "source", f"{claim.source} ({'read' if claim.seen else 'not read by the coder'})"
    yield "says", claim.says
    if claim.hypothesis:
        yield "tested as", " ".join(claim.hypothesis.split())
        yield (
            "asked",
            f"{claim.strength}" if of.threshold is None else f"{claim.strength}: {of.threshold:g} of the worlds",
        )
    if claim.coding:
        yield "coding", claim.coding
    yield "verdict", f"{of.verdict}: {of.why}"
    if of.margin is not None and of.margin == of.margin:
        low, high = of.margin_ci or (of.margin, of.margin)
        yield "margin", f"{of.margin:.4g} ({low:.4g} to {high:.4g}), left side minus right"
    if of.about == "worlds" and of.holds is not None:
        yield (
            "stands as",
            f"'{of.stands_as}' is the most that it supports" if of.stands_as else "no strength is supported",
        )
    for place, line in enumerate([one.sentence for one in of.fails_when] or [of.no_conditions]):
        if line:
            yield ("fails when" if place == 0 else ""), line


def _details(of: Tested) -> Iterator[Table]:
    """By law, and what it rests on, where there is any."""
    if of.by_law:
        table = figures_table("By law of ground combat", ("",), ())
        for heading in ("holds in", "verdict"):
            table.add_column(heading)
        for law, one in of.by_law.items():
            within = f" ({one.low:.3f} to {one.high:.3f})" if of.about == "worlds" else ""
            table.add_row(law, f"{one.holds:.3f}{within} of {one.worlds:,}", one.verdict)
        yield table
    if of.rests_on:
        table = figures_table("What its truth depends on, each quantity alone", ("",), ())
        for heading in ("share", "grade", "evidence", "what"):
            table.add_column(heading, no_wrap=heading != "what")
        for leaning in of.rests_on:
            table.add_row(
                leaning.name,
                f"{leaning.share:.3f}",
                leaning.grade,
                leaning.evidence or leaning.status,
                escape(leaning.what),
            )
        parts = ", ".join(f"{grade} {share:.0%}" for grade, share in (of.grades or {}).items())
        table.caption = f"Of all that single quantities explain, by grade of evidence: {parts}."
        yield table


def sides_of(claims: Sequence[Tested]) -> list[str]:
    """The sides in the order of the file; those without one come last."""
    sides = list(dict.fromkeys(one.claim.side or "" for one in claims))
    return sorted(sides, key=lambda side: side == "")


def _holds(of: Tested) -> str:
    if of.ci is not None and of.holds is not None:
        return f"{of.holds.value:.3f} ({of.ci[0]:.3f}-{of.ci[1]:.3f})"
    if of.holds is not None:
        return "once: yes" if of.holds.value else "once: no"
    if of.resamples is None:
        return NONE
    return f"{of.resamples:.3f} avg" + (
        f" ({of.margin:+.3g})" if of.margin is not None and of.margin == of.margin else ""
    )


def _conditions(of: Tested) -> list[str]:
    if of.verdict == "not testable":
        return [of.why]
    against = [f"Laws of ground combat decide otherwise: {', '.join(of.laws_against)}."] if of.laws_against else []
    lines = [one.sentence for one in of.fails_when[:1]] + against
    if lines:
        return lines
    if of.holds is not None and of.about == "worlds" and of.holds.value in {0.0, 1.0}:
        return ["It holds in every world." if of.holds.value else "It fails in every world."]
    return [of.no_conditions or of.why]
