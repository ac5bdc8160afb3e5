"""An evidence id in `code` on any page in, a link to its line in the register out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

REGISTER = "reference/evidence"


def setup(app: Sphinx) -> dict[str, bool]:
    """What Sphinx asks of an extension."""
    app.add_transform(LinkEvidence)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class LinkEvidence(SphinxTransform):
    """Links ids of the register, unless they stand in a link or a heading already."""

    default_priority = 400

    def apply(self, **_: object) -> None:
        """Wrap each such literal in a reference that Sphinx resolves."""
        if self.env.docname == REGISTER:
            return
        known = entry_ids(Path(self.env.doc2path(REGISTER)))
        for literal in list(self.document.findall(nodes.literal)):
            if literal.astext() in known and not isinstance(literal.parent, nodes.reference | nodes.title):
                literal.replace_self(_link(literal, self.env.docname))


@cache
def entry_ids(register: Path) -> frozenset[str]:
    """The ids that the generated page of the register has an anchor for."""
    return frozenset(re.findall(r'^\| <a id="([^"]+)">', register.read_text("utf-8"), re.MULTILINE))


def _link(literal: nodes.literal, page: str) -> addnodes.pending_xref:
    place = {"refdomain": "doc", "reftype": "myst", "reftarget": REGISTER, "reftargetid": literal.astext()}
    return addnodes.pending_xref("", literal.deepcopy(), refdoc=page, refexplicit=True, **place)
