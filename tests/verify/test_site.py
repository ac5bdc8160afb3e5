"""The whole documentation as a reader has it: built with warnings as errors, opened from the disk, narrow and wide."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import ARGUMENTS, chromium
from playwright.sync_api import Browser, sync_playwright

pytestmark = pytest.mark.verify
ROOT = Path(__file__).parents[2]
WIDTHS = (390, 1280)
WIDER_THAN_THE_PAGE = """
[...document.querySelectorAll('article *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-wrapper, .equation, pre'))
  .map(e => e.tagName + ': ' + (e.textContent || '').slice(0, 60))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    sphinx = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-n",
        "-W",
        "--keep-going",
        "-b",
        "html",
        "-d",
        str(folder / "trees"),
    ]
    subprocess.run([*sphinx, str(ROOT / "docs"), str(folder / "html")], check=True)
    return folder / "html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_ask_for_nothing_outside_and_fit_their_window(site, browser, width):
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    files = sorted(site.rglob("*.html"))
    assert len(files) > 100
    for file in files:
        page.goto(file.as_uri())
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, file
        assert not page.evaluate(WIDER_THAN_THE_PAGE), file
    assert not [address for address in asked if not address.startswith(("file:", "data:"))]
    assert not faults


def test_search_finds_a_page_without_a_server(site, browser):
    page = browser.new_context().new_page()
    page.goto((site / "search.html").as_uri() + "?q=culmination")
    page.wait_for_selector("#search-results li a")
    found = page.eval_on_selector_all("#search-results li a", "links => links.map(link => link.getAttribute('href'))")
    assert any("method/ground.html" in address for address in found)
