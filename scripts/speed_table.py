"""benchmarks/latest.json in, the README's table of speeds between its two markers out; run by `make bench`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BEGIN, END = "<!-- speeds: from benchmarks/latest.json, by make bench -->", "<!-- end of speeds -->"
NOT_MEASURED = "not measured"


def main() -> None:
    """Renew the table, or print it where the README has no place for it."""
    table = speed_table(json.loads((ROOT / "benchmarks" / "latest.json").read_text("utf-8")))
    readme = ROOT / "README.md"
    text = renewed(readme.read_text("utf-8"), table)
    if text is None:
        print(f"README.md has not one place for this table, between the lines\n{BEGIN}\n{END}\n\n{table}")
    else:
        readme.write_text(text, "utf-8")


def renewed(text: str, table: str) -> str | None:
    """The text with the table between the markers, or None where it does not hold them once."""
    replaced, count = re.subn(f"{BEGIN}.*?{END}", lambda _: f"{BEGIN}\n\n{table}\n\n{END}", text, flags=re.DOTALL)
    return replaced if count == 1 else None


def speed_table(measured: dict[str, Any]) -> str:
    """Where and when it was measured, then one row a figure; a figure that could not be taken says so."""
    when = measured.get("date", "an unknown day")
    where = f"{measured['machine']}, Python {measured['python']}, {when}, load before the run {measured['load_before']}"
    rows = [("figure", "value", "what it means"), ("---", "---", "---"), *_kernel(measured), *_small(measured)]
    return "\n".join([f"{where}; all from one run:", "", *(f"| {' | '.join(row)} |" for row in rows)])


def _kernel(measured: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Rows of the real campaign and of the main job."""
    job = f"{measured['main_job_seconds']:,} s, {measured['main_job_peak_mib']:,} MiB"
    return [
        ("campaigns a second, one thread", _number(measured, "campaigns_per_second_1"),
         "`ukraine`, full attack on the largest design"),
        ("campaigns a second, all threads", _number(measured, "campaigns_per_second_all"), "the same"),
        ("campaigns a second, graphics card", _number(measured, "device_campaigns_per_second"),
         f"the same; {measured.get('device') or 'not measured: no GPU'}"),
        ("efficiency on two threads", _number(measured, "efficiency_2"), "1 is twice the speed of one thread"),
        ("over plain Python", _times(measured, "over_python"), "the same source, not compiled"),
        ("time over C's", _number(measured, "over_c"), "ground loop (benchmarks/limit), one thread each; below 1 ours is faster"),
        ("main job", job, f"`casus compare ukraine --out DIR`, warm, {measured['main_job_draws']:,} draws; median of three"),
        ("main job without lenses", _seconds(measured, "main_job_without_lenses_seconds"),
         "the same with `--no-lenses`: half of the campaigns, for the lenses play as many again"),
        ("rerun of one design", _seconds(measured, "rerun_seconds"), "2,000 draws, four attacks, in a warm process"),
        ("report", f"{_seconds(measured, 'report_seconds')}, {_number(measured, 'report_megabytes')} MB",
         "`casus report` on the main job's study, a process of its own"),
        ("workbench, after a move: table", _seconds(measured, "workbench_table_seconds"),
         "map, fronts and table; 2,000 draws, four designs, without a browser"),
        ("workbench, after a move: price", _seconds(measured, "workbench_price_seconds"), "all attacks and lenses"),
        ("the same in Chromium: table", _seconds(measured, "workbench_browser_table_seconds"),
         "from the key to the last change on the page; three designs, the browser on the same cores"),
        ("the same in Chromium: price", _seconds(measured, "workbench_browser_price_seconds"), "likewise"),
        ("cold start", _seconds(measured, "cold_start_seconds"), "to the first table, compilation included"),
        ("cost of a draw, later over earlier", _number(measured, "big_linear"), "1 is linear"),
        ("peak memory, three times the draws", _number(measured, "big_flat"), "streamed studies; 1 is flat"),
    ]  # fmt: skip


def _small(measured: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Rows of the small campaign that peers play too (benchmarks/peers)."""
    speeds = measured.get("peers_runs_per_second") or {}
    small = "small campaign, "
    return [
        (f"{small}runs a second", _number(speeds, "ours_1"), "Casus's way, one thread; equal results everywhere"),
        (f"{small}over NumPy", _times(measured, "over_numpy"), "NumPy over draws; one thread each"),
        (f"{small}over EMA Workbench", _times(measured, "over_ema"), "plain function, sequential; one thread each"),
        (f"{small}over EMA Workbench, all cores", _times(measured, "over_ema_processes"),
         "plain function, a process a core; ours with a thread a core"),
        (f"{small}over EMA Workbench, compiled", _times(measured, "over_ema_compiled"),
         "the same function compiled by Numba; one thread each"),
        (f"{small}over Mesa", _times(measured, "over_mesa"), "an agent an axis; one thread each"),
    ]  # fmt: skip


def _seconds(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return NOT_MEASURED if value is None else f"{value:,} s"


def _number(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return NOT_MEASURED if value is None else f"{value:,}"


def _times(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return NOT_MEASURED if value is None else f"{value:,.1f} times" if value < 100 else f"{value:,.0f} times"


if __name__ == "__main__":
    main()
