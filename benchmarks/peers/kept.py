"""Casus's decorators for compiled code that is kept between runs, for functions outside the kernel's folder.

Numba looks at the time of the one file that defines a function, and misses changes in the files that it calls. Casus keeps
compiled code in a folder named after a hash of the kernel's sources; what is compiled here has a folder beside it, named after
a hash of the files of this folder and of Casus's decorators and arithmetic.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from casus.flow.campaign import arithmetic
from casus.flow.campaign import compiled as kernel

SOURCES = [*sorted(Path(__file__).parent.glob("*.py")), Path(kernel.__file__), Path(arithmetic.__file__)]
DIGEST = hashlib.sha256(b"".join(file.read_bytes() for file in SOURCES)).hexdigest()[:16]
CACHE = kernel.CACHE.with_name(f"peers-{DIGEST}") if kernel.CACHE is not None else None


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function compiled as the kernel's are."""
    return _kept(kernel.compiled, function)


def compiled_loop(function: Callable[..., Any]) -> Callable[..., Any]:
    """The loop over draws compiled as the kernel's are."""
    return _kept(kernel.compiled_loop, function)


def _kept(decorator: Callable[..., Any], function: Callable[..., Any]) -> Callable[..., Any]:
    """The decorated function, with a folder of its own."""
    made = decorator(function)
    made.folder = CACHE
    return made
