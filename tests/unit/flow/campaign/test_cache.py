"""Compiled code is kept in the first folder that can be written to, one for each state of the kernel's sources."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from casus.flow.campaign import compiled


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A path under a regular file: nobody can make a folder there, root included."""
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    return file / "folder"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes into the user's own folders."""
    for variable in ("CASUS_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


def sources(folder: Path, text: str) -> Path:
    """A folder of kernel sources with one file in a folder of its own."""
    (folder / "laws").mkdir(parents=True)
    (folder / "laws" / "law.py").write_text(text, encoding="utf-8")
    return folder


def test_the_folder_that_the_user_names_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_CACHE_DIR", str(tmp_path / "named"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = compiled.cache_folder()
    assert folder is not None
    assert folder.is_dir()
    assert folder.is_relative_to(tmp_path / "named")


def test_the_usual_cache_serves_where_none_is_named(tmp_path: Path) -> None:
    folder = compiled.cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path / "home" / ".cache" / "casus")


def test_the_usual_cache_serves_where_the_named_one_cannot_be_written(
    tmp_path: Path, blocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASUS_CACHE_DIR", str(blocked))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = compiled.cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path / "cache" / "casus")


def test_a_temporary_folder_serves_where_no_cache_can_be_written(
    tmp_path: Path, blocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASUS_CACHE_DIR", str(blocked))
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    folder = compiled.cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path / "temporary")


def test_nothing_is_kept_where_nothing_can_be_written(blocked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_CACHE_DIR", str(blocked))
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(tempfile, "tempdir", str(blocked))
    assert compiled.cache_folder() is None


def test_each_state_of_the_sources_has_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = []
    for state, text in (("before", "LOSS = 1"), ("after", "LOSS = 2"), ("again", "LOSS = 1")):
        monkeypatch.setattr(compiled, "HERE", sources(tmp_path / state, text))
        folders.append(compiled.cache_folder())
    before, after, again = folders
    assert None not in folders
    assert before != after
    assert before == again
