"""How Sphinx builds the pages of this folder: Markdown by MyST, the look by furo, nothing fetched from anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

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
suppress_warnings: list[str] = []

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
html_last_updated_fmt = None
html_baseurl = ""
pygments_style = "friendly"
pygments_dark_style = "github-dark"
