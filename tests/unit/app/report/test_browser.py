"""In a browser, from disk and without a network: all is drawn, nothing is asked for, everybody can read it."""

from __future__ import annotations

import pytest
from browser import ARGUMENTS, chromium

from casus.app.report.page import page
from casus.app.report.teller import Teller

SHORTCOMINGS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
"""Marks of drawings are left out: they are hidden from readers of screens, who hear the text beside them."""
TEN_SECONDS = 100


@pytest.fixture(scope="module")
def file(reports, tmp_path_factory):
    pytest.importorskip("playwright")
    chromium()
    from casus.flow.views.vega_script import vega_script

    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(page(reports["uk"], Teller("uk"), vega_script()), "utf-8")
    return file


@pytest.fixture(scope="module")
def opened(file):
    """The page at a telephone's width, with what it asked for and complained of."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        shown = browser.new_context(offline=True, viewport={"width": 390, "height": 844}).new_page()
        heard: list[str] = []
        shown.on(
            "console", lambda message: heard.append(message.text) if message.type in {"error", "warning"} else None
        )
        shown.on("pageerror", lambda error: heard.append(str(error)))
        shown.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
        shown.goto(file.as_uri())
        for _ in range(6 * TEN_SECONDS):
            if shown.evaluate("document.documentElement.dataset.drawn === 'all'"):
                break
            shown.wait_for_timeout(100)
        yield shown, heard
        browser.close()


def test_all_charts_are_drawn_and_nothing_is_asked_for_or_wrong(opened):
    shown, heard = opened
    states = shown.evaluate("[...document.querySelectorAll('.drawing')].map((one) => one.dataset.state)")
    assert states
    assert set(states) == {"drawn"}
    marks = shown.evaluate(
        "[...document.querySelectorAll('.drawing svg')].map((svg) => svg.querySelectorAll('path, text').length)"
    )
    assert min(marks) > 10
    assert heard == []


def test_it_fits_a_telephone(opened):
    shown, _ = opened
    assert shown.evaluate("document.documentElement.scrollWidth") == 390


def test_nobody_is_shut_out(opened):
    from axe_playwright_python.sync_playwright import Axe

    shown, _ = opened
    found = Axe().run(shown, context={"exclude": [[".drawing svg"]]}, options=SHORTCOMINGS).response
    assert len(found["passes"]) > 20
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"]] == []


def test_a_table_is_sorted_by_the_keyboard(opened):
    shown, _ = opened
    column = (
        "[...document.querySelectorAll('#comparison-table tbody tr')].map((row) => Number(row.cells[1].dataset.sort))"
    )
    head = shown.locator("#comparison-table thead th").nth(1)
    for order, sort in (("ascending", sorted), ("descending", lambda of: sorted(of, reverse=True))):
        head.locator("button").focus()
        shown.keyboard.press("Enter")
        values = shown.evaluate(column)
        assert head.get_attribute("aria-sort") == order
        assert values == sort(values)


def test_a_link_to_evidence_opens_what_hides_it(opened):
    shown, _ = opened
    shown.evaluate("document.querySelector('.rests a').click()")
    shown.wait_for_timeout(200)
    assert shown.evaluate("document.querySelector(':target').closest('details').open")
