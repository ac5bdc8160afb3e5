"""What every planner's command does before and after its question."""

from __future__ import annotations

import pytest

from casus.app.cli.answers import begin
from casus.foundation.errors import CasusError, StoreError


def test_a_folder_that_cannot_be_written_to_is_refused_before_the_work(tmp_path):
    begin(tmp_path / "new", None)
    with pytest.raises(StoreError, match="cannot be written"):
        begin(tmp_path.joinpath("file").touch() or tmp_path / "file", None)


def test_more_threads_than_there_are_are_refused_in_words():
    with pytest.raises(CasusError, match="threads is 9999"):
        begin(None, 9999)
