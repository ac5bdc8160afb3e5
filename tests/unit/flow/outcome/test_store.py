"""A study's folder: read back as it was written, and never taken for whole when it is not."""

from __future__ import annotations

import json
import shutil

import pytest

import casus
from casus.flow.outcome import store
from casus.foundation.errors import StoreError
from casus.foundation.whole_files import write_whole


@pytest.fixture(scope="module")
def study():
    return casus.compare("tutorial", designs=["memorandum", "tripwire"], attacks=["full"], draws=30)


@pytest.fixture(scope="module")
def saved(study, tmp_path_factory):
    """Its folder, to be copied by who changes something in it."""
    return study.save(tmp_path_factory.mktemp("saved"))


def test_reads_back_what_was_written(study, saved):
    again = casus.open_study(saved)
    assert again.outcomes.equals(study.outcomes)
    assert again.answers.as_json() == study.answers.as_json()


def test_nothing_looks_whole_before_the_last_write(saved, tmp_path, monkeypatch):
    """A small study, as what it holds is not asked."""
    study = casus.compare("tutorial", ["memorandum"], ["probe"], draws=2, lenses=False)
    shutil.copytree(saved, tmp_path, dirs_exist_ok=True)

    def die(*_):
        raise KeyboardInterrupt

    def die_at(name):
        return lambda file, content: die() if file.name == name else write_whole(file, content)

    for moment, dies in (
        ("write_whole", die_at(store.DATA)),
        ("write_whole", die_at(store.MANIFEST)),
        ("_manifest", die),
    ):
        monkeypatch.setattr(store, moment, dies)
        with pytest.raises(KeyboardInterrupt):
            study.save(tmp_path)
        with pytest.raises(StoreError, match="holds no finished study"):
            casus.open_study(tmp_path)
        monkeypatch.undo()


def test_a_changed_file_is_noticed(saved, tmp_path):
    shutil.copytree(saved, tmp_path, dirs_exist_ok=True)
    data = tmp_path / store.DATA
    data.write_bytes(data.read_bytes()[:-7] + b"changed")
    with pytest.raises(StoreError, match="not the file that was written"):
        casus.open_study(tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is not a study's manifest"),
        ("[]", "is not a study's manifest"),
        (json.dumps({"casus_study": 99}), "another version"),
    ],
)
def test_a_strange_manifest_is_refused(saved, tmp_path, text, says):
    shutil.copytree(saved, tmp_path, dirs_exist_ok=True)
    (tmp_path / store.MANIFEST).write_text(text)
    with pytest.raises(StoreError, match=says):
        casus.open_study(tmp_path)


def test_a_folder_that_cannot_be_written_is_said_in_words(study, tmp_path):
    file = tmp_path / "file"
    file.write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        study.save(file / "folder")
