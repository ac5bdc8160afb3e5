"""What draws our charts in a browser: Vega, Vega-Lite and Vega-Embed in one script, from the library that also makes pictures.

Nothing of it is committed, and no page asks another computer for them. The report and the workbench both use this script.
"""

from __future__ import annotations

import subprocess
from functools import lru_cache

from casus.flow.views.second_process import start_python

EMBEDDING = {"actions": False, "ast": True, "renderer": "svg"}
"""How every page embeds a chart: without Vega's own menu, without `eval` (a page may forbid it), as SVG, which prints sharply."""

_DOOR = "globalThis.vegaEmbed = vegaEmbed; globalThis.vega = vega;"


@lru_cache(maxsize=1)
def vega_script() -> str:
    """One JavaScript module, about 0.9 MB, that gives a page `vegaEmbed` and `vega`; it takes two seconds, once."""
    import vl_convert

    return str(vl_convert.javascript_bundle(_DOOR))


class Making:
    """The script, put together by another process while this one goes on: what does it holds on to Python's lock for seconds."""

    def __init__(self) -> None:
        self._process = start_making()

    def finish(self) -> str:
        """The script; made here where the other process could not make it."""
        if self._process is None:
            return vega_script()
        made, _ = self._process.communicate()
        return made.decode() if self._process.returncode == 0 and made else vega_script()


def start_making() -> subprocess.Popen[bytes] | None:
    """A process that writes the script; None where it gains nothing or cannot be had."""
    return start_python(f"from {__name__} import vega_script; sys.stdout.buffer.write(vega_script().encode())")
