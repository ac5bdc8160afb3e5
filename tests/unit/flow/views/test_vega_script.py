"""The script that draws charts in a browser comes whole from the machine itself."""

import re

from casus.flow.views.vega_script import vega_script


def test_the_script_gives_a_page_its_two_names_and_imports_nothing():
    script = vega_script()
    assert "globalThis.vegaEmbed" in script
    assert "globalThis.vega" in script
    assert not re.search(r"^\s*import\b", script, re.MULTILINE)


def test_the_script_can_stand_within_a_page():
    assert "</script" not in vega_script()
