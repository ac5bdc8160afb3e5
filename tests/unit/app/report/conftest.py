"""One small study for all tests of the report: played once, kept in a folder, gathered, composed and set as pages."""

from __future__ import annotations

import pytest

from casus.app.report.compose import compose
from casus.app.report.gather import gather
from casus.app.report.page import page
from casus.app.report.teller import Teller
from casus.app.words.catalogue import LANGUAGES
from casus.study.compare import compare

DESIGNS = ("memorandum", "tripwire", "forward-defence")
DRAWING = "globalThis.vegaEmbed = async () => {};"
"""Stands for the script that draws charts, which the browser's test takes whole."""


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report") / "study"
    compare("tutorial", designs=list(DESIGNS), attacks=["probe", "full"], draws=60).save(folder)
    return folder


@pytest.fixture(scope="session")
def gathered(kept):
    return gather(kept)


@pytest.fixture(scope="session")
def reports(gathered):
    return {language: compose(gathered, Teller(language)) for language in LANGUAGES}


@pytest.fixture(scope="session")
def pages(reports):
    return {language: page(report, Teller(language), DRAWING) for language, report in reports.items()}
