"""Casus: design security guarantees and stress-test them before somebody else does.

>>> import casus
>>> study = casus.compare("tutorial", attacks=["full"], draws=50, seed=1)
>>> sorted(study.table()["design"].unique())[0]
'consult-24h'
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import casus.app.notebook.door as notebook  # noqa: F401
    import casus.study.planner as planner
    import casus.study.streaming.door as streaming  # noqa: F401
    from casus.evidence.register import read_register
    from casus.flow.scenario.read import read_scenario, scenario_names
    from casus.foundation.errors import CasusError, InputError, StoreError
    from casus.foundation.version import VERSION as __version__  # noqa: N811
    from casus.study.again.replay import replay
    from casus.study.compare import Study, compare, open_study

_PUBLIC = {
    "CasusError": "casus.foundation.errors",
    "InputError": "casus.foundation.errors",
    "StoreError": "casus.foundation.errors",
    "Study": "casus.study.compare",
    "compare": "casus.study.compare",
    "open_study": "casus.study.compare",
    "read_register": "casus.evidence.register",
    "read_scenario": "casus.flow.scenario.read",
    "replay": "casus.study.again.replay",
    "scenario_names": "casus.flow.scenario.read",
}

_MODULES = {  # `notebook` and `streaming` are for some, and not among the dozen names of `__all__`
    "notebook": "casus.app.notebook.door",
    "planner": "casus.study.planner",
    "streaming": "casus.study.streaming.door",
}

__all__ = [
    "CasusError",
    "InputError",
    "StoreError",
    "Study",
    "__version__",
    "compare",
    "open_study",
    "planner",
    "read_register",
    "read_scenario",
    "replay",
    "scenario_names",
]


def __getattr__(name: str) -> Any:
    """Public names are loaded on first use, so that `import casus` stays quick."""
    from importlib import import_module

    if name == "__version__":
        return import_module("casus.foundation.version").VERSION
    if name in _MODULES:
        return import_module(_MODULES[name])
    if name not in _PUBLIC:
        raise AttributeError(f"module 'casus' has no attribute '{name}'")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return __all__


def load_ipython_extension(shell: Any) -> None:
    """Rich display in a notebook, as `%load_ext casus` asks for it; it loads nothing else."""
    from casus.app.notebook.door import show_richly

    show_richly(shell)


def _in_a_notebook() -> Any:
    """The IPython shell in which this runs, or None; IPython is not loaded to find out."""
    running = sys.modules.get("IPython")
    return running.get_ipython() if running is not None and hasattr(running, "get_ipython") else None


if (_shell := _in_a_notebook()) is not None:  # the one thing done at import: docs/decisions/0027-notebooks.md says why
    load_ipython_extension(_shell)
