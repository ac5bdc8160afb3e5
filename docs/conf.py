"""How Sphinx builds the pages of this folder: Markdown by MyST, the look by furo, nothing fetched from anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "extensions"), str(HERE.parent / "src")]

from casus.foundation.version import VERSION  # noqa: E402

project = "Casus"
author = "The Casus team"
project_copyright = "The Casus team, Apache-2.0"
version = release = VERSION

extensions = ["myst_parser", "mathml", "anchors", "evidence_links"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["extensions", "pictures"]
nitpicky = True

myst_enable_extensions = ["amsmath", "deflist", "dollarmath"]
myst_heading_anchors = 4
myst_dmath_double_inline = False

html_theme = "furo"
html_title = f"Casus {VERSION}"
html_math_renderer = "mathml"
html_static_path = ["static"]
html_css_files = ["casus.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
pygments_style = "friendly"
pygments_dark_style = "github-dark"

ONE_OF_MANY = "reference/rules/"
"""Pages that their index alone leads to: a menu of every rule on every page would take half of the time to build."""


def setup(app: Sphinx) -> None:
    """What Sphinx asks of a configuration that does something."""
    app.connect("doctree-read", leave_off_the_menu)


def leave_off_the_menu(app: Sphinx, _page: nodes.document) -> None:
    """Mark a page that no menu holds as one that is not forgotten."""
    if app.env.docname.startswith(ONE_OF_MANY):
        app.env.metadata[app.env.docname]["orphan"] = ""
