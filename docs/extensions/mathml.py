"""Equations in TeX in, MathML in the page out: the reader's browser sets them, and no script is fetched or shipped.

The converter is the one that docutils brings. What it cannot read is a warning when the page is read, so that a check that
writes no page finds it too; and warnings fail the build.
"""

from __future__ import annotations

from html import escape

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

LOGGER = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, bool]:
    """What Sphinx asks of an extension."""
    app.add_transform(ReadEquations)
    app.add_html_math_renderer("mathml", (write_inline, None), (write_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class ReadEquations(SphinxTransform):
    """Turns the TeX of every equation into MathML, which the page then holds."""

    default_priority = 850

    def apply(self, **_: object) -> None:
        """Keep the MathML with each formula; the TeX stays its text."""
        for kind in (nodes.math, nodes.math_block):
            for formula in self.document.findall(kind):
                try:
                    formula["mathml"] = tex2mathml(formula.astext(), as_block=kind is nodes.math_block)
                except MathError as error:
                    LOGGER.warning("equation %r: %s", formula.astext(), error, location=formula)


def write_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in a line of text."""
    translator.body.append(_written(node))
    raise nodes.SkipNode


def write_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write an equation of its own, in a box that scrolls where the page is narrow."""
    translator.body.append(f'<div class="equation" tabindex="0">{_written(node)}</div>\n')
    raise nodes.SkipNode


def _written(node: nodes.Element) -> str:
    return str(node.get("mathml") or f"<code>{escape(node.astext())}</code>")
