"""A short list of signposts, with which a search takes a moment."""

from __future__ import annotations

from pathlib import Path

import yaml

from casus.study.adaptation.written import SHIPPED

KEPT = ("voters-support", "protected-brigades", "saved-output", "gathering")


def few_signposts(folder: Path) -> Path:
    """A file with a few of the shipped signposts."""
    data = yaml.safe_load(SHIPPED.read_text("utf-8"))
    data["signposts"] = [one for one in data["signposts"] if one["id"] in KEPT]
    file = folder / "few.yaml"
    file.write_text(yaml.safe_dump(data), "utf-8")
    return file
