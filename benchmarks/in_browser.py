"""How long the workbench takes in a real browser: from the key that moves a lever to the last change of map, fronts, table, price.

python benchmarks/in_browser.py [--draws N] [--moves N]

Without Playwright or Chromium nothing is measured, and the reason is said.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

from browsers import ARGUMENTS, chromium_path

PARTS = {"table": (".answers-table", ".fans", ".map-card"), "price": (".prices", ".status")}
"""What changes, by what it is called; the other attacks come between. A part whose numbers stay as they were does not change."""
NOT_MEASURED: dict[str, float | None] = {f"workbench_browser_{name}_seconds": None for name in PARTS}
WATCH = """() => {
    window.changed = {};
    const parts = [".answers-table", ".fans", ".map-card", ".prices", ".status"];
    document.addEventListener("keydown", () => { window.changed = {}; window.pressed = performance.now(); }, true);
    new MutationObserver(all => { for (const one of all) {
        const at = one.target.nodeType === Node.TEXT_NODE ? one.target.parentElement : one.target;
        for (const part of parts) if (at && at.closest(part)) window.changed[part] = performance.now() - window.pressed;
    } }).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
}"""
WAIT_SECONDS = 120.0
QUIET_SECONDS = 0.7
"""Chosen: what has not changed again after so long is there."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draws", type=int, default=2000)
    arguments.add_argument("--moves", type=int, default=8)
    given = arguments.parse_args()
    print(json.dumps(browser_figures(given.draws, given.moves), indent=2))


def browser_figures(draws: int = 2000, moves: int = 8) -> dict[str, float | None]:
    """Medians over moves of the force of one of three designs of `ukraine`, seconds; None where there is no browser."""
    browser = chromium_path()
    if browser is None or importlib.util.find_spec("playwright") is None:
        print(f"browser: not measured: no {'Chromium' if browser is None else 'Playwright'}", file=sys.stderr)
        return NOT_MEASURED
    from playwright.sync_api import sync_playwright

    with _workbench(draws) as address, sync_playwright() as started:
        launched = started.chromium.launch(executable_path=browser, args=ARGUMENTS)
        page = launched.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address, timeout=1000 * WAIT_SECONDS)
        _until_played(page)
        page.get_by_label("Add a design").select_option("article5-like")
        _until(lambda: page.locator(".slot").count() == 3)
        _until_played(page)
        page.locator(".slot .opens").nth(1).click()
        _until(lambda: "open" in (page.locator(".slot").nth(1).get_attribute("class") or "").split())
        page.evaluate(WATCH)
        taken = [_move(page) for _ in range(moves + 1)][1:]  # what is built once is built in the first
        launched.close()
    return {
        f"workbench_browser_{name}_seconds": round(statistics.median(one[name] for one in taken), 2) for name in PARTS
    }


@contextlib.contextmanager
def _workbench(draws: int) -> Iterator[str]:
    """The address of a workbench of its own."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    with tempfile.TemporaryDirectory() as workspace:
        command = [sys.executable, "-m", "casus.app.cli.main", "serve", "--port", str(port), "--workspace", workspace]
        command += ["--scenario", "ukraine", "--draws", str(draws)]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            _until(lambda: _answers(f"http://127.0.0.1:{port}/api/scenarios/ukraine"))
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(30)


def _answers(address: str) -> bool:
    try:
        return bool(urllib.request.urlopen(address, timeout=5).status == 200)
    except OSError:
        return False


def _move(page: Any) -> dict[str, float]:
    """Seconds until each part has changed for the last time after one press of a key."""
    page.locator(".levers input[type=range]").first.press("ArrowRight")
    _until(lambda: ".status" in page.evaluate("window.changed"))
    _until_played(page)
    time.sleep(QUIET_SECONDS)
    changed = page.evaluate("window.changed")
    return {name: max(changed.get(part, 0.0) for part in all_) / 1000 for name, all_ in PARTS.items()}


def _until_played(page: Any) -> None:
    _until(lambda: (page.locator(".status").first.text_content() or "").endswith(" s"))


def _until(true: Any) -> None:
    ends = time.monotonic() + WAIT_SECONDS
    while not true():
        if time.monotonic() > ends:
            raise TimeoutError("the workbench did not answer")
        time.sleep(0.1)


if __name__ == "__main__":
    main()
