"""What is loaded when: the front doors stay light, heavy libraries wait for their first use."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numpy", "numba", "xarray", "pandas", "scipy", "altair", "pydantic", "rich")


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import casus", (*HEAVY, "yaml", "click")),
        ("from casus.app.cli.main import casus; casus(['--help'], standalone_mode=False)", HEAVY),
    ],
)
def test_heavy_libraries_are_not_loaded(code, unwanted):
    check = f"import sys\n{code}\nprint('LOADED', *(m for m in {unwanted!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].split() == ["LOADED"]


def test_public_names_are_there_and_no_others():
    import casus

    assert len(casus.__all__) <= 12
    for name in casus.__all__:
        assert getattr(casus, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        casus.nothing  # noqa: B018
