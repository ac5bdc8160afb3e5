"""What a study measured in; each number as text out, with what stands behind it: interval, worlds, and the evidence under them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casus.app.web.grounds import grounds
from casus.app.web.rerun import Shown
from casus.flow.metrics.band import Band
from casus.flow.metrics.measure import Z95, Difference, Share, Spread
from casus.flow.views.cells import MEUR_PER_BEUR, NONE, billions, plain

LENS_NAMES = {"price": "price of aggression", "game": "crisis game", "reference": "reference class"}
MONTE_CARLO = (
    "The interval is Monte Carlo error alone: how far more draws could move it, not whether the model is right."
)
HOURS = "contact_hours"


@dataclass(frozen=True)
class Number:
    """A number on the page."""

    text: str
    lines: tuple[str, ...]
    """What stands behind it, in short lines."""
    beneath: str = ""
    """Its interval or error, in small type."""
    tone: str = ""
    """`better`, `worse` or nothing: whether its interval leaves nought out."""


NO_GAIN = Number(NONE, ("the design that others are held against",))


@dataclass(frozen=True)
class Behind:
    """What stands behind the numbers of one measure in one attack of what is shown."""

    shown: Shown
    measure: str
    attack: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Evidence first, then which worlds."""
        digest = self.shown.answers.provenance["scenario_digest"]
        return (
            *grounds(self.shown.bench.scenario, self.measure, self.attack),
            f"{worlds_line(self.shown)}; scenario {digest}",
        )


def worlds_line(shown: Shown) -> str:
    """How many worlds, of which seed, and under which question about them."""
    of, bench = shown.answers.provenance, shown.bench
    asked = "" if bench.buildup_days is None else f"; {bench.buildup_days:g} days of build-up in every world"
    return f"n = {of['draws']:,} worlds, seed {of['seed']}{asked}"


def worlds_number(draws: int, seed: int, question: str) -> Number:
    """In how many worlds a study is played: what whoever asked has chosen, and how far it narrows a share."""
    lines = (
        f"{draws:,} possible worlds, seed {seed}",
        question,
        "Worlds and seed were chosen by whoever asked.",
        f"A share of one half has a 95 % interval of ±{100 * Z95 / (2 * math.sqrt(draws)):.2g} points with so many.",
    )
    return Number(f"{draws:,} worlds, seed {seed}", lines)


def share_number(given: Share, what: str, behind: Behind, digits: int = 3) -> Number:
    """A share of worlds with its interval."""
    if given.n == 0:
        return Number(NONE, ("no world in which the question arises",))
    low, high = given.interval
    lines = (
        f"{given.value:.4f}, 95 % interval [{low:.4f}, {high:.4f}]",
        f"Share of {given.n:,} worlds {what}: {round(given.value * given.n):,} of them.",
        MONTE_CARLO,
        *behind.lines,
    )
    return Number(f"{given.value:.{digits}f}", lines, f"[{low:.3f}, {high:.3f}]")


def hours_number(given: Spread, contact: Share, behind: Behind) -> Number:
    """The median hours to first contact, in the worlds that have one."""
    if math.isnan(given.p50):
        return Number(NONE, (f"no contact in any of {contact.n:,} worlds",))
    low, middle, high = (plain(hours, 0) for hours in (given.p05, given.p50, given.p95))
    lines = (
        f"{middle} hours, 90 % of worlds [{low}, {high}]",
        f"From the attack to the first fight of a guarantor's forces: median of the {round(contact.value * contact.n):,} of "
        f"{contact.n:,} worlds that have one; a range over worlds, not an error.",
        *behind.lines,
    )
    return Number(middle, lines, f"[{low}, {high}]")


def gain_number(given: Difference, against: str, behind: Behind) -> Number:
    """The difference in the share held from the design that others are held against."""
    if math.isnan(given.value):
        return Number(NONE, ("no world in which both were played",))
    half = Z95 * given.se
    lines = (
        f"{given.value:+.4f}, 95 % interval [{given.value - half:+.4f}, {given.value + half:+.4f}]",
        f"Mean difference in the share held from '{against}', paired: both met the same worlds, and the luck of the draw cancels.",
        *behind.lines,
    )
    return Number(f"{given.value:+.3f}", lines, f"±{half:.3f}", _tone(given))


def paired_number(given: Difference, worlds: int, behind: Behind) -> Number:
    """The difference between two designs in any measure."""
    if math.isnan(given.value):
        return Number(NONE, ("no world in which both have it",))
    hours = behind.measure == HOURS
    half, digits = Z95 * given.se, 0 if hours else 3
    lines = (
        f"{given.value:+.4g}, 95 % interval [{given.value - half:+.4g}, {given.value + half:+.4g}]",
        f"Paired difference, mean over the {worlds:,} worlds in which both have it.",
        *behind.lines,
    )
    return Number(f"{given.value:+.{digits}f}", lines, f"±{half:.{digits}f}", _tone(given, not hours))


def cost_number(given: Spread, behind: Behind) -> Number:
    """The yearly cost in peacetime."""
    middle, low, high = (value / MEUR_PER_BEUR for value in (given.p50, given.p05, given.p95))
    lines = (
        f"{middle:.2f} billion euro a year, 90 % of worlds [{low:.2f}, {high:.2f}]",
        "Yearly cost in peacetime: median over worlds; a range over what is uncertain, not an error.",
        *behind.lines,
    )
    return Number(f"{middle:.1f}", lines, f"[{low:.1f}, {high:.1f}]")


def price_number(given: Band | None, cheapest: str | None, behind: Behind) -> Number:
    """The price of a design's cheapest attack."""
    if given is None:
        return Number(NONE, ("the scenario does not say what the aggressor is after",))
    low, middle, high = (billions(value) for value in (given.p05, given.p50, given.p95))
    lines = (
        f"{middle} billion euro, 90 % of worlds [{low}, {high}]",
        f"Value of the aggressor's full aims at which its cheapest attack ({cheapest}) breaks even; higher deters more.",
        "A range over worlds, not an error.",
        *behind.lines,
    )
    return Number(middle, lines, f"[{low}, {high}]")


def chance_number(by_lens: Mapping[str, Any], lens: str, behind: Behind) -> Number:
    """The probability of an attack in ten years, as one lens sees it."""
    if lens not in by_lens or math.isnan(by_lens[lens].value):
        return Number(NONE, (f"the {LENS_NAMES[lens]} has nothing to say here",))
    given = by_lens[lens]
    lines = (
        f"{given.value:.3f}, 90 % of worlds [{given.p05:.3f}, {given.p95:.3f}], Monte Carlo error {given.se:.4f}",
        f"Probability of an attack within ten years as the {LENS_NAMES[lens]} sees it. Lenses are never averaged.",
        *behind.lines,
    )
    return Number(f"{given.value:.2f}", lines)


def _tone(given: Difference, more_is_better: bool = True) -> str:
    if abs(given.value) <= Z95 * given.se or given.value == 0.0:
        return ""
    return "better" if (given.value > 0) == more_is_better else "worse"
