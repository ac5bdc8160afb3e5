"""Names in, files in one folder out; no name leads anywhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.app.web.workspace import Workspace, checked_name
from casus.foundation.errors import InputError, StoreError


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return Workspace(tmp_path / "here").open()


def test_what_is_saved_is_loaded_listed_and_deleted(workspace):
    workspace.save("b-2", "two")
    workspace.save("a-1", "one")
    assert workspace.saved() == ["a-1", "b-2"]
    assert workspace.load("b-2", 100) == b"two"
    workspace.delete("a-1")
    assert workspace.saved() == ["b-2"]


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "/etc/passwd", "a/b", "a\\b", "A", "a b", "a\0b", "-a", "a--b", "ä", "x" * 81]
)
def test_what_is_no_name_is_refused(workspace, name):
    for act in (lambda: workspace.save(name, "x"), lambda: workspace.load(name, 9), lambda: workspace.study(name)):
        with pytest.raises(InputError, match="cannot be a name"):
            act()
    assert workspace.saved() == []


@given(st.text(max_size=100))
def test_no_text_is_a_name_that_leaves_its_folder(text):
    try:
        name = checked_name(text)
    except InputError:
        return
    assert not set(name) & set("/\\.\0 ~")


def test_a_link_out_of_the_workspace_is_not_followed(workspace, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("secret")
    (workspace.folder / "saved" / "link.yaml").symlink_to(secret)
    assert workspace.saved() == []
    with pytest.raises(InputError, match="leads out"):
        workspace.load("link", 100)
    with pytest.raises(InputError, match="leads out"):
        workspace.save("link", "overwritten")
    assert secret.read_text() == "secret"


def test_a_study_that_is_a_link_is_not_followed(workspace, tmp_path):
    (workspace.folder / "studies" / "away").symlink_to(tmp_path)
    with pytest.raises(InputError, match="leads out"):
        workspace.study("away")


def test_a_file_that_grew_too_large_is_not_read(workspace):
    workspace.save("big", "x" * 101)
    with pytest.raises(InputError, match="more than 100 bytes"):
        workspace.load("big", 100)


def test_a_workspace_that_cannot_be_is_refused_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        Workspace(tmp_path / "file").open()
