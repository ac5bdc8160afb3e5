"""Answers of the main job in, the README's table of them out: `make demo`, then `python scripts/readme_table.py`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
HEADINGS = (
    "design", "line held, full attack", "gain", "limited attack", "word kept", "contact, hours", "front had moved 5 km",
    "offered", "runs out in month", "through a month", "damage a month, million euro", "billion euro a year",
    "price, billion euro", "attack in 10 years: price, game, reference",
)  # fmt: skip
NONE = "-"


def main() -> None:
    """Put the table of `out/demo/answers.json` between its first line and the line after it."""
    answers = json.loads((ROOT / "out" / "demo" / "answers.json").read_text("utf-8"))
    text = README.read_text("utf-8")
    replaced, count = re.subn(
        r"From `make demo` \(.*?\n\n(?=Runs out:)", lambda _: _table(answers), text, flags=re.DOTALL
    )
    if count != 1:
        raise SystemExit("README.md has no table of `make demo`")
    README.write_text(replaced, "utf-8")


def _table(answers: dict[str, Any]) -> str:
    provenance = (
        f"From `make demo` ({answers['draws']:,} draws, seed {answers['seed']}, version {answers['version']}, scenario "
        f"{answers['scenario_digest']}, evidence {answers['evidence_digest']}):"
    )
    designs = sorted(answers["designs"].items(), key=lambda item: -item[1]["p_held"])
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(_row(design, of) for design, of in designs)]
    return "\n".join([provenance, "", *(f"| {' | '.join(row)} |" for row in rows), "", ""])


def _row(design: str, of: dict[str, Any]) -> tuple[str, ...]:
    gain, contact, price, lens = of["gain"], of["contact_hours"], of["price_of_aggression"]["meur"], of["p_attack_10y"]
    hours = (
        f"{contact['p50']:,.0f} [{contact['p10']:,.0f}, {contact['p90']:,.0f}]" if contact["p50"] is not None else NONE
    )
    return (
        design,
        f"{of['p_held']:.3f} ±{of['p_held_se']:.3f}",
        f"{gain['value']:+.3f} ±{gain['se']:.3f}" if gain["se"] else "baseline",
        f"{of['by_attack']['limited']['p_held']:.3f}",
        f"{of['p_honoured']:.2f}",
        hours,
        _or_none(of["movement_to_contact"], "{:.2f}"),
        _or_none(of["feasibility"], "{:.2f}"),
        _or_none(of["sustained_months"]["p50"], "{:.0f}") if of["feasibility"] is not None else NONE,
        f"{of['leakers_month']['p50']:,.0f}",
        f"{of['damage_meur_month']['p50']:,.0f}",
        f"{of['cost_meur_year'] / 1000:.1f}",
        f"{price['p50'] / 1000:,.0f} [{price['p05'] / 1000:,.0f}, {price['p95'] / 1000:,.0f}]",
        ", ".join(f"{lens[one]:.2f}" for one in ("price", "game", "reference")),
    )


def _or_none(value: float | None, form: str) -> str:
    return NONE if value is None else form.format(value)


if __name__ == "__main__":
    main()
