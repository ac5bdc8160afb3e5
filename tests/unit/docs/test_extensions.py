"""What our three extensions make of a page: equations without a script, anchors that links reach, ids that lead to the register."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from docs_blocks import ROOT
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

REGISTER = '# Register\n\n| id | what |\n| --- | --- |\n| <a id="a-range"></a>`a-range` | a quantity |\n'
PAGE = """# Page

Here $x^2$, and `a-range`, `no-range`, [there](reference/evidence.md#a-range).

$$
\\begin{aligned}
y &= \\frac{1}{2} \\\\
z &= \\begin{cases} 0 & \\text{where } u < 1 \\\\ 1 & \\text{above} \\end{cases}
\\end{aligned}
$$

```{toctree}
reference/evidence
```
"""


def build(folder: Path, pages: dict[str, str]) -> tuple[dict[str, str], str]:
    """The pages as HTML by name, and what Sphinx warned of; built as ours are, from other sources."""
    for name, text in pages.items():
        file = folder / "docs" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    out, warnings = folder / "out", StringIO()
    settings = {"html_static_path": [], "html_css_files": []}
    with docutils_namespace():
        app = Sphinx(folder / "docs", ROOT / "docs", out, folder / "trees", "html", settings, None, warnings)
        app.build()
    return {name: (out / f"{name}.html").read_text("utf-8") for name in pages}, warnings.getvalue()


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[dict[str, str], str]:
    return build(tmp_path_factory.mktemp("site"), {"index": PAGE, "reference/evidence": REGISTER})


def test_equations_are_mathml_and_nothing_is_left_of_the_tex(built):
    html, warned = built[0]["index"], built[1]
    assert not warned
    assert html.count("<math ") == 2
    assert 'display="block"' in html
    assert "<mfrac>" in html
    assert "\\frac" not in html
    assert not re.findall(r"<script[^>]*mathjax", html, re.IGNORECASE)


def test_an_evidence_id_leads_to_its_line_and_other_code_does_not(built):
    pages, _ = built
    assert pages["index"].count('href="reference/evidence.html#a-range"') == 2  # the id in code, and the link
    assert 'id="a-range"' in pages["reference/evidence"]
    assert not re.search(r"<a [^>]*>(?:<[^>]+>)*no-range", pages["index"])
    assert "</a><code" not in pages["reference/evidence"]


def test_a_page_asks_nothing_of_the_network(built):
    asked = re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="([^"]+)"', built[0]["index"])
    assert asked
    assert not [address for address in asked if re.match(r"(?:https?:)?//", address)]


def test_what_is_wrong_is_a_warning(tmp_path):
    page = "# Page\n\n$\\nosuchcommand$\n\n[nowhere](reference/evidence.md#no-entry)\n\n```{toctree}\nreference/evidence\n```\n"
    _, warned = build(tmp_path, {"index": page, "reference/evidence": REGISTER})
    assert "nosuchcommand" in warned
    assert "no-entry" in warned
