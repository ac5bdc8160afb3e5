"""The command refuses in words what cannot be served, before anything is served."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from casus.app.web.serve import refuse_taken_port, refuse_without_web
from casus.app.web.settings import settings_of
from casus.foundation.errors import InputError


def test_without_the_extra_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "nicegui", None)
    with pytest.raises(InputError, match=r"extra 'web'[\s\S]*pip install 'casus\[web\]'"):
        refuse_without_web()


def test_a_port_that_is_taken_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=rf"port {port}[\s\S]*--port"):
            refuse_taken_port(settings_of("127.0.0.1", port, None, Path()))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"scenario": "ukrain"}, "unknown scenario 'ukrain'"),
        ({"draws": 0}, "--draws is 0"),
        ({"draws": 10**6}, "must be 1 to"),
    ],
)
def test_what_no_bench_can_open_with_is_refused(given, why):
    with pytest.raises(InputError, match=why):
        settings_of("127.0.0.1", 8765, None, Path(), **given)


def test_a_chart_is_split_into_its_build_and_its_rows():
    from casus.app.web.components.vega_chart import split

    one = {"layer": [{"data": {"values": [1, 2]}, "mark": "bar"}, {"data": {"values": [3]}, "mark": "line"}]}
    other = {"layer": [{"data": {"values": [9]}, "mark": "bar"}, {"data": {"values": []}, "mark": "line"}]}
    assert split(one)[0] == split(other)[0]
    assert split(one)[1] == {"rows-0": [1, 2], "rows-1": [3]}
    assert split({"mark": "bar"})[0] != split(one)[0]


def test_only_rows_that_moved_travel_and_those_that_moved_back():
    pytest.importorskip("nicegui")
    from nicegui.client import Client
    from nicegui.page import page

    from casus.app.web.components.vega_chart import VegaChart

    def chart(*rows):
        return {"layer": [{"data": {"values": list(one)}, "mark": "bar"} for one in rows]}

    with Client(page("")):
        drawn = VegaChart("/script.js")
    drawn.show(chart([1], [2]), "first")
    assert drawn._changed._props["rows"] == {}
    drawn.show(chart([5], [2]), "second")
    assert drawn._changed._props["rows"] == {"rows-0": [5]}
    drawn.show(chart([1], [7]), "third")
    assert drawn._changed._props["rows"] == {"rows-0": [1], "rows-1": [7]}
    assert drawn._props["chart"]["rows"] == {"rows-0": [1], "rows-1": [2]}
    drawn.show({"mark": "line"}, "another")
    assert drawn._changed._props["rows"] == {}
