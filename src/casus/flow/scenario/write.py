"""A record in, its YAML out; or a copy of a scenario's folder that holds it beside the others, ready to be read."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.documents import means_itself
from casus.foundation.errors import StoreError
from casus.foundation.records import Record

WIDTH = 120
ODD_BREAKS = set("\x85\u2028\u2029")
"""What ends a line of YAML 1.1; PyYAML writes it into single quotes, in which it is read as a space."""


def design_yaml(design: Design) -> str:
    """The design as a file says it: what is left at its usual value is left out."""
    return plain_yaml(plain_record(design)).decode()


def plain_record(record: Record) -> dict[str, Any]:
    """What a file says of a record: what is left at its usual value is left out."""
    plain: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True, warnings=False)
    return plain


def plain_yaml(content: Mapping[str, Any]) -> bytes:
    """The text of a file, its keys in the order that they are given in; a text that would be read as something else is in quotes.

    libyaml writes it in a tenth of the time, and cannot write half of a surrogate pair, which PyYAML escapes.
    """
    try:
        return _dumped(content, getattr(yaml, "CSafeDumper", yaml.SafeDumper))
    except UnicodeEncodeError:
        return _dumped(content, yaml.SafeDumper)


def _dumped(content: Mapping[str, Any], writes: Any) -> bytes:
    class Dumper(writes):  # type: ignore[misc]
        """Writes for our reader, whose rules are those of YAML 1.2 where PyYAML's are those of 1.1."""

    Dumper.add_representer(str, _text)
    text: str = yaml.dump(content, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text.encode()


def _text(dumper: Any, text: str) -> yaml.Node:
    node: yaml.ScalarNode = dumper.represent_str(text)
    if not means_itself(text) or ODD_BREAKS & set(text):
        node.style = '"'
    return node


def write_scenario_with(scenario: Scenario, design: Design, parent: Path) -> Path:
    """The folder of a copy of the scenario in `parent`, with the design added; raises StoreError where it cannot be written.

    Nothing is written over the scenario itself, or over another folder that holds none.
    """
    source, folder = Path(scenario.folder), parent / scenario.id
    if folder.resolve() == source.resolve():
        raise StoreError(f"{folder}: is the scenario itself; name another folder")
    if folder.exists() and not (folder / "scenario.yaml").is_file():
        raise StoreError(f"{folder}: exists and holds no scenario; name another folder")
    try:
        shutil.copytree(source, folder, dirs_exist_ok=True)
        (folder / "designs" / f"{design.id}.yaml").write_text(design_yaml(design), "utf-8")
    except (OSError, shutil.Error) as error:
        raise StoreError(f"{folder}: cannot be written: {error}") from error
    return folder
