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
from casus.app.notebook.pages import SHOWN, html, plain_text

__all__ = ["card", "chart", "html", "show_richly"]


def show_richly(shell: Any) -> None:
    """Have an IPython shell show what Casus makes as pages rather than as the names of classes.

    Formatters are given by the names of classes, so that none is loaded before a notebook has one to show.
    """
    pages, words = (shell.display_formatter.formatters[kind] for kind in ("text/html", "text/plain"))
    for name in SHOWN:
        module, kind = name.rsplit(".", 1)
        pages.for_type_by_name(module, kind, html)
        words.for_type_by_name(module, kind, _in_words)


def _in_words(of: Any, printer: Any, cycle: bool) -> None:  # noqa: ARG001 (as IPython calls it)
    """Print a thing as the terminal does, where it stands alone; inside a list or another thing, by the name of its class."""
    printer.text(str(plain_text(of)) if len(printer.stack) == 1 else f"<{type(of).__name__}>")
