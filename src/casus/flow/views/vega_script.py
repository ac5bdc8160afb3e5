"""What draws our charts in a browser: Vega, Vega-Lite and Vega-Embed in one script, from the library that also makes pictures.

Nothing of it is committed, and no page asks another computer for them. The report and the workbench both use this script.
"""

from __future__ import annotations

from functools import lru_cache

EMBEDDING = {"actions": False, "ast": True, "renderer": "svg"}
"""How every page embeds a chart: without Vega's own menu, without `eval` (a page may forbid it), as SVG, which prints sharply."""

_DOOR = "globalThis.vegaEmbed = vegaEmbed; globalThis.vega = vega;"


@lru_cache(maxsize=1)
def vega_script() -> str:
    """One JavaScript module, about 0.9 MB, that gives a page `vegaEmbed` and `vega`; it takes two seconds, once."""
    import vl_convert

    return str(vl_convert.javascript_bundle(_DOOR))
