"""The tutorial's answers as they were frozen, so that no change of results goes unseen.

Where results are meant to move: run this file (`python tests/baseline/test_tutorial.py`), and write a Regression line in
the changelog that says what moved and by how much.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import casus

FROZEN = Path(__file__).parent / "tutorial.json"
METRICS = (
    "p_held",
    "p_honoured",
    "p_contact",
    "contact_hours_p50",
    "area_km2_mean",
    "aggressor_lost_mean",
    "cost_meur_year",
    "price_meur_p50",
    "p_attack_10y_price",
    "p_attack_10y_reference",
)
DRAWS, SEED = 200, 1
TWO_WORLDS = 2.5 / DRAWS  # chosen: last digits differ between kinds of processor, and may turn the outcome of a world
CLOSE = 0.02  # chosen likewise, for means and medians


def answers() -> dict[str, dict[str, float | None]]:
    table = casus.compare("tutorial", draws=DRAWS, seed=SEED).table()
    rows = {f"{row['design']}, {row['attack']}": {m: row[m] for m in METRICS} for row in table.to_dict("records")}
    return {name: {m: None if v != v else float(f"{v:.9g}") for m, v in row.items()} for name, row in rows.items()}


def test_answers_are_the_frozen_ones():
    frozen, found = json.loads(FROZEN.read_text()), answers()
    assert frozen
    assert set(found) == set(frozen)
    for name, row in frozen.items():
        for metric, value in row.items():
            if value is None:
                assert found[name][metric] is None, (name, metric)
            else:
                close = {"abs": TWO_WORLDS} if metric.startswith("p_") else {"rel": CLOSE, "abs": 1e-9}
                assert found[name][metric] == pytest.approx(value, **close), (name, metric)


if __name__ == "__main__":
    FROZEN.write_text(json.dumps(answers(), indent=1) + "\n", "utf-8")
