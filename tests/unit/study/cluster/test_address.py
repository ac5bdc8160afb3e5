"""Addresses: what is one is read, what is none is refused with examples; ranges cover the draws, once each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.foundation.errors import InputError
from casus.study.cluster.address import HIGHEST_PORT, Local, Scheduler, cores, read_address
from casus.study.cluster.parts import LEAST_CAMPAIGNS, MOST_CAMPAIGNS, parts_of


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("local:2", Local(2)),
        (" local:1 ", Local(1)),
        ("tcp://10.0.0.5:8786", Scheduler("tcp://10.0.0.5:8786")),
        ("node17:8786", Scheduler("tcp://node17:8786")),
        ("tls://head.cluster:8786/", Scheduler("tls://head.cluster:8786")),
        ("tcp://[::1]:8786", Scheduler("tcp://[::1]:8786")),
    ],
)
def test_an_address_is_read(text, address):
    assert read_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "local",
        "local:",
        "local:x",
        "local:-1",
        "node17",
        "tcp://node17",
        "http://node17:8786",
        "tcp://:8786",
        "a b:1",
    ],
)
def test_what_is_no_address_is_refused_with_examples(text):
    with pytest.raises(
        InputError, match=r"is no address of a cluster\n    hint: for example local:4 .* tcp://10"
    ) as refused:
        read_address(text)
    assert f"'{text}'" in str(refused.value)


@pytest.mark.parametrize("workers", [0, max(2, cores()) + 1])
def test_more_processes_than_cores_or_none_are_refused(workers):
    with pytest.raises(InputError, match=rf"it takes local:1 to local:{max(2, cores())}"):
        read_address(f"local:{workers}")


@pytest.mark.parametrize("port", [0, HIGHEST_PORT + 1])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(InputError, match=rf"no port is {port}"):
        read_address(f"tcp://node17:{port}")


def test_processes_share_the_cores(monkeypatch):
    monkeypatch.setattr("casus.study.cluster.address.cores", lambda: 8)
    assert [Local(n).kernel_threads for n in (1, 3, 8, 16)] == [8, 2, 1, 1]


@given(st.integers(1, 300_000), st.integers(1, 60), st.integers(0, 64))
def test_ranges_hold_every_draw_once_in_order(draws, pairs, threads):
    parts = parts_of(draws, pairs, threads)
    assert [part.start for part in parts] == [0, *(part.stop for part in parts[:-1])]
    assert parts[-1].stop == draws
    assert all(len(part) <= MOST_CAMPAIGNS // pairs for part in parts)
    assert all(len(part) >= LEAST_CAMPAIGNS // pairs for part in parts[:-1])
