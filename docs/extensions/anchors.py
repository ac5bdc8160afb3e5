"""Anchors written as `<a id="name"></a>` in, places that links of any page may lead to out.

A forge shows such anchors as what they are, and MyST knows only its own: this makes the two agree, so that a link to
an entry of the register works in both and a link to none fails the build.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

ANCHOR = re.compile(r'<a id="([^"]+)">')


def setup(app: Sphinx) -> dict[str, bool]:
    """What Sphinx asks of an extension."""
    app.add_transform(KnowAnchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class KnowAnchors(SphinxTransform):
    """Tells MyST of the anchors of a page before it looks where the page's links lead."""

    default_priority = 870

    def apply(self, **_: object) -> None:
        """Turn each raw anchor into a target, and list it beside the page's headings."""
        known = self.env.metadata[self.env.docname].setdefault("myst_slugs", {})
        for raw in list(self.document.findall(nodes.raw)):
            if found := ANCHOR.fullmatch(raw.astext().strip()):
                known[found[1]] = (raw.line or 0, found[1], found[1])
                _drop_end(raw)
                raw.replace_self(nodes.target(ids=[found[1]]))
        self.document.myst_slugs = known  # type: ignore[attr-defined]


def _drop_end(raw: nodes.raw) -> None:
    """Drop the `</a>` that follows."""
    following = raw.next_node(nodes.raw, descend=False, siblings=True)
    if following is not None and following.astext() == "</a>":
        following.parent.remove(following)
