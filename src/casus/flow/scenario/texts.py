"""A name or a file in, the text of a pact out: of the casebook, of a design, or of a user's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casus.flow.scenario.read import read_scenario, scenario_names
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.variant import VARIANT
from casus.flow.scenario.variants import read_variant
from casus.flow.scenario.whole_pact import whole_pact
from casus.foundation.documents import Document, read_document
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.validation import validate_document
from casus.pacts.lint import Text
from casus.pacts.read import casebook_file, casebook_names
from casus.pacts.schema.history import Instrument

FROM_CASEBOOK = "casebook/"


@dataclass(frozen=True)
class Found:
    """What a name stands for: the text, and the instrument or the design that it belongs to."""

    text: Text
    instrument: Instrument | None = None
    design: Design | None = None
    scenario: str | None = None
    """The design's scenario; None for a design in a file of its own."""


def find_text(name: str, scenario: str) -> Found:
    """The text of that name: in the casebook, then a file, then among the designs of a scenario.

    `SCENARIO/DESIGN` names a design of another scenario, `casebook/ID` a pact of the casebook and nothing else. Raises
    InputError for a name that nothing has.
    """
    if name in casebook_names() or name.startswith(FROM_CASEBOOK):
        return _instrument(read_document(casebook_file(name.removeprefix(FROM_CASEBOOK))))
    if _is_file(name):
        return _from_file(read_document(Path(name)))
    owner, _, design = name.rpartition("/")
    known = owner in scenario_names()
    read = read_scenario(owner if known else scenario)
    wanted = design if known else name
    designs = [design.id for design in read.every_design]
    if wanted in designs:
        return _design(read, wanted)
    hint = unknown_name_hint(wanted, designs if known else [*casebook_names(), *designs])
    raise InputError([Problem(f"no pact is named '{name}'", hint=hint)])


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # too long for a name of a file
        return False


def _instrument(document: Document) -> Found:
    held = validate_document(document, Instrument)
    return Found(Text(held.id, held.pact, document), instrument=held)


def _from_file(document: Document) -> Found:
    """A file of a pact, or of a design: a design is known by its posture, settlement or summary."""
    keys = set(document.data) if isinstance(document.data, dict) else set()
    if not keys & {"posture", "settlement", "summary"}:
        return _instrument(document)
    design = validate_document(document, Design)
    return Found(Text(design.id, whole_pact(design), document), design=design)


def _design(scenario: Scenario, id: str) -> Found:
    design = scenario.design(id)
    return Found(Text(id, whole_pact(design), _document(scenario, design)), design=design, scenario=scenario.id)


def _document(scenario: Scenario, design: Design) -> Document:
    folder = Path(scenario.folder)
    if VARIANT not in design.tags:
        return read_document(folder / "designs" / f"{design.id}.yaml")
    designs = {one.id: read_document(folder / "designs" / f"{one.id}.yaml") for one in scenario.designs}
    return read_variant(folder / "variants" / f"{design.id}.yaml", designs)[0]
