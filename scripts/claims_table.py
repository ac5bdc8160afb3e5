"""The answer of `casus claims ukraine --out FOLDER` in, the table of verdicts in docs/method/claims.md out.

python scripts/claims_table.py FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "method" / "claims.md"
FIRST, LAST = "| --- | --- | --- | --- | --- |\n", "\n\n"


def main() -> None:
    """Write the rows between the head of the table and the next empty line."""
    claims = json.loads((Path(sys.argv[1]) / "claims.json").read_text("utf-8"))["claims"]
    text = PAGE.read_text("utf-8")
    start = text.index(FIRST, text.index("## What came out")) + len(FIRST)
    rows = "\n".join(_row(claim) for claim in claims)
    PAGE.write_text(text[:start] + rows + text[text.index(LAST, start) :], "utf-8")


def _row(claim: dict[str, Any]) -> str:
    told, laws = claim["claim"], ", ".join(f"`{law}`" for law in claim["laws_against"])
    verdict = claim["verdict"] + (f" ({laws})" if laws else "")
    cells = (f"`{claim['id']}`", told.get("side"), told.get("strength"), _holds(claim), verdict)
    return f"| {' | '.join(cell or '' for cell in cells)} |"


def _holds(claim: dict[str, Any]) -> str:
    share, ci = claim["holds_share"], claim["ci"]
    if claim["verdict"] == "not testable":
        return ""
    if claim["about"] == "averages":
        margin = claim["margin"]["value"]
        return f"{share:.3f} avg" + ("" if margin is None else f", by {margin:+.3g}")
    return f"{share:.3f} ({ci[0]:.3f} to {ci[1]:.3f})" if ci else ("yes" if claim["true_here"] else "no")


if __name__ == "__main__":
    main()
