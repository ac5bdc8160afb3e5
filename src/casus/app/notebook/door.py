"""What a notebook asks for: charts and cards as objects, pages as HTML, and that both appear by themselves.

>>> import casus
>>> from casus import notebook
>>> notebook.html(casus.read_scenario("tutorial")).startswith("<div")
True
"""

from __future__ import annotations

from typing import Any

from casus.app.notebook.cards import card
from casus.app.notebook.charts import chart
from casus.app.notebook.pages import SHOWN, html

__all__ = ["card", "chart", "html", "show_richly"]


def show_richly(shell: Any) -> None:
    """Have an IPython shell show what Casus makes as pages rather than as the names of classes.

    Formatters are given by the names of classes, so that none is loaded before a notebook has one to show.
    """
    formatter = shell.display_formatter.formatters["text/html"]
    for name in SHOWN:
        module, kind = name.rsplit(".", 1)
        formatter.for_type_by_name(module, kind, html)
