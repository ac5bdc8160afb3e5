"""No number without a source, and no source, number or parameter that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import casus
from casus.evidence.register import Register, read_register
from casus.flow.campaign.arrays import FORTUNES
from casus.flow.campaign.pack import world_type
from casus.flow.scenario.quantities import named_quantities
from casus.flow.scenario.read import LIBRARY, read_scenario, scenario_folder, scenario_names, scenario_register
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.documents import read_document

SOURCE_CODE = Path(casus.__file__).parent
CODE = {file: file.read_text(encoding="utf-8") for file in sorted(SOURCE_CODE.rglob("*.py"))}
KERNEL = {file: text for file, text in CODE.items() if (SOURCE_CODE / "flow" / "campaign") in file.parents}
READ_OF_WORLD = re.compile(r"\bworlds?\.([a-z_0-9]+)")
PARAMETERS = sorted(read_document(LIBRARY / "model.yaml").data["parameters"])
NAMES = scenario_names()
NOT_READ_BY_KERNEL = {"seed", "draw"}  # the keys of its random numbers, which it reads as records do


@pytest.fixture(scope="module")
def scenarios() -> dict[str, Scenario]:
    return {name: read_scenario(name) for name in NAMES}


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def test_there_is_something_to_audit(scenarios: dict[str, Scenario], register: Register) -> None:
    assert NAMES
    assert PARAMETERS
    assert KERNEL
    assert register.entries
    assert all(scenario.parameters for scenario in scenarios.values())


# --- evidence ---------------------------------------------------------------------------------------------------------


def used_evidence(scenario: Scenario) -> set[str]:
    """Ids of the evidence that a scenario draws from, or names as its context."""
    drawn = {named.quantity.evidence for named in named_quantities(scenario)} - {None}
    return {id for id in drawn if id is not None} | set(scenario.setup.context)


def evidence_of_backtests() -> set[str]:
    """Ids of the evidence that a backtest draws from by name."""
    backtests = [text for file, text in CODE.items() if (SOURCE_CODE / "backtest") in file.parents]
    assert backtests
    return {id for text in backtests for id in re.findall(r'_drawn\("([a-z0-9-]+)"', text)}


def test_every_entry_is_used_by_a_shipped_scenario_or_a_backtest(
    scenarios: dict[str, Scenario], register: Register
) -> None:
    used = set().union(*(used_evidence(scenario) for scenario in scenarios.values())) | evidence_of_backtests()
    assert used
    assert sorted(set(register.entries) - used) == []


def sources_within(data: Any) -> Iterator[str]:
    """What the keys `source` of a file hold, however deep."""
    if isinstance(data, dict):
        yield from (value for key, value in data.items() if key == "source")
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from sources_within(value)


def cited_by_files(pattern: str) -> set[str]:
    """Sources that the YAML files of a folder cite."""
    files = sorted(SOURCE_CODE.glob(pattern))
    assert files
    return {source for file in files for source in sources_within(read_document(file).data)}


def test_every_source_is_cited(register: Register) -> None:
    """By an entry of the register, by a text or a call of the casebook, or by a case that a backtest is scored on."""
    cited = {key for entry in register.entries.values() for key in entry.sources}
    assert cited
    cited |= cited_by_files("pacts/casebook/*.yaml") | cited_by_files("backtest/data/*.yaml")
    assert sorted(set(register.sources) - cited) == []


def test_an_entry_that_cites_only_memory_is_recalled(register: Register) -> None:
    sourced = [entry for entry in register.entries.values() if entry.sources]
    assert sourced
    unseen = [entry for entry in sourced if not any(register.sources[key].seen for key in entry.sources)]
    assert [entry.id for entry in unseen if entry.status in {"seen", "data"}] == []


def test_every_series_ends_with_its_last_observation(register: Register) -> None:
    with_series = [entry for entry in register.entries.values() if entry.series]
    assert with_series
    for entry in with_series:
        dates = [observation.date for observation in entry.series]
        assert dates == sorted(set(dates)), entry.id
        observed = [observation.date for observation in entry.series if observation.value is not None]
        assert observed, entry.id
        assert entry.last_observed == observed[-1], entry.id


def test_nothing_was_checked_before_it_happened(register: Register) -> None:
    assert [e.id for e in register.entries.values() if e.date > str(e.checked) and e.status != "judgement"] == []


# --- scenarios --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_quantity_has_evidence_or_says_whose_number_it_is(name: str, scenarios: dict[str, Scenario]) -> None:
    quantities = list(named_quantities(scenarios[name]))
    assert quantities
    known = scenario_register(scenario_folder(name)).entries
    for named in quantities:
        quantity = named.quantity
        if quantity.evidence is not None:
            assert quantity.evidence in known, named.name
        else:
            assert None not in {quantity.unit, quantity.why, quantity.status}, named.name


@pytest.mark.parametrize("name", NAMES)
def test_every_quantity_has_one_name(name: str, scenarios: dict[str, Scenario]) -> None:
    names = [named.name for named in named_quantities(scenarios[name])]
    assert len(names) == len(set(names))


# --- the kernel -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_kernel_reads_no_field_that_a_world_lacks(name: str, scenarios: dict[str, Scenario]) -> None:
    read = {field for text in KERNEL.values() for field in READ_OF_WORLD.findall(text)}
    assert read
    assert sorted(read - set(world_type(scenarios[name]).names or ()) - set(FORTUNES)) == []


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_every_parameter_of_the_model_is_used(parameter: str) -> None:
    word = re.compile(rf"\b{parameter}\b")
    assert any(word.search(text) for text in CODE.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_other_field_of_a_world_is_used(name: str, scenarios: dict[str, Scenario]) -> None:
    """Numbers about roles: read by the kernel as `world.nation_x`, or from the draws by their name, `nation.{id}.x`."""
    fields = set(world_type(scenarios[name]).names or ()) - set(PARAMETERS) - NOT_READ_BY_KERNEL
    assert fields
    read = {field for text in KERNEL.values() for field in READ_OF_WORLD.findall(text)}
    elsewhere = "\n".join(text for file, text in CODE.items() if file not in KERNEL)
    unread = [f for f in fields - read if not re.search(rf'f?"{f.replace("_", "[^ ]*[.]", 1)}"', elsewhere)]
    assert sorted(unread) == []
