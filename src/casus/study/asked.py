"""What a user asks about in, the scenario, design and attack meant out; every name and number that will not do is refused here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casus.evidence.register import Register
from casus.flow.draws.sample import sample
from casus.flow.draws.streams import SAMPLINGS
from casus.flow.handoffs import Draws
from casus.flow.scenario.quantities import evidence_of
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption, heaviest
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.version import VERSION

SAMPLING = "monte-carlo"
"""How the worlds of a question are drawn: the first n of more worlds are those of n, so that a question may ask for more."""
MOST_WORLDS = 1_000_000  # chosen: their columns take about 3 GB, and the worlds of a question are held in memory whole


@dataclass(frozen=True)
class Asked:
    """One design against one attack, and the worlds in which a question about it is answered."""

    scenario: Scenario
    """The scenario, as it was read or edited."""
    register: Register
    """The evidence that it stands on."""
    design: Design
    """The design."""
    attack: AttackOption
    """The attack option."""
    draws: Draws
    """The worlds."""

    @property
    def provenance(self) -> dict[str, str | int]:
        """Scenario, seed, draws, version, digests: what would give the same numbers again."""
        return provenance(self.scenario, self.register, len(self.draws), self.draws.seed)


def ask(scenario: str | Scenario, design: str, attack: str | None, draws: int, seed: int) -> Asked:
    """What a planner's question is about; without an attack, the heaviest.

    Takes the name or folder of a scenario, or one that was read. Raises InputError for a name that is not there, or numbers
    that will not do.
    """
    read, register = scenario_and_register(scenario)
    refuse_bad_numbers(draws, MOST_WORLDS, seed)
    one = read.design(chosen("design", [design], [known.id for known in read.every_design])[0])
    against = attack_of(read, attack)
    return Asked(read, register, one, against, sample(read, register, draws, seed))


def scenario_and_register(scenario: str | Scenario) -> tuple[Scenario, Register]:
    """A scenario, read where it is only named, and the evidence that it may use."""
    read = scenario if isinstance(scenario, Scenario) else read_scenario(scenario)
    return read, scenario_register(Path(read.folder))


def attack_of(scenario: Scenario, name: str | None) -> AttackOption:
    """The attack option of that name, or the heaviest; raises InputError for one that is not there."""
    known = {attack.id: attack for attack in scenario.attacks}
    if name is None:
        return heaviest(scenario.attacks)
    return known[chosen("attack", [name], list(known))[0]]  # type: ignore[index]  # it is one of the four


def chosen(kind: str, wanted: Sequence[str] | None, known: Sequence[str]) -> list[str]:
    """The wanted names, or all; raises InputError naming every unknown one."""
    if wanted is None:
        return list(known)
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        raise InputError(
            Problem(f"unknown {kind} '{name}'", hint=unknown_name_hint(name, known)) for name in unknown or [""]
        )
    return list(wanted)


def refuse_bad_numbers(draws: int, most_draws: int, seed: int, for_more: str | None = None) -> None:
    """Raise InputError for draws or a seed that will not do; `for_more` says what takes more draws."""
    if not 1 <= draws <= most_draws:
        hint = for_more if draws > most_draws else None
        raise InputError([Problem(f"draws is {draws:,}; here it must be 1 to {most_draws:,}", hint=hint)])
    if seed < 0:
        raise InputError([Problem(f"seed is {seed}; it cannot be negative")])


def refuse_bad_sampling(sampling: str) -> None:
    """Raise InputError for a sampling design that is none."""
    if sampling not in SAMPLINGS:
        raise InputError([Problem(f"unknown sampling '{sampling}'", hint=unknown_name_hint(sampling, SAMPLINGS))])


def provenance(scenario: Scenario, register: Register, draws: int, seed: int) -> dict[str, str | int]:
    """What would give the same answer again."""
    return {
        "scenario": scenario.id,
        "scenario_title": scenario.setup.title,
        "scenario_digest": scenario.digest,
        "evidence_digest": register.digest(evidence_of(scenario)),
        "draws": draws,
        "seed": seed,
        "sampling": SAMPLING,
        "version": VERSION,
    }
